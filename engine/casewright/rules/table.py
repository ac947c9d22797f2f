"""A rulebook in memory: tables in the order of the chain, rows in sheet order, cells with their address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from casewright.model import Bilingual, CellRef, RuleRef, Value
from casewright.rules.language.condition import Condition
from casewright.rules.language.vocabulary import Term, Vocabulary


class HitPolicy(StrEnum):
    """What becomes of the rows that match, as DMN 1.3 defines it: one counts, all count, or a number of them does."""

    UNIQUE = "UNIQUE"
    ANY = "ANY"
    FIRST = "FIRST"
    PRIORITY = "PRIORITY"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"
    COLLECT = "COLLECT"
    COLLECT_SUM = "COLLECT SUM"
    COLLECT_MIN = "COLLECT MIN"
    COLLECT_MAX = "COLLECT MAX"
    COLLECT_COUNT = "COLLECT COUNT"

    @property
    def many(self) -> bool:
        """Say whether several rows may apply, so that each conclusion is a list."""
        return self in {HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER}

    @property
    def aggregates(self) -> bool:
        """Say whether the rows that match become one value: a sum, a smallest, a largest, a count."""
        return self in {
            HitPolicy.COLLECT_SUM, HitPolicy.COLLECT_MIN, HitPolicy.COLLECT_MAX, HitPolicy.COLLECT_COUNT,
        }  # fmt: skip

    @property
    def ranks(self) -> bool:
        """Say whether the order of the output values decides."""
        return self in {HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER}


@dataclass(frozen=True, slots=True)
class Column:
    """An input or output of a table. ``term`` None: nothing tells the type; ``guessed``: the cells told it.

    ``order`` lists the values of an output from the weightiest down, where the head or the dictionary gives them.
    """

    name: str
    ref: CellRef
    term: Term | None = None
    guessed: bool = False
    order: tuple[str, ...] = ()

    @property
    def prose(self) -> bool:
        """Say whether the column is a text for readers, which no condition asks about."""
        return self.name.endswith(("_zh", "_en"))


@dataclass(frozen=True, slots=True)
class ConditionCell:
    """One cell that asks something: of which fact, in what words, read as what."""

    fact: str
    text: str
    condition: Condition
    ref: CellRef


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. ``conditions`` leaves out the cells that ask nothing; all of the others must hold."""

    id: str
    origin: RuleRef
    conditions: tuple[ConditionCell, ...]
    outputs: Mapping[str, Value]
    reason: Bilingual
    source: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    checked_on: date | None = None

    def in_force(self, on: date | None) -> bool:
        """Say whether the row counts on a day; None asks for every row."""
        if on is None:
            return True
        return (self.effective_from or on) <= on <= (self.effective_to or on)


class Kept:
    """Room for what is made once out of a rulebook or a table (compiled rules); it never travels to another process."""

    def __init__(self) -> None:
        self.made: dict[str, object] = {}

    def __reduce__(self) -> tuple[type["Kept"], tuple[()]]:
        return (Kept, ())


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """One sheet. ``rules`` are in force, ``dormant`` rows are expired or not yet in force.

    ``default`` is the row that applies when none of the rules matches; it is never one of them.
    """

    name: str
    hit_policy: HitPolicy
    purpose: Bilingual
    inputs: tuple[Column, ...]
    outputs: tuple[Column, ...]
    rules: tuple[Rule, ...]
    ref: CellRef
    dormant: tuple[Rule, ...] = ()
    default: Rule | None = None
    kept: Kept = field(default_factory=Kept, init=False, repr=False, compare=False)

    @property
    def written(self) -> tuple[Rule, ...]:
        """Return every row of the sheet that concludes something: in force or not, the default last."""
        return (*self.rules, *self.dormant, *((self.default,) if self.default else ()))

    @property
    def origin(self) -> RuleRef:
        """Return the address of the table as a whole."""
        return RuleRef(self.ref.file, self.ref.sheet, "", self.ref.cell)


@dataclass(frozen=True, eq=False)
class Rulebook:
    """The tables of a workbook in the order in which they decide. Two rulebooks are equal only if they are one."""

    file: str
    tables: tuple[DecisionTable, ...]
    vocabulary: Vocabulary
    kept: Kept = field(default_factory=Kept, repr=False)

    def table(self, name: str) -> DecisionTable | None:
        """Return the table of that name."""
        return next((table for table in self.tables if table.name == name), None)


#: A collected column becomes a list fact; these have a name of their own, every other keeps the column's.
_LIST_FACTS = {("root_causes", "cause"): "causes", ("evidence", "kind"): "evidence_needed"}


def fact_name(table: str, output: str) -> str:
    """Return the name under which later tables see a table's output."""
    return _LIST_FACTS.get((table, output), output)


def element_term(term: Term | None) -> Term | None:
    """Return the term of one part of a list, the term itself for anything else."""
    return term.of_part if term is not None else None
