"""Whether a notice is Amazon's: who sent it, where it leads, and what it asks; each reason by its row.

A row of the list ``signs`` or ``scams`` says what a sign weighs: 1 is enough alone, lesser ones add up, and what stays
below the number ``fraud`` of the list ``thresholds`` is a doubt that is told and decides nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from casewright.model import Bilingual, Link
from casewright.notices.asked import Told, asked, told
from casewright.notices.hosts import Domains, domains, is_number, readable, registrable
from casewright.notices.letter import Letter
from casewright.notices.lexicon import Cue, Lexicon
from casewright.notices.links import Target, addresses, sent_on, target_of, targets, unbroken, unwrapped
from casewright.notices.sections import Passage, small
from casewright.notices.twins import latin, mixed_words, unmasked
from casewright.text.search import plain

__all__ = ["Domains", "Doubt", "Verdict", "domains", "from_amazon", "judge"]

_OWN_WORD = re.compile(r"amazon|amzn|\bamz\b|アマゾン|亚马逊")
_ARCHIVE = re.compile(r"\.(?:zip|rar|7z|iso|img)$", re.IGNORECASE)
_RUNS = re.compile(r"\.(?:exe|scr|vbs|bat|cmd|msi|jar|lnk|hta|apk|dmg)$", re.IGNORECASE)
_PROGRAM = re.compile(r"^(?:data:text/html|javascript:.*(?:location|window\.open|https?:)|vbscript:)", re.IGNORECASE)
_HERE = re.compile(r"^[\w.@-]+\.[a-z]{2,}|^(?:https?|hxxps?)://|^www\.", re.IGNORECASE)
#: The hosts of Amazon's that buyers' messages come through.
_BUYERS = "marketplace.amazon."
_VIA = re.compile(r"\b(?:via|über|por|tramite|durch|通过|経由)\b|代表|代发")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to doubt a notice: the row that names it, what it weighs, and the words that it rests on."""

    row: str
    weight: Fraction
    text: Bilingual
    words: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All doubts about a notice, the heaviest first, and whether they are enough to hold it for a fraud."""

    doubts: tuple[Doubt, ...] = ()
    fraud: bool = False

    @property
    def reasons(self) -> tuple[Bilingual, ...]:
        """Return the reasons of a fraud, none where nothing is proven."""
        return tuple(doubt.text for doubt in self.doubts) if self.fraud else ()

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words that the doubts rest on, those of the heaviest first."""
        return tuple(doubt.words for doubt in self.doubts if doubt.words)

    @property
    def open(self) -> tuple[Bilingual, ...]:
        """Return what is doubtful where nothing is proven."""
        return () if self.fraud else tuple(doubt.text for doubt in self.doubts)


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a judgement looks at."""

    own: Domains
    lexicon: Lexicon
    ocr: bool = False

    def baited(self, kind: str, text: str) -> bool:
        """Say whether words of one kind of the list ``baits`` stand in a text."""
        phrases = [phrase for cue in self.lexicon.baits if cue.target == kind for phrase in cue.phrases]
        if not phrases:  # none of them stands anywhere in the notice: this line need not be made ready
            return False
        lowered = small(plain(unmasked(text)))
        return any(phrase.key in lowered and phrase.within(lowered) for phrase in phrases)


def from_amazon(letter: Letter, own: Domains) -> bool:
    """Say whether the letter's own header names Amazon as its writer (by address, or by name where none is shown)."""
    hosts = [host for _, host in addresses(letter.sender)]
    return own.is_amazon(hosts[-1]) if hosts else "amazon" in letter.sender.lower()


def judge(
    letter: Letter, passages: Sequence[Passage], *, own: Domains, lexicon: Lexicon, links: Iterable[Link] = (),
    ocr: bool = False,
) -> Verdict:  # fmt: skip
    """Weigh everything that speaks against a notice; what is missing (a header, a link) never does.

    ``ocr``: its words were read from a picture, so that a sign of a host may be misread.
    """
    sight, notice = _Sight(own, lexicon, ocr), told(passages, lexicon)
    signs: list[tuple[str, str]] = [*_sender(letter, sight), *_written(notice, sight), *_led(notice, links, sight)]
    doubts = [doubt for sign, what in dict.fromkeys(signs) if (doubt := _of(sign, what, lexicon)) is not None]
    plainly = _by_a_buyer(letter, notice, sight) or (not signs and _threatens(notice, sight))
    asks = () if plainly else asked(notice, lexicon)
    doubts += [_doubt(each.scam, "scams", {"what": each.words.strip()}) for each in asks]
    doubts = sorted(dict.fromkeys(doubts), key=lambda doubt: -doubt.weight)
    heaviest: dict[str, Fraction] = {}
    for doubt in doubts:
        heaviest[doubt.row] = max(doubt.weight, heaviest.get(doubt.row, Fraction(0)))
    weight = float(sum(heaviest.values(), Fraction(0)))
    if weight < lexicon.number("fraud_doubt"):
        return Verdict()
    return Verdict(tuple(doubts), weight >= lexicon.number("fraud"))


