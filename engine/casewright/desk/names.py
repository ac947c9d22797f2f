"""Names on disk: what to show of a name, what to pass over, and what may stand in the outbox."""

import os
import re
import unicodedata
from functools import lru_cache

from casewright.text.secrets import clean_name

#: Somebody has the file open: Office, WPS, LibreOffice.
_LOCKS = re.compile(r"^(~\$|\.~lock\.|\.~(?!lock))", re.IGNORECASE)
#: A program is still writing, or a system keeps its own notes here.
_PASSING = re.compile(
    r"^(~WRL|~syncthing~|\.syncthing\.|\._|\.~)"
    r"|\.(tmp|temp|part|partial|filepart|crdownload|download|opdownload|swp|laccdb|nutstore-tmp)$"
    r"|\.sb-[0-9a-f]+-\w+$|~$",
    re.IGNORECASE,
)
_SYSTEM = frozenset({
    ".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", ".stfolder", "@eadir", "__macosx", ".done",
    "$recycle.bin", "system volume information",
})  # fmt: skip
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST = 120


def is_lock(name: str) -> bool:
    """Say whether a file tells that somebody has its neighbour open."""
    return bool(_LOCKS.match(name))


def locks_file(lock: str, name: str) -> bool:
    """Say whether a lock file is the one of ``name``: Office drops the first two letters of a long name."""
    bare = re.sub(r"^(~\$|\.~lock\.|\.~)", "", lock).removesuffix("#").casefold()
    return bool(bare) and name.casefold() in {bare, name[:2].casefold() + bare}


def is_passing(name: str) -> bool:
    """Say whether a name is that of a file on its way, or a system's own."""
    return bool(_PASSING.search(name)) or name.casefold() in _SYSTEM


def is_ready_mark(name: str) -> bool:
    """Say whether a file at the top of a drop says that the drop is whole."""
    return name.casefold() in {"ready", "ready.txt"}


@lru_cache(maxsize=4096)  # each look over the inbox asks for the same names
def sort_of(name: str) -> str:
    """Return what a name on disk is by itself: ``lock``, ``passing``, ``ready``, or empty for any other file."""
    if is_lock(name):
        return "lock"
    if is_passing(name):
        return "passing"
    return "ready" if is_ready_mark(name) else ""


@lru_cache(maxsize=4096)
def shown(name: str) -> str:
    """Return a name that can be printed and stored: bytes that are no UTF-8 are read as Chinese Windows wrote them.

    A password or key in it is taken out, so that it stands in no ledger, log or copy.
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            name = raw.decode("gb18030")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", "backslashreplace")
    return clean_name(unicodedata.normalize("NFC", name))


@lru_cache(maxsize=256)  # a case asks for its folder at each step
def folder_name(ref: str) -> str:
    """Return a case reference as a folder name that Windows, shares and people can live with."""
    text = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", ref)).strip().rstrip(". ").lstrip(".")
    if _RESERVED.match(text):
        text = f"_{text}"
    while len(text.encode("utf-8", "replace")) > _LONGEST:
        text = text[:-1]
    return text.rstrip(". ") or "_"
