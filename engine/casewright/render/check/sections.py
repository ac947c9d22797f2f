"""Which section a header or footer belongs to, in the reader's words."""

import re
from collections.abc import Mapping

from defusedxml.ElementTree import fromstring

from casewright.render.check.places import PARTS, W

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KINDS = {"first": "首页 first page", "even": "偶数页 even pages", "default": ""}


def shown_parts(members: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return how headers and footers are called; raise ParseError for broken XML.

    One for the whole document is just the header; one of several says of which section and which pages.
    """
    relations = members.get("word/_rels/document.xml.rels")
    if relations is None:
        return {}
    targets = {each.get("Id"): each.get("Target") or "" for each in fromstring(relations)}
    sections = list(fromstring(members["word/document.xml"]).iter(f"{W}sectPr"))
    shown: dict[str, str] = {}
    for number, section in enumerate(sections, 1):
        for reference in section:
            kind = re.sub(r".*\}(header|footer)Reference", r"\1", reference.tag)
            if kind not in ("header", "footer"):
                continue
            target = targets.get(reference.get(f"{_R}id"), "").lstrip("/")
            part = target if target.startswith("word/") else f"word/{target}"
            of = [f"第 {number} 节 section {number}"] if len(sections) > 1 else []
            pages = _KINDS.get(reference.get(f"{W}type") or "default", "")
            more = ", ".join(each for each in (*of, pages) if each)
            shown.setdefault(part, f"{PARTS[kind]} ({more})" if more else PARTS[kind])
    return shown
