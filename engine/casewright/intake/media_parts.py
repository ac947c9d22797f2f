"""The words of one mail: which of its parts a reader is shown, in which encoding, on which lines."""

import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message

from casewright.intake.media_decode import decode
from casewright.intake.media_page import Page, read_page, read_source
from casewright.model import FileRef, Finding, Kind, Link, Severity

PARTS_DIFFER = Kind(
    "intake/mail-parts-differ", Severity.WARNING,
    "这封邮件的纯文本部分和网页部分内容不同；读取的是收件人看到的网页部分。",
    "The plain text of this mail says something else than its page; the page, which the reader is shown, was read.",
    "请在邮箱里打开原邮件核对；正规通知的两部分内容一致。",
    "Open the original mail and compare; in a true notice both parts say the same.",
)  # fmt: skip

#: A plain part shorter than this beside a longer page only says "please view as HTML".
_STUB = 40
#: Containers within containers; real mails have four or five.
_DEPTH = 30
_MARKUP = re.compile(r"</?(?:html|body|table|tr|td|div|p|span|br|font)\b[^<>]*>", re.IGNORECASE)
_VIEW = re.compile(
    r"(?:view|read|see|open|display) (?:this|the) (?:e-?mail|message)|html[- ](?:compatible|capable|enabled|mail)"
    r"|does not support html|网页(?:版|浏览)|浏览器(?:中|查看|打开)|htmlメール|html-f|format html|formato html",
    re.IGNORECASE,
)
_CSS = re.compile(r"[.#@\w][^\n{}]{0,80}\{[^{}]*:[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Body:
    """What a mail shows, with the links and findings of its page, also where the plain part is the one that is read."""

    text: str
    links: tuple[Link, ...] = ()
    found: tuple[Finding, ...] = ()


def body_of(message: Message, ref: FileRef) -> Body:
    """Return the text of a mail without its attachments."""
    return _joined(list(_bodies(message, ref, styles_in(message), 0)))


def is_attached(part: Message) -> bool:
    """Say whether a part is a file that came along, not text of the mail."""
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def parts_in(part: Message) -> list[Message]:
    """Return the parts directly inside a container."""
    inner = part.get_payload()
    return [each for each in inner if isinstance(each, Message)] if isinstance(inner, list) else []


def content(part: Message) -> bytes:
    """Return the bytes of a part, decoded from base64 or quoted-printable."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, binascii.Error):
        return b""
    return payload if isinstance(payload, bytes) else b""


def styles_in(message: Message) -> tuple[str, ...]:
    """Return the style sheets that came beside a saved page."""
    return tuple(decode(content(part)) for part in message.walk() if part.get_content_type() == "text/css")


def _bodies(part: Message, ref: FileRef, styles: Sequence[str], depth: int) -> Iterator[Body]:
    kind = part.get_content_type()
    if depth > _DEPTH or kind == "message/rfc822" or (depth and is_attached(part)):
        return
    if kind == "multipart/alternative":
        yield _better([body for inner in parts_in(part) for body in _offered(inner, ref, styles, depth)], ref)
    elif part.is_multipart():
        for inner in parts_in(part):
            yield from _bodies(inner, ref, styles, depth + 1)
    elif kind == "text/html":
        yield _page(read_page(content(part), _charset(part), styles=styles), ref)
    elif kind == "text/plain":
        yield _plain(part, ref)


def _offered(part: Message, ref: FileRef, styles: Sequence[str], depth: int) -> Iterator[tuple[bool, Body]]:
    """Yield one way to show a mail: whether it is a page, and what it says."""
    bodies = list(_bodies(part, ref, styles, depth + 1))
    if bodies:
        yield any(each.get_content_type() == "text/html" for each in part.walk()), _joined(bodies)


def _better(offered: Sequence[tuple[bool, Body]], ref: FileRef) -> Body:
    """Choose between the plain part and the page: the plain one, unless it is a stub, markup or another text."""
    plain = _joined([body for is_page, body in offered if not is_page])
    page = _joined([body for is_page, body in offered if is_page])
    links, found = (*plain.links, *page.links), (*plain.found, *page.found)
    if not page.text or (plain.text and not _is_stub(plain.text, page.text)):
        same = not page.text or _shared(plain.text, page.text) >= 0.5
        if same:
            return Body(plain.text, links, found)
        return Body(page.text, links, (*found, PARTS_DIFFER.at(ref)))
    return Body(page.text, links, found)


def _is_stub(plain: str, page: str) -> bool:
    short = len(plain) < _STUB or (len(plain) < len(page) / 2 and _VIEW.search(plain) is not None)
    return (short or len(plain) < len(page) / 4 or _CSS.search(plain) is not None) and len(page) > len(plain) / 2


def _shared(plain: str, page: str) -> float:
    """Return the share of a plain part's words that the page has too; addresses of links stand in one only."""
    words = _words(plain)
    return len(words & _words(page)) / len(words) if len(words) >= 8 else 1.0


def _words(text: str) -> frozenset[str]:
    text = re.sub(r"\S*(?:://|@)\S*", " ", text.casefold())
    return frozenset(re.findall(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff]{2}", text))


def _plain(part: Message, ref: FileRef) -> Body:
    text = decode(content(part), _charset(part)).replace("\r\n", "\n").replace("\r", "\n")
    if len(_MARKUP.findall(text[:4000])) >= 4 and "</" in text:
        return _page(read_source(text), ref)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = unflowed(text, del_space=str(part.get_param("delsp", "")).lower() == "yes")
    return Body(text.strip())


def _page(page: Page | None, ref: FileRef) -> Body:
    return Body(page.text, page.links, tuple(page.told(ref))) if page else Body("")


def _joined(bodies: Sequence[Body]) -> Body:
    return Body(
        "\n\n".join(body.text for body in bodies if body.text),
        tuple(link for body in bodies for link in body.links),
        tuple(dict.fromkeys(finding for body in bodies for finding in body.found)),
    )


def unflowed(text: str, *, del_space: bool = False) -> str:
    """Join the soft line ends of ``format=flowed`` text (RFC 3676): a blank before the end, same depth of quotes."""
    lines: list[str] = []
    open_depth: int | None = None
    for raw in text.split("\n"):
        marks = re.match(r">*", raw)
        depth = marks.end() if marks else 0
        line = raw[depth:]
        line = line.removeprefix(" ")
        soft = line.endswith(" ") and line != "-- "
        if soft and del_space:
            line = line[:-1]
        if open_depth == depth and line != "-- ":
            lines[-1] += line
        else:
            lines.append("> " * depth + line)
        open_depth = depth if soft else None
    return "\n".join(line.rstrip() if line != "-- " else line for line in lines)


def _charset(part: Message) -> str:
    return (part.get_content_charset() or "").strip()
