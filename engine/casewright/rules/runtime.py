"""durable-rules behind one door: which rows of a table match, by the engine's own matching.

Only this file knows the library. Its cell semantics are not used (its number and text comparisons have holes): each
condition is decided in Python, and a rule is a conjunction of the conditions that held. What the measured limits of
2.0.28 ask for:

- at most 60 rules and 240 conditions per ruleset, so that no case can reach the 64 pending nodes, 256 rules on one
  condition or 252 properties at which it fails or crashes;
- a rule that always fires in every ruleset: it proves that the case was not lost, and ends the agenda;
- flat facts whose values are the number 1, under internal names; one state; no events, no regular expressions;
- what was asserted is retracted, so one compiled rulebook serves any number of cases; what failed is made anew.

The matching core is called without the library's Python host: that one starts timer threads, swallows exceptions of
actions, changes the definitions that it is given and reads every fired fact back as JSON, at ten times the cost.
"""

import json
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from casewright.model import Value
from casewright.rules.language.condition import Condition
from casewright.rules.questions import Questions, only_equals
from casewright.rules.table import DecisionTable, Rule, Rulebook

try:
    import durable_rules_engine as _core
except ImportError:  # no compiler at install time, or a Python for which the extension does not load
    _core = None

NAME = "durable-rules"
RULES_PER_SHARD = 60
ATOMS_PER_SHARD = 240
_SENTINEL = "end"
#: The one case that a ruleset holds at a time, with what the sentinel waits for.
_OPENING = '{"id":"case","k":1'
#: One atom: the questions that must all hold (several only in rows of extreme width).
_Atom = tuple[int, ...]


class EngineLostCaseError(RuntimeError):
    """The engine raised, or its sentinel did not fire: its answer must not be used."""


def available() -> bool:
    """Say whether the engine can be used on this machine."""
    return _core is not None


@dataclass(slots=True)
class _Shard:
    """One ruleset: its handle in the library, its definition, and the property that stands for each atom."""

    name: str
    definition: str
    asked: tuple[int, ...]
    texts: tuple[str, ...]
    wide: tuple[tuple[_Atom, str], ...]
    rules: int
    handle: int = -1


@dataclass(frozen=True, slots=True)
class _Compiled:
    """One table: what it asks, fact by fact, and its rulesets."""

    questions: tuple[Questions, ...]
    shards: tuple[_Shard, ...]


class Engine:
    """A rulebook compiled once. Safe for many cases and for threads, one case at a time."""

    def __init__(self, tables: Sequence[DecisionTable]) -> None:
        self._turn = threading.Lock()
        #: Each ruleset in the library, and whether it has decided a case.
        self._handles: dict[int, bool] = {}
        # At exit the process frees everything at once; before that, a rulebook that is dropped must free its rulesets.
        weakref.finalize(self, _close, self._handles).atexit = False
        self._tables = {table.name: _compile(number, table) for number, table in enumerate(tables)}
        for compiled in self._tables.values():
            for shard in compiled.shards:
                self._register(shard)

    def met_rows(self, table: str, values: Mapping[str, Value]) -> tuple[int, ...]:
        """Return the positions of the rows that match, in sheet order; raise EngineLostCaseError rather than guess."""
        compiled = self._tables[table]
        held: set[int] = set()
        for each in compiled.questions:
            held.update(each.met(values.get(each.about)))
        rows: list[int] = []
        with self._turn:
            for shard in compiled.shards:
                rows += self._run(shard, held)
        return tuple(sorted(rows))

    def _run(self, shard: _Shard, held: set[int]) -> list[int]:
        fact = _OPENING + "".join(compress(shard.texts, map(held.__contains__, shard.asked)))
        if shard.wide:
            fact += "".join([text for atom, text in shard.wide if held.issuperset(atom)])
        fact += "}"
        try:
            fired = _fire(shard, fact)
        except (_core.error, EngineLostCaseError) as error:
            self._handles[shard.handle] = False
            self._register(shard)
            raise EngineLostCaseError(f"{shard.name}: {error}") from error
        self._handles[shard.handle] = True
        return fired

    def _register(self, shard: _Shard) -> None:
        """Make the ruleset in the library; what a failed one holds is left behind until the rulebook is dropped."""
        try:
            shard.handle = _core.create_ruleset(shard.name, shard.definition)
        except _core.error as error:
            raise EngineLostCaseError(f"{shard.name}: {error}") from error
        self._handles[shard.handle] = False


