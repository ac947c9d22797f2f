"""Outlook's own message files, in the same layout as a mail."""

from collections.abc import Iterator
from pathlib import Path

import oxmsg
from oxmsg.properties import Properties

from casewright.intake.media_mail import BROKEN_MAIL, MAX_ATTACHED, MAX_DEPTH, Attached, Gathered, header_text
from casewright.intake.media_page import Page, read_page, read_source
from casewright.intake.media_reading import DAMAGED, Reading
from casewright.model import FileRef, Kind, MediaFacts, Severity

RTF_BODY = Kind(
    "intake/msg-rtf-body", Severity.WARNING,
    "这封 Outlook 邮件的正文只以 RTF 格式保存，程序没有读到正文。",
    "The text of this Outlook message is kept as rich text (RTF) only; it was not read.",
    "用 Outlook 打开，“另存为”选 .html 或纯文本 .txt，再放进案件文件夹。",
    "Open it in Outlook, save it as .html or plain text, and add that to the case folder.",
)  # fmt: skip

_HTML, _RTF, _ATTACHED = 0x1013, 0x1009, 200
#: A message within a message has a shorter head before its properties.
_INNER, _INNER_HEAD = "3701000D", 24


class _InnerMessage(oxmsg.Message):
    """A message that is attached to another one."""

    @property
    def properties(self) -> Properties:
        return Properties(self._storage, properties_header_offset=_INNER_HEAD)


def read_msg(path: Path, ref: FileRef, kind: str, *, attached: Attached) -> Reading:
    """Read an Outlook message in the same layout as a mail file."""
    gathered = Gathered(ref, attached)
    try:
        message = oxmsg.Message.load(str(path))
        _gather(message, gathered)
    except BROKEN_MAIL:
        return Reading(MediaFacts(kind, problem=DAMAGED))
    return gathered.reading(kind)


def _gather(message: oxmsg.Message, gathered: Gathered, depth: int = 0) -> None:
    headers = message.message_headers
    sent = headers.get("Date") or (message.sent_date.isoformat() if message.sent_date else "")
    files = list(_files(message))
    lines = [("Subject", message.subject), ("From", header_text(message.sender)), ("Date", sent),
             ("To", header_text(headers.get("To"))), ("Reply-To", header_text(headers.get("Reply-To")))]  # fmt: skip
    lines += [("Attachment", name) for name, _ in files]
    gathered.lines += [f"{name}: {' '.join(value.split())}" for name, value in lines if value]
    page = _page(message)
    body = (message.body or "").strip() or (page.text if page else "")
    if not body and message.properties.binary_prop_value(_RTF):
        gathered.found.append(RTF_BODY.at(gathered.ref))
    if page:
        gathered.links += page.links
        gathered.found += page.told(gathered.ref)
    gathered.lines += ["", body.replace("\r\n", "\n")]
    for name, raw in files[:MAX_ATTACHED]:
        gathered.file(name, raw)
    for inner in _inner(message) if depth < MAX_DEPTH else ():
        gathered.lines.append("\n---\n")
        _gather(inner, gathered, depth + 1)


def _page(message: oxmsg.Message) -> Page | None:
    raw = message.properties.binary_prop_value(_HTML)
    if raw:
        return read_page(raw)
    source = message.properties.str_prop_value(_HTML)
    return read_source(source) if source else None


def _files(message: oxmsg.Message) -> Iterator[tuple[str, bytes]]:
    for each in message.attachments[:_ATTACHED]:
        name = each.file_name or ""
        if name:
            yield name, each.file_bytes or b""


def _inner(message: oxmsg.Message) -> Iterator[oxmsg.Message]:
    """Yield the messages that are attached as messages, not as files."""
    for each in message.attachments[:_ATTACHED]:
        for storage in getattr(each._storage, "storages", ()):
            if storage.name.endswith(_INNER):
                yield _InnerMessage(storage)
