"""Corrective and preventive actions: done, dated and shown; or owned, timed and recorded; or left out."""

from dataclasses import replace
from datetime import date

from casewright.compose.claims import Draft, Gap, Standing, draft_row, lacking, left_out, no_block, stand
from casewright.compose.ground import Ground, own_words, owner_words, references
from casewright.compose.names import FREQUENCIES
from casewright.compose.rows import NO_EXHIBIT, barred, frame, statement_standing
from casewright.compose.template import Said
from casewright.compose.timing import cause_of, check_timing
from casewright.compose.wording import Block, Outline, Wording
from casewright.model import Bilingual, Claim, Exhibit, Finding, Kind, Severity, Statement, StatementKind

WRONG_SECTION = Kind(
    "compose/action-of-other-kind", Severity.ERROR,
    "“{id}”登记为{zh_kind}，但所选措施“{action}”属于另一类。",
    "\"{id}\" is entered as {en_kind}, but its action \"{action}\" belongs to the other kind.",
    "改正这一行的类型，或换一个措施。", "Correct the kind of the row, or choose another action.",
)  # fmt: skip
NO_CAUSE = Kind(
    "compose/action-without-cause", Severity.WARNING,
    "“{id}”没有写明针对哪个原因，原因对照表里不会出现。",
    "\"{id}\" does not say which cause it answers, so the cause-to-action map leaves it out.",
    "在这一行的原因栏选一个根本原因。", "Choose a root cause in the row.",
)  # fmt: skip

_GAPS = {
    "date": Gap(
        Bilingual("完成日期", "the date it was done"),
        Bilingual(
            "填写完成的那一天；没有日期的措施不写。", "Fill in the day it was done; no action is written without one."
        ),
        "value/date",
    ),
    "owner": Gap(
        Bilingual("负责人", "the owner"),
        Bilingual(
            "填写负责的岗位，例如“运营主管 / operations manager”。",
            "Name the role in charge, such as operations manager.",
        ),
        "value/owner",
    ),
    "frequency": Gap(
        Bilingual("频率", "the frequency"),
        Bilingual("选择多久执行一次。", "Choose how often it is done."),
        "value/frequency",
    ),
    "start": Gap(
        Bilingual("开始日期", "the start date"),
        Bilingual(
            "填写开始执行的日期；将来的日期会写成“计划于…开始”。",
            "Fill in the first day; a day to come is written as scheduled.",
        ),
        "value/start",
    ),
    "record": Gap(
        Bilingual("可用的执行记录", "a usable record"),
        Bilingual(
            "附上制度文件、签到表、检查记录等，并把编号写到“记录”栏。",
            "Attach the procedure, sign-in sheet or log, and name it in the record column.",
        ),
        "exhibit/record",
    ),
}


def draft_actions(ground: Ground, wording: Wording, outline: Outline) -> Draft:
    """Draft the corrective rows by date, then the preventive rows in sheet order."""
    corrective = sorted(ground.case.of_kind(StatementKind.CORRECTIVE), key=lambda row: row.on or date.max)
    draft = Draft()
    for row in corrective:
        draft += _guarded(row, ground, wording, outline)
    for row in ground.case.of_kind(StatementKind.PREVENTIVE):
        draft += _guarded(row, ground, wording, outline)
    return draft


def _guarded(row: Statement, ground: Ground, wording: Wording, outline: Outline) -> Draft:
    section = str(row.kind)
    stop = barred(row, ground, outline, section)
    if stop:
        return Draft(findings=stop)
    block, trouble = _block(row, wording)
    if block is None:
        return trouble
    late = check_timing(row, ground)
    if any(finding.is_error for finding in late):
        return Draft(findings=late)
    draft = _corrective(row, block, ground) if section == "corrective" else _preventive(row, block, ground)
    cause = cause_of(row, ground)
    if cause is None and draft.claims and "root_cause" in outline.must:
        late += (NO_CAUSE.at(row.origin, id=row.id),)
    claims = tuple(replace(claim, section=section, cause=cause) for claim in draft.claims)
    return Draft(claims, draft.missing, draft.findings + late)


def _corrective(row: Statement, block: Block, ground: Ground) -> Draft:
    values, exhibits, found = statement_standing(row, ground)
    gaps = [_GAPS["date"]] if row.on is None else []
    if not exhibits:
        gaps.append(NO_EXHIBIT)
    elif "exhibits" not in values and (shown := references(exhibits, ground.words)):
        values["exhibits"] = shown
    return _row(row, block, ground, values=values, exhibits=exhibits, gaps=tuple(gaps), found=found)


