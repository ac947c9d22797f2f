"""A clerk at an office program: LibreOffice opens the workbooks, rows are typed in, and the workbooks are saved.

Driven by a Basic macro, because that needs nothing but LibreOffice itself. Also run by hand:
``python tests/demo/office.py rulebooks new_strategy.yaml`` edits the workbooks of a folder in place.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import yaml

_HELPERS = """\
Function HeadOf(s)
  Dim mark : mark = s.getCellByPosition(0, 0).getString()
  If Left(mark, 8) = "decision" Then
    HeadOf = 2
  Else
    HeadOf = 1
  End If
End Function

Function SheetOf(doc, name)
  Dim i, s
  For i = 0 To doc.Sheets.Count - 1
    s = doc.Sheets.getByIndex(i)
    If s.Name = name Or s.getCellByPosition(1, 0).getString() = name Then
      SheetOf = s
      Exit Function
    End If
  Next i
  Err.Raise(1001, "", "no sheet " &amp; name)
End Function

Function ColumnOf(s, name)
  Dim c
  For c = 0 To 60
    If s.getCellByPosition(c, HeadOf(s)).getString() = name Then
      ColumnOf = c
      Exit Function
    End If
  Next c
  Err.Raise(1002, "", "no column " &amp; name)
End Function

Function RowOf(s, key)
  Dim r : r = HeadOf(s) + 2
  Do While s.getCellByPosition(0, r).getString() &lt;&gt; key And s.getCellByPosition(0, r).getString() &lt;&gt; ""
    r = r + 1
  Loop
  RowOf = r
End Function

Sub Fill(s, r, column, content)
  Dim c, cell
  c = ColumnOf(s, column)
  cell = s.getCellByPosition(c, r)
  Dim above : above = s.getCellByPosition(c, HeadOf(s) + 2).getType()
  If IsNumeric(content) And above = com.sun.star.table.CellContentType.VALUE Then
    cell.setValue(CDbl(content))
  Else
    cell.setString(content)
  End If
End Sub

Sub More(s, key, column, content)
  Dim cell
  cell = s.getCellByPosition(ColumnOf(s, column), RowOf(s, key))
  cell.setString(cell.getString() &amp; "|" &amp; content)
End Sub

Function OpenBook(url)
  Dim args(0) As New com.sun.star.beans.PropertyValue
  args(0).Name = "Hidden" : args(0).Value = True
  Dim doc : doc = StarDesktop.loadComponentFromURL(url, "_blank", 0, args())
  doc.lockControllers()
  OpenBook = doc
End Function

Sub Told(path, content)
  Dim n : n = FreeFile
  Open path For Output As #n
  Print #n, content
  Close #n
End Sub

Sub SaveBook(doc, url)
  Dim args(0) As New com.sun.star.beans.PropertyValue
  args(0).Name = "FilterName" : args(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL(url, args())
  doc.close(True)
End Sub
"""
_MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Clerk" script:language="StarBasic">
{code}
</script:module>
"""
_LIBRARY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" \
library:passwordprotected="false">
 <library:element library:name="Clerk"/>
</library:library>
"""

Row = Mapping[str, Any]


def edit(rulebooks: Path, rows: Mapping[str, Sequence[Row]], *, scratch: Path) -> None:
    """Type rows into the workbooks of a folder and save them; ``scratch`` holds the office program's own profile."""
    office = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={scratch.absolute().as_uri()}"]
    library = scratch / "user" / "basic" / "Standard"
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    error = scratch.absolute() / "error.txt"
    code = "\n".join((_HELPERS, *_macro(rulebooks, rows, error)))
    (library / "Clerk.xba").write_text(_MODULE.format(code=code), encoding="utf-8")
    before = {name: (rulebooks / f"{name}.xlsx").stat().st_mtime_ns for name in rows}
    subprocess.run([*office, "macro:///Standard.Clerk.Main"], check=True, capture_output=True, timeout=300)
    unsaved = [name for name, time in before.items() if (rulebooks / f"{name}.xlsx").stat().st_mtime_ns == time]
    if unsaved:
        raise RuntimeError(f"not saved: {unsaved}; {error.read_text() if error.is_file() else 'the macro did not run'}")


def _macro(rulebooks: Path, rows: Mapping[str, Sequence[Row]], error: Path) -> Iterator[str]:
    for book, edits in rows.items():
        url = _text((rulebooks / f"{book}.xlsx").absolute().as_uri())
        yield f"Sub Book_{book}\n  Dim doc, s, r\n  doc = OpenBook({url})"
        for one in edits:
            yield f"  s = SheetOf(doc, {_text(one['sheet'])})"
            if "add" in one:
                yield f"  r = RowOf(s, {_text(one.get('before', ''))})"
                yield "  s.Rows.insertByIndex(r, 1)"
                yield from (f"  Fill(s, r, {_text(name)}, {_text(str(told))})" for name, told in one["add"].items())
            for name, told in one.get("more", {}).items():
                yield f"  More(s, {_text(one['row'])}, {_text(name)}, {_text(told)})"
        yield f"  SaveBook(doc, {url})\nEnd Sub"
    yield "Sub Main\n  On Error Goto Ended"
    yield from (f"  Book_{book}" for book in rows)
    yield f'Ended:\n  If Err &lt;&gt; 0 Then Told({_text(str(error))}, Erl &amp; ": " &amp; Error)'
    yield "  StarDesktop.terminate()\nEnd Sub"


def _text(value: str) -> str:
    """Return a text as Basic writes it; a line break inside a cell is character 10."""
    parts = ('"{}"'.format(line.replace('"', '""')) for line in value.split("\n"))
    return escape(" & Chr(10) & ".join(parts))


if __name__ == "__main__":
    told = yaml.safe_load(Path(sys.argv[2]).read_text(encoding="utf-8"))
    edit(Path(sys.argv[1]), {name: rows for name, rows in told.items() if isinstance(rows, list)},
         scratch=Path(sys.argv[3]))  # fmt: skip
