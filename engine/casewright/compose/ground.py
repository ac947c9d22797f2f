"""What claims may stand on: the case, the notice, the usable exhibits, the figures, and the values they give."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from casewright.compose.names import FREQUENCIES
from casewright.compose.template import Said
from casewright.compose.words import Words
from casewright.model import (
    Bilingual,
    Case,
    Catalogue,
    Decision,
    Exhibit,
    Metric,
    NoticeReading,
    Statement,
    StatementKind,
    both,
)
from casewright.text import join_ids, join_words, show_day, show_number, show_percent

#: Beyond so many order ids a sentence gives their number, and the exhibit gives the list.
ORDERS_IN_LINE = 6
ASINS_IN_SUBJECT = 5

_TARGET = re.compile(r"(<=|>=|≤|≥|<|>)\s*(\d+(?:\.\d+)?)\s*(%?)")
_TARGET_WORDS = {
    "<": "target.under", "<=": "target.at_most", "≤": "target.at_most",
    ">": "target.above", ">=": "target.at_least", "≥": "target.at_least",
}  # fmt: skip
_SOURCES = frozenset({"computed", "notice", "dashboard"})


@dataclass(frozen=True, slots=True)
class Ground:
    """One case as the compose room sees it; ``languages`` are those of its plan, the one submitted first."""

    decision: Decision
    case: Case
    notice: NoticeReading
    exhibits: tuple[Exhibit, ...]
    metrics: tuple[Metric, ...]
    catalogue: Catalogue
    today: date
    languages: tuple[str, ...] = ("en",)

    @property
    def words(self) -> Words:
        """Return the small texts around values, in every language of the case."""
        return Words(self.catalogue.words, tuple(lang for lang in self.languages if lang not in {"zh", "en"}))

    @property
    def signed_off(self) -> bool:
        """Say whether somebody at the client signed for admissions, on a day that has come."""
        return bool(self.case.admitted_by and self.case.admitted_on and self.case.admitted_on <= self.today)

    def named(self, name: str) -> tuple[Exhibit, ...]:
        """Return the exhibits that a word of the Facts sheet names: row id, exhibit id or file."""
        wanted = name.strip().casefold()
        return tuple(
            exhibit for exhibit in self.exhibits
            if wanted in {exhibit.row.id.casefold(), exhibit.id.casefold(), exhibit.row.file.casefold()}
        )  # fmt: skip

    def usable(self, kinds: Iterable[str]) -> tuple[Exhibit, ...]:
        """Return the usable exhibits of any of these kinds; ``any`` means every kind."""
        wanted = frozenset(kinds)
        return tuple(each for each in self.exhibits if each.usable and ("any" in wanted or each.kind in wanted))

    def metric(self, code: str) -> Metric | None:
        """Return the metric of that code, where it has a rate."""
        return next((each for each in self.metrics if each.code == code and each.rate is not None), None)

    def field(self, name: str) -> object:
        """Return a field of the case."""
        return getattr(self.case, name)

    def noticed(self, name: str) -> object:
        """Return what the notice says under a name: a field of the reading, or of what it names."""
        if hasattr(self.notice.entities, name):
            return getattr(self.notice.entities, name)
        return getattr(self.notice, name)


def case_values(ground: Ground) -> dict[str, Said]:
    """Return the values that the whole case gives, only those that are known."""
    case, notice, words = ground.case, ground.notice, ground.words
    named, violation = notice.entities, ground.catalogue.violations.get(ground.decision.violation or "")
    market = ground.catalogue.marketplaces.get(case.marketplace or "")
    complaints = (*case.complaint_ids, *(listing.complaint_id for listing in case.listings if listing.complaint_id))
    asins = _merge(case.asins, named.asins)
    day = notice.notice_date or case.notice_date
    values = {
        "store": _plain(case.store_name, "case.store_name"),
        "entity": _plain(case.legal_name, "case.legal_name"),
        "merchant_token": _plain(case.merchant_token, "case.merchant_token"),
        "category": _plain(case.category, "case.category"),
        "rights_owner": _plain(case.rights_owner, "case.rights_owner"),
        "registration": _plain(case.registration_number, "case.registration_number"),
        "other_account": _plain(case.other_account, "case.other_account"),
        "marketplace": Said(words.only(market.label), ("case.marketplace",)) if market else None,
        "violation": Said(words.only(violation.label), ("decision.violation",)) if violation else None,
        "notice_date": _day(day, words, "notice.notice_date" if notice.notice_date else "case.notice_date"),
        "reactivated_on": _day(case.other_account_reactivated_on, words, "case.other_account_reactivated_on"),
        "clauses": _listed(named.clauses, words, "notice.clauses"),
        "case_ids": _counted(
            _merge(case.amazon_case_ids, named.case_ids), words, "case_id",
            _sources(case.amazon_case_ids, "case.amazon_case_ids", named.case_ids, "notice.case_ids"),
        ),
        "complaint_ids": _counted(
            _merge(complaints, named.complaint_ids), words, "complaint_id",
            _sources(complaints, "case.complaint_ids", named.complaint_ids, "notice.complaint_ids"),
        ),
        "asins": _counted(
            asins, words, "asin", _sources(case.asins, "case.asins", named.asins, "notice.asins")
        ),
        "asins_short": _asins_short(asins, words),
        "brand": _listed(
            (case.brand,) if case.brand else named.brands, words, "case.brand" if case.brand else "notice.brands"
        ),
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}


def metric_values(metric: Metric, words: Words) -> dict[str, Said]:
    """Return the values that one measured metric gives."""
    fact = (f"metric.{metric.code}",)
    values = {"metric_target": Said(target_words(metric.target, words), fact)}
    if metric.rate is not None:
        rate = metric.rate
        values["metric_rate"] = Said(words.each(lambda lang: show_percent(rate, lang)), fact)
    for name, count in (("metric_num", metric.num), ("metric_den", metric.den)):
        if count is not None:
            values[name] = Said(_amount(count, words), fact)
    if metric.window_from and metric.window_to:
        start, end = metric.window_from, metric.window_to
        window = words.say(
            "period", start=lambda lang: show_day(start, lang), end=lambda lang: show_day(end, lang)
        )  # fmt: skip
        values["metric_window"] = Said(window, fact)
    if metric.source in _SOURCES:
        values["evidence_note"] = Said(words.say(f"source.{metric.source}"), fact)
    return values


def statement_values(statement: Statement, words: Words, *, today: date) -> dict[str, Said]:
    """Return the values that one row of the Facts sheet gives; the row is the fact of each."""
    fact = (statement.id,)
    start, owner = statement.starts_on, owner_words(statement, words)
    detail = _bare(words.own(statement.detail_zh, statement.detail_en, statement.detail_more))
    if not detail and statement.kind is StatementKind.CAUSE:
        detail = _bare(words.own(statement.zh, statement.en, statement.more))
    values = {
        "date": _day(statement.on, words, *fact),
        "detail": Said(detail, fact) if detail else None,
        "count": Said(_amount(statement.quantity, words), fact) if statement.quantity is not None else None,
        "orders": _orders(statement, words, fact),
        "asins": _counted(statement.asins, words, "asin", fact),
        "owner": Said(owner, fact) if owner else None,
        "frequency": _frequency(statement.frequency, words, fact),
        "start": Said(start_words(start, words, today=today), fact) if start else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def own_words(statement: Statement, words: Words) -> Said | None:
    """Return the client's own sentence, without the stop at its end; None where the row has none."""
    text = _bare(words.own(statement.zh, statement.en, statement.more))
    return Said(text, (statement.id,)) if text else None


