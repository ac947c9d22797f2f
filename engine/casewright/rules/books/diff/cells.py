"""Two spellings of one cell: whether they mean the same, as the engine would read them."""

from dataclasses import replace
from enum import Enum
from fractions import Fraction

from casewright.rules.language.condition import Condition
from casewright.rules.language.cursor import ConditionError
from casewright.rules.language.grammar import parse_condition
from casewright.rules.language.literal import read_output
from casewright.rules.language.vocabulary import Term
from casewright.text import fold_width


class Alike(Enum):
    """How alike two cells are. ``UNREAD``: at least one of them does not read, so they were compared as texts."""

    SAME = "same"
    SPELLING = "spelling"
    MEANING = "meaning"
    UNREAD = "unread"


def alike_conditions(before: str, after: str, old_term: Term | None, new_term: Term | None) -> Alike:
    """Compare two condition cells, each read by the type that its own dictionary gives the column.

    The order of a list does not matter. A column that no dictionary knows claims no sameness about numbers, whose type
    is then not sure.
    """
    if before == after:
        return Alike.SAME
    old, new = _condition(before, old_term), _condition(after, new_term)
    if old is None or new is None:
        return Alike.SPELLING if _bare(before) == _bare(after) else Alike.UNREAD
    if old.negated == new.negated and frozenset(old.tests) == frozenset(new.tests):
        sure = old_term is not None and new_term is not None
        numbers = any(isinstance(value, Fraction) for value in old.operands())
        return Alike.SPELLING if sure or not numbers or _bare(before) == _bare(after) else Alike.MEANING
    return Alike.MEANING


def alike_conclusions(before: str, after: str, old_term: Term | None, new_term: Term | None) -> Alike:
    """Compare two conclusion cells by value; a blank is like ``-``."""
    if before == after:
        return Alike.SAME
    if {before, after} <= {"", "-"}:
        return Alike.SPELLING
    if "" in {before, after}:
        return Alike.MEANING
    try:
        old = read_output(before, term=_open(old_term))
        new = read_output(after, term=_open(new_term))
    except ConditionError:
        return Alike.UNREAD
    return Alike.SPELLING if (type(old), old) == (type(new), new) else Alike.MEANING


def _condition(text: str, term: Term | None) -> Condition | None:
    try:
        return parse_condition(text, term=_open(term))
    except ConditionError:
        return None


def _open(term: Term | None) -> Term | None:
    """Return a term that takes any value: what the dictionary lists is not the question here."""
    return None if term is None else replace(term, values=())


def _bare(text: str) -> str:
    return "".join(fold_width(text).split())
