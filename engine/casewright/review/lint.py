"""The text of the claims: refused phrases, Chinese left in English, figures that differ between the languages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casewright.model import Bilingual, Case, Claim, Exhibit, Finding, Kind, Origin, PlanOfAction, Severity, both
from casewright.review.figures import difference
from casewright.review.languages import check_languages, has_han, without_names
from casewright.review.phrases import Phrase, Phrases
from casewright.review.places import is_admitted, kinds_cited, place_of

PHRASE = Kind(
    "review/phrase", Severity.ERROR,
    "{where_zh}含有“{wording}”：{why_zh}（短语行 {row}）", "{where_en} says \"{wording}\": {why_en} (phrase row {row})",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
FIGURES_DIFFER = Kind(
    "review/figures-differ", Severity.ERROR,
    "{id} 的中英文数字、日期或编号不一致：只在中文有 {zh_only}；只在英文有 {en_only}。",
    "{id}: figures, dates or ids differ between the languages: Chinese only {zh_only}; English only {en_only}.",
    "把两种语言改成同样的数字、日期和编号，都用阿拉伯数字。",
    "Give both languages the same figures, dates and ids, written in digits.",
)  # fmt: skip
CHINESE_IN_ENGLISH = Kind(
    "review/chinese-in-english", Severity.ERROR,
    "{id} 的英文里夹有中文：{text}", "{id}: the English holds Chinese: {text}",
    "改成英文；名称用卖家平台登记的英文或拼音写法。",
    "Write it in English; for names, use the English or pinyin form registered in Seller Central.",
)  # fmt: skip


def lint_claims(plan: PlanOfAction, case: Case, *, exhibits: Sequence[Exhibit], phrases: Phrases) -> Iterator[Finding]:
    """Yield what a reviewer would refuse in the words of the claims, in claim order."""
    for claim in plan.said:
        at = place_of(claim, case)
        kinds, admitted = kinds_cited(claim, tuple(exhibits)), is_admitted(claim, case)
        for lang in ("zh", "en", *(code for code, _ in claim.text.more)):
            hits = phrases.search(
                claim.text.lang(lang), lang=lang, section=claim.section, claim=claim, kinds=kinds, admitted=admitted
            )
            for phrase, wording in hits:
                yield _phrase(phrase, wording, at, where=both(claim.shown))
        if claim.translated:
            yield from _languages(claim, at, case)
        yield from check_languages(claim, at, case)


def lint_text(text: str, *, lang: str, phrases: Phrases, origin: Origin, section: str = "") -> tuple[Finding, ...]:
    """Return what a reviewer would refuse in any text: a letter, a Word file, an e-mail."""
    return tuple(
        _phrase(phrase, wording, origin, where=Bilingual("文本", "The text"))
        for phrase, wording in phrases.search(text, lang=lang, section=section)
    )


def _phrase(phrase: Phrase, wording: str, at: Origin, *, where: Bilingual) -> Finding:
    found = PHRASE.at(
        at, where_zh=where.zh, where_en=where.en, wording=wording, row=phrase.id,
        why_zh=phrase.why.zh, why_en=phrase.why.en, fix_zh=phrase.fix.zh, fix_en=phrase.fix.en,
    )  # fmt: skip
    return replace(found, severity=phrase.severity)


def _languages(claim: Claim, at: Origin, case: Case) -> Iterator[Finding]:
    zh, en = difference(claim.text.zh, claim.text.en)
    if zh or en:
        yield FIGURES_DIFFER.at(at, id=claim.shown, zh_only=", ".join(zh) or "-", en_only=", ".join(en) or "-")
    if has_han(without_names(claim.text.en, case)):
        yield CHINESE_IN_ENGLISH.at(at, id=claim.shown, text=claim.text.en)
    elif has_han(claim.text.en):
        found = CHINESE_IN_ENGLISH.at(at, id=claim.shown, text=claim.text.en)
        yield replace(found, severity=Severity.WARNING)
