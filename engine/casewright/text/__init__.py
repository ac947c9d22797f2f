"""Dates, numbers, money and words in each language.

The only room that knows Babel. Reading is strict: what has two readings (03/04/2026) is given back as ``Unclear`` and
asked, never guessed. Showing rounds; nothing else does. A day has no zone; a moment is always aware.
"""

from casewright.text.addresses import old_addresses, printed_addresses
from casewright.text.days import Unclear, find_days, find_month_days, months_of, next_such_day, parse_day
from casewright.text.languages import country_names, language_codes, language_name, writes_without_blanks
from casewright.text.moments import (
    BEIJING,
    clocks_both,
    clocks_line,
    day_span,
    hours_left,
    show_clock,
    show_day,
    show_moment,
    show_month_day,
    show_weekday,
    standing,
    three_clocks,
)
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
from casewright.text.weekdays import weekday_names, weekday_signs
from casewright.text.width import fold_width

__all__ = [
    "BEIJING", "Unclear", "clocks_both", "clocks_line", "country_names", "day_span", "find_days", "find_month_days",
    "fold_width",
    "hours_left", "join_ids", "join_words", "language_codes", "language_name", "locale_of", "months_of",
    "next_such_day", "old_addresses", "parse_day", "parse_number", "parse_percent", "plain_numbers",
    "printed_addresses", "show_clock", "show_day",
    "show_moment", "show_money", "show_month_day", "show_number", "show_percent", "show_weekday", "standing",
    "three_clocks", "weekday_names", "weekday_signs",
    "writes_without_blanks",
]  # fmt: skip
