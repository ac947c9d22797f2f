"""Why a case was decided as it was: every row, met or not, by which cell and which value."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from casewright.model import Bilingual, CellTrace, Decision, RowTrace
from casewright.rules.conclude import Concluded, conclude
from casewright.rules.given import facts_from_json, to_json
from casewright.rules.hit import aggregated_column
from casewright.rules.runtime import EngineLostCaseError, engine_of
from casewright.rules.table import Rulebook

_MET, _NOT_MET = Bilingual("满足", "met"), Bilingual("不满足", "not met")
_APPLIES, _MATCHES = Bilingual("采用", "applies"), Bilingual("命中，未采用", "matches, not used")
_UNKNOWN = Bilingual("未知", "not known")


def explain_json(decision: Decision) -> dict[str, object]:
    """Return a decision with its facts and its whole trace, in the shape of the contract."""
    return {
        "decision": {
            "violation": decision.violation, "strategy": decision.strategy, "approach": decision.approach,
            "door": decision.door, "why": _both(decision.why), "decided_by": decision.decided_by,
            "causes": list(decision.causes), "documents": list(decision.documents), "blocks": list(decision.blocks),
            "requirements": [{"kind": each.kind, "need": each.need, "why": _both(each.why), "at": each.origin.at}
                             for each in decision.requirements],
            "risks": [{"risk": each.code, "severity": each.severity, "text": _both(each.text), "at": each.origin.at}
                      for each in decision.risks],
            "routes": [{"route": each.code, "advice": _both(each.advice), "at": each.origin.at}
                       for each in decision.routes],
        },
        "facts": {name: {"value": to_json(fact.value), "at": fact.origin.at}
                  for name, fact in sorted(decision.facts.items())},
        "trace": [_row(row) for row in decision.trace],
    }  # fmt: skip


def _row(row: RowTrace) -> dict[str, object]:
    cells = [{"at": cell.at, "text": cell.text, "fact": cell.fact, "value": cell.value, "met": cell.met}
             for cell in row.cells]  # fmt: skip
    return {"table": row.table, "rule": row.rule, "row": row.row, "met": row.met, "fired": row.fired, "cells": cells,
            "reason": _both(row.reason)}  # fmt: skip


def _both(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def explain_text(decision: Decision, lang: str | None) -> list[str]:
    """Return the trace for reading, table by table: rows that matched first, then the nearest misses.

    ``lang`` is ``zh`` or ``en``, None for both side by side.
    """
    lines: list[str] = []
    for name, rows in groupby(decision.trace, key=lambda row: row.table):
        lines += [*([""] if lines else []), f"[{name}]"]
        for row in nearest_first(tuple(rows)):
            lines.extend(_row_lines(row, lang))
    return lines


def nearest_first(trace: Sequence[RowTrace]) -> tuple[RowTrace, ...]:
    """Sort rows: those that apply, those that match, then by how few cells they failed; sheet order within."""
    return tuple(sorted(trace, key=lambda row: (not row.fired, sum(not cell.met for cell in row.cells))))


def _row_lines(row: RowTrace, lang: str | None) -> Iterator[str]:
    short = sum(not cell.met for cell in row.cells)
    lacks = Bilingual(f"差 {short} 个条件", f"{short} condition{'s' if short > 1 else ''} short")
    state = _APPLIES if row.fired else _MATCHES if row.met else lacks
    reason = _said(row.reason, lang)
    yield f"  {'+' if row.fired else '=' if row.met else '-'} {row.rule}  {_said(state, lang)}  ({row.row})"
    if row.fired and reason:
        yield f"      {reason}"
    for cell in row.cells:
        yield f"      {_cell_line(cell, lang)}"


def _said(text: Bilingual, lang: str | None) -> str:
    return text.lang(lang) if lang else f"{text.zh} {text.en}"


def _cell_line(cell: CellTrace, lang: str | None) -> str:
    value = cell.value or _said(_UNKNOWN, lang)
    mark = _said(_MET if cell.met else _NOT_MET, lang)
    arrow = "：" if lang == "zh" else ": "
    return f"{mark}{arrow}{cell.fact} {cell.text}  ←  {value}  ({cell.at.rpartition(' > ')[2]})"


def evaluate_json(rulebook: Rulebook, table: str, values: Mapping[str, object]) -> dict[str, object]:
    """Decide one table for facts given as parsed JSON, and return the contract's document.

    ``matched`` lists every row whose conditions hold, ``fired`` those that the hit policy keeps. ``outputs`` is one
    object, a list of objects where rows are collected, or null; ``error`` says why there is no conclusion.
    """
    sheet = rulebook.table(table)
    if sheet is None:
        known = ", ".join(each.name for each in rulebook.tables)
        return _document(table, "", [], [], None, f"There is no table {table}; there are {known}.")
    facts, found = facts_from_json(values, table=sheet, origin=sheet.origin)
    if found:
        return _document(table, sheet.hit_policy, [], [], None, found[0].text.en)
    try:
        result = conclude(sheet, facts, engine=engine_of(rulebook))
    except EngineLostCaseError as lost:
        return _document(table, sheet.hit_policy, [], [], None, str(lost))
    error = " ".join(finding.text.en for finding in result.findings) or None
    matched, fired = [rule.id for rule in result.matched], [rule.id for rule in result.fired]
    return _document(table, sheet.hit_policy, matched, fired, None if error else _outputs(result), error)


def _outputs(result: Concluded) -> object:
    made = [{column.name: to_json(rule.outputs.get(column.name)) for column in result.table.outputs}
            for rule in result.fired]  # fmt: skip
    if result.table.hit_policy.many:
        return made
    column = aggregated_column(result.table)
    if result.table.hit_policy.aggregates and column is not None and (result.matched or not result.fired):
        return None if result.aggregate is None else {column.name: to_json(result.aggregate)}
    return made[0] if made else None


def _document(
    table: str, policy: str, matched: list[str], fired: list[str], outputs: object, error: str | None
) -> dict[str, object]:
    return {"table": table, "hit_policy": str(policy), "matched": matched, "fired": fired, "outputs": outputs,
            "error": error}  # fmt: skip
