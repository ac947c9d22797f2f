"""What the README sheet of a rulebook says: cell forms, empty values, what Excel changes, colours, steps."""

from casewright.model import Bilingual

#: Every form of a condition cell, with the type of column that it stands for.
CELLS: tuple[tuple[str, str, Bilingual], ...] = (
    ("-", "enum", Bilingual("不限；留空也一样。", "Anything; the same as a blank.")),
    ("PERF-ODR", "enum", Bilingual("等于这个值。", "Equals this value.")),
    (
        "PERF-ODR, PERF-LSR",
        "enum",
        Bilingual("是其中任何一个（逗号，中英文都行）。", "Either of them (commas of either width)."),
    ),
    ("not(PERF-ODR)", "enum", Bilingual("已知，而且不是这个值。", "Known, and not this value.")),
    ("not(PERF-ODR, PERF-LSR)", "enum", Bilingual("已知，而且都不是。", "Known, and none of them.")),
    (
        '"US","UK"',
        "string",
        Bilingual(
            "文字列可以加引号；值里有逗号时必须加。", "Texts may have quotes, and must where the value holds a comma."
        ),
    ),
    (
        'contains("吊销","revoked")',
        "string",
        Bilingual(
            "文字里出现其中一个词；不分大小写和全半角。也可写 包含(...)。",
            "One of the words stands in the text; capitals do not matter.",
        ),
    ),
    ("> 1%", "number", Bilingual("大于 1%，也可写 > 0.01。", "More than 1%; > 0.01 says the same.")),
    (">= 2", "number", Bilingual("大于或等于；同样有 <、<=、=。", "At least 2; so with <, <= and =.")),
    ("[1..3]", "number", Bilingual("1 到 3，含两端。", "1 to 3, both ends included.")),
    (
        "(1..3]",
        "number",
        Bilingual(
            "大于 1、不超过 3；圆括号表示不含这一端。", "More than 1, at most 3: a round bracket leaves its end out."
        ),
    ),
    ("< 1, > 5", "number", Bilingual("小于 1 或大于 5。", "Less than 1, or more than 5.")),
    (">= 2026-01-31", "date", Bilingual("日期写成 年-月-日。", "Days are written year-month-day.")),
    (
        "[2026-01-01..2026-03-31]",
        "date",
        Bilingual("第一季度内，含首尾两天。", "In the first quarter, both days included."),
    ),
    ("true", "boolean", Bilingual("是；false 为否。", "Yes; false is no.")),
    ("invoice, loa", "list", Bilingual("清单里有其中任何一个。", "The list holds one of them.")),
    ("not(invoice)", "list", Bilingual("清单有内容，但没有这个值。", "The list is known and does not hold it.")),
    ("empty", "enum", Bilingual("没有填，或清单为空。也可写 为空。", "Not given, or an empty list.")),
    ("not empty", "enum", Bilingual("有填。也可写 非空。", "Given.")),
    ("null", "enum", Bilingual("不知道（没有值）；空清单不算。", "Not known; an empty list is known.")),
    ("empty, < 3", "number", Bilingual("没有填，或小于 3。", "Not given, or less than 3.")),
    (
        "any(lines: > 3)",
        "number list",
        Bilingual("清单里至少有一个数大于 3。也可写 任一(...)。", "At least one number of the list is more than 3."),
    ),
)

EMPTY: tuple[tuple[str, Bilingual], ...] = (
    (
        "不知道的事实\nA fact not known",
        Bilingual(
            "没有填的事实只会命中 -、empty 和 null；不会命中任何比较，也不会命中 not(...)。",
            "A fact that was not given meets only -, empty and null: no comparison, and no not(...) either.",
        ),
    ),
    (
        "不要猜\nNo guessing",
        Bilingual(
            "false 和“没有填”是两回事：要求“明确说了否”写 false；“没说或说了否”写 empty, false。",
            "false and not given are two things: write false for a clear no, and empty, false for no or not said.",
        ),
    ),
    (
        "类型不符\nWrong type",
        Bilingual(
            "数字列里写文字会报错，不会悄悄当作不命中。",
            "A text in a column of numbers is an error, never a silent no.",
        ),
    ),
)

TRAPS: tuple[tuple[str, Bilingual], ...] = (
    (
        "1-3",
        Bilingual(
            "Excel 会把它变成 1月3日。条件列已设为“文本”格式，请直接输入；粘贴时用“只保留文本”。区间写成 [1..3]。",
            "Excel makes it 3 January. Condition columns are formatted as Text: type into them, and paste text only. "
            "A range is written [1..3].",
        ),
    ),
    (
        "= 5",
        Bilingual(
            "在文本格式的格子里没有问题；格子若变成公式，先设回“文本”再重新输入，或写 5。",
            "Fine in a Text cell; where it became a formula, format the cell as Text and type it again, or write 5.",
        ),
    ),
    (
        "007",
        Bilingual("文本格式会保留前面的 0；格式若被改成“常规”就会丢掉。", "Text keeps the zeros; General drops them."),
    ),
    (
        "复制整行\nCopying a row",
        Bilingual(
            "复制一行再改最省事，格式和下拉都会带上；改掉编号，重复的编号会变红。",
            "Copy a row and change it: format and dropdowns come along. An id that stands twice turns red.",
        ),
    ),
    (
        "排序和筛选\nSort and filter",
        Bilingual(
            "筛选不影响规则，隐藏的行照样算数。FIRST 和 RULE ORDER 的表不要排序：先后就是规则。",
            "Filtering changes nothing: hidden rows count. Never sort a FIRST or RULE ORDER table.",
        ),
    ),
    ("合并单元格\nMerged cells", Bilingual("规则行里不要合并单元格。", "Do not merge cells in the rows of rules.")),
    (
        "复制工作表\nCopying a sheet",
        Bilingual(
            "复制出来的“door (2)”里表名还是 door，会报“表名出现两次”：在它的 B1 改名，或删掉这张副本。",
            'A copy such as "door (2)" still says door in B1 and is refused: change the name in its B1, or delete it.',
        ),
    ),
)

