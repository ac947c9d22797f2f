"""Each thing the notice asks for, and the claims that answer it."""

import re
from collections.abc import Sequence

from casewright.compose.ground import Ground
from casewright.model import Ask, Claim, Coverage, FileRef, Finding, Kind, Severity

#: Sections that answer an ask, by topic.
ANSWERS = {
    "root_cause": ("root_cause",),
    "corrective": ("corrective",),
    "preventive": ("preventive",),
    "explanation": ("summary", "root_cause", "dispute"),
}
#: Groups of exhibits that answer an ask for documents: supply and rights, identity and entity.
DOCUMENT_GROUPS = frozenset("EF")
#: Words that name no kind of paper on their own.
PLAIN = frozenset({"document", "material", "details", "report"})
#: So many letters of a word tell it: "authorization" and "authorisation" are one.
STEM = 7

UNCOVERED = Kind(
    "compose/ask-uncovered", Severity.ERROR,
    "通知要求“{quote}”，申诉书里还没有回应它的句子。",
    "The notice asks: \"{quote}\". No sentence of the plan answers it yet.",
    "按缺失材料清单补齐{zh_topic}所需的事实和证据。",
    "Supply the facts and exhibits for {en_topic}; see the missing list.",
)  # fmt: skip
BY_HAND = Kind(
    "compose/ask-by-hand", Severity.WARNING,
    "通知里的这项要求归不进任何部分，请人工核对是否已回应：“{quote}”。",
    "This ask of the notice fits no section; check by hand that it is answered: \"{quote}\".",
    "核对申诉书；如有需要，在 Facts 工作表加一行事实。", "Check the plan; add a fact to the Facts sheet where needed.",
)  # fmt: skip
NOT_CITED = Kind(
    "compose/ask-paper-not-cited", Severity.WARNING,
    "通知列出的这份文件没有提供：“{quote}”。", "The notice also names this paper, and none is cited: \"{quote}\".",
    "通知写明几份文件任选其一的，不用再补；每份都要的，把它登记到 Evidence 工作表。",
    "Where the notice leaves the choice among several papers, nothing is lacking; where it wants each, add this one.",
)  # fmt: skip
_TOPICS = {
    "root_cause": ("根本原因", "the root cause"), "corrective": ("整改措施", "corrective actions"),
    "preventive": ("预防措施", "preventive actions"), "documents": ("文件", "documents"),
    "explanation": ("说明", "the explanation"),
}  # fmt: skip


def cover(ground: Ground, claims: Sequence[Claim]) -> tuple[tuple[Coverage, ...], tuple[Finding, ...]]:
    """Return the coverage of the notice's asks, in its order, and what is not answered.

    In a dispute the facts that contradict the notice answer for cause, correction and prevention.
    """
    rows: list[Coverage] = []
    found: list[Finding] = []
    for ask in ground.notice.asks:
        answers = _answers(ask, ground, claims)
        rows.append(Coverage(ask.quote, ask.topic, answers))
        origin = FileRef(ground.notice.file or ground.case.notice_file or "notice")
        if ask.topic not in _TOPICS:
            found.append(BY_HAND.at(origin, quote=ask.quote))
        elif not answers and ask.topic == "documents" and _another(ask, ground, claims):
            found.append(NOT_CITED.at(origin, quote=ask.quote))
        elif not answers and ground.decision.door != "none":
            zh, en = _TOPICS[ask.topic]
            found.append(UNCOVERED.at(origin, quote=ask.quote, zh_topic=zh, en_topic=en))
    return tuple(rows), tuple(found)


def _answers(ask: Ask, ground: Ground, claims: Sequence[Claim]) -> tuple[str, ...]:
    if ask.topic == "documents":
        named = _of_kind(ask, ground, claims)
        return named if named or (named is not None and _another(ask, ground, claims)) else _documents(ground, claims)
    sections = ANSWERS.get(ask.topic, ())
    if ground.decision.door == "dispute" and sections:
        sections = (*sections, "dispute")
    return tuple(claim.id for claim in claims if claim.section in sections and "-LEAD" not in claim.block)


def _of_kind(ask: Ask, ground: Ground, claims: Sequence[Claim]) -> tuple[str, ...] | None:
    """Return the claims that cite the kind of paper which an ask names by the last word of its name; None: no kind."""
    quote, kinds = ask.quote.casefold(), ground.catalogue.evidence
    words = {code: re.findall(r"[a-z]{5,}", kind.label.en.casefold()) for code, kind in kinds.items()}
    named = {code for code, of in words.items() if of and of[-1] not in PLAIN and of[-1][:STEM] in quote}
    if not named:
        return None
    papers = {each.id for each in ground.exhibits if each.kind in named}
    return tuple(claim.id for claim in claims if papers & set(claim.exhibits) and claim.section != "closing")


def _another(ask: Ask, ground: Ground, claims: Sequence[Claim]) -> bool:
    """Say whether another paper that the notice names is there: notices often name several, any of which will do."""
    others = (each for each in ground.notice.asks if each.topic == "documents" and each is not ask)
    return any(_of_kind(each, ground, claims) for each in others)


def _documents(ground: Ground, claims: Sequence[Claim]) -> tuple[str, ...]:
    kinds = ground.catalogue.evidence
    papers = {each.id for each in ground.exhibits if each.kind in kinds and kinds[each.kind].group in DOCUMENT_GROUPS}
    citing = tuple(claim.id for claim in claims if papers & set(claim.exhibits))
    return citing or tuple(claim.id for claim in claims if claim.exhibits and claim.section != "closing")
