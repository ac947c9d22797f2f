"""The shape of the plan: every part there, every cause closed, every id answered, nothing foreign in it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from casewright.model import (
    Bilingual,
    Case,
    Claim,
    Decision,
    Exhibit,
    FileRef,
    Finding,
    Kind,
    NoticeReading,
    Origin,
    PlanOfAction,
    Severity,
    Statement,
)
from casewright.review.phrases import plain
from casewright.review.places import place_of

SECTION_EMPTY = Kind(
    "review/section-empty", Severity.ERROR,
    "申诉书没有“{zh}”部分，三要素缺一不可。", "The plan has no {en} section; none of its parts may be absent.",
    "按缺失材料清单补齐。", "Supply what the missing list names.",
)  # fmt: skip
CAUSE_OPEN = Kind(
    "review/cause-open", Severity.ERROR,
    "原因“{zh}”没有对应的整改或预防措施。", "Cause \"{en}\" has no corrective or no preventive action.",
    "在 Facts 工作表为这个原因补一行措施。", "Add an action for this cause to the Facts sheet.",
)  # fmt: skip
ID_ABSENT = Kind(
    "review/id-absent", Severity.ERROR,
    "通知或案件中的{zh} {id} 没有出现在申诉书里。", "{en} {id} of the notice or the case does not appear in the plan.",
    "在案件表补上这个编号，或补齐概述所缺的内容。",
    "Enter the id in the case sheet, or supply what the summary lacks.",
)  # fmt: skip
FOREIGN_ASIN = Kind(
    "review/asin-foreign", Severity.ERROR,
    "{claim} 提到 {asin}，但它既不在案件表也不在通知里。",
    "{claim} names {asin}, which is neither in the case sheet nor in the notice.",
    "核对 ASIN；确属本案就加到 ASINs 工作表。", "Check the ASIN; if it belongs here, add it to the ASINs sheet.",
)  # fmt: skip
CLAUSE_UNANSWERED = Kind(
    "review/clause-unanswered", Severity.ERROR,
    "通知引用了条款 {clause}，申诉书没有回应。", "The notice cites {clause}; the plan does not answer it.",
    "补齐概述，让它写出这一条款；或在 Facts 工作表用一行事实逐条回应。",
    "Complete the summary so that it names the clause, or answer it with a row of the Facts sheet.",
)  # fmt: skip
KEY_WORDS = Kind(
    "review/key-words-absent", Severity.WARNING,
    "{zh_part}没有出现通知的关键词（{words}），审核员可能认为没有回应通知。",
    "The {en_part} does not use the notice's own words ({words}); it may seem to answer something else.",
    "在根本原因的说明里用上通知的原词。", "Use the words of the notice in the detail of the root cause.",
)  # fmt: skip
OTHER_VIOLATION = Kind(
    "review/other-violation", Severity.WARNING,
    "通知还提到 {code}，这份申诉书只回应了 {primary}。",
    "The notice also names {code}; this plan answers {primary} only.",
    "确认是否另有案件编号；同一通知的第二个问题也要有自己的原因和措施。",
    "See whether it has a case id of its own; a second matter of the same notice needs its own cause and actions.",
)  # fmt: skip
SEVERAL_CASES = Kind(
    "review/several-cases", Severity.WARNING,
    "案件里有 {count} 个亚马逊案件编号：{ids}；一份申诉只对应一个编号。",
    "The case has {count} Amazon case ids: {ids}; one appeal belongs to one of them.",
    "核对这份申诉提交到哪个编号，其余编号另立案件。",
    "Settle which id this appeal goes to, and open a case of its own for each other.",
)  # fmt: skip
ADMITS_AND_DENIES = Kind(
    "review/admits-and-denies", Severity.ERROR,
    "同一份申诉书既承认又否认：{claims}。", "The plan both admits and denies: {claims}.",
    "和客户确认事实，统一立场后重新生成。",
    "Settle the facts with the client, keep one position, and produce it again.",
)  # fmt: skip
FALSE_ADMISSION = Kind(
    "review/admission-unsigned", Severity.ERROR,
    "{claim} 承认违规，但没有客户签认的事实。", "{claim} admits a violation without a fact that the client signed off.",
    "只有属实并经客户签认才能写；否则删掉。",
    "It may stand only if true and signed off by the client; otherwise remove it.",
)  # fmt: skip
UNSUPPORTED = Kind(
    "review/claim-unsupported", Severity.ERROR,
    "{claim} 所依据的 {what} 不成立。", "{claim} rests on {what}, which does not stand.",
    "补上可用的证据或事实。", "Supply a usable exhibit or a fact.",
)  # fmt: skip

THREE = ("root_cause", "corrective", "preventive")
_NAMES = {
    "summary": Bilingual("概述", "summary"), "metrics": Bilingual("当前指标", "metrics"),
    "root_cause": Bilingual("根本原因", "root cause"), "corrective": Bilingual("整改措施", "corrective"),
    "preventive": Bilingual("预防措施", "preventive"), "dispute": Bilingual("事实说明", "dispute"),
    "request": Bilingual("请求", "request"), "closing": Bilingual("结尾", "closing"),
}  # fmt: skip
#: Languages of notices whose key words a plan in English and Chinese can take up.
_READ = frozenset({None, "en", "zh"})
_COMMON = frozenset({"amazon", "seller", "notice", "number", "order", "orders", "your", "about", "policy", "their"})
_ASIN = re.compile(r"\bB0[A-Z0-9]{8}\b")


def check_structure(
    plan: PlanOfAction, decision: Decision, *, case: Case, notice: NoticeReading, exhibits: Sequence[Exhibit],
) -> Iterator[Finding]:  # fmt: skip
    """Yield what is wrong with the plan's shape (domain reference D.1)."""
    if not plan.claims:
        return
    yield from _parts(plan, case)
    yield from _ids(plan, case, notice)
    yield from _answers(plan, decision, case, notice)
    yield from _position(plan, case)
    yield from _support(plan, case, exhibits)


