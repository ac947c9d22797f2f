"""Where a value came from, in words that the reader can follow to the place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """A cell of a workbook: ``case.xlsx > Facts!C12``."""

    file: str
    sheet: str
    cell: str

    @property
    def at(self) -> str:
        """Return the address as it stands in findings, manifests and traces."""
        return f"{self.file} > {self.sheet}!{self.cell}"

    @property
    def row(self) -> int:
        """Return the 1-based row number of the cell."""
        return int("".join(letter for letter in self.cell if letter.isdigit()) or 0)


@dataclass(frozen=True, slots=True, order=True)
class FileRef:
    """A file, and where it helps a place in it: ``notice.pdf, page 2``; ``notice.txt, line 12``.

    ``line`` counts from 1 in the file as its reader opens it; 0: no line is told.
    """

    path: str
    place: str = ""
    line: int = 0

    @property
    def at(self) -> str:
        """Return the path, then the place."""
        return ", ".join(part for part in (self.path, self.place, f"line {self.line}" if self.line else "") if part)


@dataclass(frozen=True, slots=True, order=True)
class RuleRef:
    """A row of a rulebook: ``rulebooks/strategy.xlsx > door!A7``."""

    file: str
    table: str
    rule: str
    cell: str = ""

    @property
    def at(self) -> str:
        """Return the row's address, or the rule's id where no cell is known."""
        return f"{self.file} > {self.table}!{self.cell or self.rule}"


#: Where the clerk's own data stand: a cell of the sheet, or a line of ``case.yaml``.
Place = CellRef | FileRef

Origin = CellRef | FileRef | RuleRef
