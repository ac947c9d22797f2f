"""What a clerk is told about a notice: each kind of finding, worded once."""

from casewright.model import Kind, Severity

MISSING = Kind(
    "notices/missing", Severity.ERROR,
    "没有找到通知文件{named_zh}。", "The notice was not found{named_en}.",
    "把亚马逊的通知原文（.eml .msg .html .pdf .docx .txt）放进案件文件夹，文件名写成“notice”或“通知”，"
    "或在案件表“通知文件”写上文件名。",
    "Put Amazon's own notice (.eml .msg .html .pdf .docx .txt) into the case folder, call it \"notice\", or name it "
    "in the sheet.",
)  # fmt: skip
EMPTY = Kind(
    "notices/unreadable", Severity.ERROR,
    "通知文件里读不到文字（可能是图片或扫描件）。",
    "No text can be read in the notice (it may be a picture or a scan).",
    "在卖家平台“绩效通知”打开原文，全选复制，存成 notice.txt 放进文件夹；截图保留作证据。",
    "Open it under Performance Notifications, copy the whole text into notice.txt and add that; keep the picture as "
    "evidence.",
)  # fmt: skip
UNSURE = Kind(
    "notices/type-unsure", Severity.WARNING,
    "通知类型不能确定（{why_zh}）：最可能是 {first}（依据：{first_cues}），其次是 {second}（依据：{second_cues}）。",
    "The type of the notice is not certain ({why_en}): most likely {first} (words: {first_cues}), then {second} "
    "(words: {second_cues}).",
    "请对照通知原文，在案件表“违规类型”里选定。{hint_zh}",
    "Check the notice and choose the violation in the sheet.{hint_en}",
)  # fmt: skip
TOO_LONG = Kind(
    "notices/read-in-part", Severity.WARNING,
    "通知文字有 {signs} 个字符，太长，只读了前 {read} 个。",
    "The notice has {signs} signs, which is too long; the first {read} were read.",
    "把通知本身（不要往来邮件和附件）存成 notice.txt 重新放入；上限是 notices.xlsx 的 thresholds 表 most_signs。",
    "Save the notice alone, without the thread and attachments, as notice.txt and add that; the bound is most_signs on "
    "the list thresholds of notices.xlsx.",
)  # fmt: skip
UNKNOWN = Kind(
    "notices/type-unknown", Severity.WARNING,
    "认不出这是什么通知（太弱、不作数的线索：{cues}）。",
    "It cannot be told what kind of notice this is (words too weak to count: {cues}).",
    "在案件表“违规类型”里选定；若是常见通知，请把它的提示语补进 notices.xlsx 的 cues 表。",
    "Choose the violation in the sheet; for a common notice, add its words to the cues list of notices.xlsx.",
)  # fmt: skip
NO_CUES = Kind(
    "notices/language-without-cues", Severity.WARNING,
    "通知是{language_zh}写的，cues 表里没有这种语言的提示语，类型只能当作猜测。",
    "The notice is written in {language_en}; the cues list has no words of that language, so its type is a guess.",
    "请懂这种语言的同事核对原文，在案件表“违规类型”里选定；常收到这种语言的通知，就"
    "把提示语补进 notices.xlsx 的 cues 表。",
    "Let somebody who reads the language choose the violation in the sheet; where such notices come often, add their "
    "words to the cues list of notices.xlsx.",
)  # fmt: skip
PHISHING = Kind(
    "notices/phishing", Severity.ERROR,
    "这封邮件是假冒亚马逊的（钓鱼邮件），不能申诉：{zh}。",
    "This mail is not from Amazon (a fraud); it opens no appeal: {en}.",
    "不要回复、不要点链接和附件、不要付款，邮件里的期限不用管；请客户自己输入网址登录卖家平台，核对“绩效通知”里有没有同一封；"
    "已经点过或填过的，立即改密码、重设两步验证并核对收款账户；连同完整邮件头举报并保存原邮件。",
    "Do not answer, click, open or pay, and leave its deadline; have the client type the address of Seller Central and "
    "look under Performance Notifications; whoever clicked or entered anything changes the password and the two-step "
    "verification at once and checks the bank account; report the mail with its full headers and keep the original.",
)  # fmt: skip
DOUBTFUL = Kind(
    "notices/may-be-fraud", Severity.WARNING,
    "这封通知有可疑之处，但还不能断定是假的：{zh}。",
    "Something in this notice is doubtful, though not enough to call it a fraud: {en}.",
    "先不要点链接、不要回复；请客户自己登录卖家平台，核对“绩效通知”里有没有同一封，并要原邮件（作为附件转发）核对发件地址。",
    "Click and answer nothing yet; ask the client to look for the same notice under Performance Notifications, and for "
    "the original mail as an attachment, so that the sender can be checked.",
)  # fmt: skip
DATE_UNCLEAR = Kind(
    "notices/date-unclear", Severity.WARNING,
    "通知上的日期“{text}”有两种读法，没有采用。",
    "The date \"{text}\" on the notice can be read in two ways; it was not used.",
    "在案件表“通知日期”写成 2026-03-05 这样的日期。", "Give the notice date in the sheet, written like 2026-03-05.",
)  # fmt: skip
LIMIT_UNCLEAR = Kind(
    "notices/deadline-unclear", Severity.WARNING,
    "通知里的期限“{text}”有两种读法，暂按较早的一天 {day} 计。",
    "The limit \"{text}\" can be read in two ways; the earlier day, {day}, is taken.",
    "对照通知原文确认是哪一天。", "Check in the notice which day is meant.",
)  # fmt: skip
SEVERAL_LIMITS = Kind(
    "notices/several-deadlines", Severity.INFO,
    "通知里有 {count} 处给卖家的期限，按最早的一处计：“{quote}”。",
    "The notice sets the seller {count} times; the earliest counts: \"{quote}\".",
    "其余期限请对照原文逐一安排。", "Plan the others from the notice itself.",
)  # fmt: skip
OTHER_STORE = Kind(
    "notices/other-marketplace", Severity.WARNING,
    "通知写的是 {read} 站点，案件表写的是 {given}。", "The notice speaks of the {read} store, the sheet of {given}.",
    "核对是哪个站点的通知；每个站点分别申诉。",
    "Check which store the notice is from; each store is appealed on its own.",
)  # fmt: skip
STRANGE_SENDER = Kind(
    "notices/sender-not-amazon", Severity.WARNING,
    "这封邮件的发件人 {sender} 不是亚马逊，看不到亚马逊的原始邮件头。",
    "The mail was sent by {sender}, not by Amazon, and Amazon's own header is not in it.",
    "请客户从卖家平台“绩效通知”导出原文，或把原邮件作为附件转发。",
    "Ask the client for the text under Performance Notifications, or for the original mail as an attachment.",
)  # fmt: skip
