"""What can be wrong with the loops and conditions of a template."""

from casewright.model import Kind, Severity

CROSSED = Kind(
    "render/blocks-crossed", Severity.ERROR,
    "{tag} 出现时，里面的 {inner} 还没有结束：两段交叉了。",
    "{tag} stands before {inner}, which began inside, has ended: the two cross.",
    "先写 {earlier}，再写 {tag}。", "End the inner one first: {earlier} before {tag}.",
)  # fmt: skip
WRONG_END = Kind(
    "render/end-of-the-other-kind", Severity.ERROR,
    "{tag} 结束的却是 {other}。", "{tag} stands where {other} should end.",
    "改成 {fixed}", "Write {fixed}",
)  # fmt: skip
TORN = Kind(
    "render/block-torn", Severity.ERROR,
    "{other} 和 {tag} 不在{where_zh}里，填写时会把表格或文字框撕开。",
    "{other} and {tag} do not stand in {where_en}; filling would tear the table or box apart.",
    "把开始和结束标记放进{where_zh}；要重复或隐藏整行，两个标记各占一行并写成 {{%tr。",
    "Put both into {where_en}; to repeat or hide whole rows, give each mark a row of its own and write {{%tr.",
)  # fmt: skip
ELIF_SPELT = Kind(
    "render/elif-spelt", Severity.ERROR,
    "{tag} 不是可用的写法，“否则如果”写作 elif。", "{tag} is not how it is written: it is elif.",
    "改成 {fixed}", "Write {fixed}",
)  # fmt: skip
ELIF_LATE = Kind(
    "render/elif-after-else", Severity.ERROR,
    "{tag} 写在 else 之后。", "{tag} stands behind the else.",
    "把 elif 移到 else 前面；else 总在最后，只写一次。",
    "Move it before the else; an else comes last, and once.",
)  # fmt: skip
ELIF_EMPTY = Kind(
    "render/condition-missing", Severity.ERROR,
    "{tag} 后面没有写条件或内容。", "{tag} says nothing behind its first word.",
    "写上条件，例如 {fixed}；没有条件的分支写 else。",
    "Add what it asks, such as {fixed}; a branch without one is else.",
)  # fmt: skip
ELIF_IN_LOOP = Kind(
    "render/elif-in-loop", Severity.ERROR,
    "{tag} 直接写在循环 {other} 里，它只能属于一个 if。",
    "{tag} stands right in the loop {other}; it belongs to an if.",
    "先用 if 开始条件，或检查前一个 if 是否结束得太早。",
    "Begin with an if, or see whether the if before it ends too early.",
)  # fmt: skip
EXTRA = Kind(
    "render/word-too-many", Severity.ERROR,
    "{tag} 的“{extra}”是多余的。", "In {tag} there is one thing too many: \"{extra}\".",
    "改成 {fixed}", "Write {fixed}",
)  # fmt: skip
PREFIX = Kind(
    "render/prefix-spelt", Severity.ERROR,
    "{tag} 的前缀没有紧跟括号，或用了大写，不会起作用。",
    "The prefix in {tag} does not follow its bracket at once or is a capital; it has no effect.",
    "改成 {fixed}", "Write {fixed}",
)  # fmt: skip
AFTER_LOOP = Kind(
    "render/loop-variable-after-loop", Severity.ERROR,
    "{tag} 用的“{name}”只在循环 {loop} 里有效，那个循环在前面已经结束。",
    "{tag} uses \"{name}\", which is only known inside the loop {loop}; that loop has ended before.",
    "把这个标记移进循环里，或在它外面再写一个循环。",
    "Move the mark into the loop, or put a loop of its own around it.",
)  # fmt: skip
HIDES = Kind(
    "render/loop-variable-hides", Severity.ERROR,
    "{tag} 的循环变量“{name}”和已有的名称重名，循环里就读不到原来的 {name} 了。",
    "{tag} calls its item \"{name}\", which is a name already; inside the loop the real {name} cannot be read.",
    "换一个名称，例如 {fixed}", "Give the item another name, such as {fixed}",
)  # fmt: skip
EMPTY_MARK = Kind(
    "render/mark-empty", Severity.ERROR,
    "有一个空的标记 {tag}。", "There is an empty mark {tag}.",
    "写上字段，例如 {{{{ case.ref }}}}，或删去。", "Put a field in, such as {{{{ case.ref }}}}, or delete it.",
)  # fmt: skip
CUT = Kind(
    "render/mark-cut", Severity.ERROR,
    "一个标记被分在两段（或两格）里：{text}", "One mark stands in two paragraphs or cells: {text}",
    "把它写在同一段里：{fixed}", "Write it in one paragraph: {fixed}",
)  # fmt: skip
FOREIGN = Kind(
    "render/mark-of-another-system", Severity.ERROR,
    "“{text}”看起来是标记，但这种写法不会被填写。",
    "\"{text}\" looks like a mark, but it would be printed as it stands.",
    "改成 {fixed}", "Write {fixed}",
)  # fmt: skip
GROUP_TESTED = Kind(
    "render/group-tested", Severity.WARNING,
    "{tag} 的条件是一组字段，永远成立。", "{tag} asks whether a group of fields is there; that is always so.",
    "写到具体字段，例如 {fixed}", "Ask for a field of it, such as {fixed}",
)  # fmt: skip
GROUP_COMPARED = Kind(
    "render/group-compared", Severity.WARNING,
    "{tag} 拿一组字段或列表和文字比较，永远不相等。",
    "{tag} compares a group or a list with a text; they are never equal.",
    "写到具体字段，例如 {fixed}", "Compare a field of it, such as {fixed}",
)  # fmt: skip
QUOTED_NAME = Kind(
    "render/name-in-quotes", Severity.ERROR,
    "{tag} 里的字段名加了引号，打印出来的会是“{name}”这几个字。",
    "{tag} has its field in quotes and would print the words {name} themselves.",
    "去掉引号，写 {fixed}", "Take the quotes away: {fixed}",
)  # fmt: skip
