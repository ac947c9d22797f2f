"""What a file carries besides its words: macros and scripts, files within it, templates and links to elsewhere."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from casewright.model import FileRef, Finding, Kind, Severity

MACROS = Kind(
    "intake/macros", Severity.WARNING,
    "这个文件带有宏程序（VBA）；只读取了文字和数值，宏没有运行。",
    "This file carries macros (VBA); only its text and values were read, the macros did not run.",
    "打开后另存为不含宏的 .docx 或 .xlsx 再放入。",
    "Open it, save it as a plain .docx or .xlsx, and drop that.",
)  # fmt: skip
ACTIVE = Kind(
    "intake/active-content", Severity.WARNING,
    "这个 PDF 带有脚本或打开时的动作；没有运行，提交后可能被拒收。",
    "This PDF carries a script or an action on opening; it was not run, and Amazon may refuse the file.",
    "向出具方取一份不含脚本的原文件；来源不明的不要打开。",
    "Ask the issuer for an original without scripts; do not open it where its source is not known.",
)  # fmt: skip
EMBEDDED = Kind(
    "intake/embedded-files", Severity.INFO,
    "这个文件里嵌有别的文件或对象（{count} 个），没有读取。",
    "Other files or objects are embedded in this one ({count}); they were not read.",
    "如果其中有证据，请单独另存后放进案件文件夹。",
    "Where one of them is evidence, save it on its own and put it into the case folder.",
)  # fmt: skip
REMOTE = Kind(
    "intake/remote-content", Severity.WARNING,
    "这个文件打开时会从外部地址载入内容（{where}）；没有载入。",
    "When opened, this file loads content from elsewhere ({where}); nothing was loaded.",
    "另存为不带外部模板和链接的副本；来源不明的不要打开。",
    "Save a copy without outside templates and links; do not open it where its source is not known.",
)  # fmt: skip

_EMBEDDED = re.compile(
    r"(?:word|xl|ppt)/(?:embeddings|activeX|ctrlProps)/[^/]+\.(?:bin|docx?|xlsx?|pptx?|pdf|exe)", re.IGNORECASE
)
_LOADED = re.compile(
    rb"<(?:\w+:)?Relationship\b[^>]{0,2000}?relationships/(?:attachedTemplate|frame|subDocument|oleObject|image|externalLinkPath)\"?'?"
    rb"[^>]{0,2000}>"
)
_TARGET = re.compile(rb"Target\s*=\s*[\"'](?:file:|\\\\|https?:)(?:[/\\]*)([^\"'/\\]{1,80})", re.IGNORECASE)
_RELS_MOST = 1 << 20
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"})


def office_extras(path: Path, ref: FileRef) -> Iterator[Finding]:
    """Yield what a Word file or workbook carries; nothing where its zip cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            ties = [info for info in archive.infolist()
                    if info.filename.endswith(".rels") and info.file_size <= _RELS_MOST][:200]  # fmt: skip
            texts = [archive.read(info) for info in ties]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, KeyError):
        return
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        yield MACROS.at(ref)
    count = sum(_EMBEDDED.fullmatch(name) is not None for name in names)
    if count:
        yield EMBEDDED.at(ref, count=count)
    hosts = sorted({found[1].decode("utf-8", "replace") for text in texts for tie in _LOADED.findall(text)
                    if b"External" in tie for found in [_TARGET.search(tie)] if found})  # fmt: skip
    if hosts:
        yield REMOTE.at(ref, where=", ".join(hosts[:3]))


def pdf_extras(pdf: pikepdf.Pdf, ref: FileRef) -> Iterator[Finding]:
    """Yield what a PDF carries: scripts and actions on opening, files within it."""
    try:
        root = pdf.Root
        names = root.get("/Names", pikepdf.Dictionary())
        opening = root.get("/OpenAction")
        acts = isinstance(opening, pikepdf.Dictionary) and str(opening.get("/S")) in _ACTIONS
        if acts or "/AA" in root or (isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names):
            yield ACTIVE.at(ref)
        count = len(pdf.attachments)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError):
        return
    if count:
        yield EMBEDDED.at(ref, count=count)
