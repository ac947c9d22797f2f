"""Single values as documents show them."""

from collections.abc import Iterable
from datetime import date

from casewright.model import Bilingual, Finding
from casewright.render.shapes.case import FindingView, Text
from casewright.render.views.labels import SEVERITIES, label

DASH = "–"


def text(value: Bilingual) -> Text:
    """Return both languages; one that is empty borrows nothing and shows a dash."""
    return {"zh": value.zh or DASH, "en": value.en or DASH}


def blank_text() -> Text:
    """Return no words in either language."""
    return {"zh": "", "en": ""}


def day(value: date | None) -> str:
    """Return a day as ISO writes it, which reads the same in both languages."""
    return value.isoformat() if value else DASH


def word(value: str | None) -> str:
    """Return a value, a dash where nothing was given."""
    return value or DASH


def words(values: Iterable[str]) -> str:
    """Return values in one line, a dash where there are none."""
    return ", ".join(value for value in values if value) or DASH


def finding(found: Finding) -> FindingView:
    """Return a finding for a table."""
    return {
        "code": found.code, "severity": text(label(SEVERITIES, str(found.severity))), "at": found.at,
        "text": text(found.text), "fix": text(found.fix),
    }  # fmt: skip


def findings(found: Iterable[Finding]) -> list[FindingView]:
    """Return findings in their order."""
    return [finding(each) for each in found]
