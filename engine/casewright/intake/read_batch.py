"""A batch workbook: one row per case on its ``Cases`` sheet, the rows of every other sheet under a case's reference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from casewright.intake.choices import label_key
from casewright.intake.form import Form, FormField, FormSheet, is_example
from casewright.intake.given import Given, GivenCase, GivenRow
from casewright.intake.read_sheet import HIDDEN_ROW, given, read_rows
from casewright.intake.sheet_tables import Head, find_head, own, rows_of
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
class Batch:
    """A workbook of cases: its Cases sheet, the head of it, and the sheets that belong to the cases."""

    book: Book
    sheet: Sheet
    head: Head
    form: Form

    def rows(self) -> Iterator[int]:
        """Yield the row numbers of the cases, examples and blank rows left out."""
        columns = {column for column, _ in self.head.fields}
        for row, cells in rows_of(self.sheet).items():
            typed = any(cell.column in columns for cell in cells)
            if row > self.head.row and typed and not any(is_example(cell.text) for cell in cells):
                yield row

    def text(self, row: int, key: str) -> str:
        """Return the text of a case's cell by field key, empty where there is none."""
        column = self.head.column(key)
        return self.sheet.cell(row, column).text if column else ""

    def place(self, row: int, key: str) -> CellRef:
        """Return the address of a case's cell by field key, or of the row."""
        column = self.head.column(key) or min(column for column, _ in self.head.fields)
        return self.sheet.cell(row, column).ref


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
        if label_key(sheet.name) not in _TABS:
            continue
        head = find_head(sheet, wanted)
        if head is not None and head.column("case") and len(head.fields) >= 3:
            return Batch(book, sheet, head, form)
    return None


def read_batch_case(batch: Batch, row: int) -> GivenCase:
    """Return what a batch workbook says about the case in a row of its Cases sheet."""
    found: list[Finding] = []
    remarks: list[Remark] = []
    fields = {field.key: given(batch.sheet.cell(row, column), found) for column, field in batch.head.fields}
    for label in batch.head.unknown:
        cell = batch.sheet.cell(row, label.column)
        if own(cell) and cell.text:
            remarks.append(Remark(label.text, Given(cell.value, cell.ref).text, cell.ref))
    ref = batch.text(row, "case")
    found.extend(_row_findings(batch, row, ref))
    rows: dict[str, tuple[GivenRow, ...]] = {}
    for part, sheet in parts(batch):
        head = find_head(sheet, part)
        if head is not None and head.column("case") is None:
            found.append(NO_CASE_COLUMN.at(sheet.cell(head.row, 1).ref, sheet=sheet.name))
        elif ref:
            rows[part.key] = read_rows(sheet, part, remarks, found, belongs=lambda text: same_ref(text, ref))
    origin = batch.place(row, "case")
    return GivenCase(origin, _without_folder(fields), rows, tuple(remarks), tuple(found))


def _without_folder(fields: Mapping[str, Given]) -> dict[str, Given]:
    return {key: value for key, value in fields.items() if key != FOLDER.key}


def _row_findings(batch: Batch, row: int, ref: str) -> Iterator[Finding]:
    others = (each for each in batch.rows() if each != row and ref)
    other = next((each for each in others if same_ref(batch.text(each, "case"), ref)), None)
    if other is not None:
        yield CASE_TWICE.at(batch.place(row, "case"), ref=ref, other=batch.place(other, "case").at)
    cells = [cell for cell in batch.sheet.row(row) if cell.text]
    if cells and all(cell.hidden for cell in cells):
        yield HIDDEN_ROW.at(cells[0].ref, row=row)


def parts(batch: Batch) -> Iterator[tuple[FormSheet, Sheet]]:
    """Yield the row sheets of a batch workbook with the form's sheet that each follows, a case column added."""
    column = batch.form.case.field("case")
    for sheet in batch.book.sheets:
        part = next((each for each in batch.form.sheets if each.named(sheet.name)), None)
        if part is not None and sheet is not batch.sheet:
            yield with_field(part, column), sheet


def stray_rows(batch: Batch) -> Iterator[Finding]:
    """Yield a finding for each row of another sheet whose case stands on no row of the Cases sheet."""
    refs = [batch.text(row, "case") for row in batch.rows()]
    for part, sheet in parts(batch):
        head = find_head(sheet, part)
        column = head.column("case") if head else None
        if head is None or column is None:
            continue
        for row, cells in rows_of(sheet).items():
            cell = sheet.cell(row, column)
            if row <= head.row or any(is_example(each.text) for each in cells):
                continue
            if not any(same_ref(cell.text, ref) for ref in refs):
                yield ROW_WITHOUT_CASE.at(cell.ref, ref=cell.text)


def same_ref(one: str, other: str) -> bool:
    """Say whether two case references are the same but for width, capitals and blanks."""
    return _ref_key(one) == _ref_key(other)


def _ref_key(text: str) -> str:
    return "".join(fold_width(text).casefold().split())
