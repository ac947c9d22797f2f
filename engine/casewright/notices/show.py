"""A reading in the shape that the outside world was promised."""

from collections.abc import Sequence
from datetime import UTC, datetime

from casewright.model import Deadline, Finding, Mention, NoticeReading, Violation


def notice_json(
    reading: NoticeReading, deadlines: Sequence[Deadline] = (), *, findings: Sequence[Finding] = ()
) -> dict[str, object]:
    """Return a reading as ``notice --json`` prints it; without ``deadlines`` the words of the notice stand alone."""
    entities = reading.entities
    return {
        "types": [_violation(violation) for violation in reading.types],
        "rivals": [_violation(violation) for violation in reading.rivals],
        "stage": reading.stage,
        "level": reading.level,
        "language": reading.language,
        "marketplace": reading.marketplace,
        "deadline": _deadline(reading, next(iter(deadlines), None)),
        "entities": {
            "asins": list(entities.asins), "case_ids": list(entities.case_ids),
            "complaint_ids": list(entities.complaint_ids), "order_ids": list(entities.order_ids),
            "brands": list(entities.brands), "clauses": list(entities.clauses), "emails": list(entities.emails),
            "registrations": list(entities.registrations), "amounts": list(entities.amounts),
            "dates": list(entities.dates), "mentions": [_mention(mention) for mention in entities.mentions],
        },
        "asks": [{"topic": ask.topic, "quote": ask.quote} for ask in reading.asks],
        "metrics": [{"name": name, "value": value} for name, value in reading.metrics],
        "notice_date": reading.notice_date.isoformat() if reading.notice_date else None,
        "phishing": {
            "flag": bool(reading.phishing), "reasons": [{"zh": each.zh, "en": each.en} for each in reading.phishing],
        },
        "left_out": [{"kind": each.kind, "text": each.text} for each in reading.left_out],
        "findings": [finding.to_json() for finding in findings],
    }  # fmt: skip


def _violation(violation: Violation) -> dict[str, object]:
    return {"code": violation.code, "confidence": round(violation.confidence, 2), "cues": list(violation.cues)}


def _mention(mention: Mention) -> dict[str, object]:
    return {
        "kind": mention.kind, "value": mention.value, "text": mention.text, "line": mention.line,
        "start": mention.start, "end": mention.end,
    }  # fmt: skip


def _deadline(reading: NoticeReading, deadline: Deadline | None) -> dict[str, object]:
    if deadline is None:
        told = reading.deadline
        basis = "stated" if told else "none"
        return {"at": None, "hours": told.hours if told else None, "basis": basis, "quote": told.quote if told else ""}
    return {"at": _utc(deadline.at), "hours": deadline.hours, "basis": deadline.basis, "quote": deadline.quote}


def _utc(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else None
