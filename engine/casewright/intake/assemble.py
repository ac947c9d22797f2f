"""A case out of given values: each read as its field's type, each row as its noun, references checked."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from itertools import count
from typing import Any, TypeVar

from casewright.intake.choices import Choices
from casewright.intake.form import Form, FormField, FormSheet
from casewright.intake.given import Given, GivenCase, GivenRow
from casewright.intake.identifiers import expand_ranges
from casewright.intake.references import resolve_evidence
from casewright.intake.values import Read, read_value
from casewright.model import (
    Case,
    DashboardFigure,
    EvidenceRow,
    Finding,
    Kind,
    Listing,
    Place,
    Position,
    ReportRow,
    Severity,
    Statement,
    StatementKind,
    Submission,
)

T = TypeVar("T")

REQUIRED = Kind(
    "intake/required-missing", Severity.ERROR,
    "必填项“{field_zh}”是空的。", "\"{field_en}\" is required and blank.",
    "填写后重新放入，例如：{example}", "Fill it in and drop the case again, for example: {example}",
)  # fmt: skip
NO_STATEMENT = Kind(
    "intake/statement-blank", Severity.ERROR,
    "这一行没有写陈述，也没有选措施。", "This row has neither a statement nor an action.",
    "用客户的原话写出这件事；不需要的行请整行删除。",
    "Write the fact in the client's words; delete the row if it is not wanted.",
)  # fmt: skip
ID_TWICE = Kind(
    "intake/id-twice", Severity.ERROR,
    "编号“{id}”出现两次，另一处在 {other}。", "Id \"{id}\" stands twice; the other is at {other}.",
    "给其中一行换一个编号，并核对引用它的地方。", "Give one of the rows another id and check what refers to it.",
)  # fmt: skip
ID_GIVEN = Kind(
    "intake/id-given", Severity.INFO,
    "这一行没有编号，按 {id} 处理。", "This row has no id; it is taken as {id}.",
    "需要被引用时请把编号填上。", "Fill the id in where other rows refer to it.",
)  # fmt: skip
ASIN_TWICE = Kind(
    "intake/asin-twice", Severity.WARNING,
    "ASIN {asin} 已在 {other} 列出。", "ASIN {asin} is already listed at {other}.",
    "删除重复的一行。", "Delete one of the rows.",
)  # fmt: skip
PERIOD_REVERSED = Kind(
    "intake/period-reversed", Severity.ERROR,
    "涵盖起始 {first} 晚于涵盖截止 {last}。", "It covers from {first}, which is after its last day {last}.",
    "核对后改正两个日期。", "Check and correct the two dates.",
)  # fmt: skip
NO_FILE = Kind(
    "intake/evidence-without-file", Severity.WARNING,
    "证据 {id} 没有写文件名。", "Evidence {id} names no file.",
    "补上文件名；还没拿到的，在“备注”里写明何时能提供。",
    "Add the file name; if it is still to come, say in the note when.",
)  # fmt: skip


class _Reader:
    """Read one case, gathering findings on the way."""

    def __init__(self, form: Form, choices: Choices) -> None:
        self.form = form
        self.choices = choices
        self.found: list[Finding] = []

    def read(self, field: FormField, given: Given | None, place: Place) -> Read:
        """Return the value of a field, its findings kept; a required blank is one."""
        if given is None or given.blank:
            if field.required:
                self.found.append(REQUIRED.at(given.place if given else place, example=field.example,
                                              **field.names_both()))  # fmt: skip
            return () if field.type in {"list", "ids", "asins", "orders", "enums"} else None
        value, found = read_value(field, given, self.choices)
        self.found.extend(found)
        return value

    def row(self, sheet: FormSheet, row: GivenRow) -> dict[str, Any]:
        """Return a row's values by attribute, texts never None."""
        own = [field for field in sheet.fields if not field.lang]
        values: dict[str, Any] = {field.attr: self.read(field, row.cells.get(field.key), row.place) for field in own}
        values |= {field.attr: () for field in sheet.fields if field.lang}
        for field, given in _translations(sheet, row):
            if not given.blank:
                said = (field.lang, self.read(field, given, row.place))
                values[field.attr] = tuple(sorted((*values[field.attr], said)))
        texts = {field.attr for field in own if field.type in {"text", "id", "file"}}
        return {attr: "" if value is None and attr in texts else value for attr, value in values.items()}

    def place(self, row: GivenRow, key: str) -> Place:
        """Return the address of a row's cell, the row's own where its column is missing."""
        given = row.cells.get(key)
        return given.place if given else row.place


