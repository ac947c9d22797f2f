"""Events only wake us: they get lost, come twice and lie; the next look over the inbox is the truth."""

import threading
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

#: Opened and closed-unwritten are left out: our own reading would wake us for ever.
_HEARD: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, DirCreatedEvent, DirMovedEvent,
    DirDeletedEvent,
]  # fmt: skip


class _Waker(FileSystemEventHandler):
    def __init__(self, wake: threading.Event) -> None:
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ask for a look."""
        del event
        self._wake.set()


class Watcher:
    """Sets ``wake`` when something happens below a folder. ``start`` says whether the system can tell us at all."""

    def __init__(self, folder: Path, wake: threading.Event) -> None:
        self._folder = folder
        self._wake = wake
        self._observer = Observer()

    def start(self) -> bool:
        """Begin to listen; False where the system's watch limit or the file system forbids it."""
        self._observer.schedule(_Waker(self._wake), str(self._folder), recursive=True, event_filter=_HEARD)
        try:
            self._observer.start()
        except OSError:
            return False
        return True

    def stop(self) -> None:
        """Stop listening."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()
