"""The submission guide: steps for the seller, who alone submits."""

from datetime import date

from casewright.compose.ground import Ground, case_values
from casewright.compose.template import Said
from casewright.compose.wording import GuideRow, Wording
from casewright.model import Bilingual, Case, Catalogue, Decision, GuideStep, NoticeReading, both
from casewright.text import old_addresses, printed_addresses

#: The topic whose steps make up the removal guide, and the document that calls for them.
REMOVAL, REMOVAL_GUIDE = "removal", "removal_guide"


def guide(
    decision: Decision, case: Case, *, notice: NoticeReading, wording: Wording, catalogue: Catalogue
) -> tuple[GuideStep, ...]:
    """Return the steps for this case by topic: before, submit, after, never; then those of the removal guide.

    Where nothing is to be appealed the topics are why, instead, watch, never.

    A step whose values are not known (the way to the form, where the marketplace is not given) is left out. The steps
    of the removal guide are given where the decision calls for that document.
    """
    ground = Ground(decision, case, notice, (), (), catalogue, date.max)
    values = case_values(ground)
    market = catalogue.marketplaces.get(case.marketplace or "")
    if market:
        values["path"] = Said(market.path)
    values |= _addresses(case, notice, catalogue)
    return tuple(
        GuideStep(row.topic, row.sentence.fill(values).text, row.source)
        for row in wording.guide
        if _is_for(row, ground) and not row.sentence.lacks(values)
    )


def _addresses(case: Case, notice: NoticeReading, catalogue: Catalogue) -> dict[str, Said]:
    """Return what is said of addresses: those that the notice prints with their purpose, and those nothing goes to."""
    told = (case.requests or "", *(remark.value for remark in case.remarks), *(each.zh for each in case.statements))
    printed = printed_addresses(notice.entities.emails, catalogue.addresses, catalogue.marketplaces)
    shown = {
        "notice_addresses": [
            Bilingual(f"{text}（{each.purpose.zh}）", f"{text} ({each.purpose.en})") for text, each in printed
        ],
        "asked_addresses": [both(text) for text, _ in old_addresses(told, catalogue.addresses)],
    }  # fmt: skip
    return {
        name: Said(Bilingual("、".join(each.zh for each in texts), ", ".join(each.en for each in texts)))
        for name, texts in shown.items() if texts
    }  # fmt: skip


def _is_for(row: GuideRow, ground: Ground) -> bool:
    decision = ground.decision
    named = {decision.violation or "", *ground.case.violations, *(each.code for each in ground.notice.types)}
    return (
        (row.topic != REMOVAL or REMOVAL_GUIDE in decision.documents)
        and (not row.families or decision.strategy in row.families)
        and (not row.doors or decision.door in row.doors)
        and (not row.approaches or decision.approach in row.approaches)
        and (not row.violations or bool(named & set(row.violations)))
        and (not row.marketplaces or (ground.case.marketplace or "") in row.marketplaces)
    )
