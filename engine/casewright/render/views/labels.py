"""Names of the fixed codes, as documents show them."""

from casewright.model import Bilingual
from casewright.model.labels import BASES, DOCUMENTS, LEVELS, POSITIONS, RESULTS, STAGES, label

__all__ = [
    "BASES", "DOCUMENTS", "DOORS", "DRAFT", "GROUPS", "LEVELS", "METRICS", "METRIC_VERDICTS", "PHASES", "POSITIONS",
    "RESULTS", "SEVERITIES", "SOURCES", "STAGES", "STATUSES", "TOPICS", "VERDICTS", "label",
]  # fmt: skip

DOORS = {
    "fix": Bilingual("整改（说明原因、已做的整改和预防）", "fix (cause, actions taken, prevention)"),
    "documents": Bilingual(
        "按通知提交文件和说明（不承认也不否认）",
        "documents and information as asked (nothing admitted, nothing denied)",
    ),
    "dispute": Bilingual("异议（以事实和证据说明不存在该违规）", "dispute (facts and proof that it did not happen)"),
    "none": Bilingual("不提交申诉", "no appeal is made"),
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
#: What a client reads where a row of a rulebook rests on our own judgement.
OWN_PRACTICE = "经验 practice"
TOPICS = {
    "root_cause": Bilingual("根本原因", "Root cause"),
    "corrective": Bilingual("已采取的整改", "Actions taken"),
    "preventive": Bilingual("预防措施", "Prevention"),
    "documents": Bilingual("文件", "Documents"),
    "explanation": Bilingual("说明", "Explanation"),
    "other": Bilingual("其他", "Other"),
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
    "why": Bilingual("这是什么", "What this is"),
    "before": Bilingual("提交前", "Before submitting"),
    "submit": Bilingual("提交", "Submitting"),
    "instead": Bilingual("请这样办理", "Do this instead"),
    "after": Bilingual("提交后", "After submitting"),
    "watch": Bilingual("之后留意", "Then watch"),
    "never": Bilingual("不要做", "Never"),
    "removal": Bilingual("FBA 库存移除", "FBA removal"),
}
VERDICTS = {
    "READY": Bilingual("可以提交", "Ready to submit"),
    "NOT_READY": Bilingual("尚不能提交", "Not ready to submit"),
}
DRAFT = Bilingual("草稿 未就绪", "DRAFT NOT READY")
