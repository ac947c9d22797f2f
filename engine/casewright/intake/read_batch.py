"""A batch workbook: one row per case on its ``Cases`` sheet, the rows of every other sheet under a case's reference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from casewright.intake.choices import label_key
from casewright.intake.form import Form, FormField, FormSheet
from casewright.intake.given import Given, GivenCase, GivenRow
from casewright.intake.read_sheet import HIDDEN_ROW, given, read_rows
from casewright.intake.sheet_tables import Table, table_of
from casewright.model import Bilingual, CellRef, Finding, Kind, Remark, Severity
from casewright.sheets import Book, Sheet
from casewright.text import fold_width

CASE_TWICE = Kind(
    "intake/case-twice", Severity.ERROR,
    "案件编号“{ref}”在这张表里出现两次，另一处在 {other}。",
    "Case reference \"{ref}\" stands twice on this sheet; the other is at {other}.",
    "给其中一行换一个编号，或删掉重复的一行。", "Give one of the rows another reference, or delete it.",
)  # fmt: skip
NO_CASE_COLUMN = Kind(
    "intake/no-case-column", Severity.ERROR,
    "工作表“{sheet}”没有“案件编号”列，分不清各行属于哪个案件。",
    "Sheet \"{sheet}\" has no \"Case reference\" column, so its rows belong to no case.",
    "加一列“案件编号 Case reference”，每行写上所属案件。",
    "Add the column \"案件编号 Case reference\" and name the case in each row.",
)  # fmt: skip
ROW_WITHOUT_CASE = Kind(
    "intake/row-without-case", Severity.WARNING,
    "这一行的案件编号“{ref}”不在 Cases 表里，没有归入任何案件。",
    "Case reference \"{ref}\" of this row is not on the Cases sheet; the row went to no case.",
    "改成 Cases 表里已有的编号。", "Use a reference that stands on the Cases sheet.",
)  # fmt: skip

_TABS = frozenset(label_key(name) for name in (
    "Cases", "Cases 案件", "案件", "案件清单", "案件列表", "批量案件", "Case list", "Cases 案件清单", "Batch", "批量",
))  # fmt: skip
FOLDER = FormField(
    "folder", "folder", "file", Bilingual("证据文件夹", "Evidence folder"),
    ("文件夹", "资料文件夹", "附件文件夹", "Folder", "Files folder"),
    Bilingual("放在本工作簿旁边的文件夹名。", "Name of the folder beside this workbook."), "CW-2026-0315-AUR",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One row sheet of a batch workbook: ``by_case`` are its row numbers by case reference."""

    key: str
    sheet: Sheet
    table: Table | None
    by_case: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Batch:
    """A workbook of cases, laid open once: its Cases sheet and the sheets that belong to the cases."""

    cases: Table
    parts: tuple[Part, ...]
    refs: Mapping[str, tuple[int, ...]]

    def rows(self) -> Iterator[int]:
        """Yield the row numbers of the cases."""
        columns = {column for column, _ in self.cases.head.fields}
        yield from (row for row, cells in self.cases.rows.items() if any(cell.column in columns for cell in cells))

    def text(self, row: int, key: str) -> str:
        """Return the text of a case's cell by field key, empty where there is none."""
        column = self.cases.head.column(key)
        return self.cases.sheet.cell(row, column).text if column else ""

    def place(self, row: int, key: str) -> CellRef:
        """Return the address of a case's cell by field key, or of the row."""
        column = self.cases.head.column(key) or min(column for column, _ in self.cases.head.fields)
        return self.cases.sheet.cell(row, column).ref


def cases_form(form: Form) -> FormSheet:
    """Return the head of the Cases sheet: every field of the case and its folder."""
    return with_field(replace(form.case, key="cases", label=Bilingual("案件清单", "Cases")), FOLDER, last=True)


