"""Giving work up so that it stays given up: a task has to ask before it publishes, and one side comes first.

A task that cannot be killed (a call that hangs in a thread, a worker beyond a network that went away) may come back to
life after its case was entered as failed or given to another. A word decides between the two. Between threads of one
process a lock tells who had it first. Once it is sent to another process one name in a folder does: the task makes a
file of it, whoever gives up makes a folder of it, and a file system lets only one of them succeed. The folder of a desk
that is gone is swept at the next start, and with it every word that its tasks could still have had.
"""

import itertools
import os
import shutil
import threading
from pathlib import Path

from casewright.desk.private import private_folder

_numbers = itertools.count(1)
#: Who has a word.
_TASK, _DESK = "task", "desk"


class WithdrawnError(Exception):
    """The task was given up, or the desk that gave it out is gone: what it made must not be published."""


class Withdrawal:
    """The word between one task and who gave it out. What is pickled is the same word, had by the same one."""

    __slots__ = ("_had", "_lock", "_sent", "path")

    def __init__(self, path: Path, had: str = "", sent: bool = False) -> None:  # noqa: FBT001 - as pickle hands it
        self.path = path
        self._had = had  # while it is not sent: "task", "desk" or nobody
        self._sent = sent
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[object, ...]:
        with self._lock:
            self._sent = True
            return Withdrawal, (self.path, self._had, self._sent)

    def commit(self) -> None:
        """Take the word, right before publishing; raise WithdrawnError where the task was given up.

        May be called again by the same task, run anew after its worker died. Raises OSError where the disk is full.
        """
        with self._lock:
            if self._had == _DESK or not (self._sent or self.path.parent.is_dir()):
                raise WithdrawnError(str(self.path))
            if not self._sent or self._had == _TASK:
                self._had = _TASK
                return
        try:
            os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        except FileNotFoundError as error:
            raise WithdrawnError(str(self.path)) from error
        except OSError as error:  # FileExistsError; on Windows PermissionError, where it is a folder
            if self.path.is_file():
                return
            if self.path.is_dir():
                raise WithdrawnError(str(self.path)) from error
            raise

    def withdraw(self) -> bool:
        """Give the task up; return whether that holds: False where it has begun to publish."""
        with self._lock:
            if not self._sent or self._had:
                self._had = self._had or _DESK
                return self._had == _DESK
        try:
            self.path.mkdir()
        except FileNotFoundError:
            return True
        except OSError:
            return self.path.is_dir()
        return True

    def clear(self) -> None:
        """Remove the word of a task that has ended, whoever had it."""
        if not self._sent:
            return
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            if not self.path.is_dir():
                raise
            self.path.rmdir()


def open_words(folder: Path) -> Path:
    """Lay out the folder in which one running desk keeps its words; it lies where every worker can see it."""
    return private_folder(folder)


def new_word(folder: Path, name: str) -> Withdrawal:
    """Return a word that nobody had before, for one submission of one task."""
    return Withdrawal(folder / f"{name[:40]}.{next(_numbers)}")


def close_words(folder: Path) -> None:
    """Take every word back: no task of this desk that is still under way may publish from now on."""
    shutil.rmtree(folder, ignore_errors=True)
