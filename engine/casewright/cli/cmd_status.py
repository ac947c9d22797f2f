"""casewright status."""

from datetime import UTC, datetime

import click

from casewright.cli.due_rows import DueRow, due_rows
from casewright.cli.due_words import clocks, due_word, warning
from casewright.cli.shared import Shared, shared_options, this_run
from casewright.cli.standing import show_standing
from casewright.cli.work_report import course_words
from casewright.deliver.manifest import utc_text
from casewright.desk import JobRow, Layout, Ledger, notes_on, standing_json, standing_now
from casewright.desk.ledger import FINAL, NOTE_NAMES, STATE_NAMES, DropRow
from casewright.model import Bilingual
from casewright.model.errors import EXIT_OK
from casewright.model.labels import BASES, label


@click.command("status", help="台账：每个案件到了哪一步。The ledger: what became of every drop.")
@shared_options
def command() -> int:
    """Show each piece of work, and the drops that wait."""
    shared = this_run()
    layout, _ = shared.open_desk()
    standing = standing_now(layout)
    playbook = standing_json(standing, notes=notes_on(layout), layout=layout)
    if not layout.ledger.is_file():
        shared.document({"jobs": [], "drops": [], "playbook": playbook})
        shared.tell(Bilingual("还没有处理过案件。", "No case has been taken yet."))
        show_standing(standing, shared, layout)
        return EXIT_OK
    ledger = Ledger(layout.ledger)
    jobs = ledger.jobs()
    drops = tuple(drop for drop in ledger.drops() if drop.state not in FINAL or _has_no_job(drop, jobs))
    ledger.close()
    now = datetime.now(UTC)
    limits = _limits(layout, now)
    for job in jobs:
        where = layout.shown(layout.outbox / job.target) if job.target else job.note
        course = course_words(job.course, job.target, shared, layout) if job.target and job.course else job.course
        shared.print(_job_line(job, shared, where, course=course))
        if job.ref in limits and job.target:
            shared.print(f"    {_limit_line(limits[job.ref], now, shared)}")
    for drop in drops:
        note = shared.words(NOTE_NAMES[drop.note]) if drop.note in NOTE_NAMES else drop.note
        shared.print("  ".join(part for part in (drop.name, _state(drop.state, shared), note, drop.changed_at) if part))
    show_standing(standing, shared, layout)
    work = {"jobs": [_job(job, limits.get(job.ref)) for job in jobs], "drops": [_drop(drop) for drop in drops]}
    shared.document({**work, "playbook": playbook})
    return EXIT_OK


def _has_no_job(drop: DropRow, jobs: tuple[JobRow, ...]) -> bool:
    return drop.state == "failed" and all(job.drop_name != drop.name for job in jobs)


def _state(state: str, shared: Shared) -> str:
    return shared.words(STATE_NAMES[state]) if state in STATE_NAMES else state


def _job_line(job: JobRow, shared: Shared, where: str, *, course: str) -> str:
    version = f"v{job.version}" if job.version and job.state != "returned" else "-"
    gaps = f"{job.missing} {shared.words(Bilingual('必缺', 'missing'))}" if job.missing else ""
    parts = (job.ref, version, _state(job.state, shared), job.verdict, course, gaps, job.changed_at)
    return "  ".join(part for part in parts if part) + (f"  -> {where}" if where else "")


def _limits(layout: Layout, now: datetime) -> dict[str, DueRow]:
    """Return the soonest limit of each case that still runs; ``due`` tells what could not be read."""
    rows, _ = due_rows(layout.outbox, now)
    running = [row for row in rows if row.kind == "deadline" and row.running and row.at is not None]
    return {row.case: row for row in reversed(running)}


def _limit_line(row: DueRow, now: datetime, shared: Shared) -> str:
    """Return a limit on three clocks, with a word of warning where it is past or near."""
    loud = [warning(due_word(row.state(now, None), moment=True), shared)] if row.loud(now, None) else []
    name = shared.words(Bilingual("期限", "due"))
    basis = f"[{shared.words(label(BASES, row.basis))}]"
    return "  ".join((f"{name}:", *loud, clocks(row.at or now, row.zone, shared), basis))


def _job(job: JobRow, limit: DueRow | None) -> dict[str, object]:
    return {
        "case": job.ref, "state": job.state, "version": job.version, "verdict": job.verdict, "course": job.course,
        "missing": job.missing, "errors": job.errors, "drop": job.drop_name, "path": job.target or None,
        "key": job.key, "note": job.note, "created_at": job.created_at, "changed_at": job.changed_at,
        "due": utc_text(limit.at) if limit and job.target else None,
    }  # fmt: skip


def _drop(drop: DropRow) -> dict[str, object]:
    return {"drop": drop.name, "state": drop.state, "note": drop.note, "changed_at": drop.changed_at}
