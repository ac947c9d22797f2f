"""Rows and columns as staff write them: texts in one language, ids in two tables, numbers with commas, mixed types."""

from collections import Counter
from collections.abc import Iterator

from casewright.model import Bilingual, CellRef, Finding, Severity, Value
from casewright.rules.chain import type_of
from casewright.rules.language.vocabulary import FactType
from casewright.rules.lints.characters import COMMA, COMMA_KIND, commas
from casewright.rules.lints.codes import cell_of
from casewright.rules.lints.lint import Lint, Subject
from casewright.rules.table import Column, ConditionCell, DecisionTable, Rule, fact_name

ONE_LANGUAGE = Lint(
    "lint/one-language", Severity.WARNING,
    Bilingual("理由或说明只写了一种语言。", "A reason or a text in one language only."),
    Bilingual("中文、英文两格都写。", "Fill in both cells, Chinese and English."),
    Bilingual("诊断和待补材料是双语的，缺一种就会空着一半。",
              "Diagnosis and missing list are bilingual; one half would stay blank."),
    "reason_zh 缺发票 · reason_en （空 blank）", "reason_zh 缺发票 · reason_en Invoice missing",
)  # fmt: skip
ID_ELSEWHERE = Lint(
    "lint/id-in-two-tables", Severity.INFO,
    Bilingual("两张表里有同一个规则编号。", "The same rule id in two tables."),
    Bilingual("每张表用自己的字母开头，例如 D01、E01。",
              "Let each table's ids begin with a letter of its own, such as D01 and E01."),
    Bilingual("说到“规则 7”时，没人知道是哪张表的。", "When somebody says \"rule 7\", nobody knows of which table."),
    "door!R1 · risks!R1", "door!D01 · risks!R01",
)  # fmt: skip
MIXED = Lint(
    "lint/mixed-types", Severity.WARNING,
    Bilingual("一列里有的条件问数字，有的问文字或日期。",
              "Conditions of one column that ask for numbers here and texts or days there."),
    Bilingual("在事实字典里登记这个事实的类型，并统一这一列的写法。",
              "Enter the fact with its type in the facts dictionary, and write the column in one way."),
    Bilingual("一个事实只有一种类型；类型对不上，这张表就不判定。",
              "A fact has one type; where a cell asks for another, the table does not decide."),
    "> 3 · 2026-01-03", "> 3 · [1..3]",
)  # fmt: skip
NEVER_ASKED = Lint(
    "lint/fact-never-asked", Severity.INFO,
    Bilingual("以为字典里的事实都会影响结论。", "Taking every fact of the dictionary to matter."),
    Bilingual("要用就在某张表加条件列；留着备用也可以。",
              "Add a condition column to a table to use it; it may also be kept for later."),
    Bilingual("没有任何表问到的事实，填了也不影响判定。", "A fact that no table asks about changes no decision."),
    "facts: urgent （没有条件列 no column）", "risks: if 条件 urgent",
)  # fmt: skip
NEVER_GATHERED = Lint(
    "lint/fact-never-gathered", Severity.WARNING,
    Bilingual("按一个案件里从来得不到的事实写条件。", "Conditions on a fact that no case ever has."),
    Bilingual("换成案件里有的事实；确实需要新事实，请开发人员加上来源。",
              "Ask about a fact that cases have; a new one needs somebody to program where it comes from."),
    Bilingual("这个事实永远是“不知道”，除了 empty，问它的条件都不成立。",
              "The fact is never known, so every condition on it but empty fails."),
    "if 条件 moon_phase", "if 条件 stage",
)  # fmt: skip

_ONE_LANGUAGE = ONE_LANGUAGE.kind(
    "规则 {id} 的 {name} 只有{zh_has}，缺{zh_lacks}。",
    "Rule {id} has {name} in {en_has} only; the {en_lacks} is missing.",
    "补上{zh_lacks}。", "Add the {en_lacks}.",
)  # fmt: skip
_ID_ELSEWHERE = ID_ELSEWHERE.kind(
    "规则编号 {id} 在表“{table}”里也有。", "The rule id {id} also stands in the table \"{table}\".",
    "换一个不重复的编号，测试里一起改。", "Give it an id of its own, in its tests too.",
)  # fmt: skip
_MIXED = MIXED.kind(
    "“{name}”列多数问{zh_usual}，这里的“{text}”问的是{zh_here}。",
    "Most cells of the column \"{name}\" ask for {en_usual}; \"{text}\" asks for {en_here}.",
    "改成同一种写法；如果是被自动改成日期的，设为“文本”后重写。",
    "Write it as the others are; where it was turned into a date, format it as Text and type it again.",
)  # fmt: skip
_NEVER_ASKED = NEVER_ASKED.kind(
    "没有任何表的条件用到事实“{name}”。", "No table asks about the fact \"{name}\".",
    "要用就加条件列；备用则不必处理。", "Add a condition column to use it; nothing need be done to keep it.",
)  # fmt: skip
_NEVER_GATHERED = NEVER_GATHERED.kind(
    "条件列“{name}”问的事实，案件里从来得不到。", "The column \"{name}\" asks about a fact that no case ever has.",
    "换成案件里有的事实，或删掉这一列。", "Ask about a fact that cases have, or delete the column.",
)  # fmt: skip

