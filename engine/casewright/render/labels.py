"""Names of the fixed codes, as documents show them."""

from collections.abc import Mapping

from casewright.model import Bilingual, both

STRATEGIES = {
    "performance": Bilingual("绩效指标", "Performance"),
    "intellectual_property": Bilingual("知识产权", "Intellectual property"),
    "restricted_products": Bilingual("禁限售商品", "Restricted products"),
    "linked_accounts": Bilingual("账号关联", "Linked accounts"),
    "product_quality": Bilingual("商品真实性与质量", "Product authenticity and quality"),
    "account_integrity": Bilingual("账户诚信", "Account integrity"),
    "catalogue": Bilingual("商品目录", "Catalogue"),
    "funds": Bilingual("资金", "Funds"),
    "no_appeal": Bilingual("不宜申诉", "No appeal"),
}
DOORS = {
    "fix": Bilingual("整改（说明原因、已做的整改和预防）", "fix (cause, actions taken, prevention)"),
    "dispute": Bilingual("异议（以事实和证据说明不存在该违规）", "dispute (facts and proof that it did not happen)"),
    "none": Bilingual("不提交申诉", "no appeal is made"),
}
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
METRICS = {
    "ODR": Bilingual("订单缺陷率", "Order Defect Rate"),
    "LSR": Bilingual("迟发率", "Late Shipment Rate"),
    "CXL": Bilingual("配送前取消率", "Pre-fulfilment Cancel Rate"),
    "CANCEL": Bilingual("配送前取消率", "Pre-fulfilment Cancel Rate"),
    "VTR": Bilingual("有效追踪率", "Valid Tracking Rate"),
    "OTDR": Bilingual("准时交货率", "On-Time Delivery Rate"),
    "IDR": Bilingual("发票缺陷率", "Invoice Defect Rate"),
    "AHR": Bilingual("账户状况评级", "Account Health Rating"),
}
METRIC_VERDICTS = {
    "ok": Bilingual("达标", "Within target"),
    "breach": Bilingual("未达标", "Off target"),
    "at_target": Bilingual("恰在界限", "At the limit"),
    "not_measurable": Bilingual("无法计算", "Not measurable"),
}
SOURCES = {
    "computed": Bilingual("按报表计算", "Computed from reports"),
    "notice": Bilingual("通知所载", "Stated in the notice"),
    "dashboard": Bilingual("账户状况页面", "Account Health page"),
}
TOPICS = {
    "root_cause": Bilingual("根本原因", "Root cause"),
    "corrective": Bilingual("已采取的整改", "Actions taken"),
    "preventive": Bilingual("预防措施", "Prevention"),
    "documents": Bilingual("文件", "Documents"),
    "explanation": Bilingual("说明", "Explanation"),
    "other": Bilingual("其他", "Other"),
}
BASES = {
    "stated": Bilingual("通知写明", "Stated in the notice"),
    "assumed": Bilingual("推定，请核对通知", "Assumed; check the notice"),
    "none": Bilingual("未知", "Not known"),
}
STATUSES = {
    "accepted": Bilingual("可用", "Usable"),
    "defective": Bilingual("有问题，不能引用", "Defective, not cited"),
    "missing": Bilingual("缺失", "Missing"),
    "unreadable": Bilingual("无法读取", "Unreadable"),
}
SEVERITIES = {
    "error": Bilingual("必须解决", "Must be solved"),
    "warning": Bilingual("请注意", "Please note"),
    "info": Bilingual("说明", "For information"),
}
RESULTS = {
    "pending": Bilingual("等待中", "Pending"),
    "more_info": Bilingual("要求补充材料", "More information needed"),
    "rejected": Bilingual("被拒", "Rejected"),
    "final": Bilingual("最终拒绝", "Final refusal"),
    "reinstated": Bilingual("已恢复", "Reinstated"),
}
GROUPS = {
    "A": Bilingual("通知与账户", "Notice and account"),
    "B": Bilingual("数据报表", "Figures and reports"),
    "C": Bilingual("整改证明", "Proof of actions taken"),
    "D": Bilingual("预防记录", "Records of prevention"),
    "E": Bilingual("供应链与权利", "Supply and rights"),
    "F": Bilingual("主体与身份", "Company and identity"),
    "Z": Bilingual("其他", "Other"),
}
PHASES = {
    "before": Bilingual("提交前", "Before submitting"),
    "submit": Bilingual("提交", "Submitting"),
    "after": Bilingual("提交后", "After submitting"),
    "never": Bilingual("不要做", "Never"),
}
VERDICTS = {
    "READY": Bilingual("可以提交", "Ready to submit"),
    "NOT_READY": Bilingual("尚不能提交", "Not ready to submit"),
}
DRAFT = Bilingual("草稿 未就绪", "DRAFT NOT READY")
DOCUMENTS = {
    "poa": Bilingual("行动计划书（中英双语工作稿）", "Plan of Action (bilingual working copy)"),
    "poa_en": Bilingual("行动计划书（英文）", "Plan of Action"),
    "evidence_index": Bilingual("证据目录", "Evidence Index"),
    "diagnosis": Bilingual("停用根因报告", "Diagnosis"),
    "missing_materials": Bilingual("待补材料清单", "Missing Materials"),
    "submission_guide": Bilingual("提交指引", "Submission Guide"),
    "fields": Bilingual("申诉表单分栏文本", "Texts for the form fields"),
}


def label(names: Mapping[str, Bilingual], code: str | None) -> Bilingual:
    """Return the name of a code, the code itself where it has none, a dash where nothing was given."""
    return names.get(code, both(code)) if code else both("–")
