"""A workbook as bytes that are the same on every run."""

import io
import re
import zipfile
from collections.abc import Callable

from openpyxl.workbook import Workbook

#: Every part carries this time, the earliest that a zip can hold; the core properties carry the same day.
_PART_TIME = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_CORE_TIME = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_FIXED = rb"\g<1>1980-01-01T00:00:00Z\g<3>"


def fixed_bytes(workbook: Workbook | bytes, *, change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """Save a workbook to bytes that depend on its content alone.

    openpyxl stamps the moment of saving into the zip entries and the core properties: both get a fixed date here, and
    the parts stand in the order of their names. ``change`` sees each part by name and returns what is to stand there.
    """
    saved = _saved(workbook) if isinstance(workbook, Workbook) else io.BytesIO(workbook)
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == _CORE:
                content = _CORE_TIME.sub(_FIXED, content)
            if change is not None:
                content = change(name, content)
            part = zipfile.ZipInfo(name, _PART_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0  # zipfile would note the operating system
            target.writestr(part, content, compresslevel=6)
    return out.getvalue()


def _saved(workbook: Workbook) -> io.BytesIO:
    saved = io.BytesIO()
    workbook.save(saved)
    return saved
