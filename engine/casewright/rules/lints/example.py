"""An example case out of a box, written as the lines that the tests sheet takes."""

from collections.abc import Iterable, Mapping

from casewright.model import Value
from casewright.rules.fit import show_value
from casewright.rules.language.condition import print_scalar
from casewright.rules.language.cursor import ConditionError
from casewright.rules.language.literal import read_output
from casewright.rules.language.vocabulary import Term
from casewright.rules.lints.space import MISSING, Box, Space
from casewright.rules.table import element_term


def example_in(space: Space, box: Box, *, known: Iterable[str] = ()) -> dict[str, Value]:
    """Return a case of the box with as few facts as will do; ``known`` facts are given a value in any event."""
    wanted = set(known)
    values: dict[str, Value] = {}
    for axis, points in zip(space.axes, box, strict=False):
        if axis.name not in wanted and points & MISSING:
            continue
        value = axis.pick(points)
        if value is not None:
            values[axis.name] = value
    return values


def write_example(space: Space, values: Mapping[str, Value]) -> str:
    """Return ``fact=value`` lines; a fact that is not known has none."""
    terms = {axis.name: axis.term for axis in space.axes}
    lines = [f"{name}={write_value(value, terms.get(name))}" for name, value in values.items() if value is not None]
    return "\n".join(lines) or "-"


def write_value(value: Value, term: Term | None) -> str:
    """Return a value so that the tests sheet reads it back as the same value: in quotes only where it must be."""
    if isinstance(value, tuple):
        return "|".join(write_value(part, element_term(term)) for part in value) or "|"
    shown = show_value(value)
    if not isinstance(value, str):
        return shown
    try:
        same = bool(shown) and shown == shown.strip() and read_output(shown, term=term) == value
    except ConditionError:
        same = False
    return shown if same and "\n" not in shown else print_scalar(value)
