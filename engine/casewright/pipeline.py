"""The waist: one drop, one playbook, every stage in order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from casewright import compose, deliver, exhibits, figures, intake, notices, render, review, rules
from casewright.deadlines import deadlines_for, entries_of, is_open, reminders_for, write_calendar
from casewright.languages import languages_for
from casewright.model import (
    Artifact,
    Case,
    Change,
    Dossier,
    Drop,
    Earlier,
    EvidenceItem,
    Finding,
    Findings,
    NoticeReading,
    Outcome,
    Urgency,
)
from casewright.playbook import Playbook
from casewright.text.naming import Names

#: The calendar of a package.
CALENDAR = "deadlines.ics"

#: Files whose words are read in a moment.
IN_WORDS = (".txt", ".eml", ".msg", ".htm", ".html", ".docx", ".md")

#: Findings that say a secret stands in the case, whichever file it was found in.
SECRETS = frozenset({
    "intake/secret-found", "intake/secret-in-file", "intake/secret-in-name", "desk/secret-in-name",
})  # fmt: skip


def produce(drop: Drop, playbook: Playbook, *, today: date, staging: Path, version: int) -> Outcome:
    """Take one drop through every stage and leave its package, or its return, in ``staging``."""
    dossier, found = consider(drop, playbook, today=today, version=version)
    if dossier is None:
        marked = intake.annotate(drop, found, out=staging)
        return Outcome("returned", drop.name, "RETURNED", "", found, marked, staging)
    artifacts, rendered = render.render(dossier, templates=playbook.templates, staging=staging)
    judged = _with_rendered(dossier, rendered)
    if dossier.verdict.ready and not judged.verdict.ready:  # made as ready: they bear no draft mark and say READY
        artifacts, again = render.render(judged, templates=playbook.templates, staging=staging)
        judged = _with_rendered(dossier, tuple(dict.fromkeys((*rendered, *again))))
    dossier = judged
    artifacts = (*artifacts, *_calendar(dossier, staging))
    copies = exhibits.write_copies(dossier.exhibits, staging=staging)
    manifest = deliver.seal(dossier, artifacts, copies, drop=drop, staging=staging)
    course = f"{dossier.decision.strategy}/{dossier.decision.approach}"
    return Outcome(
        "produced", dossier.case.ref, dossier.verdict.word, course, dossier.findings, (*artifacts, manifest), staging
    )


def urgency(drop: Drop, playbook: Playbook, *, today: date) -> Urgency:
    """Say how soon a case must be done, by its sheet and a notice in words; nothing else of the drop is opened.

    It only puts the work in order: what counts for the client is read when the case is produced.
    """
    case, _ = intake.read_case(drop, choices=playbook.choices)
    if case is None:
        return Urgency()
    items, _ = intake.inspect_files(drop, only=lambda path: _in_words(path) and notices.may_be_notice(case, path))
    stores = playbook.catalogue.marketplaces
    notice, _ = notices.read_notice(case, items, lexicon=playbook.lexicon, marketplaces=stores)
    violation = case.violations[0] if case.violations else notice.primary
    limits, _ = deadlines_for(
        case, notice,
        violation=violation, rules=playbook.deadlines, marketplaces=stores, today=today,
        kinds=playbook.catalogue.violations,
    )  # fmt: skip
    return Urgency(bool(case.urgent), min((each.at for each in limits if each.at), default=None))


def _in_words(path: str) -> bool:
    return path.casefold().endswith(IN_WORDS)


def _calendar(dossier: Dossier, staging: Path) -> tuple[Artifact, ...]:
    """Write the limits and reminders of a case as a calendar file; nothing where there are none."""
    entries = entries_of(dossier)
    if not entries:
        return ()
    (staging / CALENDAR).write_bytes(write_calendar(entries))
    return (Artifact(CALENDAR, "calendar", ("zh", "en")),)


def consider(
    drop: Drop, playbook: Playbook, *, today: date, version: int = 1
) -> tuple[Dossier | None, tuple[Finding, ...]]:
    """Think a drop through without writing anything; None where its sheet cannot be read as a case."""
    found = Findings()
    case = found.take(intake.read_case(drop, choices=playbook.choices))
    if case is None:
        return None, found.sorted()
    book, names = playbook, playbook.catalogue
    items = found.take(intake.inspect_files(drop, notices=notices.notice_files(case)))
    notice = found.take(notices.read_notice(case, items, lexicon=book.lexicon, marketplaces=names.marketplaces))
    family = _family(case, notice, playbook)
    proofs = found.take(
        exhibits.make_exhibits(
            case, items, catalogue=names, rules=book.file_rules, family=family, notice=notice, today=today
        )
    )
    metrics = found.take(
        figures.measure(case, items, notice=notice, targets=book.targets, zone=_zone(case, notice, playbook))
    )
    secrets = any(finding.code in SECRETS for finding in found)
    facts = found.take(
        rules.gather_facts(
            case, notice, proofs, metrics, today=today, catalogue=names, requests=book.requests, secrets=secrets
        )
    )
    decision = found.take(rules.decide(book.rulebook, facts, today=today))
    worded, templates = book.wording.languages, tuple(book.templates.by_name)
    languages = found.take(languages_for(case, notice, catalogue=names, worded=worded, templates=templates))
    plan = found.take(
        compose.compose(
            decision, case,
            notice=notice, exhibits=proofs, metrics=metrics, wording=book.wording, catalogue=names, today=today,
            languages=languages,
        )
    )  # fmt: skip
    deadlines = found.take(
        deadlines_for(
            case, notice,
            violation=decision.violation, rules=book.deadlines, marketplaces=names.marketplaces, today=today,
            kinds=names.violations, reply=_reply(case, items, notice, playbook),
        )
    )  # fmt: skip
    earlier = found.take(deliver.read_earlier(drop.earlier)) if drop.earlier else None
    submitted = _submitted(drop, case, earlier, today)
    sent = render.compare(submitted, plan, exhibits=proofs) if submitted else None
    verdict = found.take(
        review.review(
            plan, decision,
            case=case, notice=notice, exhibits=proofs, metrics=metrics, deadlines=deadlines, phrases=book.phrases,
            found=tuple(found), today=today, sent=sent,
        )
    )  # fmt: skip
    steps = compose.guide(decision, case, notice=notice, wording=book.wording, catalogue=names)
    dossier = Dossier(
        case, version, today, notice, items, proofs, metrics, decision, plan, steps, deadlines, verdict, found.sorted(),
        names, book.sha256, book.phrases.limit("LIMIT-FIELD-CHARS"),
        book.phrases.limit("LIMIT-POA-WORDS"), book.phrases.limit("LIMIT-POA-CHARS"), languages=languages,
    )  # fmt: skip
    return _looked_around(dossier, playbook, earlier), found.sorted()


def _looked_around(dossier: Dossier, playbook: Playbook, earlier: Earlier | None) -> Dossier:
    """Add which facts would have led elsewhere, what changed since the version before, and what to keep in mind."""
    ways = rules.other_ways(
        playbook.rulebook, dossier.decision,
        today=dossier.today, follow=what_follows(dossier, playbook), notice=dossier.notice.file,
    )  # fmt: skip
    reminders = reminders_for(
        dossier.case, dossier.notice, dossier.deadlines,
        violation=dossier.decision.violation, rules=playbook.deadlines, marketplaces=dossier.catalogue.marketplaces,
        today=dossier.today,
    )  # fmt: skip
    return replace(
        dossier, ways=ways, earlier=earlier, changes=_changes(dossier, earlier), reminders=reminders,
        open=is_open(dossier.case, dossier.notice),
    )  # fmt: skip


def _submitted(drop: Drop, case: Case, earlier: Earlier | None, today: date) -> Earlier | None:
    """Return the version that was submitted last, where the case sheet names it and the outbox still holds it.

    What is wrong with that package is told where it is the version before; here it is only not compared.
    """
    number = review.submitted_version(case, today)
    if drop.earlier is None or number is None:
        return None
    if earlier is not None and earlier.version == number:
        return earlier
    folder = drop.earlier.parent / f"v{number}"
    return deliver.read_earlier(folder)[0] if deliver.is_whole(folder) else None


def _changes(dossier: Dossier, earlier: Earlier | None) -> tuple[Change, ...]:
    if earlier is None:
        return ()
    return render.verdict_change(earlier, dossier.verdict) + render.changes_of(
        earlier, dossier.decision, dossier.plan,
        exhibits=dossier.exhibits, metrics=dossier.metrics, deadlines=dossier.deadlines,
        names=Names(dossier.catalogue, bare=True),
    )  # fmt: skip


def what_follows(dossier: Dossier, playbook: Playbook) -> tuple[rules.Follower, ...]:
    """Return how a case's facts follow from one another, a metric's verdict by the same target as its figure's."""

    def judge(code: str, rate: Fraction, store: str | None) -> str | None:
        target = playbook.targets.of(code, store)
        return target.verdict(rate) if target else None

    return rules.followers(
        dossier.case, dossier.notice, dossier.exhibits, dossier.decision.facts,
        today=dossier.today, catalogue=playbook.catalogue, requests=playbook.requests, judge=judge,
    )  # fmt: skip


