"""The Plan of Action in one language, as it is submitted: short enough to be read to its end."""

from casewright.render.starter.page import (
    Column,
    block,
    each,
    heading,
    own_page_line,
    package,
    para,
    table,
)
from casewright.render.starter.parts import (
    RECORDS,
    STARTS,
    cited,
    own_facts,
    own_metrics,
    running_head,
    title,
)
from casewright.render.starter.prose import DRAFT
from casewright.render.starter.words import Words

#: ``plan.answered`` begins "0 / 3" where no ask has an answer: then there is no table to head.
SOME_ANSWERED = "plan.coverage and plan.answered|first != '0'"


def plan(lang: str) -> bytes:
    """Return poa_en.docx, poa_ja.docx or poa_de.docx."""
    words = Words(lang)
    body = "".join((
        title("{{ plan.title.own }}"), para("Subject", "{{ plan.subject.own }}"),
        block("not verdict.ready", para("NoticeBoxZH", words(DRAFT.en)), para("Gap")),
        own_facts(words),
        block("plan.summary", heading(1, words("Summary")), claims("plan.summary", words)),
        block("metrics", heading(1, words("Current metrics")), own_metrics(words), claims("plan.metrics", words)),
        block("plan.is_fix and (plan.lead or plan.causes)", heading(1, words("Root causes and actions")),
              claims("plan.lead", words), _causes(words)),
        block("plan.is_fix and plan.request", heading(1, words("Request")), claims("plan.request", words)),
        block("plan.is_dispute", _dispute(words)),
        block(SOME_ANSWERED, heading(1, words("Where each request is answered")), _coverage(words)),
        cited(heading=heading(1, words("Exhibits")), closing=claims("plan.closing", words), exhibits=_exhibits(words)),
    ))  # fmt: skip
    footer = own_page_line("{{ plan.title.own }}", words("Page "), words(" of "), own_tail(words))
    return package(words("Plan of Action"), body, running_head(words("DRAFT NOT READY")), footer, lang=lang)


def own_tail(words: Words) -> str:
    """Return what stands behind the number of pages."""
    return "" if words.lang == "en" else words(" pages")


def claims(which: str, words: Words, *, style: str = "Claim", number: str = "{{r c.id|claim_mark }}") -> str:
    """Return claims as numbered paragraphs, each with its exhibits."""
    more = f'{words(" (Exhibit ")}{{{{r c.unnamed|join(", ")|linked(c.unnamed) }}}}{words(")")}'
    text = f"{number}\t{{{{r c.text.own|linked(c.exhibits) }}}}{{% if c.unnamed %}}{more}{{% endif %}}"
    return each(f"c in {which}", para(style, text))


def _causes(words: Words) -> str:
    again = f"{words('Also answered by ')}{{{{r cause.again|claim_links }}}}{words('.')}"
    return each(
        "cause in plan.causes",
        heading(2, "{{ cause.label.own }}"),
        claims("cause.root", words),
        _measures(words),
        block("cause.again", para("Normal", again)),
    )


def _measures(words: Words) -> str:
    start = f"{STARTS}{{% if c.scheduled %}} {words('scheduled')}{{% endif %}}"
    control = (
        Column(9, words("No."), "", (("TableText", "{{r c.id|claim_mark }}"),)),
        Column(70, words("Prevention"), "", (("TableText", "{{ c.brief.own }}"),)),
        Column(30, words("Owner"), "", (("TableText", "{{ c.owner.own }}"),)),
        Column(22, words("Frequency"), "", (("TableText", "{{ c.frequency.own }}"),)),
        Column(21, words("Start"), "", (("TableText", start),)),
        Column(18, words("Record"), "", (("TableText", RECORDS),)),
    )
    return "".join((
        block("cause.corrective", para("TableTitle", words("Actions taken")), claims("cause.corrective", words)),
        block("cause.preventive", para("Gap"),
              table(words("Prevention"), control, loop="c in cause.preventive")),
    ))  # fmt: skip


def _dispute(words: Words) -> str:
    return "".join((
        heading(1, words("What is alleged and what the facts show")),
        claims("plan.dispute", words),
        block("plan.causes", heading(1, words("Measures on our side")), each("cause in plan.causes", _measures(words))),
        block("plan.request", heading(1, words("Request")), claims("plan.request", words)),
    ))  # fmt: skip


def _coverage(words: Words) -> str:
    columns = (
        Column(125, words("The notice asks"), "", (("TableText", "{{ ask.quote }}"),)),
        Column(45, words("Answered in"), "", (("TableText", "{{r ask.claims|claim_links }}"),)),
    )
    return table(words("Where each request is answered"), columns, loop="ask in plan.coverage if ask.answered")


def _exhibits(words: Words) -> str:
    columns = (
        Column(15, words("Exhibit"), "", (("TableText", "{{r e.id|exhibit_mark }}"),)),
        Column(20, words("Date"), "", (("TableText", "{{ e.date }}"),)),
        Column(69, words("What it proves"), "", (("TableText", "{{ e.proves.own }}"),)),
        Column(66, words("File"), "", (("FileName", "{{ e.copy }}"),)),
    )
    return table(words("Exhibits"), columns, loop="e in cited")
