"""The text of a rulebook laid out as sheets: which cell says what, in what role, with which choices."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from casewright.model import Bilingual, both
from casewright.rules.books.booktext import ListText, RuleText, TableText, TestText
from casewright.rules.books.layout import (
    DAY_COLUMNS,
    LABELS,
    LIST_MARK,
    LIST_ROW,
    NOTE_COLUMNS,
    ROLES,
    TABLE_MARK,
    TABLE_ROW,
    TEST_COLUMNS,
    TEST_LABELS,
    TESTS_MARK,
    TESTS_SHEET,
    VALUES_SHEET,
    WIDTH,
    WIDTHS,
    label_text,
    lines_text,
    purpose_text,
)
from casewright.rules.expected import EXPECTED
from casewright.rules.language.vocabulary import FactType, Term, Vocabulary
from casewright.rules.table import HitPolicy
from casewright.sheets import Choices, Draft, SheetDraft, sheet_title

CHOICE_ROWS = 600
_TABS = {"table": "2F6DB5", "list": "8A6D3B", "tests": "2E7D4F", "values": "57606A"}
_PICK = Bilingual(
    "可以从列表里选，也可以写 a, b、not(a)、> 1%、[1..3]、empty 或 -（不限）。写法见“说明 README”。",
    "Pick one, or write a, b; not(a); > 1%; [1..3]; empty; or - for anything. See the README sheet.",
)
_PICK_ONE = Bilingual("只能从列表里选。", "One of the list.")


def draft_table(table: TableText, vocabulary: Vocabulary, values: Mapping[str, str]) -> SheetDraft:
    """Lay out a decision table; ``values`` maps a fact to the range that lists its values."""
    inputs, outputs = list(table.inputs), list(table.outputs)
    names = ["id", *inputs, *outputs, *NOTE_COLUMNS]
    roles = ["rule", *("if" for _ in inputs), *("then" for _ in outputs), *("note" for _ in NOTE_COLUMNS)]
    labels = [label_text(label_of(name, table.labels, vocabulary, own=role != "if"))
              for name, role in zip(names, roles, strict=True)]  # fmt: skip
    title = [TABLE_MARK, table.name, "hit policy 命中策略", table.hit_policy, "purpose 用途",
             purpose_text(table.purpose)]  # fmt: skip
    rows = [
        _title(title, len(names)),
        tuple(Draft(ROLES[role], f"role-{role}") for role in roles),
        tuple(Draft(name, "name") for name in names),
        tuple(Draft(label, f"label-{role}") for label, role in zip(labels, roles, strict=True)),
        *(_rule(row, inputs, outputs, roles) for row in table.rows),
    ]
    return SheetDraft(
        sheet_title(table.name), tuple(rows), tuple(float(_width(name)) for name in names), f"B{TABLE_ROW}",
        tuple(_table_choices(table, vocabulary, values)), tuple(roles), _day_columns(names), _TABS["table"],
    )  # fmt: skip


def _rule(row: RuleText, inputs: Sequence[str], outputs: Sequence[str], roles: Sequence[str]) -> tuple[Draft, ...]:
    notes = {"reason_zh": row.reason.zh, "reason_en": row.reason.en, **row.notes}
    texts = [
        row.id, *(row.conditions.get(name, "-") for name in inputs), *(row.conclusions.get(name) for name in outputs),
        *(_day(notes.get(name), name) for name in NOTE_COLUMNS),
    ]  # fmt: skip
    return tuple(Draft(text or None, role) for text, role in zip(texts, roles, strict=True))


def _table_choices(table: TableText, vocabulary: Vocabulary, values: Mapping[str, str]) -> Iterator[Choices]:
    yield Choices(4, 1, 1, ",".join(HitPolicy), _PICK_ONE, strict=True)
    for column, name in enumerate(table.inputs, start=2):
        term = vocabulary.term(name)
        if term is not None and term.type is FactType.BOOLEAN:
            yield Choices(column, TABLE_ROW, CHOICE_ROWS, "-,true,false", _PICK)
        elif name in values:
            yield Choices(column, TABLE_ROW, CHOICE_ROWS, values[name], _PICK)
    words = EXPECTED[table.name].words if table.name in EXPECTED else {}
    for column, name in enumerate(table.outputs, start=2 + len(table.inputs)):
        if name in words:
            yield Choices(column, TABLE_ROW, CHOICE_ROWS, ",".join(words[name]), _PICK_ONE, strict=True)
        elif name in values:
            yield Choices(column, TABLE_ROW, CHOICE_ROWS, values[name], _PICK_ONE, strict=True)


def draft_list(sheet: ListText) -> SheetDraft:
    """Lay out a list."""
    names = [column.name for column in sheet.columns]
    roles = ["note" if name in NOTE_COLUMNS else "rule" if not place else "if" for place, name in enumerate(names)]
    body = ["note" if role == "note" else "code" if role == "rule" else "cell" for role in roles]
    rows = [
        _title([LIST_MARK, sheet.name, "purpose 用途", purpose_text(sheet.purpose)], len(names)),
        tuple(Draft(name, "name") for name in names),
        tuple(Draft(label_text(column.label), f"label-{role}")
              for column, role in zip(sheet.columns, roles, strict=True)),
        *(tuple(Draft(_day(row.get(name), name), role) for name, role in zip(names, body, strict=True))
          for row in sheet.rows),
    ]  # fmt: skip
    types = [Choices(names.index("type") + 1, LIST_ROW, CHOICE_ROWS, ",".join(FactType), _PICK_ONE, strict=True)
             ] if sheet.name == "facts" and "type" in names else []  # fmt: skip
    return SheetDraft(
        sheet_title(sheet.name), tuple(rows), tuple(float(column.width) for column in sheet.columns), f"B{LIST_ROW}",
        tuple(types), tuple(body), _day_columns(names), _TABS["list"],
    )  # fmt: skip


def draft_tests(tests: Iterable[tuple[str, TestText]]) -> SheetDraft:
    """Lay out the tests of a book's tables."""
    purpose = Bilingual(
        "每行一个例子：已知这些事实，这张表应得出什么、由哪几行得出",
        "One example a row: with these facts, what this table must conclude, and by which rows",
    )
    body = ("rule", "rule", "if", "then", "note")
    rows = [
        _title([TESTS_MARK, "tests", "purpose 用途", purpose_text(purpose)], len(TEST_COLUMNS)),
        tuple(Draft(name, "name") for name in TEST_COLUMNS),
        tuple(Draft(label_text(TEST_LABELS[name]), f"label-{role}")
              for name, role in zip(TEST_COLUMNS, body, strict=True)),
        *(tuple(Draft(text, role) for text, role in zip(_test(table, test), body, strict=True))
          for table, test in tests),
    ]  # fmt: skip
    return SheetDraft(
        TESTS_SHEET, tuple(rows), (12.0, 16.0, 52.0, 52.0, 26.0), "C4", spare=body, tab=_TABS["tests"],
    )  # fmt: skip


