"""One notice, read from the file that the case names to everything that it says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casewright.model import (
    Bilingual,
    Case,
    Entities,
    EvidenceItem,
    FileRef,
    Finding,
    Link,
    Marketplace,
    NoticeReading,
    Violation,
)
from casewright.notices.acting import acts
from casewright.notices.asking import asks
from casewright.notices.confidence import doubts_in
from casewright.notices.dating import Dated, Ways, date_of, day_first
from casewright.notices.entities import entities
from casewright.notices.findings import (
    DATE_UNCLEAR,
    DOUBTFUL,
    EMPTY,
    LIMIT_UNCLEAR,
    MISSING,
    NO_CUES,
    OTHER_STORE,
    PHISHING,
    SEVERAL_LIMITS,
    STRANGE_SENDER,
    TOO_LONG,
    UNKNOWN,
    UNSURE,
)
from casewright.notices.genuine import Domains, Verdict, domains, from_amazon, judge
from casewright.notices.holds import funds_days
from casewright.notices.letter import Letter, open_letter, weight
from casewright.notices.lexicon import SECTIONS, Lexicon
from casewright.notices.limits import limits, stated
from casewright.notices.mending import mended, scanned
from casewright.notices.misread import own_ids, settled
from casewright.notices.orders import searched, without_orders
from casewright.notices.papers import find_item
from casewright.notices.places import Places
from casewright.notices.quoted import quoted_metrics
from casewright.notices.scoring import Candidate, Seen, candidates, cleared, covered, totals
from casewright.notices.sections import Passage, sentences, split_sections
from casewright.notices.standing import language_of, level_of, stage_of, store_of
from casewright.notices.stores import only_store, store_by_days
from casewright.notices.violations import Typed, typed
from casewright.text import language_name
from casewright.text.search import Phrase

#: So many reasons of a fraud are told in a sentence; the JSON and the command tell all.
_MOST_REASONS = 3


#: What a letter of Amazon's says somewhere, or a word of its trade.
_NAMED = re.compile(r"amaz[o0]n|亚马逊|アマゾン|asin|seller central|listing|商品", re.IGNORECASE)


#: Sections that say nothing of what a notice is.
_CLOSING = frozenset({"submit", "consequence", "help", "footer"})


@dataclass(frozen=True, slots=True)
class _Page:
    """A notice as it lies on the desk: the letter, its sections, what phrases see of it, and where it is kept."""

    letter: Letter
    passages: tuple[Passage, ...]
    seen: Seen
    language: str | None
    places: Places

    @property
    def ref(self) -> FileRef:
        """Return the file as a whole."""
        return self.places.file


def read_notice(
    case: Case, items: Sequence[EvidenceItem], *, lexicon: Lexicon, marketplaces: Mapping[str, Marketplace]
) -> tuple[NoticeReading, tuple[Finding, ...]]:
    """Read the notice of a case; a missing or empty one gives an empty reading and a finding.

    The words of the notice are data: nothing in them steers more than the type, stage, level and limits read here.
    """
    item = find_item(case, items)
    if item is None:
        named = case.notice_file or ""
        found = MISSING.at(
            case.where("notice_file"),
            named_zh=f"“{named}”" if named else "", named_en=f": \"{named}\"" if named else "",
        )  # fmt: skip
        return NoticeReading(""), (found,)
    if not item.text.strip():
        return NoticeReading(item.path), (EMPTY.at(FileRef(item.path)),)
    text, settling = settled(item.text, own_ids(case), FileRef(item.path)) if item.media.ocr else (item.text, ())
    reading, told = read_text(
        case, item.path, text, lexicon=lexicon, marketplaces=marketplaces, links=item.links, ocr=item.media.ocr
    )
    return reading, (*settling, *told)


def read_text(
    case: Case, path: str, text: str, *, lexicon: Lexicon, marketplaces: Mapping[str, Marketplace],
    links: Sequence[Link] = (), ocr: bool = False,
) -> tuple[NoticeReading, tuple[Finding, ...]]:  # fmt: skip
    """Read the text of a notice that is kept under ``path``; ``links`` are those of its page.

    ``ocr``: the text was read from a picture. Of a text longer than ``most_signs`` the beginning is read.
    """
    text, cut = _bounded(text, path, lexicon)
    places = Places(path, text)
    full, lexicon = lexicon, lexicon.present(searched(text))
    text, ordered = without_orders(text, lexicon.instructions, places)
    letter, found = open_letter(text), [*cut, *ordered]
    whole = f"{letter.subject}\n{letter.body}".strip()
    page = _page(letter, lexicon, language_of(whole), places)
    passages = page.passages
    own = domains(lexicon, marketplaces)
    verdict = judge(letter, passages, own=own, lexicon=lexicon, links=links, ocr=ocr)
    clear, scored = _clearer(page, candidates(page.seen), full, ocr=ocr)
    told, type_findings = _types(clear, scored, verdict.reasons)
    types = told.types
    codes = [violation.code for violation in types]
    found_acts = acts(clear.seen)
    level = level_of(clear.seen, codes, found_acts)
    promoted = tuple(_promote(violation, level, lexicon) for violation in types)
    store = store_of(f"{letter.sender}\n{whole}", marketplaces, language=page.language)
    shop, named = store or case.marketplace, bool(_NAMED.search(whole))
    if shop is None and weight(letter.body) >= lexicon.number("least_signs"):
        shop = only_store(page.language, marketplaces, text=letter.body, named=named)
    ways = _ways(marketplaces.get(shop or ""), page.language, lexicon)
    if shop is None and named:
        shop = store_by_days(page.language, marketplaces, text=letter.body)
        ways = replace(ways, store=marketplaces[shop].zone if shop else "")
    dated = date_of(letter, ways=ways, from_amazon=from_amazon(letter, own))
    reading = NoticeReading(
        path, types=promoted, stage=stage_of(clear.seen, codes, found_acts, level), level=level, language=page.language,
        marketplace=shop, notice_date=dated.on, notice_at=dated.at,
        entities=_named_in(whole, lexicon, ways, marketplaces.get(shop or "")),
        asks=asks(passages, lexicon.asks), metrics=quoted_metrics(passages, lexicon.measures), phishing=verdict.reasons,
        text=whole, rivals=told.rivals, left_out=letter.left_out, funds_days=funds_days(passages, lexicon),
        sure_from=lexicon.number("sure"),
    )  # fmt: skip
    reading, limit_findings = _with_deadline(reading, page, lexicon, ways=ways, base=dated.on or case.notice_date)
    found += [
        *type_findings,
        *limit_findings,
        *_doubtful(reading, page, dated, store, case, verdict, marketplaces),
        *(() if verdict.fraud else _stranger(page.letter, own, page.ref)),
    ]
    return reading, tuple(found)


def _bounded(text: str, path: str, lexicon: Lexicon) -> tuple[str, tuple[Finding, ...]]:
    most = int(lexicon.number("most_signs"))
    if most <= 0 or len(text) <= most:
        return text, ()
    return text[:most], (TOO_LONG.at(FileRef(path), signs=len(text), read=most),)


def _named_in(whole: str, lexicon: Lexicon, ways: Ways, store: Marketplace | None) -> Entities:
    currency = store.currency if store else None
    return entities(whole, lexicon, language=ways.language, currency=currency, day_first=ways.day_first)


def _page(letter: Letter, lexicon: Lexicon, language: str | None, places: Places) -> _Page:
    passages = split_sections(letter, lexicon.headings)
    return _Page(letter, passages, covered(passages, lexicon, language=language), language, places)


def _clearer(
    page: _Page, scored: Sequence[Candidate], full: Lexicon, *, ocr: bool
) -> tuple[_Page, Sequence[Candidate]]:
    """Return the page that types are told from: a scan, and a text without cues, are searched mended as well."""
    letter = page.letter
    best = scored[0].score if scored else 0.0
    weak = best < full.number("least") and _is_notice(page)
    if full.index is None or not (ocr or weak or scanned(letter.body)):
        return page, scored
    words = full.words.get(page.language or "", frozenset())
    mending = replace(letter, subject=mended(letter.subject, words), body=mended(letter.body, words))
    lexicon = full.present(searched(f"{mending.subject}\n{mending.body}"))
    other = _page(mending, lexicon, page.language, page.places)
    told = candidates(other.seen)
    return (other, told) if told and told[0].score >= best else (page, scored)


def _is_notice(page: _Page) -> bool:
    """Say whether a text names the store's owner, or tells that something was done or may be done to a seller."""
    return _says(page, "name") or any(totals(page.seen, name, frozenset(SECTIONS)) for name in ("stages", "levels"))


