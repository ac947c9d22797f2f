"""The process that reads files which may be hostile: started, watched and ended by ``bounded``.

It takes one order at a time on standard input and answers each with a ``Reading``, both pickled. Memory is bounded for
good, processor time anew for each file: a parser that never comes back is ended by the system itself, also where
whoever asked is gone. Without work for a while it ends by itself.
"""

import os
import pickle
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from casewright.intake.media_readers import read_file
from casewright.intake.media_reading import TOO_LARGE, Reading
from casewright.model import FileRef, Limits, MediaFacts

#: Seconds without work after which the process gives its memory back.
_IDLE = 60.0

Order = tuple[str, FileRef, str, Limits, float]


def main() -> None:
    """Answer orders until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not stand between the answers
    for path, ref, kind, limits, seconds in _orders(sys.stdin.buffer):
        _bound(limits.read_memory_mb, seconds)
        answer: Reading | OSError
        try:
            answer = read_file(Path(path), ref, kind, limits)
        except MemoryError:
            answer = Reading(MediaFacts(kind, problem=TOO_LARGE))
        except OSError as error:
            answer = error
        pickle.dump(answer, answers)
        answers.flush()


def _orders(source: BinaryIO) -> Iterator[Order]:
    """Yield orders; a process that nobody needs any more ends."""
    while True:
        watch = threading.Timer(_IDLE, os._exit, (0,))
        watch.daemon = True
        watch.start()
        try:
            order: Order = pickle.load(source)  # noqa: S301 - written by our own process
        except EOFError:
            return
        finally:
            watch.cancel()
        yield order


def _bound(memory_mb: int, seconds: float) -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = memory_mb << 20
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    used = int(time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (used + int(seconds) + 2, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main()
