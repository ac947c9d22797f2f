"""What a notice names, each with its places: products, orders, ids, rights, brands, clauses, money, days."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from casewright.model import Entities, Mention
from casewright.notices.amounts import amounts
from casewright.notices.brands import brands
from casewright.notices.clauses import clauses
from casewright.notices.labelled import REGISTRATIONS, labelled, rows, told_by_shape
from casewright.notices.lexicon import Lexicon
from casewright.notices.lines import MAIL, Lines, apart, lines_of
from casewright.notices.products import orders, products
from casewright.notices.tables import columns, in_subject
from casewright.text import find_days

#: Days in Han signs have no figures.
_HAN_YEAR = re.compile(r"[〇零一二三四五六七八九十元]年")


def entities(
    text: str, lexicon: Lexicon, *, language: str | None = None, currency: str | None = None,
    day_first: bool | None = None,
) -> Entities:  # fmt: skip
    """Return what a text names: every value once in the order of the text, every place in ``mentions``.

    ``lexicon`` gives the labels; ``language``, ``currency`` and ``day_first`` are those of the store and its notices.
    """
    lines = lines_of(text)
    found = apart(_all(lines, lexicon, language=language, currency=currency, day_first=day_first))

    def values(*kinds: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.value for each in found if each.kind in kinds))

    return Entities(
        asins=values("asin"), case_ids=values("case"), complaint_ids=values("complaint"), order_ids=values("order"),
        brands=_spelled_once(values("brand")), clauses=values("clause"), emails=values("email"),
        registrations=values(*REGISTRATIONS), amounts=values("amount"), dates=values("date"), mentions=tuple(found),
    )  # fmt: skip


def _all(
    lines: Lines, lexicon: Lexicon, *, language: str | None, currency: str | None, day_first: bool | None
) -> Iterable[Mention]:  # fmt: skip
    """Yield mentions of all kinds; where two could take the same signs the earlier in this list has them."""
    return chain(
        products(lines), orders(lines), _mails(lines),
        told_by_shape(lines), rows(lines, lexicon.labels), _days(lines, day_first=day_first),
        labelled(lines, lexicon.labels, lexicon.fillers), columns(lines, lexicon.labels), in_subject(lines),
        clauses(lines, lexicon.labels),
        amounts(lines, language=language, currency=currency), brands(lines, lexicon.labels),
    )  # fmt: skip


def _mails(lines: Lines) -> Iterator[Mention]:
    for start, end in lines.links:
        if match := MAIL.match(lines.even, start, end):
            yield lines.mention("email", match[0].rstrip(".").lower(), start, start + len(match[0].rstrip(".")))


def _days(lines: Lines, *, day_first: bool | None) -> Iterator[Mention]:
    for begin, end in ((0, len(lines.even)),) if _HAN_YEAR.search(lines.even) else lines.stretches:
        for place, wording, day in find_days(lines.even[begin:end], day_first=day_first):
            start = begin + place
            if lines.even.startswith(wording, start) and not lines.linked(start):
                yield lines.mention("date", day.isoformat(), start, start + len(wording))


def _spelled_once(names: Iterable[str]) -> tuple[str, ...]:
    """Return names once, whatever their capitals; the first spelling stays."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(name.casefold(), name)
    return tuple(kept.values())
