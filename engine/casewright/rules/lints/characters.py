"""What spreadsheets and keyboards do to codes: characters nobody sees, numbers and days in place of texts, commas."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, time

from casewright.model import Bilingual, Finding, Severity
from casewright.rules.books.layout import DAY_COLUMNS
from casewright.rules.lints.grid import Column, Grid, Role
from casewright.rules.lints.lint import Lint
from casewright.sheets import Cell

INVISIBLE = Lint(
    "lint/invisible-character", Severity.ERROR,
    Bilingual("编号或代码里夹着看不见的字符（零宽字符、不间断空格、换行）。",
              "An id or code with a character nobody sees in it: zero-width, no-break space, line break."),
    Bilingual("删掉整个单元格，用键盘重新输入，不要从网页或聊天窗口粘贴。",
              "Clear the cell and type it again; do not paste from a web page or a chat."),
    Bilingual("看起来一样的两个代码其实不同，这一行永远匹配不上。",
              "Two codes that look alike are different, so the row never matches."),
    "PERF-ODR<U+200B>", "PERF-ODR",
)  # fmt: skip
COMMA = Lint(
    "lint/number-with-comma", Severity.WARNING,
    Bilingual("条件里的数字带千位逗号或小数逗号。", "A number in a condition with a comma for thousands or decimals."),
    Bilingual("写 1234 或 1000.5；确实是几个值时，逗号后面空一格。",
              "Write 1234 or 1000.5; where several values are meant, put a blank behind the comma."),
    Bilingual("条件里的逗号表示“或”：1.000,5 会读成 1 或 5。",
              "A comma means \"or\" in a condition: 1.000,5 reads as 1 or 5."),
    "1.000,5", "1000.5",
)  # fmt: skip
NUMBER_ID = Lint(
    "lint/number-as-id", Severity.INFO,
    Bilingual("编号输成了数字。", "An id typed as a number."),
    Bilingual("把列设为“文本”格式，编号带上字母，例如 D07。",
              "Format the column as Text and give ids a letter, such as D07."),
    Bilingual("数字会丢掉前面的 0 和小数末尾的 0：007 变成 7，7.10 变成 7.1。",
              "A number drops zeros: 007 becomes 7 and 7.10 becomes 7.1."),
    "7.1", "D07",
)  # fmt: skip
DATE_CODE = Lint(
    "lint/date-instead-of-code", Severity.ERROR,
    Bilingual("编号、代码或测试内容被表格自动变成了日期。",
              "An id, a code or a test that the spreadsheet turned into a date."),
    Bilingual("先把单元格设为“文本”格式，再重新输入。", "Format the cell as Text first, then type it again."),
    Bilingual("Excel 会把 1-3、3/4 当成日期存起来，原来的写法就没有了。",
              "Excel stores 1-3 or 3/4 as a day, and what was typed is gone."),
    "2026-01-03 （原为 was 1-3）", "R1-3",
)  # fmt: skip
SHEET_ERROR = Lint(
    "lint/error-value", Severity.ERROR,
    Bilingual("规则表里留着 #N/A、#REF! 之类的错误值。",
              "A spreadsheet error such as #N/A or #REF! left in a rulebook."),
    Bilingual("清空单元格，重新写内容。", "Clear the cell and write its content again."),
    Bilingual("错误值会被当成文字或空白，原来的内容已经不在了。",
              "It would be read as a text, and what stood there is gone."),
    "#REF!", "S0-41",
)  # fmt: skip

_INVISIBLE = INVISIBLE.kind(
    "“{shown}”里有看不见的字符（{names}）。", "\"{shown}\" holds a character that nobody sees ({names}).",
    "删掉整个单元格，重新输入 {clean}。", "Clear the cell and type {clean} again.",
)  # fmt: skip
COMMA_KIND = COMMA.kind(
    "“{text}”里的逗号表示“或”，会读成几个值：{parts}。",
    "The comma in \"{text}\" means \"or\": it reads as several values, {parts}.",
    "是一个数就去掉逗号；是几个值就在逗号后面空一格。",
    "Take the comma out of one number; put a blank behind it where several values are meant.",
)  # fmt: skip
_NUMBER_ID = NUMBER_ID.kind(
    "编号 {value} 是数字，不是文字。", "The id {value} is a number, not a text.",
    "设为“文本”格式后重新输入，最好带上字母。", "Format the cell as Text and type it again, best with a letter.",
)  # fmt: skip
_DATE_CODE = DATE_CODE.kind(
    "“{column}”列的这个单元格变成了日期 {value}。", "This cell of column \"{column}\" has become the date {value}.",
    "设为“文本”格式后重新输入原来的内容。", "Format the cell as Text and type again what stood there.",
)  # fmt: skip
_SHEET_ERROR = SHEET_ERROR.kind(
    "“{column}”列的这个单元格是错误值 {value}。", "This cell of column \"{column}\" holds the error {value}.",
    "清空后重新写内容。", "Clear it and write its content again.",
)  # fmt: skip

CHARACTER_LINTS = (INVISIBLE, COMMA, NUMBER_ID, DATE_CODE, SHEET_ERROR)

#: List columns that hold codes; the others hold phrases and sentences, in which any character may stand.
_CODES = frozenset({
    "code", "codes", "type", "values", "family", "families", "section", "sections", "group", "must_cite", "must", "may",
    "doors", "approaches", "violations", "marketplaces", "kind", "kinds", "stage", "stages", "level", "levels", "to",
    "metric", "role", "topic", "severity", "need", "table", "rules",
})  # fmt: skip
_ERRORS = frozenset({"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
_NO_BREAK = "\u00a0\u202f\u2007"
#: One number with a comma in it: thousands (1,234), thousands with decimals (1.000,5), a decimal beside a percent sign
#: (1,5%) or behind a comparison (> 0,5). A plain 1,2 may well be two values and is left alone.
_COMMAS = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?%?|\d{1,3}(?:\.\d{3})+,\d+%?|\d+,\d+%|(?<=[<>=])\s*\d+,\d+)(?![\d,])"
)


def characters(grid: Grid) -> Iterator[Finding]:
    """Yield what is wrong with the characters of each cell that holds a code, a condition or a conclusion."""
    yield from _names(grid)
    columns = {column.place: column for column in grid.columns}
    for row in grid.rows:
        for place, cell in row.filled.items():
            if place in columns and cell.formula is None and not cell.merged_from:
                yield from _cell(grid, columns[place], cell)


def _names(grid: Grid) -> Iterator[Finding]:
    for cell in (grid.sheet.cell(1, 2), *(grid.sheet.cell(grid.names_row, column.place) for column in grid.columns)):
        yield from _unseen(cell)


def _cell(grid: Grid, column: Column, cell: Cell) -> Iterator[Finding]:
    if cell.text in _ERRORS:
        if grid.sort != "table" or column.role in {Role.ID, Role.NOTE}:  # load tells it of the others
            yield _SHEET_ERROR.at(cell.ref, column=column.name, value=cell.text)
        return
    if isinstance(cell.value, date | time):
        yield from _mangled(grid, column, cell)
    elif column.role is Role.ID and isinstance(cell.value, int | float):
        yield _NUMBER_ID.at(cell.ref, value=cell.text)
    elif _holds_codes(grid, column):
        yield from _unseen(cell)


def _mangled(grid: Grid, column: Column, cell: Cell) -> Iterator[Finding]:
    if column.name in DAY_COLUMNS or (grid.sort == "tests" and column.name == "on"):
        return
    if grid.sort == "table" and column.role is not Role.ID:
        return  # a condition or conclusion has a type, and load holds it against that; notes are for people
    if grid.sort == "list" and column.role is not Role.ID and column.name not in _CODES:
        return
    value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
    yield _DATE_CODE.at(cell.ref, column=column.name, value=value)


def _holds_codes(grid: Grid, column: Column) -> bool:
    if column.role is Role.ID:
        return True
    if grid.sort == "table":
        return column.role in {Role.ASK, Role.ANSWER} and not column.prose
    return column.name in _CODES


def _unseen(cell: Cell) -> Iterator[Finding]:
    text = cell.text
    # A line break parts the values of a list cell, and a label may have one; in a code it hides.
    unseen = [letter for letter in text if _is_unseen(letter)]
    if unseen:
        names = ", ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in unseen))
        shown = "".join(f"<U+{ord(letter):04X}>" if _is_unseen(letter) else letter for letter in text)
        clean = "".join(" " if letter in _NO_BREAK else "" if _is_unseen(letter) else letter for letter in text)
        yield _INVISIBLE.at(cell.ref, shown=shown, names=names, clean=" ".join(clean.split()))


def _is_unseen(letter: str) -> bool:
    return letter in _NO_BREAK or unicodedata.category(letter) == "Cf"


def commas(text: str) -> str | None:
    """Return how the number-with-comma in a condition reads, None where there is none."""
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", unicodedata.normalize("NFKC", text))
    found = _COMMAS.search(outside)
    return " / ".join(part.strip() for part in found[0].split(",")) if found else None
