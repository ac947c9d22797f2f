"""The daily turn beside a watch: once a day what is past its time is deleted."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from casewright.desk.layout import Layout
from casewright.desk.settings import Settings
from casewright.desk.tidy import Report, is_due, tidy
from casewright.model import DeskError

_LOOK_SECONDS = 3600.0


def utc_now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


class Daily:
    """A thread that looks once an hour whether a turn is due; what hinders it is tried again at the next look."""

    def __init__(
        self, layout: Layout, settings: Settings, *,
        told: Callable[[Report], None], clock: Callable[[], datetime] = utc_now, every: float = _LOOK_SECONDS,
    ) -> None:  # fmt: skip
        self._layout, self._settings, self._told, self._clock, self._every = layout, settings, told, clock, every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tidy", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self.look()
            if self._stop.wait(self._every):
                return

    def look(self) -> None:
        """Take a turn where one is due."""
        now = self._clock()
        if not is_due(self._layout, now):
            return
        try:
            report = tidy(self._layout, self._settings, now=now, by_itself=True)
        except (OSError, DeskError):  # the disk or a share is away: the foreman says so
            return
        if report:
            self._told(report)