def _parts(plan: PlanOfAction, case: Case) -> Iterator[Finding]:
    """Report empty sections and open causes, unless the missing list has something that must be there."""
    if any(missing.need == "must" for missing in plan.missing):
        return
    wanted = plan.outline or (THREE if plan.door == "fix" else ())
    there = {claim.section for claim in plan.claims}
    for section in wanted:
        if section not in there:
            yield SECTION_EMPTY.at(case.origin, zh=_NAMES[section].zh, en=_NAMES[section].en)
    if not {"corrective", "preventive"} <= set(wanted):
        return
    for link in plan.causes:
        if not link.closed:
            yield CAUSE_OPEN.at(case.origin, zh=link.label.zh, en=link.label.en)


def _ids(plan: PlanOfAction, case: Case, notice: NoticeReading) -> Iterator[Finding]:
    named = notice.entities
    text = " ".join((plan.subject.en, *(claim.text.en for claim in plan.claims)))
    groups = (
        ("ASIN", "ASIN", "listings", (*named.asins, *case.asins)),
        ("案件编号", "Case ID", "amazon_case_ids", (*named.case_ids, *case.amazon_case_ids)),
        ("投诉编号", "Complaint ID", "complaint_ids", (*named.complaint_ids, *case.complaint_ids)),
    )
    # Without a summary the missing list says what to supply; each id would only repeat it.
    for zh, en, field, ids in groups if plan.of("summary") else ():
        for each in dict.fromkeys(ids):
            if each not in text:
                yield ID_ABSENT.at(case.where(field), zh=zh, en=en, id=each)
    known = {*named.asins, *case.asins}
    for claim in plan.said:
        for asin in dict.fromkeys(_ASIN.findall(f"{claim.text.en} {claim.text.zh}")):
            if asin not in known:
                yield FOREIGN_ASIN.at(place_of(claim, case), claim=claim.shown, asin=asin)
    cases = tuple(dict.fromkeys((*case.amazon_case_ids, *named.case_ids)))
    if len(cases) > 1:
        yield SEVERAL_CASES.at(case.where("amazon_case_ids"), count=len(cases), ids=", ".join(cases))


