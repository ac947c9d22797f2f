"""One Plan of Action from one decision: section by section, numbered, mapped, with its gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casewright.compose.actions import draft_actions
from casewright.compose.causes import cause_codes, draft_causes, link_causes, open_causes, questions
from casewright.compose.claims import Draft, draft_block, no_block
from casewright.compose.coverage import cover
from casewright.compose.ground import Ground, case_values, metric_values
from casewright.compose.letter import draft_letter
from casewright.compose.names import SECTION_NAMES
from casewright.compose.rows import draft_guarded
from casewright.compose.template import Said
from casewright.compose.translation import unnamed_causes, untranslated
from casewright.compose.wording import Outline, Wording
from casewright.model import (
    NOTHING,
    Bilingual,
    Case,
    Catalogue,
    CauseLink,
    CellRef,
    Claim,
    Decision,
    Exhibit,
    FileRef,
    Finding,
    Kind,
    Metric,
    Missing,
    NoticeReading,
    PlanOfAction,
    Requirement,
    Severity,
    StatementKind,
)
from casewright.text import show_percent

#: The order of the sections, by door (domain reference D.1).
ORDERS = {
    "dispute": ("summary", "metrics", "dispute", "root_cause", "corrective", "preventive", "request", "closing"),
    "fix": ("summary", "metrics", "root_cause", "corrective", "preventive", "dispute", "request", "closing"),
}

#: Lines of the missing list that explain an empty section, by the head of their code.
_SAYS = {
    "block/SUM-": "summary", "block/MET-": "metrics", "block/REQ-": "request", "cause/": "root_cause",
}  # fmt: skip

NO_OUTLINE = Kind(
    "compose/no-outline", Severity.ERROR,
    "申诉方式“{approach}”在 outline 清单里没有一行，不知道申诉书要有哪些部分。",
    "Approach \"{approach}\" has no row in the list outline, so the sections of its plan are not known.",
    "在 {file} 的 outline 清单里加上 {approach}。", "Add {approach} to the list outline of {file}.",
)  # fmt: skip
REQUEST_NOT_QUOTED = Kind(
    "compose/request-not-quoted", Severity.INFO,
    "“{id}”是客户的要求，不写进申诉书；申诉书的请求由文字块给出。",
    "\"{id}\" is a request of the client; it is not quoted, the plan's request comes from the wording.",
    "不用改；如果它其实是事实，改正这一行的类型。", "Nothing to do; if it states a fact, correct its kind.",
)  # fmt: skip


def compose(
    decision: Decision, case: Case, *, notice: NoticeReading, exhibits: Sequence[Exhibit], metrics: Sequence[Metric],
    wording: Wording, catalogue: Catalogue, today: date, languages: Sequence[str] = ("en",),
) -> tuple[PlanOfAction, tuple[Finding, ...]]:  # fmt: skip
    """Write the plan that the decision calls for, from what stands; list the rest as missing.

    ``languages`` are those it is written in, the one submitted first; Chinese and English always are.

    A claim is written only where the facts and usable exhibits that its block calls for are there. ``today`` is the
    plan's own day: nothing later is stated as done.
    """
    ground = Ground(decision, case, notice, tuple(exhibits), tuple(metrics), catalogue, today, tuple(languages))
    outline, found = _outline(ground, wording)
    draft = _sections(ground, wording, outline)
    claims = _numbered(draft.claims, ground)
    links = link_causes(ground, claims)
    coverage, uncovered = cover(ground, claims)
    letter = draft_letter(ground, wording, claims)
    missing = (*_gaps(ground, wording, outline, draft.missing, claims, links), *letter.missing)
    title, subject = _title(ground, wording), _frame("SUBJECT", ground, wording)
    plan = PlanOfAction(
        decision.door, title.text, subject.text,
        claims, links, coverage, tuple(dict.fromkeys(missing)), outline.must, letter.claims,
    )  # fmt: skip
    return plan, (*found, *draft.findings, *uncovered, *letter.findings, *title.findings, *subject.findings,
            *unnamed_causes(links if claims else (), ground))  # fmt: skip


def _gaps(
    ground: Ground, wording: Wording, outline: Outline, drafted: tuple[Missing, ...], claims: Sequence[Claim],
    links: Sequence[CauseLink],
) -> tuple[Missing, ...]:  # fmt: skip
    """List what the plan lacks, each thing once: rows left out, open causes, empty sections, evidence, questions."""
    left = frozenset(each.code.removeprefix("fact/") for each in drafted if each.code.startswith("fact/"))
    listed = (*drafted, *open_causes(ground, links, outline, left))
    empty = _empty_sections(claims, outline, ground, _explained(listed, ground, left))
    asked = () if _has_causes(ground, outline) else questions(ground, wording)
    return (*listed, *empty, *_unmet(ground), *asked)


def _sections(ground: Ground, wording: Wording, outline: Outline) -> Draft:
    draft = _blocks("SUM-", ground, wording, need="must") + _blocks("DOC-", ground, wording, need="optional")
    draft += _metrics(ground, wording)
    if outline.must or outline.may:
        draft += draft_causes(ground, wording, outline) + draft_actions(ground, wording, outline)
        draft += _dispute(ground, wording, outline, said=draft.claims)
    draft += _blocks("REQ-", ground, wording, need="must")
    cited = tuple(dict.fromkeys(each for claim in draft.claims for each in claim.exhibits))
    extra = {"exhibit_count": Said(Bilingual(str(len(cited)), str(len(cited))), ("plan.exhibits",))} if cited else {}
    draft += _blocks("CLOSE-", ground, wording, need="optional", extra=extra)
    quoted = (REQUEST_NOT_QUOTED.at(row.origin, id=row.id) for row in ground.case.of_kind(StatementKind.REQUEST))
    return draft + Draft(findings=tuple(quoted))


def _blocks(prefix: str, ground: Ground, wording: Wording, *, need: str, extra: dict[str, Said] | None = None) -> Draft:
    draft = Draft()
    for name in ground.decision.blocks:
        if name.startswith(prefix):
            block = wording.block(name)
            draft += no_block(name, wording) if block is None else draft_block(block, ground, need=need, extra=extra)
    return draft


def _metrics(ground: Ground, wording: Wording) -> Draft:
    """Draft the current-metrics section; a metric that the notice is about must be there, others may."""
    draft = Draft()
    alleged = ground.catalogue.violations.get(ground.decision.violation or "")
    about = alleged.metric if alleged else ""
    for name in ground.decision.blocks:
        if not name.startswith("MET-"):
            continue
        block, code = wording.block(name), name.removeprefix("MET-")
        if block is None:
            draft += no_block(name, wording)
            continue
        metric = _fullest(ground, code)
        need = "must" if code == about else "optional"
        draft += draft_block(block, ground, need=need, extra=metric_values(metric, ground.words) if metric else None)
    return draft


def _fullest(ground: Ground, code: str) -> Metric | None:
    """Return the figure to state: the first there is, with the counts of another source that gives the same rate."""
    first = ground.metric(code)
    if first is None or first.rate is None:
        return None
    shown = show_percent(first.rate, "en")
    same = (
        each for each in ground.metrics
        if each.code == code and each.rate is not None and each.den and show_percent(each.rate, "en") == shown
    )  # fmt: skip
    return next(same, first)


def _dispute(ground: Ground, wording: Wording, outline: Outline, *, said: Sequence[Claim]) -> Draft:
    """Draft the facts that contradict the notice: a lead line, the client's facts, the papers not cited before."""
    if ground.decision.door != "dispute":
        return Draft()
    draft = Draft()
    for row in ground.case.of_kind(StatementKind.HAPPENED):
        draft += draft_guarded(row, ground, wording, outline, section="dispute", proof=True)
    before = (*draft.claims, *(claim for claim in said if claim.section == "metrics"))
    cited = {each for claim in before for each in claim.exhibits}
    papers = _blocks("DIS-", ground, wording, need="optional")
    draft += replace(papers, claims=tuple(claim for claim in papers.claims if not cited.issuperset(claim.exhibits)))
    alleged = ground.decision.violation or ""
    lead = wording.block("DIS-LEAD", alleged) or wording.block("DIS-LEAD")
    if draft.claims and lead:
        draft = replace(draft_block(lead, ground, need="optional"), missing=()) + draft
    return draft


