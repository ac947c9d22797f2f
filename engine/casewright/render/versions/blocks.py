"""Paragraphs, tables, rows and cells of two documents drawn into one.

A library for this was read first (docx-trackdiff 1.0). It compares every paragraph of a document in one row, so what
stood in a deleted row lands in another cell, inserted rows are not marked as rows, links stand in ``w:ins`` where the
schema has no place for them, a Chinese sentence counts as one word, and differences of case or quotation marks are
lost. So tables are compared here as tables: rows are paired, their cells compared like small documents, and what came
or went as a row is marked as one. What moved is shown where it was and where it is: deleted there, inserted here.
Widths and borders are those of the new document.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass

from casewright.render.versions.align import Pair, align, likeness
from casewright.render.versions.marks import FURNITURE, Marker
from casewright.render.versions.runs import changed, deleted, inserted, paragraph_key, words_of
from casewright.render.versions.xml import Node, local, look, new, paragraphs, w

_PARAGRAPH, _ROW, _TABLE = 0.4, 0.35, 0.3
#: How much more a pair of tables weighs than one of paragraphs, and how little one of empty paragraphs.
_HEAVY, _LIGHT = 3.0, 0.02
_ROWS = frozenset({"tblPr", "tblGrid", "tr", *FURNITURE})
_CELLS = frozenset({"tblPrEx", "trPr", "tc", *FURNITURE})


@dataclass(frozen=True, slots=True)
class _Block:
    node: Node
    kind: str
    key: tuple[object, ...]
    words: Counter[str]


def _block(node: Node) -> _Block:
    kind = local(node)
    key: tuple[object, ...]
    if kind == "p":
        key = paragraph_key(node)
    elif kind == "tbl" and _is_plain(node):
        key = ("tbl", _columns(node), tuple(_row_key(row) for row in node.findall(w("tr"))))
    else:
        key = (kind, look(node))
    return _Block(node, kind, key, words_of(node))


def _row_key(row: Node) -> tuple[object, ...]:
    cells = ((_span(cell), _content(cell)) for cell in _cells(row))
    return tuple((shape, tuple(_block(each).key for each in content)) for shape, content in cells)


def _columns(table: Node) -> int:
    """Return the number of columns: their widths are the template's affair and no change of the text."""
    return len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))


def _span(cell: Node) -> tuple[bytes, bytes]:
    """Return how far a cell reaches sideways and down."""
    return look(cell.find(f"{w('tcPr')}/{w('gridSpan')}")), look(cell.find(f"{w('tcPr')}/{w('vMerge')}"))


def _is_plain(table: Node) -> bool:
    """Say whether a table is rows of cells and nothing between them."""
    rows = table.findall(w("tr"))
    return all(local(each) in _ROWS for each in table) and all(local(each) in _CELLS for row in rows for each in row)


def _cells(row: Node) -> list[Node]:
    found: list[Node] = row.findall(w("tc"))
    return found


def _content(holder: Node) -> list[Node]:
    """Return the blocks of a body or a cell."""
    return [child for child in holder if local(child) not in {"tcPr", "sectPr", *FURNITURE}]


def draw(old: Node, holder: Node, marker: Marker) -> None:
    """Turn the content of a body or a cell into both contents, marked; bookmarks between blocks stay at the end."""
    before = [_block(node) for node in _content(old)]
    after = [_block(node) for node in _content(holder)]
    rest = [child for child in holder if local(child) in {"sectPr", *FURNITURE}]
    pairs = _with_end(_paired(before, after), before, after)
    drawn = [_drawn(before, after, pair, marker) for pair in pairs]
    _end_well(drawn, before, after, marker)
    for child in [*_content(holder), *rest]:
        holder.remove(child)
    for node in (*(node for node, _ in drawn), *rest):
        holder.append(node)


def _with_end(pairs: list[Pair], before: Sequence[_Block], after: Sequence[_Block]) -> list[Pair]:
    """Pair the last paragraphs where no pair before them could take over the end that a cell or body must have."""
    last = next((pair for pair in reversed(pairs) if None not in pair), None)
    if not before or not after or before[-1].kind != "p" or after[-1].kind != "p":
        return pairs
    tail = pairs[pairs.index(last) + 1 :] if last is not None else pairs
    loose = all(_of(pair, before, after).kind == "p" for pair in tail)
    if not tail or (last is not None and loose and before[last[0] or 0].kind == "p"):
        return pairs
    return [*_paired(before[:-1], after[:-1]), (len(before) - 1, len(after) - 1)]


def _paired(before: Sequence[_Block], after: Sequence[_Block]) -> list[Pair]:
    return align([b.key for b in before], [a.key for a in after], _scored(before, after))


def _of(pair: Pair, before: Sequence[_Block], after: Sequence[_Block]) -> _Block:
    i, j = pair
    return after[j] if j is not None else before[i or 0]


def _scored(before: Sequence[_Block], after: Sequence[_Block]) -> Callable[[int, int], float]:
    def score(i: int, j: int) -> float:
        one, other = before[i], after[j]
        if one.kind != other.kind:
            return 0.0
        if one.key == other.key:
            return _HEAVY if one.kind == "tbl" else 1.0 if one.words else _LIGHT
        if one.kind == "tbl":
            return _table_score(one, other)
        if one.kind != "p" or _style(one.node) != _style(other.node) or not (one.words and other.words):
            return 0.0
        alike = likeness(one.words, other.words)
        return alike if alike >= _PARAGRAPH else 0.0

    return score


