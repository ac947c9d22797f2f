"""casewright demo."""

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from casewright.cli.interrupt import stop_on_signals
from casewright.cli.shared import Shared, shared_options, this_run
from casewright.cli.work_report import WorkReport, course_words
from casewright.desk import (
    DELIVERED,
    FAILED,
    Foreman,
    Layout,
    Result,
    find_starter,
    lay_out,
    open_desk,
    sample_entries,
)
from casewright.model import Bilingual, DeskError
from casewright.model.errors import EXIT_INTERRUPTED, EXIT_OK, EXIT_OURS

#: The sample cases are told as of this day, so that every demo gives the same bytes.
DEMO_DAY = date(2026, 11, 22)
#: Where on the demo's desk the samples lie that lead to no appeal.
_ASIDE = "samples"


@click.command("demo", help="示例：新建 desk，生成全部示例案件。A desk with sample cases of every strategy, produced.")
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]", default=Path("casewright-demo")
)
@click.option("--workers", type=click.IntRange(1), metavar="N", help="并行进程数。Worker processes.")
@shared_options
def command(folder: Path, workers: int | None) -> int:
    """Lay out a desk, drop the sample cases, produce them, and say where to look."""
    shared = this_run()
    lay_out(folder)
    entries = _drop_samples(folder)
    aside = _lay_aside(folder)
    layout, settings = open_desk(folder)
    with stop_on_signals() as stop, WorkReport(shared, layout, lines=False) as report:
        with Foreman(
            layout, settings, shared.engine, listener=report, today=lambda: DEMO_DAY, workers=workers, quiet=0
        ) as foreman:
            stop.on_stop = foreman.wake
            foreman.run_named(entries, stop.event)
        if stop.interrupted:
            return EXIT_INTERRUPTED
    results = sorted(report.results, key=lambda result: result.ref)
    shared.document(report.to_json())
    if not shared.as_json:
        _show(results, shared, layout)
    code = _verdict(results, shared, layout)
    for sample in aside:
        order = f"casewright --desk {folder} run {sample} --as-of {DEMO_DAY}"
        shared.tell(Bilingual(f"不能申诉的样例（钓鱼邮件）另外放着，运行 {order} 看结果。",
                              f"A sample that cannot be appealed (a fraud) lies apart; try {order}"))  # fmt: skip
    return code


def _drop_samples(folder: Path) -> tuple[Path, ...]:
    """Copy the samples into the inbox, once; return what of them is a drop and not a batch's evidence."""
    entries = sample_entries(find_starter().cases)
    if not entries:
        raise DeskError(
            Bilingual("安装里没有示例案件。", "The installation holds no sample cases."),
            Bilingual("重新安装 casewright。", "Install casewright again."),
        )
    _copy_once(entries, folder / "inbox")
    return tuple(folder / "inbox" / entry.name for entry in entries if _is_drop(entry))


def _lay_aside(folder: Path) -> tuple[Path, ...]:
    """Copy the samples whose package holds no plan beside the inbox, once; a clerk may drop them by hand."""
    entries = sample_entries(find_starter().cases / "aside")
    _copy_once(entries, folder / _ASIDE)
    return tuple(folder / _ASIDE / entry.name for entry in entries)


def _copy_once(entries: Iterable[Path], place: Path) -> None:
    place.mkdir(exist_ok=True)
    for entry in entries:
        goal = place / entry.name
        if not goal.exists():
            waiting = place / f".{entry.name}.part"
            shutil.rmtree(waiting, ignore_errors=True)
            waiting.unlink(missing_ok=True)
            (shutil.copytree if entry.is_dir() else shutil.copyfile)(entry, waiting)
            waiting.rename(goal)


def _is_drop(entry: Path) -> bool:
    return entry.is_file() or any((entry / name).is_file() for name in ("case.xlsx", "case.yaml"))


def _show(results: list[Result], shared: Shared, layout: Layout) -> None:
    words = shared.words
    table = Table(box=None, pad_edge=False)
    heads = (("案件", "case"), ("结论", "verdict"), ("策略", "course"), ("必缺", "missing"), ("看这里", "look here"))
    for zh, en in heads:
        table.add_column(words(Bilingual(zh, en)), overflow="fold")
    for result in results:
        verdict = {DELIVERED: result.verdict, FAILED: "FAILED"}.get(result.state, "RETURNED")
        where = str(layout.outbox / result.target) if result.target else result.note
        course = course_words(result.course, result.target, shared, layout)
        table.add_row(result.ref, verdict, course, str(result.missing or "-"), where)
    Console(width=None if Console().is_terminal else 200, highlight=False, emoji=False, markup=False).print(table)


def _verdict(results: list[Result], shared: Shared, layout: Layout) -> int:
    delivered = [result for result in results if result.state == DELIVERED]
    if len(delivered) < len(results) or not results:
        shared.tell(Bilingual("有示例没有生成，见上表。", "Some samples were not produced; see the table."))
        return EXIT_OURS
    first = layout.outbox / delivered[0].target
    shared.tell(
        Bilingual(
            f"生成了 {len(delivered)} 个案件。先看 {first} 里的 POA_*_en-zh.docx 和 READY/NOT_READY.txt。",
            f"{len(delivered)} cases were produced. Begin with POA_*_en-zh.docx and READY/NOT_READY.txt in {first}.",
        )
    )
    return EXIT_OK
