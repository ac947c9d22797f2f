"""A reading as a clerk reads it: what it is, by when, what is asked, what is named and where, what was left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from casewright.model import Bilingual, Deadline, Mention, NoticeReading, Violation
from casewright.model.labels import BASES, LEVELS, STAGES, STANDINGS, label
from casewright.playbook import NoticeShelf
from casewright.text import clocks_line, day_span, language_name, standing

_SECTIONS: Mapping[str, Bilingual] = MappingProxyType({
    "subject": Bilingual("标题", "subject"), "lead": Bilingual("开头", "opening"),
    "why": Bilingual("原因", "reason"), "ask": Bilingual("要求", "request"),
    "submit": Bilingual("提交方式", "how to send"), "error": Bilingual("如有误判", "if in error"),
    "consequence": Bilingual("后果", "otherwise"), "help": Bilingual("帮助", "help"),
})  # fmt: skip
_TOPICS: Mapping[str, Bilingual] = MappingProxyType({
    "root_cause": Bilingual("根本原因", "root cause"), "corrective": Bilingual("已采取的措施", "steps taken"),
    "preventive": Bilingual("预防措施", "prevention"), "documents": Bilingual("文件", "documents"),
    "explanation": Bilingual("说明", "explanation"), "other": Bilingual("其他", "other"),
})  # fmt: skip
_NAMED: Mapping[str, Bilingual] = MappingProxyType({
    "asin": Bilingual("ASIN", "ASIN"), "order": Bilingual("订单号", "orders"), "case": Bilingual("案件号", "case ids"),
    "complaint": Bilingual("投诉编号", "complaint ids"), "brand": Bilingual("品牌", "brands"),
    "trademark": Bilingual("商标号", "trademarks"), "patent": Bilingual("专利号", "patents"),
    "design": Bilingual("外观设计号", "designs"), "copyright": Bilingual("版权登记号", "copyrights"),
    "registration": Bilingual("注册号", "registrations"), "clause": Bilingual("条款", "clauses"),
    "email": Bilingual("邮箱", "addresses"), "amount": Bilingual("金额", "amounts"), "date": Bilingual("日期", "dates"),
})  # fmt: skip
_LEFT_OUT: Mapping[str, Bilingual] = MappingProxyType({
    "cover": Bilingual("转发人的话", "cover note"), "comment": Bilingual("批注", "comment"),
    "earlier": Bilingual("往来的旧邮件", "earlier mail of the thread"),
    "attached": Bilingual("另一个附件", "another file that came along"),
    "signature": Bilingual("转发人签名", "signature of whoever passed it on"),
    "footer": Bilingual("邮件附加声明", "small print of whoever passed it on"),
})  # fmt: skip
_SURE, _RATHER, _UNSURE = (
    Bilingual("确定", "certain"), Bilingual("较确定", "fairly certain"),
    Bilingual("不确定，请人工判定", "not certain: a person decides"),
)  # fmt: skip
_NO_TYPE = Bilingual("认不出类型，请人工判定", "not recognised: a person decides")
_NONE = Bilingual("没有", "none")
FRAUD = Bilingual("钓鱼邮件：不是亚马逊发的！", "FRAUD: THIS MAIL IS NOT FROM AMAZON!")
NOTHING = Bilingual(
    "不要点链接、不要回复、不要付款、不要填任何信息；邮件里的期限不算数，不能申诉。",
    "Do not click, answer, pay or enter anything; its deadline does not count and there is nothing to appeal.",
)
THEN = Bilingual(
    "请客户自己输入网址登录卖家平台核对“绩效通知”；已经点过或填过的，立即改密码和两步验证，并核对收款账户。",
    "Have the client type the address of Seller Central and look under Performance Notifications; whoever clicked or "
    "entered anything changes the password and two-step verification and checks the bank account at once.",
)
_LONG, _MOST = 160, 12


@dataclass(frozen=True, slots=True)
class Row:
    """One thing told: its name, its lines, and whether it is loud."""

    name: Bilingual
    lines: tuple[str, ...]
    loud: bool = False


def warning_lines(reading: NoticeReading, lang: str | None) -> tuple[str, ...]:
    """Return what stands in the red box of a fraud: the reasons and what to do; nothing for any other letter."""
    if not reading.phishing:
        return ()
    told = [FRAUD, NOTHING, *(Bilingual(f"- {each.zh}", f"- {each.en}") for each in reading.phishing), THEN]
    return tuple(each.lang(tongue) for tongue in ((lang,) if lang else ("zh", "en")) for each in told)


def rows(
    reading: NoticeReading, deadlines: Iterable[Deadline], shelf: NoticeShelf, *, lang: str, today: date
) -> Iterator[Row]:  # fmt: skip
    """Yield what a reading says, in the order in which a clerk asks for it; of a fraud nothing that it asks for."""
    yield Row(Bilingual("类型", "type"), tuple(_types(reading, shelf, lang)), _is_unsure(reading, shelf))
    yield from _standing(reading, shelf, lang)
    for each in deadlines:
        stands = standing(each.at, *day_span(today)) if each.at and each.answered_on is None else ""
        yield Row(Bilingual("期限", "due"), tuple(_deadline(each, stands, lang)), stands in STANDINGS)
    if reading.asks and not reading.phishing:
        asked = [
            f"{number}. [{label(_TOPICS, ask.topic).lang(lang)}] {_short(ask.quote)}"
            for number, ask in enumerate(reading.asks, 1)
        ]
        yield Row(Bilingual("要求提供", "asked for"), tuple(asked))
    if reading.metrics:
        yield Row(Bilingual("引用的指标", "its figures"), tuple(f"{name} {value}" for name, value in reading.metrics))
    for kind, name in _NAMED.items():
        found = _places([each for each in reading.entities.mentions if each.kind == kind], lang)
        if found:
            yield Row(name, found)
    left = tuple(_left_out(reading, lang))
    if left:
        yield Row(Bilingual("未算作通知", "left out"), left)


def _is_unsure(reading: NoticeReading, shelf: NoticeShelf) -> bool:
    return not reading.types or reading.types[0].confidence < shelf.lexicon.number("sure")


def _types(reading: NoticeReading, shelf: NoticeShelf, lang: str) -> Iterator[str]:
    if not reading.types:
        yield _NO_TYPE.lang(lang)
    for number, each in enumerate(reading.types):
        yield from _type(each, shelf, lang, why=not (reading.phishing and number == 0))
    if reading.rivals:
        yield Bilingual("也可能是：", "or else:").lang(lang)
        for each in reading.rivals:
            yield from _type(each, shelf, lang, why=True)


def _type(each: Violation, shelf: NoticeShelf, lang: str, *, why: bool) -> Iterator[str]:
    """Yield a type and, where ``why``, its words; the reasons of a fraud stand in its box."""
    kind = shelf.violations.get(each.code)
    name = f"{each.code} {kind.label.lang(lang)}" if kind else each.code
    yield f"{name}  —  {_confidence(each.confidence, shelf).lang(lang)} ({each.confidence:.2f})"
    words = Bilingual("依据", "by").lang(lang)
    for cue, section in zip(each.cues if why else (), each.sections or ("",) * len(each.cues), strict=False):
        place = f"[{label(_SECTIONS, section).lang(lang)}] " if section else ""
        yield f"  {words} {place}“{_short(cue)}”"


def _confidence(value: float, shelf: NoticeShelf) -> Bilingual:
    sure = shelf.lexicon.number("sure")
    return _UNSURE if value < sure else _SURE if value >= (1 + sure) / 2 else _RATHER


def _standing(reading: NoticeReading, shelf: NoticeShelf, lang: str) -> Iterator[Row]:
    store = shelf.marketplaces.get(reading.marketplace or "")
    language = language_name(reading.language) if reading.language else None
    unknown = Bilingual("读不出", "not told").lang(lang)
    shop = f"{reading.marketplace} {store.label.lang(lang)}" if store else reading.marketplace
    yield Row(Bilingual("阶段", "stage"), (label(STAGES, reading.stage).lang(lang) if reading.stage else unknown,))
    yield Row(Bilingual("层级", "level"), (label(LEVELS, reading.level).lang(lang) if reading.level else unknown,))
    yield Row(Bilingual("站点", "store"), (shop or unknown,))
    if language or reading.language:
        yield Row(Bilingual("语言", "language"), (language.lang(lang) if language else str(reading.language),))
    yield Row(Bilingual("通知日期", "notice date"), (_dated(reading, lang) or unknown,))


def _dated(reading: NoticeReading, lang: str) -> str:
    if reading.notice_date is None:
        return ""
    day = reading.notice_date.isoformat()
    printed = next((m for m in reading.entities.mentions if m.kind == "date" and m.value == day), None)
    if printed is not None:
        words = " ".join(printed.text.split())
        where = Bilingual(f"正文第 {printed.line} 行“{words}”", f'line {printed.line}: "{words}"')
    else:
        where = Bilingual("邮件头的日期", "the header of the mail")
    clock = f" {reading.notice_at:%H:%M %z}" if reading.notice_at else ""
    return f"{day}{clock}（{where.zh}）" if lang == "zh" else f"{day}{clock} ({where.en})"


def _deadline(each: Deadline, stands: str, lang: str) -> Iterator[str]:
    basis = _NONE if each.basis == "none" else label(BASES, each.basis)
    loud = f"!!! {STANDINGS[stands].lang(lang)} !!! " if stands in STANDINGS else ""
    yield f"{loud}[{basis.lang(lang)}] {each.what.lang(lang)}"
    if each.at is not None:
        yield clocks_line(each.at, each.zone).lang(lang)
    elif each.basis != "none":
        yield Bilingual("通知没有日期，算不出到期时间", "the notice bears no date, so its end cannot be told").lang(
            lang
        )
    if each.internal_at is not None:
        ours = Bilingual("内部完成时间", "our own target").lang(lang)
        yield f"{ours}: {clocks_line(each.internal_at, each.zone).lang(lang)}"
    if each.quote:
        yield f"{Bilingual('原文', 'in its words').lang(lang)}: “{_short(each.quote)}”"
    if each.basis == "assumed":
        yield f"{Bilingual('出处', 'row').lang(lang)}: {each.source}"


def _places(found: list[Mention], lang: str) -> tuple[str, ...]:
    """Return each value once with the lines that name it."""
    lines: dict[str, list[int]] = {}
    for each in found:
        lines.setdefault(each.value, []).append(each.line)
    told = []
    for value, numbers in list(lines.items())[:_MOST]:
        where = list(dict.fromkeys(numbers))
        zh, en = "、".join(map(str, where)), ", ".join(map(str, where))
        told.append(f"{value}（第 {zh} 行）" if lang == "zh" else f"{value} (line {en})")
    more = len(lines) - _MOST
    if more > 0:
        told.append(Bilingual(f"……另有 {more} 个", f"... and {more} more").lang(lang))
    return tuple(told)


def _left_out(reading: NoticeReading, lang: str) -> Iterator[str]:
    """Yield, for each kind of words that were left out, how many there are and how the first begins."""
    for kind, name in _LEFT_OUT.items():
        texts = [each.text for each in reading.left_out if each.kind == kind]
        if texts:
            words = _short(texts[0], 40)
            yield Bilingual(f"{name.zh} {len(texts)} 处：“{words}”", f'{name.en}, {len(texts)}: "{words}"').lang(lang)


def _short(text: str, most: int = _LONG) -> str:
    """Return words in one line, no longer than a clerk reads."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"
