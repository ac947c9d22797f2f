"""Garbled letters put right: text that was read in a wrong encoding once, before it came here."""

import re
from collections.abc import Iterator

import ftfy
from ftfy.badness import is_bad

from casewright.model import FileRef, Finding, Kind, Severity

REPAIRED = Kind(
    "intake/garbled-text-repaired", Severity.INFO,
    "文件里有 {lines} 行乱码，已还原，例如“{before}”→“{after}”。",
    "{lines} lines of this file were garbled and have been put right, for example \"{before}\" to \"{after}\".",
    "请对照原件看一眼还原是否正确；最好从原处重新导出。",
    "Compare with the original; better still, export it again from where it came.",
)  # fmt: skip
LOST = Kind(
    "intake/letters-lost", Severity.WARNING,
    "文件里有 {count} 处文字已经损坏（显示为“{sign}”），无法还原。",
    "{count} signs of this file are lost (they show as \"{sign}\") and cannot be put right.",
    "请从原处（卖家平台、原邮件）重新复制或导出，不要经过聊天软件转存。",
    "Copy or export it again from where it came (Seller Central, the original mail), not by way of a chat program.",
)  # fmt: skip

#: What UTF-8 leaves behind when it is read as a western encoding.
_WESTERN_TRACE = re.compile(
    "[\u00c2\u00c3\u00e2-\u00f0\u0152\u0153\u0160-\u017e\u02c6\u0402-\u045f]"
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
#: Chinese in GBK, read as western: accents and signs in pairs with hardly a plain letter between them.
_PAIRS = re.compile("[\u00a1-\u00ff]{8,}")
#: Chinese in UTF-8, read as GBK: the same rare signs come up in every word.
_RARE = re.compile("[浣涓鐨鎴璇鍙鏈闂绋娴杩鍥鎻妤鍋閿浜瀵灏棰璁垮澶鏁绱鐗鈥銆锛\ue000-\uf8ff]")
#: Signs of Chinese and what stands between them; what was lost on the way ends a run.
_RUNS = re.compile("[\u2010-\u2fff\u3000-\u9fff\ue000-\uf8ff\ufe30-\ufe4f\uff01-\uff60\u00b7\u20ac]{3,}")
_LOST = re.compile("\ufffd|\u951f\u65a4\u62f7|\u70eb\u70eb\u70eb|\u5c6f\u5c6f\u5c6f")
_EXAMPLE = 40


def put_right(text: str, ref: FileRef) -> tuple[str, tuple[Finding, ...]]:
    """Return a text with its garbled lines put right, and what was done; clean text comes back as it is."""
    found: list[Finding] = []
    repaired: list[tuple[str, str]] = []
    if _WESTERN_TRACE.search(text) or _PAIRS.search(text) or _RARE.search(text):
        lines = text.split("\n")
        mended = [_mended(line) for line in lines]
        repaired = [(old, new) for old, new in zip(lines, mended, strict=True) if old != new]
        text = "\n".join(mended)
    if repaired:
        before, after = _example(*repaired[0])
        found.append(REPAIRED.at(ref, lines=len(repaired), before=before, after=after))
    found += _lost(text, ref)
    return text, tuple(found)


def _lost(text: str, ref: FileRef) -> Iterator[Finding]:
    lost = _LOST.findall(text)
    if lost:
        yield LOST.at(ref, count=len(lost), sign=lost[0])


def _mended(line: str) -> str:
    line = _PAIRS.sub(lambda match: _from_western(match[0]), line)
    if _RARE.search(line):
        line = _RUNS.sub(lambda match: _from_gbk(match[0]), line)
    return ftfy.fix_encoding(line) if _WESTERN_TRACE.search(line) and is_bad(line) else line


def _from_western(run: str) -> str:
    """Read a run of accents as GBK, if that gives mostly signs in daily use, which stand first in that table."""
    raw = run.encode("latin-1")
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return run
    daily = sum(0xB0 <= byte <= 0xD7 for byte in raw[::2])
    return text if daily >= 0.6 * len(raw[::2]) else run


def _from_gbk(run: str) -> str:
    """Read a run of Chinese signs as UTF-8, if it is that but for a sign lost at an end."""
    text = run.encode("gb18030", errors="replace").decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    kept = sum("\u3000" <= letter <= "\u9fff" for letter in text)
    return text if kept >= 2 and lost <= 1 + len(text) // 20 else run


def _example(before: str, after: str) -> tuple[str, str]:
    """Return the first words that differ, short enough for one line."""
    at = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), 0)
    start = max(0, at - 8)
    return before[start : start + _EXAMPLE].strip(), after[start : start + _EXAMPLE].strip()
