"""Reading pictures, in a process of its own: one at a time, within a time limit, each picture once.

The models take half a gigabyte and seconds to load, and a picture made for it can keep them busy for minutes; so they
never run in the process that holds the case.
"""

import atexit
import json
import os
import threading
from importlib.util import find_spec
from pathlib import Path

from casewright.intake.helper import EndedError, Helper, JsonLines, SlowError
from casewright.intake.media_lines import Word, in_order
from casewright.text.secrets import black_out

#: Seconds that a picture may take; the first of a process waits for the models too.
TIME_LIMIT, LOADING = 90.0, 60.0
#: Pictures after which the process is replaced: what its libraries leak goes with it.
RECYCLED = 40
#: Readings kept within a run.
_KEPT = 64


class NotReadError(Exception):
    """A picture could not be read: ``slow`` where it ran out of time."""

    def __init__(self, *, slow: bool) -> None:
        super().__init__("out of time" if slow else "not read")
        self.slow = slow


def can_read_pictures() -> bool:
    """Say whether the ``[ocr]`` extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


class PictureReader:
    """The one process that reads pictures, started when first needed."""

    def __init__(self, *, limit: float = TIME_LIMIT, loading: float = LOADING) -> None:
        self._limit = limit
        self._helper = Helper("casewright.intake.picture_worker", JsonLines(), loading=loading, recycled=RECYCLED)
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, int | None], tuple[Word, ...]] = {}
        self.folder: Path | None = None

    def read(self, path: Path, *, sha256: str, page: int | None = None) -> tuple[Word, ...]:
        """Return the words of a picture, or of one page of a PDF counted from 0; raises NotReadError."""
        key = (sha256, page)
        with self._lock:
            words = self._kept.get(key) or self._from_folder(key)
            if words is None:
                words = self._read(path, page)
                self._into_folder(key, words)
            self._kept[key] = words
            for oldest in list(self._kept)[:-_KEPT]:
                del self._kept[oldest]
            return words

    def close(self) -> None:
        """End the process."""
        self._helper.close()

    def _read(self, path: Path, page: int | None) -> tuple[Word, ...]:
        try:
            told = self._helper.ask({"path": str(path), "page": page}, seconds=self._limit)
        except SlowError:
            raise NotReadError(slow=True) from None
        except (EndedError, OSError):
            raise NotReadError(slow=False) from None
        if "boxes" not in told:
            raise NotReadError(slow=False)
        return tuple(Word(*box) for box in told["boxes"])

    def _from_folder(self, key: tuple[str, int | None]) -> tuple[Word, ...] | None:
        if self.folder is None:
            return None
        try:
            return tuple(Word(*box) for box in json.loads(self._place(self.folder, key).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _into_folder(self, key: tuple[str, int | None], words: tuple[Word, ...]) -> None:
        if self.folder is None or black_out(in_order(words))[1]:
            return  # a secret is kept nowhere
        boxes = [[word.left, word.top, word.right, word.bottom, word.text, word.score] for word in words]
        place = self._place(self.folder, key)
        half = place.with_name(f"{place.name}.{os.getpid()}.tmp")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            half.write_text(json.dumps(boxes, ensure_ascii=False), encoding="utf-8")
            half.replace(place)
        except OSError:
            return  # what is not kept is read again

    @staticmethod
    def _place(folder: Path, key: tuple[str, int | None]) -> Path:
        sha256, page = key
        return folder / f"{sha256}{'' if page is None else f'-{page}'}.json"


#: The reader of this process.
PICTURES = PictureReader()
atexit.register(PICTURES.close)


def keep_readings_in(folder: Path) -> None:
    """Keep what is read of pictures in a folder, from where later runs take it."""
    PICTURES.folder = folder
