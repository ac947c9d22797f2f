"""The facts dictionary: which facts a case can have, under what name and of what type."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from casewright.model import Bilingual, Finding, Kind, Origin, Severity, both
from casewright.sheets import Entry, ListSheet
from casewright.text import fold_width

BAD_TYPE = Kind(
    "rules/type-unknown", Severity.ERROR,
    "事实“{name}”的类型“{value}”不认识。", "The type \"{value}\" of the fact \"{name}\" is not known.",
    "改成 string、enum、number、boolean、date、list、number list、date list 之一。",
    "Use one of string, enum, number, boolean, date, list, number list, date list.",
)  # fmt: skip
NO_VALUES = Kind(
    "rules/enum-without-values", Severity.ERROR,
    "枚举事实“{name}”没有列出可选值。", "The enum fact \"{name}\" lists no values.",
    "在 values 列写出可选值，用 | 隔开。", "List the values in the column values, separated by |.",
)  # fmt: skip

#: How a value begins that stands for the codes of a list; such are resolved before the dictionary is read.
REFERENCE = "@"
#: Under what name a resolved row keeps its ``values`` as staff typed them.
AS_TYPED = "values as typed"


class FactType(StrEnum):
    """What kind of value a fact has. An enum is a text out of a list; a list has several texts, numbers or days."""

    STRING = "string"
    ENUM = "enum"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "list"
    NUMBER_LIST = "number list"
    DATE_LIST = "date list"

    @property
    def label(self) -> Bilingual:
        """Return the type in the clerk's words."""
        return _LABELS[self]

    @property
    def textual(self) -> bool:
        """Say whether the values are texts, so that quotes may be left out."""
        return self in {FactType.STRING, FactType.ENUM, FactType.LIST}

    @property
    def plural(self) -> bool:
        """Say whether the fact has several parts."""
        return self in {FactType.LIST, FactType.NUMBER_LIST, FactType.DATE_LIST}

    @property
    def part(self) -> "FactType":
        """Return the type of one part of a list, the type itself for anything else."""
        return _PARTS.get(self, self)


_LABELS = {
    FactType.STRING: Bilingual("文字", "a text"), FactType.ENUM: Bilingual("选项", "one of the listed values"),
    FactType.NUMBER: Bilingual("数字", "a number"), FactType.BOOLEAN: Bilingual("是/否", "yes or no"),
    FactType.DATE: Bilingual("日期", "a date"), FactType.LIST: Bilingual("清单（多个值）", "a list of texts"),
    FactType.NUMBER_LIST: Bilingual("数字清单", "a list of numbers"),
    FactType.DATE_LIST: Bilingual("日期清单", "a list of dates"),
}  # fmt: skip
_PARTS = {
    FactType.LIST: FactType.STRING, FactType.NUMBER_LIST: FactType.NUMBER, FactType.DATE_LIST: FactType.DATE,
}  # fmt: skip
_ALIASES = {
    "文字": "string", "文本": "string", "text": "string", "枚举": "enum", "选项": "enum", "数字": "number",
    "数值": "number", "布尔": "boolean", "是否": "boolean", "bool": "boolean", "日期": "date", "清单": "list",
    "列表": "list", "文字清单": "list", "文本清单": "list", "text list": "list", "string list": "list",
    "enum list": "list", "数字清单": "number list", "数值清单": "number list", "numbers": "number list",
    "日期清单": "date list", "dates": "date list",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """One fact of the dictionary. ``values`` are the codes that an enum (or a list's parts) may take.

    ``kept`` are those of the values that another list keeps: nobody typed them here.
    """

    name: str
    label: Bilingual
    type: FactType
    values: tuple[str, ...] = ()
    unit: str = ""
    origin: Origin | None = None
    kept: frozenset[str] = frozenset()

    @property
    def of_part(self) -> "Term":
        """Return the term of one part of a list, the term itself for anything else."""
        if not self.type.plural:
            return self
        kind = FactType.ENUM if self.type is FactType.LIST and self.values else self.type.part
        return replace(self, type=kind)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms by name. An ``open`` vocabulary lets a table use names that are not in it."""

    terms: Mapping[str, Term] = field(default_factory=dict)
    open: bool = False

    def term(self, name: str) -> Term | None:
        """Return the term of that name, None where the dictionary does not have it."""
        return self.terms.get(name)


def read_vocabulary(rows: ListSheet | None) -> tuple[Vocabulary, tuple[Finding, ...]]:
    """Read the list ``facts``; without one, any fact name is taken and types follow from the cells."""
    if rows is None:
        return Vocabulary(open=True), ()
    terms: dict[str, Term] = {}
    found: list[Finding] = []
    for row in rows.rows:
        term = _term(row)
        if term is None:
            found.append(BAD_TYPE.at(row.at("type"), name=row.id, value=row.text("type")))
            continue
        if term.type is FactType.ENUM and not term.values and not row.words(AS_TYPED):  # told where it was resolved
            found.append(NO_VALUES.at(row.at("values"), name=row.id))
        terms[term.name] = term
    return Vocabulary(terms), tuple(found)


def _term(row: Entry) -> Term | None:
    kind = read_type(row.text("type"))
    if kind is None:
        return None
    label, typed = row.both(""), row.words(AS_TYPED)
    values = tuple(value for value in row.words("values") if not value.startswith(REFERENCE))
    kept = frozenset(values) - frozenset(typed) if typed else frozenset()
    return Term(row.id, label or both(row.id), kind, values, row.text("unit"), row.ref, kept)


def read_type(text: str) -> FactType | None:
    """Return the type that a cell names, in English, Chinese or both; None for no such."""
    raw = " ".join(fold_width(text).casefold().replace("_", " ").split())
    for word in (raw, raw.rpartition(" ")[0], raw.rpartition(" ")[2]):
        if (known := _ALIASES.get(word, word)) in set(FactType):
            return FactType(known)
    return None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that looks most like a word, None where none does."""
    names = {name.casefold(): name for name in sorted(known, reverse=True)}
    close = difflib.get_close_matches(word.casefold(), sorted(names), n=1, cutoff=0.6)
    return names[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> Bilingual:
    """Return the way out for an unknown name: the nearest known one, or the names there are."""
    names = sorted(known)
    close = nearest(word, names)
    if close is not None:
        return Bilingual(f"是否想写 {close}？", f"Did you mean {close}?")
    if not names:
        return Bilingual("先在事实字典里登记这个名称。", "Enter the name in the facts dictionary first.")
    shown, more = ", ".join(names[:12]), len(names) > 12
    return Bilingual(
        f"可用的有：{shown}{' 等' if more else ''}。", f"Known are: {shown}{', and more' if more else ''}."
    )
