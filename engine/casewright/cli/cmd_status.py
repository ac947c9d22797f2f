"""casewright status."""

import click

from casewright.cli.shared import Shared, shared_options, this_run
from casewright.cli.standing import show_standing
from casewright.cli.work_report import course_words
from casewright.desk import JobRow, Ledger, notes_on, standing_json, standing_now
from casewright.desk.ledger import FINAL, NOTE_NAMES, STATE_NAMES, DropRow
from casewright.model import Bilingual
from casewright.model.errors import EXIT_OK


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
    for job in jobs:
        where = layout.shown(layout.outbox / job.target) if job.target else job.note
        course = course_words(job.course, job.target, shared, layout) if job.target and job.course else job.course
        shared.print(_job_line(job, shared, where, course=course))
    for drop in drops:
        note = shared.words(NOTE_NAMES[drop.note]) if drop.note in NOTE_NAMES else drop.note
        shared.print("  ".join(part for part in (drop.name, _state(drop.state, shared), note, drop.changed_at) if part))
    show_standing(standing, shared, layout)
    work = {"jobs": [_job(job) for job in jobs], "drops": [_drop(drop) for drop in drops]}
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


def _job(job: JobRow) -> dict[str, object]:
    return {
        "case": job.ref, "state": job.state, "version": job.version, "verdict": job.verdict, "course": job.course,
        "missing": job.missing, "errors": job.errors, "drop": job.drop_name, "path": job.target or None,
        "key": job.key, "note": job.note, "created_at": job.created_at, "changed_at": job.changed_at,
    }  # fmt: skip


def _drop(drop: DropRow) -> dict[str, object]:
    return {"drop": drop.name, "state": drop.state, "note": drop.note, "changed_at": drop.changed_at}