def _says(page: _Page, kind: str) -> bool:
    """Say whether words of a kind of the list ``baits`` stand in a notice."""
    return any(
        phrase.within(passage.lowered)
        for cue in page.seen.lexicon.baits if cue.target == kind for phrase in cue.phrases
        for passage in page.passages
    )  # fmt: skip


def _compared(page: _Page) -> str:
    """Return what is compared with labelled notices: all but the closing sections, which are alike in every notice.

    Sentences that call a thing fine are left out as well: what they name is not what the notice is about.
    """
    fine = [phrase for row in page.seen.lexicon.contexts if row.kind == "fine" for phrase in row.phrases]
    return "\n".join(
        _about(passage, fine) if fine else passage.text for passage in page.passages if passage.section not in _CLOSING
    )


def _about(passage: Passage, fine: Sequence[Phrase]) -> str:
    """Return a passage without the sentences that call a thing fine; as it stands where there are none."""
    kept = cleared(passage, fine)
    return kept if kept.count("\n") + 1 < len(sentences(passage.text)) else passage.text


def _types(page: _Page, scored: Sequence[Candidate], reasons: Sequence[Bilingual]) -> tuple[Typed, tuple[Finding, ...]]:
    lexicon = page.seen.lexicon
    doubts = doubts_in(page.passages, lexicon, language=page.language)
    told = typed(
        scored, lexicon, most=_most(page, lexicon), notice=_is_notice(page), text=_compared(page), doubts=doubts,
        sent=_says(page, "sent"), several=_says(page, "several"),
    )  # fmt: skip
    found = [NO_CUES.at(page.ref, **_named(page.language or ""))] if _unread(page, lexicon) else []
    if reasons and lexicon.phishing is not None:
        sure = min(0.99, 0.8 + 0.1 * len(reasons))
        fraud = Violation(lexicon.phishing, sure, tuple(reason.en for reason in reasons))
        return Typed((fraud,), (*told.types, *told.rivals)), tuple(found)
    if not told.types:
        return told, (*found, UNKNOWN.at(page.ref, **_second(told.rivals)))
    if told.types[0].confidence < lexicon.number("sure"):
        return told, (*found, UNSURE.at(page.ref, **_two_best(told, lexicon)))
    return told, tuple(found)


