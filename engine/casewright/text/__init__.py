"""Dates, numbers, money and words in each language.

The only room that knows Babel. Reading is strict: what has two readings (03/04/2026) is given back as ``Unclear`` and
asked, never guessed. Showing rounds; nothing else does. A day has no zone; a moment is always aware.
"""

from casewright.text.days import Unclear, find_days, months_of, parse_day
from casewright.text.languages import language_codes, language_name, writes_without_blanks
from casewright.text.moments import BEIJING, show_day, show_moment, show_month_day, three_clocks
from casewright.text.numbers import (
    locale_of,
    parse_number,
    parse_percent,
    plain_numbers,
    show_money,
    show_number,
    show_percent,
)
from casewright.text.phrases import join_ids, join_words
from casewright.text.width import fold_width

__all__ = [
    "BEIJING", "Unclear", "find_days", "fold_width", "join_ids", "join_words", "language_codes", "language_name",
    "locale_of", "months_of", "parse_day", "parse_number", "parse_percent", "plain_numbers", "show_day", "show_moment",
    "show_money", "show_month_day", "show_number", "show_percent", "three_clocks", "writes_without_blanks",
]  # fmt: skip
