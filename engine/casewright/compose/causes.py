"""Root causes: what happened, what is admitted, what failed in the seller's own control."""

from collections.abc import Iterable
from dataclasses import replace

from casewright.compose.claims import Draft, Gap, draft_block, draft_row, lacking, left_out, no_block, stand
from casewright.compose.ground import Ground
from casewright.compose.rows import NO_BACKING, barred, draft_guarded, draft_own_words, statement_standing
from casewright.compose.timing import cause_of
from casewright.compose.wording import Outline, Wording
from casewright.model import Bilingual, CauseLink, Claim, Missing, Statement, StatementKind, both

_NO_EVIDENCE = Gap(
    Bilingual("这一行所引证据均不可用", "none of the exhibits named in the row is usable"),
    Bilingual("换上可用的文件，或改正证据编号。", "Replace the file, or correct the evidence id."), "exhibit/unusable",
)  # fmt: skip


def draft_causes(ground: Ground, wording: Wording, outline: Outline) -> Draft:
    """Draft the root-cause section: a lead line, the course of events, admissions, then cause by cause.

    Where no cause stands, the course of events belongs to the summary; in a dispute, to the facts against the notice.
    """
    dispute = ground.decision.door == "dispute"
    causes = Draft()
    for code in cause_codes(ground):
        causes += _one_cause(code, ground, wording, outline)
    draft, lead = Draft(), wording.block("RC-LEAD")
    if causes.claims and lead and not dispute:
        draft += replace(draft_block(lead, ground, need="optional"), missing=())
    admitted = Draft()
    for statement in ground.case.of_kind(StatementKind.ADMISSION):
        admitted += draft_guarded(statement, ground, wording, outline, section="root_cause")
    section = "root_cause" if causes.claims or admitted.claims else "summary"
    for statement in () if dispute else ground.case.of_kind(StatementKind.HAPPENED):
        draft += draft_guarded(statement, ground, wording, outline, section=section)
    return draft + admitted + causes


def cause_codes(ground: Ground) -> tuple[str, ...]:
    """Return the causes in the rules' order, then those that only the client's rows name."""
    of_blocks = (name[3:].lower() for name in ground.decision.blocks if name.startswith("RC-") and name != "RC-LEAD")
    rows = (cause_key(row) for row in ground.case.of_kind(StatementKind.CAUSE))
    return tuple(dict.fromkeys((*of_blocks, *ground.decision.causes, *rows)))


def cause_key(statement: Statement) -> str:
    """Return the code of the cause that a root-cause row states; its own id where it has no code."""
    return statement.cause or statement.id


def link_causes(ground: Ground, claims: Iterable[Claim]) -> tuple[CauseLink, ...]:
    """Return the cause-to-action map over numbered claims."""
    claims = tuple(claims)
    links = []
    for code in cause_codes(ground):
        of = {section: tuple(each.id for each in claims if each.cause == code and each.section == section)
              for section in ("root_cause", "corrective", "preventive")}  # fmt: skip
        links.append(CauseLink(code, cause_label(code, ground), of["root_cause"], of["corrective"], of["preventive"]))
    return tuple(links)


def open_causes(
    ground: Ground, links: Iterable[CauseLink], outline: Outline, left: frozenset[str]
) -> tuple[Missing, ...]:
    """List each cause that no corrective or no preventive action answers, where the plan must have those.

    ``left`` are the rows that were left out and are listed already: a cause that one of them would answer is not listed
    again.
    """
    waiting = {(cause_of(row, ground), str(row.kind)) for row in ground.case.statements if row.id in left}
    names = {
        "corrective": Bilingual("整改措施", "corrective action"),
        "preventive": Bilingual("预防措施", "preventive action"),
    }
    return tuple(
        _open(link, section, names[section], ground)
        for link in links
        for section in names
        if section in outline.must
        and link.root_claims
        and not getattr(link, section)
        and (link.cause, section) not in waiting
    )


def cause_label(code: str, ground: Ground) -> Bilingual:
    """Return a cause's name from the catalogue; for a cause in the client's words, those words."""
    kind = ground.catalogue.causes.get(code)
    if kind:
        return ground.words.only(kind.label)
    row = next((row for row in ground.case.statements if row.id == code), None)
    return ground.words.own(row.zh or row.en, row.en or row.id, row.more) if row else both(code)


