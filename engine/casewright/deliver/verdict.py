"""READY.txt and NOT_READY.txt: the verdict and its reasons for a person, Chinese first, then English."""

from collections.abc import Iterable, Sequence

from casewright.model import Bilingual, Deadline, Dossier, Finding, Reminder
from casewright.model.labels import BASES, REMINDER_STATES, STANDINGS, label
from casewright.text import clocks_line, day_span, standing

READY, NOT_READY, RETURNED_NOTE = "READY.txt", "NOT_READY.txt", "RETURNED.txt"

_HEADS = {
    "ready": Bilingual("可以提交 READY", "READY to submit"),
    "not_ready": Bilingual("还不能提交 NOT READY", "NOT READY to submit"),
    "returned": Bilingual("已退回，尚未生成材料 RETURNED", "RETURNED, nothing was produced"),
}
_STANDS = {
    "ready": Bilingual(
        "没有发现会挡住提交的问题。提交前仍须由卖家本人逐句核对：每一句都应属实，每一份附件都应是原件的如实副本。",
        "Nothing was found that blocks the submission. The seller still reads every sentence before submitting: each "
        "must be true, and each attachment a true copy of its original.",
    ),
    "not_ready": Bilingual(
        "下面每一条都要先解决；改好案件表或补齐文件后重新放入收件箱，会生成下一个版本。",
        "Each point below has to be settled first. Mend the case sheet or add the files and drop the case again: the "
        "next version is made from it.",
    ),
    "returned": Bilingual(
        "案件表无法读成一个案件。请按下面各条修改原件，再重新放入收件箱。",
        "The drop could not be read as a case. Mend the original as said below and drop it again.",
    ),
}
_REASONS = Bilingual("原因", "Reasons")
_REFUSALS = Bilingual("没有照办的要求（及原因）", "Requests that were refused, and why")
_TIMES = Bilingual("期限与提醒", "Deadlines and reminders")
_NOTHING = Bilingual("（无）", "(none)")


def verdict_text(dossier: Dossier) -> str:
    """Return the verdict of a package with its reasons and refusals, each with its place and the way out."""
    kind = "ready" if dossier.verdict.ready else "not_ready"
    about = Bilingual(
        f"案件 {dossier.case.ref}　版本 v{dossier.version}　日期 {dossier.today.isoformat()}",
        f"Case {dossier.case.ref}, version v{dossier.version}, {dossier.today.isoformat()}",
    )
    parts = [(_REASONS, dossier.verdict.reasons)] if dossier.verdict.reasons or kind == "not_ready" else []
    if dossier.verdict.refusals:
        parts.append((_REFUSALS, dossier.verdict.refusals))
    return _text(kind, about, parts, dossier)


def return_text(ref: str, found: Sequence[Finding]) -> str:
    """Return the note that goes back with a drop that could not be read as a case."""
    return _text("returned", Bilingual(f"案件 {ref}", f"Case {ref}"), [(_REASONS, tuple(found))])


def _text(
    kind: str, about: Bilingual, parts: Iterable[tuple[Bilingual, Sequence[Finding]]], dossier: Dossier | None = None
) -> str:
    parts = list(parts)
    halves = (
        "\n".join(_half(kind, about, parts, lang, tuple(_times(dossier, lang)) if dossier else ()))
        for lang in ("zh", "en")
    )
    return ("\n\n" + "-" * 72 + "\n\n").join(halves) + "\n"


def _half(
    kind: str, about: Bilingual, parts: Iterable[tuple[Bilingual, Sequence[Finding]]], lang: str,
    times: Sequence[str] = (),
) -> Iterable[str]:  # fmt: skip
    yield _HEADS[kind].lang(lang)
    yield about.lang(lang)
    yield ""
    yield _STANDS[kind].lang(lang)
    if times:
        yield ""
        yield _head(_TIMES, lang)
        yield from times
    for head, found in parts:
        yield ""
        yield _head(head, lang)
        if not found:
            yield f"  {_NOTHING.lang(lang)}"
        for number, finding in enumerate(found, 1):
            yield from _entry(number, finding, lang)


def _head(head: Bilingual, lang: str) -> str:
    return f"{head.lang(lang)}:" if lang == "en" else f"{head.lang(lang)}："


def _times(dossier: Dossier, lang: str) -> Iterable[str]:
    """Say by when, soonest first: what is past or near shouts, what is assumed is called so."""
    for limit in sorted(dossier.deadlines, key=lambda each: (each.at is None, str(each.at))):
        yield from _limit(limit, dossier, lang)
    for reminder in dossier.reminders:
        yield from _reminder(reminder, lang)


def _limit(limit: Deadline, dossier: Dossier, lang: str) -> Iterable[str]:
    stands = standing(limit.at, *day_span(dossier.today)) if limit.at and limit.runs else ""
    loud = f"!!! {STANDINGS[stands].lang(lang)} !!! " if stands in STANDINGS else ""
    yield f"  * {loud}{limit.what.lang(lang)}"
    if limit.at:
        yield f"      {clocks_line(limit.at, limit.zone).lang(lang)}"
    if limit.at or limit.quote:
        basis, mark = label(BASES, limit.basis).lang(lang), "依据：" if lang == "zh" else "Basis: "
        said = f"“{limit.quote}”" if limit.quote else limit.source
        yield f"      {mark}{basis}" + (f" · {said}" if said else "")
    if limit.answered_on:
        kept = Bilingual(f"已于 {limit.answered_on} 提交", f"an appeal went out on {limit.answered_on}")
        yield f"      {kept.lang(lang)}"


def _reminder(reminder: Reminder, lang: str) -> Iterable[str]:
    mark = REMINDER_STATES[reminder.state].lang(lang) if reminder.state in REMINDER_STATES else ""
    yield f"  - {reminder.what.lang(lang)}" + (f"（{mark}）" if mark and lang == "zh" else f" ({mark})" if mark else "")
    yield f"      {clocks_line(reminder.at, reminder.zone).lang(lang)}"
    if reminder.until:
        until = "至 " if lang == "zh" else "until "
        yield f"      {until}{clocks_line(reminder.until, reminder.zone).lang(lang)}"
    source = "出处：" if lang == "zh" else "Source: "
    yield f"      {source}{reminder.source} · {reminder.basis}"


def _entry(number: int, finding: Finding, lang: str) -> Iterable[str]:
    place, fix = ("位置：", "办法：") if lang == "zh" else ("At: ", "Way out: ")
    yield f"{number:>3}. {finding.text.lang(lang)}"
    yield f"     {place}{finding.at}"
    if finding.fix.lang(lang):
        yield f"     {fix}{finding.fix.lang(lang)}"
    yield f"     [{finding.code}]"