def _by_a_buyer(letter: Letter, notice: Told, sight: _Sight) -> bool:
    """Say whether a buyer writes through Amazon in his own name: he may extort, but he imitates nobody."""
    hosts = [host for _, host in addresses(letter.sender)]
    return (
        bool(hosts) and hosts[-1].startswith(_BUYERS) and sight.own.is_amazon(hosts[-1])
        and not any(_OWN_WORD.search(small(line)) for line in notice.free)
    )  # fmt: skip


def _threatens(notice: Told, sight: _Sight) -> bool:
    """Say whether somebody threatens in his own name, with reviews or reports, and does not pass for Amazon."""
    return any(sight.baited("threat", line) for line in notice.lines) and not any(
        sight.baited("desk", line) for line in notice.lines
    )


def _of(sign: str, what: str, lexicon: Lexicon) -> Doubt | None:
    row = next((row for row in lexicon.signs if row.target == sign), None)
    return _doubt(row, "signs", {"what": what}) if row is not None else None


def _doubt(row: Cue, name: str, what: dict[str, str]) -> Doubt:
    told, words = row.text, what["what"]
    zh = told.zh.replace("{what}", words) if "{what}" in told.zh else f"{told.zh}（“{words}”）"
    en = told.en.replace("{what}", words) if "{what}" in told.en else f'{told.en} ("{words}")'
    return Doubt(row.id, row.weight, Bilingual(
        f"{zh}（notices.xlsx 的 {name} 表 {row.id}）", f"{en} (notices.xlsx, {name} {row.id})",
    ), words)  # fmt: skip


def _sender(letter: Letter, sight: _Sight) -> Iterator[tuple[str, str]]:
    """Judge the header: who writes, whose name he bears, and where answers go."""
    own, sender = sight.own, unbroken(letter.sender)
    found = list(addresses(sender))
    if found:
        address, host = found[-1]
        name = sender[: sender.rfind(address)]
        if sight.ocr and own.misread(host):
            yield "misread", host
        elif own.imitates(host):
            yield "sender_lookalike", readable(host)
        elif not own.is_amazon(host):
            yield from _stranger(address, host, name, sight)
    yield from (_mixed(word) for text in (letter.sender, letter.subject) for word in mixed_words(text))
    ours = not found or own.is_amazon(found[-1][1])
    for address, host in addresses(letter.reply_to):
        if own.imitates(host):
            yield "sender_lookalike", readable(host)
        elif not own.is_amazon(host) and not own.is_known(host):
            claims = _claims(f"{address} {letter.reply_to}", sight)
            if (ours and found) or claims:
                yield "reply_to", address


def _stranger(address: str, host: str, name: str, sight: _Sight) -> Iterator[tuple[str, str]]:
    """Judge a writer who is not Amazon by whether he bears its name."""
    local = address.rpartition("@")[0]
    if any(sight.own.is_amazon(other) for _, other in addresses(name)):
        yield "name_address", f"{name.strip()} {address}"
    elif _VIA.search(name) and _OWN_WORD.search(small(name)):
        yield "via", f"{name.strip()} {address}"
    elif _claims(name, sight) or sight.baited("desk", re.sub(r"[._-]", " ", local)):
        shown = name.strip(" <\"'")
        yield "sender", f"{shown} <{address}>" if shown else address
    elif sight.own.names(host):
        yield "sender_named", address
    elif _OWN_WORD.search(latin(name)) or _OWN_WORD.search(latin(local)):
        yield "sender_word", address


def _claims(name: str, sight: _Sight) -> bool:
    """Say whether a name says that Amazon writes: a desk's, or Amazon's own without a word of the client's people."""
    return sight.baited("desk", name) or (sight.baited("name", name) and not sight.baited("staff", name))


