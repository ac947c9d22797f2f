"""The tail of a message: the forwarder's signature and the small print of mail programs, companies and scanners."""

import re
from collections.abc import Sequence

_AMAZON = re.compile(
    r"amazon|seller\s+(?:performance|support|central)|亚马逊|アマゾン|卖家(?:绩效"
    r"|支持)",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"^\W{0,3}(?:sent (?:from|via|with) (?:my |the )?\S+|get outlook for \S+|发自我的\s?\S+|(?:从"
    r"|用)我的\s?\S+\s?发送|发自\S{1,12}$"
    r"|来自我的\s?\S+|iphone\s?から送信|\S{1,12}から送信|von meinem \S+ gesendet|gesendet (?:von|mit) .{2,40}"
    r"|envoyé (?:de|depuis) mon \S+|envoyé à partir de .{2,40}|enviado desde mi \S+|inviato da(?:l mio)? \S+"
    r"|enviado do meu \S+|verstuurd vanaf mijn \S+|yahoo!?\s?mail|shared via .{2,30})",
    re.IGNORECASE,
)
_SMALL_PRINT = re.compile(
    r"^\W{0,4}(?:confidentiality(?:\s+notice)?\s*[:：]|disclaimer\s*[:：]|(?:this|the information (?:in"
    r"|contained)).{0,40}"
    r"(?:e-?mail|message|communication|transmission).{0,120}(?:confidential|privileged|intended (?:only|solely)"
    r"|virus|scanned)"
    r"|if you (?:are not|have received).{0,60}(?:intended recipient|in error)|please consider the environment"
    r"|virus-free|this e-?mail has been (?:checked|scanned)|diese e-?mail (?:wurde|enthält|kann)"
    r"|der inhalt dieser e-?mail"
    r"|ce (?:message|courriel|mail).{0,60}(?:confidentiel|destin|vérifié|virus)|este (?:mensaje"
    r"|correo).{0,60}(?:confidencial"
    r"|destin|virus)|(?:questo|il presente) messaggio.{0,60}(?:riservat|confidenzial|destin)|libre de virus"
    r"|garanti sans virus"
    r"|virenfrei|privo di virus|本(?:电子)?邮件(?:及其?附件)?.{0,24}(?:保密|机密|仅供|仅限|所含)"
    r"|此邮件.{0,16}(?:保密|机密|仅供)"
    r"|【?(?:保密|免责)声明】?|本メール(?:および|に|は).{0,30}(?:機密|宛先|誤)"
    r"|to unsubscribe|unsubscribe\b|you (?:are receiving|received) this (?:e-?mail|message) because|退订|取消订阅"
    r"|配信停止"
    r"|you received this message because you are subscribed)",
    re.IGNORECASE,
)
_GOODBYE = re.compile(
    r"^\W{0,2}(?:(?:best|kind|kindest|warm|with best|many)?\s*(?:regards|wishes|thanks)|thanks(?: (?:a lot"
    r"|in advance|&\s*regards))?"
    r"|thank you|sincerely|yours (?:sincerely|faithfully|truly)|cheers|br|mit freundlichen grüßen|freundliche grüße"
    r"|viele grüße|mfg|cordialement|bien à vous|saludos(?: cordiales)?|atentamente|cordiali saluti|distinti saluti"
    r"|atenciosamente|此致|敬礼|顺颂商祺|祝好|祝商祺|祝工作顺利|谢谢|多谢|以上、?よろしくお願い.{0,12}|敬具)\W{0,3}$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:tel|phone|mob(?:ile)?|cell|fax|wechat|skype|whatsapp|qq|telefon|tél)\b\s*[.:：(+]|手机|电话|微信|传真"
    r"|邮箱[:：]"
    r"|(?:co\.?,?\s*ltd|gmbh|\bllc\b|\binc\b|s\.?r\.?l|有限公司|株式会社)|运营(?:经理|专员|总监)|客服(?:部|专员)|电商部"
    r"|(?:operations?|e-?commerce|account|sales|store) manager|@(?!amazon)[\w-]+\.",
    re.IGNORECASE,
)
_TWO_DASHES = frozenset({"--", "-- ", "—", "－－"})
#: How many lines a signature and a piece of small print may have.
_SIGNATURE, _PRINT = 12, 25


def without_tail(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a message without its tail, and the tail as (``signature`` or ``footer``, words), as it stood.

    What names Amazon stays: the notice's own closing is part of the notice.
    """
    lines = text.split("\n")
    left: list[tuple[str, str]] = []
    for find in (_footer, _device, _dashes, _signed, _device):
        start, kind = find(lines), "footer" if find in {_footer, _device} else "signature"
        if start is not None:
            left.insert(0, (kind, "\n".join(lines[start:]).strip()))
            lines = lines[:start]
            while lines and not lines[-1].strip():
                lines.pop()
    return ("\n".join(lines), tuple(left)) if left else (text, ())


def _filled(lines: Sequence[str], most: int | None = None) -> list[int]:
    """Return which lines have words, of long texts the last ``most`` of them."""
    found: list[int] = []
    for number in range(len(lines) - 1, -1, -1):
        if len(found) == most:
            break
        if lines[number].strip():
            found.append(number)
    return found[::-1]


def _footer(lines: Sequence[str]) -> int | None:
    """Return where the small print begins, if nothing but it follows."""
    for number in _filled(lines, _PRINT):
        if number and _SMALL_PRINT.match(lines[number]):
            rest = "\n".join(lines[number:])
            return None if _AMAZON.search(rest) else number
    return None


def _device(lines: Sequence[str]) -> int | None:
    for number in _filled(lines, 4):
        if number and len(lines[number]) < 70 and _DEVICE.match(lines[number]):
            return number
    return None


def _dashes(lines: Sequence[str]) -> int | None:
    """Return where a signature begins behind the two dashes that mail programs set before it."""
    for number in range(len(lines) - 1, -1, -1):
        if lines[number] in _TWO_DASHES:
            rest = lines[number + 1 :]
            plain = len(_filled(rest)) <= _SIGNATURE and not _AMAZON.search("\n".join(rest))
            return number if plain and number else None
    return None


def _signed(lines: Sequence[str]) -> int | None:
    """Return where a person's goodbye begins: it names a person or company, and not Amazon."""
    for number in reversed(_filled(lines, _SIGNATURE)):
        if number and _GOODBYE.match(lines[number]):
            rest = "\n".join(lines[number + 1 :])
            return number if _PERSON.search(rest) and not _AMAZON.search(rest) else None
    return None
