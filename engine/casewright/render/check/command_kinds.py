"""What only the command ``template check`` finds: it looks at the folder, and fills the template once for a try."""

from casewright.model import Kind, Severity

NO_DOCUMENT = Kind(
    "render/template-name-unknown", Severity.WARNING,
    "没有哪种文件用“{name}”这个模板。", "No document is made from a template called \"{name}\".",
    "{guess_zh}", "{guess_en}",
)  # fmt: skip
UNFILLED = Kind(
    "render/template-not-filled", Severity.ERROR,
    "用这个模板填不出文件（{part}，{case_zh}）：{why}",
    "No document can be filled from this template ({part}, {case_en}): {why}",
    "只取列表第几项的标记（[0]、first、last）要放进 if 里，例如 {{%p if plan.summary %}}；文字不能当数字计算。",
    "A mark that takes one item of a list ([0], first, last) goes into an if, such as {{%p if plan.summary %}};"
    " a text cannot be counted with.",
)  # fmt: skip
BREAKS = Kind(
    "render/template-breaks-document", Severity.ERROR,
    "用这个模板填出来的文件会损坏（{part}，{case_zh}）。",
    "A document filled from this template would be broken ({part}, {case_en}).",
    "检查最近改过的标记：不带前缀的 if 和 for 要在同一段里开始和结束。",
    "Look at the marks changed last: an if or for without prefix begins and ends in the same paragraph.",
)  # fmt: skip
