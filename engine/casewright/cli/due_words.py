"""Limits and times on the screen: three clocks, loud where they are past or near."""

from collections.abc import Iterable
from datetime import datetime

from rich.console import Console
from rich.text import Text

from casewright.cli.shared import Shared
from casewright.model import Bilingual
from casewright.model.labels import STANDINGS
from casewright.text import clocks_both, clocks_line

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
