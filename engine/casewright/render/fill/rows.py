"""Rows of a filled table that stay on one page together, so that no row is left alone on a page.

Only the filled table shows how many rows it has and how much stands in them: a short one stays whole; of a longer one
so many rows at its beginning and at its end stay together that they do not look lost. A template's own settings stay;
only tables with a description (as every shipped one has, and as Word sets under Table Properties, Alt Text) are held.
"""

import re
from collections.abc import Iterable
from itertools import accumulate, islice

from casewright.render.fill.signposts import at_rows, at_tables, unsigned_rows

#: A table with so many signs of text stays whole on one page.
SHORT = 420
#: So many signs, or so many rows, may begin a table at the foot of a page, or end it on a new one.
BEGIN, END = (100, 2), (420, 4)
_START, _KEEP = "<w:pPr><w:pStyle ", "<w:keepNext/>"
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)")


def hold_rows(part: str, xml: str) -> str:
    """Return a part, which comes with its signs, in which rows that belong together are kept with the next."""
    pieces = at_tables(part, xml)
    return unsigned_rows(part, "".join([*(_held(part, piece) for piece in pieces[:-1]), pieces[-1]]))


def _held(part: str, piece: str) -> str:
    """Hold the rows of the table that a piece ends with."""
    start = piece.rfind("<w:tbl>")
    if piece.find("<w:tblCaption", start) < 0:
        return piece
    rows = at_rows(part, piece[start:])
    count = len(rows) - 1
    heads = next((number for number in range(count) if "<w:tblHeader" not in rows[number]), count)
    if count - heads < 2:
        return piece
    counted: dict[int, int] = {}

    def signs(number: int) -> int:
        """Count the text of a row, once."""
        if number not in counted:
            counted[number] = sum(map(len, _TEXT.findall(rows[number])))
        return counted[number]

    first, last = 0, count
    if any(total > SHORT for total in accumulate(map(signs, range(count + 1)))):
        first = _enough(map(signs, range(heads, count)), BEGIN) - 1
        last = _enough(map(signs, range(count - 1, heads - 1, -1)), END)
    held = {*range(heads, min(heads + first, count - 1)), *range(max(heads, count - last), count - 1)}
    for number in held:
        rows[number] = _kept(rows[number])
    return piece[:start] + "".join(rows)


def _enough(signs: Iterable[int], wanted: tuple[int, int]) -> int:
    """Return how many rows, counted from one end, stand well on a page by themselves, by the signs in each."""
    needed, most = wanted
    total = rows = 0
    for each in islice(signs, most):
        total, rows = total + each, rows + 1
        if total >= needed:
            break
    return rows


def _kept(row: str) -> str:
    """Keep each paragraph of a row with the next; a paragraph begins with its style."""
    pieces = row.split(_START)
    if _KEEP not in row:
        return _START.join([pieces[0], *(piece.replace("/>", f"/>{_KEEP}", 1) for piece in pieces[1:])])
    for place in range(1, len(pieces)):
        piece = pieces[place]
        end = piece.index("/>") + 2
        if not piece.startswith(_KEEP, end):
            pieces[place] = f"{piece[:end]}{_KEEP}{piece[end:]}"
    return _START.join(pieces)
