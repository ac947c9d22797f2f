"""The manifest: everything that a package rests on, as JSON in a fixed order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

from casewright import __version__
from casewright.deliver.facts import facts_json
from casewright.deliver.inputs import Input, sha256_of
from casewright.model import (
    Artifact,
    Bilingual,
    Change,
    Claim,
    Deadline,
    Decision,
    Dossier,
    Exhibit,
    ExhibitCopy,
    Finding,
    Metric,
    Reminder,
    Value,
    both,
)
from casewright.text.naming import Names

#: The manifest of a package, and what stands in its place where a drop goes back.
MANIFEST, RETURNED = "manifest.json", "returned.json"

Json = dict[str, object]


def manifest_of(
    dossier: Dossier,
    artifacts: Sequence[Artifact],
    copies: Sequence[ExhibitCopy],
    *,
    inputs: Sequence[Input],
    staging: Path,
    previous: str,
) -> Json:
    """Return the manifest of a case whose files lie in ``staging``; raise OSError where one is not there.

    ``changes`` stands where a version before was read: ``since`` is its number, ``list`` what is other than in it
    (kind, topic, what, was, now, exhibits), empty where nothing is. Documents of kind ``redline`` are internal.
    ``open`` is false once Amazon has reinstated; ``state`` of a reminder is as of ``as_of``.
    """
    verdict = dossier.verdict
    manifest: Json = {
        "casewright": __version__,
        "case": dossier.case.ref,
        "version": dossier.version,
        "languages": list(dossier.languages),
        "as_of": dossier.today.isoformat(),
        "verdict": verdict.word,
        "reasons": findings_json(verdict.reasons),
        "decision": decision_json(dossier.decision, Names(dossier.catalogue)),
        "decided_by": dossier.decision.decided_by,
        "playbook": {"sha256": dossier.playbook_sha256},
        "inputs": [each.to_json() for each in inputs],
        "artifacts": artifacts_json(artifacts, staging),
        "exhibits": _exhibits(dossier, copies),
        "claims": [_claim(claim) for claim in dossier.plan.claims],
        "deadlines": [_deadline(deadline) for deadline in dossier.deadlines],
        "metrics": _metrics(dossier.metrics),
        "refusals": findings_json(verdict.refusals),
        "missing": [
            {"code": gap.code, "need": gap.need, "at": gap.origin.at, "what": both_json(gap.what),
             "why": both_json(gap.why), "how": both_json(gap.how)}
            for gap in dossier.plan.missing
        ],
        "findings": findings_json(dossier.findings),
        "open": dossier.open,
        "reminders": [_reminder(reminder) for reminder in dossier.reminders],
    }  # fmt: skip
    if dossier.earlier is not None:
        manifest["changes"] = {"since": dossier.earlier.version, "list": [_change(each) for each in dossier.changes]}
    if previous:
        manifest["previous"] = previous
    return manifest


def findings_json(found: Iterable[Finding]) -> list[dict[str, str]]:
    """Return findings in the shape of the contract."""
    return [finding.to_json() for finding in found]


def both_json(text: Bilingual, langs: Iterable[str] = ()) -> dict[str, str]:
    """Return a text in both languages, and by their code in those of ``langs`` that it has."""
    further = {lang: said for lang in langs if lang not in {"en", "zh"} and (said := text.lang(lang))}
    return {"en": text.en, "zh": text.zh, **further}


def artifacts_json(artifacts: Iterable[Artifact], staging: Path) -> list[Json]:
    """Return artifacts with the hash of each file, by path."""
    return [
        {"path": each.path, "sha256": sha256_of(staging / each.path), "kind": each.kind, "lang": list(each.lang)}
        for each in sorted(artifacts, key=lambda each: each.path)
    ]


def decision_json(decision: Decision, names: Names) -> Json:
    """Return a decision, with the facts it was drawn from, the rows that fired and why they are in the book."""
    return {
        "strategy": decision.strategy,
        "door": decision.door,
        "approach": decision.approach,
        "violation": decision.violation,
        "label": both_json(names.label("approach", decision.approach) or both(decision.approach)),
        "causes": list(decision.causes),
        "why": both_json(decision.why),
        "risks": [{"code": risk.code, "severity": risk.severity, **both_json(risk.text)} for risk in decision.risks],
        "routes": [{"route": route.code, **both_json(route.advice)} for route in decision.routes],
        "evidence": [{"kind": each.kind, "need": each.need} for each in decision.requirements],
        "documents": list(decision.documents),
        "blocks": list(decision.blocks),
        "facts": facts_json(decision.facts),
        "rows": [
            {"table": row.table, "rule": row.rule, "row": row.origin.at, "outputs": _values(row.outputs),
             "reason": both_json(row.reason), "source": row.source}
            for row in decision.firings
        ],
    }  # fmt: skip


def _values(values: Mapping[str, Value]) -> Json:
    return {name: _value(value) for name, value in values.items()}


def _value(value: Value) -> object:
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else _decimal(value, 6)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _exhibits(dossier: Dossier, copies: Sequence[ExhibitCopy]) -> list[Json]:
    by_id = {copy.id: copy for copy in copies}
    return [_exhibit(exhibit, by_id.get(exhibit.id), dossier.languages) for exhibit in dossier.exhibits]


def _exhibit(exhibit: Exhibit, copy: ExhibitCopy | None, langs: Iterable[str]) -> Json:
    item = exhibit.item
    return {
        "id": exhibit.id,
        "kind": exhibit.kind,
        "status": str(exhibit.status),
        "source": item.path if item else exhibit.row.file,
        "source_sha256": item.sha256 if item else None,
        "copy": copy.copy if copy else None,
        "copy_sha256": copy.copy_sha256 if copy else None,
        "proves": both_json(exhibit.proves, langs),
        "findings": findings_json(exhibit.findings),
    }


def _claim(claim: Claim) -> Json:
    shown: Json = {
        "id": claim.id,
        "section": claim.section,
        **both_json(claim.text, [lang for lang, _ in claim.text.more]),
        "facts": list(claim.facts),
        "exhibits": list(claim.exhibits),
        "block": claim.block,
    }
    if claim.untranslated:
        shown["untranslated"] = list(claim.untranslated)
    if claim.cause:
        shown["cause"] = claim.cause
    if claim.on:
        shown["on"] = claim.on.isoformat()
    return shown


def _change(change: Change) -> Json:
    shown: Json = {
        "kind": change.kind,
        "topic": change.topic,
        "code": change.code,
        "what": both_json(change.what),
        "was": both_json(change.was) if change.was else None,
        "now": both_json(change.now) if change.now else None,
        "exhibits": list(change.exhibits),
    }
    if change.place:
        shown["section"] = change.place
    if change.before and change.before != change.code:
        shown["before"] = change.before
    if change.minor:
        shown["minor"] = True
    return shown


def _deadline(deadline: Deadline) -> Json:
    return {
        "what": deadline.what.en,
        "what_zh": deadline.what.zh,
        "at": utc_text(deadline.at),
        "basis": deadline.basis,
        "quote": deadline.quote,
        "hours": deadline.hours,
        "zone": deadline.zone,
        "code": deadline.code,
        "source": deadline.source,
        "internal_at": utc_text(deadline.internal_at),
        "answered_on": deadline.answered_on.isoformat() if deadline.answered_on else None,
    }


def _reminder(reminder: Reminder) -> Json:
    return {
        "what": reminder.what.en,
        "what_zh": reminder.what.zh,
        "at": utc_text(reminder.at),
        "until": utc_text(reminder.until),
        "every_hours": reminder.every,
        "zone": reminder.zone,
        "code": reminder.code,
        "state": reminder.state,
        "source": reminder.source,
        "basis": reminder.basis,
    }


def utc_text(moment: datetime | None) -> str | None:
    """Return an aware moment in UTC as ``2026-02-26T16:14:00Z``."""
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _metrics(metrics: Iterable[Metric]) -> Json:
    """Give each metric the figure to quote, which comes first, and behind it what the other sources say."""
    by_code: dict[str, list[Json]] = {}
    for metric in metrics:
        by_code.setdefault(metric.code, []).append(_metric(metric))
    return {code: {**first, "others": others} for code, (first, *others) in by_code.items()}


def _metric(metric: Metric) -> Json:
    return {
        "num": metric.num,
        "den": metric.den,
        "rate": None if metric.rate is None else _decimal(metric.rate, 4),
        "target": metric.target,
        "verdict": metric.verdict,
        "source": metric.source,
        "window": [day.isoformat() if day else None for day in (metric.window_from, metric.window_to)],
        "by_cause": dict(metric.by_cause),
        "files": list(metric.files),
    }


def _decimal(value: Fraction, places: int) -> str:
    """Round half up to so many places: ``24/1212`` is ``0.0198``."""
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2))
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{whole // 10**places}.{whole % 10**places:0{places}d}"
