"""Whole rulebooks that nobody wrote by hand, decided by the engine, by the evaluator, and by what was meant.

Each condition is made together with its meaning as a plain function, so that two engines that are wrong in the same
way are found out too. Tables are read from sheets as staff write them, through the same door.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest

from casewright.model import Facts, Finding, Value
from casewright.rules import Rulebook, available, decide, runtime
from casewright.rules.conclude import Concluded, conclude
from casewright.rules.hit import apply_policy
from casewright.rules.runtime import Engine, engine_of
from casewright.rules.table import DecisionTable, HitPolicy
from casewright.sheets import ListSheet

pytestmark = pytest.mark.skipif(not available(), reason="durable-rules does not load on this machine")

Load = Callable[..., tuple[Rulebook | None, tuple[Finding, ...]]]
Words = Callable[[str], ListSheet]
MakeCase = Callable[..., Facts]
Meaning = Callable[[Value], bool]

DAY = date(2026, 11, 22)
CASES_PER_BOOK = 8
TEXTS = ("", "a", "A", "ab", "b", "侵权", "侵权投诉", "📦", "ａｂ")
CODES = ("ip", "perf", "linked", "funds")
RANKED = ("high", "mid", "low")
NUMBERS = (*(Fraction(n, 1000) for n in (-20, 0, 8, 10, 19, 20, 25, 1000, 3000)), Fraction(24, 1212), Fraction(2**63))
DAYS = tuple(date(2026, 1, day) for day in range(1, 8))
POOLS: Mapping[str, Sequence[str | Fraction | bool | date]] = {
    "number": NUMBERS, "date": DAYS, "string": TEXTS, "enum": CODES, "boolean": (True, False), "list": CODES,
    "numbers": NUMBERS, "dates": DAYS, "ranked": RANKED, "ranked list": RANKED,
}  # fmt: skip
CASE_FACTS = {
    "rate": "number", "count": "number", "on": "date", "brand": "string", "family": "enum", "urgent": "boolean",
    "kinds": "list", "amounts": "numbers", "days": "dates",
}  # fmt: skip
PARTS = {"list": "enum", "numbers": "number", "dates": "date", "ranked list": "ranked"}
ORDERED = {"number", "date", "string"}
COMPARE: Mapping[str, Callable[[object, object], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}  # type: ignore[operator]  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One test: its text, what it means of a known value, whether it also holds where nothing is known."""

    text: str
    holds: Meaning
    unknown: bool = False


@dataclass
class Written:
    """A table on its way to a sheet: what it reads and gives, and what its rows mean."""

    name: str
    policy: HitPolicy
    inputs: dict[str, str]
    output: str
    gives: str
    lines: list[str] = field(default_factory=list)
    meant: list[dict[str, Meaning]] = field(default_factory=list)

    @property
    def text(self) -> str:
        roles = ["rule", *(["if"] * len(self.inputs)), "then", "note"]
        names = ["id", *self.inputs, self.output, "source"]
        head = [f"{self.name} {self.policy.replace(' ', '_')}", " | ".join(roles), " | ".join(names)]
        return "\n".join([*head, *self.lines])

    def matched(self, values: Mapping[str, Value]) -> tuple[int, ...]:
        """Return the rows that match by what was meant."""
        return tuple(
            place for place, row in enumerate(self.meant) if all(holds(values.get(name)) for name, holds in row.items())
        )  # fmt: skip


def never(_value: Value) -> bool:
    return False


def always(_value: Value) -> bool:
    return True


