"""Where the links of a PDF page lead, with the words that lie under each."""

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from casewright.model import Link

#: Links kept of one page.
_MOST = 100


def links_of(document: pdfium.PdfDocument, page: pdfium.PdfPage, words: pdfium.PdfTextPage) -> tuple[Link, ...]:
    """Return the links of a page that lead to an address outside the file."""
    return tuple(_links(document, page, words))


def _links(document: pdfium.PdfDocument, page: pdfium.PdfPage, words: pdfium.PdfTextPage) -> Iterator[Link]:
    at, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    for _ in range(_MOST):
        if not raw.FPDFLink_Enumerate(page, ctypes.byref(at), ctypes.byref(link)):
            return
        target = _target(document, link)
        if target:
            seen = raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box))
            shown = words.get_text_bounded(box.left, box.bottom, box.right, box.top) if seen else ""
            yield Link(" ".join(shown.split())[:300], target)


def _target(document: pdfium.PdfDocument, link: object) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    size = raw.FPDFAction_GetURIPath(document, action, None, 0)
    text = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document, action, text, size)
    return text.value.decode("utf-8", errors="replace")
