"""Limits and times on the screen: three clocks, loud where they are past or near."""

from collections.abc import Iterable
from datetime import date, datetime

from rich.console import Console
from rich.text import Text

from casewright.cli.shared import Shared
from casewright.model import Bilingual, Deadline
from casewright.model.labels import BASES, STANDINGS, label
from casewright.text import clocks_both, clocks_line, day_span, standing

LOUD, QUIET = "bold red", "dim"
LESS = Bilingual("不足 24 小时", "LESS THAN 24 HOURS")


def say(lines: Iterable[str], style: str = "") -> None:
    """Print lines as they are, never wrapped, in colour where the terminal knows colours."""
    console = Console(soft_wrap=True, highlight=False, emoji=False, markup=False)
    console.print(Text("\n".join(lines), style=style))


def clocks(moment: datetime, zone: str, shared: Shared) -> str:
    """Return a moment on three clocks in the language asked for, once for both where none was."""
    return clocks_line(moment, zone).lang(shared.lang) if shared.lang else clocks_both(moment, zone)


def due_word(state: str, *, moment: bool) -> Bilingual:
    """Return the word for a limit that is past or near; at a ``moment`` near is less than 24 hours."""
    return LESS if moment and state == "soon" else STANDINGS[state]


def warning(words: Bilingual, shared: Shared) -> str:
    """Return words that nobody reads over."""
    return f"!!! {shared.words(words)} !!!"


def show_limits(deadlines: Iterable[Deadline], shared: Shared, today: date) -> None:
    """Show the limits of one letter, as of a day."""
    if shared.as_json:
        return
    for each in deadlines:
        stands = standing(each.at, *day_span(today)) if each.at else ""
        loud = stands in STANDINGS
        head = [warning(STANDINGS[stands], shared)] if loud else []
        head += [f"[{shared.words(label(BASES, each.basis))}]", shared.words(each.what)]
        lines = [f"{shared.words(Bilingual('期限', 'due'))}: {'  '.join(head)}"]
        if each.at:
            lines.append(f"    {clocks(each.at, each.zone, shared)}")
        if each.internal_at:
            ours = shared.words(Bilingual("内部完成时间", "our own target"))
            lines.append(f"    {ours}: {clocks(each.internal_at, each.zone, shared)}")
        if each.basis == "assumed":
            lines.append(f"    {shared.words(Bilingual('出处', 'source'))}: {each.source}")
        say(lines, LOUD if loud else "")
