"""A blank rulebook: one decision table ready to fill, with a README, a row that is an example, and its test."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from casewright.model import Bilingual, both
from casewright.rules.books.bookbuild import FACTS, make_book, term_of_row
from casewright.rules.books.booktext import ListColumn, ListText, RuleText, TableText, TestText
from casewright.rules.books.values import MEANINGS, library_of
from casewright.rules.head import NOTES
from casewright.rules.language.vocabulary import FactType, Term, Vocabulary, nearest
from casewright.rules.listed import Lists, expand
from casewright.rules.table import HitPolicy
from casewright.sheets import Book, ListSheet, read_list

#: What a blank asks about and concludes where nobody says otherwise.
INPUTS, OUTPUTS = ("violation", "previous_appeals"), ("advice",)
_EXAMPLE, _TEST = "EXAMPLE-1", "T-EXAMPLE-1"
_REASON = Bilingual(
    "这一行是例子：看懂后改成自己的规则，或删掉（连同“测试 Tests”里的一行）。",
    "This row is an example: make it your own rule, or delete it with its row on the Tests sheet.",
)
_REST = Bilingual("这一行是例子：其他行都不命中时用它。", "This row is an example: it applies where no other row does.")
_PURPOSE = Bilingual("在这里写这张表决定什么", "Say here what this table decides")
_OWN_FACTS = Bilingual(
    "这个工作簿用到的事实，抄自 facts.xlsx；新的事实在这里登记类型",
    "The facts that this workbook uses, copied from facts.xlsx; give the type of a new one here",
)
_OWN_MEANINGS = Bilingual("代码的含义", "What the codes mean")
_WIDTHS = {"name": 24, "id": 34, "values": 40, "en": 32, "zh": 26}
_COLUMNS = {
    "name": Bilingual("事实名", "Name"), "zh": Bilingual("中文名称", "Chinese name"),
    "en": Bilingual("英文名称", "English name"), "type": Bilingual("类型", "Type"),
    "values": Bilingual("可取值（竖线分隔）", "Values"), "unit": Bilingual("单位", "Unit"),
    "source": Bilingual("来源", "Source"), "effective_from": Bilingual("生效日", "Effective from"),
    "effective_to": Bilingual("失效日", "Effective to"), "checked_on": Bilingual("核对日", "Checked on"),
}  # fmt: skip
_NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class BlankTable:
    """What a blank table is to ask and to conclude."""

    name: str = "my_table"
    inputs: tuple[str, ...] = INPUTS
    outputs: tuple[str, ...] = OUTPUTS
    policy: HitPolicy = HitPolicy.FIRST


@dataclass(frozen=True, slots=True)
class BlankBook:
    """A blank workbook as bytes; ``new`` are the facts that no dictionary has, each with its nearest known name."""

    data: bytes
    new: tuple[tuple[str, str | None], ...] = field(default=())


def blank_book(wanted: BlankTable, facts: Book | None, *, today: date, lists: Lists | None = None) -> BlankBook:
    """Build a blank workbook; ``facts`` is the desk's ``facts.xlsx``, None where there is none.

    ``lists`` are those that its values refer to: the workbook stands alone, so their codes are written out in it.
    Facts that the dictionary does not know are entered as texts, for staff to give their type. Raise ValueError for a
    name that is none, or one that is asked and concluded.
    """
    _check(wanted)
    known = {name: _written_out(row, lists or Lists()) for name, row in _rows(facts, FACTS).items()}
    rows = [known.get(name) or _new_row(name, today) for name in wanted.inputs]
    rows += [known[name] for name in wanted.outputs if name in known]
    terms = {row["name"]: term_of_row(row) for row in rows}
    loose = {name: Term(name, both(name), FactType.STRING) for name in wanted.outputs}
    meanings = [row for name, row in _rows(facts, MEANINGS).items() if name.partition(".")[0] in terms]
    sheets: list[ListText | TableText] = [_table(wanted, {**loose, **terms}, today)]
    sheets += [_list(FACTS, _OWN_FACTS, "name", rows)] if rows else []
    if meanings:
        sheets.append(_list(MEANINGS, _OWN_MEANINGS, "id", meanings))
    _check_sums(wanted, terms)
    made = make_book(wanted.name, tuple(sheets), Vocabulary(terms), library_of(sheets))
    new = tuple((name, nearest(name, known)) for name in wanted.inputs if known and name not in known)
    return BlankBook(made.data, new)


def _check(wanted: BlankTable) -> None:
    names = (*wanted.inputs, *wanted.outputs)
    strange = next((name for name in (wanted.name, *names) if not _NAME.fullmatch(name)), None)
    if strange is not None:
        raise ValueError(
            f"“{strange}”不能作名称，只用字母、数字和下划线；{strange!r} is no name: letters, digits and _"
        )
    twice = next((name for name in names if names.count(name) > 1 or name in {"id", *NOTES}), None)
    if twice is not None:
        raise ValueError(
            f"列名“{twice}”不能这样用（重复，或是固定列）；{twice!r} stands twice, or is a column of its own"
        )
    if not wanted.outputs:
        raise ValueError("至少要有一个结论；a table needs a conclusion")


def _check_sums(wanted: BlankTable, terms: dict[str, Term]) -> None:
    texts = {HitPolicy.COLLECT_SUM, HitPolicy.COLLECT_MIN, HitPolicy.COLLECT_MAX}
    for name in wanted.outputs:
        if wanted.policy in texts and name in terms and terms[name].type is not FactType.NUMBER:
            raise ValueError(
                f"{wanted.policy} 的结论要是数字，“{name}”不是；{wanted.policy} needs numbers, {name!r} is none"
            )


def _rows(facts: Book | None, name: str) -> dict[str, dict[str, str]]:
    sheet: ListSheet | None = read_list(facts, name)[0] if facts is not None else None
    if sheet is None:
        return {}
    return {row.id: {column: text for column in sheet.columns if (text := row.text(column))} for row in sheet.rows}


def _written_out(row: dict[str, str], lists: Lists) -> dict[str, str]:
    parts = [part.strip() for part in row.get("values", "").split("|") if part.strip()]
    return {**row, "values": "|".join(expand(parts, lists))} if parts else row


def _new_row(name: str, today: date) -> dict[str, str]:
    day = today.isoformat()
    return {"name": name, "zh": name, "en": name, "type": "string", "source": "new 新", "effective_from": day,
            "checked_on": day}  # fmt: skip


def _list(name: str, purpose: Bilingual, first: str, rows: Sequence[dict[str, str]]) -> ListText:
    columns = [column for column in (first, *_COLUMNS) if column != "name" or first == "name"]
    shown = [column for column in columns if name == FACTS or column not in {"type", "values", "unit"}]
    made = tuple(
        ListColumn(column, _COLUMNS.get(column, Bilingual("编号", "Id")), _WIDTHS.get(column, 14))
        for column in dict.fromkeys(shown)
    )
    kept = tuple({column.name: _day(row[column.name]) for column in made if row.get(column.name)} for row in rows)
    return ListText(name, purpose, made, kept)


def _day(text: str) -> str:
    return text.removesuffix(" 00:00:00")


def _table(wanted: BlankTable, terms: dict[str, Term], today: date) -> TableText:
    day = today.isoformat()
    notes = {"source": "example 例", "effective_from": day, "checked_on": day}
    asked = {name: example_cell(terms[name]) for name in wanted.inputs}
    said = {name: _said(wanted, terms[name], first=True) for name in wanted.outputs}
    rows = [RuleText(_EXAMPLE, asked, said, _REASON, notes)]
    if not (wanted.policy.many or wanted.policy.aggregates):
        rest = {name: _said(wanted, terms[name], first=False) for name in wanted.outputs}
        rows.append(RuleText("default", {}, rest, _REST, notes))
    given = {name: example_fact(terms[name]) for name in wanted.inputs}
    expect = {} if wanted.policy.aggregates else said
    tests = [TestText(_TEST, given, expect, (_EXAMPLE,))]
    if len(rows) > 1 and wanted.inputs:
        tests.append(
            TestText("T-DEFAULT", {}, {} if wanted.policy.aggregates else dict(rows[1].conclusions), ("default",))
        )
    ranked = {name: (said[name], _said(wanted, terms[name], first=False)) for name in wanted.outputs
              if wanted.policy.ranks and not terms[name].values}  # fmt: skip
    return TableText(
        wanted.name, wanted.policy.value, _PURPOSE, wanted.inputs, wanted.outputs, tuple(rows), tuple(tests),
        priority=ranked,
    )  # fmt: skip


def example_cell(term: Term) -> str:
    """Return a condition that a column of this fact may hold."""
    if term.values:
        return term.values[0]
    if term.type is FactType.NUMBER:
        return "> 1%" if term.unit == "share" else ">= 2"
    return {
        "boolean": "true",
        "date": ">= 2026-01-31",
        "number list": "any(> 3)",
        "date list": "any(>= 2026-01-31)",
    }.get(term.type.value, "example")


def example_fact(term: Term) -> str:
    """Return a fact that meets :func:`example_cell`, as a test writes it."""
    if term.values:
        return term.values[0]
    if term.type is FactType.NUMBER:
        return "2%" if term.unit == "share" else "2"
    return {"boolean": "true", "date": "2026-01-31", "number list": "4", "date list": "2026-01-31"}.get(
        term.type.value, "example"
    )


def _said(wanted: BlankTable, term: Term, *, first: bool) -> str:
    """Return a conclusion: two of the dictionary's values where it lists some, else a text or number by type."""
    if term.values:
        return term.values[0 if first else -1]
    if wanted.policy.aggregates or term.type is FactType.NUMBER:
        return "1" if first else "0"
    if term.type is FactType.BOOLEAN:
        return "true" if first else "false"
    if term.type is FactType.DATE:
        return "2026-01-31"
    return "example" if first else "other"
