"""A rendered part made whole: line breaks, bookmark ids, links that lead somewhere, cells and tables that may stand."""

import re
from itertools import count

_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_MARK = re.compile(
    r'<w:bookmarkStart w:id="[^"]*" w:name="((?:ex|cl)_[^"]*)"/>(.*?)<w:bookmarkEnd w:id="[^"]*"/>', re.DOTALL
)
_STAFF_MARK = re.compile(r'<w:bookmark(?:Start|End) [^>]*?w:id="(\d+)"')
_LINK = re.compile(r'<w:hyperlink w:anchor="((?:ex|cl)_[^"]*)"[^>]*>(.*?)</w:hyperlink>', re.DOTALL)
_EMPTY_CELL = re.compile(r"(<w:tc(?: [^>]*)?>(?:<w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>|<w:tcPr/>)?)</w:tc>", re.DOTALL)
_CELL_ENDS = ("</w:tcPr></w:tc>", "<w:tcPr/></w:tc>", "<w:tc></w:tc>")
_NO_ROWS = re.compile(r"</w:tblGrid>\s*</w:tbl>")
_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tbl>|</w:tbl>|<w:tr[ >]).)*</w:tbl>", re.DOTALL)


def tidy(xml: str) -> str:
    """Return a rendered part that Word opens without a repair."""
    if "\n" in xml or "\t" in xml:
        xml = _TEXT.sub(_breaks, xml)
    if "<w:bookmarkStart" in xml:
        xml = _number_bookmarks(xml)
    if "<w:hyperlink w:anchor" in xml:
        xml = _drop_dead_links(xml)
    if any(empty in xml for empty in _CELL_ENDS):
        xml = _EMPTY_CELL.sub(r"\1<w:p/></w:tc>", xml)
    if "</w:tbl></w:tc>" in xml:
        xml = xml.replace("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>")
    if _NO_ROWS.search(xml):
        xml = _TABLE.sub("<w:p/>", xml)
    return xml


def _breaks(match: re.Match[str]) -> str:
    text = match[1]
    if "\n" not in text and "\t" not in text:
        return match[0]
    start, end = '<w:t xml:space="preserve">', "</w:t>"
    text = text.replace("\n", f"{end}<w:br/>{start}").replace("\t", f"{end}<w:tab/>{start}")
    return f"{start}{text}{end}"


def _number_bookmarks(xml: str) -> str:
    """Give each mark its own number, above those that staff set in Word, and keep the first of each name."""
    numbers = count(1 + max((int(number) for number in _STAFF_MARK.findall(xml)), default=0))
    seen: set[str] = set()

    def renumber(match: re.Match[str]) -> str:
        name, inner = match[1], match[2]
        if name in seen:
            return inner
        seen.add(name)
        number = next(numbers)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'

    return _MARK.sub(renumber, xml)


def _drop_dead_links(xml: str) -> str:
    """Keep the words and drop the link where a template shows no place for it."""
    names = {match[1] for match in _MARK.finditer(xml)}
    return _LINK.sub(lambda match: match[0] if match[1] in names else match[2], xml)
