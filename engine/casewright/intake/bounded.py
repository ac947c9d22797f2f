"""Reading hostile files, in a process of its own: one at a time, within bounds of time and memory.

What parses a PDF, a picture or a page is C code that a file of three kilobytes can keep busy for hours, fill with
gigabytes or crash. There it takes nothing with it but the reading of that file, which then says so.
"""

import atexit
import zipfile
from pathlib import Path

from casewright.intake.helper import EndedError, Helper, Pickled, SlowError
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


#: The signal that ends a process which has used up its processor time (Linux and macOS; it has no name on Windows).
_SIGXCPU = 24


class BoundedReader:
    """The one process of this one that reads files, started when first needed."""

    def __init__(self, *, loading: float = _LOADING) -> None:
        self._helper = Helper("casewright.intake.reader_worker", Pickled(), loading=loading, recycled=_RECYCLED)

    @property
    def pid(self) -> int | None:
        """Return the number of the process, None where none runs."""
        return self._helper.pid

    def read(self, path: Path, ref: FileRef, kind: str, *, limits: Limits, seconds: float) -> Reading:
        """Read a file; its reading names what went wrong where it ran out of time or ended the process.

        Raises OSError where the file cannot be opened, DeskError where no process can be started.
        """
        try:
            answer = self._helper.ask((str(path), ref, kind, limits, seconds), seconds=seconds)
        except SlowError:
            return Reading(MediaFacts(kind, problem=SLOW))
        except EndedError as error:
            return Reading(MediaFacts(kind, problem=SLOW if error.code == -_SIGXCPU else CRASHED))
        except OSError as error:
            raise DeskError(_NO_PROCESS, _MAKE_ROOM) from error
        if isinstance(answer, OSError):
            raise answer
        return answer if isinstance(answer, Reading) else Reading(MediaFacts(kind, problem=CRASHED))

    def close(self) -> None:
        """End the process."""
        self._helper.close()


#: The reader of this process.
READER = BoundedReader()
atexit.register(READER.close)
