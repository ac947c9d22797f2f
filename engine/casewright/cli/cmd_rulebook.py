"""casewright rulebook: one file of the folder ``rulebook`` is one command."""

import click

from casewright.cli.filed import FiledCommands
from casewright.cli.shared import shared_options


class _RulebookCommands(FiledCommands):
    package = "casewright.cli.rulebook"


@click.group(
    "rulebook", cls=_RulebookCommands,
    help="规则表：检查、测试、比较、导出、构建、试算。The rulebooks: check, test, compare, export, build, try out.",
)  # fmt: skip
@shared_options
def command() -> None:
    """Hold the commands on the rulebooks."""
