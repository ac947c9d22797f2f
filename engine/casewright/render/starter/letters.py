"""The letters of the set: the dispute letter to Amazon in one language, the request to a rights owner in English.

A letter bears the seller's name and a blank line: whoever signs it signs by hand.
"""

from casewright.render.starter import prose
from casewright.render.starter.page import (
    Column,
    block,
    each,
    on_new_page,
    own_page_line,
    package,
    para,
    table,
)
from casewright.render.starter.parts import running_head
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
        para("LetterLine", words("Amazon Seller Performance")), para("LetterLine", "{{ case.marketplace.own }}"),
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
    """Return retraction_request.docx: the letter, then a page for the clerk that does not go out."""
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
        _for_the_clerk(),
    ))  # fmt: skip
    footer = own_page_line("Request to withdraw a complaint", "Page ", " of ", "")
    return package("Request for Retraction 致权利人的撤诉请求函", body, running_head("{{ verdict.mark.en }}"), footer)


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


def _for_the_clerk() -> str:
    columns = (
        Column(10, "No.", "编号", (("TableText", "{{ loop.index }}"),)),
        Column(90, "The letter says", "信中写", (("TableText", "{{ c.text.en }}"),)),
        Column(70, "In Chinese", "中文对照", (("TableTextZH", "{{ c.text.zh }}"),)),
    )
    only_here = "For the desk only: delete this page before sending  仅供内部：发出前删去本页"
    return "".join((
        on_new_page(para("LetterHeading", only_here)),
        boxed(prose.LETTER_OUT), para("Gap"),
        table("The letter in both languages 信函中英对照", columns, loop="c in plan.retraction"),
    ))  # fmt: skip
