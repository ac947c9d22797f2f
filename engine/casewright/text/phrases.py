"""Lists in running text."""

from collections.abc import Sequence

from babel.lists import format_list

from casewright.text.languages import writes_without_blanks
from casewright.text.numbers import locale_of

#: The last two words of a list, where the house does not take Babel's form (English without the comma before and).
_LAST = {"zh": "和", "en": " and "}


def join_words(words: Sequence[str], lang: str) -> str:
    """Join words as the language does: ``A, B and C``, ``A、B和C``, ``A、B、C``, ``A, B und C``."""
    if len(words) < 2:
        return "".join(words)
    if lang not in _LAST:
        return str(format_list(list(words), locale=locale_of(lang)))
    return join_ids(words[:-1], lang) + _LAST[lang] + words[-1]


def join_ids(ids: Sequence[str], lang: str) -> str:
    """Join ids, which take no word before the last: ``C-2, C-3`` or ``C-2、C-3``."""
    return ("、" if writes_without_blanks(lang) else ", ").join(ids)
