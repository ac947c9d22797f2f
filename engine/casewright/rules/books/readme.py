"""The README sheet of a rulebook: what each sheet is for, how to write a cell, and worked examples."""

from collections.abc import Sequence

from casewright.model import Bilingual
from casewright.rules.books.booktext import ListText, SheetText, TableText
from casewright.rules.books.layout import README_SHEET
from casewright.sheets import Draft, SheetDraft

_CELLS: tuple[tuple[str, Bilingual], ...] = (
    ("-", Bilingual("不限；空白也一样。", "Anything; the same as a blank.")),
    ("PERF-ODR", Bilingual("等于这个值。选项列可以不加引号。", "Equals this value. Quotes may be left out.")),
    ("PERF-ODR, PERF-LSR", Bilingual("其中任何一个。", "Either of them.")),
    ("not(PERF-ODR)", Bilingual("已知，但不是这个值。", "Known, and not this value.")),
    ("> 1%", Bilingual("大于 1%，也可写 0.01。<、<=、>= 同理。", "More than 1%, or 0.01. So with <, <= and >=.")),
    ("[1..3]", Bilingual("1 到 3，含两端；(1..3) 不含两端。不要写 1-3，表格会当成日期。",
                         "1 to 3, ends included; (1..3) leaves the ends out. Not 1-3, which becomes a date.")),
    (">= 2026-01-31", Bilingual("日期写成年-月-日。", "Dates are written year-month-day.")),
    ("true / false", Bilingual("是 / 否。", "Yes / no.")),
    ('contains("吊销", "revoked")', Bilingual("文字里出现其中一个词；不分大小写和全半角。",
                                             "One of the words stands in the text; capitals do not matter.")),
    ("empty", Bilingual("没有填，或清单为空。“为空”同义。", "Not given, or an empty list.")),
    ("not empty", Bilingual("有填。“非空”同义。", "Given.")),
    ("empty, < 3", Bilingual("没有填，或小于 3。", "Not given, or less than 3.")),
)  # fmt: skip

_POLICIES: tuple[tuple[str, Bilingual], ...] = (
    ("FIRST", Bilingual("从上往下，第一条命中的规则算数。特殊的放上面，兜底的放最后。",
                        "From the top, the first row that matches counts. Special rows above, the catch-all last.")),
    ("UNIQUE", Bilingual("只允许一行命中；两行同时命中会报错并停下。",
                         "Only one row may match; two at once are an error.")),
    ("COLLECT", Bilingual("所有命中的行都算数，按行的顺序。", "Every row that matches counts, in row order.")),
)  # fmt: skip

_EXAMPLES: tuple[tuple[Bilingual, Bilingual], ...] = (
    (
        Bilingual("例一：改一个条件", "Example 1: change a condition"),
        Bilingual(
            "想让“已有一次申诉”也算再次申诉：在 previous_appeals 列把 > 1 改成 >= 1，更新“核对日”，保存。"
            "再到“测试 Tests”里给这一行加一个例子：given 写 previous_appeals=1，expect 写应得的结论。",
            "To count one earlier appeal as a repeat: in column previous_appeals change > 1 to >= 1, renew the date in "
            "checked_on, save. Then add an example on the Tests sheet: given previous_appeals=1, and what must follow.",
        ),
    ),
    (
        Bilingual("例二：加一条规则", "Example 2: add a rule"),
        Bilingual(
            "在最后一行下面写新编号，只填有要求的条件，其余写 -；填结论；写中英文理由和依据；写生效日。"
            "FIRST 表里，比它更一般的行必须在它下面，否则永远轮不到它。不想再用的行不要删：填失效日。",
            "Below the last row write a new id, fill in only the conditions that matter and - elsewhere, then the "
            "conclusions, the reason in both languages, the source and the date it takes force. In a FIRST table every "
            "more general row must stand below it. A row that is no longer used is not deleted: give it an end date.",
        ),
    ),
)

_HABITS = Bilingual(
    "一行是一条规则：同一行的条件要同时满足。条件列的格式是“文本”，不要写公式，不要以 = 开头。"
    "单元格有错时，程序会指出地址和改法，并继续使用上一版好的规则。",
    "A row is a rule: all of its conditions must hold together. Condition columns are formatted as Text; write no "
    "formulas and no leading =. For a faulty cell the program names the address and the way out, and keeps the last "
    "good rules.",
)

_LISTS: tuple[tuple[Bilingual, Bilingual], ...] = (
    (
        Bilingual("写法", "How to write"),
        Bilingual(
            "一行是一个条目，第一列是编号，不能重复。一个单元格里有几个值时用 | 隔开。"
            "第 2 行的列名不要改；列的先后可以换。",
            "A row is an entry; the first column is its id and stands once. Several values in a cell have | between "
            "them. The column names in row 2 stay as they are; their order is free.",
        ),
    ),
    (
        Bilingual("例：加一个条目", "Example: add an entry"),
        Bilingual(
            "在最后一行下面写新编号，填好各列和依据，“生效日”写从哪天起用，“核对日”写今天，保存。"
            "不再用的条目不要删：填失效日。",
            "Below the last row write a new id, fill in the columns and the source, say in effective_from from which "
            "day it counts and in checked_on the day of today, save. An entry that is no longer used is not deleted: "
            "give it an end date.",
        ),
    ),
)


def draft_readme(book: str, sheets: Sequence[SheetText]) -> SheetDraft:
    """Lay out the README sheet of a book; the part about decision tables only where it has some."""
    rows: list[tuple[str, str, str, str]] = [
        ("heading", f"{book}.xlsx", "中文", "English"), ("hint", "工作表 Sheet", "用途", "Purpose"),
    ]  # fmt: skip
    rows += [("cell", sheet.name, sheet.purpose.zh, sheet.purpose.en) for sheet in sheets]
    if any(isinstance(sheet, TableText) for sheet in sheets):
        rows += [("blank", "", "", ""), ("heading", "怎么写 How to write", "中文", "English")]
        rows.append(("cell", "规则 Rules", _HABITS.zh, _HABITS.en))
        rows += [("cell", text, meaning.zh, meaning.en) for text, meaning in (*_CELLS, *_POLICIES)]
        rows += [("blank", "", "", ""), ("heading", "例子 Examples", "中文", "English")]
        rows += [("cell", f"{head.zh}\n{head.en}", body.zh, body.en) for head, body in _EXAMPLES]
    if any(isinstance(sheet, ListText) for sheet in sheets):
        rows += [("blank", "", "", ""), ("heading", "清单 Lists", "中文", "English")]
        rows += [("cell", f"{head.zh}\n{head.en}", body.zh, body.en) for head, body in _LISTS]
    drafts = tuple(_row(*row) for row in rows)
    return SheetDraft(README_SHEET, drafts, (34.0, 62.0, 72.0), "A2", tab="1F3A5F")


def _row(kind: str, first: str, zh: str, en: str) -> tuple[Draft, ...]:
    if kind == "blank":
        return (Draft(None, "text"),)
    lead = "code" if kind == "cell" else kind
    return Draft(first, lead), Draft(zh, kind), Draft(en, kind)
