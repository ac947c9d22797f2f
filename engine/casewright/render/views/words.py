"""Single values as documents show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from casewright.model import Bilingual, Finding
from casewright.render.shapes.case import FindingView, Text
from casewright.render.views.labels import SEVERITIES, label
from casewright.text import show_day

DASH = "–"


#: Stands before an English text in a document of another language: a person still has to translate it.
UNTRANSLATED = "【待人工翻译】"


def text(value: Bilingual, lang: str = "en") -> Text:
    """Return both languages and the document's own; one that is empty borrows nothing and shows a dash."""
    return {"zh": value.zh or DASH, "en": value.en or DASH, "own": own(value, lang) or DASH}


def own(value: Bilingual, lang: str) -> str:
    """Return the text in a document's own language; what is not translated shows the mark and the English."""
    said = value.lang(lang)
    return said if said or not value.en else f"{UNTRANSLATED}{value.en}"


@dataclass(frozen=True, slots=True)
class Own:
    """A document's own language, and the playbook's small texts in every language."""

    lang: str = "en"
    words: Mapping[str, Bilingual] = field(default_factory=dict)

    def text(self, value: Bilingual) -> Text:
        """Return a text with the document's own language beside Chinese and English."""
        return text(value, self.lang)

    def name(self, sort: str, code: str, names: Mapping[str, Bilingual]) -> Text:
        """Return the name of a code as the playbook's list ``words`` has it (``metric.ODR``), else the built-in one."""
        return self.text(self.words.get(f"{sort}.{code}") or label(names, code))

    def word(self, name: str, built_in: Bilingual) -> Text:
        """Return a small text by its id, else the built-in one."""
        return self.text(self.words.get(name) or built_in)


#: The own language of documents that have English beside Chinese.
ENGLISH = Own()


def blank_text() -> Text:
    """Return no words in either language."""
    return {"zh": "", "en": "", "own": ""}


def day(value: date | None) -> str:
    """Return a day as ISO writes it, which reads the same in both languages."""
    return value.isoformat() if value else DASH


def long_day(value: date, lang: str = "en") -> Text:
    """Return a day in words, as a letter bears it."""
    return {"zh": show_day(value, "zh"), "en": show_day(value, "en"), "own": show_day(value, lang)}


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
        "text": text(_clocks_apart(found)), "fix": text(found.fix),
    }  # fmt: skip


def _clocks_apart(found: Finding) -> Bilingual:
    """Return the sentence, of a limit with each clock on a line of its own, where a narrow cell tears no day."""
    told = found.text
    if not found.code.startswith("deadlines/"):
        return told
    return Bilingual(told.zh.replace("｜", "\n"), told.en.replace(" | ", "\n"))


def findings(found: Iterable[Finding]) -> list[FindingView]:
    """Return findings in their order."""
    return [finding(each) for each in found]
