"""A workbook of decision tables, read whole: every fault by cell, or a rulebook that can decide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from casewright.model import CellRef, FileRef, Finding, Findings, Kind, RuleRef, Severity, both
from casewright.rules.chain import concluded_terms, in_order, list_of, type_inputs, type_of, type_outputs
from casewright.rules.expected import expectations
from casewright.rules.fit import asked_type
from casewright.rules.head import Head, is_table, read_head
from casewright.rules.hit import policy_faults
from casewright.rules.language.condition import EQUAL, Compare
from casewright.rules.language.vocabulary import Term, Vocabulary, did_you_mean, read_vocabulary
from casewright.rules.rows import RawRow, finish_row, is_default, read_rows
from casewright.rules.table import Column, ConditionCell, DecisionTable, Rule, Rulebook, fact_name
from casewright.sheets import Book, ListSheet

NO_TABLE = Kind(
    "rules/no-table", Severity.ERROR,
    "这个工作簿里没有决策表。", "This workbook holds no decision table.",
    "决策表的 A1 要写“decision table 决策表”。", "A decision table has \"decision table 决策表\" in A1.",
)  # fmt: skip
TABLE_TWICE = Kind(
    "rules/table-twice", Severity.ERROR,
    "表名“{name}”出现两次，另一次在 {other}。", "The table name \"{name}\" stands twice; also at {other}.",
    "如果这是复制出来的工作表：在它的 B1 改名，或删掉这张副本。",
    "If this is a copy of the sheet: give it another name in its B1, or delete the copy.",
)  # fmt: skip
NEVER_CONCLUDED = Kind(
    "rules/value-never-concluded", Severity.WARNING,
    "条件“{text}”等的是 {fact} = {value}，但没有规则得出这个值。",
    "The condition \"{text}\" waits for {fact} = {value}, which no rule concludes.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip


def load_rulebook(
    strategy: Book, *, vocabulary: ListSheet | None, on: date | None
) -> tuple[Rulebook | None, tuple[Finding, ...]]:
    """Read every decision table of a workbook; None where any finding is an error.

    ``vocabulary`` is the list ``facts``; None takes any fact name and reads types off the cells. ``on`` keeps the rows
    that are in force on a day, None keeps all.
    """
    tables, found = read_tables(strategy, vocabulary=vocabulary, on=on)
    failed = not tables.tables or any(finding.is_error for finding in found)
    return None if failed else tables, found


def read_tables(
    strategy: Book, *, vocabulary: ListSheet | None, on: date | None, free: bool = False
) -> tuple[Rulebook, tuple[Finding, ...]]:
    """Read a workbook as :func:`load_rulebook` does, and return the tables on whose sheet nothing is an error.

    Good for looking at, not for deciding: a table may lack the one that it leans on. ``free`` does not ask what the
    program needs of the tables that it knows by name, nor in which order they could follow on one another: the workbook
    may be anyone's, and its tables are looked at one by one.
    """
    found = Findings()
    terms = found.take(read_vocabulary(vocabulary))
    heads = _heads(strategy, terms, found)
    raw = {head.name: found.take(read_rows(head)) for head in heads}
    concluded: dict[str, Term] = {}
    for head in heads:
        concluded |= concluded_terms(head, (row.rule for row in raw[head.name]), terms)
    ordered = heads if free else found.take(in_order(heads))
    tables = tuple(_table(head, raw[head.name], concluded, terms, on, found) for head in ordered)
    found.add(_never_concluded(tables, terms))
    if not free:
        found.add(expectations(tables))
    bad = {_sheet_of(finding) for finding in found.errors}
    sound = tuple(table for table in tables if table.ref.sheet not in bad)
    return Rulebook(strategy.file, sound, terms), found.sorted()


def _sheet_of(finding: Finding) -> str:
    origin = finding.origin
    if isinstance(origin, CellRef):
        return origin.sheet
    return origin.table if isinstance(origin, RuleRef) else ""


def _heads(book: Book, vocabulary: Vocabulary, found: Findings) -> tuple[Head, ...]:
    heads: dict[str, Head] = {}
    sheets = [sheet for sheet in book.sheets if is_table(sheet)]
    if not sheets:
        found.add([NO_TABLE.at(FileRef(book.file))])
    for sheet in sheets:
        head = found.take(read_head(sheet))
        if head is None:
            continue
        if head.name in heads:
            found.add([TABLE_TWICE.at(sheet.cell(1, 2).ref, name=head.name, other=heads[head.name].ref.at)])
            continue
        heads[head.name] = type_outputs(head, vocabulary)
    return tuple(heads.values())


def _table(
    head: Head, raw: Iterable[RawRow], concluded: Mapping[str, Term], vocabulary: Vocabulary, on: date | None,
    found: Findings,
) -> DecisionTable:  # fmt: skip
    own = {fact_name(head.name, column.name) for _, column in head.outputs}
    others = {name: term for name, term in concluded.items() if name not in own}
    columns = found.take(type_inputs(head, others, vocabulary))
    terms = tuple(column.term for column in columns)
    written = tuple(found.take(finish_row(row, terms)) for row in raw)
    rules = tuple(rule for rule in written if not is_default(rule.id))
    otherwise = tuple(rule for rule in written if is_default(rule.id))
    table = DecisionTable(
        head.name, head.policy, head.purpose, tuple(_settled(column, rules) for column in columns),
        tuple(_concluding(column, written) for _, column in head.outputs),
        tuple(rule for rule in rules if rule.in_force(on)), head.ref,
        tuple(rule for rule in (*rules, *otherwise) if not rule.in_force(on)),
        next((rule for rule in otherwise if rule.in_force(on)), None),
    )  # fmt: skip
    found.add(policy_faults(table))
    return table


def _settled(column: Column, rules: Iterable[Rule]) -> Column:
    """Type a column that the dictionary does not know by the one kind of value that its cells ask about."""
    if column.term is not None:
        return column
    asked = [test for rule in rules for cell in rule.conditions if cell.fact == column.name
             for test in cell.condition.tests]  # fmt: skip
    kinds = {kind for test in asked if (kind := asked_type(test)) is not None}
    kinds = {kind for kind in kinds if kind.plural or list_of(kind) not in kinds}  # a list is also asked for its parts
    kind = kinds.pop() if len(kinds) == 1 else None
    return column if kind is None else replace(column, term=Term(column.name, both(column.name), kind), guessed=True)


def _concluding(column: Column, rules: Iterable[Rule]) -> Column:
    """Type a conclusion that nothing else types by the one kind of value that its rows hold."""
    if column.term is not None:
        return column
    kinds = {type_of(value) for rule in rules if (value := rule.outputs.get(column.name)) is not None}
    kind = kinds.pop() if len(kinds) == 1 else None
    return column if kind is None else replace(column, term=Term(column.name, both(column.name), kind), guessed=True)


def _never_concluded(tables: tuple[DecisionTable, ...], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Find conditions on another table's conclusion that no row of that table can meet."""
    drawn: dict[str, set[str]] = {}
    for table in tables:
        for column in table.outputs:
            values = (rule.outputs.get(column.name) for rule in table.written)
            drawn.setdefault(fact_name(table.name, column.name), set()).update(
                value for value in values if isinstance(value, str)
            )
    for table in tables:
        for rule in table.rules:
            for cell in rule.conditions:
                if cell.fact in drawn and vocabulary.term(cell.fact) is None:
                    yield from _unmet(cell, drawn[cell.fact])


def _unmet(cell: ConditionCell, drawn: set[str]) -> Iterator[Finding]:
    for test in cell.condition.tests:
        if not isinstance(test, Compare) or test.operator != EQUAL or not isinstance(test.value, str):
            continue
        if test.value not in drawn:
            hint = did_you_mean(test.value, drawn)
            yield NEVER_CONCLUDED.at(
                cell.ref, text=cell.text, fact=cell.fact, value=test.value, hint_zh=hint.zh, hint_en=hint.en
            )
