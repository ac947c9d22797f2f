"""What only the command ``template check`` finds: it looks at the folder, and fills the template once for a try."""

from casewright.model import Kind, Severity

NO_DOCUMENT = Kind(
    "render/template-name-unknown", Severity.WARNING,
    "没有哪种文件用“{name}”这个模板。", "No document is made from a template called \"{name}\".",
    "{guess_zh}", "{guess_en}",
)  # fmt: skip
BREAKS = Kind(
    "render/template-breaks-document", Severity.ERROR,
    "用这个模板填出来的文件会损坏（{part}，{case_zh}）。",
    "A document filled from this template would be broken ({part}, {case_en}).",
    "检查最近改过的标记：不带前缀的 if 和 for 要在同一段里开始和结束。",
    "Look at the marks changed last: an if or for without prefix begins and ends in the same paragraph.",
)  # fmt: skip
