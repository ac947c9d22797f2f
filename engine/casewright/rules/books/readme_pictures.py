"""Before and after, in cells: small pictures for the README, drawn from a rulebook's own rows."""

import re
from collections.abc import Iterator, Mapping, Sequence

from casewright.model import CellRef, Finding
from casewright.rules.books.booktext import ListText, RuleText, TableText
from casewright.rules.books.layout import TABLE_ROW, lines_text
from casewright.rules.head import BAD_POLICY
from casewright.rules.language.cursor import ConditionError
from casewright.rules.language.grammar import parse_condition
from casewright.rules.language.vocabulary import FactType, Term, Vocabulary, did_you_mean
from casewright.rules.rows import UNREADABLE
from casewright.rules.table import HitPolicy
from casewright.sheets import Draft

Row = tuple[Draft, ...]

_WIDE = 7
_BEFORE, _AFTER = "改前 Before", "改后 After"
_NUMBER = re.compile(r"\d+(\.\d+)?")
_LONGEST = 40


def adding(tables: Sequence[TableText], vocabulary: Vocabulary) -> Iterator[Row]:
    """Draw a table before and after a row was added: a copy that asks for another of the listed values."""
    found = next(_variations(tables, vocabulary), None)
    table, row = found[:2] if found else _sample(tables)
    names = _columns(table, row)
    roles = _roles(table, names)
    old = _rule(table, row, names)
    new = {**old, "id": _fresh(table), "effective_from": "2026-12-01"} | (found[2] if found else {})
    yield from _picture(_BEFORE, names, roles, [old])
    yield from _picture(_AFTER, names, roles, [new, old] if _in_order(table) else [old, new], changed=new)


def _variations(
    tables: Sequence[TableText], vocabulary: Vocabulary
) -> Iterator[tuple[TableText, RuleText, dict[str, str]]]:
    """Yield rows, tables that collect first, with one condition changed so that no row of the table asks for it."""
    for table in sorted(tables, key=lambda table: not table.hit_policy.startswith(HitPolicy.COLLECT.value)):
        for row in table.rows:
            if len(row.conditions) > 2 or not all(map(_brief, row.conditions.values())):
                continue
            for name, text in row.conditions.items():
                term = vocabulary.term(name)
                asked = " ".join(each.conditions.get(name, "") for each in table.rows)
                free = [value for value in (term.values if term else ()) if value not in asked]
                if term is not None and text in term.values and free:
                    yield table, row, {name: free[0]}


def changing(tables: Sequence[TableText], vocabulary: Vocabulary) -> tuple[Row, ...]:
    """Draw a row before and after the number of a condition was changed; nothing where no condition has one."""
    for table in tables:
        for row in table.rows:
            for name, text in row.conditions.items():
                term = vocabulary.term(name)
                if term is not None and term.type is FactType.NUMBER and _NUMBER.search(text):
                    names = _columns(table, row, first=name)
                    old = _rule(table, row, names)
                    new = {**old, name: _NUMBER.sub(_more, text, count=1)}
                    roles = _roles(table, names)
                    return (*_picture(_BEFORE, names, roles, [old]),
                            *_picture(_AFTER, names, roles, [new], changed={name: new[name]}))  # fmt: skip
    return ()


def ending(tables: Sequence[TableText]) -> Iterator[Row]:
    """Draw a row before and after it was given its last day."""
    table, row = _sample(tables)
    names = (*_columns(table, row)[:-2], "effective_to")
    old = _rule(table, row, names) | {"effective_to": ""}
    roles = _roles(table, names)
    yield from _picture(_BEFORE, names, roles, [old])
    ended = old | {"effective_to": "2026-12-31"}
    yield from _picture(_AFTER, names, dict.fromkeys(roles, "gone"), [ended], changed={"effective_to": "2026-12-31"})


def testing(tables: Sequence[TableText]) -> Iterator[Row]:
    """Draw a row of the tests sheet."""
    names = ("id", "table", "given", "expect", "rules")
    found = next(((table, test) for table in tables for test in table.tests), None)
    if found is not None:
        table, test = found
        given, expect, rules = lines_text(test.given), lines_text(test.expect), ", ".join(test.rules or ())
        cells = {"id": test.id, "table": table.name, "given": given, "expect": expect, "rules": rules}
    else:
        table, row = _sample(tables)
        cells = {"id": f"T-{row.id}", "table": table.name, "given": "name=value",
                 "expect": lines_text(row.conclusions), "rules": row.id}  # fmt: skip
    roles = {"id": "rule", "table": "rule", "given": "if", "expect": "then", "rules": "note"}
    yield from _picture("测试 Tests", names, roles, [cells])


