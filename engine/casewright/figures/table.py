"""A report export as a table: its separator, its header line wherever it stands, and its lines by column."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from casewright.model import FileRef
from casewright.text import fold_width, parse_day

#: Header lines stand near the top; payment exports carry a preface of up to a dozen lines.
HEAD = 25
_FIELD_LIMIT = 1 << 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a report: our key and the headers that it comes under, in any language."""

    key: str
    names: tuple[str, ...]
    required: bool = True


def column(key: str, names: str, *, required: bool = True) -> Column:
    """Return a column whose headers are given in one text, separated by ``|``."""
    return Column(key, tuple(names.split("|")), required)


@dataclass(frozen=True, slots=True)
class When:
    """A time in a report: its UTC day, and the moment where the report shows one."""

    day: date
    at: datetime | None = None

    def after(self, other: "When") -> bool:
        """Say whether this lies after another time; days are compared where either shows no clock."""
        if self.at is not None and other.at is not None:
            return self.at > other.at
        return self.day > other.day


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report, by column key."""

    values: Mapping[str, str]
    ref: FileRef

    def text(self, key: str) -> str:
        """Return a value without blanks around it, empty where the column is missing."""
        return self.values.get(key, "")

    def when(self, key: str, zone: str) -> When | None:
        """Return a time; a clock without a zone is read in the store's zone. None: blank or with two readings."""
        return read_when(self.text(key), zone)


@dataclass(frozen=True, slots=True)
class Table:
    """A report's header and lines."""

    file: str
    header: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]

    def positions(self, columns: Sequence[Column]) -> dict[str, int]:
        """Return where each known column stands."""
        places = {fold(name): number for number, name in reversed(list(enumerate(self.header)))}
        found = {}
        for column in columns:
            place = next((places[fold(name)] for name in column.names if fold(name) in places), None)
            if place is not None:
                found[column.key] = place
        return found

    def read(self, columns: Sequence[Column]) -> Iterator[Line]:
        """Yield the lines by column key."""
        places = self.positions(columns)
        for number, cells in self.lines:
            values = {key: cells[place].strip() for key, place in places.items() if place < len(cells)}
            yield Line(values, FileRef(self.file, f"line {number}"))


def fold(name: str) -> str:
    """Return a header's name without capitals, blanks, hyphens and signs, so that Order ID is order-id."""
    return re.sub(r"[^0-9a-z\u00c0-\u024f\u3040-\u9fff]", "", fold_width(name).casefold())


def tables(file: str, text: str, known: Sequence[Sequence[Column]]) -> Table | None:
    """Return a file's table: the line near the top that names most known columns is its header."""
    lines = text.lstrip("\ufeff").split("\n")
    best: tuple[int, int, str] | None = None
    for number, line in enumerate(lines[:HEAD]):
        for mark in ("\t", ",", ";"):
            if mark not in line:
                continue
            folded = {fold(name) for name in _split(line, mark)}
            score = max((sum(any(fold(name) in folded for name in column.names) for column in columns)
                         for columns in known), default=0)  # fmt: skip
            if score >= 2 and (best is None or score > best[0]):
                best = (score, number, mark)
    if best is None:
        return None
    _, first, mark = best
    csv.field_size_limit(_FIELD_LIMIT)
    whole = io.StringIO("\n".join(lines[first:]))
    bare = mark == "\t" and '"' not in lines[first]  # flat files of Amazon's quote nothing, and titles hold inch signs
    reader = csv.reader(whole, delimiter=mark, quoting=csv.QUOTE_NONE) if bare else csv.reader(whole, delimiter=mark)
    rows = [(first + reader.line_num, tuple(row)) for row in reader]
    kept = tuple((number, row) for number, row in rows[1:] if any(cell.strip() for cell in row) and row[0][:1] != "#")
    return Table(file, tuple(cell.strip() for cell in rows[0][1]), kept)


def _split(line: str, mark: str) -> list[str]:
    return next(csv.reader([line], delimiter=mark), [])


def read_when(raw: str, zone: str) -> When | None:
    """Read a time of a report: ISO with or without a zone, or a day that has one reading."""
    text = fold_width(raw).strip()
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        day = parse_day(re.sub(r"\s+[A-Z]{2,4}$", "", text))
        return When(day) if isinstance(day, date) else None
    if len(text) <= 10:
        return When(moment.date())
    aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return When(aware.astimezone(UTC).date(), aware.astimezone(UTC))
