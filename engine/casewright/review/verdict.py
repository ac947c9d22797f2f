"""READY or not, and why."""

from collections.abc import Sequence
from datetime import date

from casewright.model import (
    Case,
    Comparison,
    Deadline,
    Decision,
    Exhibit,
    FileRef,
    Finding,
    Kind,
    Metric,
    NoticeReading,
    PlanOfAction,
    Severity,
    Verdict,
    sort_findings,
)
from casewright.review.again import check_again
from casewright.review.agreement import check_agreement
from casewright.review.lint import lint_claims
from casewright.review.phrases import Phrases
from casewright.review.structure import check_structure

MISSING = Kind(
    "review/missing", Severity.ERROR,
    "缺少：{what_zh}。{why_zh}", "Missing: {what_en}. {why_en}", "{how_zh}", "{how_en}",
)  # fmt: skip
RISK = Kind(
    "review/risk", Severity.ERROR,
    "{text_zh}", "{text_en}",
    "先处理这项风险（规则 {code}），再重新生成。", "Settle this risk (rule {code}) first, then produce the case again.",
)  # fmt: skip
NOTHING_TO_SUBMIT = Kind(
    "review/nothing-to-submit", Severity.ERROR,
    "这个案件没有可提交的申诉书：{why_zh}", "This case has no plan to submit: {why_en}",
    "附有《不用申诉，请这样办理》的，按它办理；没有的，先解决其他各条。情况有变时更新案件表后重新生成。",
    "Follow “No Appeal: Do This Instead” where it is in the package, else settle the other points first; when things "
    "change, update the case sheet and produce it again.",
)  # fmt: skip

REFUSED = "rules/refused"


def review(
    plan: PlanOfAction, decision: Decision, *, case: Case, notice: NoticeReading, exhibits: Sequence[Exhibit],
    metrics: Sequence[Metric], deadlines: Sequence[Deadline], phrases: Phrases, found: Sequence[Finding], today: date,
    sent: Comparison | None = None,
) -> tuple[Verdict, tuple[Finding, ...]]:  # fmt: skip
    """Read the plan as a reviewer would and give the verdict.

    ``found`` is what every earlier stage found. The verdict is ready only where no error is left anywhere and nothing
    that must be there is missing; its reasons are those errors, each with its place and way out. Returned findings are
    this room's own. ``sent`` is this plan against the version that was submitted last, where that one is at hand.
    """
    own = sort_findings((
        *lint_claims(plan, case, exhibits=exhibits, phrases=phrases),
        *check_structure(plan, decision, case=case, notice=notice, exhibits=exhibits),
        *check_agreement(plan, case, notice=notice, metrics=metrics),
        *check_again(case, exhibits=exhibits, deadlines=deadlines, phrases=phrases, today=today, sent=sent),
        *_missing(plan), *_risks(decision), *_nothing(plan, decision, case, notice),
    ))  # fmt: skip
    everything = sort_findings((*found, *own))
    reasons = tuple(finding for finding in everything if finding.is_error)
    refusals = tuple(finding for finding in everything if finding.code.startswith(REFUSED))
    return Verdict(not reasons, reasons, refusals), own


def _missing(plan: PlanOfAction) -> list[Finding]:
    return [
        MISSING.at(
            each.origin, what_zh=each.what.zh, what_en=each.what.en, why_zh=each.why.zh, why_en=each.why.en,
            how_zh=each.how.zh, how_en=each.how.en,
        )
        for each in plan.missing if each.need == "must"
    ]  # fmt: skip


def _risks(decision: Decision) -> list[Finding]:
    return [
        RISK.at(risk.origin, text_zh=risk.text.zh, text_en=risk.text.en, code=risk.code)
        for risk in decision.risks if risk.severity == "error"
    ]  # fmt: skip


def _nothing(plan: PlanOfAction, decision: Decision, case: Case, notice: NoticeReading) -> list[Finding]:
    if plan.claims:
        return []
    origin = FileRef(notice.file) if notice.file else case.origin
    return [NOTHING_TO_SUBMIT.at(origin, why_zh=decision.why.zh, why_en=decision.why.en)]
