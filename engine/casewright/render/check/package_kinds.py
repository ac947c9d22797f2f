"""What can be wrong with a template as a file."""

from casewright.model import Kind, Severity

UNREADABLE = Kind(
    "render/template-unreadable", Severity.ERROR,
    "这个模板打不开（{why_zh}）。", "This template cannot be opened ({why_en}).",
    "用 Word 或 WPS 打开后另存为 .docx；打不开时换回上一个能用的版本。",
    "Open it in Word or WPS and save it as .docx; if that fails, go back to the last good version.",
)  # fmt: skip
UNSAFE = Kind(
    "render/template-unsafe", Severity.ERROR,
    "这个模板带有{what_zh}，为安全起见不使用。", "This template carries {what_en}; for safety it is not used.",
    "在 Word 中删去它，再另存为普通的 .docx。", "Remove that in Word and save as a plain .docx.",
)  # fmt: skip
PLAIN = Kind(
    "render/template-plain", Severity.INFO,
    "这个模板用 {{{{p …}}}} 并入整份文档，因此改用普通 docxtpl 填写，比其他模板慢得多。",
    "This template takes in whole documents with {{{{p ...}}}}; it is filled by plain docxtpl, which is much slower.",
    "可以照常使用；不需要并入整份文档时，改用普通标记。",
    "It can be used as it is; where no whole document has to be taken in, use plain marks.",
)  # fmt: skip
