"""Notice, decision, gaps and guide as plain data."""

from collections.abc import Iterable

from casewright.model import Bilingual, Dossier, Finding, Firing, Missing, NoticeReading, Verdict, both
from casewright.render.shapes.report import (
    AnswerView,
    DecisionView,
    FiringView,
    FoundView,
    GuideTopicView,
    GuideView,
    MissingLists,
    MissingView,
    NoticeView,
    OpenCauseView,
)
from casewright.render.views.due import due_steps
from casewright.render.views.labels import (
    DOORS,
    LEVELS,
    OWN_PRACTICE,
    PHASES,
    SEVERITIES,
    STAGES,
    TOPICS,
    label,
)
from casewright.render.views.words import DASH, ENGLISH, Own, day, findings, text, word, words
from casewright.text import show_day
from casewright.text.naming import Names

NEXT_SHOWN = 5
#: The tables that choose the way; the others choose evidence, documents and wording, and "explain" shows them.
DECIDING = frozenset({"violation", "door", "strategy", "root_causes"})
SUBMIT = Bilingual(
    "由卖家本人按《提交指引》提交一次，然后等待回复",
    "The seller submits once, by the Submission Guide, and waits for the answer",
)


def violation_label(dossier: Dossier, code: str | None) -> Bilingual:
    """Return a violation's name, its code where the catalogue has none."""
    kind = dossier.catalogue.violations.get(code or "")
    return kind.label if kind else both(word(code))


def market_label(dossier: Dossier, code: str | None) -> Bilingual:
    """Return a marketplace's name, its code where the catalogue has none."""
    market = dossier.catalogue.marketplaces.get(code or "")
    return market.label if market else both(word(code))


def notice_view(dossier: Dossier) -> NoticeView:
    """Return the notice as read."""
    notice = dossier.notice
    named = notice.entities
    return {
        "file": word(notice.file),
        "types": [
            {"code": one.code, "label": text(violation_label(dossier, one.code)), "confidence": f"{one.confidence:.0%}",
             "cues": words(one.cues)}
            for one in notice.types
        ],
        "stage": text(label(STAGES, notice.stage)), "level": text(label(LEVELS, notice.level)),
        "marketplace": text(market_label(dossier, notice.marketplace)), "language": word(notice.language),
        "date": day(notice.notice_date), "limit": text(_limit(notice)), "case_ids": words(named.case_ids),
        "complaint_ids": words(named.complaint_ids), "order_ids": words(named.order_ids), "asins": words(named.asins),
        "brands": words(named.brands), "clauses": words(named.clauses),
        "asks": [{"topic": text(label(TOPICS, ask.topic)), "quote": ask.quote} for ask in notice.asks],
        "phishing": [text(reason) for reason in notice.phishing],
    }  # fmt: skip


def _limit(notice: NoticeReading) -> Bilingual:
    if not notice.deadline:
        return Bilingual("通知没有写明期限", "The notice states no limit")
    return Bilingual(f"“{notice.deadline.quote}”", f"“{notice.deadline.quote}”")


def _door(dossier: Dossier) -> str:
    """Return the door; a fix whose plan need give no cause only hands in what was asked for."""
    documents = dossier.decision.door == "fix" and dossier.plan.outline and "root_cause" not in dossier.plan.outline
    return "documents" if documents else dossier.decision.door


def decision_view(dossier: Dossier, own: Own = ENGLISH) -> DecisionView:
    """Return the decision with the rows that carried it."""
    decision = dossier.decision
    causes, names = dossier.catalogue.causes, Names(dossier.catalogue, bare=True)
    return {
        "strategy": text(label(dossier.catalogue.families, decision.strategy)), "approach": word(decision.approach),
        "door": text(label(DOORS, _door(dossier))), "violation": own.text(violation_label(dossier, decision.violation)),
        "why": text(decision.why), "decided_by": decision.decided_by,
        "firings": [_firing(firing) for firing in decision.firings if firing.table in DECIDING],
        "more": str(sum(firing.table not in DECIDING for firing in decision.firings)),
        "causes": [text(causes[code].label if code in causes else both(code)) for code in decision.causes],
        "questions": _questions(dossier),
        "risks": [
            {"severity": text(label(SEVERITIES, risk.severity)), "text": text(risk.text)} for risk in decision.risks
        ],
        "routes": [
            {"number": str(number), "label": text(names.code("route", route.code)), "advice": text(route.advice)}
            for number, route in enumerate(decision.routes, 1)
        ],
    }  # fmt: skip


def _firing(firing: Firing) -> FiringView:
    outputs = (
        f"{name}: {', '.join(map(str, value)) if isinstance(value, tuple) else value}"
        for name, value in firing.outputs.items()
        if isinstance(value, tuple) or (isinstance(value, str) and len(value) <= 40)
    )
    return {
        "table": firing.table, "rule": firing.rule, "at": firing.origin.at, "concluded": "; ".join(outputs) or DASH,
        "reason": text(firing.reason), "source": word(firing.source),
    }  # fmt: skip