def _with_rendered(dossier: Dossier, rendered: tuple[Finding, ...]) -> Dossier:
    """Keep what rendering found; a document that could not be made blocks READY like any other error."""
    errors = tuple(finding for finding in rendered if finding.is_error)
    verdict = dossier.verdict
    if errors:
        verdict = replace(verdict, ready=False, reasons=(*verdict.reasons, *errors))
    changes = dossier.changes
    if dossier.earlier is not None and errors:
        rest = tuple(change for change in changes if change.topic != "verdict")
        changes = (*render.verdict_change(dossier.earlier, verdict), *rest)
    return replace(dossier, findings=(*dossier.findings, *rendered), verdict=verdict, changes=changes)


def _reply(
    case: Case, items: Sequence[EvidenceItem], notice: NoticeReading, playbook: Playbook
) -> NoticeReading | None:
    """Read Amazon's answer to the newest appeal, where it lies in the case as a file of its own.

    What there is to say about that file is said where it is an exhibit; here it is only read for its limit.
    """
    sent = [(each.on, number) for number, each in enumerate(case.submissions) if each.on and each.reply_file]
    newest = case.submissions[max(sent)[1]].reply_file if sent else ""
    if not newest or newest == notice.file or newest == case.notice_file:
        return None
    asked = replace(case, notice_file=newest, notice_date=None, received_on=None)
    reading, _ = notices.read_notice(
        asked, items, lexicon=playbook.lexicon, marketplaces=playbook.catalogue.marketplaces
    )
    return reading if reading.text and reading.file != notice.file else None


def _family(case: Case, notice: NoticeReading, playbook: Playbook) -> str | None:
    code = notice.primary or (case.violations[0] if case.violations else None)
    kind = playbook.catalogue.violations.get(code or "")
    return kind.family if kind else None


def _zone(case: Case, notice: NoticeReading, playbook: Playbook) -> str:
    store = playbook.catalogue.marketplaces.get(case.marketplace or notice.marketplace or "")
    return store.zone if store else "UTC"
