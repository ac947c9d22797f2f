"""The date on the notice: printed in it, else in Amazon's own mail header; never the forwarder's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from casewright.model import Marketplace
from casewright.notices.actdays import acted_on
from casewright.notices.bydays import Day, days, mended
from casewright.notices.letter import Letter
from casewright.notices.lexicon import Cue
from casewright.notices.sendings import tells_sending
from casewright.notices.splits import closed_up

_LABEL = re.compile(
    r"^(?:(?:(?:this|your)\s+)?(?:notice|notification|letter|message|e-?mail)?\s*(?:date|dated|sent|issued|date\s+issued|issue\s+date|date\s+sent)"
    r"(?:\s+of\s+(?:(?:this|the)\s+)?(?:notice|notification|letter|message))?(?:\s+on)?|sent\s+on|(?:issued|posted|written|published|generated|created|printed)(?:\s+on)?|received|on|as\s+of"
    r"|il|el|em|den|am|op"
    r"|(?:本)?(?:邮件|信件|通知|发送|发件|发出|签发|送达|发布|寄件|寄送|發送)?(?:的)?(?:日期|时间|時間|日)|通知发出日期|发出时间"
    r"|日付|日時|通知日時?|送信日時?|発行日時?|発信日時?|発送日|作成日|通知年月日|送付日"
    r"|datum(?:\s+der\s+(?:mitteilung|benachrichtigung|nachricht)|\s+des\s+schreibens)?|gesendet(?:\s+am)?|ausgestellt\s+am|erstellt\s+am|stand|vom"
    r"|date\s+(?:de\s+(?:la\s+|cette\s+)?notification|du\s+(?:présent\s+)?(?:avis|message|courrier)|d'envoi|d'émission)|envoyé\s+le|émis\s+le|fait\s+le|le"
    r"|fecha(?:\s+(?:de\s+(?:la\s+|esta\s+)?notificación|del?\s+(?:este\s+)?aviso|de\s+envío|de\s+emisión|del\s+mensaje))?|enviado\s+el|emitido\s+el"
    r"|data(?:\s+(?:della\s+notifica|di\s+invio|dell'avviso|di\s+emissione|della\s+comunicazione|da\s+notificação|de\s+envio|do\s+aviso|de\s+emissão))?"
    r"|inviato\s+il|emesso\s+il|enviad[oa]\s+em|emitid[oa]\s+em|datum\s+(?:van\s+)?(?:deze\s+)?(?:melding|bericht|kennisgeving)|verzonden(?:\s+op)?|dagtekening)"
    r"\s*(?:[:：|=]|(?=\s))\s*",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|thu|fri|sat|sun)\b"
    r"|\b(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
    r"|segunda|terça|quarta|quinta|sexta|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b(?:-feira)?"
    r"|星期[一二三四五六日天]|[周週][一二三四五六日]|[月火水木金土日]曜日?|[(][月火水木金土日][)]",
    re.IGNORECASE,
)
#: A place in front of a day: ``Seattle, ``, ``München, den ``, ``Luxembourg, le ``.
_PLACE = re.compile(
    r"^[^\W\d_][^\W\d_. -]*(?:[ -][^\W\d_. -]+){0,2},\s*(?:[^\W\d_]{2,3}\s)?"
    r"(?:(?:den|le|the|el|il|li|de|di|em|am|a)\s+)?"
)
#: The row of a table that an ASIN opens: its day is that of a complaint or a sale.
_ROW = re.compile(r"\W*B0[0-9A-Z]{8}\b")
#: What may be left of a line that is a date: a clock that was not read as one, brackets, 付.
_LEFT = re.compile(
    r"[\s,.;:()（）*|_~一ー-]*(?:付け?|時点|h|uhr|at|um|à|alle|ore|a\s+las|às|om|on|utc|gmt)?[\s,.;:()（）*|_~一ー-]*",
    re.IGNORECASE,
)
#: What a line with the day of a notice may hold beside it: the name of the house, at most a few words of it.
_HOUSE = re.compile(
    r"\W*(?:[^\W\d]+[\s,|]+){0,4}(?:a(?:m|rn)az[o0]n(?:\.[a-z.]{2,6})?|亚马逊|アマゾン)(?:[\s,|]+[^\W\d]+){0,4}\W*|\W*(?:[^\W\d]{1,4}站\s?)?(?:amazon(?:\.[a-z.]{2,6})?)?\W*",
    re.IGNORECASE,
)
_CLOCK_LEFT = re.compile(
    r"T?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:Z\b|\s*\(?[A-Z]{2,5}\)?|\s*[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
#: What parts a line into several tellings: signs, wide blanks, a label behind a blank, the end of a sentence.
_PARTS = re.compile(
    r"\s*[|·•]\s*|\s{3,}|\t|\s[-/]\s|(?<=[^\d\s][.!?])\s+|(?<=。)|\s(?=[\u3040-\u30ff\u3400-\u9fff]{2,6}[:：])"
)
#: A sentence that tells the day of the notice itself.
_SAYS = re.compile(
    r"(?:dates?\s+of\s+(?:this|the\s+present)\s+(?:notice|notification|message|(?:e-?)?mail|letter)\s*(?:is|:)?\s*"
    r"|datum\s+(?:diese[rs]|des\s+vorliegenden)\s+(?:mitteilung|benachrichtigung|nachricht|schreibens|e-mail)\s*(?:ist)?:?\s*(?:der)?"
    r"|date\s+(?:du\s+présent|de\s+ce(?:tte)?|de\s+la\s+présente)\s+(?:notification|avis|message|courrier|e-mail)?\s*(?:est)?\s*:?\s*(?:le)?"
    r"|fecha\s+de(?:l)?\s+(?:est[ea]|presente)\s+(?:notificación|aviso|mensaje|correo)\s*(?:es)?\s*:?\s*(?:el)?"
    r"|data\s+(?:di\s+quest[ao]|della\s+presente|del\s+presente|dest[ea])\s+(?:notifica|avviso|messaggio|comunicazione|e-mail|mensagem|aviso|notificação)?\s*(?:è|é)?\s*:?\s*(?:il)?"
    r"|datum\s+van\s+(?:dit|deze)\s+(?:bericht|melding|kennisgeving|e-mail)\s*(?:is)?\s*:?\s*"
    r"|(?:this|the\s+present|our)\s+(?:\w+\s+){0,2}?(?:notice|notification|message|e-?mail|letter)\s*(?:,|is|was|has\s+been|bears)?\s*(?:dated|issued|sent|written|created|the\s+date(?:\s+of)?)"
    r"(?:\s+to\s+you)?(?:\s+on)?(?:\s+the)?|notice\s+(?:date|dated|of):?"
    r"|diese[rs]?\s+(?:mitteilung|benachrichtigung|nachricht|schreiben|e-mail|hinweis)\s*(?:ist|trägt|wurde|datiert)?\s*(?:das\s+datum|vom|am|mit\s+datum)\s*(?:vom|des)?"
    r"|(?:mitteilung|benachrichtigung|schreiben|nachricht)\s+vom"
    r"|(?:ce(?:tte)?|la\s+présente|le\s+présent)\s*(?:notification|avis|message|courrier|lettre|e-mail)?\s*(?:est|a\s+été)?\s*(?:datée?|émise?|envoyée?)\s*(?:du|le|au|en\s+date\s+du)"
    r"|(?:notification|avis|courrier)\s+(?:du|en\s+date\s+du|daté\s+du)"
    r"|(?:est[ea]|la\s+presente|el\s+presente)\s*(?:notificación|aviso|mensaje|correo|comunicación)?\s*(?:tiene|lleva|está|es|se\s+(?:emite|envía|emitió|envió))?\s*(?:con\s+)?(?:fecha(?:do)?(?:\s+del?)?|fechad[oa]\s+el|el|de\s+fecha)(?:\s+día)?"
    r"|(?:notificación|aviso|comunicación)\s+(?:de\s+fecha|con\s+fecha|del)"
    r"|(?:quest[ao]|la\s+presente|il\s+presente)\s*(?:notifica|avviso|messaggio|comunicazione|e-mail)?\s*(?:è|reca|porta|è\s+stat[oa])?\s*(?:la\s+)?(?:datat[ao]|data|inviat[ao]|emess[ao]|in\s+data)\s*(?:il|del|al)?"
    r"|(?:notifica|avviso|comunicazione)\s+(?:del|in\s+data)"
    r"|(?:est[ea])\s*(?:notificação|aviso|mensagem|e-mail)\s*(?:é|foi|tem)?\s*(?:datad[oa]|enviad[oa]|emitid[oa])?\s*(?:de|em|com\s+data\s+de)"
    r"|dit\s+bericht\s+(?:is|dateert)\s*(?:van|gedateerd|verzonden)?\s*(?:op)?|deze\s+(?:melding|kennisgeving)\s+(?:is|dateert)\s*(?:van|gedateerd|verzonden)?\s*(?:op)?"
    r"|(?:本|此)(?:通知|邮件|信|函)(?:的)?(?:发出|发送|签发|通知)?(?:日期|时间)?(?:为|是|于|[:：])|通知(?:发出)?(?:日期|时间)(?:为|是)?[:：]?"
    r"|(?:本|この)(?:通知|メール|お知らせ|書面)(?:は|の日付は|の(?:通知|発行|送信)日は)|通知日(?:は|[:：])?|発行日(?:は|[:：])?)[、,\s]*$",
    re.IGNORECASE,
)
_SAYS_BEHIND = re.compile(
    r"^\s*(?:付け?の?(?:本|この)?(?:通知|お知らせ|メール)?(?:です|である|。|に(?:送信|発行|通知))|に(?:送信|発行|通知|お送り)(?:して|した|いたし|され)|(?:发出|发送|签发|发布|出具)(?:的|了)?(?:本通知|此通知|本邮件)?(?:。|$|，))"
)

#: A sender who passes for Amazon: whether he is, is judged elsewhere; the mail is his own.
_AS_AMAZON = re.compile(r"a(?:m|rn)az[o0]n|亚马逊|アマゾン|seller|アカウント|卖家", re.IGNORECASE)

#: Languages that write the day first in digits too; English writes both ways and is asked.
_DAY_FIRST = frozenset({"de", "fr", "es", "it", "pt", "nl"})
#: How many filled lines at the head and foot of a notice may carry its date, and how long such a line is.
_HEAD, _FOOT, _LONG = 14, 8, 110
#: How many lines of the head may have words before their date.
_TOP = 3
_TODAY = re.compile(
    r"(?:\b(?:today|heute|aujourd'hui|hoy|oggi|hoje|vandaag)|今天|今日|本日|即日)[,，、(（\s]*(?:den|le|el|il|dem)?\s*$",
    re.IGNORECASE,
)
#: What follows a day that a line opens with: a stop, or a greeting where lines ran together.
_PARTED = re.compile(
    r"\s*(?:[.:;,|\]】)）]|\s-\s|$|付け?\s|(?:dear|hello|hi|greetings|attention|to|sehr\s+geehrte[rs]?|guten\s+tag|hallo|bonjour|cher|chère|madame|monsieur"
    r"|estimad[oa]s?|hola|gentile|buongiorno|ciao|olá|prezad[oa]s?|caro|beste|geachte|尊敬|您好|你好|亲爱)(?![a-z\u00df-\u024f]))",
    re.IGNORECASE,
)
#: What makes a day that of something else: a limit, an order, a period.
_OF_SOMETHING = re.compile(
    r"\b(?:by|before|until|till|since|from|to|after|on|effective|as of|bis|vor|seit|ab|am|zum|spätestens|avant|jusqu'au"
    r"|depuis|dès|au|antes|hasta|desde|entro|prima|fino|dal|até)(?:\s+(?:the|dem|den|le|el|il|del?|al?))?[\s:,]*$"
    r"|\b(?:due|deadline|order\w*|purchase\w*|expires?|valid|frist|bestell\w*|limite|límite|vence|scade\w*)\b[^\d]{0,12}$"
    r"|(?:截止|期限|之前|订单|下单|生效|自|从|至|于|まで|期日|注文|施行)[^\d]{0,8}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """When a notice was issued: the day, the moment where the notice shows one, or an unclear wording."""

    on: date | None = None
    at: datetime | None = None
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """How a notice writes its days: ``day_first`` (None: not known), the zone of its store, the names of zones.

    ``acts`` are the words for what Amazon does.
    """

    day_first: bool | None = None
    store: str = ""
    zones: tuple[Cue, ...] = ()
    language: str | None = None
    acts: tuple[Cue, ...] = ()


def day_first(language: str | None, store: Marketplace | None = None) -> bool | None:
    """Return whether the day goes first in digits: as the store writes, else as the language does, None: not known."""
    if store is not None and store.day_first is not None:
        return store.day_first
    return True if language in _DAY_FIRST else None


def date_of(letter: Letter, *, ways: Ways, from_amazon: bool) -> Dated:
    """Return the date of a notice; the mail header counts only where Amazon itself wrote it and no date is printed."""
    lines = [line.strip() for line in letter.body.split("\n") if line.strip()]
    heads = [f"Date: {letter.sent}"] if letter.sent and not letter.sender and not letter.forwarded_by else []
    unclear = ""
    for line in dict.fromkeys((*heads, *lines[:_HEAD], *lines[-_FOOT:])):
        found = _line_day(line, ways)
        if found is not None and not found.unclear:
            return _dated(found, ways)
        unclear = unclear or (found.unclear if found else "")
    said = _said(letter.body, ways) or _opened(lines[:_TOP], ways) or _at_head(lines[:_TOP], ways)
    if said is not None:
        return _dated(said, ways)
    if not letter.sent and (acted := acted_on(lines, lambda text: _days(text, ways), ways.acts)) is not None:
        return _dated(acted, ways)
    if (from_amazon or _AS_AMAZON.search(letter.sender)) and letter.sent and not unclear:
        return _header(letter, ways)
    return Dated(unclear=unclear)


def _dated(day: Day, ways: Ways) -> Dated:
    zone = day.zone or ways.store
    if day.on is None or day.clock is None or not zone:
        return Dated(day.on)
    return Dated(day.on, datetime.combine(day.on, day.clock, _zone(zone)))


def _zone(name: str) -> ZoneInfo:
    """Return a zone by its IANA name, or ``UTC+09:00`` as the zone of that offset."""
    if name.startswith("UTC") and len(name) > 3:
        hours = int(name[3:6])
        return ZoneInfo(f"Etc/GMT{-hours:+d}" if hours else "UTC")
    return ZoneInfo(name)


def _header(letter: Letter, ways: Ways) -> Dated:
    moment = letter.sent_at
    if moment is not None:
        return Dated(moment.date(), moment)
    found = next(iter(_days(letter.sent, ways)), None)
    if found is None or found.unclear:
        return Dated(unclear=found.unclear if found else "")
    return _dated(found, ways)


def _days(text: str, ways: Ways) -> Sequence[Day]:
    """Return the days of a text that carry their year."""
    return days(text, first=ways.day_first, base=None, zones=ways.zones, language=ways.language)


#: No day with its year is written without a figure or one of these signs.
_COUNTED = re.compile(r"[\d年月]")


def _line_day(line: str, ways: Ways) -> Day | None:
    """Read a line that is a date, or a label and a date, and nothing else."""
    if len(line) > _LONG or not _COUNTED.search(line):
        return None
    for rest in _readings(closed_up(mended(line)).strip("*_|# \t")):
        shown = re.sub(r"\s{2,}", " ", _WEEKDAY.sub("", rest)).strip(" ,.;()（）*|-")
        found = _days(shown, ways)
        if not found or not (found[0].on or found[0].unclear):
            continue
        left = shown
        for day in reversed(found):
            left = left[: day.start] + left[day.end :] if day.on in (found[0].on, None) else left
        left = _CLOCK_LEFT.sub("", left)
        house = _HOUSE.fullmatch(left) and not _OF_SOMETHING.search(shown[: found[0].start])
        if house or _LEFT.fullmatch(left) or tells_sending(left):
            return found[0]
    return None


def _opened(lines: Sequence[str], ways: Ways) -> Day | None:
    """Read the day of the first line; of those behind it only where a greeting or a stop follows the day."""
    for number, line in enumerate(lines):
        found = _opening(line, ways, ends=not number)
        if found is not None:
            return found
    return None


def _opening(line: str, ways: Ways, *, ends: bool = True) -> Day | None:
    """Read the day that a line of a notice opens with, or ``ends`` with behind a comma."""
    for found in _days(line, ways):
        opens = not line[: found.start].strip(" [【(（") and _PARTED.match(line[found.end :])
        closes = re.search(r",\s*$", line[: found.start]) and not line[found.end :].strip(" .") and len(line) < _LONG
        if found.on and not found.unclear and (opens or (ends and closes)):
            return found
    return None


def _at_head(lines: Sequence[str], ways: Ways) -> Day | None:
    """Read the day that ends one of the first lines, a title or a label before it, or that is called today."""
    for line in lines:
        for found in _days(mended(line), ways):
            before, behind = line[: found.start], line[found.end :].strip(" .)）|")
            closes = (not behind or _HOUSE.fullmatch(behind)) and len(line) < _LONG and not _OF_SOMETHING.search(before)
            if found.on and not found.unclear and (closes or _TODAY.search(before)):
                return found
    return None


def _readings(line: str) -> Iterator[str]:
    yield line
    label = _LABEL.sub("", line)
    if label != line:
        yield label
    place = _PLACE.sub("", line)
    if place != line:
        yield place
    for part in _PARTS.split(line):
        if part != line:
            yield _LABEL.sub("", part)


def _said(body: str, ways: Ways) -> Day | None:
    """Read a sentence that tells the day of the notice itself."""
    if not _HINTS.search(body):
        return None
    for line in body.split("\n"):
        if _HINTS.search(line):
            for found in _days(line, ways):
                told = _SAYS.search(line[: found.start]) or _SAYS_BEHIND.match(line[found.end :])
                if found.on and not found.unclear and told:
                    return found
    return None


_HINTS = re.compile(
    r"notice|notification|message|mail|letter|mitteilung|benachrichtigung|nachricht|schreiben|avis|courrier|présent|notificación|aviso|mensaje"
    r"|comunicación|presente|notifica|avviso|messaggio|mensagem|bericht|melding|kennisgeving|通知|邮件|本函|メール|お知らせ|発行日|付",
    re.IGNORECASE,
)
