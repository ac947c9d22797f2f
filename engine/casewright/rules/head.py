"""The first four rows of a decision table: its name, its hit policy, and what each column is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casewright.model import Bilingual, CellRef, Finding, Kind, Severity
from casewright.rules.language.cursor import ConditionError, Cursor
from casewright.rules.language.vocabulary import did_you_mean
from casewright.rules.notation import read_policy
from casewright.rules.table import Column, HitPolicy
from casewright.sheets import Cell, Sheet
from casewright.text import fold_width

MARK = "decision table"
FIRST_ROW = 5
#: Columns that explain a row and never decide.
NOTES = ("reason_zh", "reason_en", "source", "effective_from", "effective_to", "checked_on")

_ROLES = {
    "rule": ("rule", "id", "规则", "编号"),
    "if": ("if", "when", "condition", "conditions", "input", "条件", "输入", "如果"),
    "then": ("then", "conclusion", "conclusions", "output", "result", "结论", "输出", "结果", "那么"),
    "note": ("note", "notes", "remark", "remarks", "comment", "comments", "annotation", "说明", "备注", "注释", "批注"),
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words}
_WORD = re.compile(r"[a-z]+|[\u4e00-\u9fff]+")
_COLON = re.compile("[:：]")
_BETWEEN_VALUES = (",", ";", "|")
#: How rule ids look; labels for people do not look so.
_ID = re.compile(r"[A-Za-z]{1,6}[-_. ]?\d+[a-z]?|\d+")
_DIGITS = re.compile(r"\d+[a-z]?")

NO_RULE_COLUMN = Kind(
    "rules/table-without-rule-column", Severity.ERROR,
    "决策表“{name}”没有规则编号列。", "The decision table \"{name}\" has no column of rule ids.",
    "在最左边加一列，第 2 行写 rule 规则，每行写一个编号。",
    "Add a column at the left with rule in row 2, and an id in each row.",
)  # fmt: skip
NO_LABELS = Kind(
    "rules/labels-missing", Severity.WARNING,
    "第 4 行应是给人看的列名，这里却是规则 {id}；它已按规则读入。",
    "Row 4 is for the labels of the columns, and here stands rule {id}; it was read as a rule.",
    "在第 4 行上方插入一行写列名，规则从第 5 行开始。",
    "Insert a row of labels above it, so that the rules begin in row 5.",
)  # fmt: skip
NO_NAME = Kind(
    "rules/table-without-name", Severity.ERROR,
    "这张决策表没有名称。", "This decision table has no name.",
    "在 B1 写上表名，例如 door。", "Write the table's name into B1, for example door.",
)  # fmt: skip
BAD_POLICY = Kind(
    "rules/hit-policy-unknown", Severity.ERROR,
    "命中策略“{value}”不认识。", "The hit policy \"{value}\" is not known.",
    "改成 UNIQUE、FIRST、COLLECT 等 DMN 命中策略之一。{hint_zh}",
    "Use one of DMN's hit policies: UNIQUE, FIRST, COLLECT and so on. {hint_en}",
)  # fmt: skip
BAD_ROLE = Kind(
    "rules/column-role-unknown", Severity.ERROR,
    "“{name}”列的用途写的是“{value}”，不认识。", "The role of column \"{name}\" reads \"{value}\", which is not known.",
    "第 2 行每列写 rule 规则、if 条件、then 结论 或 note 说明。", "Row 2 takes rule, if, then or note in each column.",
)  # fmt: skip
NO_COLUMN_NAME = Kind(
    "rules/column-without-name", Severity.ERROR,
    "这一列的第 3 行没有写列名。", "Row 3 gives this column no name.",
    "在第 3 行写上事实名或结论名。", "Write the name of the fact or conclusion into row 3.",
)  # fmt: skip
COLUMN_TWICE = Kind(
    "rules/conclusion-twice", Severity.ERROR,
    "结论列“{name}”出现两次。", "The conclusion column \"{name}\" stands twice.",
    "删掉其中一列或改名。", "Delete one of them or give it another name.",
)  # fmt: skip
NO_CONCLUSION = Kind(
    "rules/table-without-conclusion", Severity.ERROR,
    "决策表“{name}”没有结论列。", "The decision table \"{name}\" has no conclusion column.",
    "第 2 行至少有一列写 then 结论。", "Give at least one column the role then in row 2.",
)  # fmt: skip
HEAD_FORMULA = Kind(
    "rules/formula-in-head", Severity.ERROR,
    "表头里是公式“{formula}”。", "The head of the table holds the formula \"{formula}\".",
    "设为“文本”格式后直接写内容，不要以 = 开头。", "Format the cell as Text and type the content, without a leading =.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What the first rows of a sheet say. ``inputs`` and ``outputs`` come with their 1-based column."""

    sheet: Sheet
    name: str
    policy: HitPolicy
    purpose: Bilingual
    ids: int
    inputs: tuple[tuple[int, Column], ...]
    outputs: tuple[tuple[int, Column], ...]
    notes: Mapping[str, int]

    @property
    def ref(self) -> CellRef:
        """Return the table's own address."""
        return self.sheet.cell(1, 1).ref

    @property
    def first_row(self) -> int:
        """Return the row of the first rule: one earlier than usual where the row of labels was left out."""
        row = FIRST_ROW - 1
        above = self.sheet.cell(row, self.ids).text
        if not _ID.fullmatch(above):
            return FIRST_ROW
        below = {_series(self.sheet.cell(each, self.ids).text) for each in range(FIRST_ROW, self.sheet.rows + 1)} - {""}
        return row if not below or _series(above) in below else FIRST_ROW


