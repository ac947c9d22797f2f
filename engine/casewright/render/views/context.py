"""A dossier as the plain data that templates may read."""

from itertools import zip_longest
from typing import cast

from casewright.model import NOTHING, Bilingual, Dossier, both
from casewright.render.fill.clean import Plain, clean_tree
from casewright.render.length import unknown
from casewright.render.shapes.case import CaseView, ListingView, PairView, RowView, VerdictView
from casewright.render.shapes.names import Context
from casewright.render.views.changes import changes_view
from casewright.render.views.due import deadline_views, reminder_views
from casewright.render.views.glue import glued
from casewright.render.views.labels import DRAFT, POSITIONS, RESULTS, VERDICTS, label
from casewright.render.views.plan import cited_views, exhibit_views, group_views, metric_view, plan_view
from casewright.render.views.record import record_view
from casewright.render.views.report import (
    answer_view,
    decision_view,
    found_view,
    guide_view,
    market_label,
    missing_lists,
    notice_view,
    other_reasons,
)
from casewright.render.views.why import why_view
from casewright.render.views.words import DASH, ENGLISH, Own, blank_text, day, findings, long_day, text, word, words


def context_of(dossier: Dossier, lang: str = "en") -> dict[str, Plain]:
    """Return all that templates may say about a case, cleaned; the document's own title comes later.

    ``lang`` is the document's own language: what the plan, its figures and its exhibits say as ``own``.
    """
    own = Own(lang, dossier.catalogue.words)
    exhibits = exhibit_views(dossier, own)
    context: Context = {
        "doc": text(NOTHING), "case": case_view(dossier, own), "verdict": verdict_view(dossier, own),
        "plan": plan_view(dossier, own), "metrics": [metric_view(metric, own) for metric in dossier.metrics],
        "exhibits": exhibits, "cited": cited_views(dossier.plan.claims, exhibits),
        "enclosed": cited_views(dossier.plan.retraction, exhibits), "groups": group_views(exhibits, own),
        "notice": notice_view(dossier), "deadlines": deadline_views(dossier),
        "reminders": reminder_views(dossier), "decision": decision_view(dossier, own),
        "why": why_view(dossier),
        "missing": missing_lists(dossier), "answer": answer_view(dossier),
        "length": unknown(), "found": found_view(dossier),
        "guide": guide_view(dossier), "changes": changes_view(dossier), "record": record_view(dossier),
        "playbook": dossier.playbook_sha256[:12],
    }  # fmt: skip
    return cast("dict[str, Plain]", glued(clean_tree(cast("Plain", context))))


def titled(context: dict[str, Plain], title: Bilingual, lang: str = "en") -> dict[str, Plain]:
    """Return the context of one document, titled in its own language too."""
    return {**context, "doc": cast("Plain", text(title, lang))}


def case_view(dossier: Dossier, own: Own = ENGLISH) -> CaseView:
    """Return the case and its earlier appeals."""
    case, notice = dossier.case, dossier.notice
    marketplace = case.marketplace or notice.marketplace
    rows = fact_rows(dossier, own)
    return {
        "ref": case.ref, "version": str(dossier.version), "today": day(dossier.today), "store": word(case.store_name),
        "legal_name": word(case.legal_name), "merchant_token": word(case.merchant_token),
        "email": word(case.store_email), "marketplace": own.text(market_label(dossier, marketplace)),
        "marketplace_code": word(marketplace), "category": word(case.category), "brand": word(case.brand),
        "rights_owner": word(case.rights_owner), "registration_number": word(case.registration_number),
        "case_ids": words(_case_ids(dossier)), "complaint_ids": words(_complaint_ids(dossier)),
        "asins": words(_asins(dossier)), "position": text(label(POSITIONS, str(case.position))),
        "notice_date": day(notice.notice_date or case.notice_date), "received_on": day(case.received_on),
        "plan_date": day(case.plan_date or dossier.today),
        "plan_day": long_day(case.plan_date or dossier.today, own.lang),
        "rows": rows, "pairs": _pairs(rows), "listings": _listings(dossier),
        "submissions": [
            {"on": day(one.on), "channel": word(one.channel), "version": word(one.version),
             "result": text(label(RESULTS, one.result)), "note": word(one.note)}
            for one in case.submissions
        ],
    }  # fmt: skip


