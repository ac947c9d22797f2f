"""The letters of the set: the dispute letter to Amazon in one language, the request to a rights owner in English.

A letter bears the seller's name and a blank line: whoever signs it signs by hand.
"""

from casewright.render.starter import prose
from casewright.render.starter.page import (
    Column,
    block,
    each,
    heading,
    own_page_line,
    package,
    page_line,
    para,
    table,
)
from casewright.render.starter.parts import PLAN_HEADER, running_head
from casewright.render.starter.prose import boxed
from casewright.render.starter.single import claims, own_tail
from casewright.render.starter.words import Words

_GIVEN = '{{% if {0} != "–" %}}{1}{{% endif %}}'


def dispute_letter(lang: str) -> bytes:
    """Return dispute_letter_en.docx, dispute_letter_ja.docx or dispute_letter_de.docx."""
    words = Words(lang)
    token = _GIVEN.format("case.merchant_token", f" · {words('Merchant token: ')}{{{{ case.merchant_token }}}}")
    greeting = words("Dear Seller Performance team,")
    body = "".join((
        block("not verdict.ready", para("NoticeBoxZH", words(prose.DRAFT.en)), para("Gap")),
        _sender(token), para("LetterDate", "{{ case.plan_day.own }}"),
        para("LetterLine", words("Amazon Seller Performance")),
        para("LetterLine", words("{{ case.marketplace.own }}")),
        para("LetterSubject", f"{words('Re:')}\t{{{{ plan.title.own }}}}"),
        para("LetterSubject", "\t{{ plan.subject.own }}"),
        para("Letter", greeting) if greeting else "",
        _points("plan.summary", words), _points("plan.metrics", words),
        para("LetterHeading", words("Facts")), _points("plan.dispute", words),
        block("plan.causes", para("LetterHeading", words("Measures on our side")),
              each("cause in plan.causes", _points("cause.corrective", words), _points("cause.preventive", words))),
        block("plan.request", para("LetterHeading", words("Request")), _points("plan.request", words)),
        _points("plan.closing", words),
        _signature(words),
        block("cited", para("LetterHeading", words("Enclosures")),
              _enclosures("cited", "{{ e.proves.own }} ({{ e.date }})")),
    ))  # fmt: skip
    footer = own_page_line("{{ plan.title.own }}", words("Page "), words(" of "), own_tail(words))
    return package(words("Dispute Letter"), body, running_head(words("DRAFT NOT READY")), footer, lang=lang)


def retraction_request() -> bytes:
    """Return retraction_request.docx: the letter and nothing else, since it goes out to a stranger."""
    words = Words("en")
    lines = (
        ("case.complaint_ids", "Complaint ID"), ("case.asins", "ASINs"), ("case.brand", "Brand"),
        ("case.registration_number", "Registration number"),
    )  # fmt: skip
    body = "".join((
        block("not verdict.ready", para("NoticeBoxZH", words(prose.DRAFT.en)), para("Gap")),
        _sender(""), para("LetterDate", "{{ case.plan_day.en }}"), para("LetterLine", "{{ case.rights_owner }}"),
        para("LetterSubject", "Re:\tRequest to withdraw a complaint made to Amazon, {{ case.marketplace.en }}"),
        *(block(f'{name} != "–"', para("EnclosureFact", f"\t{label}: {{{{ {name} }}}}")) for name, label in lines),
        para("Gap"), para("Letter", "Dear Sir or Madam,"),
        claims("plan.retraction", words, style="LetterPoint", number="{{ loop.index }}."),
        _signature(words),
        block("enclosed", para("LetterHeading", words("Enclosures")),
              _enclosures("enclosed", "{{ e.proves.en }} ({{ e.date }})")),
    ))  # fmt: skip
    footer = own_page_line("Request to withdraw a complaint", "Page ", " of ", "")
    return package("Request for Retraction", body, running_head("{{ verdict.mark.en }}"), footer)


def retraction_reading() -> bytes:
    """Return retraction_reading.docx: the same letter in both languages, for the desk and the client alone."""
    columns = (
        Column(10, "No.", "编号", (("TableText", "{{ loop.index }}"),)),
        Column(90, "The letter says", "信中写", (("TableText", "{{ c.text.en }}"),)),
        Column(70, "In Chinese", "中文对照", (("TableTextZH", "{{ c.text.zh }}"),)),
    )
    body = "".join((
        para("Title", "Request for Retraction: reading copy"),
        para("Subtitle", "致权利人的撤诉请求函：中英对照，仅供内部，不得发出"),
        boxed(prose.LETTER_OUT), para("Gap"),
        heading(1, "The letter in both languages", "信函中英对照"),
        table("The letter in both languages 信函中英对照", columns, loop="c in plan.retraction"),
    ))  # fmt: skip
    footer = page_line("Reading copy, not to be sent 内部对照，不得发出")
    return package("Request for Retraction 致权利人的撤诉请求函", body, PLAN_HEADER, footer)


def _sender(more: str) -> str:
    email = _GIVEN.format("case.email", " · {{ case.email }}")
    return para("SenderName", "{{ case.store }}") + para("Sender", "{{ case.legal_name }}" + more + email)


def _points(which: str, words: Words) -> str:
    return claims(which, words, style="LetterPoint")


def _signature(words: Words) -> str:
    return "".join((
        para("Signature", words("Yours faithfully,")), para("Signature", "{{ case.legal_name }}"),
        para("SignatureLine", "\t"), para("Small", words("Name, position, signature of the seller")),
    ))  # fmt: skip


def _enclosures(which: str, said: str) -> str:
    return each(f"e in {which}", para("Enclosure", "{{r e.id|exhibit_mark }}\t" + said),
                para("EnclosureFile", "{{ e.copy }}"))  # fmt: skip
