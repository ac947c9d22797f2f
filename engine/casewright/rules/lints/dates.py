"""Rows and their calendar: expired, not yet in force, never in force, not checked for a year, without a source."""

from collections.abc import Iterator
from datetime import date

from casewright.model import Bilingual, CellRef, Finding, Severity
from casewright.rules.lints.grid import Grid, Role, Row, day_of
from casewright.rules.lints.lint import Lint

EXPIRED = Lint(
    "lint/expired", Severity.INFO,
    Bilingual("把已过失效日的行当成还在起作用。", "Reading a row whose last day has passed as if it still counted."),
    Bilingual("留着它作记录，或写一行接替它的新规则。", "Keep it as a record, or write the row that follows it."),
    Bilingual("过了失效日，这一行不再参与判定；旧案件重看时仍按当时的日期使用它。",
              "After its last day the row decides nothing; a case of that time is still read with it."),
    "effective_to 2025-12-31", "effective_to 2025-12-31 + 新的一行 a new row: effective_from 2026-01-01",
)  # fmt: skip
FUTURE = Lint(
    "lint/future", Severity.INFO,
    Bilingual("以为刚写的行今天就起作用，而生效日还没到。",
              "Taking a row to count today whose first day has not come."),
    Bilingual("生效日写它真正开始的那一天；要马上用就写今天。",
              "Give the day on which it truly begins; today, if it counts now."),
    Bilingual("生效日之前，这一行不参与判定。", "Before its first day the row decides nothing."),
    "effective_from 2027-01-01", "effective_from 2026-11-22",
)  # fmt: skip
SWAPPED = Lint(
    "lint/days-swapped", Severity.ERROR,
    Bilingual("生效日写在失效日之后。", "A first day that lies after the last day."),
    Bilingual("生效日在前，失效日在后，或不写失效日。", "First day before last day, or no last day."),
    Bilingual("这样的行哪一天都不起作用，而且不会有任何提示。",
              "Such a row counts on no day at all, and nobody would notice."),
    "effective_from 2026-12-31 · effective_to 2026-01-01", "effective_from 2026-01-01 · effective_to 2026-12-31",
)  # fmt: skip
NOT_CHECKED = Lint(
    "lint/not-checked", Severity.INFO,
    Bilingual("核对日空着，或已超过一年。", "A row never checked against its source, or not for a year."),
    Bilingual("对照来源再看一遍，把当天写进 checked_on。", "Read the source again and write the day into checked_on."),
    Bilingual("亚马逊的政策和指标会变，一年没核对的数字不能当真。",
              "Amazon's policies and targets change; a figure unchecked for a year is a guess."),
    "checked_on 2024-03-01", "checked_on 2026-11-22",
)  # fmt: skip
NO_SOURCE = Lint(
    "lint/entry-without-source", Severity.WARNING,
    Bilingual("清单里的一行没有写依据。", "A row of a list that names no source."),
    Bilingual("在 source 列写明政策页、通知或内部决定。",
              "Name the policy page, the notice or your own decision in source."),
    Bilingual("没有依据的行，以后没人知道能不能改。",
              "Nobody can tell later whether a row without a source may be changed."),
    "source （空 blank）", "source A.1 · P12",
)  # fmt: skip

_EXPIRED = EXPIRED.kind(
    "“{id}”已于 {day} 失效，{on} 不起作用。", "\"{id}\" ended on {day}; it does not count on {on}.",
    "不再需要就留作记录；还需要就改失效日或另写一行。",
    "Leave it as a record, or change its last day or add the row that follows it.",
)  # fmt: skip
_FUTURE = FUTURE.kind(
    "“{id}”从 {day} 起生效，{on} 还不起作用。", "\"{id}\" counts from {day} on; it does not count on {on} yet.",
    "要提前使用就改生效日。", "Change its first day if it should count earlier.",
)  # fmt: skip
_SWAPPED = SWAPPED.kind(
    "“{id}”的生效日 {start} 在失效日 {end} 之后，这一行哪天都不起作用。",
    "\"{id}\" begins on {start}, after its last day {end}; it counts on no day.",
    "把两个日期对调，或改正写错的一个。", "Swap the two days, or correct the wrong one.",
)  # fmt: skip
_NOT_CHECKED = NOT_CHECKED.kind(
    "“{id}”{zh}。", "\"{id}\" {en}.",
    "对照来源再看一遍，把当天写进 checked_on。", "Read its source again and write the day into checked_on.",
)  # fmt: skip
_NO_SOURCE = NO_SOURCE.kind(
    "清单“{name}”的“{id}”没有写依据。", "\"{id}\" of the list \"{name}\" names no source.",
    "在 source 列写明依据。", "Say in the column source what it rests on.",
)  # fmt: skip

DATE_LINTS = (EXPIRED, FUTURE, SWAPPED, NOT_CHECKED, NO_SOURCE)


def calendar(grid: Grid, on: date | None) -> Iterator[Finding]:
    """Yield what is to say about the dates of each row; ``on`` None: only what is wrong on every day."""
    if grid.sort == "tests":
        return
    for row in grid.rows:
        first = row.at(grid.id.place)
        if not first.text or (grid.sort == "table" and not _says_anything(grid, row)):
            continue
        start, end = (_day(grid, row, name) for name in ("effective_from", "effective_to"))
        if start and end and start[0] > end[0]:
            yield _SWAPPED.at(start[1], id=first.text, start=start[0], end=end[0])
        elif on is not None:
            yield from _today(grid, row, start, end, on)
        yield from _source(grid, row)


def _says_anything(grid: Grid, row: Row) -> bool:
    places = [column.place for column in grid.columns if column.role in {Role.ASK, Role.ANSWER}]
    return any(row.at(place).text for place in places)


def _today(
    grid: Grid, row: Row, start: tuple[date, CellRef] | None, end: tuple[date, CellRef] | None, on: date
) -> Iterator[Finding]:
    name = row.at(grid.id.place).text
    if end and end[0] < on:
        yield _EXPIRED.at(end[1], id=name, day=end[0], on=on)
        return  # nobody need check a row that has ended
    if start and start[0] > on:
        yield _FUTURE.at(start[1], id=name, day=start[0], on=on)
    yield from _checked(grid, row, on)


def _checked(grid: Grid, row: Row, on: date) -> Iterator[Finding]:
    column = grid.column("checked_on")
    if column is None:
        return
    cell, name = row.at(column.place), row.at(grid.id.place).text
    day = day_of(cell)
    if day is None and not cell.text and cell.formula is None:
        yield _NOT_CHECKED.at(cell.ref, id=name, zh="没有写核对日", en="was never checked against its source")
    elif day is not None and day < _year_before(on):
        yield _NOT_CHECKED.at(cell.ref, id=name, zh=f"上次核对是 {day}，已超过一年",
                              en=f"was last checked on {day}, more than a year ago")  # fmt: skip


def _source(grid: Grid, row: Row) -> Iterator[Finding]:
    column = grid.column("source")
    if grid.sort == "list" and column is not None and not row.at(column.place).text:
        name = row.at(grid.id.place).text
        yield _NO_SOURCE.at(row.at(column.place).ref, id=name, name=grid.name)


def _day(grid: Grid, row: Row, name: str) -> tuple[date, CellRef] | None:
    column = grid.column(name)
    day = day_of(row.at(column.place)) if column else None
    return (day, row.at(column.place).ref) if column and day else None


def _year_before(on: date) -> date:
    return on.replace(year=on.year - 1, day=28) if (on.month, on.day) == (2, 29) else on.replace(year=on.year - 1)
