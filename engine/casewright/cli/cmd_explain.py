"""casewright explain."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from casewright.cli.look import considered, playbook_in_force
from casewright.cli.replay import is_package, replay
from casewright.cli.shared import Shared, as_of_option, exit_for, shared_options, this_run, today_or
from casewright.model import Dossier, Finding, Value
from casewright.model.errors import EXIT_INPUT, EXIT_OK
from casewright.pipeline import what_follows
from casewright.playbook import Playbook
from casewright.rules import (
    OLD_ADDRESS,
    Voice,
    WhatIf,
    course,
    explain_json,
    explain_text,
    read_supposed,
    ways_json,
    ways_text,
    what_if,
    what_if_json,
    what_if_text,
)
from casewright.text.naming import Names

Json = dict[str, object]


@click.command(
    "explain",
    help="为什么用这个策略；改一个事实会怎样；已生成的材料包能否得出同样的判断。"
    "Why this strategy; what if a fact were otherwise; does a package's decision come out again.",
)
@click.argument("entry", type=click.Path(exists=True, path_type=Path), metavar="DROP|PACKAGE")
@click.option("--all", "whole", is_flag=True, help="显示每一行、每一格。Every row with every cell.")
@click.option("--table", metavar="T", help="只看这张表。This table alone.")
@click.option(
    "--set", "supposed", multiple=True, metavar="FACT=VALUE",
    help="假设一个事实，例如 odr_rate=0.8%；等号后留空表示未知。Suppose a fact; nothing behind = makes it unknown.",
)  # fmt: skip
@as_of_option
@shared_options
def command(*, entry: Path, whole: bool, table: str | None, supposed: tuple[str, ...], as_of: date | None) -> int:
    """Show what applied and what nearly did, suppose facts otherwise, or draw a package's decision again."""
    shared = this_run()
    if is_package(entry):
        if supposed or as_of is not None:
            raise click.UsageError(
                "材料包按生成那天的事实重放，不能用 --set 或 --as-of；要假设请指向收件箱里的案件。"
                "A package is replayed as of its own day and facts; to suppose others, name the drop."
            )
        return replay(entry, shared)
    today = today_or(as_of)
    playbook = playbook_in_force(shared, today)
    if table is not None and playbook.rulebook.table(table) is None:
        known = ", ".join(each.name for each in playbook.rulebook.tables)
        raise click.UsageError(f"没有表 {table}；有：{known}。There is no table {table}; there are {known}.")
    values, wrong = read_supposed(supposed, rulebook=playbook.rulebook, names=Names(playbook.catalogue))
    if wrong:
        shared.findings(wrong, err=True)
        shared.document({"decision": None, "trace": [], "findings": [each.to_json() for each in wrong]})
        return EXIT_INPUT
    cases, found = considered(entry, playbook, today)
    shared.findings(found, err=True)
    told: list[Json] = []
    code = exit_for(found) if found or cases else EXIT_INPUT
    for drop, dossier, findings in cases:
        if dossier is None:
            shared.findings((finding for finding in findings if finding.is_error), err=True)
            told.append({"case": drop.name, "decision": None, "trace": [], "findings": [f.to_json() for f in findings]})
            code = EXIT_INPUT
            continue
        told.append({"case": dossier.case.ref, **explain_json(dossier.decision), "ways": ways_json(dossier.ways)})
        if not supposed:
            _show(dossier, playbook, shared, whole=whole, table=table)
            continue
        tried = _tried(dossier, playbook, values)
        told[-1]["what_if"] = what_if_json(tried)
        _show_tried(dossier, tried, shared, playbook, whole=whole)
    shared.document(told[0] if len(told) == 1 else {"cases": told, "findings": [each.to_json() for each in found]})
    return code or EXIT_OK


def _tried(dossier: Dossier, playbook: Playbook, values: Mapping[str, Value]) -> WhatIf:
    return what_if(
        playbook.rulebook, dossier.decision, values,
        today=dossier.today, follow=what_follows(dossier, playbook), notice=dossier.notice.file,
    )  # fmt: skip


def _show(dossier: Dossier, playbook: Playbook, shared: Shared, *, whole: bool, table: str | None) -> None:
    decision, names = dossier.decision, Names(playbook.catalogue)
    voice = Voice(shared.lang, names)
    lines = [*_head(dossier, voice), *voice.lines(decision.why, "  "), ""]
    lines += explain_text(decision, shared.lang, names=names, rulebook=playbook.rulebook, whole=whole, table=table)
    if table is None and dossier.ways:
        lines += ["", *ways_text(dossier.ways, voice)]
    for line in lines:
        shared.print(line)
    _remarks([found for found in dossier.findings if found.code == OLD_ADDRESS.code], shared)


def _show_tried(dossier: Dossier, tried: WhatIf, shared: Shared, playbook: Playbook, *, whole: bool) -> None:
    voice = Voice(shared.lang, Names(playbook.catalogue))
    for line in (*_head(dossier, voice), "", *what_if_text(tried, voice, whole=whole)):
        shared.print(line)
    _remarks(tried.findings, shared)


def _head(dossier: Dossier, voice: Voice) -> tuple[str, ...]:
    decision = dossier.decision
    return (
        f"{dossier.case.ref}  {course(decision, voice)}  ({decision.strategy}/{decision.approach}, {decision.door})",
    )


def _remarks(found: Sequence[Finding], shared: Shared) -> None:
    if found and not shared.as_json:
        shared.print("")
        shared.findings(found)
