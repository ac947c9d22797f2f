"""What can be wrong with the marks of a template."""

from casewright.model import Kind, Severity

_CLOSE_ZH = "在 Word 中打开这个模板，在所述位置改正后保存。"

UNKNOWN_FIELD = Kind(
    "render/field-unknown", Severity.ERROR,
    "模板标记 {tag} 里的字段“{name}”不存在。", "In the mark {tag} the field \"{name}\" does not exist.",
    "{guess_zh}", "{guess_en}",
)  # fmt: skip
UNKNOWN_FILTER = Kind(
    "render/filter-unknown", Severity.ERROR,
    "模板标记 {tag} 里的“{name}”不是可用的格式。", "In the mark {tag}, \"{name}\" is not a format that exists.",
    "{guess_zh}", "{guess_en}",
)  # fmt: skip
UNKNOWN_WORD = Kind(
    "render/instruction-unknown", Severity.ERROR,
    "模板标记 {tag} 里的“{word}”不是可用的指令。", "In the mark {tag}, \"{word}\" is not an instruction.",
    "{guess_zh}", "{guess_en}",
)  # fmt: skip
UNREADABLE = Kind(
    "render/mark-unreadable", Severity.ERROR,
    "模板标记 {tag} 无法识别：{why_zh}。", "The mark {tag} cannot be read: {why_en}.", "{guess_zh}", "{guess_en}",
)  # fmt: skip
WIDE = Kind(
    "render/full-width-mark", Severity.ERROR,
    "标记用了全角符号，不会被识别：{text}", "The mark uses full-width signs and will not be understood: {text}",
    "把输入法切到英文，改成 {narrow}", "Switch the input method to English and write {narrow}",
)  # fmt: skip
HALF = Kind(
    "render/mark-half", Severity.ERROR,
    "有一个标记没有写完整，剩下：{text}", "A mark is only half there; what is left over: {text}",
    "补齐成对的 {{{{ }}}} 或 {{% %}}。{guess_zh}", "Complete the pair {{{{ }}}} or {{% %}}.{guess_en}",
)  # fmt: skip
BESIDE = Kind(
    "render/text-beside-mark", Severity.ERROR,
    "{tag} 会连同{goes_zh}一起消失，旁边的“{text}”也会丢失。",
    "{tag} goes away with its whole {goes_en}, and \"{text}\" beside it would be lost.",
    "把旁边的内容移走，让 {tag} 独占{needs_zh}。", "Move that away, so that {tag} has {needs_en} of its own.",
)  # fmt: skip
ROW_OUTSIDE = Kind(
    "render/row-mark-outside-table", Severity.ERROR,
    "{tag} 只能放在表格的行里。", "{tag} can only stand in a table row.",
    "不在表格里时改用 {{%p。", "Outside of tables write {{%p.",
)  # fmt: skip
NEVER_CLOSED = Kind(
    "render/block-not-closed", Severity.ERROR,
    "{tag} 没有结束标记。", "{tag} is never closed.",
    "在这一部分的末尾加上 {end}。", "Add {end} where the part ends.",
)  # fmt: skip
NEVER_OPENED = Kind(
    "render/block-not-opened", Severity.ERROR,
    "{tag} 前面没有对应的开始标记。", "{tag} has no beginning before it.",
    "删去它，或在前面补上对应的 if 或 for。", "Delete it, or add the if or for that it ends.",
)  # fmt: skip
MIXED = Kind(
    "render/block-mixed", Severity.ERROR,
    "{other} 和 {tag} 的前缀（p、tr）不同，表格或段落会断开。",
    "{other} and {tag} have different prefixes (p, tr), which would tear the table or paragraph.",
    "开始和结束标记用同样的前缀。", "Use the same prefix at both ends.",
)  # fmt: skip
NOT_A_LIST = Kind(
    "render/not-a-list", Severity.ERROR,
    "{tag} 里的内容不是列表，不能循环。", "What {tag} repeats is not a list.",
    "换成字段表里标为列表的字段{names_zh}。", "Use a field that the list of fields shows as a list{names_en}.",
)  # fmt: skip
GROUP_PRINTED = Kind(
    "render/group-printed", Severity.ERROR,
    "{tag} 是一组字段，不能直接打印。", "{tag} is a group of fields and cannot be printed as it is.",
    "写到具体字段，例如 {example}；可选：{names}。", "Name the field itself, such as {example}; there are: {names}.",
)  # fmt: skip
LIST_PRINTED = Kind(
    "render/list-printed", Severity.ERROR,
    "{tag} 是列表，不能直接打印。", "{tag} is a list and cannot be printed as it is.",
    "{guess_zh}", "{guess_en}",
)  # fmt: skip
RUNS_INLINE = Kind(
    "render/link-mark-prefix", Severity.ERROR,
    "{tag} 会产生链接，必须写成 {{{{r …}}}}。", "{tag} makes links, so it has to be written as {{{{r ...}}}}.",
    "在左括号后加 r 和一个空格：{fixed}", "Put an r and a blank after the opening brackets: {fixed}",
)  # fmt: skip
RUNS_WANTED = Kind(
    "render/plain-in-link-mark", Severity.ERROR,
    "{tag} 用了 {{{{{level}，但内容是普通文字，打印出来会消失。",
    "{tag} uses {{{{{level}, but holds plain text, which would vanish.",
    "去掉 {level}：{fixed}；要链接就加上链接格式（{names}）。",
    "Drop the {level}: {fixed}; or add one of the link formats ({names}).",
)  # fmt: skip
NOT_ALLOWED = Kind(
    "render/mark-not-allowed", Severity.ERROR,
    "模板标记 {tag} 用了不允许的内容：{what}。", "The mark {tag} uses what templates may not: {what}.",
    "模板只能读取字段，用 if、for 和列出的格式。" + _CLOSE_ZH,
    "A template may read fields and use if, for and the listed formats. Open it in Word, correct the place, and save.",
)  # fmt: skip
