"""Weekdays as each language names them."""

from functools import cache

from babel.dates import get_day_names

from casewright.text.days import LANGUAGES
from casewright.text.numbers import locale_of


@cache
def weekday_names() -> dict[str, int]:
    """Return the full names of the weekdays in the languages that spell them, small, Monday 0, with their accents.

    Portuguese names come short as well (``sexta`` for ``sexta-feira``), Spanish and Italian ones without accents.
    """
    names: dict[str, int] = {"sonnabend": 5}
    for language in LANGUAGES:
        for number, name in get_day_names("wide", "format", locale_of(language)).items():
            names[name.casefold()] = number
    plain = {name.translate(str.maketrans("áéìç", "aeic")): number for name, number in names.items()}
    return plain | names


def weekday_signs() -> dict[str, int]:
    """Return the signs of the weekdays in Chinese and Japanese with their numbers, Monday 0."""
    chinese = dict(zip("一二三四五六日", range(7), strict=True)) | {"天": 6}
    return chinese | dict(zip("月火水木金土", range(6), strict=True))
