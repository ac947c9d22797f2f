"""Clearing away beside the work: a folder that is needed no more is removed by a thread that nobody waits for.

Removing a folder may take the disk as long as writing a package does, and nothing depends on it: what a crash leaves is
swept at the next start.
"""

import shutil
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

_HANDS = 2
#: So many folders may wait to be removed; from then on whoever brings one removes it himself, lest the disk fill up.
_MOST_WAITING = 64


class Sweeper:
    """Removes folders. ``close`` waits until everything is gone."""

    def __init__(self) -> None:
        self._hands = ThreadPoolExecutor(_HANDS, thread_name_prefix="casewright-sweeper")
        self._waiting: set[Future[None]] = set()

    def away(self, folder: Path) -> None:
        """Have a folder removed, with all that is in it; what cannot be removed stays for the next start."""
        self._waiting = {each for each in self._waiting if not each.done()}
        if len(self._waiting) >= _MOST_WAITING:
            _remove(folder)
        else:
            self._waiting.add(self._hands.submit(_remove, folder))

    def close(self) -> None:
        """Wait until everything is gone."""
        wait(self._waiting)
        self._hands.shutdown()


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
