"""A thread of mails, taken apart: forwards, quoted answers and attached files, each message with its own headers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from casewright.text.width import caseless

_FIELDS = {
    "subject": "subject|主题|主旨|件名|タイトル|betreff|objet|asunto|oggetto|assunto|onderwerp",
    "from": "from|发件人|寄件者|寄件人|差出人|送信者|送信元|von|de|da|expéditeur|mittente|remitente|remetente|van",
    "date": "date|sent|sent on|日期|时间|发送时间|发件时间|发送日期|寄件日期|时 间|時間|送信日時|送信日|日時|日付|datum"
    "|gesendet|gesendet am|envoyé|envoyé le|fecha|enviado|enviado el|enviada em|enviado em|data|inviato|inviato il"
    "|verzonden",
    "to": "to|cc|bcc|收件人|抄送|密送|收件者|副本|宛先|an|kopie|à|para|a|destinataire|destinatario|destinatário"
    "|copie|copia"
    "|cópia|aan",
    "reply_to": "reply-to|reply to|回复至|回复地址|答复至|返信先|antwort an|répondre à|responder a|rispondi a",
    "attachment": "attachment|attachments|附件|添付ファイル|anlagen|anhang|pièces jointes|datos adjuntos|allegati"
    "|anexos",
    "other": "importance|priority|重要性|重要度|wichtigkeit|mailed-by|signed-by|security|message-id|return-path",
}
#: Fields that a message has once.
_ONCE = frozenset({"from", "date", "subject"})
_NAMES = {alias: name for name, aliases in _FIELDS.items() for alias in aliases.split("|")}
_ANY_NAME = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_HEADER = re.compile(rf"^[*\s]*({_ANY_NAME})\s*\*?\s*:\*?\s*(.*)$", re.IGNORECASE)
#: Chinese mail programs set their labels on equal width: 主 题, 日 期, 抄 送.
_SPREAD = re.compile(r"^([*\s]*)([主日抄时附])[ \u3000]+([题期送间件])(?=\s*[:：])")
_WROTE = re.compile(
    r"^\W{0,3}(?:(?:on|at)\s.{6,160}\swrote|am\s.{6,160}\sschrieb.{0,120}|le\s.{6,160}\sa\sécrit|el\s.{6,160}\sescribió"
    r"|il\s.{6,160}\sha\sscritto|em\s.{6,160}\sescreveu|op\s.{6,160}\sschreef.{0,120}"
    r"|(?:在|于)\s?.{6,160}写道|.{2,100}(?:于|在)\s?\d{4}.{4,80}写道"
    r"|\d{4}年\d{1,2}月\d{1,2}日.{1,120}(?:<[^<>]+@[^<>]+>)?(?:のメール|さんは書きました|wrote)?"
    r"|.{2,80}さんは書きました)\s*[:：]\s*$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^\W{0,3}(?:on|at|am|le|el|il|em|op|在|于).{6,140}$", re.IGNORECASE)
_FORWARD = re.compile(
    r"^[\s>*_=-]*(?:-{2,}\s*(?:original|forwarded|weitergeleitete|ursprüngliche|message\s+(?:transféré|d'origine"
    r"|original)"
    r"|mensaje\s+(?:original|reenviado)|messaggio\s+(?:originale|inoltrato)|mensagem\s+(?:original|encaminhada)"
    r"|原始邮件|原邮件|转发的?(?:邮件|消息)|轉寄郵件|原始郵件|元のメッセージ|転送).*-{2,}"
    r"|begin forwarded message\s*:?|forwarded message\s*:?|anfang der weitergeleiteten (?:nachricht|e-mail)\s*:?"
    r"|début du message (?:transféré|réexpédié)\s*:?|inicio del mensaje reenviado\s*:?|inizio messaggio inoltrato\s*:?"
    r"|início da mensagem (?:encaminhada|reencaminhada)\s*:?|转发邮件信息|开始转发的邮件\s*:?|下面是被转发的邮件\s*:?"
    r"|転送されたメッセージ\s*:?)\s*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[\s>*_=-]*(?:-{2,}.*-{2,}|原始邮件|_{8,}|-{3,}|={5,})\s*$")
_ATTACHED = re.compile(r"^--- Attachment: (.+) ---$")
_ADDRESS = re.compile(r"<?[^\s<>\"'()\[\],;:]+@[^\s<>\"'()\[\],;:]+>?")
_QUOTE = re.compile(r"^\s?(?:[>|]\s?)+")

#: So many quoted lines make a quoted message, between whose lines an answer may stand.
_QUOTED = 5
#: So many times as long as a quoted message is no answer to it but what it was hung on to.
_LONGER = 2


@dataclass(slots=True)
class Message:
    """One message of a thread: its own headers as they stand, its lines, and what stood between quoted ones."""

    lines: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    answers: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the words of the message without the rulings that part it from others."""
        return "\n".join(line.rstrip() for line in self.lines if not _RULE.match(line)).strip("\n")


