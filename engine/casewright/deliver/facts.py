"""The facts of a decision as the manifest keeps them: exact, each with its type and its place, to be decided again."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from casewright.model import Fact, Facts, FileRef, RuleRef, Value

#: The day that decides stands in the manifest once, as ``as_of``.
CLOCK = "today"


def facts_json(facts: Facts) -> dict[str, object]:
    """Return the facts that were given, by name; what the tables concluded from them stands in the rows."""
    given = (fact for fact in facts.values() if not isinstance(fact.origin, RuleRef) and fact.name != CLOCK)
    return {fact.name: _fact(fact) for fact in sorted(given, key=lambda fact: fact.name)}


def facts_from(shown: Mapping[str, Mapping[str, object]]) -> dict[str, Fact]:
    """Read back what :func:`facts_json` wrote; raise KeyError, TypeError or ValueError for anything else."""
    return {name: Fact(name, _read(each), FileRef(str(each["at"]))) for name, each in shown.items()}


def _fact(fact: Fact) -> dict[str, object]:
    value = fact.value
    if value is None:
        return {"value": None, "at": fact.origin.at}
    if isinstance(value, tuple):
        kinds = {_kind(part) for part in value} or {"text"}
        kind = kinds.pop()
        word = "list" if kind == "text" else f"{kind} list"
        return {"value": [_scalar(part) for part in value], "type": word, "at": fact.origin.at}
    return {"value": _scalar(value), "type": _kind(value), "at": fact.origin.at}


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, Fraction):
        return "number"
    return "date" if isinstance(value, date) else "text"


def _scalar(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, Fraction):
        return value.isoformat() if isinstance(value, date) else value
    return str(value.numerator) if value.denominator == 1 else _exact(value)


def _exact(value: Fraction) -> str:
    """Return a decimal where one says it exactly (``0.0198``), else the fraction (``2/101``)."""
    text = f"{float(value):.10f}".rstrip("0")
    return text if Fraction(text) == value else f"{value.numerator}/{value.denominator}"


_READERS: Mapping[str, Callable[[object], str | Fraction | bool | date]] = {
    "text": str, "flag": bool, "number": lambda value: Fraction(str(value)),
    "date": lambda value: date.fromisoformat(str(value)),
}  # fmt: skip


def _read(shown: Mapping[str, object]) -> Value:
    value = shown["value"]
    if value is None:
        return None
    kind, _, many = str(shown["type"]).partition(" ")
    if kind == "list" or many == "list":
        if not isinstance(value, list):
            raise TypeError("a list was kept as something else")
        return tuple(_READERS["text" if kind == "list" else kind](part) for part in value)  # type: ignore[misc]
    return _READERS[kind](value)
