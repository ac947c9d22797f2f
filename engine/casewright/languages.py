"""In which languages a plan is written: as the case says, else as the list of marketplaces says; English always too."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from casewright.model import NOTHING, Case, Catalogue, Finding, Kind, NoticeReading, Origin, RuleRef, Severity
from casewright.text import language_name

#: The language that every plan has beside Chinese, and the one submitted where nothing says otherwise.
ENGLISH = "en"

NOT_WRITTEN = Kind(
    "languages/not-written-here", Severity.ERROR,
    "申诉书要用{lang_zh}（{lang}）提交，但规则手册的文字清单没有 {lang} 这一栏{template_zh}，这一版只生成英文。",
    "The plan is to be submitted in {lang_en} ({lang}), but the wording sheets have no column {lang}{template_en}; "
    "this version is made in English only.",
    "在 wording.xlsx 的 blocks 和 words 清单各加一栏 {lang} 并填写译文，把 poa_en.docx 复制为 poa_{lang}.docx "
    "并译出标题；或在案件表的“提交语言”里改选 {known}。",
    "Add a column {lang} to the lists blocks and words of wording.xlsx and fill it in, copy poa_en.docx as "
    "poa_{lang}.docx and translate its headings; or choose {known} as the submission language in the case sheet.",
)  # fmt: skip
WORDS_LACK = Kind(
    "languages/words-lack", Severity.ERROR,
    "words 清单里有 {count} 行还没有{lang_zh}：{ids}。{lang_zh}申诉书里留作 【待人工翻译】。",
    "{count} rows of the list words have no {lang_en} yet: {ids}. The {lang_en} plan is left marked there.",
    "由人工翻译后填入这些行的 {lang} 栏。", "Have them translated by a person and fill the column {lang}.",
)  # fmt: skip
#: So many ids are named in a finding.
_SHOWN = 6


def languages_for(
    case: Case, notice: NoticeReading, *, catalogue: Catalogue, worded: Collection[str], templates: Collection[str]
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Return the languages of a plan, the one that is submitted first, English always among them.

    ``worded`` are the languages besides Chinese and English that the sentences of the wording book have; ``templates``
    the names of the templates at hand. A language without wording is refused, and the plan is made in the others.
    """
    code = case.marketplace or notice.marketplace or ""
    market = catalogue.marketplaces.get(code)
    wanted = (case.submission_language,) if case.submission_language else market.languages if market else (ENGLISH,)
    origin: Origin = (
        case.where("submission_language")
        if case.submission_language
        else RuleRef("rulebooks/numbers.xlsx", "marketplaces", code)
    )
    kept: list[str] = []
    found: list[Finding] = []
    for lang in dict.fromkeys(wanted):
        if lang == ENGLISH or lang in worded:
            kept.append(lang)
            continue
        refused = _refused(lang, origin, worded, templates)
        found.append(refused if lang == wanted[0] else replace(refused, severity=Severity.WARNING))
    languages = tuple(dict.fromkeys((*kept, ENGLISH)))
    return languages, (*found, *_words_lacking(languages, catalogue))


def _refused(lang: str, origin: Origin, worded: Collection[str], templates: Collection[str]) -> Finding:
    name = language_name(lang) or NOTHING
    known = ", ".join((ENGLISH, *sorted(worded)))
    bare = f"poa_{lang}" not in templates
    return NOT_WRITTEN.at(
        origin, lang=lang, lang_zh=name.zh or lang, lang_en=name.en or lang, known=known,
        template_zh=f"，也没有模板 poa_{lang}.docx" if bare else "",
        template_en=f", and there is no template poa_{lang}.docx" if bare else "",
    )  # fmt: skip


def _words_lacking(languages: tuple[str, ...], catalogue: Catalogue) -> Iterator[Finding]:
    for lang in languages:
        lacking = [name for name, text in catalogue.words.items() if not text.lang(lang)]
        if lang == ENGLISH or not lacking:
            continue
        name = language_name(lang) or NOTHING
        more = f" … (+{len(lacking) - _SHOWN})" if len(lacking) > _SHOWN else ""
        finding = WORDS_LACK.at(
            RuleRef("rulebooks/wording.xlsx", "words", lacking[0]), count=len(lacking), lang=lang, lang_zh=name.zh,
            lang_en=name.en, ids=", ".join(lacking[:_SHOWN]) + more,
        )  # fmt: skip
        yield finding if lang == languages[0] else replace(finding, severity=Severity.WARNING)