def with_field(sheet: FormSheet, field: FormField, *, last: bool = False) -> FormSheet:
    """Return a sheet with one more field."""
    fields = (*sheet.fields, field) if last else (field, *sheet.fields)
    index = {label_key(name): field for name in field.names()}
    return replace(sheet, fields=fields, index={**index, **sheet.index} if last else {**sheet.index, **index})


def batch_of(book: Book, form: Form) -> Batch | None:
    """Return the batch that a workbook is; None where it is none."""
    wanted = cases_form(form)
    for sheet in book.sheets:
        table = table_of(sheet, wanted) if label_key(sheet.name) in _TABS else None
        if table is not None and table.head.column("case") and len(table.head.fields) >= 3:
            return Batch(table, tuple(_parts(book, sheet, form)), _by_case(table))
    return None


def _parts(book: Book, cases: Sheet, form: Form) -> Iterator[Part]:
    column = form.case.field("case")
    for sheet in book.sheets:
        part = next((each for each in form.sheets if each.named(sheet.name)), None)
        if part is not None and sheet is not cases:
            table = table_of(sheet, with_field(part, column))
            yield Part(part.key, sheet, table, _by_case(table) if table else {})


def _by_case(table: Table) -> dict[str, tuple[int, ...]]:
    column = table.head.column("case")
    rows: dict[str, list[int]] = {}
    for row in table.rows:
        rows.setdefault(ref_key(table.sheet.cell(row, column).text) if column else "", []).append(row)
    return {ref: tuple(numbers) for ref, numbers in rows.items()}


def read_batch_case(batch: Batch, row: int) -> GivenCase:
    """Return what a batch workbook says about the case in a row of its Cases sheet."""
    found: list[Finding] = []
    remarks: list[Remark] = []
    cases = batch.cases
    fields = {field.key: given(cases.sheet.cell(row, column), found) for column, field in cases.head.fields}
    fields.pop(FOLDER.key, None)
    for label in cases.head.unknown:
        cell = cases.sheet.cell(row, label.column)
        if cell.text and not cell.merged_from:
            remarks.append(Remark(label.text, Given(cell.value, cell.ref).text, cell.ref))
    found.extend(_row_findings(batch, row))
    ref = ref_key(batch.text(row, "case"))
    rows: dict[str, tuple[GivenRow, ...]] = {}
    for part in batch.parts:
        if part.table is None:
            continue
        if part.table.head.column("case") is None:
            found.append(NO_CASE_COLUMN.at(part.sheet.cell(part.table.head.row, 1).ref, sheet=part.sheet.name))
        elif ref:
            rows[part.key] = read_rows(part.table, remarks, found, only=part.by_case.get(ref, ()))
    return GivenCase(batch.place(row, "case"), fields, rows, tuple(remarks), tuple(found))


def _row_findings(batch: Batch, row: int) -> Iterator[Finding]:
    ref = batch.text(row, "case")
    other = next((each for each in batch.refs.get(ref_key(ref), ()) if each != row), None)
    if ref and other is not None:
        yield CASE_TWICE.at(batch.place(row, "case"), ref=ref, other=batch.place(other, "case").at)
    cells = batch.cases.rows.get(row, ())
    if cells and all(cell.hidden for cell in cells):
        yield HIDDEN_ROW.at(cells[0].ref, row=row)


def stray_rows(batch: Batch) -> Iterator[Finding]:
    """Yield a finding for each row of another sheet whose case stands on no row of the Cases sheet."""
    for part in batch.parts:
        column = part.table.head.column("case") if part.table else None
        if column is None:
            continue
        for ref, rows in part.by_case.items():
            if ref in batch.refs and ref:
                continue
            for row in rows:
                cell = part.sheet.cell(row, column)
                yield ROW_WITHOUT_CASE.at(cell.ref, ref=cell.text)


def ref_key(text: str) -> str:
    """Return what counts of a case reference: width, capitals and blanks do not."""
    return "".join(fold_width(text).casefold().split())
