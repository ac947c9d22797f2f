"""How fast the rules engine decides, beside plain closures and zen-engine, and whether its memory stays flat.

``python tests/bench/rules.py`` prints one report. Times of a shared machine mean little by themselves: it is processor
time that is taken, every way takes its turn in every round, and what counts are the ratios of the medians. ``--tiny``
only shows that the script works.
"""

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from made import Asked, Case, closures, make_cases, make_rows, our_table, zen_table

from casewright.model import CellRef, Fact, Facts, Value
from casewright.rules import Rulebook, decide, lists_beside, load_rulebook, resolve_values
from casewright.rules.conclude import conclude
from casewright.rules.runtime import Engine, available
from casewright.sheets import Book, read_book, read_list

try:
    from zen import ZenEngine
except ImportError:  # the dependency group ``bench`` is not installed
    ZenEngine = None

BOOKS = Path(__file__).parents[2] / "rulebooks"
HERE = CellRef("case.xlsx", "Case 案件", "A1")
DAY = date(2026, 11, 22)
PLAIN, SHADOW, TRACED = "plain closures", "ours, shadow on", "ours, trace read"
ALONE, PEER = "engine alone", "zen-engine"

Way = Callable[[Case], Sequence[int]]
Rows = Sequence[Sequence[Asked]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure: cases per round for each size of table, rounds, cases for the memory."""

    sizes: Mapping[int, int]
    rounds: int
    cases: int
    warm_up: int


FULL = Plan({30: 300, 300: 100, 3000: 10}, rounds=11, cases=50_000, warm_up=2_000)
TINY = Plan({30: 3}, rounds=1, cases=60, warm_up=20)


def main(arguments: Sequence[str]) -> int:
    """Print the report; return 1 where there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tiny", action="store_true", help="show that the script works, measure nothing")
    plan = TINY if parser.parse_args(arguments).tiny else FULL
    if not available():
        say("durable-rules does not load on this machine: there is nothing to measure.")
        return 1
    for size, count in plan.sizes.items():
        compare(make_rows(size), make_cases(count), rounds=plan.rounds)
    shipped(plan.rounds)
    memory(plan.cases, warm_up=plan.warm_up)
    return 0


def compare(rows: Rows, cases: Sequence[Case], *, rounds: int) -> None:
    """Decide the same cases by every way in every round; first of all, they must agree."""
    makers = {PLAIN: plain, SHADOW: shadowed, TRACED: traced, ALONE: alone, **({PEER: peer} if ZenEngine else {})}
    ways: dict[str, Way] = {}
    compiled = {name: clocked(lambda n=name: ready(ways, n, makers[n], rows, cases[0])) for name in makers}
    for case in cases[:50]:
        answers = {name: tuple(way(case)) for name, way in ways.items()}
        assert len(set(answers.values())) == 1, answers
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            taken[name].append(clocked(lambda w=way: [w(case) for case in cases]) / len(cases))
    matched = sum(len(ways[PLAIN](case)) for case in cases) / len(cases)
    say(f"\n{len(rows)} rules, 60 fields, {matched:.1f} rows match; {rounds} rounds of {len(cases)} cases")
    report({name: median(times) for name, times in taken.items()}, compiled)


def report(seconds: Mapping[str, float], compiled: Mapping[str, float]) -> None:
    """Print cases per second, how many times as fast as the two yardsticks, and the time to compile."""
    for name, each in seconds.items():
        beside = "".join(f"  {seconds[other] / each:6.2f} x {other}" for other in (PLAIN, PEER) if other in seconds)
        say(f"  {name:18} {1 / each:9,.0f} cases/s{beside}   ready in {compiled[name] * 1000:7.1f} ms")


def ready(ways: dict[str, Way], name: str, make: Callable[[Rows], Way], rows: Rows, case: Case) -> None:
    """Make a way and decide one case by it: some compile at the first case."""
    ways[name] = make(rows)
    ways[name](case)


def plain(rows: Rows) -> Way:
    """Return the least that Python can do: no trace, no types, no second opinion."""
    matched = closures(rows)
    return lambda case: matched(case.native)


def shadowed(rows: Rows) -> Way:
    """Return what decides a table in a run: types checked, both engines, the trace ready to be read."""
    table = our_table(rows)
    engine = Engine([table])
    return lambda case: [int(rule.id[1:]) for rule in conclude(table, case.facts, engine=engine).matched]


def traced(rows: Rows) -> Way:
    """Return the same, with every cell of every row worded for a reader."""
    table = our_table(rows)
    engine = Engine([table])

    def decided(case: Case) -> list[int]:
        result = conclude(table, case.facts, engine=engine)
        return [int(row.rule[1:]) for row in tuple(result.trace) if row.met]

    return decided


def alone(rows: Rows) -> Way:
    """Return the engine without the second opinion."""
    table = our_table(rows)
    engine = Engine([table])
    return lambda case: engine.met_rows(table.name, case.values)


def peer(rows: Rows) -> Way:
    """Return zen-engine on the same table."""
    decision = ZenEngine().create_decision(json.dumps(zen_table(rows)))
    return lambda case: [int(row["out"]) for row in decision.evaluate(dict(case.native))["result"]]


def shipped(rounds: int) -> None:
    """Decide each shipped type of violation in each position by the whole shipped playbook."""
    rulebook, violations = shipped_rulebook()
    cases = [shipped_case(code, position) for code in violations for position in ("admits", "denies", "unknown")]
    bare: list[float] = []
    read: list[float] = []
    for _ in range(rounds):
        bare.append(clocked(lambda: [decide(rulebook, facts, today=DAY) for facts in cases]) / len(cases))
        read.append(clocked(lambda: [tuple(decide(rulebook, f, today=DAY)[0].trace) for f in cases]) / len(cases))
    rows = sum(len(table.rules) for table in rulebook.tables)
    say(f"\nthe shipped playbook: {rows} rows in {len(rulebook.tables)} tables; {rounds} rounds of {len(cases)} cases")
    say(f"  decided, shadow on   {median(bare) * 1000:6.2f} ms a case")
    say(f"  and the trace read   {median(read) * 1000:6.2f} ms a case")


def shipped_rulebook() -> tuple[Rulebook, tuple[str, ...]]:
    """Return the decision tables as they lie in ``rulebooks`` and the violations that the dictionary lists."""
    strategy, words = shipped_book("strategy"), shipped_book("facts")
    facts, found = read_list(words, "facts")
    assert facts is not None, found
    facts, found = resolve_values(facts, lists_beside(BOOKS / "facts.xlsx"))
    rulebook, more = load_rulebook(strategy, vocabulary=facts, on=DAY)
    assert rulebook is not None, (*found, *more)
    return rulebook, tuple(rulebook.vocabulary.terms["violation"].values)


def shipped_book(name: str) -> Book:
    """Return a workbook of the shelf."""
    book, found = read_book(BOOKS / f"{name}.xlsx", name=f"{name}.xlsx")
    assert book is not None, found
    return book


def shipped_case(violation: str, position: str) -> Facts:
    """Return a case in which much is known."""
    values: dict[str, Value] = {
        "violation": violation, "position": position, "admitted": position == "admits", "notice_given": True,
        "phishing": False, "reinstated": False, "final_notice": False, "forged_request": False, "deadline_stated": True,
        "refused_requests": (), "evidence_kinds": ("invoice", "loa", "sop"), "causes_claimed": ("carrier_lane_delay",),
        "corrective_actions": ("orders_refunded",), "preventive_actions": ("weekly_metric_review",),
    }  # fmt: skip
    return {name: Fact(name, value, HERE) for name, value in values.items()}


def memory(count: int, *, warm_up: int) -> None:
    """Decide many cases by one engine and compare what the process holds after the first and after the last."""
    table, cases = our_table(make_rows(300)), make_cases(97)
    engine = Engine([table])
    held: list[float] = []
    for part in (warm_up, count):
        for case in islice(cycle(cases), part):
            conclude(table, case.facts, engine=engine)
        gc.collect()
        held.append(resident())
    say(f"\nmemory over {count:,} cases of 300 rules: {held[0]:.1f} MB after {warm_up:,}, {held[1]:.1f} MB at the end,")
    say(f"  ratio {held[1] / held[0]:.3f} (flat means 0.9 to 1.1)")


def resident() -> float:
    """Return the megabytes of memory that this process occupies (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def clocked(work: Callable[[], object]) -> float:
    """Return the processor seconds, over all threads, that something takes; what others left is swept up before."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