def owner_words(statement: Statement, words: Words) -> Bilingual:
    """Return who is in charge, as the row says."""
    return words.own(statement.owner_zh, statement.owner_en, statement.owner_more)


def start_words(start: date, words: Words, *, today: date) -> Bilingual:
    """Return since when a control runs, or that it is only scheduled (domain reference C.2)."""
    name = "start.scheduled" if start > today else "start.since"
    return words.say(name, day=lambda lang: show_day(start, lang))


def references(exhibits: Sequence[Exhibit], words: Words) -> Said | None:
    """Return the reference to exhibits as it stands in a sentence: ``(Exhibits C-2, C-3)``."""
    ids = _merge(tuple(exhibit.id for exhibit in exhibits))
    said = _counted(ids, words, "exhibit", ())
    return Said(said.text, exhibits=ids) if said else None


def target_words(target: str, words: Words) -> Bilingual:
    """Return a target for reading: ``< 0.01`` is "under 1%"."""
    match = _TARGET.search(target)
    if not match:
        return both(target)
    rate = Fraction(match[2]) / (100 if match[3] else 1)
    places = 0 if (rate * 100).denominator == 1 else 1
    return words.say(_TARGET_WORDS[match[1]], rate=lambda lang: show_percent(rate, lang, places=places))


def _plain(text: str | None, fact: str) -> Said | None:
    return Said(both(text), (fact,)) if text else None


def _day(day: date | None, words: Words, fact: str) -> Said | None:
    return Said(words.each(lambda lang: show_day(day, lang)), (fact,)) if day else None


def _listed(names: Sequence[str], words: Words, *facts: str) -> Said | None:
    return Said(words.each(lambda lang: join_words(names, lang)), facts) if names else None


def _counted(ids: Sequence[str], words: Words, sort: str, facts: tuple[str, ...]) -> Said | None:
    if not ids:
        return None
    number = "one" if len(ids) == 1 else "many"
    return Said(words.say(f"{sort}.{number}", ids=lambda lang: join_ids(ids, lang)), facts)


def _asins_short(asins: Sequence[str], words: Words) -> Said | None:
    shown, more = asins[:ASINS_IN_SUBJECT], len(asins) - ASINS_IN_SUBJECT
    said = _counted(shown, words, "asin", ("case.asins",))
    if said is None or more <= 0:
        return said
    return Said(words.say("asin.more", asins=said.text.lang, count=str(more)), said.facts)


def _amount(count: Decimal | int, words: Words) -> Bilingual:
    return words.each(lambda lang: show_number(count, lang))


def _orders(statement: Statement, words: Words, facts: tuple[str, ...]) -> Said | None:
    ids = _merge(statement.orders)
    if 0 < len(ids) <= ORDERS_IN_LINE:
        return _counted(ids, words, "order", facts)
    count = len(ids) or statement.quantity
    if not count:
        return None
    name = "order.count_one" if count == 1 else "order.count_many"
    return Said(words.say(name, count=_amount(count, words).lang), facts)


def _frequency(code: str | None, words: Words, facts: tuple[str, ...]) -> Said | None:
    return Said(words.say(f"frequency.{code}"), facts) if code in FREQUENCIES else None


def _bare(text: Bilingual) -> Bilingual:
    more = tuple((lang, said.strip().rstrip("。．.；;，、, ")) for lang, said in text.more)
    return Bilingual(text.zh.strip().rstrip("。.；;，, "), text.en.strip().rstrip(".;, "), more)


def _merge(*ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for group in ids for each in group))


def _sources(first: Sequence[str], first_name: str, second: Sequence[str], second_name: str) -> tuple[str, ...]:
    return tuple(name for ids, name in ((first, first_name), (second, second_name)) if ids)
