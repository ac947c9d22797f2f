"""Whose a time is that a sentence speaks of: the seller's, or anybody else's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casewright.notices.lexicon import Cue

#: Where one clause ends and another begins.
_CLAUSE = re.compile(
    r"[,，、;；()](?=\s|[^\x00-\x7f]|$)|[，、；：()]|\s-+\s|:\s|\n"
    r"|\b(?:or|and|but|otherwise|und|oder|sonst|andernfalls|et|ou|sinon|y|o|e|altrimenti|anders)\b"
    r"|否则|もしくは|ただし|另外|并且?",
    re.IGNORECASE,
)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
#: Words that may stand between a framing word and the count or day that it frames.
_FILL = (
    r"[\s:|=\"'(-]*(?:(?:ore|alle|às|um|uur|las|noon|midi|(?:segunda|terça|quarta|quinta|sexta)-feira|the|a|an|le|la|les|l'|des|den|dem|die|der|das|las|los|el|i|il|gli|un|une|una|as|os|de|del|du|di|do|da|von|vom"
    r"|nur|only|just|no\s+more\s+than|at\s+most|a\s+maximum\s+of|maximal|maximum|más|zum|zur|am|on|at|end\s+of(?:\s+(?:business|day))*"
    r"|including|einschließlich|einschliesslich|y\s+como\s+máximo|e\s+non\s+oltre|jour\s+du|op|het|de\s+dag\s+van|próximo|próximos|este"
    r"|dieser|diesem|this|coming|next|kommenden|nächsten|[^\W\d]{2,10}(?:day|tag|di|dì|es|feira|dag|ado|ingo|woch)"
    r"|(?:mon|tues?|wed|thur?s?|fri|sat|sun|mo|di|mi|do|fr|sa|so)\.?|(?:lun|mar|mié|jue|vie|sáb|dom|lu|ma|me|je|ve|gio|mer)\.?)"
    r"(?![^\W\d_])[\s,\"']*){0,5}"
)
_FRONT = re.compile(_FILL + r"\Z")
_BACK = re.compile(r"[\s\"']*(?:[（(][^()（）]{1,16}[)）])?[\s\"')（(]*(?:\([^()]{1,16}\))?[\s)]*(?:的|之)?")
#: A sign that a length may end with, and that words about it begin with: 30日間の, 14日間で.
_SHARED = "間"
#: How far from the beginning of its clause a time stands that has the clause for itself: ``, within 72 hours,``.
_BARE = 22
#: How far in front of a clause its label may begin: ``Deadline for your answer: ``.
_LABEL = 45
#: How far from a time words may stand that make it a limit by themselves: ``after five days without an answer``.
_SETS = 60
#: Japanese, whose verbs end a clause; how many signs may follow the words that tell of asking: ください。
_KANA, _TAIL = re.compile(r"[\u3040-\u30ff]"), 8
#: Whose phrases beat those of a role that stand within them.
_LOST = {"seller": ("other", "never"), "you": ("other", "never"), "other": ("seller", "start"), "never": ("seller",)}
_RIVALS = ("seller", "other", "never", "start")
#: To whom something is done is not who does it: represent your case to the bank.
_TOWARDS = re.compile(r"\b(?:to|against|an|gegen|à|aux?|contre|al|alla|contra|ao)\s+\Z")
#: Whose phrases in a clause tell that its time, framed by nothing, is not one to answer in.
_NOT_ASKED = frozenset({"other", "never", "third", "amazon", "past", "back", "ago"})
#: Whose phrases tell that a sentence speaks to its reader.
_ADDRESSING = frozenset({"reader", "you", "seller", "if", "unless", "start", "grant", "answer"})
#: How far behind a time the notice may be named from which it counts, or what has to happen first.
_START = 30
#: What may stand in front of the one who acts, and what makes him the owner of what acts.
_SIGNS, _OF_HIS = " \t\n\"'-*\u2022\u00ab\u201e\u201c\u300c(", re.compile(r"'s\b|的|の")
#: How far from the clause of a time the words may stand that something is open so long.
_OPEN = 75


@dataclass(frozen=True, slots=True)
class Hit:
    """A telling phrase at its place in a sentence."""

    start: int
    end: int
    role: str


class Told:
    """A sentence with the telling phrases that stand in it."""

    def __init__(self, lowered: str, clocks: Sequence[Cue]) -> None:
        self.text = lowered
        telling = [(phrase, cue.target) for cue in clocks for phrase in cue.phrases if phrase.key in lowered]
        self.hits = _widest([Hit(*span, role) for phrase, role in telling for span in phrase.spans(lowered)])
        asking = self._of("seller")
        self._actors = [
            hit for hit in self._of("amazon")
            if not any(each.start < hit.end and hit.start < each.end for each in asking)
            and not any(each.end <= hit.start <= each.end + 1 for each in self._of("if"))
            and not any(each.start <= hit.start and hit.end <= each.end for each in self._of("you"))
            and not _TOWARDS.search(lowered[: hit.start])
        ] + self._of("third")  # fmt: skip
        self._bounds = [0, *(match.end() for match in _CLAUSE.finditer(lowered)), len(lowered)]

    def _of(self, *roles: str) -> list[Hit]:
        return [hit for hit in self.hits if hit.role in roles]

    def led_by(self, start: int, *roles: str) -> str | None:
        """Return the role of the framing words directly before a place: the nearest, of those the longest."""
        near = [
            (hit.end, hit.end - hit.start, hit.role) for hit in self._of(*roles)
            if hit.end <= start <= hit.end + 60 and _FRONT.match(self.text[hit.end : start])
        ]  # fmt: skip
        return max(near)[2] if near else None

    def followed_by(self, end: int, *roles: str) -> str | None:
        """Return the role of the framing words directly behind a place: the longest."""
        match = _BACK.match(self.text, end)
        at = match.end() if match else end
        first = end - 1 if self.text[end - 1 : end] == _SHARED else end
        near = [(hit.end - hit.start, hit.role) for hit in self._of(*roles) if first <= hit.start <= at]
        return max(near)[1] if near else None

    def grants(self, start: int, end: int) -> bool:
        """Say whether the clause around a place speaks of a deadline or of time that is given."""
        left, right = self.clause(start, end)
        return any(left - _LABEL <= hit.start and hit.end <= right for hit in self._of("grant"))

    def sets(self, start: int, end: int) -> bool:
        """Say whether words near a place tell of no answer, a late one or a right to object: their time is a limit."""
        near = [hit for hit in self._of("sets") if hit.start - end <= _SETS and start - hit.end <= _SETS]
        low, high = self.clause(start, end)
        if not near or any(low <= hit.start < high for hit in self._of("third", "never")):
            return False
        past = [hit for hit in self._of("past") if not any(_meet(hit, each) for each in near)]
        return not self._is_past(low, high, start, past)

    def starts(self, end: int) -> bool:
        """Say whether words right behind a place name the notice itself: after the date of this notice."""
        return any(end <= hit.start <= end + _START for hit in self._of("start"))

    def elsewhere(self, start: int, end: int) -> bool:
        """Say whether a time is told to be no limit: by words of its clause, or since its beginning is yet to come."""
        left, right = self.clause(start, end)
        asked = [hit for hit in self._of("seller") if hit.end <= start]
        last = max(asked, key=lambda hit: hit.start, default=None)
        right = start if last is not None and left <= last.start else right
        if self._is_of_a_party(left, start):
            return True
        return any(
            (left < hit.end and hit.start < right) or (last is not None and _meet(hit, last))
            for hit in self._of("aside")
        ) or any(hit.end <= start or end <= hit.start <= end + _START for hit in self._of("later"))

    def _is_of_a_party(self, left: int, start: int) -> bool:
        """Say whether a clause begins with somebody else as the one who acts, and does not come to the reader.

        What somebody has (the supplier's invoice) and what the seller is to hand in besides (and a laboratory report)
        begins a clause too; nobody acts there.
        """
        for hit in self._of("party"):
            opens = hit.start >= left and not self.text[left : hit.start].strip(_SIGNS)
            if not opens or hit.end > start or _OF_HIS.match(self.text, hit.end):
                continue
            asked = any(each.end <= hit.start for each in self._of("seller", "you"))
            reader = any(hit.end <= each.start and each.end <= start for each in self._of("reader", "you"))
            if not asked and not reader:
                return True
        return False

    def opens(self, start: int, end: int) -> bool:
        """Say whether a time is that for which a way to object or to answer is open: for 60 days you can appeal."""
        left, right = self.clause(start, end)
        return self.led_by(start, "span") is not None and any(
            left - _OPEN <= hit.start and hit.end <= right + _OPEN for hit in self._of("open")
        )

    def asks(self, start: int, end: int) -> bool:
        """Say whether the clause of a time asks the seller to answer and tells of nothing else that takes time."""
        left, right = self.clause(start, end)
        inside = [hit for hit in self.hits if left <= hit.start < right]
        return (
            any(hit.role == "answer" for hit in inside)
            and any(hit.role == "seller" for hit in inside)
            and not any(hit.role in _NOT_ASKED for hit in inside)
        )

    def beside(self, start: int, role: str) -> bool:
        """Say whether a phrase of that role ends right before a place, as in answer today."""
        return any(hit.end <= start <= hit.end + 1 for hit in self._of(role))

    def says(self, role: str) -> bool:
        """Say whether the sentence holds a phrase of that role at all."""
        return any(hit.role == role for hit in self.hits)

    @property
    def addressed(self) -> bool:
        """Say whether the sentence speaks to its reader, asks for something, or tells what follows if nothing comes."""
        return any(hit.role in _ADDRESSING for hit in self.hits)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return where the clause around a place begins and ends."""
        left = max(bound for bound in self._bounds if bound <= start)
        return left, min((bound for bound in self._bounds if bound >= end), default=len(self.text))

    def sellers(self, start: int, end: int, *, times: Sequence[tuple[int, int]], default: bool) -> bool:
        """Say whether a time at a place is the seller's: by its clause, else by its sentence, else the default.

        What stands in a clause with another of the sentence's ``times`` tells of that one.
        """
        own = self.clause(start, end)
        if self._is_past(*own, start, self._of("past")):
            return False
        others = [self.clause(*time) for time in times if self.clause(*time) != own]
        near = self._nearest(*own, start, end, times)
        if near is None and self._amazons(start):
            return False
        if near is None and start - own[0] <= _BARE and self._asks():
            return True
        near = near or self._nearest(0, len(self.text), start, end, (*times, *others))
        if near is None and self._goes_on(own[0], times):
            near = self._nearest(0, start, start, end, ())
        if near is None:
            return default or any(own[0] <= hit.start <= own[1] for hit in self._of("start"))
        return near == "seller" or (near != "never" and self.says("unless"))

    def _goes_on(self, left: int, times: Sequence[tuple[int, int]]) -> bool:
        """Say whether a clause only adds another time to the one before it: within 5 days, some within 24 hours."""
        return any(0 <= left - end <= _BARE for _, end in times)

    def _asks(self) -> bool:
        """Say whether the sentence asks the seller for something; a time set off by commas belongs to that."""
        return any(not self._amazons(hit.start) for hit in self._of("seller"))

    def _is_past(self, low: int, high: int, start: int, past: Sequence[Hit]) -> bool:
        """Say whether the clause tells what has been, and not what shall happen if."""
        return any(
            low <= hit.start < high
            and not any(each.start < max(hit.end, start) and not _meet(each, hit) for each in self._of("if"))
            for hit in past
        )  # fmt: skip

    def _nearest(self, left: int, right: int, start: int, end: int, without: Sequence[tuple[int, int]]) -> str | None:
        """Return the role of the nearest telling phrase; Western verbs stand before a time, Chinese ones behind."""
        before, behind = (2.5, 1.0) if _WIDE.search(self.text[left:right]) else (1.0, 1.5)
        if not self.text[left:start].strip():
            behind = 1.0
        told = not _WIDE.search(self.text) and self._told_before(left, start)
        if (final := self._final(right, end)) is not None:
            return final
        best: tuple[float, bool, str] | None = None
        for hit in self._of("seller", "other", "never"):
            if told and hit.role == "other" and hit.start >= end:
                continue
            if hit.end <= left or hit.start >= right or (start < hit.end and hit.start < end):
                continue
            if hit.role != "seller" and any(_parts(hit, *time, start, end) for time in without):
                continue
            role = "other" if hit.role == "seller" and self._amazons(hit.start) else hit.role
            distance = (start - hit.end) * before if hit.end <= start else (hit.start - end) * behind
            key = (max(0.0, distance), role == "seller", role)
            best = key if best is None or key < best else best
        return best[2] if best else None

    def _final(self, right: int, end: int) -> str | None:
        """Return the role of the last words of a Japanese clause behind a time: its verb stands there."""
        if not _KANA.search(self.text[end:right]):
            return None
        last = max(
            (hit for hit in self._of("seller", "other", "never") if end <= hit.start and hit.end <= right),
            key=lambda hit: (hit.end, hit.role == "seller"), default=None,
        )  # fmt: skip
        if last is None or last.role != "seller" or right - last.end > _TAIL or self._amazons(last.start):
            return None
        return last.role

    def _told_before(self, left: int, start: int) -> bool:
        """Say whether the seller is told in front of a time to do something: what follows is only what it is about."""
        asked = [hit for hit in self._of("you") if left <= hit.start and hit.end <= start]
        return any(
            hit.role == "seller" and left <= hit.start and hit.end <= start and not self._amazons(hit.start)
            for hit in self.hits
        ) and bool(asked) and not any(
            left <= hit.start < start for hit in (*self._of("other", "never"), *self._actors)
        )  # fmt: skip

    def _amazons(self, first: int) -> bool:
        """Say whether somebody else than the seller is the one who does it: ``we will review and answer``."""
        doing = [hit.end for hit in self._actors if hit.end <= first or (hit.role == "third" and hit.start < first)]
        return bool(doing) and not any(max(doing) <= hit.start <= first for hit in self._of("you", "if"))


def _widest(hits: list[Hit]) -> list[Hit]:
    """Return the hits without those that stand within a wider one of somebody else's."""
    wide = [hit for hit in hits if hit.role in _RIVALS]
    return [
        hit for hit in hits
        if hit.role not in _LOST
        or not any(
            each.start <= hit.start and hit.end <= each.end and each.end - each.start > hit.end - hit.start
            and each.role in _LOST[hit.role]
            for each in wide
        )
    ]  # fmt: skip


def _meet(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _parts(hit: Hit, low: int, high: int, start: int, end: int) -> bool:
    """Say whether a phrase stands in or beyond another time, or in its clause, as seen from a place."""
    if low <= start and end <= high:
        return False
    return low <= hit.start < high or hit.end <= low < start or (end <= low and high <= hit.start)
