"""Whose a time is that a sentence speaks of: the seller's, or anybody else's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casewright.notices.lexicon import Cue

#: Where one clause ends and another begins.
_CLAUSE = re.compile(
    r"[,，、;；()](?=\s|[^\x00-\x7f]|$)|[，、；：()]|\s-+\s|:\s|\n"
    r"|\b(?:or|and|but|otherwise|und|oder|sonst|andernfalls|et|ou|sinon|y|o|e|altrimenti|of|en|anders)\b"
    r"|否则|もしくは|ただし|另外|并且?",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[a-z]")
#: Words that may stand between a framing word and the count or day that it frames.
_FILL = (
    r"[\s:\"'(]*(?:(?:the|a|an|le|la|les|l'|des|den|dem|die|der|das|las|los|el|i|il|gli|un|une|una|as|os|de|del|du|di|do|da|von|vom"
    r"|nur|only|just|no\s+more\s+than|at\s+most|a\s+maximum\s+of|maximal|maximum|más|zum|zur|am|on|at|end\s+of(?:\s+(?:business|day))*"
    r"|including|einschließlich|einschliesslich|y\s+como\s+máximo|e\s+non\s+oltre|jour\s+du|op|het|de\s+dag\s+van|próximo|próximos|este"
    r"|dieser|diesem|this|coming|next|kommenden|nächsten|[^\W\d]{2,10}(?:day|tag|di|dì|es|feira|dag|ado|ingo|woch)"
    r"|(?:mon|tues?|wed|thur?s?|fri|sat|sun|mo|di|mi|do|fr|sa|so)\.?|(?:lun|mar|mié|jue|vie|sáb|dom|lu|ma|me|je|ve|gio|mer)\.?)"
    r"(?![^\W\d_])[\s,\"']*){0,5}"
)
_FRONT = re.compile(_FILL + r"\Z")
_BACK = re.compile(r"[\s\"')（(]*(?:\([^()]{1,16}\))?[\s)]*(?:的|之)?")


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
        self.hits = [
            Hit(*span, cue.target) for cue in clocks for phrase in cue.phrases for span in phrase.spans(lowered)
        ]  # fmt: skip
        self._bounds = [0, *(match.end() for match in _CLAUSE.finditer(lowered)), len(lowered)]

    def _of(self, *roles: str) -> list[Hit]:
        return [hit for hit in self.hits if hit.role in roles]

    def led_by(self, role: str, start: int) -> bool:
        """Say whether a framing word stands directly before a place."""
        return any(
            hit.end <= start and start - hit.end <= 60 and _FRONT.match(self.text[hit.end : start])
            for hit in self._of(role)
        )  # fmt: skip

    def followed_by(self, role: str, end: int) -> bool:
        """Say whether a framing word stands directly behind a place."""
        match = _BACK.match(self.text, end)
        at = match.end() if match else end
        return any(end <= hit.start <= at for hit in self._of(role))

    def says(self, role: str) -> bool:
        """Say whether the sentence holds a phrase of that role at all."""
        return any(hit.role == role for hit in self.hits)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return where the clause around a place begins and ends."""
        left = max(bound for bound in self._bounds if bound <= start)
        return left, min((bound for bound in self._bounds if bound >= end), default=len(self.text))

    def sellers(self, start: int, end: int, *, asking: bool) -> bool:
        """Say whether a time at a place is the seller's: by its clause, else by its sentence, else by its section."""
        low, high = self.clause(start, end)
        if self._is_past(low, high, start):
            return False
        for left, right in ((low, high), (0, len(self.text))):
            near = self._nearest(left, right, start, end)
            if near is not None:
                return near == "seller" or (near != "never" and self.says("unless"))
        return asking or any(low <= hit.start <= high for hit in self._of("start"))

    def _is_past(self, low: int, high: int, start: int) -> bool:
        """Say whether the clause tells what has been, and not what shall happen if."""
        return any(
            low <= hit.start < high and not any(each.start < max(hit.end, start) for each in self._of("if"))
            for hit in self._of("past")
        )  # fmt: skip

    def _nearest(self, left: int, right: int, start: int, end: int) -> str | None:
        """Return the role of the nearest telling phrase; what stands before a Western time tells more than behind."""
        weight = 1.5 if _LATIN.search(self.text[left:right]) and self.text[left:start].strip() else 1.0
        best: tuple[float, bool, str] | None = None
        for hit in self._of("seller", "other", "never"):
            if hit.end <= left or hit.start >= right or (start < hit.end and hit.start < end):
                continue
            role = "other" if hit.role == "seller" and self._amazons(hit.start) else hit.role
            distance = float(start - hit.end) if hit.end <= start else (hit.start - end) * weight
            key = (max(0.0, distance), role == "seller", role)
            best = key if best is None or key < best else best
        return best[2] if best else None

    def _amazons(self, first: int) -> bool:
        """Say whether somebody else than the seller is the one who does it: ``we will review and answer``."""
        doing = [hit.end for hit in self._of("amazon") if hit.end <= first]
        return bool(doing) and not any(max(doing) <= hit.start <= first for hit in self._of("you", "if"))
