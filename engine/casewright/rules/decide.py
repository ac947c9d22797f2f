"""A case's facts through every table in turn, to one decision."""

from collections.abc import Mapping, Sequence
from datetime import date

from casewright.model import Decision, Fact, Facts, FileRef, Finding, Findings, Kind, RowTrace, Severity
from casewright.rules.assemble import assemble
from casewright.rules.conclude import LOST, Concluded, conclude
from casewright.rules.fit import unlisted
from casewright.rules.runtime import NAME, EngineLostCaseError, engine_of
from casewright.rules.table import Rulebook

EVALUATOR = "evaluator"
#: How many rows that nearly matched a finding names.
NEAR_MISSES = 3

NO_FAMILY = Kind(
    "rules/no-family", Severity.ERROR,
    "没有规则说明这个违规类型归哪一类策略。{near_zh}",
    "No rule tells which family of strategies this violation belongs to.{near_en}",
    "核对通知类型和案件表里的违规类型；新类型请在 violation 表加一行。",
    "Check the notice and the violation type in the case sheet; add a row to table violation for a new type.",
)  # fmt: skip
NO_DOOR = Kind(
    "rules/no-door", Severity.ERROR,
    "没有规则说明是整改还是申辩。{near_zh}", "No rule tells whether to fix or to dispute.{near_en}",
    "补上最接近的规则所差的事实（多为“立场”），或在 door 表加一行。",
    "Supply the fact that the nearest row lacks (often the position), or add a row to table door.",
)  # fmt: skip
NO_STRATEGY = Kind(
    "rules/no-strategy", Severity.ERROR,
    "没有规则给出申诉策略。{near_zh}", "No rule gives a strategy for this case.{near_en}",
    "补上最接近的规则所差的事实，或在 strategy 表加一行。",
    "Supply the fact that the nearest row lacks, or add a row to table strategy.",
)  # fmt: skip
_NONE_MATCHED = {"violation": NO_FAMILY, "door": NO_DOOR, "strategy": NO_STRATEGY}


def decide(rulebook: Rulebook, facts: Facts, *, today: date) -> tuple[Decision, tuple[Finding, ...]]:
    """Run the tables in the order of their chain and gather what they conclude.

    Every table is decided by the engine and by the plain evaluator; where the two disagree the case stops with an
    error. Where no row gives a door or a strategy, these stay empty and a finding names the rows that came nearest.
    """
    found = Findings()
    found.add(unlisted(facts, rulebook.vocabulary))
    known: dict[str, Fact] = {**_clock(rulebook, today), **facts}
    results: dict[str, Concluded] = {}
    try:
        engine = engine_of(rulebook)
    except EngineLostCaseError as error:
        found.add([LOST.at(FileRef(rulebook.file), table="*", why=str(error))])
        return assemble({}, results, known, NAME), found.sorted()
    for table in rulebook.tables:
        results[table.name] = result = conclude(table, known, engine=engine)
        found.add(result.findings)
        if result.stop:
            break
        known |= result.facts()
    stopped = any(result.stop for result in results.values())
    if not stopped:
        found.add(_unmatched(results))
    decided_by = EVALUATOR if engine is None else NAME
    return assemble({} if stopped else results, results, known, decided_by), found.sorted()


def _clock(rulebook: Rulebook, today: date) -> dict[str, Fact]:
    asked = any(column.name == "today" for table in rulebook.tables for column in table.inputs)
    return {"today": Fact("today", today, FileRef("today"))} if asked else {}


def _unmatched(results: Mapping[str, Concluded]) -> tuple[Finding, ...]:
    """Name the first link of the chain that found no row, and the strategy if that found none."""
    if any(result.failed for result in results.values()):
        return ()  # the table that failed has said why
    silent = [name for name in results if name in _NONE_MATCHED and not results[name].fired]
    shown = dict.fromkeys(silent[:1] + [name for name in silent if name == "strategy"])
    return tuple(_no_row(name, results[name]) for name in shown)


def _no_row(name: str, result: Concluded) -> Finding:
    near = nearest_rows(result.trace)[:NEAR_MISSES]
    zh = "；".join(f"{row.rule}（{row.row}）差：{_lack(row, '为', '未知')}" for row in near)
    en = "; ".join(f"{row.rule} ({row.row}) lacks {_lack(row, 'is', 'not known')}" for row in near)
    return _NONE_MATCHED[name].at(
        result.table.origin, near_zh=f"最接近的规则：{zh}。" if zh else "", near_en=f" Nearest: {en}." if en else ""
    )


def _lack(row: RowTrace, is_word: str, unknown: str) -> str:
    return ", ".join(
        f"{cell.fact} {cell.text} ({is_word} {cell.value or unknown})" for cell in row.cells if not cell.met
    )


def nearest_rows(trace: Sequence[RowTrace]) -> tuple[RowTrace, ...]:
    """Return the rows that were not met and had the fewest failed cells, in sheet order."""
    short = [(sum(not cell.met for cell in row.cells), row) for row in trace if not row.met]
    least = min((count for count, _ in short), default=0)
    return tuple(row for count, row in short if count == least)
