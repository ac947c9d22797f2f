"""casewright notice."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import click
from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from casewright.cli.due_words import LOUD, say
from casewright.cli.notice_reading import Told, read_one
from casewright.cli.notice_words import Row, rows, warning_lines
from casewright.cli.shared import Shared, as_of_option, shared_options, this_run, today_or
from casewright.desk import Shelf
from casewright.intake import keep_readings_in
from casewright.model import Bilingual, Finding, PlaybookError
from casewright.model.errors import EXIT_INPUT, EXIT_OK, EXIT_PARTLY, EXIT_USAGE
from casewright.playbook import NoticeShelf, load_notice_shelf

#: What stands in a box is not told again below it.
_FRAUD, _DOUBTFUL = "notices/phishing", "notices/may-be-fraud"
_WIDE = 12


@click.command(
    "notice",
    help="读一封或几封通知：类型、阶段、期限、要求。FILE 可以是文件、案件文件夹，或 - （从标准输入读）。"
    "Read notices: types, stage, deadline, what is asked. FILE is a file, the folder of a case, or - for stdin.",
)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE...")
@click.option("--marketplace", metavar="CODE", help="站点，例如 US。The store, where the notice does not tell.")
@as_of_option
@shared_options
def command(files: tuple[Path, ...], marketplace: str | None, as_of: date | None) -> int:
    """Read notices and show what they say, each for itself."""
    shared = this_run()
    today = today_or(as_of)
    shelf = _shelf(shared, today)
    told: list[Told] = []
    for number, file in enumerate(files, 1):
        if len(files) > 1:
            shared.tell(Bilingual(f"[{number}/{len(files)}] 正在读 {file}", f"[{number}/{len(files)}] reading {file}"))
        told.append(read_one(file, shelf, marketplace=marketplace, today=today))
        _show(shared, told[-1], shelf, today, named=len(files) > 1)
    shared.document(told[0].to_json() if len(told) == 1 else [{"file": each.name, **each.to_json()} for each in told])
    return _exit_code(told)


def _shelf(shared: Shared, on: date) -> NoticeShelf:
    """Return what notices are read by: the shelf as it lies, else the last one that was good."""
    layout, _ = shared.open_desk()
    keep_readings_in(layout.state / "cache" / "pictures")
    shelf, found = _loaded(layout.rulebooks, _marks(layout.rulebooks), on)
    if shelf is None:
        shared.findings((finding for finding in found if finding.is_error), err=True)
        copy, _ = Shelf(layout, shared.engine).in_force(on)
        shelf, _ = load_notice_shelf(copy.folder / "rulebooks", on=on)
    if shelf is None:
        raise PlaybookError(
            Bilingual("规则没有通过检查。", "The playbook does not pass."),
            Bilingual("运行 casewright rulebook check。", "Run casewright rulebook check."),
        )
    return shelf


@lru_cache(maxsize=2)
def _loaded(
    rulebooks: Path, _: tuple[tuple[str, int, int], ...], on: date
) -> tuple[NoticeShelf | None, tuple[Finding, ...]]:
    """Load the workbooks once per process for as long as none of them changes."""
    return load_notice_shelf(rulebooks, on=on)


def _marks(rulebooks: Path) -> tuple[tuple[str, int, int], ...]:
    seen = ((path.name, path.stat()) for path in sorted(rulebooks.glob("*.xlsx")))
    return tuple((name, status.st_size, status.st_mtime_ns) for name, status in seen)


def _exit_code(told: Sequence[Told]) -> int:
    if len(told) == 1 and told[0].missing:
        return EXIT_USAGE
    known = [bool(each.reading.types) for each in told]
    if all(known):
        return EXIT_OK
    return EXIT_PARTLY if any(known) else EXIT_INPUT


def _show(shared: Shared, told: Told, shelf: NoticeShelf, today: date, *, named: bool) -> None:
    """Show one reading; Chinese where no language was asked for, what is wrong with it in both."""
    if shared.as_json:
        return
    lang = shared.lang or "zh"
    if named:
        say([f"== {told.name}"], "bold")
    _box(warning_lines(told.reading, shared.lang), "bold red")
    _box([finding.text.lang(lang) for finding in told.findings if finding.code == _DOUBTFUL], "bold yellow")
    if told.read:
        for row in rows(told.reading, told.deadlines, shelf, lang=lang, today=today):
            say(_laid_out(row, lang), LOUD if row.loud else "")
    shared.findings(finding for finding in told.findings if finding.code != _FRAUD)
    if named:
        shared.print("")


def _box(lines: Sequence[str], style: str) -> None:
    if lines:
        console = Console(highlight=False, emoji=False, markup=False)
        console.print(Panel(Text("\n".join(lines)), border_style=style, style=style))


def _laid_out(row: Row, lang: str) -> list[str]:
    """Return a row with its name in front of its first line and the others under that."""
    name = row.name.lang(lang)
    first = f"{name}{' ' * max(1, _WIDE - cell_len(name))}"
    return [f"{first if not number else ' ' * cell_len(first)}{line}" for number, line in enumerate(row.lines)]