def _test(table: str, test: TestText) -> tuple[str | None, ...]:
    rules = None if test.rules is None else ", ".join(test.rules) or "-"
    return test.id, table, lines_text(test.given) or None, lines_text(test.expect) or None, rules


def draft_values(terms: Sequence[Term]) -> tuple[SheetDraft, dict[str, str]]:
    """Lay out the values of the given facts, a column each, and return the range of each."""
    height = max((len(term.values) for term in terms), default=0)
    hint = "由事实字典生成，供下拉列表使用，不要在这里改 | made from the facts dictionary for the dropdowns"
    rows = [
        _title(["values 取值", hint], len(terms)), tuple(Draft(term.name, "name") for term in terms),
        tuple(Draft(label_text(term.label), "head") for term in terms),
        *(tuple(Draft(term.values[place] if place < len(term.values) else None, "cell") for term in terms)
          for place in range(height)),
    ]  # fmt: skip
    ranges = {
        term.name: f"'{VALUES_SHEET}'!${_letter(column)}$4:${_letter(column)}${3 + len(term.values)}"
        for column, term in enumerate(terms, start=1)
    }
    sheet = SheetDraft(VALUES_SHEET, tuple(rows), (24.0,) * len(terms), "A4", tab=_TABS["values"])
    return sheet, ranges


def label_of(name: str, labels: Mapping[str, Bilingual], vocabulary: Vocabulary, *, own: bool = False) -> Bilingual:
    """Return a label: the sheet's own, the program's for its ``own`` columns, the dictionary's, or the name."""
    term = vocabulary.term(name)
    known = labels.get(name) or (LABELS.get(name) if own or term is None else None)
    return known or (term.label if term else both(name))


def _title(texts: Sequence[str], columns: int) -> tuple[Draft, ...]:
    cells = [Draft(text, "title-value" if place % 2 else "title") for place, text in enumerate(texts)]
    return (*cells, *(Draft(None, "title-value") for _ in range(columns - len(cells))))


def _width(name: str) -> int:
    return WIDTHS.get(name, WIDTH)


def _day_columns(names: Sequence[str]) -> tuple[int, ...]:
    return tuple(place for place, name in enumerate(names, start=1) if name in DAY_COLUMNS)


def _day(text: str | None, name: str) -> str | date | None:
    """Return a date column's text as a day, so that Excel sorts it; what is no day stays as typed, to be found."""
    if not text or name not in DAY_COLUMNS:
        return text or None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _letter(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
