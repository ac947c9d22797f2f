"""The notice as a picture: a screenshot, a photo or a scan, read where no text says the same."""

import hashlib
import tempfile
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path, PurePosixPath

from casewright.intake.media_faults import IMAGE_ONLY, secret_faults
from casewright.intake.media_lines import Word, in_order
from casewright.intake.media_ocr import PICTURES, NotReadError, PictureReader, can_read_pictures
from casewright.intake.media_parts import content
from casewright.model import EvidenceItem, FileRef, Finding, Kind, Severity
from casewright.text.filenames import item_named, plain_name
from casewright.text.secrets import black_out

BY_OCR = Kind(
    "intake/read-by-ocr", Severity.WARNING,
    "“{name}”里的文字是从图片识别出来的（{lines} 行），编号、日期和金额可能认错。",
    "The words of \"{name}\" were read from a picture ({lines} lines); ids, dates and amounts may be misread.",
    "对照图片核对每个编号和日期；最好在卖家平台打开原通知，全选复制成 notice.txt。",
    "Check each id and date against the picture; better, copy the text from Seller Central into notice.txt.",
)  # fmt: skip
UNSURE = Kind(
    "intake/ocr-unsure", Severity.INFO,
    "图片里有 {count} 行识别把握不大，例如“{line}”。",
    "{count} lines of the picture were hard to read, such as \"{line}\".",
    "对照图片看这几行。", "Compare these lines with the picture.",
)  # fmt: skip
NOT_INSTALLED = Kind(
    "intake/picture-not-read", Severity.WARNING,
    "“{name}”是图片，里面的文字没有读取：这台电脑没有安装图片识别组件。",
    "\"{name}\" is a picture and its words were not read: the part that reads pictures is not installed here.",
    "在卖家平台打开原通知，全选复制成 notice.txt 放进文件夹；"
    "或安装识别组件：在 Casewright 的文件夹里运行 uv sync --extra ocr。",
    "Copy the text from Seller Central into notice.txt; "
    "or install that part: run uv sync --extra ocr in Casewright's own folder.",
)  # fmt: skip
FAILED = Kind(
    "intake/picture-unreadable", Severity.WARNING,
    "“{name}”里的文字没有读出来：{why_zh}。", "The words of \"{name}\" could not be read: {why_en}.",
    "截图截得清楚一些（只截通知部分，不要缩小），或在卖家平台把原文复制成 notice.txt。",
    "Take a clear screenshot of the notice alone at full size, or copy its text from Seller Central into notice.txt.",
)  # fmt: skip

_PICTURES = frozenset({"png", "jpeg", "gif", "tiff", "webp", "bmp", "avif"})
_STEMS = ("notice", "通知", "停用", "警告")
#: Text of a file below this only introduces the picture in it.
_FEW = 120
#: Pictures read of a case, and pages or pictures of one file: a case with forty photos must not take minutes.
MOST_FILES, MOST_PAGES = 6, 8
_UNSURE = 0.8
_SLOW = ("识别超时", "it took too long")
_NONE = ("图片里没有认出文字", "no words were found in it")
_BROKEN = ("图片打不开或识别中断", "it cannot be opened, or its reading broke off")


def read_notice_pictures(
    items: Sequence[EvidenceItem],
    found: Sequence[Finding],
    *,
    named: Collection[str] = (),
    reader: PictureReader = PICTURES,
) -> tuple[tuple[EvidenceItem, ...], tuple[Finding, ...]]:
    """Read the pictures that are, or may be, the notice; ``named`` are files that the case sheet calls one.

    Without such names it is a file called notice, unless a file of that name already has text.
    """
    wanted = _wanted(items, named)
    more: list[Finding] = []
    done: dict[str, EvidenceItem] = {}
    for item in wanted[:MOST_FILES]:
        read, told = _read(item, reader)
        done[item.path] = read
        more += told
    kept = [
        each for each in found if not (each.code == IMAGE_ONLY.code and each.at in done and done[each.at].media.ocr)
    ]
    return tuple(done.get(item.path, item) for item in items), (*kept, *more)


