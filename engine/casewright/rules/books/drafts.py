"""The text of a rulebook laid out as sheets: which cell says what, in what role, with which choices and notes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casewright.model import Bilingual, both
from casewright.rules.books import notes
from casewright.rules.books.booktext import ListText, RuleText, TableText, TestText
from casewright.rules.books.hints import hints
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
    TESTS_ROW,
    TESTS_SHEET,
    VALUES_SHEET,
    WIDTH,
    WIDTHS,
    label_text,
    lines_text,
    purpose_text,
)
from casewright.rules.books.values import Library, Listing, Ranges
from casewright.rules.language.vocabulary import FactType, Vocabulary
from casewright.rules.table import HitPolicy
from casewright.sheets import LONGEST_LIST, LONGEST_PROMPT, Choices, Draft, SheetDraft, sheet_title

#: How far down dropdowns and hints reach, at least, and how many rows below the last one.
CHOICE_ROWS, ROOM = 600, 300
_TABS = {"table": "2F6DB5", "list": "8A6D3B", "tests": "2E7D4F"}
#: Under these policies the order of the rows decides, so nobody is invited to sort them.
_IN_ORDER = frozenset({HitPolicy.FIRST, HitPolicy.RULE_ORDER})
_PICK = Bilingual(
    "可以选，也可以写 a, b、not(a)、empty 或 -（不限）。", "Pick one, or write a, b; not(a); empty; or -."
)
_PICK_ONE = Bilingual("只能从列表里选。", "One of the list.")
_USUAL = Bilingual("通常从列表里选；新代码要先登记。", "Usually one of the list; a new code is registered first.")
_POLICY = Bilingual(
    "命中策略：几行同时命中时怎么办。各自的意思见“说明 README”。",
    "Hit policy: what happens when several rows match. The README sheet tells what each means.",
)
_FLAGS = ("-,true,false", "true,false")
_FLAG = Bilingual("true 是，false 否，- 不限。", "true, false, or - for either.")
_TABLE = Bilingual("选决策表的名称。", "The name of the decision table.")
_CODE = Bilingual(
    "编号或代码，整张清单里不能重复；别处用它来指这一行，用开以后不要改。",
    "The id or code: it stands once; other sheets name the row by it, so it stays as it is.",
)
_TEST_WIDTHS = {"id": 12.0, "table": 16.0, "given": 52.0, "expect": 52.0, "rules": 26.0}
_TEST_ROLES = {"id": "rule", "table": "rule", "given": "if", "expect": "then"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a sheet is laid out with: the dictionary, the codes of its columns, where the Values sheet lists them."""

    vocabulary: Vocabulary
    library: Library = field(default_factory=Library)
    listed: Mapping[str, Listing] = field(default_factory=dict)
    ranges: Mapping[str, Ranges] = field(default_factory=dict)


def draft_table(table: TableText, shelf: Shelf) -> SheetDraft:
    """Lay out a decision table."""
    inputs, outputs = list(table.inputs), list(table.outputs)
    names = ["id", *inputs, *outputs, *NOTE_COLUMNS]
    roles = ["rule", *("if" for _ in inputs), *("then" for _ in outputs), *("note" for _ in NOTE_COLUMNS)]
    title = [TABLE_MARK, table.name, "hit policy 命中策略", table.hit_policy, "purpose 用途",
             purpose_text(table.purpose)]  # fmt: skip
    rows = [
        _title(title, len(names), {3: notes.policy_note(table.hit_policy)}),
        tuple(Draft(_role(name, role, table), f"role-{role}") for name, role in zip(names, roles, strict=True)),
        tuple(Draft(name, "name") for name in names),
        tuple(_head(name, role, table, shelf) for name, role in zip(names, roles, strict=True)),
        *(_rule(row, inputs, outputs, roles) for row in table.rows),
    ]
    last = _last(rows)
    free = table.hit_policy not in _IN_ORDER
    return SheetDraft(
        sheet_title(table.name), tuple(rows), tuple(float(_width(name)) for name in names), f"B{TABLE_ROW}",
        tuple(_table_choices(table, shelf, last)), tuple(roles), _day_columns(names), _TABS["table"],
        hints(names, roles, TABLE_ROW, last), TABLE_ROW - 1 if free else 0,
    )  # fmt: skip


def _role(name: str, role: str, table: TableText) -> str:
    ranked = table.priority.get(name) if role == "then" else None
    return f"{ROLES[role]}: {', '.join(ranked)}" if ranked else ROLES[role]


