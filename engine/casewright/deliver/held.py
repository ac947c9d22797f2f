"""Which limits of the desk held something of a case back: a package that says so is outgrown once they are raised.

A limit is no part of what a package is made from, or every one would be made again for each change of ``desk.toml``.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from casewright.model import Finding, Limits

#: The findings that tell of a limit, and the settings of ``[limits]`` that may be behind each.
HELD_BACK: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "intake/drop-too-large": ("drop_files", "drop_mb"),
    "intake/zip-too-large": ("drop_files", "drop_mb", "zip_ratio"),
    "sheets/too-large": ("workbook_mb", "workbook_cells", "zip_ratio"),
    "intake/file-too-large": (
        "file_mb", "text_mb", "word_mb", "mail_mb", "workbook_mb", "workbook_cells", "zip_ratio", "read_memory_mb",
    ),
    "intake/out-of-time": ("read_seconds",),
    "intake/pdf-partly-read": ("pdf_pages",),
})  # fmt: skip


def limits_json(found: Iterable[Finding], limits: Limits) -> dict[str, object]:
    """Return the entry ``limits`` of a manifest: what each setting was that held something back, if any did."""
    names = sorted({name for finding in found for name in HELD_BACK.get(finding.code, ())})
    return {"limits": {name: getattr(limits, name) for name in names}} if names else {}


def is_outgrown(manifest: Mapping[str, object], limits: Limits) -> bool:
    """Say whether a limit that held something of a package back has been raised since."""
    told = manifest.get("limits")
    if not isinstance(told, dict):
        return False
    return any(isinstance(was, int) and getattr(limits, name, 0) > was for name, was in told.items())