def _unread(page: _Page, lexicon: Lexicon) -> bool:
    """Say whether the notice is written in a language that the cues do not know."""
    return page.language is not None and page.language not in lexicon.languages


def _most(page: _Page, lexicon: Lexicon) -> float:
    """Return how sure one may be at most: little of a language without cues, and of a text of a few words."""
    if _unread(page, lexicon) or weight(page.letter.body) < lexicon.number("least_signs"):
        return lexicon.number("unknown_language")
    return 0.99


def _named(language: str) -> dict[str, str]:
    name = language_name(language) or Bilingual(language, language)
    return {"language_zh": name.zh, "language_en": name.en}


def _two_best(told: Typed, lexicon: Lexicon) -> dict[str, str]:
    first = told.types[0]
    second = next(iter((*told.types[1:], *told.rivals)), None)
    hint = lexicon.hint(first.code, second.code) if second else None
    return {
        "first": first.code, "first_cues": _cues(first), "second": second.code if second else "—",
        "second_cues": _cues(second) if second else "—",
        "why_zh": "；".join(each.zh for each in told.why), "why_en": "; ".join(each.en for each in told.why),
        "hint_zh": f"怎么分：{hint.zh}" if hint else "", "hint_en": f" To tell them apart: {hint.en}" if hint else "",
    }  # fmt: skip