def _head(name: str, role: str, table: TableText, shelf: Shelf) -> Draft:
    label = label_of(name, table.labels, shelf.vocabulary, own=role != "if")
    term, listing = shelf.vocabulary.term(name), shelf.listed.get(name)
    if role == "if":
        note = notes.condition_note(name, label, term, listing, shelf.library.facts.get(name, {}).get("from", ""))
    elif role == "then":
        note = notes.conclusion_note(name, label, term, listing)
    else:
        note = notes.own_note(name, label)
    return Draft(label_text(label), f"label-{role}", note)


def _rule(row: RuleText, inputs: Sequence[str], outputs: Sequence[str], roles: Sequence[str]) -> tuple[Draft, ...]:
    noted = {"reason_zh": row.reason.zh, "reason_en": row.reason.en, **row.notes}
    texts = [
        row.id, *(row.conditions.get(name, "-") for name in inputs), *(row.conclusions.get(name) for name in outputs),
        *(_day(noted.get(name), name) for name in NOTE_COLUMNS),
    ]  # fmt: skip
    return tuple(Draft(text or None, role) for text, role in zip(texts, roles, strict=True))


def _table_choices(table: TableText, shelf: Shelf, last: int) -> Iterator[Choices]:
    yield Choices(4, 1, 1, ",".join(HitPolicy), _POLICY, strict=True)
    for column, name in enumerate(table.inputs, start=2):
        term = shelf.vocabulary.term(name)
        if term is not None and term.type is FactType.BOOLEAN:
            yield Choices(column, TABLE_ROW, last, _FLAGS[0], _FLAG)
        elif name in shelf.ranges:
            yield Choices(column, TABLE_ROW, last, shelf.ranges[name].asked, _prompt(_PICK, shelf.listed[name]))
    for column, name in enumerate(table.outputs, start=2 + len(table.inputs)):
        term = shelf.vocabulary.term(name)
        if term is not None and term.type is FactType.BOOLEAN:
            yield Choices(column, TABLE_ROW, last, _FLAGS[1], _PICK_ONE, strict=True)
        elif name in shelf.ranges:
            listing = shelf.listed[name]
            prompt = _prompt(_PICK_ONE if listing.fixed else _USUAL, listing)
            yield Choices(column, TABLE_ROW, last, shelf.ranges[name].concluded, prompt, listing.fixed, ask=True)


def _prompt(how: Bilingual, listing: Listing) -> Bilingual:
    """Return what shows beside a cell: how to fill it in and, where there is room, what each code means."""
    zh, en = (
        "\n".join(f"{code} = {meaning.lang(lang)}" for code, meaning in listing.codes.items()) for lang in ("zh", "en")
    )
    full = Bilingual(f"{how.zh}\n{zh}", f"{how.en}\n{en}")
    if all(listing.codes.values()) and len(full.zh) + len(full.en) < LONGEST_PROMPT:
        return full
    return Bilingual(
        f"{how.zh}代码的含义见“{VALUES_SHEET}”。", f"{how.en} The Values sheet tells what each code means."
    )


def draft_list(sheet: ListText, shelf: Shelf) -> SheetDraft:
    """Lay out a list."""
    names = [column.name for column in sheet.columns]
    roles = ["note" if name in NOTE_COLUMNS else "rule" if not place else "if" for place, name in enumerate(names)]
    body = ["note" if role == "note" else "code" if role == "rule" else "cell" for role in roles]
    rows = [
        _title([LIST_MARK, sheet.name, "purpose 用途", purpose_text(sheet.purpose)], len(names)),
        tuple(Draft(name, "name") for name in names),
        tuple(_list_head(column.name, column.label, role) for column, role in zip(sheet.columns, roles, strict=True)),
        *(tuple(Draft(_day(row.get(name), name), role) for name, role in zip(names, body, strict=True))
          for row in sheet.rows),
    ]  # fmt: skip
    last = _last(rows)
    return SheetDraft(
        sheet_title(sheet.name), tuple(rows), tuple(float(column.width) for column in sheet.columns), f"B{LIST_ROW}",
        tuple(_list_choices(sheet, shelf, last)), tuple(body), _day_columns(names), _TABS["list"],
        hints(names, body, LIST_ROW, last), LIST_ROW - 1,
    )  # fmt: skip


