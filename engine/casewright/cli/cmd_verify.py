"""casewright verify."""

from pathlib import Path

import click

from casewright.cli.shared import exit_for, shared_options, this_run
from casewright.deliver import verify
from casewright.model import Bilingual, Finding


@click.command("verify", help="核对成品包是否与清单一致，可一次核对几个。Do packages still match their manifests?")
@click.argument(
    "packages", type=click.Path(exists=True, path_type=Path, file_okay=False), metavar="PACKAGE...", nargs=-1,
    required=True,
)  # fmt: skip
@shared_options
def command(packages: tuple[Path, ...]) -> int:
    """Compare packages with their manifests."""
    shared = this_run()
    everything: list[Finding] = []
    told: list[dict[str, object]] = []
    for package in packages:
        found = verify(package.absolute())
        everything += found
        name = "" if len(packages) == 1 else f"{package}  "
        if found and name:
            shared.tell(Bilingual(f"{name}与清单不一致：", f"{name}does not match its manifest:"))
        shared.findings(found)
        told.append({"package": str(package), "intact": not found, "findings": [each.to_json() for each in found]})
        if not found:
            shared.tell(Bilingual(f"{name}与清单一致，没有改动。", f"{name}Every byte is as it was made."))
    shared.document(told if len(told) > 1 else told[0])
    return exit_for(tuple(everything))
