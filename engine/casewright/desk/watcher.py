"""Events only wake us: they get lost, come twice and lie; the next look over the inbox is the truth.

watchdog keeps listening to folders that were moved out of the inbox, and warns at length of those that come back. So
it is begun anew after so many have gone, and its warnings are for nobody: Python would keep each of them for good.
"""

import threading
import warnings
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

#: Opened and closed-unwritten are left out: our own reading would wake us for ever.
_HEARD: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, DirCreatedEvent, DirMovedEvent,
    DirDeletedEvent,
]  # fmt: skip
#: So many folders may go before all is listened to anew; each may leave some kilobytes and a place in the system's
#: own limit of watches.
_WORN = 200


class _Waker(FileSystemEventHandler):
    def __init__(self, watcher: "Watcher") -> None:
        self._watcher = watcher

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ask for a look."""
        self._watcher.heard(gone=isinstance(event, DirDeletedEvent))


class Watcher:
    """Sets ``wake`` when something happens below a folder. ``start`` says whether the system can tell us at all."""

    def __init__(self, folder: Path, wake: threading.Event, *, worn: int = _WORN) -> None:
        self._folder, self._wake, self._worn = folder, wake, worn
        self._observer: BaseObserver | None = None
        self._gone = 0
        self._changing = threading.Lock()
        self._stopped = False

    def start(self) -> bool:
        """Begin to listen; False where the system's watch limit or the file system forbids it."""
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.observers\.")
        self._observer = self._listen()
        return self._observer is not None

    def heard(self, *, gone: bool) -> None:
        """Ask for a look; ``gone`` where a folder has left."""
        self._wake.set()
        self._gone += gone
        if self._gone >= self._worn:
            self._gone = 0
            threading.Thread(target=self._renew, name="casewright-watch", daemon=True).start()

    def stop(self) -> None:
        """Stop listening."""
        with self._changing:
            self._stopped = True
            _end(self._observer)

    def _listen(self) -> BaseObserver | None:
        observer = Observer()
        try:
            observer.schedule(_Waker(self), str(self._folder), recursive=True, event_filter=_HEARD)
            observer.start()
        except OSError:
            return None
        return observer

    def _renew(self) -> None:
        """Listen anew; what happened in between is seen by the look that is asked for."""
        with self._changing:
            if not self._stopped:
                _end(self._observer)
                self._observer = self._listen()
                self._wake.set()


def _end(observer: BaseObserver | None) -> None:
    if observer is not None and observer.is_alive():
        observer.stop()
        observer.join()
