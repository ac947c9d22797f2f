"""The desk's log: one line per transition, case references only, turned over before it grows large.

Each line is ``time LEVEL what="…" key="…" …``: values stand in quotes and are escaped as in JSON, control, invisible
and direction marks too, so that nothing that a client named can make a second line or look like another one.
"""

import contextlib
import json
import logging
import os
import re
import time
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from casewright.desk.fault_text import fault_text
from casewright.desk.private import opener, private_file, private_folder
from casewright.model import Finding, Severity
from casewright.text.secrets import SECRETS, black_out, clean_name

LOG = "desk.log"
TRACEBACK = ".traceback.txt"

_WHEN = "%Y-%m-%dT%H:%M:%S%z"
_BYTES, _KEPT = 2 << 20, 5
_LONGEST, _SHORT = 500, 12
#: One of these stands in every text that holds a secret.
_TELLTALE = re.compile("|".join(re.escape(word) for kind in SECRETS for word in kind.words))
_in_quotes = json.JSONEncoder(ensure_ascii=False).encode
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


class Journal:
    """``desk.log`` in a folder, and a file per traceback beside it; both for the desk's own account alone."""

    def __init__(self, folder: Path, *, most_bytes: int = _BYTES) -> None:
        self._folder = private_folder(folder)
        self._log = _Turning(folder / LOG, most_bytes)
        self._kept: list[str] | None = None

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Write the lines of a block, in their order, by one call when it ends, however it ends."""
        kept = self._kept = []
        try:
            yield
        finally:
            self._kept = None
            if kept:
                self._log.line("".join(kept))

    def step(self, subject: str, name: str, state: str, note: str) -> None:
        """Write one transition: ``what="job" name="CW-7" state="delivered" note="CW-7/v1"``."""
        self._write(logging.INFO, what=subject, name=clean_name(name), state=state, note=note)

    def trouble(self, text: str) -> None:
        """Write what stands in the desk's way."""
        self._write(logging.WARNING, what="trouble", note=text)

    def remark(self, finding: Finding) -> None:
        """Write what was found about the shelves, in both languages."""
        level = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}.get(finding.severity, logging.INFO)
        self._write(
            level, what="finding", name=finding.at, state=finding.code, note=f"{finding.text.zh} {finding.text.en}"
        )

    def fault(self, name: str, error: BaseException) -> Path:
        """Keep the traceback of a fault of ours, without the case's own words; return its file."""
        path = private_file(self._folder / f"{name}{TRACEBACK}")
        path.write_text(fault_text(error), encoding="utf-8", errors="backslashreplace")
        return path

    def close(self) -> None:
        """Close the file."""
        self._log.close()

    def _write(self, level: int, **values: str) -> None:
        told = " ".join([f"{key}={quoted(value)}" for key, value in values.items() if value])
        line = f"{_when(int(time.time()))} {logging.getLevelName(level)} {told}\n"
        if self._kept is not None:
            self._kept.append(line)
        else:
            self._log.line(line)


@lru_cache(maxsize=1)  # many lines are written in one second
def _when(second: int) -> str:
    return time.strftime(_WHEN, time.localtime(second))


@lru_cache(maxsize=1024)  # each step of a case tells the same name
def quoted(value: str) -> str:
    """Return a value in quotes on one line, without a secret, and with nothing in it that cannot be seen."""
    if len(value) <= _SHORT and value.isascii() and value.isalnum():  # a secret is longer, or has a word before it
        return f'"{value}"'
    text = black_out(value)[0] if _TELLTALE.search(value.lower()) else value
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    plain = _in_quotes(text)
    if plain.isprintable():
        return plain
    return "".join(_escaped(each) if unicodedata.category(each) in _UNSEEN else each for each in plain)


def _escaped(letter: str) -> str:
    return json.dumps(letter)[1:-1] if ord(letter) > 0x7F else f"\\u{ord(letter):04x}"


class _Turning(RotatingFileHandler):
    """The log's file. Two desks may write it: what one has turned over, the other opens anew.

    A log that cannot be written (the disk is full, Windows will not rename what another desk holds) stops no work.
    """

    def __init__(self, path: Path, most_bytes: int) -> None:
        super().__init__(
            path, maxBytes=most_bytes, backupCount=_KEPT, encoding="utf-8", errors="backslashreplace", delay=True
        )
        self._opened = (0, 0)

    def _open(self) -> TextIOWrapper:
        private_file(Path(self.baseFilename))
        stream = open(  # noqa: SIM115 - the handler closes it
            self.baseFilename, "a", encoding=self.encoding, errors=self.errors, opener=opener
        )  # fmt: skip
        status = os.fstat(stream.fileno())
        self._opened = status.st_dev, status.st_ino
        return stream

    def line(self, line: str) -> None:
        """Write a line or more, to the file that has the log's name now; turn over first where it would grow too large.

        What cannot be written is passed over.
        """
        with contextlib.suppress(OSError, ValueError):
            if self._size() + len(line.encode(errors="backslashreplace")) >= self.maxBytes:
                self.doRollover()
            stream = self.stream = self.stream or self._open()
            stream.write(line)
            stream.flush()

    def _size(self) -> int:
        """Return the size of the file that has the log's name; another that is open is let go."""
        if self.stream is not None:
            with contextlib.suppress(OSError):
                there = os.stat(self.baseFilename)  # noqa: PTH116 - asked at each line
                if (there.st_dev, there.st_ino) == self._opened:
                    return there.st_size
            self.stream.close()
            self.stream = None
        stream = self.stream = self._open()
        return os.fstat(stream.fileno()).st_size

    def doRollover(self) -> None:  # noqa: N802 - logging's own name
        """Turn the files over; where the system refuses, go on with the present one."""
        try:
            super().doRollover()
        except OSError:
            if self.stream is None:
                self.stream = self._open()
