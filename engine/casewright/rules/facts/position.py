"""What the client says about the allegation, who signed for it, and whether the sheet contradicts itself."""

from collections.abc import Iterator
from datetime import date

from casewright.model import Case, Catalogue, Fact, Finding, Kind, Position, Role, Severity, StatementKind

_CONTRADICT_FIX = (
    "请客户书面确认到底哪一个属实，再改正另一处；确认之前不要定稿。",
    "Have the client confirm in writing which of the two holds, correct the other, and finish nothing before that.",
)
DENIES_AND_ADMITS = Kind(
    "rules/facts-contradict", Severity.ERROR,
    "案件表的立场是否认，但“{id}”这一行是承认。", "The client denies, but row \"{id}\" is an admission.",
    *_CONTRADICT_FIX,
)  # fmt: skip
DENIES_AND_SIGNED = Kind(
    "rules/facts-contradict", Severity.ERROR,
    "立场是否认，却填了承认的签字人或签字日期。", "The position is denies, yet an admission is signed off.",
    *_CONTRADICT_FIX,
)  # fmt: skip
DENIES_AND_OURS = Kind(
    "rules/facts-contradict", Severity.ERROR,
    "立场是否认关联，却又填写另一账户属于客户。",
    "The client denies the relation, yet the other account is given as the client's own.",
    *_CONTRADICT_FIX,
)  # fmt: skip
ADMITS_AND_NOT_OURS = Kind(
    "rules/facts-contradict", Severity.ERROR,
    "立场是承认关联，却又填写另一账户不属于客户。",
    "The client admits the relation, yet the other account is given as not the client's.",
    *_CONTRADICT_FIX,
)  # fmt: skip
UNSIGNED = Kind(
    "rules/admission-unsigned", Severity.WARNING,
    "客户承认，但没有填写签字人和签字日期，承认不写进正文。",
    "The client admits, but no name and date of sign-off stands in the sheet, so no admission is written.",
    "请客户负责人书面确认，在“承认签字人”和“承认签字日期”填写姓名职务和日期。",
    "Have a person in charge confirm in writing, and fill in who admits and when.",
)  # fmt: skip
SIGNED_LATER = Kind(
    "rules/admission-dated-ahead", Severity.WARNING,
    "承认的签字日期 {on} 晚于今天，本次按没有签字处理。",
    "The admission is signed for {on}, which is after today; it counts as unsigned.",
    "核对签字日期。", "Check the date of sign-off.",
)  # fmt: skip


def position_facts(case: Case, *, today: date, catalogue: Catalogue) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    """Return the position and what goes with it; an admission counts only with a name and a day that has come."""
    admits = case.position in {Position.ADMITS, Position.PARTLY}
    signed = signed_off(case, today)
    back = case.other_account_reactivated_on
    facts = (
        Fact("position", str(case.position), case.where("position")),
        Fact("admitted", admits and signed, case.where("admitted_by" if case.admitted_by else "position")),
        Fact("authorised", case.authorised, case.where("authorised")),
        Fact("other_account_ours", case.other_account_ours, case.where("other_account_ours")),
        Fact(
            "other_account_reactivated", back is not None and back <= today, case.where("other_account_reactivated_on")
        ),
    )
    return facts, (*_contradictions(case, catalogue), *_sign_off(case, today, admits=admits, signed=signed))


def signed_off(case: Case, today: date) -> bool:
    """Say whether a name and a day that has come stand under an admission."""
    return bool(case.admitted_by and case.admitted_on is not None and case.admitted_on <= today)


def _contradictions(case: Case, catalogue: Catalogue) -> Iterator[Finding]:
    denies = case.position is Position.DENIES
    if denies:
        for row in case.of_kind(StatementKind.ADMISSION):
            yield DENIES_AND_ADMITS.at(row.origin, id=row.id)
    if denies and (case.admitted_by or case.admitted_on):
        yield DENIES_AND_SIGNED.at(case.where("admitted_by" if case.admitted_by else "admitted_on"))
    linked = any(catalogue.role(code) is Role.LINKED for code in case.violations)
    if linked and denies and case.other_account_ours is True:
        yield DENIES_AND_OURS.at(case.where("other_account_ours"))
    if linked and case.position is Position.ADMITS and case.other_account_ours is False:
        yield ADMITS_AND_NOT_OURS.at(case.where("other_account_ours"))


def _sign_off(case: Case, today: date, *, admits: bool, signed: bool) -> Iterator[Finding]:
    if not admits or signed:
        return
    if case.admitted_by and case.admitted_on is not None and case.admitted_on > today:
        yield SIGNED_LATER.at(case.where("admitted_on"), on=case.admitted_on.isoformat())
    else:
        yield UNSIGNED.at(case.where("admitted_by" if "admitted_by" in case.origins else "position"))
