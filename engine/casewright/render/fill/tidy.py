"""A rendered part made whole: line breaks, bookmark numbers, links that lead somewhere, cells that may stand.

Nearly every part needs next to nothing of it, so each step first looks for what it would mend.
"""

import re
from collections import Counter
from itertools import count

from casewright.render.fill.links import LINK_END, OPEN_END, OPEN_LINK, OPEN_MARK

_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_STAFF_MARK = re.compile(r'<w:bookmark(?:Start|End) [^>]*?w:id="(\d+)"[^>]*?/>')
_NAMED = re.compile(r'w:name="([^"]*)"')
_EMPTY_CELL = re.compile(r"(<w:tc(?: [^>]*)?>(?:<w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>|<w:tcPr/>)?)</w:tc>", re.DOTALL)
_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tbl>|</w:tbl>|<w:tr[ >]).)*</w:tbl>", re.DOTALL)
_BARE = re.compile(r"(<w:(hdr|ftr|footnote|endnote|comment|txbxContent)(?: [^>]*)?(?<!/)>)\s*(</w:\2>)")
_DRAWING = re.compile(r'(<(?:\w+:)?docPr\b[^>]*?\bid=)"[^"]*"')


def tidy(xml: str, *, rows: bool = True, cells: bool = True, boxes: bool = True, bookmarks: bool = True) -> str:
    """Return a rendered part that Word opens without a repair.

    A template says what its marks can empty: the ``rows`` of a table, ``cells``, and ``boxes``, which are headers,
    notes and text boxes; and whether it has ``bookmarks`` that staff set.
    """
    if "\n" in xml or "\t" in xml:
        xml = _TEXT.sub(_breaks, xml)
    if "<w:bookmarkStart" in xml or OPEN_LINK in xml:
        xml = _link_up(xml, bookmarks=bookmarks)
    if cells and xml.count("</w:tc>") > xml.count("</w:p></w:tc>"):
        xml = _EMPTY_CELL.sub(r"\1<w:p/></w:tc>", xml)
        xml = xml.replace("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>")
    if rows and not all(piece.startswith("<w:tr") for piece in xml.split("</w:tblGrid>")[1:]):
        xml = _TABLE.sub("<w:p/>", xml)
    return _BARE.sub(r"\1<w:p/>\3", xml) if boxes else xml


def number_drawings(xml: str, first: int) -> tuple[str, int]:
    """Give each drawing a number of its own, from ``first`` on; return the part and the next free number."""
    numbers = count(first)
    xml = _DRAWING.sub(lambda match: f'{match[1]}"{next(numbers)}"', xml)
    return xml, next(numbers)


def _breaks(match: re.Match[str]) -> str:
    text = match[1]
    if "\n" not in text and "\t" not in text:
        return match[0]
    start, end = '<w:t xml:space="preserve">', "</w:t>"
    text = text.replace("\n", f"{end}<w:br/>{start}").replace("\t", f"{end}<w:tab/>{start}")
    return f"{start}{text}{end}"


def _link_up(xml: str, *, bookmarks: bool) -> str:
    """Number the places that links lead to, keep the first of each name, and drop links that lead nowhere."""
    names: set[str] = set()
    first = 1
    pieces = xml.split(OPEN_MARK)
    if bookmarks and xml.count("<w:bookmarkStart ") >= len(pieces):
        xml, first = _staff_marks_once(xml, names)
        pieces = xml.split(OPEN_MARK)
    for place in range(1, len(pieces)):
        piece = pieces[place]
        start = piece.index('"/>')
        name = piece[:start]
        if name in names:
            pieces[place] = piece[start + 3 :].replace(OPEN_END, "", 1)
        else:
            names.add(name)
            rest = piece.replace(OPEN_END, f'<w:bookmarkEnd w:id="{first}"/>', 1)
            pieces[place] = f'<w:bookmarkStart w:id="{first}" w:name="{rest}'
            first += 1
    return _drop_dead_links("".join(pieces), names)


def _staff_marks_once(xml: str, names: set[str]) -> tuple[str, int]:
    """Keep the first of each bookmark that staff set in Word, where a loop repeats it; return the next free number."""
    dropped: Counter[str] = Counter()
    highest = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal highest
        number, named = match[1], _NAMED.search(match[0])
        highest = max(highest, int(number))
        if named and named[1] in names:
            dropped[number] += 1
            return ""
        if named:
            names.add(named[1])
        elif dropped[number]:
            dropped[number] -= 1
            return ""
        return match[0]

    return _STAFF_MARK.sub(keep, xml), highest + 1


def _drop_dead_links(xml: str, names: set[str]) -> str:
    """Keep the words and drop the link where a template shows no place for it."""
    pieces = xml.split(OPEN_LINK)
    ends = [piece.index('">') for piece in pieces[1:]]
    if all(piece[:end] in names for piece, end in zip(pieces[1:], ends, strict=True)):
        return xml
    kept = [pieces[0]]
    for piece, end in zip(pieces[1:], ends, strict=True):
        if piece[:end] in names:
            kept += (OPEN_LINK, piece)
        else:
            kept.append(piece[end + 2 :].replace(LINK_END, "", 1))
    return "".join(kept)