COLUMN_LINTS = (ONE_LANGUAGE, ID_ELSEWHERE, MIXED, NEVER_ASKED, NEVER_GATHERED, COMMA)
#: The key of ``known`` under which the caller names the facts that a case can have.
FACTS = "facts"
_NAMES = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}


def columns(subject: Subject) -> Iterator[Finding]:
    """Yield what is odd about rows and columns of the tables."""
    for table in subject.rulebook.tables:
        for rule in table.written:
            yield from _languages(table, rule)
            yield from _commas(rule, table)
        for column in table.inputs:
            yield from _mixed(table, column)
    yield from _ids(subject)
    yield from _facts(subject)


def _languages(table: DecisionTable, rule: Rule) -> Iterator[Finding]:
    if bool(rule.reason.zh) != bool(rule.reason.en):
        yield _one(rule.origin.rule, "reason", has="zh" if rule.reason.zh else "en", at=rule_cell(rule))
    named = {column.name: column for column in table.outputs}
    for name, column in named.items():
        other = named.get(f"{name[:-3]}_en")
        if not name.endswith("_zh") or other is None:
            continue
        zh, en = rule.outputs.get(name), rule.outputs.get(other.name)
        if bool(zh) != bool(en):
            blank = other if zh else column
            yield _one(rule.id, name[:-3], has="zh" if zh else "en", at=cell_of(table, rule, blank))


def _one(rule: str, name: str, *, has: str, at: CellRef) -> Finding:
    lacks = "en" if has == "zh" else "zh"
    return _ONE_LANGUAGE.at(
        at, id=rule, name=name, zh_has=_NAMES[has][0], en_has=_NAMES[has][1], zh_lacks=_NAMES[lacks][0],
        en_lacks=_NAMES[lacks][1],
    )  # fmt: skip


def rule_cell(rule: Rule) -> CellRef:
    """Return the address of a row's id."""
    return CellRef(rule.origin.file, rule.origin.table, rule.origin.cell)


def _commas(rule: Rule, table: DecisionTable) -> Iterator[Finding]:
    numeric = {column.name for column in table.inputs
               if column.term is None or column.term.type in {FactType.NUMBER, FactType.DATE}}  # fmt: skip
    for cell in rule.conditions:
        parts = commas(cell.text) if cell.fact in numeric else None
        if parts is not None:
            yield COMMA_KIND.at(cell.ref, text=cell.text, parts=parts)


def _mixed(table: DecisionTable, column: Column) -> Iterator[Finding]:
    if column.term is not None:
        return  # typed: each cell was held against the type when it was read
    asked = [(cell, kind) for rule in table.rules for cell in rule.conditions
             if cell.fact == column.name and (kind := _asks(cell)) is not None]  # fmt: skip
    usual = Counter(kind for _, kind in asked).most_common(1)
    for cell, kind in asked:
        if kind is not usual[0][0]:
            yield _MIXED.at(
                cell.ref, name=column.name, text=cell.text, zh_usual=usual[0][0].label.zh,
                en_usual=usual[0][0].label.en, zh_here=kind.label.zh, en_here=kind.label.en,
            )  # fmt: skip


def _asks(cell: ConditionCell) -> FactType | None:
    """Return the one type that a cell asks for, None where it asks for none or for several."""
    values: tuple[Value, ...] = cell.condition.operands()
    kinds = {kind for value in values if (kind := type_of(value)) is not None}
    return kinds.pop() if len(kinds) == 1 else None


def _ids(subject: Subject) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for table in subject.rulebook.tables:
        for rule in (*table.rules, *table.dormant):
            if seen.setdefault(rule.id, table.name) != table.name:
                yield _ID_ELSEWHERE.at(rule.origin, id=rule.id, table=seen[rule.id])


def _facts(subject: Subject) -> Iterator[Finding]:
    if not subject.whole:
        return
    book = subject.rulebook
    asked = {column.name: column for table in book.tables for column in table.inputs}
    for term in book.vocabulary.terms.values():
        if term.name not in asked and term.origin is not None:
            yield _NEVER_ASKED.at(term.origin, name=term.name)
    gathered = subject.known.get(FACTS)
    if gathered is None:
        return
    for table in book.tables:
        for column in table.inputs:
            if column.name not in gathered and not _concluded(subject, column.name):
                yield _NEVER_GATHERED.at(column.ref, name=column.name)


def _concluded(subject: Subject, name: str) -> bool:
    return any(fact_name(table.name, each.name) == name for table in subject.rulebook.tables for each in table.outputs)
