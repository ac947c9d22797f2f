"""Which files a row of the Evidence sheet means: by path, name, pattern, folder or name without its ending."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from casewright.model import EvidenceItem
from casewright.text.file_names import short_name


def name_key(name: str) -> str:
    """Return a name as it is compared: capitals, width, accents' encoding, slashes and blanks made alike."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("\\", "/")
    text = " ".join(text.strip().strip("\"'“”‘’「」《》").split())
    while text.startswith("./"):
        text = text[2:]
    return re.sub(r"/{2,}", "/", text)


@dataclass(frozen=True, slots=True)
class Match:
    """What one name in a row led to. ``by`` is ``path name pattern folder stem`` or empty where nothing matched."""

    name: str
    items: tuple[EvidenceItem, ...]
    by: str = ""


class Shelf:
    """The files of a drop, found by what people write."""

    def __init__(self, items: Sequence[EvidenceItem]) -> None:
        self._keys = tuple((name_key(item.path), item) for item in items)

    def find(self, written: str) -> tuple[Match, ...]:
        """Return the files that a cell names; a cell with several names is split where the whole is no name."""
        whole = self._one(written)
        if whole.items:
            return (whole,)
        inside = self._one("/".join(short_name(part) for part in written.replace("\\", "/").split("/") if part))
        if inside.by in {"path", "name"}:  # a name too long or with odd characters is another inside the case
            return (Match(written, inside.items, inside.by),)
        parts = [part.strip() for part in re.split(r"[\n;；|、]+", written) if part.strip()]
        if len(parts) < 2:
            parts = [part.strip() for part in re.split(r"[,，]+", written) if part.strip()]
            if len(parts) < 2 or not any(self._one(part).items for part in parts):
                return (whole,)
        return tuple(self._one(part) for part in parts)

    def nearest(self, written: str, *, among: Iterable[EvidenceItem]) -> str:
        """Return the path of the file whose name is most like a written one, empty where none is near."""
        names = {name_key(item.path).rpartition("/")[2]: item.path for item in among}
        close = difflib.get_close_matches(name_key(written).rpartition("/")[2], names, n=1, cutoff=0.6)
        return names[close[0]] if close else ""

    def _one(self, written: str) -> Match:
        key = name_key(written)
        if not key:
            return Match(written, ())
        for by, items in (
            ("path", [item for path, item in self._keys if path == key]),
            ("path", [item for path, item in self._keys if "/" in key and path.endswith(f"/{key}")]),
            ("name", [item for path, item in self._keys if path.rpartition("/")[2] == key]),
            ("pattern", [item for path, item in self._keys if _fits(path, key)]),
            ("folder", [item for path, item in self._keys if path.startswith(f"{key.rstrip('/')}/")]),
            ("stem", [item for path, item in self._keys if _stem(path) in {key, _stem(key)} and "*" not in key]),
        ):
            if items:
                return Match(written, tuple(items), by)
        return Match(written, ())


def _fits(path: str, pattern: str) -> bool:
    if not any(mark in pattern for mark in "*?"):
        return False
    escaped = pattern.replace("[", "[[]")
    return fnmatchcase(path if "/" in pattern else path.rpartition("/")[2], escaped)


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    # "发票 2026.01.15" has no ending: what follows the last dot must look like one.
    return stem if dot and stem and len(ending) <= 5 and ending.isalnum() and ending[:1].isalpha() else name
