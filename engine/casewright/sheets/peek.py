"""The names of a workbook's sheets, without reading the workbook."""

import zipfile
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_BOOK = "xl/workbook.xml"
_LARGEST = 4 << 20


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the names of the sheets in tab order; none where the file is no readable .xlsx."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_BOOK).file_size > _LARGEST:
                return ()
            root = fromstring(archive.read(_BOOK))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return ()
    except (ParseError, DefusedXmlException):
        return ()
    return tuple(each.get("name") or "" for each in root.iter() if each.tag.rpartition("}")[2] == "sheet")
