"""Names of the fixed codes, as people read them on the screen and in documents."""

from collections.abc import Mapping

from casewright.model.bilingual import Bilingual, both

#: The doors in one word; documents say at more length what each means.
DOORS = {
    "fix": Bilingual("整改", "fix"),
    "dispute": Bilingual("异议", "dispute"),
    "none": Bilingual("不申诉", "no appeal"),
}
NEEDS = {"must": Bilingual("必需", "required"), "optional": Bilingual("可选", "optional")}
STAGES = {
    "info": Bilingual("告知", "Information"),
    "warning": Bilingual("警告（有停用风险）", "Warning (at risk)"),
    "under_review": Bilingual("审核中", "Under review"),
    "restricted": Bilingual("受限", "Restricted"),
    "removed": Bilingual("商品已移除", "Listing removed"),
    "deactivated": Bilingual("停用", "Deactivated"),
    "more_info": Bilingual("要求补充材料", "More information needed"),
    "rejected": Bilingual("申诉被拒", "Appeal rejected"),
    "final": Bilingual("最终决定", "Final decision"),
    "reinstated": Bilingual("已恢复", "Reinstated"),
}
LEVELS = {
    "account": Bilingual("账户级", "Account"),
    "fulfilment": Bilingual("自发货权限", "Seller-fulfilled offers"),
    "category": Bilingual("类目级", "Category"),
    "listing": Bilingual("商品级", "Listing"),
    "order": Bilingual("订单级", "Order"),
    "funds": Bilingual("资金", "Funds"),
}
POSITIONS = {
    "admits": Bilingual("承认", "Admits"),
    "denies": Bilingual("否认", "Denies"),
    "partly": Bilingual("部分承认", "Admits in part"),
    "unknown": Bilingual("未表态", "Not stated"),
}
RESULTS = {
    "pending": Bilingual("等待中", "Pending"),
    "more_info": Bilingual("要求补充材料", "More information needed"),
    "rejected": Bilingual("被拒", "Rejected"),
    "final": Bilingual("最终拒绝", "Final refusal"),
    "reinstated": Bilingual("已恢复", "Reinstated"),
}
DOCUMENTS = {
    "poa": Bilingual("行动计划书（中英双语工作稿）", "Plan of Action (bilingual working copy)"),
    "poa_en": Bilingual("行动计划书（英文）", "Plan of Action"),
    "dispute_letter": Bilingual("异议信", "Dispute Letter"),
    "evidence_index": Bilingual("证据目录", "Evidence Index"),
    "diagnosis": Bilingual("停用根因报告", "Diagnosis"),
    "missing_materials": Bilingual("待补材料清单", "Missing Materials"),
    "submission_guide": Bilingual("提交指引", "Submission Guide"),
    "retraction_request": Bilingual("致权利人的撤诉请求函", "Request for Retraction"),
    "removal_guide": Bilingual("FBA 库存移除指引", "FBA Removal Guide"),
    "no_appeal": Bilingual("不用申诉，请这样办理", "No Appeal: Do This Instead"),
    "fields": Bilingual("申诉表单分栏文本", "Texts for the form fields"),
}
BASES = {
    "stated": Bilingual("通知写明", "Stated in the notice"),
    "assumed": Bilingual("推定，请核对通知", "Assumed; check the notice"),
    "none": Bilingual("未知", "Not known"),
}
#: How a limit stands on a day; ``later`` needs no word.
STANDINGS = {
    "past": Bilingual("期限已过", "DEADLINE PASSED"),
    "today": Bilingual("今天到期", "DUE TODAY"),
    "soon": Bilingual("明天到期，可能不足 24 小时", "DUE TOMORROW, perhaps less than 24 hours"),
}
#: How a reminder stands on a day; ``later`` needs no word.
REMINDER_STATES = {
    "past": Bilingual("时间已过", "time passed"),
    "due": Bilingual("就在今天或正在此期间", "today, or in this time now"),
}


def label(names: Mapping[str, Bilingual], code: str | None) -> Bilingual:
    """Return the name of a code, the code itself where it has none, a dash where nothing was given."""
    return names.get(code, both(code)) if code else both("–")
