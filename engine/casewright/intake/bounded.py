"""Reading hostile files, in a process of its own: one at a time, within bounds of time and memory.

What parses a PDF, a picture or a page is C code that a file of three kilobytes can keep busy for hours, fill with
gigabytes or crash. There it takes nothing with it but the reading of that file, which then says so.
"""

import atexit
import os
import pickle
import queue
import subprocess
import sys
import threading
import zipfile
from pathlib import Path
from typing import IO

from casewright.intake.media_reading import CRASHED, SLOW, Reading
from casewright.model import Bilingual, DeskError, FileRef, Limits, MediaFacts

#: Seconds that a process which was just started may take more: it loads its libraries first.
_LOADING = 30.0
#: Files after which the process is replaced: what its libraries leak goes with it.
_RECYCLED = 500
#: Kinds whose readers never run in the process that holds the case; a file of another kind from this size on, too.
_ALWAYS = frozenset({"pdf", "html", "eml", "msg", "png", "jpeg", "gif", "tiff", "webp", "bmp", "avif"})
_LARGE = 8 << 20
_OFFICE = frozenset({"docx", "xlsx"})

_NO_PROCESS = Bilingual("读取文件的辅助进程启动不了。", "The process that reads files cannot be started.")
_MAKE_ROOM = Bilingual(
    "检查内存和系统的进程数限制，然后重新运行。", "Look at memory and process limits, then run again."
)


def is_heavy(path: Path, kind: str, size: int) -> bool:
    """Say whether a file may take more than moments and megabytes to read."""
    return kind in _ALWAYS or size > _LARGE or (kind in _OFFICE and _unpacked(path) > _LARGE // 2)


def _unpacked(path: Path) -> int:
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
        return 0


class BoundedReader:
    """The one process of this one that reads files, started when first needed."""

    def __init__(self, *, loading: float = _LOADING) -> None:
        self._loading = loading
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[object] = queue.Queue()
        self._done = 0
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """Return the number of the process, None where none runs."""
        return self._process.pid if self._process else None

    def read(self, path: Path, ref: FileRef, kind: str, *, limits: Limits, seconds: float) -> Reading:
        """Read a file; its reading names what went wrong where it ran out of time or ended the process.

        Raises OSError where the file cannot be opened, DeskError where no process can be started.
        """
        with self._lock:
            if self._done >= _RECYCLED or (self._process is not None and self._process.poll() is not None):
                self.close()
            fresh = self._process is None
            process = self._process or self._start()
            self._done += 1
            try:
                if process.stdin is not None:
                    pickle.dump((str(path), ref, kind, limits, seconds), process.stdin)
                    process.stdin.flush()
                answer = self._answers.get(timeout=seconds + (self._loading if fresh else 0))
            except queue.Empty:
                self.close()
                return Reading(MediaFacts(kind, problem=SLOW))
            except OSError:
                answer = None
            if isinstance(answer, OSError):
                raise answer
            if not isinstance(answer, Reading):
                code = self._ended()
                return Reading(MediaFacts(kind, problem=SLOW if code == -_SIGXCPU else CRASHED))
            return answer

    def _ended(self) -> int | None:
        """Put an ended process away, and return how it ended."""
        process = self._process
        code = process.wait() if process else None
        self.close()
        return code

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _close(pipe)

    def _start(self) -> "subprocess.Popen[bytes]":
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        try:
            process = subprocess.Popen(
                [sys.executable, "-m", "casewright.intake.reader_worker"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, **threads}, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise DeskError(_NO_PROCESS, _MAKE_ROOM) from error
        self._process, self._answers, self._done = process, queue.Queue(), 0
        threading.Thread(target=_listen, args=(process, self._answers), daemon=True).start()
        return process


#: The signal that ends a process which has used up its processor time (Linux and macOS; it has no name on Windows).
_SIGXCPU = 24


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was not yet written goes with the process


def _listen(process: "subprocess.Popen[bytes]", answers: "queue.Queue[object]") -> None:
    """Hand on the answers of a process; None says that it has ended."""
    try:
        while process.stdout is not None:
            answers.put(pickle.load(process.stdout))  # noqa: S301 - written by our own process
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        pass
    answers.put(None)


#: The reader of this process.
READER = BoundedReader()
atexit.register(READER.close)
