"""Mails as saved from a mail program: the headers that matter as first lines, then the text, then what came along."""

import binascii
import email
import email.errors
import email.header
import email.message
import email.policy
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from casewright.intake.media_decode import decode
from casewright.intake.media_parts import body_of, content, is_attached, parts_in
from casewright.intake.media_reading import DAMAGED, Reading, tidy
from casewright.model import FileRef, Finding, Kind, Link, MediaFacts, Severity

UNREAD = Kind(
    "intake/mail-attachment-unread", Severity.WARNING,
    "邮件附件“{name}”没有读取：{why_zh}。", "The attachment \"{name}\" of this mail was not read: {why_en}.",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
WINMAIL = (
    "这是 Outlook 打包的 winmail.dat，里面的文字和附件别的软件看不到",
    "it is a winmail.dat, in which Outlook packs text and files so that no other program sees them",
    "请发件人在 Outlook 里改用 HTML 或纯文本格式重新发送，或把原邮件另存为 .msg 给我们。",
    "Have the sender send it again as HTML or plain text, or save the original mail as .msg and supply that.",
)
SEALED = (
    "这封邮件是加密的", "the mail is encrypted",
    "请收件人打开邮件，把正文全选复制成 notice.txt，或打印成 PDF。",
    "Have the receiver open it and copy the text into notice.txt, or print it to PDF.",
)  # fmt: skip
BROKEN = (
    "文件打不开或有密码", "it cannot be opened or needs a password",
    "把附件单独另存，确认能打开后放进案件文件夹。", "Save the attachment on its own, see that it opens, and add it.",
)  # fmt: skip

_HEADERS = ("Subject", "From", "Date", "Sent", "To", "Reply-To")
_PARTS = 200
#: Mails within mails and files attached to them; a notice forwarded twice is two deep.
MAX_DEPTH = 4
MAX_ATTACHED = 12

BROKEN_MAIL = (ValueError, KeyError, IndexError, TypeError, AttributeError, LookupError, AssertionError,
               RecursionError, struct.error, OSError, NotImplementedError, email.errors.MessageError)  # fmt: skip

#: Reads a file that came with a mail, by name and bytes; None where its kind is not read.
Attached = Callable[[str, bytes], Reading | None]


@dataclass(slots=True)
class Gathered:
    """A mail under way: its lines, links and findings."""

    ref: FileRef
    attached: Attached
    lines: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    ocr: bool = False

    def file(self, name: str, raw: bytes) -> None:
        """Add what a file that came along says, under a line with its name."""
        if name.casefold() == "winmail.dat" or raw.startswith(b"\x78\x9f\x3e\x22"):
            self.unread(name or "winmail.dat", WINMAIL)
            return
        reading = self.attached(name, raw)
        if reading is None:
            return
        if reading.media.problem or (reading.media.encrypted and not reading.text):
            self.unread(name, BROKEN)
        if reading.text.strip():
            self.lines += ["", f"--- Attachment: {name} ---", "", reading.text.strip()]
            self.ocr = self.ocr or reading.media.ocr
        self.links += reading.links
        self.found += reading.found

    def unread(self, name: str, why: tuple[str, str, str, str]) -> None:
        """Report a file that came along and was not read."""
        zh, en, fix_zh, fix_en = why
        self.found.append(UNREAD.at(self.ref, name=name, why_zh=zh, why_en=en, fix_zh=fix_zh, fix_en=fix_en))

    def reading(self, kind: str) -> Reading:
        """Return all that was gathered as the reading of one file."""
        text = tidy("\n".join(self.lines))
        chars = sum(not letter.isspace() for letter in text)
        media = MediaFacts(kind, chars=chars, text_extractable=bool(chars), ocr=self.ocr)
        return Reading(media, text, tuple(dict.fromkeys(self.found)), tuple(self.links))


def read_eml(path: Path, ref: FileRef, kind: str, *, attached: Attached) -> Reading:
    """Read a mail file: ``Subject: From: Date: To: Reply-To: Attachment:`` lines, a blank line, the text.

    A page saved with its pictures in one file (``.mht``) is laid out as a mail too; it has no sender and no date.
    """
    gathered = Gathered(ref, attached)
    try:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
        if _is_saved_page(message):
            body = body_of(message, ref)
            gathered.lines, gathered.links, gathered.found = [body.text], list(body.links), list(body.found)
            return gathered.reading("html")
        _mail(message, gathered)
    except BROKEN_MAIL:
        return Reading(MediaFacts(kind, problem=DAMAGED))
    return gathered.reading(kind)


def _is_saved_page(message: email.message.Message) -> bool:
    """Say whether a file is a web page in mail's clothes: the browser is its sender, the day of saving its date."""
    by_browser = re.match(r"\W*saved by\b", str(message.get("From", "")), re.IGNORECASE) is not None
    if by_browser or message.get("Snapshot-Content-Location"):
        return True
    bare = not any(message.get(name) for name in ("From", "To", "Received", "Message-ID"))
    return bare and any(part.get("Content-Location") for part in message.walk())


def _mail(message: email.message.Message, gathered: Gathered) -> None:
    lines = gathered.lines
    for label in _HEADERS:
        value = header_text(message.get(label))
        if value and (label != "Sent" or not message.get("Date")):
            lines.append(f"{label}: {value}")
    leaves = list(_leaves(message))
    files = [(header_text(part.get_filename()), part) for part in leaves if is_attached(part)]
    lines += [f"Attachment: {name}" for name, _ in files if name]
    if message.get_content_type() in {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}:
        gathered.unread(header_text(message.get("Subject")) or "-", SEALED)
    body = body_of(message, gathered.ref)
    lines += ["", body.text]
    gathered.links += body.links
    gathered.found += body.found
    for name, part in files[:MAX_ATTACHED]:
        gathered.file(name, content(part))
    for inner in _forwarded(message):
        lines.append("\n---\n")
        _mail(inner, gathered)


def _leaves(message: email.message.Message) -> Iterator[email.message.Message]:
    """Yield the parts of a mail that are no containers; a forwarded mail inside is its own mail."""
    stack, seen = [message], 0
    while stack and seen < _PARTS:
        part = stack.pop()
        seen += 1
        if part.get_content_type() == "message/rfc822":
            continue
        if part.is_multipart():
            stack.extend(reversed(parts_in(part)))
        else:
            yield part


def _forwarded(message: email.message.Message) -> Iterator[email.message.Message]:
    stack = [message]
    while stack:
        part = stack.pop()
        if part.get_content_type() == "message/rfc822":
            yield from parts_in(part)
        else:
            stack.extend(reversed(parts_in(part)))


def header_text(value: object) -> str:
    """Return a header as one readable line: encoded words decoded, stray 8-bit letters read as what they are."""
    if value is None:
        return ""
    try:
        pieces = email.header.decode_header(value if isinstance(value, email.header.Header) else str(value))
    except (ValueError, binascii.Error, email.errors.HeaderParseError):
        return _line(str(value))
    return _line("".join(_piece(raw, charset) for raw, charset in pieces))


def _piece(raw: bytes | str, charset: str | None) -> str:
    if isinstance(raw, str):
        return decode(raw.encode("utf-8", errors="surrogateescape"))
    return decode(raw, "" if charset in {None, "unknown-8bit"} else str(charset))


def _line(text: str) -> str:
    return " ".join(text.split())
