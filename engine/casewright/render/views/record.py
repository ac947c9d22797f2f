"""The case sheet as plain data, so that whoever reads "F04" in a plan finds what the client said."""

from collections.abc import Iterable, Iterator
from datetime import date

from casewright.model import Bilingual, Case, Dossier, EvidenceRow, Statement, both
from casewright.model.labels import LEVELS, POSITIONS, STAGES, label
from casewright.render.shapes.case import RowView
from casewright.render.shapes.record import GivenFactView, GivenPaperView, RecordView
from casewright.render.views.words import DASH, day, text, word, words
from casewright.text import language_name, show_number, show_percent

_KINDS = {
    "what_happened": Bilingual("发生了什么", "What happened"),
    "root_cause": Bilingual("根本原因", "Root cause"),
    "corrective": Bilingual("已做的整改", "Done since"),
    "preventive": Bilingual("预防措施", "Prevention"),
    "admission": Bilingual("书面承认", "Admission"),
    "request": Bilingual("请求", "Request"),
}
_SCOPES = {
    "poa_only": Bilingual("仅撰写申诉书", "Plan only"),
    "with_evidence": Bilingual("含证据整理", "With evidence"),
    "with_followup": Bilingual("含申诉跟进", "With follow-up"),
    "with_second_appeal": Bilingual("含二次申诉", "With second appeal"),
}
_YES_NO = {True: Bilingual("是", "Yes"), False: Bilingual("否", "No")}
Line = tuple[Bilingual, Bilingual]


def record_view(dossier: Dossier) -> RecordView:
    """Return the case sheet; what was left blank is left out."""
    case = dossier.case
    return {
        "rows": _rows(_fields(dossier)), "facts": [_fact(dossier, row) for row in case.statements],
        "papers": [_paper(dossier, row) for row in case.evidence],
    }  # fmt: skip


def _rows(lines: Iterable[Line]) -> list[RowView]:
    return [{"label": text(name), "value": text(value)} for name, value in lines if value and value.en != DASH]


def _fields(dossier: Dossier) -> Iterator[Line]:
    case, names = dossier.case, dossier.catalogue
    market = names.marketplaces.get(case.marketplace or "")
    kinds = [names.violations[code].label if code in names.violations else both(code) for code in case.violations]
    yield Bilingual("店铺名称", "Store"), both(case.store_name or "")
    yield Bilingual("公司名称", "Legal entity"), both(case.legal_name or "")
    yield Bilingual("卖家编号", "Merchant token"), both(case.merchant_token or "")
    yield Bilingual("店铺邮箱", "Store e-mail"), both(case.store_email or "")
    yield Bilingual("站点", "Marketplace"), market.label if market else both(case.marketplace or "")
    yield Bilingual("注册地", "Registered in"), both(case.entity_country or "")
    yield Bilingual("主营类目", "Main category"), both(case.category or "")
    yield Bilingual("月销售额（美元）", "Sales a month (USD)"), both(case.gmv_band or "")
    yield (
        Bilingual("违规类型（案件表）", "Violation (case sheet)"),
        Bilingual("、".join(each.zh for each in kinds), ", ".join(each.en for each in kinds)),
    )
    yield Bilingual("级别", "Level"), label(LEVELS, case.level)
    yield Bilingual("状态", "Stage"), label(STAGES, case.stage)
    yield Bilingual("通知文件", "Notice"), both(case.notice_file or "")
    yield Bilingual("通知日期", "Date of notice"), _day(case.notice_date)
    yield Bilingual("资料收到日期", "Papers received"), _day(case.received_on)
    yield Bilingual("案件编号", "Case ID"), both(", ".join(case.amazon_case_ids))
    yield Bilingual("投诉编号", "Complaint ID"), both(", ".join(case.complaint_ids))
    yield from _standing(case)
    yield from _service(case)


