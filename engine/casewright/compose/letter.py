"""The letter to the rights owner: who writes, about which complaint, what was done, what is asked.

The rules say which blocks a case's letter has (``RET-``); of the seller's actions it tells those that have a block of
their own (``RET-CA-``), so staff decide in the sheet what an owner is told. Causes and admissions never stand in it. It
holds nothing up: whatever it lacks is listed as optional, because the plan does not wait for the owner.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casewright.compose.claims import Draft, Standing, draft_block, draft_row, lacking, left_out, no_block, stand
from casewright.compose.ground import Ground, case_values, references
from casewright.compose.rows import statement_standing
from casewright.compose.template import Said
from casewright.compose.wording import Block, Wording
from casewright.model import Bilingual, Claim, Missing, Statement, both

#: The block after which the seller's actions stand; it is written only where there is one.
DONE = "RET-DONE"
#: The fields of the case that a letter may name and a plan never does.
_OF_LETTER = {"store_email": "store_email", "owner_contact": "rights_owner_contact"}

_LETTER = Bilingual("致权利人的撤诉请求信", "the letter that asks the rights owner for a retraction")


def draft_letter(ground: Ground, wording: Wording, claims: Iterable[Claim]) -> Draft:
    """Draft the letter, numbered ``R-1`` on; no claims where it lacks what it cannot do without.

    ``claims`` are those of the plan: an action stands in the letter only where it stands in the plan. The letter is in
    Chinese and English, whatever the plan is submitted in.
    """
    ground = replace(ground, languages=("en",))
    names = [name for name in ground.decision.blocks if name.startswith("RET-")]
    if not names:
        return Draft()
    done = _done(ground, wording, claims)
    letter, whole = Draft(), True
    for name in names:
        block = wording.block(name)
        if block is None:
            letter += no_block(name, wording)
            continue
        if name == DONE and not done.claims:
            continue
        drafted = _block(block, ground)
        whole = whole and not drafted.missing
        letter += drafted + (done if name == DONE else Draft())
    lacks = letter.missing + _contact(ground)
    if whole and not any(claim.exhibits for claim in letter.claims):
        whole, lacks = False, (_nothing_to_show(ground), *lacks)
    numbered = tuple(replace(claim, id=f"R-{number}") for number, claim in enumerate(letter.claims, start=1))
    return replace(letter, claims=numbered if whole else (), missing=lacks)


def _block(block: Block, ground: Ground) -> Draft:
    """Draft one block; one that lacks nothing but its exhibit is not for this letter."""
    extra = _values(ground)
    gaps = (*stand(block, ground).gaps, *lacking(block, {**case_values(ground), **extra}))
    if gaps and all(gap.code.startswith("exhibit/") for gap in gaps):
        return Draft()
    if gaps:
        fields = {"entity": "legal_name", "store": "store_name"}
        name = gaps[0].code.rpartition("/")[2]
        origin = ground.case.where(fields.get(name, name))
        return Draft(missing=(left_out(_LETTER, gaps, need="optional", origin=origin, code=f"letter/{name}"),))
    return draft_block(block, ground, extra=extra)


def _values(ground: Ground) -> dict[str, Said]:
    known = {name: ground.field(field) for name, field in _OF_LETTER.items()}
    return {
        name: Said(both(value), (f"case.{_OF_LETTER[name]}",))
        for name, value in known.items()
        if isinstance(value, str)
    }


def _done(ground: Ground, wording: Wording, claims: Iterable[Claim]) -> Draft:
    """Draft the actions of the plan that an owner is told, in the plan's order."""
    rows = {row.id: row for row in ground.case.statements}
    draft = Draft()
    for claim in claims:
        row = next((rows[fact] for fact in claim.facts if fact in rows), None)
        if claim.section == "corrective" and row and row.action and (block := wording.block("RET-CA", row.action)):
            draft += _action(row, block, ground)
    return draft


def _action(row: Statement, block: Block, ground: Ground) -> Draft:
    values, exhibits, _ = statement_standing(row, ground)
    if "exhibits" not in values and (shown := references(exhibits, ground.words)):
        values["exhibits"] = shown
    if stand(block, ground, among=exhibits, statement=row).gaps or lacking(block, values):
        return Draft()
    claim, found = draft_row(block, row, ground, values=values, standing=Standing(exhibits))
    return Draft((claim,), findings=found)


def _nothing_to_show(ground: Ground) -> Missing:
    """Say that a letter which encloses nothing is not written: there would be nothing for the owner to check."""
    return Missing(
        Bilingual(f"{_LETTER.zh}：缺可以给权利人核对的内容", f"{_LETTER.en}: something that the owner can check"),
        Bilingual("没有已做的处理，也没有授权、来源或对比资料，这封信暂时没有写。",
                  "With no action done and no paper on authority, supply or difference, the letter was not written."),
        Bilingual("在 Facts 工作表登记已做的下架或修改（日期和证据），或附上授权书、发票、对比资料。",
                  "Enter what was taken down or changed in the Facts sheet, with day and exhibit, or add the letter of "
                  "authorisation, the invoice or the comparison."),
        "optional", ground.case.origin, "letter/exhibits",
    )  # fmt: skip


def _contact(ground: Ground) -> tuple[Missing, ...]:
    """Ask for the way to the owner where the case does not give it."""
    case = ground.case
    if case.rights_owner_contact:
        return ()
    seen: Sequence[str] = ground.notice.entities.emails
    hint = Bilingual(f"通知里出现的邮箱：{'、'.join(seen)}。", f"Addresses in the notice: {', '.join(seen)}.")
    how = Bilingual(
        "查看亚马逊通知里投诉一节：一般写明权利人的姓名和邮箱。没有写的，在“收到的知识产权投诉”页面打开该投诉查看，"
        "或在申诉案件里请亚马逊提供权利人的联系方式；得到后填入 Case 工作表的“权利人联系方式”。",
        "Look at the complaint part of Amazon's notice: it usually gives the owner's name and e-mail. If not, open the "
        "complaint under Received Intellectual Property Complaints, or ask Amazon in the appeal case for the owner's "
        "contact; then fill it into the Case sheet as rights owner contact.",
    )  # fmt: skip
    if seen:
        how = Bilingual(f"{hint.zh}{how.zh}", f"{hint.en} {how.en}")
    return (
        Missing(
            Bilingual("权利人的联系方式", "the rights owner's contact"),
            Bilingual("撤诉请求信要发给权利人本人；撤回只能由权利人直接向亚马逊提出。",
                      "The letter goes to the owner in person; a retraction reaches Amazon from the owner only."),
            how, "optional", case.where("rights_owner_contact"), "letter/rights_owner_contact",
        ),
    )  # fmt: skip