def fact_rows(dossier: Dossier, own: Own = ENGLISH) -> list[RowView]:
    """Return the lines of the fact block that have a value."""
    case, notice = dossier.case, dossier.notice
    marketplace = case.marketplace or notice.marketplace
    store = market_label(dossier, marketplace) if marketplace else NOTHING
    lines = (
        ("store", Bilingual("店铺名称", "Store"), both(case.store_name or "")),
        ("legal_name", Bilingual("公司名称", "Legal entity"), both(case.legal_name or "")),
        ("merchant_token", Bilingual("卖家编号", "Merchant token"), both(case.merchant_token or "")),
        ("marketplace", Bilingual("站点", "Marketplace"), store),
        ("case_ids", Bilingual("案件编号", "Case ID"), both(", ".join(_case_ids(dossier)))),
        ("complaint_ids", Bilingual("投诉编号", "Complaint ID"), both(", ".join(_complaint_ids(dossier)))),
        ("asins", Bilingual("涉及 ASIN", "ASINs"), both(", ".join(_asins(dossier)))),
        ("brand", Bilingual("品牌", "Brand"), both(case.brand or "")),
        ("rights_owner", Bilingual("权利人", "Rights owner"), both(case.rights_owner or "")),
        ("registration_number", Bilingual("权利登记号", "Registration number"), both(case.registration_number or "")),
        ("notice_date", Bilingual("通知日期", "Date of notice"), both(day(notice.notice_date or case.notice_date))),
        (*_dated(dossier), both(day(case.plan_date or dossier.today))),
    )
    return [
        {"label": own.word(f"row.{word_id}", name), "value": own.text(value)}
        for word_id, name, value in lines
        if value and value.en != DASH
    ]


def _dated(dossier: Dossier) -> tuple[str, Bilingual]:
    """Return what the day of the documents is called: that of the plan only where there is one."""
    if dossier.decision.door != "none":
        return "plan_date", Bilingual("计划日期", "Date of this plan")
    return "sheet_date", Bilingual("制作日期", "Made on")


def _pairs(rows: list[RowView]) -> list[PairView]:
    blank: RowView = {"label": blank_text(), "value": blank_text()}
    return [{"left": left, "right": right} for left, right in zip_longest(rows[::2], rows[1::2], fillvalue=blank)]


def _listings(dossier: Dossier) -> list[ListingView]:
    """Return the sheet's listings, then the ASINs that only the case or the notice names."""
    rows: list[ListingView] = [
        {"asin": one.asin, "sku": word(one.sku), "title": word(one.title), "brand": word(one.brand),
         "complaint_id": word(one.complaint_id), "action_taken": word(one.action_taken)}
        for one in dossier.case.listings
    ]  # fmt: skip
    listed = {row["asin"] for row in rows}
    rows += [
        {"asin": asin, "sku": DASH, "title": DASH, "brand": DASH, "complaint_id": DASH, "action_taken": DASH}
        for asin in _asins(dossier)
        if asin not in listed
    ]
    return rows


def verdict_view(dossier: Dossier, own: Own = ENGLISH) -> VerdictView:
    """Return the verdict with its reasons and refusals."""
    verdict = dossier.verdict
    return {
        "ready": verdict.ready, "word": verdict.word, "label": text(label(VERDICTS, verdict.word)),
        "mark": blank_text() if verdict.ready else own.word("draft", DRAFT), "count": str(len(verdict.reasons)),
        "reasons": findings(other_reasons(verdict)), "refusals": findings(verdict.refusals),
    }  # fmt: skip


def _case_ids(dossier: Dossier) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*dossier.case.amazon_case_ids, *dossier.notice.entities.case_ids)))


def _complaint_ids(dossier: Dossier) -> tuple[str, ...]:
    listed = (listing.complaint_id for listing in dossier.case.listings if listing.complaint_id)
    return tuple(dict.fromkeys((*dossier.case.complaint_ids, *dossier.notice.entities.complaint_ids, *listed)))


def _asins(dossier: Dossier) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*dossier.case.asins, *dossier.notice.entities.asins)))
