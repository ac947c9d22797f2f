"""casewright verify."""

from pathlib import Path

import click

from casewright.cli.shared import exit_for, shared_options, this_run
from casewright.deliver import verify
from casewright.model import Bilingual


@click.command("verify", help="核对成品包是否与清单一致。Does a package still match its manifest?")
@click.argument("package", type=click.Path(exists=True, path_type=Path, file_okay=False), metavar="PACKAGE")
@shared_options
def command(package: Path) -> int:
    """Compare a package with its manifest."""
    shared = this_run()
    found = verify(package.absolute())
    shared.findings(found)
    shared.document({"package": str(package), "intact": not found, "findings": [each.to_json() for each in found]})
    if not found:
        shared.tell(Bilingual("与清单一致，没有改动。", "Every byte is as it was made."))
    return exit_for(found)
