"""Which folders of the inbox belong to a batch workbook beside them."""

from functools import lru_cache
from pathlib import Path


def batch_folders(workbook: Path, folders: frozenset[str]) -> frozenset[str]:
    """Return which of the folders beside a workbook its Cases sheet names; none where it is no batch."""
    try:
        status = workbook.stat()
    except FileNotFoundError:
        return frozenset()
    return folders & _named(workbook, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=64)
def _named(workbook: Path, size: int, mtime_ns: int) -> frozenset[str]:
    """Read once per state of the file; ``size`` and ``mtime_ns`` are what makes it another file."""
    if size <= 0 or mtime_ns <= 0:
        return frozenset()
    from casewright.desk.batch_sheet import read_folders  # workbooks cost half a second to import: only when one comes

    return read_folders(workbook)