def _questions(dossier: Dossier) -> list[OpenCauseView]:
    """Return the causes that the rules suggest and no claim states yet, each with its question."""
    stated = {link.cause for link in dossier.plan.causes if link.root_claims}
    kinds = (dossier.catalogue.causes.get(code) for code in dossier.decision.causes if code not in stated)
    return [{"label": text(kind.label), "question": text(kind.question)} for kind in kinds if kind]


def missing_lists(dossier: Dossier) -> MissingLists:
    """Return what is still needed."""
    return {
        "must": _numbered(one for one in dossier.plan.missing if one.need == "must"),
        "optional": _numbered(one for one in dossier.plan.missing if one.need != "must"),
    }


def _numbered(missing: Iterable[Missing]) -> list[MissingView]:
    return [
        {"number": str(number), "what": text(one.what), "why": text(one.why), "how": text(one.how), "at": one.origin.at}
        for number, one in enumerate(missing, 1)
    ]


def answer_view(dossier: Dossier) -> AnswerView:
    """Return what happened, why this way, and what comes next, each in a few lines."""
    notice, case = dossier.notice, dossier.case
    parts = (
        violation_label(dossier, dossier.decision.violation or notice.primary),
        label(LEVELS, notice.level or case.level), label(STAGES, notice.stage or case.stage),
        market_label(dossier, case.marketplace or notice.marketplace),
    )  # fmt: skip
    on = notice.notice_date or case.notice_date
    zh, en = (show_day(on, "zh"), show_day(on, "en")) if on else (DASH, DASH)
    what = Bilingual(
        "；".join(part.zh for part in parts) + f"；通知日期 {zh}",
        "; ".join(part.en for part in parts) + f"; notice dated {en}",
    )
    return {"what": text(what), "why": text(dossier.decision.why), "next": [text(step) for step in _next(dossier)]}


def _next(dossier: Dossier) -> list[Bilingual]:
    steps = due_steps(dossier)
    steps += [_deny(refusal) for refusal in dossier.verdict.refusals]
    must = [one.what for one in dossier.plan.missing if one.need == "must"]
    steps += [Bilingual(f"补齐：{one.zh}", f"Supply: {one.en}") for one in must[:NEXT_SHOWN]]
    if len(must) > NEXT_SHOWN:
        more = len(must) - NEXT_SHOWN
        steps.append(
            Bilingual(
                f"另有 {more} 项必补材料，见《待补材料清单》", f"{more} more required items: see Missing Materials"
            )
        )
    if dossier.verdict.ready:
        steps.append(SUBMIT)
    elif not must:
        reasons = [reason.text for reason in other_reasons(dossier.verdict)[:NEXT_SHOWN]]
        steps += [Bilingual(f"解决：{reason.zh}", f"Solve: {reason.en}") for reason in reasons]
    return steps


def other_reasons(verdict: Verdict) -> list[Finding]:
    """Return what blocks besides missing materials and declined requests, which have tables of their own."""
    return [reason for reason in verdict.reasons if reason.code != "review/missing" and reason not in verdict.refusals]


def _deny(refusal: Finding) -> Bilingual:
    return Bilingual(f"不能照办：{refusal.text.zh}", f"Declined: {refusal.text.en}")


def found_view(dossier: Dossier) -> FoundView:
    """Return the findings by the question that they answer; reasons and refusals stand elsewhere."""
    elsewhere = {*dossier.verdict.reasons, *dossier.verdict.refusals}
    sorted_in: dict[str, list[Finding]] = {"figures": [], "contradictions": [], "evidence": [], "other": []}
    for found in dossier.findings:
        room = found.code.split("/")[0]
        if "contradict" in found.code:
            sorted_in["contradictions"].append(found)
        elif room == "figures":
            sorted_in["figures"].append(found)
        elif found not in elsewhere:
            sorted_in["evidence" if room == "exhibits" else "other"].append(found)
    return {
        "figures": findings(sorted_in["figures"]), "contradictions": findings(sorted_in["contradictions"]),
        "evidence": findings(sorted_in["evidence"]), "other": findings(sorted_in["other"]),
    }  # fmt: skip


def _source(marks: str) -> str:
    """Return the sources of a step as a client reads them: J, our own judgement, in words."""
    return " ".join(OWN_PRACTICE if mark == "J" else mark for mark in marks.split()) or DASH


def guide_view(dossier: Dossier) -> GuideView:
    """Return the guide by phase; steps are numbered through."""
    market = dossier.catalogue.marketplaces.get(dossier.case.marketplace or dossier.notice.marketplace or "")
    topics: dict[str, GuideTopicView] = {}
    for number, step in enumerate(dossier.guide, 1):
        topic = topics.setdefault(
            step.topic, {"topic": step.topic, "label": text(label(PHASES, step.topic)), "steps": []}
        )
        topic["steps"].append({"number": str(number), "text": text(step.text), "source": _source(step.source)})
    return {
        "path": text(market.path) if market else text(both(DASH)), "domain": market.domain if market else DASH,
        "topics": list(topics.values()),
    }  # fmt: skip
