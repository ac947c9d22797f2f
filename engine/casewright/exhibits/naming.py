"""Names of submission copies: ASCII, sortable, saying what the file is."""

import re
import unicodedata

from casewright.exhibits.slots import Slot

_ENDINGS = {"jpeg": "jpg", "tiff": "tif", "text": "txt", "gzip": "gz"}
_NO_ENDING = frozenset({"unknown", "ole", "empty", "executable"})
#: Text, table and mail are told apart by their look alone, so a usual ending of one is kept.
_TEXTS = frozenset({"text", "csv", "eml"})
_TEXT_ENDINGS = frozenset({"txt", "csv", "tsv", "eml", "md", "json", "xml", "log"})
_STEM = 40


def copy_name(slot: Slot) -> str:
    """Return ``A-1_invoice_2026-01-15_supplier.pdf``: id, kind, date where known, name in ASCII, ending by content.

    A name without any ASCII letter gives way to the first eight digits of the file's sha256.
    """
    if slot.item is None:
        return ""
    name = slot.item.path.rpartition("/")[2]
    day = slot.row.dated.isoformat() if slot.row.dated else ""
    plain = name.rpartition(".")[0] or name
    stem = _ascii(plain.replace(day, " ") if day else plain)[:_STEM].strip("-_")
    parts = (slot.id, _ascii(slot.kind.code), day, stem or slot.item.sha256[:8])
    return f"{'_'.join(part for part in parts if part)}.{_ending(name, slot.item.media.kind)}"


def _ending(name: str, kind: str) -> str:
    given = _ascii(name.rpartition(".")[2]).casefold()
    if kind in _NO_ENDING:
        return given or "bin"
    if kind in _TEXTS and given in _TEXT_ENDINGS:
        return given
    return _ENDINGS.get(kind, kind)


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", errors="ignore").decode()
    return re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-_")
