"""What can be wrong with the PDFs of a package, and what they are measured by."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casewright.deliver import Document
from casewright.model import NOTHING, Bilingual, FileRef, Finding, Kind, Severity

if TYPE_CHECKING:  # the readers take half a second to import, and most commands print nothing
    from casewright.intake import Printed
    from casewright.sheets import ListSheet

NOT_MADE = Kind(
    "pdf/not-made", Severity.ERROR,
    "{name}{more_zh} 没有转成 PDF：{why_zh}。这个材料包没有写入任何 PDF。",
    "{name}{more_en} did not become a PDF: {why_en}. No PDF was written into this package.",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
DOCUMENT_CHANGED = Kind(
    "pdf/document-changed", Severity.ERROR,
    "{name} 在生成之后被改过，没有转 PDF。", "{name} was changed after it was made; no PDF was made of this package.",
    "要保留改动，请写进案件表后重新生成；否则从备份找回原文件。",
    "To keep the change, put it into the case sheet and produce again; else bring the original back from a backup.",
)  # fmt: skip
NO_PACKAGE = Kind(
    "pdf/no-package", Severity.ERROR,
    "{name} 不是可以转 PDF 的材料包：没有可读的 manifest.json，或里面没有 Word 文件。",
    "{name} is no package that can be printed: it has no readable manifest.json, or no Word document.",
    "指向 outbox 里某个案件的版本文件夹，例如 outbox/案件编号/v1。",
    "Name the folder of one version in the outbox, such as outbox/<case>/v1.",
)  # fmt: skip
IN_USE = Kind(
    "pdf/in-use", Severity.ERROR,
    "pdf 文件夹写不进去（{why}），可能有人正打开着其中的 PDF。",
    "The pdf folder cannot be written ({why}); somebody may have one of its PDFs open.",
    "关闭打开的 PDF，再运行一次 casewright pdf。", "Close the PDF and run casewright pdf again.",
)  # fmt: skip
TOO_LARGE = Kind(
    "pdf/over-size", Severity.ERROR,
    "{name} 有 {size} MB，超过 {limit} MB 上限。", "{name} has {size} MB, above the limit of {limit} MB.",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
LARGE = Kind(
    "pdf/large", Severity.WARNING,
    "{name} 有 {size} MB，超过建议的 {limit} MB。", "{name} has {size} MB, above the advised {limit} MB.",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
TOO_LONG = Kind(
    "pdf/too-many-pages", Severity.WARNING,
    "{name} 有 {pages} 页，建议不超过 {limit} 页。", "{name} has {pages} pages; {limit} are advised.",
    "删去与本次违规无关的陈述，细节留在附件里，再生成一版。",
    "Drop statements that do not bear on this violation, leave detail to the exhibits, and produce again.",
)  # fmt: skip
LOOSE_FONTS = Kind(
    "pdf/font-not-embedded", Severity.WARNING,
    "{name} 没有嵌入字体 {fonts}，对方打开时可能显示成别的样子。",
    "{name} does not carry the fonts {fonts}; it may look different where it is opened.",
    "在本机安装这些字体（Linux：fonts-noto-cjk、fonts-crosextra-carlito），再运行 casewright pdf --again。",
    "Install these fonts here (Linux: fonts-noto-cjk, fonts-crosextra-carlito) and run casewright pdf --again.",
)  # fmt: skip
NO_TEXT = Kind(
    "pdf/text-not-copyable", Severity.WARNING,
    "{name} 的文字复制不出来。", "The text of {name} cannot be copied.",
    "在本机安装中文字体（Linux：fonts-noto-cjk），再运行 casewright pdf --again。",
    "Install Chinese fonts here (Linux: fonts-noto-cjk) and run casewright pdf --again.",
)  # fmt: skip

_REOPEN = Bilingual(
    "用 Word 打开它看看；打得开就用 Word“另存为 PDF”，打不开就重新生成。",
    "Open it in Word: where that works save it as PDF there, else produce it again.",
)
TROUBLES = {
    "no-office": (
        Bilingual("LibreOffice 无法启动", "LibreOffice cannot be started"),
        Bilingual("运行 casewright doctor 看原因。", "casewright doctor says why."),
    ),
    "not-readable": (Bilingual("文件已损坏", "the file is damaged"), _REOPEN),
    "locked": (
        Bilingual("文件加了密码", "the file has a password"),
        Bilingual("去掉打开密码后再转。", "Take the password off and try again."),
    ),
    "refused": (Bilingual("LibreOffice 没有转出来，试过两次", "LibreOffice printed nothing, tried twice"), _REOPEN),
    "broken-off": (
        Bilingual("LibreOffice 超时或中途退出，试过两次", "LibreOffice took too long or broke off, tried twice"),
        Bilingual(
            "关掉占用电脑的程序，再运行 casewright pdf；仍不行就用 Word“另存为 PDF”。",
            "Close what keeps the machine busy and run casewright pdf again; if it stays, save it as PDF in Word.",
        ),
    ),
    "stopped": (
        Bilingual("中途停止了", "it was stopped"),
        Bilingual("再运行一次 casewright pdf。", "Run casewright pdf again."),
    ),
}


@dataclass(frozen=True, slots=True)
class PrintLimits:
    """What PDFs are measured by; None is not checked. ``pages`` is of a document that is submitted."""

    pages: int | None = None
    warn_bytes: int | None = None
    max_bytes: int | None = None
    why: Bilingual = NOTHING


def read_limits(rulebooks: Path) -> PrintLimits:
    """Read the limits from the rulebooks; what cannot be read there is told by other commands, and not checked here."""
    from casewright.exhibits import file_rules
    from casewright.review import phrases

    rows, files = _list(rulebooks, "review", "phrases"), _list(rulebooks, "numbers", "file_rules")
    pages = None if rows is None else phrases(rows)[0].limit("LIMIT-POA-PAGES")
    sizes = () if files is None else file_rules(files)[0].rows
    rule = next((each for each in sizes if each.about == "size" and not each.narrowness), None)
    if rule is None:
        return PrintLimits(pages)
    return PrintLimits(pages, rule.warn_bytes, rule.max_bytes, rule.why)


def _list(rulebooks: Path, book: str, name: str) -> "ListSheet | None":
    from casewright.sheets import read_book, read_list

    try:
        read, _ = read_book(rulebooks / f"{book}.xlsx", name=f"{book}.xlsx")
    except OSError:
        return None
    return None if read is None else read_list(read, name)[0]


def measured(
    pdf: Path, document: Document, limits: PrintLimits, *, at: FileRef
) -> tuple["Printed | None", tuple[Finding, ...]]:  # fmt: skip
    """Look into a PDF; None where it is none, else what it is and what to mind about it."""
    from casewright.intake import inspect_print

    seen = inspect_print(pdf)
    if seen is None:
        return None, ()
    return seen, tuple(_remarks(pdf, document, seen, limits, at))


def _remarks(pdf: Path, document: Document, seen: "Printed", limits: PrintLimits, at: FileRef) -> Iterator[Finding]:
    size = pdf.stat().st_size
    fix = {"fix_zh": limits.why.zh, "fix_en": limits.why.en}
    if limits.max_bytes is not None and size > limits.max_bytes:
        yield TOO_LARGE.at(at, name=pdf.name, size=_megabytes(size), limit=_megabytes(limits.max_bytes), **fix)
    elif limits.warn_bytes is not None and size > limits.warn_bytes:
        yield LARGE.at(at, name=pdf.name, size=_megabytes(size), limit=_megabytes(limits.warn_bytes), **fix)
    if limits.pages is not None and seen.pages > limits.pages and is_submitted(document):
        yield TOO_LONG.at(at, name=pdf.name, pages=seen.pages, limit=limits.pages)
    if seen.loose_fonts:
        yield LOOSE_FONTS.at(at, name=pdf.name, fonts=", ".join(seen.loose_fonts))
    if not seen.copyable:
        yield NO_TEXT.at(at, name=pdf.name)


def is_submitted(document: Document) -> bool:
    """Say whether a document is written for the marketplace: the plan or letter in one language."""
    return document.kind in {"poa", "dispute_letter"} and len(document.langs) == 1


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.1f}".removesuffix(".0")
