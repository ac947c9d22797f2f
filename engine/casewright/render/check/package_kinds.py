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
