"""A dossier as the plain data that templates may read."""

from itertools import zip_longest
from typing import cast

from casewright.model import NOTHING, Bilingual, Dossier, both
from casewright.render.fill.clean import Plain, clean_tree
from casewright.render.shapes.case import CaseView, ListingView, PairView, RowView, VerdictView
from casewright.render.shapes.names import Context
from casewright.render.views.labels import DRAFT, POSITIONS, RESULTS, VERDICTS, label
from casewright.render.views.plan import cited_views, exhibit_views, group_views, metric_view, plan_view
from casewright.render.views.report import (
    answer_view,
    deadline_views,
    decision_view,
    found_view,
    guide_view,
    market_label,
    missing_lists,
    notice_view,
    other_reasons,
)
from casewright.render.views.why import why_view
from casewright.render.views.words import DASH, blank_text, day, findings, long_day, text, word, words


def context_of(dossier: Dossier, lang: str = "en") -> dict[str, Plain]:  # noqa: ARG001 - the plan reads it
    """Return all that templates may say about a case, cleaned; the document's own title comes later."""
    exhibits = exhibit_views(dossier)
    context: Context = {
        "doc": text(NOTHING), "case": case_view(dossier), "verdict": verdict_view(dossier),
        "plan": plan_view(dossier), "metrics": [metric_view(metric) for metric in dossier.metrics],
        "exhibits": exhibits, "cited": cited_views(dossier, exhibits), "groups": group_views(exhibits),
        "notice": notice_view(dossier), "deadlines": deadline_views(dossier), "decision": decision_view(dossier),
        "why": why_view(dossier),
        "missing": missing_lists(dossier), "answer": answer_view(dossier), "found": found_view(dossier),
        "guide": guide_view(dossier), "playbook": dossier.playbook_sha256[:12],
    }  # fmt: skip
    return cast("dict[str, Plain]", clean_tree(cast("Plain", context)))


def titled(context: dict[str, Plain], title: Bilingual, lang: str = "en") -> dict[str, Plain]:
    """Return the context of one document, titled in its own language too."""
    return {**context, "doc": cast("Plain", text(title, lang))}


def case_view(dossier: Dossier) -> CaseView:
    """Return the case and its earlier appeals."""
    case, notice = dossier.case, dossier.notice
    marketplace = case.marketplace or notice.marketplace
    rows = fact_rows(dossier)
    return {
        "ref": case.ref, "version": str(dossier.version), "today": day(dossier.today), "store": word(case.store_name),
        "legal_name": word(case.legal_name), "merchant_token": word(case.merchant_token),
        "email": word(case.store_email), "marketplace": text(market_label(dossier, marketplace)),
        "marketplace_code": word(marketplace), "category": word(case.category), "brand": word(case.brand),
        "rights_owner": word(case.rights_owner), "registration_number": word(case.registration_number),
        "case_ids": words(_case_ids(dossier)), "complaint_ids": words(_complaint_ids(dossier)),
        "asins": words(_asins(dossier)), "position": text(label(POSITIONS, str(case.position))),
        "notice_date": day(notice.notice_date or case.notice_date), "received_on": day(case.received_on),
        "plan_date": day(case.plan_date or dossier.today), "plan_day": long_day(case.plan_date or dossier.today),
        "rows": rows, "pairs": _pairs(rows), "listings": _listings(dossier),
        "submissions": [
            {"on": day(one.on), "channel": word(one.channel), "version": word(one.version),
             "result": text(label(RESULTS, one.result)), "note": word(one.note)}
            for one in case.submissions
        ],
    }  # fmt: skip


def fact_rows(dossier: Dossier) -> list[RowView]:
    """Return the lines of the fact block that have a value."""
    case, notice = dossier.case, dossier.notice
    marketplace = case.marketplace or notice.marketplace
    lines = (
        (Bilingual("店铺名称", "Store"), both(case.store_name or "")),
        (Bilingual("公司名称", "Legal entity"), both(case.legal_name or "")),
        (Bilingual("卖家编号", "Merchant token"), both(case.merchant_token or "")),
        (Bilingual("站点", "Marketplace"), market_label(dossier, marketplace) if marketplace else NOTHING),
        (Bilingual("案件编号", "Case ID"), both(", ".join(_case_ids(dossier)))),
        (Bilingual("投诉编号", "Complaint ID"), both(", ".join(_complaint_ids(dossier)))),
        (Bilingual("涉及 ASIN", "ASINs"), both(", ".join(_asins(dossier)))),
        (Bilingual("品牌", "Brand"), both(case.brand or "")),
        (Bilingual("权利人", "Rights owner"), both(case.rights_owner or "")),
        (Bilingual("权利登记号", "Registration number"), both(case.registration_number or "")),
        (Bilingual("通知日期", "Date of notice"), both(day(notice.notice_date or case.notice_date))),
        (Bilingual("计划日期", "Date of this plan"), both(day(case.plan_date or dossier.today))),
    )
    return [{"label": text(name), "value": text(value)} for name, value in lines if value and value.en != "–"]


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


def verdict_view(dossier: Dossier) -> VerdictView:
    """Return the verdict with its reasons and refusals."""
    verdict = dossier.verdict
    return {
        "ready": verdict.ready, "word": verdict.word, "label": text(label(VERDICTS, verdict.word)),
        "mark": blank_text() if verdict.ready else text(DRAFT), "count": str(len(verdict.reasons)),
        "reasons": findings(other_reasons(verdict)), "refusals": findings(verdict.refusals),
    }  # fmt: skip


def _case_ids(dossier: Dossier) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*dossier.case.amazon_case_ids, *dossier.notice.entities.case_ids)))


def _complaint_ids(dossier: Dossier) -> tuple[str, ...]:
    listed = (listing.complaint_id for listing in dossier.case.listings if listing.complaint_id)
    return tuple(dict.fromkeys((*dossier.case.complaint_ids, *dossier.notice.entities.complaint_ids, *listed)))


def _asins(dossier: Dossier) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*dossier.case.asins, *dossier.notice.entities.asins)))