def _second(rivals: Sequence[Violation]) -> dict[str, str]:
    return {"cues": "; ".join(f"{each.code}: {_cues(each)}" for each in rivals) or "—"}


def _cues(violation: Violation) -> str:
    return ", ".join(violation.cues[:3]) or "—"


def _promote(violation: Violation, level: str | None, lexicon: Lexicon) -> Violation:
    code = lexicon.promoted.get((violation.code, level or ""))
    return replace(violation, code=code or violation.code, alleged=lexicon.alleges(code or violation.code))


def _ways(store: Marketplace | None, language: str | None, lexicon: Lexicon) -> Ways:
    return Ways(day_first(language, store), store.zone if store else "", lexicon.zones, language, lexicon.acts)


def _with_deadline(
    reading: NoticeReading, page: _Page, lexicon: Lexicon, *, ways: Ways, base: date | None
) -> tuple[NoticeReading, list[Finding]]:
    kind = lexicon.violations.get(reading.primary or "")
    reply = kind is not None and kind.no_deadline and kind.role is not None and kind.role.answers
    sure = bool(reading.types) and reading.types[0].confidence >= lexicon.number("sure")
    if not reply and sure and not lexicon.sets_deadline(reading.primary):  # a mere guess at the type hides no limit
        return reading, []
    amazons = bool(ways.store or reading.notice_date or _NAMED.search(reading.text))
    if not (reading.types or amazons):
        return reading, []
    told = limits(
        page.passages, lexicon, ways=ways, base=base, plain=amazons and not reply, answers=reply,
        near=bool(reading.types) or _unread(page, lexicon),
    )  # fmt: skip
    ordered = stated(told, notice_date=base)
    if not ordered:
        return reading, []
    found = [
        LIMIT_UNCLEAR.at(page.places.of(limit.quote), text=limit.unclear, day=limit.on.isoformat())
        for limit in told if limit.unclear and limit.on
    ]  # fmt: skip
    if len(ordered) > 1:
        found.append(SEVERAL_LIMITS.at(page.places.of(ordered[0].quote), count=len(ordered), quote=ordered[0].quote))
    return replace(reading, deadline=ordered[0], limits=ordered), found


def _doubtful(
    reading: NoticeReading, page: _Page, dated: Dated, store: str | None, case: Case, verdict: Verdict,
    marketplaces: Mapping[str, Marketplace],
) -> list[Finding]:  # fmt: skip
    found = []
    if reading.phishing:
        heaviest = reading.phishing[:_MOST_REASONS]
        zh, en = ("；".join(reason.zh for reason in heaviest), "; ".join(reason.en for reason in heaviest))
        found.append(PHISHING.at(page.places.of(*verdict.words), zh=zh, en=en))
    if verdict.open:
        zh, en = ("；".join(doubt.zh for doubt in verdict.open), "; ".join(doubt.en for doubt in verdict.open))
        found.append(DOUBTFUL.at(page.places.of(*verdict.words), zh=zh, en=en))
    if dated.on is None and dated.unclear:
        found.append(DATE_UNCLEAR.at(page.places.of(dated.unclear), text=dated.unclear))
    if store and case.marketplace and store != case.marketplace:
        named = page.places.where(lambda line: store_of(line, marketplaces, language=page.language) == store)
        found.append(OTHER_STORE.at(named, read=store, given=case.marketplace))
    return found


def _stranger(letter: Letter, own: Domains, ref: FileRef) -> list[Finding]:
    """Report a mail that came straight from somebody who is neither Amazon nor says so."""
    if "@" not in letter.sender or from_amazon(letter, own):
        return []
    return [STRANGE_SENDER.at(ref, sender=letter.sender)]
