"""What claims may stand on: the case, the notice, the usable exhibits, the figures, and the values they give."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from casewright.compose.names import FREQUENCIES
from casewright.compose.template import Said
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
from casewright.text import join_words, show_day, show_number, show_percent

#: Beyond so many order ids a sentence gives their number, and the exhibit gives the list.
ORDERS_IN_LINE = 6
ASINS_IN_SUBJECT = 5

_TARGET = re.compile(r"(<=|>=|≤|≥|<|>)\s*(\d+(?:\.\d+)?)\s*(%?)")
_TARGET_WORDS = {
    "<": ("低于 {}", "under {}"), "<=": ("不高于 {}", "at most {}"), "≤": ("不高于 {}", "at most {}"),
    ">": ("高于 {}", "above {}"), ">=": ("不低于 {}", "at least {}"), "≥": ("不低于 {}", "at least {}"),
}  # fmt: skip
_SOURCES = {
    "computed": Bilingual("按附件中的报表计算", "calculated from the reports in the exhibits"),
    "notice": Bilingual("以通知所载为准", "as stated in the notice"),
    "dashboard": Bilingual("以账户状况页面显示为准", "as shown on the Account Health page"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One case as the compose room sees it."""

    decision: Decision
    case: Case
    notice: NoticeReading
    exhibits: tuple[Exhibit, ...]
    metrics: tuple[Metric, ...]
    catalogue: Catalogue
    today: date

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
    case, notice = ground.case, ground.notice
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
        "marketplace": Said(market.label, ("case.marketplace",)) if market else None,
        "violation": Said(violation.label, ("decision.violation",)) if violation else None,
        "notice_date": _day(day, "notice.notice_date" if notice.notice_date else "case.notice_date"),
        "reactivated_on": _day(case.other_account_reactivated_on, "case.other_account_reactivated_on"),
        "clauses": _listed(named.clauses, "notice.clauses"),
        "case_ids": _counted(
            _merge(case.amazon_case_ids, named.case_ids), "案件编号 ", ("Case ID ", "Case IDs "),
            _sources(case.amazon_case_ids, "case.amazon_case_ids", named.case_ids, "notice.case_ids"),
        ),
        "complaint_ids": _counted(
            _merge(complaints, named.complaint_ids), "投诉编号 ", ("Complaint ID ", "Complaint IDs "),
            _sources(complaints, "case.complaint_ids", named.complaint_ids, "notice.complaint_ids"),
        ),
        "asins": _asins(asins, _sources(case.asins, "case.asins", named.asins, "notice.asins")),
        "asins_short": _asins_short(asins),
        "brand": _listed(
            (case.brand,) if case.brand else named.brands, "case.brand" if case.brand else "notice.brands"
        ),
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}


def metric_values(metric: Metric) -> dict[str, Said]:
    """Return the values that one measured metric gives."""
    fact = (f"metric.{metric.code}",)
    values = {"metric_target": Said(target_words(metric.target), fact)}
    if metric.rate is not None:
        rate = metric.rate
        values["metric_rate"] = Said(Bilingual(show_percent(rate, "zh"), show_percent(rate, "en")), fact)
    for name, count in (("metric_num", metric.num), ("metric_den", metric.den)):
        if count is not None:
            values[name] = Said(Bilingual(show_number(count, "zh"), show_number(count, "en")), fact)
    if metric.window_from and metric.window_to:
        start, end = metric.window_from, metric.window_to
        values["metric_window"] = Said(
            Bilingual(
                f"{show_day(start, 'zh')}至{show_day(end, 'zh')}", f"{show_day(start, 'en')} to {show_day(end, 'en')}"
            ),
            fact,
        )
    if metric.source in _SOURCES:
        values["evidence_note"] = Said(_SOURCES[metric.source], fact)
    return values


