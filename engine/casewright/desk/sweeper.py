"""Clearing away when nothing else is to be done: what is needed no more waits, up to a bound, until the line is idle.

Removing a folder may take the disk as long as writing a package does, and nothing depends on it: what a crash leaves
is swept at the next start. Nor is it done between the cases: ext4 gives no file number out again that was freed in the
last minute, and passes over each of those for a new file, so a desk that removes as it goes makes its own files
dearer.
"""

import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

#: So much may lie there and wait; from then on all of it goes, beside the work.
_MOST_BYTES, _MOST_FOLDERS = 256 << 20, 2_000


class Sweeper:
    """Removes folders. ``close`` waits until everything is gone."""

    def __init__(self, *, most_bytes: int = _MOST_BYTES, most_folders: int = _MOST_FOLDERS) -> None:
        self._most_bytes, self._most_folders = most_bytes, most_folders
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="casewright-sweeper")
        self._waiting: list[Path] = []
        self._bytes = 0
        self._leaving: Future[None] | None = None

    def away(self, folder: Path, size: int) -> None:
        """Have a folder of about ``size`` bytes removed some time; what cannot be removed stays for the next start."""
        self._waiting.append(folder)
        self._bytes += size
        if self._bytes > self._most_bytes or len(self._waiting) > self._most_folders:
            if self._leaving is not None:
                self._leaving.result()  # slower than the work: that waits, lest the disk fill up
            self.now()

    def now(self) -> None:
        """Begin to remove all that waits: nothing else is to be done."""
        if self._waiting:
            self._leaving = self._hand.submit(_remove, tuple(self._waiting))
            self._waiting.clear()
            self._bytes = 0

    def close(self) -> None:
        """Wait until everything is gone."""
        self.now()
        self._hand.shutdown()


def _remove(folders: tuple[Path, ...]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
