"""casewright case new, schema, check."""

import json
from datetime import date
from pathlib import Path

import click

from casewright.cli.look import considered, playbook_in_force
from casewright.cli.shared import Shared, as_of_option, shared_options, this_run, today_or
from casewright.desk import is_desk
from casewright.intake import catalogue_choices, form_schema, write_form
from casewright.model import Bilingual, DeskError, sort_findings
from casewright.model.errors import EXIT_INPUT, EXIT_OK


@click.group("case", help="案件表：新建空白表、字段说明、检查。The case sheet: blank form, fields, check.")
@shared_options
def command() -> None:
    """Hold the commands on the case sheet."""


@command.command("new", help="在文件夹里生成空白案件表。Put a blank bilingual case sheet into a folder.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@shared_options
def new(folder: Path) -> int:
    """Write the blank form, with the dropdowns of the desk's own catalogue where there is a desk."""
    shared = this_run()
    path = write_form(folder, choices=_choices(shared, folder))
    shared.print(str(path))
    shared.document({"made": str(path)})
    shared.tell(
        Bilingual(
            "填好后把通知和证据放在同一个文件夹，再放进收件箱。",
            "Fill it in, put the notice and the evidence beside it, and drop the folder into the inbox.",
        )
    )
    return EXIT_OK


def _choices(shared: Shared, folder: Path) -> dict[str, tuple[tuple[str, str, str], ...]] | None:
    """Return the catalogue's dropdowns; None where no desk is near or its playbook does not pass."""
    near = (Path.cwd(), *Path.cwd().parents, *folder.absolute().parents)
    shared.desk = shared.desk or next((place for place in near if is_desk(place)), None)
    if shared.desk is None:
        return None
    try:
        return catalogue_choices(playbook_in_force(shared, today_or(None)).catalogue)
    except DeskError as error:  # the form is still worth having: codes and labels can be typed
        shared.tell(error.text)
        return None


@command.command("schema", help="case.yaml 的字段（JSON schema）。The fields of case.yaml as a JSON schema.")
@shared_options
def schema() -> int:
    """Print the JSON schema of case.yaml."""
    click.echo(json.dumps(form_schema(), ensure_ascii=False, indent=2))
    return EXIT_OK


@command.command("check", help="只检查，不生成。Every finding of a drop, without producing it.")
@click.argument("entry", type=click.Path(exists=True, path_type=Path), metavar="DROP")
@as_of_option
@shared_options
def check(entry: Path, as_of: date | None) -> int:
    """Think a drop through and show what is wrong, place by place."""
    shared = this_run()
    today = today_or(as_of)
    cases, found = considered(entry, playbook_in_force(shared, today), today)
    shared.findings(found)
    told = []
    ready = bool(cases) and not any(finding.is_error for finding in found)
    for drop, dossier, findings in cases:
        verdict = dossier.verdict.word if dossier else "RETURNED"
        shared.print(f"{dossier.case.ref if dossier else drop.name}  {verdict}")
        reasons = (*dossier.verdict.reasons, *dossier.verdict.refusals) if dossier else ()
        every = sort_findings((*findings, *reasons))
        shared.findings(every)
        ready = ready and verdict == "READY"
        told.append({
            "case": dossier.case.ref if dossier else drop.name, "verdict": verdict,
            "findings": [finding.to_json() for finding in every],
        })  # fmt: skip
    shared.document({"cases": told, "findings": [finding.to_json() for finding in found]})
    return EXIT_OK if ready else EXIT_INPUT