def literal(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return f"{value.numerator}" if value.denominator == 1 else f"{float(value):.10f}".rstrip("0")
    return value.isoformat() if isinstance(value, date) else f'"{value}"'


def pick(chance: Random, kind: str) -> str | Fraction | bool | date:
    """Pick a value that can be written exactly."""
    value = chance.choice(POOLS[kind])
    return Fraction("0.0198") if value == Fraction(24, 1212) else value


def some_test(chance: Random, kind: str) -> Asked:
    forms = ["=", "=", "=", "empty", "null"]
    forms += [*COMPARE, "..", ".."] if kind in ORDERED else []
    forms += ["%"] if kind == "number" else []
    forms += ["contains"] if kind in {"string", "list"} else []
    forms += ["any"] * 3 if kind in PARTS else []
    form = chance.choice(forms)
    if form == "empty":
        return Asked("empty", lambda value: value in ("", ()), unknown=True)
    if form == "null":
        return Asked("null", never, unknown=True)
    if form == "contains":
        return contains(chance, kind)
    if form == "any":
        inner = [known_test(chance, PARTS[kind]) for _ in range(chance.randint(1, 2))]
        body = ", ".join(each.text for each in inner)
        return Asked(
            f"any(lines: {body})",
            lambda value: isinstance(value, tuple) and any(each.holds(part) for part in value for each in inner),
        )
    return plain_test(chance, kind, form)


def known_test(chance: Random, kind: str) -> Asked:
    return plain_test(chance, kind, chance.choice(["=", *(COMPARE if kind in ORDERED else ())]))


def plain_test(chance: Random, kind: str, form: str) -> Asked:
    wanted = pick(chance, PARTS.get(kind, kind))
    if form == "%":
        share = chance.choice(["0.8", "1", "2.5", "300"])
        return Asked(f"> {share}%", lambda value: isinstance(value, Fraction) and value > Fraction(share) / 100)
    if form == "..":
        low, high = sorted([wanted, pick(chance, kind)])  # type: ignore[type-var]
        opens, closes = chance.choice("[(]"), chance.choice("])[")
        left, right = COMPARE[">=" if opens == "[" else ">"], COMPARE["<=" if closes == "]" else "<"]
        return Asked(f"{opens}{literal(low)}..{literal(high)}{closes}", lambda v: left(v, low) and right(v, high))
    if form in COMPARE:
        return Asked(f"{form} {literal(wanted)}", lambda value: COMPARE[form](value, wanted))
    bare = kind in {"enum", "list", "ranked", "ranked list"} and chance.random() < 0.5
    return Asked(
        str(wanted) if bare else f"{chance.choice(['', '= '])}{literal(wanted)}",
        lambda value: wanted in value if isinstance(value, tuple) else value == wanted,
    )


def contains(chance: Random, kind: str) -> Asked:
    pool = CODES if kind == "list" else ("a", "B", "侵权", "ＩＰ", "z")
    words = [chance.choice(pool) for _ in range(chance.randint(1, 2))]
    plain = [word.replace("ＩＰ", "IP").casefold() for word in words]

    def folded(text: object) -> str:
        return str(text).replace("ａｂ", "ab").casefold()

    def holds(value: Value) -> bool:
        if isinstance(value, tuple):
            return any(word == folded(part) for word in plain for part in value)
        return any(word in folded(value) for word in plain)

    return Asked(f"contains({', '.join(f'{chr(34)}{word}{chr(34)}' for word in words)})", holds)


def some_cell(chance: Random, kind: str) -> tuple[str, Meaning]:
    if chance.random() < 0.35:
        return "-", always
    tests = [some_test(chance, kind) for _ in range(chance.choice([1, 1, 1, 2, 3]))]
    negated = chance.random() < 0.2
    body = ", ".join(test.text for test in tests)

    def holds(value: Value) -> bool:
        if value is None:
            return not negated and any(test.unknown for test in tests)
        return any(test.holds(value) for test in tests) is not negated

    return f"not({body})" if negated else body, holds


def some_table(chance: Random, number: int, known: Mapping[str, str]) -> Written:
    policy = chance.choice(list(HitPolicy))
    gives = "number" if policy.aggregates else "ranked"
    inputs = {name: known[name] for name in chance.sample(sorted(known), chance.randint(1, min(5, len(known))))}
    table = Written(f"t{number}", policy, inputs, f"o{number}", gives)
    for row in range(70 if chance.random() < 0.03 else chance.choice([0, 1, 2, 4, 7, 12])):
        cells = {name: some_cell(chance, kind) for name, kind in inputs.items()}
        texts = [text.replace("|", "") for text, _ in cells.values()]
        table.lines.append(" | ".join([f"R{row}", *texts, some_output(chance, gives), "S0"]))
        table.meant.append({name: holds for name, (_, holds) in cells.items()})
    if chance.random() < 0.4:
        table.lines.append(" | ".join(["default", *["-"] * len(inputs), some_output(chance, gives), "S0"]))
    return table


def some_output(chance: Random, gives: str) -> str:
    return literal(pick(chance, gives)) if gives == "number" else chance.choice(RANKED)


def fact_kind(table: Written) -> str:
    """Return what a table's conclusion is to a later one."""
    if table.policy.many:
        return "ranked list"
    return "number" if table.policy.aggregates else "ranked"


def some_book(chance: Random) -> tuple[Written, ...]:
    """Make tables of which each may read what those before it conclude."""
    known = dict(CASE_FACTS)
    tables: list[Written] = []
    for number in range(chance.randint(1, 5)):
        table = some_table(chance, number, known)
        known[table.output] = fact_kind(table)
        tables.append(table)
    return tuple(tables)


def dictionary(tables: Sequence[Written]) -> str:
    kinds = {"numbers": "数字清单", "dates": "日期清单"}
    lines = [f"{name} {kinds.get(kind, kind)} {','.join(CODES) if kind in {'enum', 'list'} else ''}"
             for name, kind in CASE_FACTS.items()]  # fmt: skip
    shapes = {"ranked": f"enum {','.join(RANKED)}", "ranked list": f"list {','.join(RANKED)}", "number": "number"}
    return "\n".join(lines + [f"{table.output} {shapes[fact_kind(table)]}" for table in tables])


def some_facts(chance: Random) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, kind in CASE_FACTS.items():
        if kind in PARTS:
            values[name] = tuple(chance.choice(POOLS[kind]) for _ in range(chance.randint(0, 3)))  # type: ignore[misc]
        else:
            values[name] = chance.choice(POOLS[kind])
        if chance.random() < 0.15:
            values[name] = None
        if chance.random() < 0.05:
            del values[name]
    return values


def by_engine(table: DecisionTable, facts: Facts, engine: Engine) -> Concluded:
    """Decide a table with nothing but the engine's answer."""
    values = {name: fact.value for name, fact in facts.items()}
    matched = tuple(table.rules[row] for row in engine.met_rows(table.name, values))
    hit = apply_policy(table, matched)
    return Concluded(table, matched, hit.rules, (), hit.findings, aggregate=hit.aggregate)


def check(seed: int, load: Load, words: Words, case: MakeCase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make one rulebook and several cases, and decide each of them in every way."""
    chance = Random(seed)
    written = some_book(chance)
    on_sheets = list(written)
    chance.shuffle(on_sheets)
    rulebook, found = load(*(table.text for table in on_sheets), facts=words(dictionary(written)))
    assert rulebook is not None, (seed, [(each.at, each.text.en) for each in found if each.is_error])
    engine = engine_of(rulebook)
    assert engine is not None
    meant = {table.name: table for table in written}
    for number in range(CASES_PER_BOOK):
        facts = case(**some_facts(chance))
        known, theirs = dict(facts), dict(facts)
        for table in rulebook.tables:
            where = (seed, number, table.name)
            plain, engines = conclude(table, known, engine=None), by_engine(table, theirs, engine)
            values = {name: fact.value for name, fact in known.items()}
            assert plain.matched == engines.matched, where
            assert tuple(map(table.rules.index, plain.matched)) == meant[table.name].matched(values), where
            assert replace(plain, trace=()) == engines, where
            known |= plain.facts()
            theirs |= engines.facts()
        assert known == theirs
        both, said = decide(rulebook, facts, today=DAY)
        with monkeypatch.context() as without:
            without.setattr(runtime, "_core", None)
            alone, said_alone = decide(rulebook, facts, today=DAY)
        assert (both.decided_by, alone.decided_by) == ("durable-rules", "evaluator")
        traced = {"trace": ()} if number else {}  # wording a trace is the dear part; one for each rulebook is enough
        assert said == said_alone, (seed, number)
        assert replace(both, decided_by="", **traced) == replace(alone, decided_by="", **traced), (seed, number)


@pytest.mark.parametrize("part", range(5))
def test_generated_rulebooks_are_decided_as_meant_by_engine_and_evaluator_alike(
    part: int, load: Load, words: Words, case: MakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(part * 50, part * 50 + 50):
        check(seed, load, words, case, monkeypatch)


@pytest.mark.long
def test_twenty_thousand_generated_cases_are_decided_as_meant(
    load: Load, words: Words, case: MakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(10_000, 12_500):
        check(seed, load, words, case, monkeypatch)
