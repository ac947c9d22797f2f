"""Each thing the notice asks for, and the claims that answer it."""

import re
from collections.abc import Mapping, Sequence

from casewright.compose.ground import Ground
from casewright.model import Ask, Claim, Coverage, EvidenceKind, FileRef, Finding, Kind, Severity

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
PLAIN = frozenset({
    "account", "after", "agent", "appeal", "brand", "change", "details", "document", "material", "message", "notice",
    "order", "other", "prior", "proof", "record", "report", "setting", "sheet", "submitted",
})  # fmt: skip
#: So many letters of a word tell it: "authorization" and "authorisation" are one.
STEM = 7
#: So many characters of Chinese or Japanese tell a paper: 請求書, 連絡先.
FEW = 3
#: What many papers are called, in Japanese and German: shared words that tell none of them.
COMMON = frozenset({
    "証明書", "報告書", "説明書", "契約書", "画面画像", "レポート", "ブランド", "bestell", "bestellung",
    "nachweis", "dokument", "unterlagen", "schreiben", "sonstige", "bericht", "bildschirmfoto", "produkt", "amazon",
    "lieferant", "lieferanten", "rechteinhaber", "verkäufer",
})  # fmt: skip

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
#: A word of a label: letters, or a run of characters and katakana; hiragana and signs part the words.
_WORD = re.compile(r"[a-zäöüß]{5,}|[\u30a0-\u30ff\u4e00-\u9fff]{3,}")
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
        elif not answers and ask.topic == "documents" and _of_kind(ask, ground, claims) is not None:
            found.append(NOT_CITED.at(origin, quote=ask.quote))
        elif not answers and ground.decision.door != "none":
            zh, en = _TOPICS[ask.topic]
            found.append(UNCOVERED.at(origin, quote=ask.quote, zh_topic=zh, en_topic=en))
    return tuple(rows), tuple(found)


def _answers(ask: Ask, ground: Ground, claims: Sequence[Claim]) -> tuple[str, ...]:
    if ask.topic == "documents":
        named = _of_kind(ask, ground, claims)
        return _documents(ground, claims) if named is None else named
    sections = ANSWERS.get(ask.topic, ())
    if ground.decision.door == "dispute" and sections:
        sections = (*sections, "dispute")
    return tuple(claim.id for claim in claims if claim.section in sections and "-LEAD" not in claim.block)


def _of_kind(ask: Ask, ground: Ground, claims: Sequence[Claim]) -> tuple[str, ...] | None:
    """Return the claims that cite the kinds of paper which an ask names; None: it names no kind."""
    named = _named(ask.quote.casefold(), ground.catalogue.evidence)
    if not named:
        return None
    papers = {each.id for each in ground.exhibits if each.kind in named}
    return tuple(claim.id for claim in claims if papers & set(claim.exhibits) and claim.section != "closing")


def _named(quote: str, kinds: Mapping[str, EvidenceKind]) -> set[str]:
    """Return the kinds that a text names: in English by the last word of a label, else by what it shares with one."""
    words = {code: re.findall(r"[a-z]{5,}", kind.label.en.casefold()) for code, kind in kinds.items()}
    named = {code for code, of in words.items() if of and of[-1] not in PLAIN and of[-1][:STEM] in quote}
    others = sorted({lang for kind in kinds.values() for lang, _ in kind.label.more})
    return named or {code for lang in others for code in _shared(quote, kinds, lang)}


def _shared(quote: str, kinds: Mapping[str, EvidenceKind], lang: str) -> set[str]:
    """Return the kinds whose labels share words with a text, each word told by the label that says least beside it."""
    sharing: dict[frozenset[str], str] = {}
    for code, kind in sorted(kinds.items(), key=lambda each: (len(each[1].label.lang(lang)), each[0])):
        parts = _WORD.findall(kind.label.lang(lang).casefold())
        if shared := frozenset(filter(None, (_longest_shared(part, quote) for part in parts))):
            sharing.setdefault(shared, code)
    return {code for shared, code in sharing.items() if not any(_says_more(other, shared) for other in sharing)}


def _says_more(other: frozenset[str], these: frozenset[str]) -> bool:
    """Say whether other shared words hold these and more: 公共料金の請求書 more than 請求書."""
    return other != these and all(any(word in wider for wider in other) for word in these)


def _longest_shared(part: str, quote: str) -> str:
    """Return the longest run of a word that stands in a text, and is long and telling enough."""
    latin = part[0] < "\u3000"
    for size in range(len(part), (STEM if latin else FEW) - 1, -1):
        for start in range(len(part) - size + 1):
            run = part[start : start + size]
            if re.search(rf"\b{run}", quote) if latin else run in quote:
                return "" if run in COMMON else run
    return ""


def _documents(ground: Ground, claims: Sequence[Claim]) -> tuple[str, ...]:
    kinds = ground.catalogue.evidence
    papers = {each.id for each in ground.exhibits if each.kind in kinds and kinds[each.kind].group in DOCUMENT_GROUPS}
    citing = tuple(claim.id for claim in claims if papers & set(claim.exhibits))
    return citing or tuple(claim.id for claim in claims if claim.exhibits and claim.section != "closing")