def _standing(case: Case) -> Iterator[Line]:
    yield Bilingual("客户立场", "Position"), label(POSITIONS, str(case.position))
    yield Bilingual("承认人", "Admitted by"), both(case.admitted_by or "")
    yield Bilingual("承认日期", "Admitted on"), _day(case.admitted_on)
    yield Bilingual("品牌", "Brand"), both(case.brand or "")
    yield Bilingual("权利人", "Rights owner"), both(case.rights_owner or "")
    yield Bilingual("权利人联系方式", "Rights owner's contact"), both(case.rights_owner_contact or "")
    yield Bilingual("权利登记号", "Registration number"), both(case.registration_number or "")
    yield Bilingual("有无授权", "Authorised"), _yes_no(case.authorised)
    yield Bilingual("关联账户", "Other account"), both(case.other_account or "")
    yield Bilingual("关联账户是否自有", "Other account is ours"), _yes_no(case.other_account_ours)
    yield Bilingual("关联账户恢复日期", "Other account reactivated"), _day(case.other_account_reactivated_on)
    for figure in case.dashboard:
        yield (
            Bilingual(f"后台数值 {figure.code}", f"Dashboard {figure.code}"),
            Bilingual(show_percent(figure.rate, "zh"), show_percent(figure.rate, "en")),
        )


def _service(case: Case) -> Iterator[Line]:
    yield Bilingual("服务范围", "Service"), label(_SCOPES, case.service_scope) if case.service_scope else both("")
    yield Bilingual("是否加急", "Urgent"), _yes_no(case.urgent)
    yield Bilingual("委托书已签", "Entrustment signed"), _yes_no(case.entrustment_signed)
    yield Bilingual("计划日期", "Date of the plan"), _day(case.plan_date)
    language = case.submission_language or ""
    yield Bilingual("提交语言", "Language to submit in"), language_name(language) or both(language)
    yield Bilingual("客户的要求", "The client's requests"), both(case.requests or "")
    for row in case.reports:
        yield Bilingual("报表", "Report"), both(" · ".join(each for each in (row.file, row.kind) if each))
    for remark in case.remarks:
        yield both(remark.label), both(remark.value)


def _fact(dossier: Dossier, row: Statement) -> GivenFactView:
    return {
        "id": row.id, "day": day(row.on), "kind": text(label(_KINDS, str(row.kind))),
        "said": text(Bilingual(row.zh, row.en)), "more": _rows(_more(dossier, row)),
    }  # fmt: skip


def _more(dossier: Dossier, row: Statement) -> Iterator[Line]:
    names = dossier.catalogue
    cause, action = names.causes.get(row.cause or ""), names.actions.get(row.action or "")
    yield Bilingual("根因", "Cause"), cause.label if cause else both(row.cause or "")
    yield Bilingual("措施", "Measure"), action.label if action else both(row.action or "")
    yield Bilingual("具体内容", "Detail"), Bilingual(row.detail_zh, row.detail_en)
    yield Bilingual("数量", "Quantity"), both("" if row.quantity is None else show_number(row.quantity, "en"))
    yield Bilingual("负责人", "Owner"), Bilingual(row.owner_zh, row.owner_en)
    often = row.frequency or ""
    yield Bilingual("频率", "How often"), names.words.get(f"frequency.{often}", both(often))
    yield Bilingual("开始日期", "Start"), _day(row.starts_on)
    yield Bilingual("ASIN", "ASINs"), both(", ".join(row.asins))
    yield Bilingual("订单", "Orders"), both(", ".join(row.orders))
    yield Bilingual("证据", "Evidence"), both(", ".join((*row.evidence, *row.record)))
    if row.admitted:
        yield Bilingual("客户已书面承认", "Admitted in writing"), _YES_NO[True]


def _paper(dossier: Dossier, row: EvidenceRow) -> GivenPaperView:
    exhibit = next((each.id for each in dossier.exhibits if each.row.id == row.id), "")
    covers = " – ".join(each.isoformat() for each in (row.covers_from, row.covers_to) if each)
    return {
        "id": row.id, "exhibit": word(exhibit), "file": word(row.file), "dated": day(row.dated),
        "covers": word(covers), "note": words((row.note, ", ".join(row.asins))),
    }  # fmt: skip


def _day(value: date | None) -> Bilingual:
    return both(value.isoformat() if value else "")


def _yes_no(value: bool | None) -> Bilingual:  # noqa: FBT001 - a value, not a switch
    return both("") if value is None else _YES_NO[value]
