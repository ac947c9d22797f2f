"""Workbooks as cells that know their address; blank forms; annotated copies.

The only room that knows openpyxl. A workbook that came from staff is opened to be read and never saved over: what is
wrong with it goes into a copy. Every reader returns ``(value, findings)``; an address shows the file, the sheet and the
cell as the clerk sees them.
"""

from casewright.sheets.annotate import Mark, losses, marked_copy
from casewright.sheets.book import Book, Cell, CellValue, Sheet, read_book
from casewright.sheets.build import LONGEST_LIST, LONGEST_PROMPT, build_book, read_widths, sheet_title
from casewright.sheets.draft import Choices, Draft, Hint, Shade, SheetDraft
from casewright.sheets.fixed import fixed_bytes
from casewright.sheets.form import Blank, Dropdown, FieldsTab, FormBook, RowsTab, form_bytes
from casewright.sheets.issues import Issue, issues_bytes
from casewright.sheets.lists import Entry, ListSheet, is_list, read_list
from casewright.sheets.peek import sheet_names
from casewright.sheets.preflight import BookLimits
from casewright.sheets.stamp import Content, Stamp, content_of, digest_of, drafted_content, read_stamp

__all__ = [
    "LONGEST_LIST",
    "LONGEST_PROMPT",
    "Blank",
    "Book",
    "BookLimits",
    "Cell",
    "CellValue",
    "Choices",
    "Content",
    "Draft",
    "Dropdown",
    "Entry",
    "FieldsTab",
    "FormBook",
    "Hint",
    "Issue",
    "ListSheet",
    "Mark",
    "RowsTab",
    "Shade",
    "Sheet",
    "SheetDraft",
    "Stamp",
    "build_book",
    "content_of",
    "digest_of",
    "drafted_content",
    "fixed_bytes",
    "form_bytes",
    "is_list",
    "issues_bytes",
    "losses",
    "marked_copy",
    "read_book",
    "read_list",
    "read_stamp",
    "read_widths",
    "sheet_names",
    "sheet_title",
]  # fmt: skip
