"""Names of files that every system can hold; what staff wrote in a sheet is led to the same name."""

import hashlib
import unicodedata
from pathlib import Path

#: Bytes that a name may take on every file system in use, less room for an ending of our own.
_LONGEST = 200
_TURNING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069"
_UNUSABLE = frozenset('<>:"|?*\\/')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)


def short_name(name: str) -> str:
    """Return a name that every system takes: normalised, at most 200 bytes, with a mark of the whole where cut."""
    name = unicodedata.normalize("NFC", name).encode("utf-8", "replace").decode("utf-8")
    clean = "".join("_" if letter in _UNUSABLE or not _shows(letter) else letter for letter in name).rstrip(". ")
    clean = clean.lstrip(" ") or "_"
    if clean.partition(".")[0].casefold() in _RESERVED:
        clean = f"_{clean}"
    if len(clean.encode()) <= _LONGEST:
        return clean
    ending = Path(clean).suffix
    stem = clean.removesuffix(ending)
    ending = ending if len(ending.encode()) <= 20 else ""
    mark = hashlib.sha256(clean.encode()).hexdigest()[:8]
    room = _LONGEST - len(ending.encode()) - len(mark) - 1
    return f"{stem.encode()[:room].decode('utf-8', 'ignore')}~{mark}{ending}"


def _shows(letter: str) -> bool:
    # Line ends, control letters and marks that turn the reading direction have no business in a name.
    return unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"} and letter not in _TURNING