def _mixed(word: str) -> tuple[str, str]:
    return ("mixed_name" if _OWN_WORD.search(latin(word)) else "mixed"), word


def _written(notice: Told, sight: _Sight) -> Iterator[tuple[str, str]]:
    """Judge the addresses and the words of the text."""
    for line in notice.lines:
        yield from map(_mixed, mixed_words(line))
    for line in notice.free:
        if "@" not in line and "at" not in line:
            continue
        for address, host in addresses(line):
            if not sight.own.is_amazon(host):
                yield from _address(address, host, line, sight)


def _address(address: str, host: str, line: str, sight: _Sight) -> Iterator[tuple[str, str]]:
    """Judge an address in the text that is not Amazon's."""
    local = latin(address.rpartition("@")[0])
    asks = sight.baited("write", line)
    if sight.own.imitates(host) or (asks and sight.own.names(host)):
        yield ("mail_lookalike" if asks else "mail_named"), address
    elif _OWN_WORD.search(local) or sight.baited("desk", re.sub(r"[._-]", " ", local)):
        yield ("mail_false" if asks else "mail_word"), address
    elif asks and sight.own.is_person(host):
        yield "mail_person", address


def _led(notice: Told, links: Iterable[Link], sight: _Sight) -> Iterator[tuple[str, str]]:
    """Judge every place that the notice leads to."""
    for target in targets(notice.free, links):
        yield from _target(target, sight)


def _target(target: Target, sight: _Sight) -> Iterator[tuple[str, str]]:
    own = sight.own
    if not target.host:
        if _PROGRAM.match(f"{target.scheme}:{target.path.strip()}"):
            yield "link_program", f"{target.scheme}:{target.path[:40]}"
        elif target.scheme == "mailto":
            yield from (("mail_lookalike", mail) for mail, host in addresses(target.path) if own.imitates(host))
        return
    sent = sent_on(target, own)
    if sent is not None and not (own.is_known(sent.host) or own.is_wrapper(sent.host)):
        yield "link_redirect", f"{target.host} → {readable(sent.host)}"
    place = unwrapped(target, own)
    if own.is_amazon(place.host):
        return
    if place.user and not own.is_known(place.host):
        yield "link_user", place.raw[:80]
    if own.misread(place.host) and (sight.ocr or (place.bare and not place.path)):
        yield "misread", place.host
    elif own.imitates(place.host):
        yield "link_lookalike", readable(place.host)
    elif is_number(place.host):
        yield "link_number", place.host
    elif not own.is_known(place.host) and not own.is_person(place.host):
        yield from _foreign(place, sight)


def _foreign(place: Target, sight: _Sight) -> Iterator[tuple[str, str]]:
    """Judge a link to a host that is nobody's we know."""
    own, host = sight.own, readable(place.host)
    shown = target_of(place.shown) if _HERE.match(place.shown) and " " not in place.shown else None
    words = f"{place.shown}\n{place.around}"
    if shown is not None and own.is_amazon(shown.host):
        yield "link_shown", f"{place.shown} → {host}"
        return
    if shown is not None and registrable(shown.host) != registrable(place.host) and not own.is_wrapper(place.host):
        yield "link_other", f"{place.shown} → {host}"
    if (sight.baited("act", words) or sight.baited("page", place.shown)) and (place.path or not place.bare):
        yield "link_act", host
    else:
        yield from _weakly(place, sight)
    if not place.bare:
        yield from _behind(place, host)


def _weakly(place: Target, sight: _Sight) -> Iterator[tuple[str, str]]:
    """Name what is odd about the host of a link that asks for nothing."""
    own, host = sight.own, readable(place.host)
    if own.names(host):
        yield "link_named", host
    elif own.is_shortener(host):
        yield "link_short", host
    elif own.is_shared(place.host):
        yield "link_shared", host
    elif sight.baited("visit", place.shown):
        yield "link_visit", host


def _behind(place: Target, host: str) -> Iterator[tuple[str, str]]:
    """Name what is odd behind the host of a link."""
    if _OWN_WORD.search(latin(place.path.partition("?")[0])):
        yield "link_path", f"{host}{place.path[:60]}"
    if place.port not in ("", "80", "443"):
        yield "link_port", f"{host}:{place.port}"
    name = place.path.partition("?")[0]
    if _RUNS.search(name):
        yield "link_runs", f"{host}{name[-40:]}"
    elif _ARCHIVE.search(name):
        yield "link_file", f"{host}{name[-40:]}"