def messages_in(text: str) -> tuple[Message, ...]:
    """Split a text into its messages, the outermost first; a text without any header is one message."""
    lines = text.split("\n")
    answers: tuple[str, ...] = ()
    if ">" in text or "|" in text:
        lines, answers = _unquoted(lines)
    found = [Message(answers=answers)]
    number = 0
    for place in _may_start(lines):
        if place < number:
            continue
        found[-1].lines += lines[number:place]
        number = place
        stop, fields = _start(lines, number, first=not any(line.strip() for line in found[-1].lines))
        if stop > number:
            found.append(Message(fields=fields))
            number = stop
    found[-1].lines += lines[number:]
    return tuple(each for each in found if each.text or each.fields or each.answers) or (found[0],)


def _may_start(lines: Sequence[str]) -> list[int]:
    """Return the lines that a message may begin at: with a colon there or in the next, with rulings, or a forward.

    Most lines of a notice have none of it and need not be looked at by the patterns.
    """
    colons = [":" in line or "：" in line for line in lines]
    return [
        number for number, (line, here, behind) in enumerate(zip(lines, colons, [*colons[1:], False], strict=True))
        if here or behind or "--" in line or _FORWARD.match(line)
    ]  # fmt: skip


def _start(lines: Sequence[str], number: int, *, first: bool) -> tuple[int, dict[str, str]]:
    """Return where the head of a message that begins here ends, and its fields; nothing begins: the same place."""
    line = lines[number]
    if not line.strip():
        return number, {}
    attached = _ATTACHED.match(line.strip()) if "--- " in line else None
    if attached:
        stop, fields = _block(lines, number + 1, first=True)
        return stop, {"file": attached[1], **fields}
    if _FORWARD.match(line):
        at = next((at for at in range(number + 1, len(lines)) if lines[at].strip()), len(lines))
        stop, fields = _block(lines, at, first=True)
        return max(stop, number + 1), fields
    stop, fields = _block(lines, number, first=first)
    if stop > number:
        return stop, fields
    return _wrote(lines, number)


def _block(lines: Sequence[str], number: int, *, first: bool) -> tuple[int, dict[str, str]]:
    """Read header lines that follow one another; a page saved as HTML leaves blank lines between them."""
    fields: dict[str, str] = {}
    at = number
    while at < len(lines) and (match := _header(lines[at])):
        name = _NAMES[caseless(match[1])]
        if name in fields and name in _ONCE and not lines[at - 1].strip():
            break  # the head of a message within this one
        fields.setdefault(name, match[2].strip(" *"))
        at = _next_field(lines, at + 1)
    named = "from" in fields or "subject" in fields
    return (at, fields) if named and (len(fields) > 1 or (first and "subject" in fields)) else (number, {})


def _next_field(lines: Sequence[str], number: int) -> int:
    after = next((at for at in range(number, len(lines)) if lines[at].strip()), number)
    return after if after < len(lines) and _header(lines[after]) else number


def _header(line: str) -> re.Match[str] | None:
    return _HEADER.match(_SPREAD.sub(r"\1\2\3", line)) if ":" in line else None


def _wrote(lines: Sequence[str], number: int) -> tuple[int, dict[str, str]]:
    """Read a line like "On Monday Amazon wrote:", which mail programs break in two."""
    line = lines[number].strip()
    for stop in (number + 1, number + 2):
        if len(line) > 320 or (stop > number + 1 and not _OPENING.match(lines[number].strip())):
            break
        if (
            line.endswith((":", "："))
            and _WROTE.match(line)
            and (_ADDRESS.search(line) or re.search(r"\d{4}|\d:\d\d", line))
        ):
            address = _ADDRESS.search(line)
            sent = line[: address.start()].strip(" ,<") if address else ""
            return stop, {"from": address[0].strip("<>") if address else "", "date": sent}
        line = f"{line} {lines[stop].strip()}" if stop < len(lines) else line
    return number, {}


def _unquoted(lines: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Take quote marks off; what stands between the lines of a quoted message, without marks, was put there later."""
    quoted = [number for number, line in enumerate(lines) if _QUOTE.match(line) and line.lstrip().startswith(">")]
    plain = [_QUOTE.sub("", line) for line in lines]
    if len(quoted) < _QUOTED or 2 * len(quoted) < sum(bool(line.strip()) for line in lines[quoted[0] : quoted[-1] + 1]):
        return plain, ()
    marked, answers = set(quoted), []
    for number in range(quoted[0], _last(lines, plain, quoted)):
        if number in marked or not lines[number].strip():
            continue
        before = plain[number - 1].rstrip()
        if lines[number][:1].islower() and before and before[-1] not in ".!?:;":
            continue  # the end of a quoted line that was broken on the way
        if any(_HEADER.match(line) or _FORWARD.match(line) for line in lines[number : number + 2]):
            break
        answers.append(lines[number].strip())
        plain[number] = ""
    return plain, tuple(answers)


def _last(lines: Sequence[str], plain: Sequence[str], quoted: Sequence[int]) -> int:
    """Return where answers to a quoted message end: what is longer than the message it follows answers nothing."""
    behind = quoted[-1] + 1
    asked = sum(len(plain[number]) for number in quoted)
    return behind if sum(len(line.strip()) for line in lines[behind:]) > _LONGER * asked else len(lines)
