"""The command line as a whole: finds its commands, and turns what happens into an exit code."""

from collections.abc import Sequence

import click

from casewright import __version__
from casewright.cli.filed import FiledCommands, filed
from casewright.cli.misuse import in_chinese
from casewright.cli.shared import Shared, shared_options, soften_streams
from casewright.desk import Engine, House
from casewright.model import Bilingual, DeskError
from casewright.model.errors import EXIT_INTERRUPTED, EXIT_OK


def command_names() -> tuple[str, ...]:
    """Return the commands, by name: one per file of this folder."""
    return filed(_Commands.package, _Commands.head)


class _Commands(FiledCommands):
    package = "casewright.cli"
    head = "cmd_"


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    help="亚马逊卖家申诉材料：按 Excel 规则表生成双语 Word 文件。"
    "Appeal documents for suspended Amazon sellers, from a case folder and rulebooks kept in Excel.",
)
@click.version_option(__version__, message="casewright %(version)s")
@shared_options
def cli() -> None:
    """Hold the options that every command understands."""


def main(arguments: Sequence[str] | None = None, *, engine: Engine | None = None) -> int:
    """Run the command line and return its exit code."""
    soften_streams()
    shared = Shared(engine or House())
    try:
        code = cli.main(
            args=None if arguments is None else list(arguments),
            prog_name="casewright",
            standalone_mode=False,
            obj=shared,
        )
    except click.Abort:  # click makes this of Ctrl-C
        shared.tell(Bilingual("已中断，没有留下半成品。", "Interrupted; nothing was left half done."))
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        if shared.lang != "en":
            click.echo(in_chinese(error), err=True)
        error.show()
        return error.exit_code
    except DeskError as error:
        shared.trouble(error)
        return error.exit_code
    return code if isinstance(code, int) else EXIT_OK
