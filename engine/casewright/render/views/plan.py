"""The Plan of Action and its exhibits as plain data."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from casewright.model import Bilingual, CauseLink, Claim, Dossier, EvidenceKind, Exhibit, Metric
from casewright.render.shapes.case import Text
from casewright.render.shapes.plan import (
    CauseView,
    ClaimView,
    CoverageView,
    ExhibitGroupView,
    ExhibitView,
    MapView,
    MetricView,
    PlanView,
)
from casewright.render.views.labels import GROUPS, METRIC_VERDICTS, METRICS, SOURCES, STATUSES, TOPICS, label
from casewright.render.views.words import DASH, ENGLISH, Own, day, text, word
from casewright.text import show_number, show_percent

_TARGET = re.compile(r"([<>]=?|≤|≥)\s*(0?\.\d+)")
_SIGNS = {">=": "≥", "<=": "≤"}
OTHER_MEASURES = Bilingual("其他措施", "Other measures")
CLOSED = Bilingual("已闭环", "Answered")
OPEN = Bilingual("缺口", "Open")


def claim_view(claim: Claim, own: Own = ENGLISH) -> ClaimView:
    """Return one claim."""
    return {
        "id": shown_id(claim.id), "text": own.text(claim.text), "brief": own.text(claim.short or claim.text),
        "unnamed": [name for name in claim.exhibits if name not in claim.text.en],
        "on": day(claim.on), "facts": list(claim.facts),
        "exhibits": list(claim.exhibits), "records": list(claim.records), "owner": own.text(claim.owner),
        "frequency": own.text(claim.frequency), "starts_on": day(claim.starts_on), "scheduled": claim.scheduled,
        "translated": own.lang not in claim.untranslated,
    }  # fmt: skip


def shown_id(claim_id: str) -> str:
    """Return the number of a sentence: ``C-7`` is 7, so that it is never taken for exhibit C-7."""
    return claim_id.removeprefix("C-")


def plan_view(dossier: Dossier, own: Own = ENGLISH) -> PlanView:
    """Return the whole plan; each claim stands once, under the first cause that it answers."""
    plan = dossier.plan

    def of(section: str) -> list[ClaimView]:
        return [claim_view(claim, own) for claim in plan.of(section)]

    coverage = [_coverage(dossier, ask.topic, ask.quote, ask.claims) for ask in plan.coverage]
    return {
        "title": own.text(plan.title), "subject": own.text(plan.subject),
        "is_fix": plan.door == "fix", "is_dispute": plan.door == "dispute",
        "summary": of("summary"), "metrics": of("metrics"),
        "lead": _lead(dossier, own), "causes": cause_views(dossier, own),
        "dispute": of("dispute"), "request": of("request"), "closing": of("closing"),
        "map": [_map_line(link, own) for link in plan.causes],
        "coverage": coverage, "answered": _share(coverage), "outline": list(plan.outline),
        "retraction": [claim_view(claim, own) for claim in plan.retraction],
    }  # fmt: skip


def cause_views(dossier: Dossier, own: Own = ENGLISH) -> list[CauseView]:
    """Return the causes in order, then what answers no single cause."""
    plan = dossier.plan
    shown: set[str] = set()
    views: list[CauseView] = []
    for link in plan.causes:
        named = (*link.root_claims, *link.corrective, *link.preventive)
        again = [shown_id(name) for name in (*link.corrective, *link.preventive) if name in shown]
        views.append(_cause(dossier, own, own.text(link.label), set(named) - shown, again))
        shown.update(named)
    rest = {claim.id for claim in plan.of("corrective", "preventive")} - shown
    if rest:
        views.append(_cause(dossier, own, own.word("other_measures", OTHER_MEASURES), rest, []))
        views[-1]["general"] = True
    for number, view in enumerate(views, 1):
        view["number"] = str(number)
    return views


def _lead(dossier: Dossier, own: Own) -> list[ClaimView]:
    """Return what is said about the causes as a whole."""
    linked = {name for link in dossier.plan.causes for name in link.root_claims}
    return [claim_view(claim, own) for claim in dossier.plan.of("root_cause") if claim.id not in linked]


def _cause(dossier: Dossier, own: Own, name: Text, ids: set[str], again: list[str]) -> CauseView:
    def of(section: str) -> list[ClaimView]:
        return [claim_view(claim, own) for claim in dossier.plan.of(section) if claim.id in ids]

    return {
        "number": "", "general": False, "label": name,
        "root": of("root_cause"), "corrective": of("corrective"),
        "preventive": of("preventive"), "again": again,
    }  # fmt: skip


def _map_line(link: CauseLink, own: Own) -> MapView:
    return {
        "label": own.text(link.label), "root": [*map(shown_id, link.root_claims)],
        "corrective": [*map(shown_id, link.corrective)], "preventive": [*map(shown_id, link.preventive)],
        "closed": link.closed, "state": text(CLOSED if link.closed else OPEN),
    }  # fmt: skip


def _coverage(dossier: Dossier, topic: str, quote: str, claims: Iterable[str]) -> CoverageView:
    known = {claim.id for claim in dossier.plan.claims}
    answered = [shown_id(name) for name in claims if name in known]
    return {"topic": text(label(TOPICS, topic)), "quote": quote, "claims": answered, "answered": bool(answered)}


def _share(coverage: Sequence[CoverageView]) -> str:
    answered, total = sum(ask["answered"] for ask in coverage), len(coverage)
    return f"{answered} / {total} ({show_percent(Fraction(answered, total), 'en', places=0)})" if total else DASH


def metric_view(metric: Metric, own: Own = ENGLISH) -> MetricView:
    """Return one metric; the rate is rounded only here."""
    counted = metric.num is not None and metric.den is not None
    counts = [show_number(count, own.lang) for count in (metric.num, metric.den) if count is not None]
    return {
        "code": metric.code, "name": own.name("metric", metric.code, METRICS),
        "count": " / ".join(counts) if counted else DASH,
        "rate": DASH if metric.rate is None else show_percent(metric.rate, own.lang),
        "target": _target(metric.target, own.lang),
        "verdict": own.name("standing", metric.verdict, METRIC_VERDICTS), "breach": metric.verdict == "breach",
        "measured": metric.rate is not None, "source": own.name("read", metric.source, SOURCES),
        "window": f"{metric.window_from} – {metric.window_to}" if metric.window_from and metric.window_to else DASH,
        "notes": [text(note) for note in metric.notes],
    }  # fmt: skip


def _target(target: str, lang: str) -> str:
    """Return a target as people write it: ``< 0.01`` is < 1%."""
    match = _TARGET.fullmatch(target.strip())
    if not match:
        return word(target)
    rate = Fraction(match[2])
    places = 0 if (rate * 100).denominator == 1 else 1
    return f"{_SIGNS.get(match[1], match[1])} {show_percent(rate, lang, places=places)}"


def exhibit_views(dossier: Dossier, own: Own = ENGLISH) -> list[ExhibitView]:
    """Return every exhibit with the claims that cite it."""
    return [_exhibit(exhibit, dossier, own) for exhibit in dossier.exhibits]


def cited_views(claims: Iterable[Claim], views: Iterable[ExhibitView]) -> list[ExhibitView]:
    """Return the exhibits that claims cite: the exhibit list of the plan, or what a letter encloses."""
    cited = _cited(claims)
    return [view for view in views if view["id"] in cited]


def group_views(views: Iterable[ExhibitView], own: Own = ENGLISH) -> list[ExhibitGroupView]:
    """Return the exhibits by the letter of their ids, in the order they came."""
    groups: dict[str, list[ExhibitView]] = {}
    for view in views:
        groups.setdefault(view["id"].split("-")[0], []).append(view)
    return [
        {"letter": letter, "label": own.name("group", letter, GROUPS), "exhibits": members}
        for letter, members in groups.items()
    ]


def _cited(claims: Iterable[Claim]) -> set[str]:
    return {name for claim in claims for name in (*claim.exhibits, *claim.records)}


def _exhibit(exhibit: Exhibit, dossier: Dossier, own: Own) -> ExhibitView:
    item = exhibit.item
    kind: EvidenceKind | None = dossier.catalogue.evidence.get(exhibit.kind)
    return {
        "id": exhibit.id, "given": item is not None, "kind": own.text(kind.label if kind else label({}, exhibit.kind)),
        "file": item.path if item else word(exhibit.row.file), "copy": word(exhibit.copy_name if item else None),
        "size": _size(item.size) if item else DASH,
        "pages": str(item.media.pages) if item and item.media.pages else DASH,
        "sha_short": item.sha256[:12] if item else DASH, "sha": item.sha256 if item else DASH,
        "date": day(exhibit.row.dated), "proves": own.text(exhibit.proves),
        "claims": [
            shown_id(claim.id) for claim in dossier.plan.claims if exhibit.id in (*claim.exhibits, *claim.records)
        ],
        "status": text(label(STATUSES, str(exhibit.status))), "usable": exhibit.usable,
        "problems": [text(found.text) for found in exhibit.findings],
    }  # fmt: skip


def _size(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{max(1, round(size / 1024))} KB" if size else "0 KB"
