"""A claim in the further languages of its plan: the same figures as in English, the script of its own language."""

from collections.abc import Iterator
from dataclasses import replace

from casewright.model import NOTHING, Case, Claim, Finding, Kind, Origin, Severity
from casewright.review.figures import difference
from casewright.text import language_name

FIGURES_DIFFER = Kind(
    "review/figures-differ", Severity.ERROR,
    "{id} 的{lang_zh}和{base_zh}里的数字、日期或编号不一致：只在{base_zh}有 {base_only}；只在{lang_zh}有 {lang_only}。",
    "{id}: figures, dates or ids differ between its {lang_en} and its {base_en}: {base_en} only {base_only}; {lang_en} "
    "only {lang_only}.",
    "把两种语言改成同样的数字、日期和编号，都用阿拉伯数字。",
    "Give both languages the same figures, dates and ids, written in digits.",
)  # fmt: skip
CHINESE_INSIDE = Kind(
    "review/chinese-in-language", Severity.ERROR,
    "{id} 的{lang_zh}里夹有中文：{text}", "{id}: the {lang_en} holds Chinese: {text}",
    "改成{lang_zh}；名称用卖家平台登记的拉丁字母写法。",
    "Write it in {lang_en}; for names, use the form in Latin letters registered in Seller Central.",
)  # fmt: skip
NOT_JAPANESE = Kind(
    "review/not-japanese", Severity.WARNING,
    "{id} 的日文{why_zh}，看起来像中文：{text}", "{id}: the Japanese {why_en} and looks like Chinese: {text}",
    "请懂日文的人核对；简体字改成日文汉字。",
    "Have somebody who reads Japanese check it; write the characters that Japanese uses.",
)  # fmt: skip


def check_languages(claim: Claim, at: Origin, case: Case) -> Iterator[Finding]:
    """Yield what parts a claim's further languages from its English, or its Chinese where the English is not whole."""
    base = "en" if claim.translated else "zh"
    for lang, text in claim.text.more:
        if lang in claim.untranslated:
            continue
        said, first = language_name(lang) or NOTHING, language_name(base) or NOTHING
        names = {"id": claim.shown, "lang_zh": said.zh, "lang_en": said.en}
        ours, theirs = difference(claim.text.lang(base), text, langs=(base, lang))
        if ours or theirs:
            yield FIGURES_DIFFER.at(
                at, base_zh=first.zh, base_en=first.en, base_only=", ".join(ours) or "-",
                lang_only=", ".join(theirs) or "-", **names,
            )  # fmt: skip
        if lang == "ja":
            yield from _japanese(text, claim, at, case)
        elif has_han(text):
            found = CHINESE_INSIDE.at(at, text=text, **names)
            yield found if has_han(without_names(text, case)) else replace(found, severity=Severity.WARNING)


def _japanese(text: str, claim: Claim, at: Origin, case: Case) -> Iterator[Finding]:
    own = without_names(text, case)
    simplified = "".join(dict.fromkeys(letter for letter in own if _is_simplified(letter)))
    if simplified:
        why = (f"里有简体字 {simplified}", f"holds simplified characters ({simplified})")
    elif has_han(own) and not any("\u3041" <= letter <= "\u30ff" for letter in own):
        why = ("里没有一个假名", "has no kana")
    else:
        return
    yield NOT_JAPANESE.at(at, id=claim.shown, text=text, why_zh=why[0], why_en=why[1])


def has_han(text: str) -> bool:
    """Say whether a text holds characters of Chinese, which Japanese has too."""
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def without_names(text: str, case: Case) -> str:
    """Return a text without the registered names of the case, which stand as they are in every language."""
    names = (case.store_name, case.legal_name, case.rights_owner, case.registration_number, case.brand)
    for name in (*names, case.other_account):
        text = text.replace(name or "\0", "")
    return text


def _is_simplified(letter: str) -> bool:
    """Say whether a character stands in the simplified set of Chinese and in no Japanese one."""
    return "\u4e00" <= letter <= "\u9fff" and _in(letter, "gb2312") and not _in(letter, "cp932")


def _in(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
