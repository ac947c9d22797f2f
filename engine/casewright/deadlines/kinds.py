"""What is said about limits: how they were counted, what they rest on, and when they are past."""

from casewright.model import Kind, Severity

ASSUMED = Kind(
    "deadlines/assumed", Severity.INFO,
    "通知没有写明回复期限；按 {row} 采用推定期限 {hours} 小时，从{from_zh}起算。",
    "The notice states no limit; {hours} hours are assumed by {row}, counted from {from_en}.",
    "请对照通知原文确认；若通知另有说明，以通知为准。",
    "Check the notice itself; what it says goes before this assumption.",
)  # fmt: skip
NO_DATE = Kind(
    "deadlines/notice-date-unknown", Severity.WARNING,
    "通知上没有读到日期，期限无法从通知日期起算{instead_zh}。",
    "No date was found on the notice, so the limit cannot be counted from it{instead_en}.",
    "在案件表“通知日期”填写通知右上角的日期，例如 2026-03-05。",
    "Fill in \"Notice date\" with the date printed on the notice, for example 2026-03-05.",
)  # fmt: skip
REPLY_UNDATED = Kind(
    "deadlines/reply-date-unknown", Severity.WARNING,
    "亚马逊的回复里写了期限，但读不到回复的日期，无法起算：“{quote}”。",
    "Amazon's reply sets a limit, but its date cannot be read, so it cannot be counted: \"{quote}\".",
    "把回复存成邮件（.eml）或带日期的全文，再重新放入收件箱；在此之前按收到当天起算自行安排。",
    "Keep the reply as a mail (.eml) or with its date and drop the case again; until then plan from the day it came.",
)  # fmt: skip
DATES_DIFFER = Kind(
    "deadlines/notice-date-differs", Severity.WARNING,
    "案件表写的通知日期是 {given}，通知正文上的日期是 {read}；期限按通知正文计算{difference_zh}。",
    "The sheet gives {given} as the notice date, the notice itself shows {read}; the limit counts from the "
    "notice{difference_en}.",
    "核对通知原文，把案件表改成通知上的日期。", "Check the notice and put its date into the sheet.",
)  # fmt: skip
NO_STORE = Kind(
    "deadlines/store-unknown", Severity.WARNING,
    "看不出是哪个站点，期限按 UTC 计算，与站点当地时间可能相差十几个小时。",
    "The store is not known; the limit counts by UTC and may be half a day off the store's own clock.",
    "在案件表“站点”填写代码，例如 US。", "Fill in the marketplace in the sheet, for example US.",
)  # fmt: skip
BUSINESS_DAYS = Kind(
    "deadlines/business-days", Severity.WARNING,
    "期限写的是 {count} 个工作日；这里按该站点的周末（{weekend_zh}）推算，公共假日不在内，实际可能更晚，不会更早。",
    "The limit is {count} business days; counted with the store's weekend ({weekend_en}) and without public holidays, "
    "which could only make it later.",
    "不要指望假日顺延；按这里的时间准备。", "Do not count on holidays; keep to the time shown here.",
)  # fmt: skip
CLOCK_CHANGE = Kind(
    "deadlines/clock-change", Severity.INFO,
    "期限内站点（{zone}）的时钟要调整一小时（夏令时）；{how_zh}。",
    "The clocks of the store ({zone}) change within the limit (daylight saving); {how_en}.",
    "以这里的三个时间为准，不要自己加减小时。", "Go by the three clocks shown; do not add or take hours by hand.",
)  # fmt: skip
PAST = Kind(
    "deadlines/past", Severity.WARNING,
    "【期限已过】{what}｜{at_zh}。",
    "DEADLINE PASSED. {what_en} | {at_en}.",
    "今天就请卖家在“账户状况”和“绩效通知”里确认案件是否还开放并截图；还能提交就当天提交，"
    "已经提交过的在提交记录里补上日期；已关闭就先和客户商量走哪条路。",
    "Today the seller checks under Account Health and Performance Notifications whether the case is still open, with a "
    "screenshot. If it is, submit today; if an appeal went out already, enter its date under Submissions; if it is "
    "closed, settle the route with the client first.",
)  # fmt: skip
SOON = Kind(
    "deadlines/soon", Severity.WARNING,
    "【期限{left_zh}】{what}｜{at_zh}。",
    "DEADLINE {left_en}. {what_en} | {at_en}.",
    "先做这个案件：缺的材料当天补齐；来不及补齐的，与客户确认后先提交能证明的部分。",
    "This case first: get what is missing today; what cannot be had in time is left out, with the client's consent.",
)  # fmt: skip
ANSWERED = Kind(
    "deadlines/answered", Severity.INFO,
    "申诉已于 {on} 在期限内提交，正在等待回复；期限仍列出备查。",
    "An appeal went out on {on}, within the limit, and waits for its answer; the limit is kept on record.",
    "收到回复后写入提交记录。", "Enter the answer under Submissions when it comes.",
)  # fmt: skip