def _preventive(row: Statement, block: Block, ground: Ground) -> Draft:
    values, exhibits, found = statement_standing(row, ground)
    has = {
        "owner": "owner" in values, "frequency": row.frequency in FREQUENCIES,
        "start": row.starts_on is not None, "record": "records" in values,
    }  # fmt: skip
    gaps = tuple(_GAPS[name] for name, there in has.items() if not there)
    draft = _row(row, block, ground, values=values, exhibits=exhibits, gaps=gaps, found=found)
    return replace(draft, claims=tuple(_with_columns(claim, row, ground) for claim in draft.claims))


def _row(
    row: Statement, block: Block, ground: Ground, *, values: dict[str, Said], exhibits: tuple[Exhibit, ...],
    gaps: tuple[Gap, ...], found: tuple[Finding, ...],
) -> Draft:  # fmt: skip
    if not row.action and (said := own_words(row, ground.words)):
        values["detail"] = said
    standing = stand(block, ground, among=exhibits, statement=row)
    gaps = _merged(gaps, (*standing.gaps, *lacking(block, values)))
    if gaps:
        what = _what(row, ground)
        return Draft(
            missing=(left_out(what, gaps, need="must", origin=row.origin, code=f"fact/{row.id}"),), findings=found
        )
    claim, more = draft_row(block, row, ground, values=values, standing=Standing(exhibits, standing.facts))
    return Draft((claim,), findings=found + more)


def _merged(gaps: tuple[Gap, ...], more: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """Add a block's gaps to a row's: the kind of exhibit wanted takes the place of "a usable exhibit", how and all."""
    wanted = [gap for gap in more if gap.code.startswith("exhibit/") and gap.code != "exhibit/any"]
    plain = [gap for gap in gaps if gap.code.startswith("exhibit/")]
    have = {gap.code for gap in gaps}
    if not wanted or not plain:
        return gaps + tuple(gap for gap in more if gap.code not in have)
    how = Bilingual(f"{plain[0].how.zh}{wanted[0].how.zh}", f"{plain[0].how.en} {wanted[0].how.en}")
    first = Gap(wanted[0].what, how, wanted[0].code)
    rest = tuple(gap for gap in more if gap not in wanted and gap.code not in have)
    return (*(gap for gap in gaps if gap not in plain), first, *wanted[1:], *rest)


def _with_columns(claim: Claim, row: Statement, ground: Ground) -> Claim:
    start = row.starts_on
    owner, frequency = owner_words(row, ground.words), ground.words.say(f"frequency.{row.frequency}")
    records = tuple(each.id for name in row.record for each in ground.named(name) if each.usable)
    return replace(
        claim, owner=replace(owner, zh=owner.zh or owner.en), frequency=frequency,
        starts_on=start, records=tuple(dict.fromkeys(records)), scheduled=start is not None and start > ground.today,
    )  # fmt: skip


def _block(row: Statement, wording: Wording) -> tuple[Block | None, Draft]:
    corrective = row.kind is StatementKind.CORRECTIVE
    if not row.action:
        name = "FREE-CORRECTIVE" if corrective else "FREE-PREVENTIVE"
        block = frame(row, wording, dated=name) if corrective and row.on else wording.block(name)
        return block, no_block(name, wording)
    prefix, other = ("CA", "PA") if corrective else ("PA", "CA")
    block = wording.block(prefix, row.action)
    if block is None and wording.block(other, row.action):
        kinds = ("整改措施", "corrective") if corrective else ("预防措施", "preventive")
        found = WRONG_SECTION.at(row.origin, id=row.id, zh_kind=kinds[0], en_kind=kinds[1], action=row.action)
        return None, Draft(findings=(found,))
    return block, no_block(f"{prefix}-{row.action.upper()}", wording)


def _what(row: Statement, ground: Ground) -> Bilingual:
    action = ground.catalogue.actions.get(row.action or "")
    label = action.label if action else Bilingual(row.zh or row.en, row.en or "in the client's words")
    kinds = (
        ("整改措施", "corrective action") if row.kind is StatementKind.CORRECTIVE else ("预防措施", "preventive action")
    )
    return Bilingual(f"{kinds[0]} {row.id}（{label.zh}）", f"{kinds[1]} {row.id} ({label.en})")
