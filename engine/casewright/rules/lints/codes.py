"""Codes that one shelf names and another defines: wording blocks, kinds of evidence, causes, documents, families."""

from collections.abc import Iterator, Mapping

from casewright.model import Bilingual, CellRef, Finding, Severity
from casewright.rules.language.vocabulary import Term, did_you_mean
from casewright.rules.lints.lint import Lint, Subject
from casewright.rules.table import Column, DecisionTable, Rule
from casewright.sheets import ListSheet

UNKNOWN = Lint(
    "lint/code-unknown", Severity.ERROR,
    Bilingual("结论里写了别的工作簿没有的代码（文字块、证据种类、原因、文件、措施、违规、类别）。",
              "A code that no other workbook defines: a wording block, a kind of evidence, a cause, a document."),
    Bilingual("先在对应的清单里加上这一行，或照清单改正拼写。",
              "Add the row to the list that defines it first, or spell it as the list does."),
    Bilingual("写错的代码不会报错，只会让案件少一句话、少一项证据。",
              "A misspelt code makes no noise: the case merely lacks a sentence or an exhibit."),
    "kind: invoise", "kind: invoice",
)  # fmt: skip
NOT_DEFINED = Lint(
    "lint/value-not-defined", Severity.WARNING,
    Bilingual("事实字典的可选值里有目录没有的代码。",
              "The facts dictionary lists a code that the catalogue does not have."),
    Bilingual("在目录里加上这个代码，或从字典的 values 里删掉。",
              "Add the code to the catalogue, or take it out of values."),
    Bilingual("案件永远不会出现这个值，等它的条件永远不成立。",
              "No case can ever have that value, so a row that waits for it never matches."),
    "values: PERF-ODR|PERF-OLD", "values: PERF-ODR",
)  # fmt: skip
NOT_LISTED = Lint(
    "lint/code-not-in-dictionary", Severity.WARNING,
    Bilingual("目录里新增了代码，事实字典却没有跟上。",
              "A code in the catalogue that the facts dictionary does not list."),
    Bilingual("把它加进这个事实的 values。", "Add it to the values of the fact."),
    Bilingual("带着这个代码的案件会停下，因为字典不认识它。",
              "A case with that code stops, because the dictionary does not know it."),
    "violations: PERF-NEW · facts: PERF-ODR", "facts: PERF-ODR|PERF-NEW",
)  # fmt: skip

_UNKNOWN = UNKNOWN.kind(
    "“{id}”的 {name} 写的是“{value}”，没有任何清单定义它。",
    "\"{id}\" has {name} = \"{value}\", which no list defines.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip
_NOT_DEFINED = NOT_DEFINED.kind(
    "事实“{name}”的可选值“{value}”，目录里没有，或当天不在有效期内。",
    "The fact \"{name}\" lists \"{value}\", which the catalogue does not have on this day.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip
_NOT_LISTED = NOT_LISTED.kind(
    "目录里有“{value}”，事实“{name}”的可选值里却没有。",
    "The catalogue has \"{value}\", but the fact \"{name}\" does not list it.",
    "把 {value} 加进 values。", "Add {value} to values.",
)  # fmt: skip

CODE_LINTS = (UNKNOWN, NOT_DEFINED, NOT_LISTED)


def codes(subject: Subject) -> Iterator[Finding]:
    """Yield conclusions in force, and values of the dictionary, that do not fit the codes of other shelves."""
    for table in subject.rulebook.tables:
        in_force = (*table.rules, *((table.default,) if table.default else ()))
        for column in table.outputs:
            known = subject.known.get(column.name)
            if known is not None:
                for rule in in_force:
                    yield from _conclusion(table, rule, column, known)
    for term in subject.rulebook.vocabulary.terms.values():
        known = subject.known.get(term.name)
        if known is not None and term.values:
            yield from _term(term, known)


def _conclusion(table: DecisionTable, rule: Rule, column: Column, known: frozenset[str]) -> Iterator[Finding]:
    value = rule.outputs.get(column.name)
    if isinstance(value, str) and value and value not in known:
        hint = did_you_mean(value, known)
        at = cell_of(table, rule, column)
        yield _UNKNOWN.at(at, id=rule.id, name=column.name, value=value, hint_zh=hint.zh, hint_en=hint.en)


def _term(term: Term, known: frozenset[str]) -> Iterator[Finding]:
    if term.origin is None:
        return
    for value in term.values:
        if value not in known and value not in term.kept:  # a code of the list itself, of another day
            hint = did_you_mean(value, known)
            yield _NOT_DEFINED.at(term.origin, name=term.name, value=value, hint_zh=hint.zh, hint_en=hint.en)
    for value in sorted(known - set(term.values)):
        yield _NOT_LISTED.at(term.origin, name=term.name, value=value)


def lint_references(rows: ListSheet, columns: Mapping[str, frozenset[str]]) -> tuple[Finding, ...]:
    """Return the codes in a list's columns that nothing defines; ``columns`` maps a column to what it may name."""
    return tuple(_references(rows, columns))


def _references(rows: ListSheet, columns: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    for row in rows.rows:
        for column, known in columns.items():
            for word in row.words(column):
                if word not in known:
                    hint = did_you_mean(word, known)
                    yield _UNKNOWN.at(
                        row.at(column), id=row.id, name=column, value=word, hint_zh=hint.zh, hint_en=hint.en
                    )


def cell_of(table: DecisionTable, rule: Rule, column: Column) -> CellRef:
    """Return the address of a row's cell in a column."""
    letters = "".join(letter for letter in column.ref.cell if letter.isalpha())
    row = "".join(letter for letter in rule.origin.cell if letter.isdigit())
    return CellRef(table.ref.file, table.ref.sheet, f"{letters}{row}")