def assemble(given: GivenCase, *, form: Form, choices: Choices) -> tuple[Case, tuple[Finding, ...]]:
    """Return the case that the given values tell, and everything that is wrong with them."""
    reader = _Reader(form, choices)
    values: dict[str, Any] = {}
    origins: dict[str, Place] = {}
    dashboard: list[DashboardFigure] = []
    for field in form.case.fields:
        typed = given.fields.get(field.key)
        value = reader.read(field, typed, given.origin)
        if typed is not None:
            origins[field.attr] = origins[field.key] = typed.place
        if field.type != "percent":
            values[field.attr] = value
        elif isinstance(value, Fraction) and typed is not None:
            dashboard.append(DashboardFigure(field.attr, value, typed.place))
    evidence = _evidence(reader, given.rows.get("evidence", ()))
    statements = _statements(reader, given.rows.get("statements", ()), evidence)
    values["position"] = Position(values["position"]) if values["position"] else Position.UNKNOWN
    values["ref"] = values["ref"] or ""
    case = Case(
        **values, origin=given.origin, dashboard=tuple(dashboard),
        listings=_listings(reader, given.rows.get("listings", ())), statements=statements, evidence=evidence,
        submissions=_submissions(reader, given.rows.get("submissions", ())),
        reports=_reports(reader, given.rows.get("reports", ())), remarks=given.remarks, origins=origins,
    )  # fmt: skip
    return case, tuple(reader.found)


def _statements(reader: _Reader, rows: Iterable[GivenRow], evidence: tuple[EvidenceRow, ...]) -> tuple[Statement, ...]:
    sheet = reader.form.sheet("statements")
    kept: list[Statement] = []
    for row, name in _numbered(reader, rows, "F"):
        values = reader.row(sheet, row)
        if not (values["zh"] or values["en"] or values["action"]):
            reader.found.append(NO_STATEMENT.at(reader.place(row, "statement")))
        if values["kind"] is None:
            continue
        for key in ("evidence", "record"):
            values[key], found = resolve_evidence(expand_ranges(values[key]), evidence, at=reader.place(row, key))
            reader.found.extend(found)
        values |= {"id": name, "kind": StatementKind(values["kind"]), "admitted": bool(values["admitted"])}
        kept.append(Statement(origin=row.place, places=_places(sheet, row), **values))
    return tuple(kept)


def _translations(sheet: FormSheet, row: GivenRow) -> Iterable[tuple[FormField, Given]]:
    """Yield the columns of a row that hold a translation, into whichever language."""
    for key, given in row.cells.items():
        field = sheet.find(key)
        if field is not None and field.lang and field.key == key:
            yield field, given


def _places(sheet: FormSheet, row: GivenRow) -> tuple[tuple[str, Place], ...]:
    """Return where the texts of a row stand that a plan may quote, blank ones too: what is missing goes there."""
    stems = {field.stem for field in sheet.fields if field.lang}
    return tuple((key, given.place) for key, given in row.cells.items() if key.partition("_")[0] in stems)


def _evidence(reader: _Reader, rows: Iterable[GivenRow]) -> tuple[EvidenceRow, ...]:
    sheet = reader.form.sheet("evidence")
    kept: list[EvidenceRow] = []
    for row, name in _numbered(reader, rows, "E"):
        values = reader.row(sheet, row)
        first, last = values["covers_from"], values["covers_to"]
        if isinstance(first, date) and isinstance(last, date) and first > last:
            reader.found.append(PERIOD_REVERSED.at(reader.place(row, "covers_to"), first=first, last=last))
        if not values["file"]:
            reader.found.append(NO_FILE.at(reader.place(row, "file"), id=name))
        kept.append(EvidenceRow(origin=row.place, **(values | {"id": name})))
    return tuple(kept)


def _numbered(reader: _Reader, rows: Iterable[GivenRow], letter: str) -> Iterable[tuple[GivenRow, str]]:
    """Yield each row with its id: as typed, or the next free number of its kind."""
    rows = tuple(rows)
    typed = [_id(row) for row in rows]
    taken: dict[str, Place] = {}
    number = 0
    for row, name in zip(rows, typed, strict=True):
        place = reader.place(row, "id")
        if name in taken:
            reader.found.append(ID_TWICE.at(place, id=name, other=taken[name].at))
        elif name:
            taken[name] = place
        else:
            number = next(each for each in count(number + 1) if f"{letter}{each:02}" not in typed)
            reader.found.append(ID_GIVEN.at(place, id=f"{letter}{number:02}"))
        yield row, name or f"{letter}{number:02}"


def _id(row: GivenRow) -> str:
    given = row.cells.get("id")
    return "".join(given.text.split()).upper() if given else ""


def _listings(reader: _Reader, rows: Iterable[GivenRow]) -> tuple[Listing, ...]:
    sheet = reader.form.sheet("listings")
    kept: list[Listing] = []
    seen: dict[str, Place] = {}
    for row in rows:
        values = reader.row(sheet, row)
        place = reader.place(row, "asin")
        for asin in values.pop("asin"):
            if asin in seen:
                reader.found.append(ASIN_TWICE.at(place, asin=asin, other=seen[asin].at))
            seen.setdefault(asin, place)
            kept.append(Listing(asin=asin, origin=place, **values))
    return tuple(kept)


def _submissions(reader: _Reader, rows: Iterable[GivenRow]) -> tuple[Submission, ...]:
    return _plain(reader, "submissions", rows, Submission)


def _reports(reader: _Reader, rows: Iterable[GivenRow]) -> tuple[ReportRow, ...]:
    return _plain(reader, "reports", rows, ReportRow)


def _plain(reader: _Reader, key: str, rows: Iterable[GivenRow], noun: Callable[..., T]) -> tuple[T, ...]:
    sheet = reader.form.sheet(key)
    return tuple(noun(origin=row.place, **reader.row(sheet, row)) for row in rows)