def message(book: str, table: TableText) -> Iterator[Row]:
    """Draw a message as the program would give it for a faulty cell of this very table."""
    finding = _fault(book, table)
    lines = (
        f"{finding.at}: {finding.severity} [{finding.code}]", f"    {finding.text.zh}", f"    {finding.text.en}",
        f"    -> {finding.fix.zh}", f"    -> {finding.fix.en}",
    )  # fmt: skip
    for line in lines:
        yield (Draft(None, "text"), Draft(line, "code", span=_WIDE - 1))


def _fault(book: str, table: TableText) -> Finding:
    name = table.inputs[0] if table.inputs else "rate"
    typed = "> > 3"
    try:
        parse_condition(typed, term=Term(name, table.purpose, FactType.NUMBER))
    except ConditionError as error:
        return UNREADABLE.at(
            CellRef(f"rulebooks/{book}.xlsx", table.name, f"B{TABLE_ROW}"), column=name, text=typed,
            position=error.position, what_zh=error.what.zh, what_en=error.what.en, fix_zh=error.fix.zh,
            fix_en=error.fix.en,
        )  # fmt: skip
    hint = did_you_mean("FRIST", list(HitPolicy))
    return BAD_POLICY.at(
        CellRef(f"rulebooks/{book}.xlsx", table.name, "D1"), value="FRIST", hint_zh=hint.zh, hint_en=hint.en
    )


def entering(lists: Sequence[ListText]) -> Iterator[Row]:
    """Draw a list before and after an entry was added."""
    sheet = next((each for each in lists if each.rows), None)
    if sheet is None:
        return
    columns = [column.name for column in sheet.columns]
    names = (*columns[:4], *(name for name in ("source", "effective_from") if name in columns))
    roles = {name: "rule" if not place else "cell" for place, name in enumerate(names)}
    old = {name: sheet.rows[-1].get(name, "") for name in names}
    new = {**old, names[0]: "X01"} | ({"effective_from": "2026-12-01"} if "effective_from" in names else {})
    yield from _picture(_BEFORE, names, roles, [old])
    yield from _picture(_AFTER, names, roles, [old, new], changed=new)


def _picture(
    title: str, names: Sequence[str], roles: Mapping[str, str], rows: Sequence[Mapping[str, str]], *,
    changed: Mapping[str, str] | None = None,
) -> Iterator[Row]:  # fmt: skip
    yield (Draft(title, "hint"),)
    yield tuple(Draft(name, f"label-{_head_role(roles[name])}") for name in names)
    for row in rows:
        new = changed is not None and all(row.get(name) == text for name, text in changed.items())
        yield tuple(
            Draft(_cut(row.get(name, "")) or None, "changed" if new and name in (changed or {}) else roles[name])
            for name in names
        )


def _head_role(role: str) -> str:
    return role if role in {"rule", "if", "then", "note"} else "if"


def _sample(tables: Sequence[TableText]) -> tuple[TableText, RuleText]:
    """Return a row that asks one or two things: the easiest to look at."""
    rows = [(table, row) for table in tables for row in table.rows if row.conditions and row.conclusions]
    plain = [each for each in rows if len(each[1].conditions) <= 2 and all(map(_brief, each[1].conditions.values()))]
    return next(iter(plain or rows), (tables[0], RuleText("R01", {}, dict.fromkeys(tables[0].outputs, "…"))))


def _brief(text: str) -> bool:
    return len(text) <= _LONGEST


def _columns(table: TableText, row: RuleText, first: str = "") -> tuple[str, ...]:
    asked = dict.fromkeys([*([first] if first else []), *row.conditions, *table.inputs])
    shown = [name for name in table.inputs if name in list(asked)[:3]]
    return ("id", *shown, table.outputs[0], "source", "effective_from")[:_WIDE]


def _roles(table: TableText, names: Sequence[str]) -> dict[str, str]:
    def role(name: str) -> str:
        return "rule" if name == "id" else "if" if name in table.inputs else "then" if name in table.outputs else "note"

    return {name: role(name) for name in names}


def _rule(table: TableText, row: RuleText, names: Sequence[str]) -> dict[str, str]:
    said = {"id": row.id, **dict.fromkeys(table.inputs, "-"), **row.conditions, **row.conclusions, **row.notes}
    return {name: said.get(name, "") for name in names}


def _fresh(table: TableText) -> str:
    """Return an id that the table does not have, made after those it has."""
    ids = {row.id for row in table.rows}
    stem = re.sub(r"\d+$", "", table.rows[-1].id) if table.rows else "R"
    return next(f"{stem}{number}" for number in range(100, 10_000) if f"{stem}{number}" not in ids)


def _in_order(table: TableText) -> bool:
    return table.hit_policy == HitPolicy.FIRST


def _more(match: re.Match[str]) -> str:
    return str(int(float(match[0])) + 1)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST * 3 else f"{text[: _LONGEST * 3 - 1]}…"
