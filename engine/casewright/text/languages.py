"""Languages by their two-letter code: what they are called, and which there are."""

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

from casewright.model import Bilingual

#: Codes that a sheet uses for something else: the column of ids.
_NO_LANGUAGE = frozenset({"id"})
#: Codes of stores that are not those of their countries.
_COUNTRIES = {"UK": "GB"}


@cache
def language_name(code: str) -> Bilingual | None:
    """Return what a two-letter code is called (日文, Japanese); None where it names no language."""
    if len(code) != 2 or not code.islower() or code in _NO_LANGUAGE:
        return None
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None
    zh, en = locale.get_language_name("zh_CN"), locale.get_language_name("en")
    if not zh or not en:
        return None
    return Bilingual(zh.removesuffix("语") + "文" if zh.endswith("语") else zh, en)


@cache
def language_codes() -> tuple[str, ...]:
    """Return every two-letter code that names a language, in alphabetical order."""
    return tuple(sorted(code for code in locale_identifiers() if language_name(code) is not None))


@cache
def country_names(code: str, *languages: str) -> tuple[str, ...]:
    """Return what a country (US, UK) is called in each language, small, without doubles; nothing for no country."""
    names = (Locale.parse(language).territories.get(_COUNTRIES.get(code, code), "") for language in languages)
    return tuple(dict.fromkeys(name.casefold() for name in names if name))


def writes_without_blanks(lang: str) -> bool:
    """Say whether a language sets its words without blanks and its stops full-width."""
    return lang in {"zh", "ja"}