def _answers(plan: PlanOfAction, decision: Decision, case: Case, notice: NoticeReading) -> Iterator[Finding]:
    origin = FileRef(notice.file or case.notice_file or "notice")
    text = plain(" ".join(claim.text.en for claim in plan.claims)).casefold()
    for clause in notice.entities.clauses if plan.of("summary") else ():
        if plain(clause).casefold() not in text:
            yield CLAUSE_UNANSWERED.at(origin, clause=clause)
    part = "root_cause" if plan.of("root_cause") else "dispute" if plan.door == "dispute" else "summary"
    yield from _key_words(plan, part, notice, origin)
    named = [kind.code for kind in notice.types if kind.alleged and kind.confidence >= notice.sure_from]
    for code in dict.fromkeys(named):
        if decision.violation and code != decision.violation:
            yield OTHER_VIOLATION.at(origin, code=code, primary=decision.violation)


def _key_words(plan: PlanOfAction, part: str, notice: NoticeReading, origin: Origin) -> Iterator[Finding]:
    cues = [cue for cue in (notice.types[0].cues if notice.types else ()) if cue.strip()]
    claims = plan.of(part, "summary") if part == "dispute" else plan.of(part)
    if not cues or not claims:
        return
    text = plain(" ".join(f"{claim.text.en} {claim.text.zh}" for claim in claims)).casefold()
    if notice.language in _READ and not any(_echoes(cue, text) for cue in cues):
        yield KEY_WORDS.at(
            origin, zh_part=f"“{_NAMES[part].zh}”", en_part=_NAMES[part].en, words=", ".join(cues[:4])
        )  # fmt: skip


def _echoes(cue: str, text: str) -> bool:
    """Say whether a text takes up a cue: all of it, or one of its telling words."""
    words = [word for word in re.findall(r"[a-z]{5,}", plain(cue).casefold()) if word not in _COMMON]
    return plain(cue).casefold() in text or any(word[:8] in text for word in words)


def _position(plan: PlanOfAction, case: Case) -> Iterator[Finding]:
    rows = {row.id: row for row in case.statements}
    signed = bool(case.admitted_by and case.admitted_on)
    admits = [claim for claim in plan.claims if any(rows[fact].admitted for fact in claim.facts if fact in rows)]
    denies = plan.of("dispute") if plan.door == "dispute" else ()
    if admits and denies:
        both = ", ".join(claim.shown for claim in (*admits, *denies))
        yield ADMITS_AND_DENIES.at(case.where("position"), claims=both)
    for claim in plan.claims:
        unsigned = [rows[fact] for fact in claim.facts if fact in rows and rows[fact].kind == "admission"]
        if (claim in admits and not signed) or any(not row.admitted for row in unsigned):
            yield FALSE_ADMISSION.at(place_of(claim, case), claim=claim.shown)
    # What happened may be told by a client who denies (a stranger logged in); a cause of one's own may not.
    own = [claim for claim in plan.of("root_cause") if claim.cause or not _only_told(claim, rows)]
    if plan.door == "fix" and case.position == "denies" and own:
        yield ADMITS_AND_DENIES.at(case.where("position"), claims=", ".join(claim.shown for claim in own))


def _only_told(claim: Claim, rows: Mapping[str, Statement]) -> bool:
    return bool(claim.facts) and all(
        fact in rows and rows[fact].kind == "what_happened" and not rows[fact].admitted for fact in claim.facts
    )


def _support(plan: PlanOfAction, case: Case, exhibits: Sequence[Exhibit]) -> Iterator[Finding]:
    usable = {each.id for each in exhibits if each.usable}
    rows = {row.id for row in case.statements}
    for claim in plan.said:
        lost = [each for each in (*claim.exhibits, *claim.records) if each not in usable]
        lost += [fact for fact in claim.facts if "." not in fact and fact not in rows]
        if lost or not (claim.facts or claim.exhibits):
            yield UNSUPPORTED.at(place_of(claim, case), claim=claim.shown, what=", ".join(dict.fromkeys(lost)) or "-")
