"""A look at one drop without the desk's ledger: opened into a folder that goes away again."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from casewright.cli.shared import Shared
from casewright.desk import Shelf, load
from casewright.intake import keep_readings_in, open_drop
from casewright.model import Dossier, Drop, Finding, PlaybookError
from casewright.model.bilingual import Bilingual
from casewright.pipeline import consider
from casewright.playbook import Playbook


def playbook_in_force(shared: Shared, on: date) -> Playbook:
    """Return the desk's playbook as of a day; raise PlaybookError where none passes."""
    layout, _ = shared.open_desk()
    keep_readings_in(layout.state / "cache" / "pictures")
    copy, told = Shelf(layout, shared.engine).in_force(on)
    shared.findings(told, err=True)
    playbook, found = load(shared.engine, copy.folder, on)
    if not isinstance(playbook, Playbook):
        shared.findings((finding for finding in found if finding.is_error), err=True)
        raise PlaybookError(
            Bilingual("规则没有通过检查。", "The playbook does not pass."),
            Bilingual("运行 casewright rulebook check。", "Run casewright rulebook check."),
        )
    return playbook


@contextmanager
def opened(entry: Path) -> Iterator[tuple[tuple[Drop, ...], tuple[Finding, ...]]]:
    """Open a drop for as long as the block runs."""
    with tempfile.TemporaryDirectory(prefix="casewright-") as folder:
        yield open_drop(entry, Path(folder))


def considered(
    entry: Path, playbook: Playbook, today: date
) -> tuple[tuple[tuple[Drop, Dossier | None, tuple[Finding, ...]], ...], tuple[Finding, ...]]:
    """Think every case of a drop through; return them, and what was wrong with the drop as a whole."""
    with opened(entry) as (drops, found):
        return tuple((drop, *consider(drop, playbook, today=today)) for drop in drops), found
