"""openpyxl's reader, for cells alone.

Pictures, charts, pivot tables, comments and links are not looked at: each is a door for a file made to do harm (a
picture of two thousand million pixels, a link over a whole sheet), and nothing is read from them.
"""

import warnings
from pathlib import Path

from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import WorksheetReader


class _CellsReader(ExcelReader):
    def read_worksheets(self) -> None:
        for sheet, rel in self.parser.find_sheets():
            if rel.target not in self.valid_files:
                continue
            if "chartsheet" in rel.Type:
                self.wb.create_chartsheet(sheet.name)  # keeps its place: names count sheets
                continue
            page = self.wb.create_sheet(sheet.name)
            with self.archive.open(rel.target) as source:
                reader = WorksheetReader(page, source, self.shared_strings, self.data_only, rich_text=False)
                reader.bind_cells()
                reader.bind_merged_cells()
                reader.bind_col_dimensions()
                reader.bind_row_dimensions()
            page.sheet_state = sheet.state


def load_cells(path: Path, *, values: bool) -> Workbook:
    """Load the cells of a workbook, formulas as typed or with the values they last had; raises one of ``DAMAGE``."""
    # Opened here, so that it is closed again where openpyxl stops half-way. Its warnings are about parts that it does
    # not read, and nothing is written back.
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = _CellsReader(file, data_only=values, keep_links=False)
        reader.read()
        return reader.wb