def _list_head(name: str, label: Bilingual, role: str) -> Draft:
    if role == "rule":
        zh, en = (
            "编号或代码，整张清单里不能重复；别处用它来指这一行，不要改。",
            "The id or code: it stands once, and other sheets use it.",
        )
        note = f"{name}　{label.zh}\n{zh}\n\n{label.en}\n{en}"
    else:
        note = notes.own_note(name, label) if role == "note" else ""
    return Draft(label_text(label), f"label-{role}", note)


def _list_choices(sheet: ListText, shelf: Shelf, last: int) -> Iterator[Choices]:
    """Offer what a column of a list takes: types, yes and no, the words of the dictionary's enum of the same name."""
    for place, column in enumerate(sheet.columns, start=1):
        term = shelf.vocabulary.term(column.name)
        used = {row[column.name] for row in sheet.rows if row.get(column.name)}
        if sheet.name == "facts" and column.name == "type":
            yield Choices(place, LIST_ROW, last, ",".join(FactType), _PICK_ONE, strict=True)
        elif used and used <= {"yes", "no"}:
            yield Choices(place, LIST_ROW, last, "yes,no", Bilingual("yes 是，no 否。", "yes or no."), ask=True)
        elif term is not None and place > 1 and used and used <= set(term.values):
            words = ",".join(term.values)
            if len(words) <= LONGEST_LIST:
                yield Choices(place, LIST_ROW, last, words, _USUAL, ask=True)


def draft_tests(tests: Iterable[tuple[str, TestText]], tables: Sequence[str] = ()) -> SheetDraft:
    """Lay out the tests of a book's tables; ``tables`` are the names to pick from."""
    purpose = Bilingual(
        "每行一个例子：已知这些事实，这张表应得出什么、由哪几行得出",
        "One example a row: with these facts, what this table must conclude, and by which rows",
    )
    body = tuple(_TEST_ROLES.get(name, "note") for name in TEST_COLUMNS)
    rows = [
        _title([TESTS_MARK, "tests", "purpose 用途", purpose_text(purpose)], len(TEST_COLUMNS)),
        tuple(Draft(name, "name") for name in TEST_COLUMNS),
        tuple(Draft(label_text(TEST_LABELS[name]), f"label-{role}", notes.test_note(name, TEST_LABELS[name]))
              for name, role in zip(TEST_COLUMNS, body, strict=True)),
        *(tuple(Draft(text, role) for text, role in zip(_test(table, test), body, strict=True))
          for table, test in tests),
    ]  # fmt: skip
    last, names = _last(rows), ",".join(dict.fromkeys(tables))
    pick = Choices(
        2, TESTS_ROW, last, names, Bilingual("选决策表的名称。", "The name of the decision table."), ask=True
    )
    days = tuple(place for place, name in enumerate(TEST_COLUMNS, start=1) if name == "on")
    return SheetDraft(
        TESTS_SHEET, tuple(rows), tuple(_TEST_WIDTHS.get(name, 13.0) for name in TEST_COLUMNS), f"C{TESTS_ROW}",
        (pick,) if names and len(names) <= LONGEST_LIST else (), body, days, _TABS["tests"],
        filter_row=TESTS_ROW - 1,
    )  # fmt: skip


def _test(table: str, test: TestText) -> Iterator[str | date | None]:
    rules = None if test.rules is None else ", ".join(test.rules) or "-"
    said = {
        "id": test.id, "table": table, "given": lines_text(test.given), "expect": lines_text(test.expect),
        "rules": rules, "on": _day(test.on, "effective_from"),
    }  # fmt: skip
    return (said[name] or None for name in TEST_COLUMNS)


def label_of(name: str, labels: Mapping[str, Bilingual], vocabulary: Vocabulary, *, own: bool = False) -> Bilingual:
    """Return a label: the sheet's own, the program's for its ``own`` columns, the dictionary's, or the name."""
    term = vocabulary.term(name)
    known = labels.get(name) or (LABELS.get(name) if own or term is None else None)
    return known or (term.label if term else both(name))


def _title(texts: Sequence[str], columns: int, noted: Mapping[int, str] | None = None) -> tuple[Draft, ...]:
    cells = [
        Draft(text, "title-value" if place % 2 else "title", (noted or {}).get(place, ""))
        for place, text in enumerate(texts)
    ]
    return (*cells, *(Draft(None, "title-value") for _ in range(columns - len(cells))))


def _last(rows: Sequence[object]) -> int:
    return max(CHOICE_ROWS, len(rows) + ROOM)


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