def _wanted(items: Sequence[EvidenceItem], named: Collection[str]) -> list[EvidenceItem]:
    found = [item for item in (item_named(name, items) for name in named) if item is not None]
    stems = [item for item in items if any(word in plain_name(PurePosixPath(item.path).stem) for word in _STEMS)]
    if not any(len(item.text.strip()) >= _FEW for item in (*found, *stems)):
        found += sorted(stems, key=lambda item: (item.path.count("/"), item.path))
    return [item for item in dict.fromkeys(found) if _is_picture(item)]


def _is_picture(item: EvidenceItem) -> bool:
    media = item.media
    if media.problem or (media.encrypted and not media.pages):
        return False
    if media.kind in _PICTURES or media.image_only:
        return True
    return (
        media.kind in {"docx", "eml"} and len(item.text.partition("\n\n")[2] or item.text) < _FEW and any(_inside(item))
    )


def _read(item: EvidenceItem, reader: PictureReader) -> tuple[EvidenceItem, list[Finding]]:
    ref = FileRef(item.path)
    name = PurePosixPath(item.path).name
    if not can_read_pictures():
        return item, [NOT_INSTALLED.at(ref, name=name)]
    try:
        pages = [words for words in _pages(item, reader) if words]
    except NotReadError as error:
        zh, en = _SLOW if error.slow else _BROKEN
        return item, [FAILED.at(ref, name=name, why_zh=zh, why_en=en)]
    if not pages:
        return item, [FAILED.at(ref, name=name, why_zh=_NONE[0], why_en=_NONE[1])]
    text, secrets = black_out("\n\n".join(in_order(words) for words in pages))
    whole = f"{item.text.strip()}\n\n{text}".strip()
    hidden = item.media.secrets + sum(count for _, count in secrets)
    media = replace(item.media, ocr=True, secrets=hidden, chars=sum(not letter.isspace() for letter in whole))
    return replace(item, text=whole, media=media), [*_told(pages, text, ref, name), *secret_faults(secrets, ref)]


def _told(pages: Sequence[Sequence[Word]], text: str, ref: FileRef, name: str) -> Iterator[Finding]:
    yield BY_OCR.at(ref, name=name, lines=sum(bool(line) for line in text.split("\n")))
    doubtful = [word.text for words in pages for word in words if word.score < _UNSURE and len(word.text) > 1]
    if doubtful:
        yield UNSURE.at(ref, count=len(doubtful), line=doubtful[0][:40])


def _pages(item: EvidenceItem, reader: PictureReader) -> Iterator[tuple[Word, ...]]:
    if item.media.kind in _PICTURES:
        yield reader.read(item.file, sha256=item.sha256)
    elif item.media.kind == "pdf":
        for page in range(min(item.media.pages or 1, MOST_PAGES)):
            yield reader.read(item.file, sha256=item.sha256, page=page)
    else:
        with tempfile.TemporaryDirectory(prefix="casewright-") as folder:
            path = Path(folder, "picture")
            for raw in _inside(item):
                path.write_bytes(raw)
                yield reader.read(path, sha256=hashlib.sha256(raw).hexdigest())


def _inside(item: EvidenceItem) -> list[bytes]:
    """Return the pictures within a Word file or mail that are large enough to hold a notice."""
    if item.media.kind == "docx":
        raws = _in_word(item.file)
    else:
        mail = message_from_bytes(item.file.read_bytes(), policy=policy.compat32)
        raws = [content(part) for part in mail.walk() if part.get_content_maintype() == "image"]
    return [raw for raw in raws if len(raw) >= _ICON][:MOST_PAGES]


#: Logos and signature pictures are smaller than this, in bytes.
_ICON = 8_000
_MOST_BYTES = 20 << 20


def _in_word(path: Path) -> list[bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(info.filename for info in archive.infolist()
                           if info.filename.startswith("word/media/") and info.file_size <= _MOST_BYTES)  # fmt: skip
            return [archive.read(name) for name in names[:MOST_PAGES]]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return []
