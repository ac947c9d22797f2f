"""Names of submission copies: ASCII, sortable, saying what the file is."""

import re
import unicodedata

from casewright.exhibits.slots import Slot

_ENDINGS = {"jpeg": "jpg", "tiff": "tif", "text": "txt", "gzip": "gz"}
_NO_ENDING = frozenset({"unknown", "ole", "empty", "executable"})
_STEM = 40


def copy_name(slot: Slot) -> str:
    """Return ``A-1_invoice_2026-01-15_supplier.pdf``: id, kind, date where known, name in ASCII, ending by content.

    A name without any ASCII letter gives way to the first eight digits of the file's sha256.
    """
    if slot.item is None:
        return ""
    name = slot.item.path.rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    day = slot.row.dated.isoformat() if slot.row.dated else ""
    parts = (slot.id, _ascii(slot.kind.code), day, _ascii(stem)[:_STEM].strip("-") or slot.item.sha256[:8])
    kind = slot.item.media.kind
    ending = (_ascii(name.rpartition(".")[2]) or "bin") if kind in _NO_ENDING else _ENDINGS.get(kind, kind)
    return f"{'_'.join(part for part in parts if part)}.{ending.casefold()}"


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", errors="ignore").decode()
    return re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-_")
