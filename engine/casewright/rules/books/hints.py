"""Colours that help while staff type: the same id twice, a row that has ended, a row without source; no macros."""

from collections.abc import Iterator, Sequence

from casewright.rules.books.layout import DAY_COLUMNS
from casewright.sheets import Hint, Shade

#: The numbers that Excel keeps for the days from 2000 on: what 1-3 became when it turned into a date.
_FIRST_DAY, _LAST_DAY = 36526, 60000


def hints(names: Sequence[str], roles: Sequence[str], first: int, last: int) -> tuple[Hint, ...]:
    """Return the hints for a sheet whose rows begin at ``first``; ``roles`` tell what each column is for."""
    return tuple(_hints(tuple(names), tuple(roles), first, last))


def _hints(names: tuple[str, ...], roles: tuple[str, ...], first: int, last: int) -> Iterator[Hint]:
    end = letter_of(len(names))
    ids = f"$A${first}:$A${last}"
    yield Hint(f"A{first}:A{last}", f'AND($A{first}<>"",COUNTIF({ids},$A{first})>1)', Shade.WRONG)
    work = [letter_of(place) for place, role in enumerate(roles, start=1) if role in {"if", "then", "cell"}]
    if work:
        yield Hint(
            f"A{first}:A{last}", f'AND($A{first}="",COUNTA(${work[0]}{first}:${work[-1]}{first})>0)', Shade.WRONG
        )
    asked = [letter_of(place) for place, role in enumerate(roles, start=1) if role == "if"]
    if asked:
        cell = f"{asked[0]}{first}"
        mangled = f"AND(ISNUMBER({cell}),{cell}>{_FIRST_DAY},{cell}<{_LAST_DAY})"
        yield Hint(f"{asked[0]}{first}:{asked[-1]}{last}", mangled, Shade.WRONG)
        yield Hint(f"{asked[0]}{first}:{asked[-1]}{last}", f'{cell}="-"', Shade.QUIET)
    if "effective_to" in names:
        cell = f"${letter_of(names.index('effective_to') + 1)}{first}"
        yield Hint(f"A{first}:{end}{last}", f"AND(ISNUMBER({cell}),{cell}<TODAY())", Shade.ENDED)
    if "effective_from" in names:
        cell = f"${letter_of(names.index('effective_from') + 1)}{first}"
        yield Hint(f"A{first}:{end}{last}", f"AND(ISNUMBER({cell}),{cell}>TODAY())", Shade.FUTURE)
    if "source" in names:
        letter = letter_of(names.index("source") + 1)
        yield Hint(f"{letter}{first}:{letter}{last}", f'AND($A{first}<>"",${letter}{first}="")', Shade.MISSING)
    for place, name in enumerate(names, start=1):
        if name in DAY_COLUMNS:  # a day that stayed a text
            letter = letter_of(place)
            yield Hint(f"{letter}{first}:{letter}{last}", f"ISTEXT({letter}{first})", Shade.MISSING)


def letter_of(column: int) -> str:
    """Return a column's letters."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
