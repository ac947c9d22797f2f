"""How much of what staff drop is opened before it is left aside: one set of numbers for every reader."""

from dataclasses import dataclass

_MB = 1 << 20

#: Stands alone in place of what was not even copied, because it goes beyond a limit; its first line names the setting.
NOT_COPIED = "NOT_COPIED.txt"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a drop and each of its files may hold, so that one hostile file never takes the desk from the other cases.

    Sizes in MB, times in seconds. They travel with the ``Drop``, into whatever process looks at it, and are set in
    ``desk.toml`` under ``[limits]``.
    """

    drop_files: int = 5_000
    drop_mb: int = 2_048
    file_mb: int = 192
    zip_ratio: int = 200
    workbook_mb: int = 80
    workbook_cells: int = 400_000
    text_mb: int = 64
    word_mb: int = 40
    mail_mb: int = 64
    pdf_pages: int = 60
    read_seconds: int = 90
    read_memory_mb: int = 2_048

    @property
    def drop_bytes(self) -> int:
        """Return what a drop may hold when unpacked, in bytes."""
        return self.drop_mb * _MB

    def exceeded(self, files: int, size: int) -> str:
        """Return the setting that a drop of so many files and bytes goes beyond, empty for none."""
        if files > self.drop_files:
            return "drop_files"
        return "drop_mb" if size > self.drop_bytes else ""

    @property
    def file_bytes(self) -> int:
        """Return how large a file may be that is opened at all, in bytes."""
        return self.file_mb * _MB
