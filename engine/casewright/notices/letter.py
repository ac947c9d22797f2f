"""The notice itself, taken out of what the client passed on: forwards, quote marks and comments by staff removed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime

from casewright.text.search import plain

_FIELDS = {
    "subject": "subject|主题|主旨|件名|betreff|objet|asunto|oggetto|assunto",
    "from": "from|发件人|寄件者|寄件人|差出人|送信元|von|de|da|expéditeur|mittente|remitente",
    "date": "date|sent|日期|发送时间|发件时间|寄件日期|時間|送信日時|日時|datum|gesendet|envoyé|fecha|enviado|data"
    "|inviato",
    "to": "to|cc|收件人|抄送|收件者|宛先|an|à|para|a",
    "reply_to": "reply-to|回复至|回复地址|返信先|antwort an|répondre à|responder a|rispondi a",
    "attachment": "attachment|attachments|附件|添付ファイル|anlagen|pièces jointes",
}
_NAMES = {alias: field for field, aliases in _FIELDS.items() for alias in aliases.split("|")}
_ANY_NAME = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_HEADER = re.compile(rf"^[*\s]*({_ANY_NAME})\s*\*?\s*:\*?\s*(.*)$", re.IGNORECASE)
_MARKER = re.compile(
    r"^[\s>*_=-]*(?:-{2,}.*-{2,}|begin forwarded message:?|forwarded message.*|原始邮件|转发邮件信息|-+\s*原始邮件\s*-+"
    r"|_{8,}|-{3,}|={5,})\s*$",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"^(?:\s?[>|]\s?)+")
_PREFIX = re.compile(
    r"^(?:(?:fwd?|fw|re|aw|wg|tr|rv|i|转发|回复|转|答复|回覆|轉寄|転送|返信)\s*[:：]\s*)+", re.IGNORECASE
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ASIDE = re.compile(r"[(\[【（<《][^()\[\]【】（）<>《》]*[\u3400-\u9fff][^()\[\]【】（）<>《》]*[)\]】）>》]")
_STAFF = re.compile(
    r"^\W*(?:备注|注[:：]|客服|客户(?:说|备注|留言|已)|我司|内部|同事|运营(?:备注|说)|批注|说明[:：]|收到时间|翻译[:：])"
)

#: How many letters a Chinese sign is worth when two scripts are weighed against each other.
_HAN_WEIGHT = 2.5
#: A message shorter than this is only a cover note over the one it forwards.
_COVER = 160


@dataclass(frozen=True, slots=True)
class Letter:
    """One message: its own headers as they stand, and its text without quote marks or comments."""

    body: str
    subject: str = ""
    sender: str = ""
    sent: str = ""
    reply_to: str = ""
    forwarded_by: str = ""

    @property
    def sent_at(self) -> datetime | None:
        """Return the header's moment where it carries a zone."""
        try:
            moment = parsedate_to_datetime(self.sent)
        except (TypeError, ValueError, IndexError):
            try:
                moment = datetime.fromisoformat(self.sent.strip())
            except ValueError:
                return None
        return moment if moment.tzinfo is not None else None


def open_letter(text: str) -> Letter:
    """Return the notice within a text: the first message that is more than a cover note, without what staff added."""
    messages = _messages([_QUOTE.sub("", line) for line in plain(text).split("\n")])
    shown = [replace(message, body=_without_comments(message.body)) for message in messages]
    chosen = next((letter for letter in shown if weight(letter.body) >= _COVER), None) or max(
        shown, key=lambda letter: weight(letter.body)
    )
    first = shown[0]
    subject = _PREFIX.sub("", chosen.subject or next((letter.subject for letter in shown if letter.subject), ""))
    by = first.sender if chosen is not first or _PREFIX.match(first.subject) else ""
    if chosen is first and by:  # forwarded without the original's headers: the sender is not the writer
        return Letter(chosen.body, subject, forwarded_by=by)
    return replace(chosen, subject=subject, forwarded_by=by)


def _messages(lines: Sequence[str]) -> list[Letter]:
    """Split a thread at its header blocks; each block belongs to the text below it."""
    blocks = list(_blocks(lines))
    ends = [*(start for start, _, _ in blocks[1:]), len(lines)][: len(blocks)]
    letters = []
    if not blocks or blocks[0][0] > 0:
        head = lines[: blocks[0][0] if blocks else len(lines)]
        letters.append(Letter(_joined(head)))
    for (_, stop, fields), end in zip(blocks, ends, strict=True):
        letters.append(Letter(
            _joined(lines[stop:end]), fields.get("subject", ""), fields.get("from", ""), fields.get("date", ""),
            fields.get("reply_to", ""),
        ))  # fmt: skip
    return letters


def _blocks(lines: Sequence[str]) -> list[tuple[int, int, dict[str, str]]]:
    found: list[tuple[int, int, dict[str, str]]] = []
    number = 0
    while number < len(lines):
        start, fields = number, dict[str, str]()
        while number < len(lines) and (match := _HEADER.match(lines[number])):
            fields.setdefault(_NAMES[match[1].casefold()], match[2].strip(" *"))
            number = _next_field(lines, number + 1)
        first_lines = not any(line.strip() for line in lines[:start])
        if ("from" in fields or "subject" in fields) and (len(fields) > 1 or (first_lines and "subject" in fields)):
            found.append((start, number, fields))
        number = max(number, start + 1)
    return found


def _next_field(lines: Sequence[str], number: int) -> int:
    """Return where the header block goes on; a page saved as HTML leaves blank lines between its fields."""
    after = next((at for at in range(number, len(lines)) if lines[at].strip()), number)
    return after if after < len(lines) and _HEADER.match(lines[after]) else number


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in lines if not _MARKER.match(line)).strip("\n")


def weight(text: str) -> float:
    """Return how much a text says, in Latin letters; a Chinese sign is worth some of them."""
    return len(_LATIN.findall(text)) + _HAN_WEIGHT * (len(_HAN.findall(text)) + len(_KANA.findall(text)))


def script(text: str) -> str:
    """Return the leading script of a text: ``latin``, ``han``, ``kana`` (Japanese) or an empty string."""
    han, kana, latin = (len(pattern.findall(text)) for pattern in (_HAN, _KANA, _LATIN))
    if not han + kana + latin:
        return ""
    if _HAN_WEIGHT * (han + kana) < latin:
        return "latin"
    return "kana" if kana * 8 > han else "han"


def _without_comments(text: str) -> str:
    """Drop what staff or client wrote between the lines of a notice in another script."""
    lead, lines = script(text), text.split("\n")
    if lead == "latin":
        return "\n".join(_ASIDE.sub("", line).rstrip() for line in lines if not _is_han(line))
    if lead == "kana":
        return "\n".join(line for line in lines if not (_STAFF.match(line) and not _KANA.search(line)))
    return "\n".join(line for line in lines if not _STAFF.match(line))


def _is_han(line: str) -> bool:
    return _HAN_WEIGHT * len(_HAN.findall(line)) > len(_LATIN.findall(line)) and bool(_HAN.search(line))
