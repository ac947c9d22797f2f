"""durable-rules behind one door: which rows of a table match, by the engine's own matching.

Only this file knows the library. Its cell semantics are not used (its number and text comparisons have holes): each
condition is decided in Python, and a rule is a conjunction of the conditions that held. What the measured limits of
2.0.28 ask for:

- at most 60 rules and 240 conditions per ruleset, so that no case can reach the 64 pending nodes, 256 rules on one
  condition or 252 properties at which it fails or crashes;
- a rule that always fires in every ruleset: it proves that the case was not lost, and keeps the state deletable;
- a host without timer threads; flat facts whose values are the number 1; no regular expressions; internal rule names;
- facts, never events; what was asserted is retracted, so one compiled rulebook serves any number of cases.
"""

import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from casewright.model import Value
from casewright.rules.atoms import Atom, Predicate, compile_condition
from casewright.rules.table import DecisionTable, Rule, Rulebook

try:
    import durable_rules_engine as _core
    from durable.engine import Host as _Host
    from durable.engine import MessageNotHandledException, MessageObservedException
except ImportError:  # no compiler at install time, or a Python for which the extension does not load
    _core = None

NAME = "durable-rules"
RULES_PER_SHARD = 60
ATOMS_PER_SHARD = 240
_SENTINEL = "sentinel"
_CASE = "case"
Noted = TypeVar("Noted")


class EngineLostCaseError(RuntimeError):
    """The engine raised, or its sentinel did not fire: its answer must not be used."""


def available() -> bool:
    """Say whether the engine can be used on this machine."""
    return _core is not None


@dataclass(slots=True)
class _Shard:
    """One ruleset: the internal names of its atoms, and what fired for the case at hand."""

    ruleset: str
    atoms: tuple[tuple[str, int], ...]
    fired: list[int] = field(default_factory=list)
    ended: list[bool] = field(default_factory=list)


class Engine:
    """A rulebook compiled once. Safe for many cases and for threads, one case at a time."""

    def __init__(self, tables: Sequence[DecisionTable]) -> None:
        self._host = _quiet_host()
        self._turn = threading.Lock()
        self._numbers: dict[Atom, int] = {}
        self._atoms: list[tuple[tuple[str, Predicate], ...]] = []
        self._shards: dict[str, tuple[_Shard, ...]] = {}
        # At exit the process frees everything at once; before that, a rulebook that is dropped must free its rulesets.
        weakref.finalize(self, _close, self._host).atexit = False
        try:
            for number, table in enumerate(tables):
                self._shards[table.name] = tuple(self._compile(number, table))
        except _core.error as error:
            raise EngineLostCaseError(str(error)) from error

    def met_rows(self, table: str, values: Mapping[str, Value]) -> tuple[int, ...]:
        """Return the positions of the rows that match, in sheet order; raise EngineLostCaseError rather than guess."""
        asked: dict[int, bool] = {}
        with self._turn:
            return tuple(sorted({row for shard in self._shards[table] for row in self._run(shard, values, asked)}))

    def _run(self, shard: _Shard, values: Mapping[str, Value], asked: dict[int, bool]) -> Iterator[int]:
        fact: dict[str, object] = {"id": _CASE, "k": 1}
        for name, number in shard.atoms:
            if number not in asked:
                asked[number] = all(holds(values.get(about)) for about, holds in self._atoms[number])
            if asked[number]:
                fact[name] = 1
        shard.fired.clear()
        shard.ended.clear()
        try:
            self._host.assert_fact(shard.ruleset, dict(fact))
            self._host.retract_fact(shard.ruleset, dict(fact))
        except (_core.error, MessageNotHandledException, MessageObservedException) as error:
            raise EngineLostCaseError(f"{shard.ruleset}: {error}") from error
        if not shard.ended:
            raise EngineLostCaseError(f"{shard.ruleset}: the sentinel did not fire")
        yield from shard.fired

    def _compile(self, number: int, table: DecisionTable) -> Iterator[_Shard]:
        rows: list[tuple[int, tuple[int, ...]]] = []
        used: set[int] = set()
        part = 0
        for row, rule in enumerate(table.rules):
            wanted = tuple(self._numbered(atom) for atom in _atoms_of(rule))
            if rows and (len(rows) >= RULES_PER_SHARD or len(used.union(wanted)) > ATOMS_PER_SHARD):
                yield self._register(f"t{number}s{part}", rows)
                rows, used, part = [], set(), part + 1
            used.update(wanted)
            rows.append((row, wanted))
        if rows:
            yield self._register(f"t{number}s{part}", rows)

    def _numbered(self, atom: Atom) -> int:
        if atom not in self._numbers:
            self._numbers[atom] = len(self._atoms)
            self._atoms.append(tuple((about, compile_condition(condition)) for about, condition in atom))
        return self._numbers[atom]

    def _register(self, name: str, rows: Sequence[tuple[int, tuple[int, ...]]]) -> _Shard:
        used = dict.fromkeys(number for _, wanted in rows for number in wanted)
        shard = _Shard(name, tuple((f"p{number}", number) for number in used))
        definition: dict[str, object] = {}
        for place, (row, wanted) in enumerate(rows):
            parts = [{"k": 1}, *({f"p{number}": 1} for number in wanted)]
            match = {"$and": parts} if len(parts) > 1 else parts[0]
            definition[f"r{row}"] = {"all": [{"m": match}], "pri": place, "run": _note(shard.fired, row)}
        definition[_SENTINEL] = {"all": [{"m": {"k": 1}}], "pri": len(rows), "run": _note(shard.ended, True)}
        self._host.register_rulesets({name: definition})
        return shard


def _atoms_of(rule: Rule) -> Iterator[Atom]:
    """Yield a row's conditions, each once; a row wider than a ruleset may hold has several in one atom."""
    wanted = tuple(dict.fromkeys((cell.fact, cell.condition) for cell in rule.conditions))
    size = -(-len(wanted) // ATOMS_PER_SHARD) or 1
    for start in range(0, len(wanted), size):
        yield wanted[start : start + size]


def engine_of(rulebook: Rulebook) -> Engine | None:
    """Return the rulebook's engine, compiled at first use and kept with it; None where the engine is not available."""
    if not available():
        return None
    kept = rulebook.kept.made.get(NAME)
    if not isinstance(kept, Engine):
        kept = Engine(rulebook.tables)
        rulebook.kept.made[NAME] = kept
    return kept


def _note(into: list[Noted], what: Noted) -> Callable[[object], None]:
    """Return an action that only records: an exception inside an action would be swallowed by the library."""

    def act(_closure: object) -> None:
        into.append(what)

    return act


def _quiet_host() -> "_Host":
    class QuietHost(_Host):  # type: ignore[misc]  # the library has no types
        """A host without its two timer threads, which would race with the case at hand."""

        def _run(self) -> None:
            pass

    return QuietHost()


def _close(host: "_Host") -> None:
    for ruleset in host._ruleset_list:
        _core.delete_ruleset(ruleset._handle)
    host._ruleset_list.clear()
    host._ruleset_directory.clear()