def _numbered(claims: Iterable[Claim], ground: Ground) -> tuple[Claim, ...]:
    """Number the claims as a reader meets them: in a fix, cause by cause with the actions that answer it."""
    order = ORDERS.get(ground.decision.door, ORDERS["fix"])
    causes = cause_codes(ground) if ground.decision.door == "fix" else ()

    def place(claim: Claim) -> tuple[int, int, int]:
        section = order.index(claim.section)
        if claim.section == "summary":
            return section, 0 if claim.block.startswith("SUM-") else 2 if claim.block.startswith("DOC-") else 1, 0
        if claim.section in ("root_cause", "corrective", "preventive") and claim.cause in causes:
            return order.index("root_cause"), 1 + causes.index(claim.cause), section
        return section, 0, 0

    return tuple(replace(claim, id=f"C-{number}") for number, claim in enumerate(sorted(claims, key=place), start=1))


def _outline(ground: Ground, wording: Wording) -> tuple[Outline, tuple[Finding, ...]]:
    approach = ground.decision.approach
    if outline := wording.outlines.get(approach):
        return outline, ()
    found = NO_OUTLINE.at(FileRef(wording.file, "outline"), approach=approach, file=wording.file)
    return Outline((), tuple(SECTION_NAMES)), (found,)


def _explained(missing: Iterable[Missing], ground: Ground, left: frozenset[str]) -> frozenset[str]:
    """Return the sections of which the missing list says already what they lack."""
    kinds = {"what_happened": "dispute" if ground.decision.door == "dispute" else "summary"}
    rows = (kinds.get(row.kind, str(row.kind)) for row in ground.case.statements if row.id in left)
    codes = [each.code for each in missing if each.need == "must"]
    heads = (section for code in codes for head, section in _SAYS.items() if code.startswith(head))
    open_ = (code.rpartition("/")[2] for code in codes if code.startswith("cause-open/"))
    return frozenset((*rows, *heads, *open_))


