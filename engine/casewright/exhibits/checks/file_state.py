"""Whether the file can be opened at all."""

from collections.abc import Iterator

from casewright.exhibits.checking import Candidate, World
from casewright.model import Finding, Kind, Severity

UNREADABLE = Kind(
    "exhibits/unreadable", Severity.ERROR,
    "{zh}不能使用：{why_zh}。", "{en} cannot be used: {why_en}.",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
ENCRYPTED = Kind(
    "exhibits/encrypted", Severity.ERROR,
    "{zh}带密码保护或权限加密，提交后无法解析。",
    "{en} is password-protected or encrypted; it cannot be parsed once submitted.",
    "请出具方提供未加密的原文件；不要自行解密第三方文件，不要把密码写进案件表。",
    "Ask the issuer for an unencrypted original; never unlock a third party's file or write a password into the sheet.",
)  # fmt: skip

_RENEW = ("重新下载，或请提供方重新发送完好的文件。", "Download it again, or ask for a sound copy.")
_WHY = {
    "empty": ("文件是空的（0 字节）", "the file is empty (0 bytes)", *_RENEW),
    "damaged": ("文件损坏或不完整", "the file is damaged or cut off", *_RENEW),
    "too-many-pixels": ("图片像素数异常", "the picture has an abnormal number of pixels",
                        "重新截图或扫描。", "Take the screenshot or scan again."),
    "too-large": ("文件过大，没有读取", "it is too large and was not read",
                  "只导出案件需要的部分，或拆分。", "Export only what the case needs, or split it."),
    "legacy-office": ("旧版 Office 格式，没有读取", "it is in an old Office format and was not read",
                      "自己的文件另存为新格式再导出 PDF；第三方文件请对方提供 PDF。",
                      "Save your own file in the new format and export a PDF; ask a third party for a PDF."),
    "executable": ("这是程序，不是证据", "it is a program, not evidence",
                   "从案件文件夹删除，换成真正的证据文件。", "Delete it from the case and supply the real document."),
    "archive": ("这是压缩包", "it is an archive",
                "解压后把里面的文件逐个写进案件表。", "Unpack it and list the files in it one by one."),
    "unknown": ("文件类型无法识别", "its type is not known",
                "换成 PDF、PNG、JPG 或原始邮件。", "Supply it as PDF, PNG, JPG or the original mail."),
}  # fmt: skip
_AS = {"7z": "archive", "rar": "archive", "gzip": "archive", "zip": "archive", "mp4": "unknown"}


def check(candidate: Candidate, world: World) -> Iterator[Finding]:
    """Yield an error for a file that is empty, damaged, locked, or no document at all."""
    del world
    media = candidate.item.media
    origin, label = candidate.row.origin, candidate.label
    if media.encrypted:
        yield ENCRYPTED.at(origin, zh=label.zh, en=label.en)
        return
    why = _WHY.get(media.problem or _AS.get(media.kind, media.kind))
    if why is not None:
        yield UNREADABLE.at(
            origin, zh=label.zh, en=label.en, why_zh=why[0], why_en=why[1], fix_zh=why[2], fix_en=why[3]
        )
