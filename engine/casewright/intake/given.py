"""What was typed, before it is understood: values with their place, by field key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from casewright.model import Finding, Place, Remark
from casewright.sheets import CellValue


@dataclass(frozen=True, slots=True)
class Given:
    """One typed value. ``percent``: its cell shows the number as a percentage (0.0198 stands there as 1.98 %)."""

    value: CellValue
    place: Place
    percent: bool = False

    @property
    def text(self) -> str:
        """Return the value as a person would type it, without blanks around it."""
        return plain_text(self.value)

    @property
    def blank(self) -> bool:
        """Say whether nothing but blanks was typed."""
        return not self.text


@dataclass(frozen=True, slots=True)
class GivenRow:
    """One row of a row sheet, by field key."""

    cells: Mapping[str, Given]
    place: Place


@dataclass(frozen=True, slots=True)
class GivenCase:
    """A whole case as typed, from whichever shape it came: ``rows`` by sheet key."""

    origin: Place
    fields: Mapping[str, Given]
    rows: Mapping[str, tuple[GivenRow, ...]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    findings: tuple[Finding, ...] = ()


def plain_text(value: CellValue) -> str:
    """Return a cell's value as text: whole numbers without decimals, days without a midnight behind them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def places_of(given: GivenCase) -> Iterator[Place]:
    """Yield the address of everything that was typed for a case."""
    yield from (value.place for value in given.fields.values())
    yield from (remark.origin for remark in given.remarks)
    for rows in given.rows.values():
        yield from (value.place for row in rows for value in row.cells.values())
