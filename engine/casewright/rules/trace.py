"""Why each row of a table matched or not, written out only when somebody reads it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import overload

from casewright.model import CellTrace, RowTrace, Value
from casewright.rules.fit import show_value
from casewright.rules.held import Held
from casewright.rules.table import DecisionTable, Rule


class Trace(Sequence[RowTrace]):
    """Rows in sheet order. A case has a thousand cells and few readers: they are worded at the first look."""

    def __init__(self, size: int, write: Callable[[], tuple[RowTrace, ...]]) -> None:
        self._size = size
        self._write = write
        self._written: tuple[RowTrace, ...] | None = None

    def rows(self) -> tuple[RowTrace, ...]:
        """Return every row."""
        if self._written is None:
            self._written = self._write()
        return self._written

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> RowTrace: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[RowTrace, ...]: ...
    def __getitem__(self, place: int | slice) -> RowTrace | tuple[RowTrace, ...]:
        return self.rows()[place]

    def __iter__(self) -> Iterator[RowTrace]:
        return iter(self.rows())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.rows() == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as unhashable as the decision that holds it

    def __repr__(self) -> str:
        return f"Trace({self._size} rows)"

    def __reduce__(self) -> tuple[type[tuple[RowTrace, ...]], tuple[tuple[RowTrace, ...]]]:
        return (tuple, (self.rows(),))


def join_traces(parts: Sequence[Sequence[RowTrace]]) -> Trace:
    """Return one trace of several, in their order."""
    return Trace(sum(map(len, parts)), lambda: tuple(row for part in parts for row in part))


def trace_rows(table: DecisionTable, values: Mapping[str, Value], held: Held, *, fired: Sequence[Rule] = ()) -> Trace:
    """Return every row in force with every cell that asks something, met or not; the default row last."""
    size = len(table.rules) + (table.default is not None)
    return Trace(size, partial(_rows, table, values, held, frozenset(rule.id for rule in fired)))


def _rows(table: DecisionTable, values: Mapping[str, Value], held: Held, fired: frozenset[str]) -> tuple[RowTrace, ...]:
    shown = {column.name: show_value(values.get(column.name)) for column in table.inputs}
    rows = []
    for place, rule in enumerate(table.rules):
        answers = held.cells(place)
        cells = [
            CellTrace(cell.ref.at, cell.text, cell.fact, shown[cell.fact], met)
            for cell, met in zip(rule.conditions, answers, strict=True)
        ]
        rows.append(
            RowTrace(
                table.name, rule.id, rule.origin.at, all(answers), rule.id in fired, tuple(cells), rule.reason,
            )
        )  # fmt: skip
    if table.default is not None:
        row = table.default
        applies = row.id in fired
        rows.append(RowTrace(table.name, row.id, row.origin.at, applies, applies, (), row.reason))
    return tuple(rows)
