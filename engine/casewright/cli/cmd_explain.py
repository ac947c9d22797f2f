"""casewright explain."""

from datetime import date
from pathlib import Path

import click

from casewright.cli.look import considered, playbook_in_force
from casewright.cli.shared import as_of_option, exit_for, shared_options, this_run, today_or
from casewright.model.errors import EXIT_INPUT, EXIT_OK
from casewright.rules import explain_json, explain_text


@click.command("explain", help="为什么用这个策略：每一行规则，是否满足。Why this strategy: each row, met or not.")
@click.argument("entry", type=click.Path(exists=True, path_type=Path), metavar="DROP")
@as_of_option
@shared_options
def command(entry: Path, as_of: date | None) -> int:
    """Show each row of each table, met or not, by which cell and value."""
    shared = this_run()
    today = today_or(as_of)
    cases, found = considered(entry, playbook_in_force(shared, today), today)
    shared.findings(found, err=True)
    told: list[dict[str, object]] = []
    code = exit_for(found) if found or cases else EXIT_INPUT
    for drop, dossier, findings in cases:
        if dossier is None:
            shared.findings((finding for finding in findings if finding.is_error), err=True)
            told.append({"case": drop.name, "decision": None, "trace": [], "findings": [f.to_json() for f in findings]})
            code = EXIT_INPUT
            continue
        decision = dossier.decision
        shared.print(f"{dossier.case.ref}  {decision.strategy}/{decision.approach}  {decision.door}")
        shared.print(f"  {shared.words(decision.why)}")
        for line in explain_text(decision, shared.lang):
            shared.print(f"  {line}")
        told.append({"case": dossier.case.ref, **explain_json(decision)})
    shared.document(told[0] if len(told) == 1 else {"cases": told, "findings": [each.to_json() for each in found]})
    return code or EXIT_OK
