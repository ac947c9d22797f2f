"""What a submitted file must be: the rows of ``numbers.xlsx > file_rules``, typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from casewright.model import Bilingual, CellRef, EvidenceKind, Finding, Kind, Severity
from casewright.sheets import Entry, ListSheet

ABOUT = ("formats", "size", "text", "age", "editor", "revisions")

#: How people name formats, and the type by content that each means.
FORMATS: Mapping[str, str] = MappingProxyType({
    "pdf": "pdf", "jpg": "jpeg", "jpeg": "jpeg", "pjpeg": "jpeg", "png": "png", "gif": "gif", "tif": "tiff",
    "tiff": "tiff", "webp": "webp", "bmp": "bmp", "heic": "heic", "txt": "text", "text": "text", "csv": "csv",
    "tsv": "csv", "xlsx": "xlsx", "docx": "docx", "eml": "eml", "msg": "msg", "html": "html", "htm": "html",
    "pptx": "pptx", "ofd": "ofd", "zip": "zip",
})  # fmt: skip

BAD_WORD = Kind(
    "playbook/file-rule-word", Severity.ERROR,
    "“{word}”不是这一列能用的值。", "\"{word}\" is not a value for this column.",
    "改成其中之一：{known}。", "Use one of: {known}.",
)  # fmt: skip
BAD_NUMBER = Kind(
    "playbook/file-rule-number", Severity.ERROR,
    "“{word}”不是大于零的数字。", "\"{word}\" is not a number above zero.",
    "写成 5 或 90 这样的数字。", "Write a number such as 5 or 90.",
)  # fmt: skip
NOTHING_SAID = Kind(
    "playbook/file-rule-empty", Severity.ERROR,
    "这一行的检查项是“{about}”，但“{column}”列是空的。",
    "This row is about \"{about}\" but its column \"{column}\" is blank.",
    "补上这一列，或删掉这一行。", "Fill in the column, or delete the row.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileRule:
    """One row. Blank ``family violations levels kinds`` mean all; ``kinds`` holds codes and group letters.

    ``formats`` are types by content; ``max_bytes`` and ``warn_bytes`` are of one file; ``days`` counts back from the
    notice. ``why`` is the row's own sentence: what is wrong and what to do.
    """

    id: str
    about: str
    name: Bilingual
    why: Bilingual
    severity: Severity
    ref: CellRef
    family: str = ""
    violations: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    max_bytes: int | None = None
    warn_bytes: int | None = None
    days: int | None = None
    words: tuple[str, ...] = ()

    def suits(self, kind: EvidenceKind, *, family: str | None, violations: tuple[str, ...], level: str | None) -> bool:
        """Say whether the row speaks about this kind of evidence in this case."""
        return (
            (not self.kinds or kind.code in self.kinds or kind.group in self.kinds)
            and (not self.family or self.family == family)
            and (not self.violations or not set(self.violations).isdisjoint(violations))
            and (not self.levels or level in self.levels)
        )

    @property
    def narrowness(self) -> int:
        """Return how special the row is: kinds of evidence weigh most, then codes, level and strategy."""
        return 8 * bool(self.kinds) + 4 * bool(self.violations) + 2 * bool(self.levels) + bool(self.family)


@dataclass(frozen=True, slots=True)
class FileRules:
    """All rows in force, in sheet order."""

    rows: tuple[FileRule, ...] = ()

    def about(
        self, topic: str, kind: EvidenceKind, *, family: str | None = None, violations: tuple[str, ...] = (),
        level: str | None = None,
    ) -> tuple[FileRule, ...]:  # fmt: skip
        """Return the rows on a topic that suit, the most special first, sheet order among equals."""
        rows = (row for row in self.rows if row.about == topic)
        fit = [row for row in rows if row.suits(kind, family=family, violations=violations, level=level)]
        return tuple(sorted(fit, key=lambda row: -row.narrowness))


def file_rules(rows: ListSheet) -> tuple[FileRules, tuple[Finding, ...]]:
    """Read the rows of the list; a row with a fault is left out and its cells are findings."""
    read: list[FileRule] = []
    found: list[Finding] = []
    for entry in rows.rows:
        faults = tuple(_faults(entry))
        found.extend(faults)
        if not faults:
            read.append(_rule(entry))
    return FileRules(tuple(read)), tuple(found)


_NEEDS = {"formats": "formats", "size": "max_mb", "age": "days", "editor": "words"}


def _faults(entry: Entry) -> Iterator[Finding]:
    about = entry.text("about")
    if about not in ABOUT:
        yield BAD_WORD.at(entry.at("about"), word=about, known=" ".join(ABOUT))
    needed = _NEEDS.get(about)
    if needed and not entry.text(needed):
        yield NOTHING_SAID.at(entry.at(needed), about=about, column=needed)
    if entry.text("severity") not in set(Severity):
        yield BAD_WORD.at(entry.at("severity"), word=entry.text("severity"), known=" ".join(Severity))
    for word in entry.words("formats"):
        if word.casefold() not in FORMATS:
            yield BAD_WORD.at(entry.at("formats"), word=word, known=" ".join(FORMATS))
    for column in ("max_mb", "warn_mb", "days"):
        try:
            number = entry.number(column)
        except (ValueError, ZeroDivisionError):
            number = Fraction(0)
        if number is not None and number <= 0:
            yield BAD_NUMBER.at(entry.at(column), word=entry.text(column))


def _rule(entry: Entry) -> FileRule:
    days = entry.number("days")
    return FileRule(
        entry.id, entry.text("about"), entry.both("name"), entry.both(""), Severity(entry.text("severity")), entry.ref,
        family=entry.text("family"), violations=entry.words("violations"), levels=entry.words("levels"),
        kinds=entry.words("kinds"),
        formats=tuple(dict.fromkeys(FORMATS[word.casefold()] for word in entry.words("formats"))),
        max_bytes=_bytes(entry.number("max_mb")), warn_bytes=_bytes(entry.number("warn_mb")),
        days=int(days) if days is not None else None, words=entry.words("words"),
    )  # fmt: skip


def _bytes(megabytes: Fraction | None) -> int | None:
    return None if megabytes is None else int(megabytes * (1 << 20))
