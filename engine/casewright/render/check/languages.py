"""Which languages a template prints, and where it forgets one or strays into another."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from casewright.render.check import place_kinds as kinds
from casewright.render.check.marks import Print
from casewright.render.check.places import Row, row_of
from casewright.render.check.slips import Slip, cut, slip

_PAIRED = ("zh", "en", "own")
_SUFFIX = re.compile(r"_(zh|en|ja|de|fr|es|it)$")
#: A template counts as one of a single language where at most one print in so many is in another.
_RARE, _ENOUGH = 10, 5


def languages(file: str, name: str, prints: Sequence[Print], doubtful: Container[Row]) -> Iterator[Slip]:
    """Find fields that a bilingual template prints in one language only, and strays in a template of one language.

    What stands in a ``doubtful`` row, where a mark is wrong already, is not held to have both languages.
    """
    by_field: dict[str, dict[str, Print]] = defaultdict(dict)
    for each in prints:
        field, _, lang = each.path.rpartition(".")
        if lang in _PAIRED and field:
            by_field[field].setdefault(lang, each)
    only = _single(name, by_field, prints)
    if only:
        yield from _strays(file, only, prints)
    elif _bilingual(by_field):
        yield from _halves(file, by_field, prints, doubtful)


def _single(name: str, by_field: Mapping[str, Mapping[str, Print]], prints: Sequence[Print]) -> str:
    """Return the one language of a template: by its name, else by what it nearly always prints."""
    match = _SUFFIX.search(name)
    if match:
        return match[1]
    del by_field
    chinese = sum(each.path.endswith(".zh") for each in prints)
    other = sum(each.path.endswith((".en", ".own")) for each in prints)
    if other >= _ENOUGH and chinese * _RARE <= other:
        return "en"
    return "zh" if chinese >= _ENOUGH and other * _RARE <= chinese else ""


def _strays(file: str, only: str, prints: Sequence[Print]) -> Iterator[Slip]:
    wrong, right = (".zh", "en") if only != "zh" else (".en", "zh")
    own = {each.path.rpartition(".")[0] for each in prints if each.path.endswith(".own")}
    for each in prints:
        field, _, lang = each.path.rpartition(".")
        if f".{lang}" == wrong:
            goal = "own" if field in own and only != "zh" else right
            fixed = each.mark.mended.replace(wrong, f".{goal}", 1)
            yield slip(kinds.OTHER_LANGUAGE, file, each.spot, first=each.mark.start, last=each.mark.end,
                       tag=each.mark.text, lang=lang, fixed=fixed)  # fmt: skip


def _bilingual(by_field: Mapping[str, Mapping[str, Print]]) -> bool:
    both = sum("zh" in langs and len(langs) > 1 for langs in by_field.values())
    return both > 0 and both * 2 >= len(by_field)


def _halves(
    file: str, by_field: Mapping[str, Mapping[str, Print]], prints: Sequence[Print], doubtful: Container[Row]
) -> Iterator[Slip]:
    """Find fields that the whole template, or one row of a table, prints in one language."""
    rows: dict[tuple[Row, str], dict[str, Print]] = defaultdict(dict)
    for each in prints:
        field, _, lang = each.path.rpartition(".")
        if lang in _PAIRED and field and each.spot.in_table:
            rows[row_of(each.spot), field].setdefault(lang, each)
    told: set[str] = set()
    for field, langs in (*((field, langs) for (_, field), langs in rows.items()), *by_field.items()):
        each = next(iter(langs.values()))
        if ("zh" in langs and len(langs) > 1) or set(langs) == {"en", "own"}:
            continue
        if field in told or row_of(each.spot) in doubtful:
            continue
        told.add(field)
        have = each.path.rpartition(".")[2]
        lack = "zh" if have != "zh" else "en"
        fixed = each.mark.mended.replace(f".{have}", f".{lack}", 1)
        yield slip(kinds.ONE_LANGUAGE, file, each.spot, first=each.mark.start, last=each.mark.end,
                   name=cut(field.replace("[]", "")), have=have, lack=lack, fixed=fixed)  # fmt: skip
