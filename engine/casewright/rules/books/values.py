"""The codes that a cell may hold, with what they mean: the Values sheet, and the dropdowns that point at it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from casewright.model import NOTHING, Bilingual, both
from casewright.rules.books.booktext import ListText, SheetText, TableText
from casewright.rules.books.layout import LABELS, VALUES_SHEET, label_text
from casewright.rules.expected import EXPECTED
from casewright.rules.language.vocabulary import Vocabulary
from casewright.sheets import Draft, SheetDraft

MEANINGS = "meanings"
#: Which list of another workbook holds the codes of a conclusion, by the conclusion's column.
_KEPT_BY = {"kind": "evidence_kinds", "cause": "causes", "block": "blocks", "violation": "violations"}
#: What else may be picked in a condition, above the codes.
ANYTHING = (("-", Bilingual("不限", "Anything")), ("empty", Bilingual("没有填", "Not given")))
_LONGEST_MEANING = 60
_FIRST_ROW = 4
_WIDTHS = (24.0, 26.0, 34.0, 40.0, 54.0)
_HEADS = (
    ("name", Bilingual("列", "Column")), ("label", Bilingual("列的含义", "What the column is")),
    ("code", Bilingual("代码（选的就是它）", "Code: this is what the dropdown enters")),
    ("zh", Bilingual("中文含义", "Meaning in Chinese")), ("en", Bilingual("英文含义", "Meaning in English")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listing:
    """The codes of one column, each with its meaning (empty where none is known).

    ``fixed``: the program knows these words and no other. Others may be added by staff, here or in another workbook.
    """

    name: str
    label: Bilingual
    codes: Mapping[str, Bilingual]
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Library:
    """All texts of a shelf: the dictionary's rows, and what codes mean in which list."""

    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, Bilingual]] = field(default_factory=dict)

    def meaning(self, name: str, code: str) -> Bilingual:
        """Return what a code of a column means, empty where nobody has said."""
        own = self.lists.get(MEANINGS, {}).get(f"{name}.{code}")
        if own is not None:
            return own
        kept = (codes[code] for listed, codes in self.lists.items() if listed != MEANINGS and code in codes)
        return next(kept, NOTHING)


def library_of(texts: Iterable[SheetText]) -> Library:
    """Gather dictionary and meanings out of the texts of a shelf; lists without names for their codes are left out."""
    lists = {sheet.name: sheet for sheet in texts if isinstance(sheet, ListText)}
    facts = {row["name"]: row for row in lists["facts"].rows if "name" in row} if "facts" in lists else {}
    named = {name: sheet for name, sheet in lists.items() if name != "facts" and _names_codes(sheet)}
    return Library(facts, {name: dict(_named(sheet)) for name, sheet in named.items()})


def _names_codes(sheet: ListText) -> bool:
    columns = [column.name for column in sheet.columns]
    first = columns[0] if columns else ""
    return {"zh", "en"} <= set(columns) and (first == "code" or sheet.name in {MEANINGS, "outline", "blocks"})


def _named(sheet: ListText) -> Iterable[tuple[str, Bilingual]]:
    first = sheet.columns[0].name
    for row in sheet.rows:
        if row.get(first):
            yield row[first], Bilingual(_short(row.get("zh", "")), _short(row.get("en", "")))


def _short(text: str) -> str:
    text = text.split("\n", 1)[0]
    return text if len(text) <= _LONGEST_MEANING else f"{text[: _LONGEST_MEANING - 1]}…"


def listings(tables: Sequence[TableText], vocabulary: Vocabulary, library: Library) -> dict[str, Listing]:
    """Return the codes of every column of some tables that has listed values, in the order of the columns."""
    made: dict[str, Listing] = {}
    for table in tables:
        words = EXPECTED[table.name].words if table.name in EXPECTED else {}
        for name in (*table.inputs, *table.outputs):
            term = vocabulary.term(name)
            fixed = words.get(name, ()) if name in table.outputs else ()
            codes = fixed or (term.values if term else ()) or _kept_codes(name, library)
            if name in made and not fixed:
                continue
            label = (term.label if term else None) or LABELS.get(name) or both(name)
            if codes:
                made[name] = Listing(name, label, {code: library.meaning(name, code) for code in codes}, bool(fixed))
    return made


def _kept_codes(name: str, library: Library) -> tuple[str, ...]:
    if name in _KEPT_BY:
        return tuple(library.lists.get(_KEPT_BY[name], {}))
    head = f"{name}."
    return tuple(each.removeprefix(head) for each in library.lists.get(MEANINGS, {}) if each.startswith(head))


@dataclass(frozen=True, slots=True)
class Ranges:
    """Where the Values sheet lists the codes of a column: with and without what only a condition may say."""

    asked: str
    concluded: str


def draft_values(listed: Mapping[str, Listing]) -> tuple[SheetDraft, dict[str, Ranges]]:
    """Lay out the codes with their meanings, one a row, and return the ranges of each column."""
    hint = (
        "代码和含义对照，供下拉列表使用；由程序生成，不要在这里改。"
        "新代码登记在 catalogue.xlsx，或 facts.xlsx 的 values 列 | "
        "What the codes mean, for the dropdowns; made by the program, not edited here: a new code goes into "
        "catalogue.xlsx or the values of facts.xlsx"
    )
    rows: list[tuple[Draft, ...]] = [
        (Draft("values 取值", "title"), Draft(hint, "title-value"), *(Draft(None, "title-value") for _ in _HEADS[2:])),
        tuple(Draft(name, "name") for name, _ in _HEADS),
        tuple(Draft(label_text(label), "head") for _, label in _HEADS),
    ]
    ranges: dict[str, Ranges] = {}
    for listing in listed.values():
        first = len(rows) + 1
        codes = (*ANYTHING, *listing.codes.items())
        rows += [_row(listing, code, meaning) for code, meaning in codes]
        ranges[listing.name] = Ranges(_range(first, len(rows)), _range(first + len(ANYTHING), len(rows)))
    return SheetDraft(VALUES_SHEET, tuple(rows), _WIDTHS, f"D{_FIRST_ROW}", tab="57606A", filter_row=3), ranges


def _row(listing: Listing, code: str, meaning: Bilingual) -> tuple[Draft, ...]:
    label = f"{listing.label.zh} {listing.label.en}" if listing.label.zh != listing.label.en else listing.label.zh
    texts = (listing.name, label, code, meaning.zh or None, meaning.en or None)
    return tuple(Draft(text, role) for text, role in zip(texts, ("gone", "gone", "code", "cell", "cell"), strict=True))


def _range(first: int, last: int) -> str:
    return f"'{VALUES_SHEET}'!$C${first}:$C${last}"