def statement_values(statement: Statement, *, today: date) -> dict[str, Said]:
    """Return the values that one row of the Facts sheet gives; the row is the fact of each."""
    fact = (statement.id,)
    detail = _bare(statement.detail_zh, statement.detail_en)
    if not detail and statement.kind is StatementKind.CAUSE:
        detail = _bare(statement.zh, statement.en)
    values = {
        "date": _day(statement.on, *fact),
        "detail": Said(detail, fact) if detail else None,
        "count": _number(statement, fact),
        "orders": _orders(statement, fact),
        "asins": _asins(statement.asins, fact),
        "owner": Said(owner, fact) if (owner := Bilingual(statement.owner_zh, statement.owner_en)) else None,
        "frequency": _frequency(statement.frequency, fact),
        "start": Said(start_words(statement.starts_on, today=today), fact) if statement.starts_on else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def own_words(statement: Statement) -> Said | None:
    """Return the client's own sentence, without the stop at its end; None where the row has none."""
    text = _bare(statement.zh, statement.en)
    return Said(text, (statement.id,)) if text else None


def start_words(start: date, *, today: date) -> Bilingual:
    """Return since when a control runs, or that it is only scheduled (domain reference C.2)."""
    if start > today:
        return Bilingual(f"计划于{show_day(start, 'zh')}开始", f"scheduled to start on {show_day(start, 'en')}")
    return Bilingual(f"自{show_day(start, 'zh')}起执行", f"in effect since {show_day(start, 'en')}")


def references(exhibits: Sequence[Exhibit]) -> Said | None:
    """Return the reference to exhibits as it stands in a sentence: ``(Exhibits C-2, C-3)``."""
    ids = _merge(tuple(exhibit.id for exhibit in exhibits))
    if not ids:
        return None
    word = "Exhibit" if len(ids) == 1 else "Exhibits"
    return Said(Bilingual(f"（附件 {'、'.join(ids)}）", f"({word} {', '.join(ids)})"), exhibits=ids)


def target_words(target: str) -> Bilingual:
    """Return a target for reading: ``< 0.01`` is "under 1%"."""
    match = _TARGET.search(target)
    if not match:
        return both(target)
    rate = Fraction(match[2]) / (100 if match[3] else 1)
    places = 0 if (rate * 100).denominator == 1 else 1
    zh, en = _TARGET_WORDS[match[1]]
    return Bilingual(
        zh.format(show_percent(rate, "zh", places=places)), en.format(show_percent(rate, "en", places=places))
    )


def _plain(text: str | None, fact: str) -> Said | None:
    return Said(both(text), (fact,)) if text else None


def _day(day: date | None, fact: str) -> Said | None:
    return Said(Bilingual(show_day(day, "zh"), show_day(day, "en")), (fact,)) if day else None


def _listed(words: Sequence[str], *facts: str) -> Said | None:
    return Said(Bilingual(join_words(words, "zh"), join_words(words, "en")), facts) if words else None


def _counted(ids: Sequence[str], zh: str, en: tuple[str, str], facts: tuple[str, ...]) -> Said | None:
    if not ids:
        return None
    return Said(Bilingual(f"{zh}{'、'.join(ids)}", f"{en[len(ids) > 1]}{', '.join(ids)}"), facts)


def _asins(asins: Sequence[str], facts: tuple[str, ...]) -> Said | None:
    return _counted(asins, "ASIN ", ("ASIN ", "ASINs "), facts)


def _asins_short(asins: Sequence[str]) -> Said | None:
    shown, more = asins[:ASINS_IN_SUBJECT], len(asins) - ASINS_IN_SUBJECT
    said = _asins(shown, ("case.asins",))
    if said is None or more <= 0:
        return said
    return Said(Bilingual(f"{said.text.zh} 等另 {more} 个", f"{said.text.en} and {more} more"), said.facts)


def _number(statement: Statement, facts: tuple[str, ...]) -> Said | None:
    if statement.quantity is None:
        return None
    return Said(Bilingual(show_number(statement.quantity, "zh"), show_number(statement.quantity, "en")), facts)


def _orders(statement: Statement, facts: tuple[str, ...]) -> Said | None:
    ids = _merge(statement.orders)
    if 0 < len(ids) <= ORDERS_IN_LINE:
        word = "order" if len(ids) == 1 else "orders"
        return Said(Bilingual(f"订单 {'、'.join(ids)}", f"{word} {', '.join(ids)}"), facts)
    count = len(ids) or statement.quantity
    if not count:
        return None
    word = "order" if count == 1 else "orders"
    return Said(Bilingual(f"{show_number(count, 'zh')} 个订单", f"{show_number(count, 'en')} {word}"), facts)


def _frequency(code: str | None, facts: tuple[str, ...]) -> Said | None:
    label = FREQUENCIES.get(code or "")
    return Said(label, facts) if label else None


def _bare(zh: str, en: str) -> Bilingual:
    return Bilingual(zh.strip().rstrip("。.；;，, "), en.strip().rstrip(".;, "))


def _merge(*ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for group in ids for each in group))


def _sources(first: Sequence[str], first_name: str, second: Sequence[str], second_name: str) -> tuple[str, ...]:
    return tuple(name for ids, name in ((first, first_name), (second, second_name)) if ids)
