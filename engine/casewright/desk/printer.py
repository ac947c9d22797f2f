"""The printer of a desk that watches: makes PDFs beside the work on cases, one batch after the other."""

import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path

from casewright.desk.print_kinds import PrintLimits
from casewright.desk.printing import Printed, print_packages

#: A batch is closed when nothing was delivered for so long, or when it is so old or so large.
_QUIET, _LONGEST, _MOST = 3.0, 60.0, 8


class Printer:
    """A thread that waits for packages; the office program it starts gives way to the work on cases.

    What is not printed when the desk stops has no PDFs; ``casewright pdf`` makes them. ``told`` is called from the
    thread.
    """

    def __init__(
        self, office: str, *, limits: Callable[[], PrintLimits], told: Callable[[Printed], None], quiet: float = _QUIET
    ) -> None:
        self._office, self._limits, self._told, self._quiet = office, limits, told, quiet
        self._waiting: queue.SimpleQueue[Path | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="printer", daemon=True)
        self._thread.start()

    def add(self, package: Path) -> None:
        """Ask for the PDFs of a package."""
        self._waiting.put(package)

    def close(self) -> None:
        """Break off what is under way and end."""
        self._stop.set()
        self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (first := self._waiting.get()) is not None:
            for printed in print_packages(
                self._batch(first), office=self._office, limits=self._limits(), stop=self._stop, gently=True
            ):
                if self._stop.is_set():
                    return
                self._told(printed)

    def _batch(self, first: Path) -> list[Path]:
        batch, end = [first], time.monotonic() + _LONGEST
        while len(batch) < _MOST and time.monotonic() < end and not self._stop.is_set():
            try:
                package = self._waiting.get(timeout=self._quiet)
            except queue.Empty:
                break
            if package is not None:
                batch.append(package)
        return batch
