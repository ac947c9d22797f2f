"""The names that a wording may ask for, and what each of them is."""

from collections.abc import Mapping

from casewright.model import Bilingual

#: Values of the whole case: any block may use them.
OF_CASE: Mapping[str, Bilingual] = {
    "store": Bilingual("店铺名称", "the store's name"),
    "entity": Bilingual("营业执照上的公司名称", "the legal name of the seller"),
    "merchant_token": Bilingual("卖家编号", "the merchant token"),
    "marketplace": Bilingual("站点", "the marketplace"),
    "category": Bilingual("主营类目", "the main category"),
    "violation": Bilingual("通知所指的问题", "the matter that the notice names"),
    "notice_date": Bilingual("通知日期", "the notice's date"),
    "clauses": Bilingual("通知引用的条款编号", "the clauses that the notice cites"),
    "case_ids": Bilingual("亚马逊案件编号", "the Amazon case ids"),
    "complaint_ids": Bilingual("投诉编号", "the complaint ids"),
    "asins": Bilingual("ASIN", "the ASINs"),
    "asins_short": Bilingual("ASIN（只列前几个，用于标题）", "the first ASINs, for a subject line"),
    "brand": Bilingual("品牌", "the brand"),
    "rights_owner": Bilingual("权利人", "the rights owner"),
    "registration": Bilingual("注册号或专利号", "the registration or patent number"),
    "other_account": Bilingual("另一个账户", "the other account"),
    "reactivated_on": Bilingual("另一个账户的恢复日期", "the day the other account was reactivated"),
    "exhibits": Bilingual("所引附件", "the exhibits cited"),
    "papers": Bilingual("所引附件的种类", "what kinds the exhibits cited are"),
    "exhibit_count": Bilingual("全文所引附件的件数", "how many exhibits the plan cites"),
    "store_email": Bilingual("店铺邮箱（仅用于致权利人的信）", "the store's e-mail (letter to the rights owner only)"),
    "owner_contact": Bilingual(
        "权利人联系方式（仅用于致权利人的信）", "the rights owner's contact (letter to the rights owner only)"
    ),
    "path": Bilingual("申诉入口（仅用于提交指南）", "the way to the form (submission guide only)"),
    "notice_addresses": Bilingual(
        "通知里印的亚马逊地址及用途（仅用于提交指南）",
        "Amazon's addresses in the notice, and what for (submission guide only)",
    ),
    "asked_addresses": Bilingual(
        "客户问到的旧教程地址（仅用于提交指南）",
        "addresses of old tutorials that the client asks about (submission guide only)",
    ),
}

#: Values of one metric: ``MET-`` blocks.
OF_METRIC: Mapping[str, Bilingual] = {
    "metric_rate": Bilingual("指标数值", "the metric's rate"),
    "metric_num": Bilingual("指标分子", "the metric's count"),
    "metric_den": Bilingual("指标分母", "the metric's total"),
    "metric_target": Bilingual("亚马逊目标", "Amazon's target"),
    "metric_window": Bilingual("统计区间", "the metric's window"),
    "evidence_note": Bilingual("数字的来源", "where the figure was read"),
}

#: Values of one row of the Facts sheet: ``RC- CA- PA- FREE-`` blocks.
OF_STATEMENT: Mapping[str, Bilingual] = {
    "date": Bilingual("日期", "the date"),
    "detail": Bilingual("具体说明", "the detail"),
    "count": Bilingual("数量", "the quantity"),
    "orders": Bilingual("订单号", "the order ids"),
    "asins": Bilingual("这一行的 ASIN", "the ASINs of the row"),
    "owner": Bilingual("负责人", "the owner"),
    "frequency": Bilingual("频率", "the frequency"),
    "start": Bilingual("开始日期", "the start date"),
    "exhibits": Bilingual("这一行的证据", "the exhibits of the row"),
    "records": Bilingual("执行记录", "the record exhibits"),
}

KNOWN: Mapping[str, Bilingual] = {**OF_CASE, **OF_METRIC, **OF_STATEMENT}

#: Which column of the Facts sheet or which field of the case gives a value, for the missing list.
FIELD_OF: Mapping[str, str] = {
    "store": "store_name", "entity": "legal_name", "merchant_token": "merchant_token", "marketplace": "marketplace",
    "category": "category", "violation": "violations", "notice_date": "notice_date", "case_ids": "amazon_case_ids",
    "complaint_ids": "complaint_ids", "asins": "listings", "brand": "brand", "rights_owner": "rights_owner",
    "registration": "registration_number", "other_account": "other_account",
    "reactivated_on": "other_account_reactivated_on",
}  # fmt: skip

#: Which value a field of the case gives: the other way round.
NAME_OF: Mapping[str, str] = {field: name for name, field in FIELD_OF.items()}

FREQUENCIES: Mapping[str, Bilingual] = {
    "per_order": Bilingual("每个订单", "for every order"),
    "per_listing": Bilingual("每条商品信息", "for every listing"),
    "per_shipment": Bilingual("每批货", "for every shipment"),
    "daily": Bilingual("每天", "every day"),
    "weekly": Bilingual("每周", "every week"),
    "monthly": Bilingual("每月", "every month"),
    "quarterly": Bilingual("每季度", "every quarter"),
    "yearly": Bilingual("每年", "every year"),
    "per_change": Bilingual("每次变更时", "at every change"),
}

#: What the sections of a plan are called.
SECTION_NAMES: Mapping[str, Bilingual] = {
    "summary": Bilingual("概述", "summary"),
    "metrics": Bilingual("当前指标", "current metrics"),
    "root_cause": Bilingual("根本原因", "root cause"),
    "corrective": Bilingual("整改措施", "corrective actions"),
    "preventive": Bilingual("预防措施", "preventive actions"),
    "dispute": Bilingual("与指控不符的事实", "facts that contradict the notice"),
    "request": Bilingual("请求", "request"),
    "closing": Bilingual("结尾", "closing"),
    "retraction": Bilingual("致权利人的信", "letter to the rights owner"),
}
