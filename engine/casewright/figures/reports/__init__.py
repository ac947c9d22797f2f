"""Report exports, one reader a file.

Each module here exports ``READER``; it is found by being here, so a new export format is a new file and no list grows.
A table reader knows its columns under every header that Seller Central or a seller's own list uses; what a format does
not hold (All Orders has no promise date) is said by the figures that would need it, never guessed.
"""

from casewright.figures.reports.reader import Reader, TableReader, readers

__all__ = ["Reader", "TableReader", "readers"]
