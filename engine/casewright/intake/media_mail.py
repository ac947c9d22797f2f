"""Mails as saved from a mail program: the headers that matter as first lines, then the text."""

import binascii
import email
import email.header
import email.message
import email.policy
import struct
from collections.abc import Iterator
from pathlib import Path

import oxmsg

from casewright.intake.media_reading import DAMAGED, Reading, tidy
from casewright.intake.media_text import decode, visible_text
from casewright.model import FileRef, MediaFacts

_HEADERS = ("Subject", "From", "Date", "To", "Reply-To")
#: A plain part shorter than this beside a longer HTML part only says "please view as HTML".
_STUB = 40
_PARTS = 200

_BROKEN_MAIL = (ValueError, KeyError, IndexError, TypeError, AttributeError, LookupError, AssertionError,
                RecursionError, struct.error, OSError, NotImplementedError)  # fmt: skip


def read_eml(path: Path, ref: FileRef, kind: str) -> Reading:
    """Read a mail file: ``Subject: From: Date: To: Reply-To: Attachment:`` lines, a blank line, the text."""
    del ref
    try:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
        text = "\n".join(_mail(message))
    except _BROKEN_MAIL:
        return Reading(MediaFacts(kind, problem=DAMAGED))
    return _reading(kind, text)


def read_msg(path: Path, ref: FileRef, kind: str) -> Reading:
    """Read an Outlook message in the same layout as a mail file."""
    del ref
    try:
        message = oxmsg.Message.load(str(path))
        headers = message.message_headers
        sent = headers.get("Date") or (message.sent_date.isoformat() if message.sent_date else "")
        lines = [("Subject", message.subject), ("From", message.sender or ""), ("Date", sent),
                 ("To", headers.get("To", "")), ("Reply-To", headers.get("Reply-To", ""))]  # fmt: skip
        lines += [("Attachment", each.file_name or "") for each in message.attachments[:_PARTS]]
        body = message.body or visible_text((message.html_body or "").encode()) or ""
    except _BROKEN_MAIL:
        return Reading(MediaFacts(kind, problem=DAMAGED))
    head = "\n".join(f"{name}: {_line(value)}" for name, value in lines if value)
    return _reading(kind, f"{head}\n\n{body}")


def _reading(kind: str, text: str) -> Reading:
    text = tidy(text)
    chars = sum(not letter.isspace() for letter in text)
    return Reading(MediaFacts(kind, chars=chars, text_extractable=bool(chars)), text)


def _mail(message: email.message.Message) -> Iterator[str]:
    for label in _HEADERS:
        value = _header(message.get(label))
        if value:
            yield f"{label}: {value}"
    leaves = list(_leaves(message))
    for part in leaves:
        name = part.get_filename()
        if name:
            yield f"Attachment: {_header(name)}"
    yield ""
    yield _body([part for part in leaves if not part.get_filename() and part.get_content_disposition() != "attachment"])
    for inner in _forwarded(message):
        yield "\n---\n"
        yield from _mail(inner)


def _leaves(message: email.message.Message) -> Iterator[email.message.Message]:
    """Yield the parts of a mail that are no containers; a forwarded mail inside is its own mail."""
    stack, seen = [message], 0
    while stack and seen < _PARTS:
        part = stack.pop()
        seen += 1
        if part.get_content_type() == "message/rfc822":
            continue
        inner = part.get_payload()
        if isinstance(inner, list):
            stack.extend(reversed([each for each in inner if isinstance(each, email.message.Message)]))
        else:
            yield part


def _forwarded(message: email.message.Message) -> Iterator[email.message.Message]:
    stack = [message]
    while stack:
        part = stack.pop()
        inner = part.get_payload()
        if not isinstance(inner, list):
            continue
        mails = [each for each in inner if isinstance(each, email.message.Message)]
        if part.get_content_type() == "message/rfc822":
            yield from mails
        else:
            stack.extend(reversed(mails))


def _body(parts: list[email.message.Message]) -> str:
    plain = "\n".join(_content(part) for part in parts if part.get_content_type() == "text/plain").strip()
    if len(plain) >= _STUB:
        return plain
    pages = (visible_text(_bytes(part), _charset(part)) or "" for part in parts
             if part.get_content_type() == "text/html")  # fmt: skip
    page = "\n".join(pages).strip()
    return page if len(page) > len(plain) else plain


def _content(part: email.message.Message) -> str:
    return decode(_bytes(part), _charset(part))


def _bytes(part: email.message.Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, binascii.Error):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _charset(part: email.message.Message) -> str:
    return (part.get_content_charset() or "").strip()


def _header(value: object) -> str:
    """Return a header as one readable line: encoded words decoded, stray 8-bit letters read as what they are."""
    if value is None:
        return ""
    try:
        pieces = email.header.decode_header(value if isinstance(value, email.header.Header) else str(value))
    except (ValueError, binascii.Error):
        return _line(str(value))
    return _line("".join(_piece(raw, charset) for raw, charset in pieces))


def _piece(raw: bytes | str, charset: str | None) -> str:
    if isinstance(raw, str):
        return decode(raw.encode("utf-8", errors="surrogateescape"))
    return decode(raw, "" if charset in {None, "unknown-8bit"} else str(charset))


def _line(text: str) -> str:
    return " ".join(text.split())
