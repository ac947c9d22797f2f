"""casewright template: one file of the folder ``template`` is one command."""

import click

from casewright.cli.filed import FiledCommands
from casewright.cli.shared import shared_options


class _TemplateCommands(FiledCommands):
    package = "casewright.cli.template"


@click.group(
    "template", cls=_TemplateCommands,
    help="Word 模板：检查、字段表、预览。The Word templates: check them, list what they may say, preview them.",
)  # fmt: skip
@shared_options
def command() -> None:
    """Hold the commands on the templates."""
