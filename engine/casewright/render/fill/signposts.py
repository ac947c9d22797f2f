"""Signs set into a template where the filled part will be cut or looked at, so that no tag has to be searched for.

They are letters that XML cannot hold. What stands beside a sign must be the tag for which it was set: one that came
with a value is refused, as the parser would refuse it.
"""

import re
from itertools import pairwise

from casewright.render.fill.faults import BrokenPartError

_CELL, _GRID, _ROW, _TABLE = "\x01", "\x02", "\x03", "\x04"
_CELL_END, _GRID_END, _ROW_END, _TABLE_END = "</w:tc>", "</w:tblGrid>", "</w:tr>", "</w:tbl>"
_UNSURE_CELL, _UNSURE_GRID = re.compile(f"(?<!</w:p>){_CELL_END}"), re.compile(f"{_GRID_END}(?!<w:tr)")


def with_signs(xml: str) -> str:
    """Set the signs: before the end of each row and table, and wherever a cell or a table may turn out empty."""
    xml = _UNSURE_CELL.sub(f"{_CELL}{_CELL_END}", xml)
    xml = _UNSURE_GRID.sub(f"{_GRID_END}{_GRID}", xml)
    return xml.replace(_ROW_END, f"{_ROW}{_ROW_END}").replace(_TABLE_END, f"{_TABLE}{_TABLE_END}")


def cells_stand(part: str, xml: str) -> tuple[str, bool]:
    """Return a part without the signs of cells, and whether each of those cells ends in a paragraph, as it must."""
    places = _places(part, xml, _CELL, before=_CELL_END)
    return xml.replace(_CELL, ""), all(xml.endswith("</w:p>", 0, place) for place in places)


def tables_stand(part: str, xml: str) -> tuple[str, bool]:
    """Return a part without the signs of grids, and whether a row follows each of those grids, as it must."""
    places = _places(part, xml, _GRID, after=_GRID_END)
    return xml.replace(_GRID, ""), all(xml.startswith("<w:tr", place + 1) for place in places)


def at_tables(part: str, xml: str) -> list[str]:
    """Cut a part before the end of each table."""
    return _cut(xml, _places(part, xml, _TABLE, before=_TABLE_END))


def at_rows(part: str, xml: str) -> list[str]:
    """Cut a piece of a part before the end of each row."""
    return _cut(xml, _places(part, xml, _ROW, before=_ROW_END))


def unsigned_rows(part: str, xml: str) -> str:
    """Return a part without the signs of rows that nobody needed."""
    return "".join(at_rows(part, xml))


def _cut(xml: str, places: list[int]) -> list[str]:
    return [xml[start + 1 : end] for start, end in pairwise((-1, *places, len(xml)))]


def _places(part: str, xml: str, sign: str, *, before: str = "", after: str = "") -> list[int]:
    """Return where a sign stands; raise BrokenPartError for one that came with a value."""
    places = []
    place = xml.find(sign)
    while place >= 0:
        if not (xml.startswith(before, place + 1) and xml.endswith(after, 0, place)):
            raise BrokenPartError(part, "值里有控制字符 / a value holds a control character")
        places.append(place)
        place = xml.find(sign, place + 1)
    return places
