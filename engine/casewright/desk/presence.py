"""Who is at work on a desk: a lock that lives exactly as long as the process that holds it."""

import os
import re
import socket
import sys
import time
from pathlib import Path
from typing import BinaryIO

from casewright.desk.private import private_file, private_folder

_ENDING = ".lock"


class Presence:
    """One running desk. ``token`` names it in the ledger and on its staging folders; close it to leave."""

    def __init__(self, folder: Path) -> None:
        private_folder(folder)
        host = re.sub(r"\W", "", socket.gethostname())[:20] or "host"
        self.token = f"{host}-{os.getpid()}-{time.time_ns():x}"
        self._path = folder / f"{self.token}{_ENDING}"
        self._file: BinaryIO = private_file(self._path).open("r+b")
        _lock(self._file)

    def close(self) -> None:
        """Leave the desk."""
        self._file.close()
        self._path.unlink(missing_ok=True)


def is_alive(folder: Path, token: str) -> bool:
    """Say whether the desk of that token is still running. A process number used again does not deceive it."""
    try:
        with (folder / f"{token}{_ENDING}").open("rb+") as file:
            _lock(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def sweep(folder: Path) -> None:
    """Remove the locks of desks that are gone."""
    for path in folder.glob(f"*{_ENDING}"):
        if not is_alive(folder, path.name.removesuffix(_ENDING)):
            path.unlink(missing_ok=True)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
