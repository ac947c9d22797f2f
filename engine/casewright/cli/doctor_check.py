"""One thing that the doctor looked at."""

from dataclasses import dataclass

from casewright.model import Bilingual, Finding
from casewright.model.errors import EXIT_OK


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``code`` is the exit code that a fault calls for, 0 where it is only attention."""

    name: str
    ok: bool
    text: Bilingual
    code: int = EXIT_OK
    found: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the check as data."""
        told: dict[str, object] = {"name": self.name, "ok": self.ok, "zh": self.text.zh, "en": self.text.en}
        return {**told, "findings": [finding.to_json() for finding in self.found]} if self.found else told


def same(text: str) -> Bilingual:
    """Return a text that is the same in both languages."""
    return Bilingual(text, text)
