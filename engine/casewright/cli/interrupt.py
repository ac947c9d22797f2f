"""Ctrl-C and the system's stop signal: the first asks for a quiet end, the second Ctrl-C does not wait."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType


@dataclass(slots=True)
class Stop:
    """Whether somebody asked us to stop, and how."""

    event: threading.Event = field(default_factory=threading.Event)
    interrupted: bool = False
    on_stop: Callable[[], None] | None = None

    def ask(self, number: int, _: FrameType | None) -> None:
        """Take a signal."""
        if self.event.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        self.interrupted = self.interrupted or number == signal.SIGINT
        self.event.set()
        if self.on_stop is not None:
            self.on_stop()


@contextmanager
def stop_on_signals() -> Iterator[Stop]:
    """Listen for SIGINT and SIGTERM while the block runs."""
    stop = Stop()
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
