"""Tables whose columns a template makes: the grid counts what stands in the rows."""

from casewright.render.fill.limits import Element, strict_root, xml_text

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def mend_columns(part: str, xml: str) -> str:
    """Return a part in which each table's grid has as many columns as its widest row, at the same width together.

    A row in which no cell is left goes, and a table in which no row is left becomes an empty paragraph.
    """
    root = strict_root(part, xml.encode())
    for table in list(root.iter(f"{{{_W}}}tbl")):
        rows = [row for row in table.iter(f"{{{_W}}}tr") if _table_of(row) is table]
        for row in rows:
            if not _cells(row):
                _parent(row).remove(row)
        rows = [row for row in rows if _cells(row)]
        if rows:
            _mend(table, max(_width(row) for row in rows))
        else:
            _parent(table).replace(table, table.makeelement(f"{{{_W}}}p"))
    return xml_text(root)


def _mend(table: Element, wanted: int) -> None:
    grid = table.find(f"{{{_W}}}tblGrid")
    if grid is None:
        return
    columns = grid.findall(f"{{{_W}}}gridCol")
    widths = [_number(column.get(f"{{{_W}}}w")) for column in columns]
    total = sum(widths)
    if wanted > len(columns):
        average = total / wanted
        shrunk = len(columns) / wanted
        for column, width in zip(columns, widths, strict=True):
            column.set(f"{{{_W}}}w", str(int(width * shrunk)))
        for _ in range(wanted - len(columns)):
            grid.append(grid.makeelement(f"{{{_W}}}gridCol", {f"{{{_W}}}w": str(int(average))}))
    elif wanted < len(columns):
        for column in columns[wanted:]:
            grid.remove(column)
        gained = int(sum(widths[wanted:]) / wanted)
        for column, width in zip(columns[:wanted], widths, strict=False):
            column.set(f"{{{_W}}}w", str(int(width + gained)))


def _width(row: Element) -> int:
    """Return how many columns of the grid a row covers, with what it leaves out before and after its cells."""
    spans = [_value(cell, "tcPr", "gridSpan", 1) for cell in _cells(row)]
    return sum(spans) + _value(row, "trPr", "gridBefore", 0) + _value(row, "trPr", "gridAfter", 0)


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.iter(f"{{{_W}}}tc") if _row_of(cell) is row]


def _value(element: Element, properties: str, name: str, otherwise: int) -> int:
    found = element.find(f"{{{_W}}}{properties}/{{{_W}}}{name}")
    return otherwise if found is None else int(_number(found.get(f"{{{_W}}}val")) or otherwise)


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _row_of(cell: Element) -> Element | None:
    return next(cell.iterancestors(f"{{{_W}}}tr"), None)


def _table_of(row: Element) -> Element | None:
    return next(row.iterancestors(f"{{{_W}}}tbl"), None)


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None, "a table stands in something"  # noqa: S101 - for the type checker
    return parent