def _fire(shard: _Shard, fact: str) -> list[int]:
    """Assert a case, take down each row that the engine fires, and retract the case."""
    state = _accepted(_core.assert_fact(shard.handle, fact))
    started = _core.start_action_for_state(shard.handle, state)
    message = started[1] if started else None
    fired: set[str] = set()
    for _ in range(shard.rules + 1):
        if not message:
            break
        fired.add(message[2 : message.index('"', 2)])  # {"<rule>":{"m":{...}}}
        message = _core.complete_and_start_action(shard.handle, state)
    _accepted(_core.retract_fact(shard.handle, fact))
    if message or _SENTINEL not in fired:
        raise EngineLostCaseError("the sentinel did not fire")
    return [int(name) for name in fired if name != _SENTINEL]


def _accepted(answer: tuple[int, int]) -> int:
    """Return the state of the case; 1: not handled, 2: seen before, 3: put off."""
    code, state = answer
    if code:
        raise EngineLostCaseError(f"the case was not taken ({code})")
    return state


def _compile(number: int, table: DecisionTable) -> _Compiled:
    asked: dict[str, dict[Condition, int]] = {}
    total = 0
    rows: list[tuple[_Atom, ...]] = []
    for rule in table.rules:
        for cell in rule.conditions:
            known = asked.setdefault(cell.fact, {})
            if cell.condition not in known:
                known[cell.condition] = total
                total += 1
        rows.append(tuple(_atoms(rule, asked)))
    questions = tuple(Questions(about, conditions) for about, conditions in asked.items())
    shards = (_shard(f"t{number}s{part}", cut) for part, cut in enumerate(_cuts(rows)))
    return _Compiled(questions, tuple(shards))


def _atoms(rule: Rule, asked: Mapping[str, Mapping[Condition, int]]) -> Iterator[_Atom]:
    """Yield a row's conditions, each once, what rarely holds first: it spares the engine the rest of the row.

    A row wider than a ruleset may hold has several in one atom.
    """
    cells = sorted(rule.conditions, key=lambda cell: not only_equals(cell.condition))
    wanted = tuple(dict.fromkeys(asked[cell.fact][cell.condition] for cell in cells))
    size = -(-len(wanted) // ATOMS_PER_SHARD) or 1
    for start in range(0, len(wanted), size):
        yield wanted[start : start + size]


def _cuts(rows: Iterable[tuple[_Atom, ...]]) -> Iterator[dict[int, tuple[_Atom, ...]]]:
    """Cut a table into parts that a ruleset can hold: row number to atoms."""
    part: dict[int, tuple[_Atom, ...]] = {}
    used: set[_Atom] = set()
    for row, atoms in enumerate(rows):
        if part and (len(part) >= RULES_PER_SHARD or len(used.union(atoms)) > ATOMS_PER_SHARD):
            yield part
            part, used = {}, set()
        used.update(atoms)
        part[row] = atoms
    if part:
        yield part


def _shard(name: str, rows: Mapping[int, tuple[_Atom, ...]]) -> _Shard:
    used = {
        atom: f"p{place:x}" for place, atom in enumerate(dict.fromkeys(a for atoms in rows.values() for a in atoms))
    }
    rules: dict[str, object] = {
        str(row): _rule([used[atom] for atom in atoms], place) for place, (row, atoms) in enumerate(rows.items())
    }
    rules[_SENTINEL] = _rule([], len(rows))
    texts = {atom: f',"{text}":1' for atom, text in used.items()}
    narrow = {atom[0]: text for atom, text in texts.items() if len(atom) == 1}
    wide = tuple((atom, text) for atom, text in texts.items() if len(atom) > 1)
    return _Shard(name, json.dumps(rules), tuple(narrow), tuple(narrow.values()), wide, len(rows))


def _rule(wanted: Sequence[str], place: int) -> dict[str, object]:
    parts = [{"k": 1}, *({name: 1} for name in wanted)]
    return {"all": [{"m": {"$and": parts} if wanted else parts[0]}], "pri": place}


def engine_of(rulebook: Rulebook) -> Engine | None:
    """Return the rulebook's engine, compiled at first use and kept with it; None where the engine is not available."""
    if not available():
        return None
    kept = rulebook.kept.made.get(NAME)
    if not isinstance(kept, Engine):
        kept = Engine(rulebook.tables)
        rulebook.kept.made[NAME] = kept
    return kept


def _close(handles: dict[int, bool]) -> None:
    for handle, decided in handles.items():
        if decided:  # a ruleset does not free its state; one in which nothing fired must not be asked to
            _core.delete_state(handle, None)
        _core.delete_ruleset(handle)
    handles.clear()