def _table_score(one: _Block, other: _Block) -> float:
    if not (_is_plain(one.node) and _is_plain(other.node)):
        return 0.0
    if _columns(one.node) != _columns(other.node):
        return 0.0
    alike = likeness(one.words, other.words)
    same_name = _caption(one.node) and _caption(one.node) == _caption(other.node)
    return alike * (_HEAVY - 1) + 0.5 if alike >= _TABLE or (same_name and alike > 0) else 0.0


def _caption(table: Node) -> str:
    found = table.find(f"{w('tblPr')}/{w('tblCaption')}")
    return "" if found is None else str(found.get(w("val"), ""))


def _style(paragraph: Node) -> str:
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else str(found.get(w("val"), ""))


def _drawn(before: Sequence[_Block], after: Sequence[_Block], pair: Pair, marker: Marker) -> tuple[Node, str]:
    """Return the block that a pair becomes, and ``ins``, ``del`` or nothing."""
    i, j = pair
    if i is None and j is not None:
        return _came(after[j].node, marker), "ins"
    if j is None and i is not None:
        return _went(before[i].node, marker), "del"
    one, other = before[i or 0], after[j or 0]
    if one.key == other.key:
        return deepcopy(other.node), ""
    if other.kind == "tbl":
        return _table(one.node, other.node, marker), ""
    return changed(one.node, other.node, marker), ""


def _came(node: Node, marker: Marker) -> Node:
    return inserted(node, marker) if local(node) == "p" else _all_rows(node, marker, "ins", inserted)


def _went(node: Node, marker: Marker) -> Node:
    if local(node) == "p":
        return deleted(node, marker)
    copy = _all_rows(node, marker, "del", deleted)
    for piece in [each for each in copy.iter() if local(each) in FURNITURE]:
        piece.getparent().remove(piece)
    return copy


def _all_rows(node: Node, marker: Marker, mark: str, drawn: Callable[[Node, Marker], Node]) -> Node:
    """Return a copy of a table in which every row and every paragraph is marked."""
    copy = deepcopy(node)
    for row in list(copy.iter(w("tr"))):
        marker.mark_row(row, mark)
    for paragraph in list(paragraphs(copy)):
        paragraph.getparent().replace(paragraph, drawn(paragraph, marker))
    return copy


def _table(old: Node, table: Node, marker: Marker) -> Node:
    before = [_row(row) for row in old.findall(w("tr"))]
    after = [_row(row) for row in table.findall(w("tr"))]
    drawn = new("tbl")
    for child in table:
        if local(child) in {"tblPr", "tblGrid"}:
            drawn.append(deepcopy(child))

    def score(i: int, j: int) -> float:
        return _row_score(before[i], after[j])

    for i, j in align([b.key for b in before], [a.key for a in after], score):
        if i is None and j is not None:
            drawn.append(_came_row(after[j].node, marker))
        elif j is None and i is not None:
            drawn.append(_went(_alone(before[i].node), marker)[0])
        elif i is not None and j is not None:
            drawn.append(_pair_of_rows(before[i], after[j], marker))
    return drawn


def _row(row: Node) -> _Block:
    bag: Counter[str] = Counter()
    for cell in _cells(row):
        bag += words_of(cell)
    return _Block(row, "tr", _row_key(row), bag)


def _row_score(one: _Block, other: _Block) -> float:
    if one.key == other.key:
        return 2.0
    ours, theirs = _cells(one.node), _cells(other.node)
    if [_span(cell) for cell in ours] != [_span(cell) for cell in theirs]:
        return 0.0
    alike = likeness(one.words, other.words)
    label = words_of(ours[0])
    named = len(ours) > 1 and label == words_of(theirs[0]) and any(not word.isdigit() for word in label)
    if named:
        return 1.0 + alike
    return alike if alike >= _ROW else 0.0


def _pair_of_rows(one: _Block, other: _Block, marker: Marker) -> Node:
    row = deepcopy(other.node)
    if one.key != other.key:
        for old, cell in zip(_cells(one.node), _cells(row), strict=True):
            draw(old, cell, marker)
    return row


def _alone(row: Node) -> Node:
    """Return a copy of a row in a table of its own, so that it can be handled like one."""
    table = new("tbl")
    table.append(deepcopy(row))
    return table


def _came_row(row: Node, marker: Marker) -> Node:
    return _came(_alone(row), marker)[0]


def _end_well(drawn: list[tuple[Node, str]], before: Sequence[_Block], after: Sequence[_Block], marker: Marker) -> None:
    """Let the last paragraph keep its end: a cell or a body has to have one, whether all is accepted or refused.

    The ends of the paragraphs before it take over, each the fate of the paragraph that follows it.
    """
    if not drawn or not drawn[-1][1] or local(drawn[-1][0]) != "p":
        return
    start = len(drawn) - 1
    while start > 0 and drawn[start][1] and local(drawn[start][0]) == "p":
        start -= 1
    if drawn[start][1] or local(drawn[start][0]) != "p":
        return
    for place in range(start, len(drawn)):
        _forget_end(drawn[place][0])
    for place in range(start, len(drawn) - 1):
        marker.mark_paragraph(drawn[place][0], drawn[place + 1][1])
    _wear(drawn[-1][0], before[-1].node, after[-1].node, marker)


def _forget_end(paragraph: Node) -> None:
    run = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    if run is not None:
        for mark in [each for each in run if local(each) in {"ins", "del"}]:
            run.remove(mark)


def _wear(paragraph: Node, old: Node, latest: Node, marker: Marker) -> None:
    """Give the last paragraph the look of the new document's last one, and record that of the old one's."""
    properties, wanted = paragraph.find(w("pPr")), latest.find(w("pPr"))
    if properties is not None:
        paragraph.remove(properties)
    if wanted is not None:
        paragraph.insert(0, deepcopy(wanted))
    marker.change_look(paragraph, old)
