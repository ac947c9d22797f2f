"""From what a length of time runs: from the notice, or from something else that has to happen first."""

import re

from casewright.notices.counts import Length
from casewright.notices.whose import Told

#: What stands between a length and that from which it runs.
_FROM = re.compile(
    r"[\s,)]*(?:(?:counted|calculated|starting|beginning|running|gerechnet|beginnend|comptés|contados|contando|contati|calcolati)\s+)?"
    r"(?:from|of|after|following|nach|ab|seit|après|suivant|à\s+(?:compter|partir)\s+d[eu']|dès|desde|después\s+de|tras|a\s+(?:partir|contar)\s+d[eaeo]s?l?"
    r"|siguientes\s+al?|posteriores\s+al?|dopo|dall?[aeo']?|dai|dalle|successivi\s+all?[ao']?|a\s+(?:partire|decorrere)\s+da\w*|após|depois\s+d[eao]s?"
    r"|contados?\s+d[aeo]s?|na|vanaf)(?![a-z\u00df-\u024f])(?!\s*(?:no|keine?|silence|which|that\s+we|welche\w*|que|lo\s+cual|cui)\b)\s*(?P<what>[^.,;:()!?]{2,60})"
)
#: What stands in front of a length in Chinese and Japanese: that from which it runs, and the sign of running.
_BEHIND = re.compile(
    r"(?P<what>[^、。，；：,;:()（）\s]{2,24}?)(?:之?日?起(?:算|计|的)?|之?后的?|以后的?|から(?:数えて|起算して)?|より|の?後)\s*\Z"
)
#: Words by which the notice itself, its day or what it tells to have been done is meant.
_ITS_OWN = re.compile(
    r"\b(?:this|these|today|now|here|the\s+above|above|notice|notification|message|e-?mail|mail|letter|receipt|receiv|sent|sending|issue|writing|deactivat|suspen|remov|you\s+(?:get|got|read)"
    r"|dies|heut|jetzt|sofort|obig|oben|erhalt|zugang|versand|zustellung|mitteilung|schreiben|nachricht|benachrichtigung|deaktivier|sperr|entfern|unserer|bekanntgabe|datum"
    r"|ce\b|cet|présent|aujourd|réception|avis|courrier|envoi|lettre|ci-dessus|désactiv|suspen|retrait|sa\s+date|notre"
    r"|est[ae]\b|presente|hoy|recepción|recibir|aviso|notificación|mensaje|correo|carta|envío|desactiv|baja|arriba|su\s+fecha|nuestr"
    r"|quest|oggi|ricezione|ricevimento|ricevut|messaggio|notifica|comunicazione|avviso|lettera|invio|disattiv|sospen|rimozion|sua\s+data|nostr"
    r"|dest[ae]|hoje|recebimento|receção|receb|mensagem|notificação|e-mail|desativ|remoç|acima|noss|dit|deze|vandaag|ontvangst"
    r"|date\b|fecha\b|data\b|our\b|page|página|pagina|seite|portal|panel|account\b|cuenta|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"|\d|本|此|这|今|即日|通知|邮件|函|信|收到|接到|收悉|发出|发送|落款|上述|送达|停用|暂停|下架|この|メール|お知らせ|受信|受領|受け取|お受け|到着|発行|送信|日付|上記|書面|停止|確認し|これ|いま",
    re.IGNORECASE,
)
#: What one notice is as well as any other: alone it is this one's.
_DECISION = re.compile(
    r"\b(?:decision|entscheidung|décision|decisión|decisione|decisão|beslissing)|決定|决定", re.IGNORECASE
)
#: Words by which each of several is meant, or one that is yet to come.
_ANOTHERS = re.compile(
    r"\b(?:each|every|any|next|jede[nmrs]?|jeweilig\w*|einzeln\w*|chaque|chacun\w*|cada|ogni|singol[aoei]|ciascun\w*|respectiv[ao]s?|elke?)\b"
    r"|每|各|该|被|その|それぞれ|次の|当該",
    re.IGNORECASE,
)
#: What runs from the notice itself: starting with this e-mail, von dieser Nachricht an.
_FROM_THIS = re.compile(
    r"[\s,)]*(?:[^\W\d]+[\s,]+){0,3}?(?:from|with|of|after|by|von|ab|mit|nach|après|dès|de|d'|du|del|desde|después\s+del?|tras|da|dal|dall'|dopo|con|do|após|depois\s+d[aeo]|a\s+contar)\s*"
    r"(?:(?:the|der|dem|den|el|l|la|le|o|a|il)?['\s]*(?:date|day|time|arrival|receipt|sending|versand|zustellung|erhalt|zugang|eingang|datum"
    r"|réception|envoi|recepción|envío|fecha|ricezione|invio|data|recebimento|envio)\s*(?:of|von|d[eio])?\s*)?"
    r"(?:this|diese[mrs]?|ce|cet|cette|la\s+présente|este|esta|est|quest[ao']|la\s+presente|dest[ea])\s*"
    r"(?:e-?\s?mail|mail|message|notice|notification|letter|nachricht|mitteilung|benachrichtigung|schreiben|hinweis|courriel|courrier"
    r"|avis|lettre|correo|mensaje|aviso|notificación|carta|messaggio|notifica|avviso|lettera|comunicazione|mensagem|notificação)\b"
)
_FROM_THIS_BEFORE = re.compile(
    r"(?:本|此|这|この)(?:邮件|通知|函|信|メール|お知らせ|書面)[^。、，,]{0,6}?(?:起|后|から|より|後)(?:数えて|起算して|计|算)?[^。、，,]{0,4}\Z"
    r"|(?:本|此|这|この)(?:邮件|通知|函|信)(?:发出|送达|寄出|收到|签发)(?:之?日)?\Z"
)


def runs_from_notice(told: Told, length: Length) -> bool:
    """Say whether a length runs from the notice itself, by words right behind or right before it."""
    return bool(
        _FROM_THIS.match(told.text, length.end)
        or _FROM_THIS_BEFORE.search(told.text, max(0, length.start - 30), length.start)
    )


def runs_from_event(told: Told, length: Length) -> bool:
    """Say whether a length runs from something that is not the notice, and that is yet to come or each seller's own."""
    match = _FROM.match(told.text, length.end)
    own = match is not None and told.starts(length.end)
    match = match or _BEHIND.search(told.text, max(0, length.start - 30), length.start)
    if match is None:
        return False
    what = match["what"]
    another, its_own = _ANOTHERS.search(what), _ITS_OWN.search(what)
    if another is not None:
        return its_own is None or another.start() < its_own.start()
    return not (own or its_own or _DECISION.search(what))
