"""casewright tidy."""

from datetime import UTC, datetime

import click

from casewright.cli.shared import shared_options, this_run
from casewright.desk import CLOCK_BACK, Layout, Report, tidy
from casewright.model import Bilingual, DeskError
from casewright.model.errors import EXIT_DESK, EXIT_OK


@click.command(
    "tidy",
    help="删除超过保留天数的内容（desk.toml 的 keep_..._days），留下删除报告。"
    "Delete what is past its days (keep_..._days in desk.toml), and leave a report.",
)
@click.option("--dry-run", is_flag=True, help="只列出，不删除。Only list it; nothing is deleted.")
@shared_options
def command(*, dry_run: bool) -> int:
    """Delete what the settings no longer keep."""
    shared = this_run()
    layout, settings = shared.open_desk()
    try:
        report = tidy(layout, settings, now=datetime.now(UTC), dry=dry_run)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise DeskError(
            Bilingual(f"清理没有完成：{why}。", f"Tidying did not come to its end: {why}."),
            Bilingual(
                "检查磁盘、权限和网络盘后再运行。", "Look at the disk, its rights and the share, then run again."
            ),
        ) from error
    for line in report.lines():
        shared.print(shared.words(line))
    shared.document({**report.to_json(), "report": layout.shown(report.path) if report.path else None})
    shared.tell(summary(report, layout))
    return EXIT_DESK if report.note == CLOCK_BACK else EXIT_OK


def summary(report: Report, layout: Layout) -> Bilingual:
    """Say in one sentence what a turn did."""
    count, size = len(report.gone), report.size
    rows = report.ledger.cases + report.ledger.drops
    where = layout.shown(report.path) if report.path else ""
    if report.dry:
        return Bilingual(
            f"可删除 {count} 项，{size} 字节，台账 {rows} 条记录。",
            f"{count} could be deleted, {size} bytes, and {rows} rows of the ledger.",
        )
    if not report:
        return Bilingual("没有到期的内容。", "Nothing is past its time.")
    return Bilingual(
        f"已删除 {count} 项，{size} 字节，台账 {rows} 条记录；报告：{where}",
        f"Deleted {count}, {size} bytes, and {rows} rows of the ledger; report: {where}",
    )