def _empty_sections(
    claims: Sequence[Claim], outline: Outline, ground: Ground, explained: frozenset[str]
) -> Iterable[Missing]:
    there = {claim.section for claim in claims} | explained
    for section in outline.must:
        if section not in there:
            name = SECTION_NAMES[section]
            yield Missing(
                Bilingual(f"“{name.zh}”部分没有成立的句子", f"no sentence stands in the section \"{name.en}\""),
                Bilingual("这种申诉必须有这一部分。", "A plan of this kind must have this section."),
                Bilingual("按本清单其他条目补齐事实和证据。", "Supply the facts and exhibits named in this list."),
                "must", _facts_place(ground), f"section/{section}",
            )  # fmt: skip


def _facts_place(ground: Ground) -> CellRef | FileRef:
    first = next(iter(ground.case.statements), None)
    origin = first.origin if first else ground.case.origin
    return origin if isinstance(origin, CellRef | FileRef) else FileRef(origin.file)


def _has_causes(ground: Ground, outline: Outline) -> bool:
    stated = ground.case.of_kind(StatementKind.CAUSE)
    return bool(ground.decision.causes or stated) or "root_cause" not in outline.must


def _unmet(ground: Ground) -> Iterable[Missing]:
    for requirement in ground.decision.requirements:
        if not ground.usable((requirement.kind,)):
            yield _requirement(requirement, ground)


def _requirement(requirement: Requirement, ground: Ground) -> Missing:
    kind = ground.catalogue.evidence.get(requirement.kind)
    label = kind.label if kind else Bilingual(requirement.kind, requirement.kind)
    given = [each for each in ground.exhibits if each.kind == requirement.kind]
    why = requirement.why
    if given:
        ids = ", ".join(each.id for each in given)
        why = Bilingual(f"{why.zh}（已给的 {ids} 不可用）", f"{why.en} (what was given, {ids}, cannot be used)")
    return Missing(
        label, why, kind.how if kind else NOTHING, requirement.need,
        given[0].row.origin if given else requirement.origin, f"evidence/{requirement.kind}",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is no claim: the title, the subject."""

    text: Bilingual = NOTHING
    findings: tuple[Finding, ...] = ()


def _title(ground: Ground, wording: Wording) -> _Line:
    """Return the title of the approach, or where it has none of its own, of the door."""
    own = _frame(f"TITLE-{ground.decision.approach}", ground, wording)
    return own if own.text else _frame(f"TITLE-{ground.decision.door}", ground, wording)


def _frame(name: str, ground: Ground, wording: Wording) -> _Line:
    block, values = wording.block(name), case_values(ground)
    if block is None or block.sentence.lacks(values):
        return _Line()
    filled = block.sentence.fill(values, ground.words.langs)
    text = ground.words.each(lambda lang: filled.text.lang(lang).strip(" |"))
    return _Line(text, untranslated(block, filled, ground))
