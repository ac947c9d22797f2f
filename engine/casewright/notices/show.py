"""A reading in the shape that the outside world was promised."""

from casewright.model import Deadline, Finding, NoticeReading


def notice_json(
    reading: NoticeReading, deadline: Deadline | None, *, findings: tuple[Finding, ...] = ()
) -> dict[str, object]:
    """Return a reading as ``notice --json`` prints it; without a ``deadline`` the words of the notice stand alone."""
    entities = reading.entities
    return {
        "types": [
            {"code": violation.code, "confidence": violation.confidence, "cues": list(violation.cues)}
            for violation in reading.types
        ],
        "stage": reading.stage,
        "level": reading.level,
        "language": reading.language,
        "marketplace": reading.marketplace,
        "deadline": _deadline(reading, deadline),
        "entities": {
            "asins": list(entities.asins), "case_ids": list(entities.case_ids),
            "complaint_ids": list(entities.complaint_ids), "order_ids": list(entities.order_ids),
            "brands": list(entities.brands), "clauses": list(entities.clauses), "emails": list(entities.emails),
            "registrations": list(entities.registrations),
        },
        "asks": [{"topic": ask.topic, "quote": ask.quote} for ask in reading.asks],
        "metrics": dict(reading.metrics),
        "notice_date": reading.notice_date.isoformat() if reading.notice_date else None,
        "phishing": {
            "flag": bool(reading.phishing), "reasons": [{"zh": each.zh, "en": each.en} for each in reading.phishing],
        },
        "findings": [finding.to_json() for finding in findings],
    }  # fmt: skip


def _deadline(reading: NoticeReading, deadline: Deadline | None) -> dict[str, object]:
    if deadline is None:
        told = reading.deadline
        basis = "stated" if told else "none"
        return {"at": None, "hours": told.hours if told else None, "basis": basis, "quote": told.quote if told else ""}
    at = deadline.at.strftime("%Y-%m-%dT%H:%M:%SZ") if deadline.at else None
    return {"at": at, "hours": deadline.hours, "basis": deadline.basis, "quote": deadline.quote}
