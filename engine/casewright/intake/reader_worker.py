"""The process that reads files which may be hostile: started, watched and ended by ``bounded``.

It takes one order at a time on standard input and answers each with a ``Reading``, both pickled. Memory is bounded for
good, processor time anew for each file: a parser that never comes back is ended by the system itself, also where
whoever asked is gone. Without work for a while it ends by itself.
"""

import time
from pathlib import Path

from casewright.intake.helper import Pickled, orders
from casewright.intake.media_readers import read_file
from casewright.intake.media_reading import TOO_LARGE, Reading
from casewright.model import MediaFacts


def main() -> None:
    """Answer orders until standard input ends."""
    for (path, ref, kind, limits, seconds), answer in orders(Pickled()):
        _bound(limits.read_memory_mb, seconds)
        try:
            answer(read_file(Path(path), ref, kind, limits))
        except MemoryError:
            answer(Reading(MediaFacts(kind, problem=TOO_LARGE)))
        except OSError as error:
            answer(error)


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
