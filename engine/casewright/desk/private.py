"""What only the desk's own account may read: its folders 0700 and its files 0600, whatever the umask.

On Windows the rights of the folder above hold. A share may ignore modes; ``casewright doctor`` says so.
"""

import contextlib
import os
import stat
from pathlib import Path

_FOLDER = 0o700
#: The mode of a file that nobody else may read.
PRIVATE_FILE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def private_folder(folder: Path) -> Path:
    """Make a folder, and those above it that are missing; take it from everybody else. Raises OSError."""
    try:
        os.mkdir(folder, _FOLDER)
    except (FileExistsError, FileNotFoundError):
        folder.mkdir(parents=True, exist_ok=True, mode=_FOLDER)
        close_to_others(folder, _FOLDER)
    return folder


def private_file(path: Path) -> Path:
    """Make an empty file where there is none, and take it from everybody else. Raises OSError.

    One that is there is not opened: closing it again would drop the locks that this process holds on it.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    close_to_others(path, PRIVATE_FILE)
    return path


def opener(path: str, flags: int) -> int:
    """Open a file for ``open(..., opener=opener)`` so that a new one is private from its first byte."""
    return os.open(path, flags, PRIVATE_FILE)


def close_to_others(path: Path, mode: int) -> None:
    """Take the rights of all others away; nothing is done where the storage knows no modes or another owns it."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        if path.stat().st_mode & _OTHERS:
            path.chmod(mode)


def is_open_to_others(path: Path) -> bool:
    """Say whether anybody but the owner has any right on a file or folder."""
    return os.name != "nt" and bool(path.stat().st_mode & _OTHERS)