COLOURS: tuple[tuple[str, str, Bilingual], ...] = (
    (
        "if 条件",
        "role-if",
        Bilingual("条件列：同一行的条件要同时满足。", "Conditions: all of a row must hold together."),
    ),
    (
        "then 结论",
        "role-then",
        Bilingual("结论列：这一行命中时得出什么。", "Conclusions: what the row says when it applies."),
    ),
    (
        "note 说明",
        "role-note",
        Bilingual(
            "说明列：理由、依据和日期，不参与判断（日期除外）。",
            "Notes: reason, source and days; only the days take part.",
        ),
    ),
)
HINTS: tuple[tuple[str, Bilingual], ...] = (
    (
        "红 red",
        Bilingual(
            "编号重复、有内容却没有编号，或条件被 Excel 变成了日期。",
            "An id that stands twice, a row without id, or a condition that Excel turned into a date.",
        ),
    ),
    ("橙 amber", Bilingual("没有写依据，或日期写成了文字。", "No source, or a day that is mere text.")),
    ("灰 grey", Bilingual("已过失效日，不再算数。", "Past its end date; it no longer counts.")),
    ("蓝斜体 blue", Bilingual("生效日还没到。", "Not yet in force.")),
)

ADD_ROW = (
    Bilingual(
        "在表的最后一行下面（FIRST 表：在比它更一般的行上面）插入一行，最好复制一行相近的再改。",
        "Insert a row below the last one (in a FIRST table: above every more general row); best copy a similar row.",
    ),
    Bilingual("第一列写新编号，不与别的重复。", "Write a new id into the first column; it stands nowhere else."),
    Bilingual(
        "只填有要求的条件，其余写 -；再填结论（从下拉里选代码）。",
        "Fill in only the conditions that matter, - elsewhere; then the conclusions, picked from the dropdown.",
    ),
    Bilingual(
        "写中英文理由、依据、生效日，核对日写今天，保存。",
        "Write the reason in both languages, the source, the first day; today as the day of checking. Save.",
    ),
    Bilingual("到“测试 Tests”给它加一个例子。", "Add an example for it on the Tests sheet."),
)
CHANGE = (
    Bilingual(
        "找到那一格，直接改数字；比率写 1% 或 0.01。", "Change the number in its cell; a share is written 1% or 0.01."
    ),
    Bilingual(
        "更新依据和核对日，保存。要保留以前的判断时，不改旧行：给它填失效日，再加一行新的。",
        "Renew source and checking day, save. To keep what held before, end the old row by date and add a new one.",
    ),
)
END = (
    Bilingual(
        "不要删行：在“失效日”填最后一天，这一行就变灰，到期不再算数，旧案件仍能按当时的规则重看。",
        "Do not delete the row: write its last day into effective_to. It turns grey, and old cases can still be "
        "read by the rules of their day.",
    ),
)
ADD_TEST = (
    Bilingual(
        "到“测试 Tests”加一行：选表名，写已知的事实和应得的结论，每行一个“名称=值”（Alt+Enter 换行）。",
        "Add a row on the Tests sheet: pick the table, write what is given and what must follow, one name=value a "
        "line (Alt+Enter).",
    ),
    Bilingual(
        "最后一列写应命中的规则编号；- 表示没有。运行 casewright rulebook test 看结果。",
        "The last column takes the ids of the rows that apply; - for none. casewright rulebook test shows the result.",
    ),
)
MESSAGE = (
    Bilingual(
        "第一行是位置：文件 > 工作表!格子，后面是程度和代码。照位置找到那一格。",
        "The first line is the place: file > sheet!cell, then how grave it is and its code. Go to that cell.",
    ),
    Bilingual(
        "第二行说是什么问题，-> 后面是改法。改好保存即可；改好之前，程序继续用上一版好的规则。",
        "The next line says what is wrong, and behind -> what to do. Until it is mended, the last good rules hold.",
    ),
)
ADD_ENTRY = (
    Bilingual(
        "在最后一行下面写新编号，填好各列；一格里有几个值时用 | 隔开。第 2 行的列名不要改。",
        "Below the last row write a new id and fill in the columns; several values in a cell have | between them. "
        "The column names in row 2 stay as they are.",
    ),
    Bilingual(
        "写依据、生效日，核对日写今天，保存。",
        "Write the source and the first day, today as the day of checking. Save.",
    ),
)
