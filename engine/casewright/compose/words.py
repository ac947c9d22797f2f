"""Small texts around values, in each language of a plan: staff keep them in the list ``words`` of ``wording.xlsx``."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casewright.compose.names import FREQUENCIES
from casewright.model import Bilingual, Finding, Kind, Severity, both
from casewright.sheets import Book, Entry, read_list
from casewright.text import language_name

BAD_WORD = Kind(
    "compose/word-unreadable", Severity.ERROR,
    "“{id}”这一格要填的内容不对：应当正好有 {names}。", "This text of \"{id}\" must hold exactly {names}.",
    "照着英文一格写全 {{ }} 里的名称，不要多也不要少。",
    "Write the same {{ }} names as in the English cell, no more and no fewer.",
)  # fmt: skip

#: The Chinese and English, where a playbook has no row of that id. The list says them again, with other languages.
BUILT_IN: Mapping[str, Bilingual] = {
    "exhibit.one": Bilingual("（附件 {ids}）", "(Exhibit {ids})"),
    "exhibit.many": Bilingual("（附件 {ids}）", "(Exhibits {ids})"),
    "case_id.one": Bilingual("案件编号 {ids}", "Case ID {ids}"),
    "case_id.many": Bilingual("案件编号 {ids}", "Case IDs {ids}"),
    "complaint_id.one": Bilingual("投诉编号 {ids}", "Complaint ID {ids}"),
    "complaint_id.many": Bilingual("投诉编号 {ids}", "Complaint IDs {ids}"),
    "asin.one": both("ASIN {ids}"),
    "asin.many": Bilingual("ASIN {ids}", "ASINs {ids}"),
    "asin.more": Bilingual("{asins} 等另 {count} 个", "{asins} and {count} more"),
    "order.one": Bilingual("订单 {ids}", "order {ids}"),
    "order.many": Bilingual("订单 {ids}", "orders {ids}"),
    "order.count_one": Bilingual("{count} 个订单", "{count} order"),
    "order.count_many": Bilingual("{count} 个订单", "{count} orders"),
    "period": Bilingual("{start}至{end}", "{start} to {end}"),
    "start.since": Bilingual("自{day}起执行", "in effect since {day}"),
    "start.scheduled": Bilingual("计划于{day}开始", "scheduled to start on {day}"),
    "target.under": Bilingual("低于 {rate}", "under {rate}"),
    "target.at_most": Bilingual("不高于 {rate}", "at most {rate}"),
    "target.above": Bilingual("高于 {rate}", "above {rate}"),
    "target.at_least": Bilingual("不低于 {rate}", "at least {rate}"),
    "source.computed": Bilingual("按附件中的报表计算", "calculated from the reports in the exhibits"),
    "source.notice": Bilingual("以通知所载为准", "as stated in the notice"),
    "source.dashboard": Bilingual("以账户状况页面显示为准", "as shown on the Account Health page"),
    **{f"frequency.{code}": name for code, name in FREQUENCIES.items()},
}
#: The name of the list.
LIST = "words"
_PLACE = re.compile(r"\{([a-z_]+)\}")

#: A value in one language: its text where that is the same everywhere, or how to show it.
Shown = str | Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Words:
    """The small texts of a playbook, and the further languages that a case is told in."""

    texts: Mapping[str, Bilingual]
    langs: tuple[str, ...] = ()

    def say(self, name: str, **values: Shown) -> Bilingual:
        """Return a text with its values, in every language of the case; one that it lacks stands there empty."""
        text = self.texts.get(name) or BUILT_IN[name]
        return self.each(lambda lang: _filled(text.lang(lang), lang, values))

    def each(self, show: Callable[[str], str]) -> Bilingual:
        """Return a value as each language of the case shows it."""
        return Bilingual(show("zh"), show("en"), tuple((lang, show(lang)) for lang in self.langs))

    def only(self, text: Bilingual) -> Bilingual:
        """Return a label in the languages of the case and no others; one that it lacks stands there empty."""
        return self.each(text.lang)

    def own(self, zh: str, en: str, more: tuple[tuple[str, str], ...]) -> Bilingual:
        """Return what a person typed, in the languages of the case; nothing but a name is taken from another."""
        said, name = dict(more), en if zh == en and _is_name(en) else ""
        return Bilingual(zh, en, tuple((lang, said.get(lang, name)) for lang in self.langs))


def _is_name(text: str) -> bool:
    """Say whether a text is a name that stands alike in every language: ``BeiLi Home DE``, no word in small letters."""
    return not any("\u3041" <= letter <= "\u9fff" for letter in text) and not any(
        word[:1].islower() for word in text.split()
    )


def _filled(text: str, lang: str, values: Mapping[str, Shown]) -> str:
    shown = {name: value(lang) if callable(value) else value for name, value in values.items()}
    return text.format_map(shown) if all(shown.values()) else ""


def read_words(
    book: Book, languages: Iterable[str], *, on: date | None = None
) -> tuple[dict[str, Bilingual], tuple[Finding, ...]]:
    """Read the list ``words``: texts by id; an unreadable text is a finding, and the built-in one is used.

    A book without the list is no fault: Chinese and English are built in.
    """
    if not any(sheet.cell(1, 2).text == LIST for sheet in book.sheets):
        return {}, ()
    rows, found = read_list(book, LIST, required=("id", "zh", "en"))
    texts: dict[str, Bilingual] = {}
    if rows is None:
        return texts, found
    bad: list[Finding] = []
    for row in (rows if on is None else rows.active(on)).rows:
        wrong = tuple(_wrong(row, languages))
        bad.extend(wrong)
        if not wrong:
            texts[row.id] = row.both("", languages)
    return texts, (*found, *bad)


def _wrong(row: Entry, languages: Iterable[str]) -> Iterator[Finding]:
    """Yield each language whose text takes other values than the program gives."""
    wanted = frozenset(_PLACE.findall(BUILT_IN[row.id].en if row.id in BUILT_IN else row.text("en")))
    names = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "–"
    for lang in ("zh", "en", *languages):
        text = row.text(lang)
        stray = any(mark in _PLACE.sub("", text) for mark in "{}")
        if (text or lang in {"zh", "en"}) and (stray or frozenset(_PLACE.findall(text)) != wanted):
            yield BAD_WORD.at(row.at(lang), id=row.id, names=names)


def languages_of(columns: Iterable[str]) -> tuple[str, ...]:
    """Return the columns whose names are codes of languages, besides Chinese and English."""
    return tuple(name for name in columns if name not in {"zh", "en"} and language_name(name) is not None)
