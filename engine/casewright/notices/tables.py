"""Ids and brands that stand under the head of their column, and case numbers that stand bare in a subject."""

import re
from collections.abc import Iterator, Sequence

from casewright.model import Mention
from casewright.notices.lexicon import Label
from casewright.notices.lines import Lines

#: A row of a table: a product's number and at least one other number, in one short line.
_ASIN = re.compile(r"(?<![A-Za-z0-9])B0[A-Z0-9]{8}(?![A-Za-z0-9])")
_ID = re.compile(r"(?<![\d,./-])\d{9,12}(?![\d,./-])")
#: How long the head of a table may be, and how many rows are read below it.
_LONG, _MOST = 120, 40
#: What may part the cells of a row.
_SIGNS = " \t|;,"
#: What the line under the head of a table is drawn with.
_RULE = " \t|:=+-"
#: What a brand cell may hold: a name of a few words.
_NAME = re.compile(r"[^\W\d][\w&'. -]{0,40}")
#: The number of a case, bare in brackets in the first line: ``[17120993384] Injury reported``.
_BARE = re.compile(r"[\[(【（](\d{10,11})[\])】）]")


def columns(lines: Lines, labels: Sequence[Label]) -> Iterator[Mention]:
    """Yield complaints, cases and brands that stand in rows under a line of labels with ``ASIN`` among them."""
    for number, start in enumerate(lines.starts):
        end = lines.even.find("\n", start)
        if end < 0 or end - start > _LONG or "asin" not in lines.small[start:end]:
            continue
        if _ASIN.search(lines.even, start, end) or lines.even[start:end].rstrip().endswith((".", ":", ",")):
            continue
        heads = _heads(lines.small[start:end], labels)
        if heads:
            yield from _rows(lines, number + 1, heads, lines.even[start:end])


def _heads(line: str, labels: Sequence[Label]) -> dict[str, int]:
    """Return the kinds that the labels of a line head, with the place of the first label of each."""
    found: dict[str, int] = {}
    for label in labels:
        if label.kind not in ("complaint", "case", "brand"):
            continue
        for phrase in label.phrases:
            for left, _ in phrase.spans(line) if phrase.key in line else ():
                found[label.kind] = min(left, found.get(label.kind, left))
    return found


def _rows(lines: Lines, number: int, heads: dict[str, int], head: str) -> Iterator[Mention]:
    kind = next((each for each in ("complaint", "case") if each in heads), "")
    for start in lines.starts[number : number + _MOST]:
        stop = lines.even.find("\n", start)
        end = stop if stop >= 0 else len(lines.even)
        if not lines.even[start:end].strip(_RULE):
            continue
        product = _ASIN.search(lines.even, start, end)
        if product is None or end - start > _LONG:
            return
        if kind and (match := _ID.search(lines.even, start, end)):
            yield lines.mention(kind, match[0], *match.span())
        first, last = _brand_cell(lines.even[start:end], head, heads.get("brand", -1), product.start() - start)
        name = lines.even[start + first : start + last].strip(_SIGNS)
        if _NAME.fullmatch(name):
            begin = lines.even.index(name, start + first)
            yield lines.mention("brand", name, begin, begin + len(name))


def _brand_cell(row: str, head: str, label: int, product: int) -> tuple[int, int]:
    """Return where a row holds its brand: in the column of the label, else before the product; nowhere is ``0, 0``.

    Cells are told apart where tabs part them, as many as the head has.
    """
    if label >= 0 and head.count("\t") == row.count("\t") > 0:
        bounds = [-1, *(place for place, sign in enumerate(row) if sign == "\t"), len(row)]
        column = head.count("\t", 0, label)
        return bounds[column] + 1, bounds[column + 1]
    return (0, product) if label == 0 else (0, 0)


def in_subject(lines: Lines) -> Iterator[Mention]:
    """Yield the number of a case that stands alone in brackets in the first line."""
    end = lines.even.find("\n")
    for match in _BARE.finditer(lines.even, 0, end if end >= 0 else len(lines.even)):
        yield lines.mention("case", match[1], *match.span(1))
