"""What is wrong with one file of a drop, told from its measured facts.

These are warnings: a damaged file that no row names blocks nothing. Where a row of the Evidence sheet rests on such a
file, the exhibits stage raises the error at that row.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from casewright.intake.media_pdf import LEGAL_SHARE
from casewright.intake.media_reading import BOMB, CRASHED, DAMAGED, LEGACY, SLOW, TOO_LARGE
from casewright.model import EvidenceItem, FileRef, Finding, Kind, Severity
from casewright.text.secrets import SecretKind

EMPTY = Kind(
    "intake/empty-file", Severity.WARNING,
    "这个文件是空的（0 字节），里面没有内容。", "This file is empty (0 bytes).",
    "多半是下载或同步没有完成，重新下载后再放入。",
    "Most likely a download or sync did not finish; get the file again.",
)  # fmt: skip
LOCKED = Kind(
    "intake/encrypted", Severity.WARNING,
    "这个文件有打开密码，无法读取；亚马逊也打不开。",
    "This file needs a password to be opened, so it was not read; Amazon cannot open it either.",
    "向出具方取一份没有密码的原文件；不要把密码写在任何地方。",
    "Ask the issuer for an original without a password; do not write the password anywhere.",
)  # fmt: skip
RESTRICTED = Kind(
    "intake/restricted-pdf", Severity.WARNING,
    "这个 PDF 能打开，但设置了权限密码（加密），提交后可能无法解析。",
    "This PDF opens, but carries an owner password (it is encrypted) and may not be parsed after submission.",
    "向出具方取一份未加密的原文件；不要自行解除第三方文件的限制。",
    "Ask the issuer for an unencrypted original; do not strip the lock from a third party's file.",
)  # fmt: skip
UNREADABLE = Kind(
    "intake/unreadable", Severity.WARNING,
    "这个文件打不开：{why_zh}。", "This file cannot be opened: {why_en}.",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
FILE_TOO_LARGE = Kind(
    "intake/file-too-large", Severity.WARNING,
    "这个文件打不开：文件过大，为保护其他案件没有读取。",
    "This file cannot be opened: it is too large and was left unread, to protect the other cases.",
    "只导出案件涉及的时间段，或拆成几个文件；确实需要整份的，请管理员调高 desk.toml 的 [limits]，之后会自动重做。",
    "Export only the period of the case, or split the file; where all of it is needed, have [limits] raised in "
    "desk.toml: the case is then made again by itself.",
)  # fmt: skip
OUT_OF_TIME = Kind(
    "intake/out-of-time", Severity.WARNING,
    "这个文件打不开：读取超时，为保护其他案件已停止。",
    "This file cannot be opened: reading it took too long and was stopped, to protect the other cases.",
    "用原来的程序打开，重新导出或打印成 PDF 后再放入；通知请复制成 notice.txt。",
    "Open it in its own program and export it or print it to PDF again; copy a notice into notice.txt.",
)  # fmt: skip
IMAGE_ONLY = Kind(
    "intake/image-only-pdf", Severity.INFO,
    "这个 PDF 只有扫描图像，没有可复制的文字；程序没有读到其中内容。",
    "This PDF holds scanned pictures without copyable text; nothing in it was read by the program.",
    "如果是自己写的文件，从 Word 直接导出 PDF；第三方文件保持原样，请人工核对内容。",
    "Where the document is your own, export the PDF straight from Word; leave a third party's as it is and read it.",
)  # fmt: skip
NO_TEXT = Kind(
    "intake/pdf-without-text", Severity.INFO,
    "这个 PDF 里没有可复制的文字，也不是整页扫描。",
    "This PDF has no copyable text and is not a full-page scan either.",
    "打开看一下是否是空白页，或文字被转成了图形。",
    "Open it: the pages may be blank, or their text turned into shapes.",
)  # fmt: skip
BROKEN_TEXT = Kind(
    "intake/broken-text-layer", Severity.WARNING,
    "这个 PDF 看起来正常，但复制出来的文字有 {share}% 是乱码（字体缺少对照表）。",
    "This PDF looks right, but {share}% of its text copies out as garbage (its fonts lack their letter table).",
    "如果是自己的文件，换“打印为 PDF”或重新导出；第三方文件请对方重新出具。",
    "Export your own document again by another way; have a third party issue theirs again.",
)  # fmt: skip
EXECUTABLE = Kind(
    "intake/executable", Severity.WARNING,
    "这是一个程序或快捷方式，不是证据文件；没有打开。",
    "This is a program or a shortcut, not evidence; it was not opened.",
    "从案件文件夹里删除它，并确认电脑没有中毒。", "Delete it from the case folder and have the computer checked.",
)  # fmt: skip
ARCHIVE = Kind(
    "intake/archive-inside", Severity.WARNING,
    "这是一个压缩包，里面的文件没有读取。", "This is an archive; the files inside were not read.",
    "解压后把文件直接放进案件文件夹。", "Unpack it and put the files straight into the case folder.",
)  # fmt: skip
NOT_READ = Kind(
    "intake/text-not-read", Severity.WARNING,
    "程序不读取 {kind} 文件里的文字。", "The text of {kind} files is not read.",
    "需要读取内容的（如通知），请提供 PDF、.docx、.eml 或 .txt；OFD 电子发票请向开票方要 PDF 版。",
    "Where the text matters (a notice), supply PDF, .docx, .eml or .txt; ask the issuer of an OFD invoice for its PDF.",
)  # fmt: skip
UNKNOWN = Kind(
    "intake/unknown-type", Severity.WARNING,
    "程序认不出这是什么文件，没有读取。", "The program does not know this type of file; it was not read.",
    "换成 PDF、PNG、JPG 或原始邮件 .eml 再放入。", "Supply it as PDF, PNG, JPG or the original mail (.eml).",
)  # fmt: skip
SECRET = Kind(
    "intake/secret-in-file", Severity.ERROR,
    "文件里有{kind_zh}（{count} 处）；数值没有保存，也不会写进任何产出。",
    "The file holds a {kind_en} ({count} times); the value is not kept and goes into no output.",
    "从文件中删掉，马上在后台更换这个密码或密钥；申诉不需要任何密码。",
    "Delete it from the file and change that password or key at once; no appeal needs one.",
)  # fmt: skip

_WHY: Mapping[str, tuple[str, str, str, str]] = MappingProxyType({
    DAMAGED: ("内容损坏或没有传完整", "damaged or cut off",
              "重新下载或请对方重新发送完好的原文件。", "Download it again, or ask for a sound original."),
    BOMB: ("像素数量超出合理范围", "it holds more pixels than any real picture",
           "重新截图或拍照，存成正常大小的 PNG 或 JPG。", "Take the picture again as a PNG or JPG of normal size."),
    LEGACY: ("旧版 Office 格式（.doc/.xls/.ppt），程序不读取",
             "an old Office format (.doc, .xls, .ppt), which is not read",
             "用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx。",
             "Open it in Office or WPS and save it as .docx or .xlsx."),
    CRASHED: ("内部结构异常，读取程序中断", "its inside is so odd that the program reading it broke off",
              "不要从不明来源取文件；向出具方重新取一份，或重新导出后再放入。",
              "Take no files from unknown sources; get it again from its issuer, or export it anew."),
})  # fmt: skip
_HELD = MappingProxyType({TOO_LARGE: FILE_TOO_LARGE, SLOW: OUT_OF_TIME})
_UNREAD = frozenset({"rtf", "pptx", "ofd"})
_ARCHIVES = frozenset({"zip", "7z", "rar", "gzip"})


def faults_of(item: EvidenceItem, ref: FileRef) -> Iterator[Finding]:
    """Yield what speaks against a file, from its facts alone."""
    media = item.media
    if media.kind == "empty":
        yield EMPTY.at(ref)
    elif media.kind == "executable":
        yield EXECUTABLE.at(ref)
    elif media.kind in _ARCHIVES:
        yield ARCHIVE.at(ref)
    elif media.kind in {"unknown", "mp4"}:
        yield UNKNOWN.at(ref)
    elif media.kind in _UNREAD:
        yield NOT_READ.at(ref, kind=media.kind.upper())
    if media.problem in _HELD:
        yield _HELD[media.problem].at(ref)
    elif media.problem:
        why_zh, why_en, fix_zh, fix_en = _WHY[media.problem]
        yield UNREADABLE.at(ref, why_zh=why_zh, why_en=why_en, fix_zh=fix_zh, fix_en=fix_en)
    if media.encrypted:
        yield (RESTRICTED if media.pages else LOCKED).at(ref)
    if media.kind == "pdf" and not media.problem and media.pages:
        yield from _text_faults(item, ref)


def _text_faults(item: EvidenceItem, ref: FileRef) -> Iterator[Finding]:
    media = item.media
    share = media.legal_text_share
    if media.image_only:
        yield IMAGE_ONLY.at(ref)
    elif not media.chars:
        yield NO_TEXT.at(ref)
    elif share is not None and share < LEGAL_SHARE:
        yield BROKEN_TEXT.at(ref, share=round((1 - share) * 100))


def secret_faults(found: tuple[tuple[SecretKind, int], ...], ref: FileRef) -> Iterator[Finding]:
    """Yield one finding for each kind of secret, without its value."""
    for kind, count in found:
        yield SECRET.at(ref, kind_zh=kind.label.zh, kind_en=kind.label.en, count=count)