def questions(ground: Ground, wording: Wording) -> tuple[Missing, ...]:
    """Ask for causes where none is established: those whose blocks belong to this strategy."""
    family = ground.decision.strategy
    asked = []
    for code, kind in ground.catalogue.causes.items():
        block = wording.block("RC", code)
        if block is None or (block.families and family not in block.families):
            continue
        why = Bilingual(
            "根本原因还没有确定，这是可能的原因之一。", "No root cause is established yet; this is one to ask about."
        )
        asked.append(Missing(kind.label, why, kind.question, "optional", ground.case.origin, f"question/{code}"))
    return tuple(asked)


def _one_cause(code: str, ground: Ground, wording: Wording, outline: Outline) -> Draft:
    rows = tuple(row for row in ground.case.of_kind(StatementKind.CAUSE) if cause_key(row) == code)
    if not rows:
        return Draft(missing=(_unstated(code, ground),) if outline.allows("root_cause") else ())
    draft = Draft()
    for number, row in enumerate(rows):
        stop = barred(row, ground, outline, "root_cause")
        if stop:
            draft += Draft(findings=stop)
        elif number or not row.cause:
            draft += draft_own_words(row, ground, wording, section="root_cause", cause=code)
        else:
            draft += _coded(row, code, ground, wording)
    return draft


def _coded(row: Statement, code: str, ground: Ground, wording: Wording) -> Draft:
    block = wording.block("RC", code)
    if block is None:
        return no_block(f"RC-{code.upper()}", wording)
    values, exhibits, found = statement_standing(row, ground)
    standing = stand(block, ground, among=exhibits, statement=row)
    gaps = standing.gaps + lacking(block, values)
    if row.evidence and not exhibits:
        gaps += (_NO_EVIDENCE,)
    elif row.on is None and not exhibits:
        gaps += (NO_BACKING,)
    if gaps:
        label = cause_label(code, ground)
        what = Bilingual(f"根本原因 {row.id}（{label.zh}）", f"root cause {row.id} ({label.en})")
        return Draft(
            missing=(left_out(what, gaps, need="must", origin=row.origin, code=f"fact/{row.id}"),), findings=found
        )
    claim, more = draft_row(block, row, ground, values=values, standing=standing)
    return Draft((claim,), findings=found + more)


def _unstated(code: str, ground: Ground) -> Missing:
    label, kind = cause_label(code, ground), ground.catalogue.causes.get(code)
    ask = kind.question if kind else label
    return Missing(
        Bilingual(f"根本原因“{label.zh}”的事实", f"the facts of root cause \"{label.en}\""),
        Bilingual("规则判断可能是这个原因，但 Facts 工作表里没有客户确认的事实，所以没有写。",
                  "The rules point to this cause, but no row of the Facts sheet states it, so it was not written."),
        Bilingual(f"问客户：{ask.zh} 在 Facts 工作表加一行“根本原因”，原因选“{label.zh}”。",
                  f"Ask the client: {ask.en} Add a root-cause row to the Facts sheet with this cause."),
        "must", ground.case.origin, f"cause/{code}",
    )  # fmt: skip


def _open(link: CauseLink, section: str, name: Bilingual, ground: Ground) -> Missing:
    rows = [row for row in ground.case.of_kind(StatementKind.CAUSE) if cause_key(row) == link.cause]
    return Missing(
        Bilingual(f"原因“{link.label.zh}”缺{name.zh}", f"cause \"{link.label.en}\" has no {name.en} that stands"),
        Bilingual("每个原因都要有至少一项整改和一项预防，否则审核员会认为没有解决。",
                  "Each cause needs at least one corrective and one preventive action, or it counts as unanswered."),
        Bilingual(f"在 Facts 工作表加一行{name.zh}（原因栏选“{link.label.zh}”），或补全已有的那一行。",
                  f"Add a {name.en} row to the Facts sheet with this cause, or complete the row that is there."),
        "must", rows[0].origin if rows else ground.case.origin, f"cause-open/{link.cause}/{section}",
    )  # fmt: skip
