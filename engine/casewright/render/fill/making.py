"""What the document in the making has cost so far, and the pictures that it shows."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from casewright.render.fill.faults import PictureError, TooMuchError

#: Steps of all loops of one document: each turn of a loop counts once for each mark in it. A large package takes some
#: ten thousand. Steps are counted, and no clock is asked, so that the same case always ends the same way; on a slow
#: machine the limit is reached in about ten seconds.
MAX_STEPS = 3_000_000
MAX_PICTURES_BYTES = 40 << 20


@dataclass(slots=True)
class Making:
    """One document in the making: the part in work, steps taken, picture files, and which part shows which."""

    part: str = ""
    steps: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    shown: dict[str, dict[str, str]] = field(default_factory=dict)

    def add_picture(self, data: bytes, *, extension: str) -> str:
        """Keep a picture for the part in work and return its relationship id."""
        name = f"media/{hashlib.sha256(data).hexdigest()[:16]}.{extension}"
        if name not in self.files and sum(map(len, self.files.values())) + len(data) > MAX_PICTURES_BYTES:
            raise PictureError(self.part, f"图片合计超过 / pictures together exceed {MAX_PICTURES_BYTES >> 20} MB")
        self.files[name] = data
        of_part = self.shown.setdefault(self.part, {})
        return of_part.setdefault(name, f"rIdCwPicture{len(of_part) + 1}")


_NOW: ContextVar[Making | None] = ContextVar("making", default=None)


@contextmanager
def making() -> Iterator[Making]:
    """Begin a document."""
    work = Making()
    token = _NOW.set(work)
    try:
        yield work
    finally:
        _NOW.reset(token)


def current() -> Making | None:
    """Return the document in the making, if there is one."""
    return _NOW.get()


def charge(steps: int) -> None:
    """Count steps of work; raise TooMuchError where a document takes too many."""
    work = _NOW.get()
    if work is None:
        return
    work.steps += steps
    if work.steps > MAX_STEPS:
        raise TooMuchError(work.part, f"循环过多 / the loops take more than {MAX_STEPS:,} steps")
