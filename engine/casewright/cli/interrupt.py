"""Ctrl-C and the system's stop signal: the first asks for a quiet end, the second Ctrl-C does not wait."""

import _thread
import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from casewright.model import Bilingual

STOPPING = Bilingual(
    "收到停止信号：做完手上的案件就停，其余下次接着做。",
    "Stopping after the case in work; the rest is taken up at the next start.",
)


@dataclass(slots=True)
class Stop:
    """Whether somebody asked us to stop, and how.

    ``event`` is set a moment after the signal, by a thread of its own: the signal may come while the main thread holds
    the event's lock, or that of whatever ``on_stop`` wakes, and would wait for itself for ever.
    """

    event: threading.Event = field(default_factory=threading.Event)
    asked: bool = False
    interrupted: bool = False
    on_stop: Callable[[], None] | None = None
    words: str = ""

    def ask(self, number: int, _: FrameType | None) -> None:
        """Take a signal."""
        if self.asked and number == signal.SIGINT:
            raise KeyboardInterrupt
        self.interrupted = self.interrupted or number == signal.SIGINT
        if not self.asked and self.words:
            with contextlib.suppress(OSError):  # past all buffers: the signal may have come in the middle of a line
                os.write(2, f"{self.words}\n".encode())
        self.asked = True
        _thread.start_new_thread(self._stop, ())  # ``threading.Thread`` takes locks of its own

    def _stop(self) -> None:
        self.event.set()
        if self.on_stop is not None:
            self.on_stop()


@contextmanager
def stop_on_signals(words: str = "") -> Iterator[Stop]:
    """Listen for SIGINT and SIGTERM while the block runs; ``words`` answer the first at once, on stderr."""
    stop = Stop(words=words)
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