def _series(rule_id: str) -> str:
    """Return what ids of one table have in common: ``R`` of R1 and R12; a label such as ``Col 1`` has its own."""
    return _DIGITS.sub("#", rule_id).casefold()


def is_table(sheet: Sheet) -> bool:
    """Say whether a sheet is laid out as a decision table."""
    first = fold_width(sheet.cell(1, 1).text).casefold()
    return first.startswith((MARK, "决策表"))


def read_head(sheet: Sheet) -> tuple[Head | None, tuple[Finding, ...]]:
    """Read a table's head; None where the table cannot be told from it."""
    found = list(_formulas(sheet))
    name = sheet.cell(1, 2).text
    if not name:
        found.append(NO_NAME.at(sheet.cell(1, 2).ref))
    policy_cell = _value_behind(sheet, "hit policy", "命中策略", default=4)
    policy = _policy(policy_cell, found)
    roles = dict(_roles(sheet, found))
    named = {number: _column(sheet, number, role) for number, role in roles.items()}
    inputs = tuple((number, named[number]) for number, role in roles.items() if role == "if")
    outputs = tuple((number, named[number]) for number, role in roles.items() if role == "then")
    if name and not outputs:
        found.append(NO_CONCLUSION.at(sheet.cell(2, 1).ref, name=name))
    seen: set[str] = set()
    for _, column in outputs:
        if column.name in seen:
            found.append(COLUMN_TWICE.at(column.ref, name=column.name))
        seen.add(column.name)
    notes = {named[number].name: number for number, role in roles.items() if role == "note"}
    ids = _ids(roles)
    if name and ids is None:
        found.append(NO_RULE_COLUMN.at(sheet.cell(2, 1).ref, name=name))
    purpose = sheet.cell(1, _value_behind(sheet, "purpose", "用途", default=6).column).text
    if policy is None or not name or not outputs or ids is None:
        return None, tuple(found)
    head = Head(sheet, name, policy, split_purpose(purpose), ids, inputs, outputs, notes)
    if head.first_row < FIRST_ROW:
        at = sheet.cell(head.first_row, ids)
        found.append(NO_LABELS.at(at.ref, id=at.text))
    return head, tuple(found)


def split_purpose(text: str) -> Bilingual:
    """Return both halves of ``中文 | English``; one text stands for both."""
    zh, bar, en = text.partition(" | ")
    return Bilingual(zh.strip(), en.strip() if bar else zh.strip())


def _policy(cell: Cell, found: list[Finding]) -> HitPolicy | None:
    policy = read_policy(cell.text)
    if policy is None:
        hint = did_you_mean(cell.text, list(HitPolicy))
        found.append(BAD_POLICY.at(cell.ref, value=cell.text, hint_zh=hint.zh, hint_en=hint.en))
    return policy


def _value_behind(sheet: Sheet, *labels: str, default: int) -> Cell:
    """Return the cell to the right of a label in row 1, the usual place where no label stands."""
    for cell in sheet.row(1):
        if cell.column % 2 and cell.column > 1 and any(label in cell.text.casefold() for label in labels):
            return sheet.cell(1, cell.column + 1)
    return sheet.cell(1, default)


def _roles(sheet: Sheet, found: list[Finding]) -> Iterator[tuple[int, str]]:
    for number in range(1, sheet.columns + 1):
        cell, name = sheet.cell(2, number), sheet.cell(3, number).text
        role = _role(cell.text)
        told = _ROLE_OF.get(fold_width(name).casefold())
        if role is None and not cell.text and (not name or name in NOTES or told in {"note", "rule"}):
            role = told or "note"  # a column of remarks needs no role
        if role is None:
            found.append(BAD_ROLE.at(cell.ref, name=name, value=cell.text))
        elif role in {"if", "then"} and not name:
            found.append(NO_COLUMN_NAME.at(sheet.cell(3, number).ref))
        elif name or role == "rule":
            yield number, role


def _role(text: str) -> str | None:
    """Return the role that a cell of row 2 names, in one language or both, None for none."""
    words = _WORD.findall(fold_width(text).casefold().partition(":")[0])
    return next((_ROLE_OF[word] for word in words if word in _ROLE_OF), None) or next(
        (role for word in words for known, role in _ROLE_OF.items() if not known.isascii() and known in word), None
    )


def _column(sheet: Sheet, number: int, role: str) -> Column:
    """Read a column's name, and the values that the head of a conclusion lists by weight."""
    listed = _COLON.split(sheet.cell(2, number).text, maxsplit=1)[1:] if role == "then" else []
    order = tuple(word for head in listed for word in _listed(head))
    return Column(sheet.cell(3, number).text, sheet.cell(3, number).ref, order=order)


def _listed(text: str) -> Iterator[str]:
    """Yield the values of a list, those with signs in them in quotes."""
    cursor = Cursor(text)
    while cursor.rest:
        try:
            quoted = cursor.take_quoted()
        except ConditionError:
            quoted = None  # a lone quote is a sign like any other
        word = cursor.take_bare(*_BETWEEN_VALUES).text if quoted is None else quoted
        if word:
            yield word
        any(cursor.take(sign) for sign in _BETWEEN_VALUES)


def _ids(roles: Mapping[int, str]) -> int | None:
    """Return the column of rule ids: the one that says so, else the first if it is nothing else."""
    said = next((number for number, role in roles.items() if role == "rule"), None)
    return said or (1 if roles.get(1) not in {"if", "then"} else None)


def _formulas(sheet: Sheet) -> Iterator[Finding]:
    for row in range(1, FIRST_ROW):
        for cell in sheet.row(row):
            if cell.formula is not None:
                yield HEAD_FORMULA.at(cell.ref, formula=cell.formula)
