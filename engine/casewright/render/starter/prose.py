"""The set sentences of the shipped templates. Staff change them in Word, not here."""

from casewright.model import Bilingual
from casewright.render.starter.page import para

DRAFT = Bilingual(
    "工作草稿，不得提交。还有 {{ verdict.count }} 个问题没有解决，详见《待补材料清单》和 NOT_READY.txt。",
    "Working draft, not for submission. {{ verdict.count }} point(s) are still open; they are named in Missing "
    "Materials and in NOT_READY.txt.",
)
NOTHING_YET = Bilingual(
    "这一部分暂无可写内容：缺事实、日期或证据，见《待补材料清单》。",
    "Nothing can be stated here yet: facts, dates or exhibits are missing. See Missing Materials.",
)
UNALTERED = Bilingual(
    "每件证据都是客户提供的原文件，未作改动；提交副本在 exhibits 文件夹。不可用的证据不会在行动计划书中引用。",
    "Each exhibit is an unaltered file as the client gave it; copies for submission stand in the folder exhibits. An "
    "exhibit that is not usable is cited nowhere in the plan.",
)
NO_EVIDENCE = Bilingual("还没有提供证据。", "No evidence was given.")
HASHES = Bilingual(
    "哈希值用来核对文件是否仍是检查时的那一份。",
    "The hash shows that a file is still the one that was examined.",
)
COMPLETE = Bilingual(
    "必需的材料已经齐全；下面列为可选的材料会让申诉更有力。",
    "Nothing that is required is missing. What is listed as optional would make the plan stronger.",
)
INCOMPLETE = Bilingual(
    "“必需”一栏全部补齐、且下列问题都解决之前，什么都不要提交。请把新文件放进案件文件夹、补全案件表，再重新投放。",
    "Submit nothing before everything under “Required” is here and the reasons below are solved. Put new files into "
    "the case folder, fill in the sheet, and drop the case again.",
)
NOTHING = Bilingual("无。", "Nothing.")
ALARM = Bilingual(
    "！！！{{ d.alarm.zh }}　北京时间 {{ d.beijing }}（{{ d.left.zh }}）：{{ d.what.zh }}",
    "!!! {{ d.alarm.en }}: {{ d.beijing }} Beijing time ({{ d.left.en }}). {{ d.what.en }}",
)
NO_DEADLINE = Bilingual(
    "没有已知期限。请每天查看通知原文和“绩效通知”。",
    "No deadline is known. Check the notice and Performance Notifications every day.",
)
ASSISTANCE = Bilingual(
    "本服务只提供协助。由卖家本人阅读、确认并提交；他人不登录账户，也没有人能承诺结果。"
    "不要把密码、验证码或 API 密钥交给任何人。",
    "Assistance only. The seller reads, confirms and submits; nobody else logs in to the account, and nobody can "
    "promise a result. Never hand over a password, a one-time code or an API key.",
)
NO_APPEAL = Bilingual(
    "这件事现在没有要申诉的内容：没有起草申诉书，也不要用别的文本去申诉。请按下面的步骤办理。",
    "There is nothing to appeal here at present: no plan of action was written, and no other text should be sent as "
    "one. Follow the steps below instead.",
)
NOT_YET = Bilingual(
    "现在还不能提交：有 {{ verdict.count }} 个问题没有解决，见《待补材料清单》。",
    "Do not submit yet: {{ verdict.count }} point(s) are open. See Missing Materials.",
)
MENUS = Bilingual(
    "亚马逊会调整菜单名称；页面不同时，以通知原文为准。",
    "Amazon changes menu names; where the page differs, follow the notice itself.",
)
CHANGED = Bilingual(
    "改动的句子在双语工作稿里有批注；能对照时，逐字修改见 Redline_*_INTERNAL.docx（只供内部）。",
    "Sentences that changed bear a comment in the bilingual working copy; where both could be compared, "
    "Redline_*_INTERNAL.docx (internal only) shows the changes word by word.",
)
UNCHANGED = Bilingual(
    "与 {{ changes.since }} 相比，句子、证据、指标、判断和期限都没有变化。",
    "Against {{ changes.since }} nothing changed: no sentence, no exhibit, no figure, no decision and no deadline.",
)
RENUMBERED = Bilingual(
    "另有 {{ changes.numbering }} 处只是附件编号或先后次序变了。",
    "In {{ changes.numbering }} further place(s) only an exhibit number or the order changed.",
)
NO_STEPS = Bilingual("本案没有设定步骤。", "No steps are set for this case.")
EXPECT = Bilingual(
    "由亚马逊独立作出决定，时间由其掌握。一次完整的提交胜过多次零散提交；"
    "提交后保留带地址栏和时间的整页截图，等到回复再补充材料。",
    "Amazon decides, alone and in its own time. One complete submission is stronger than several partial ones; keep a "
    "full-page screenshot with address bar and time as proof, then wait for the answer before sending more.",
)
PHISHING = Bilingual(
    "这封信可能不是亚马逊发出的。不要回复，请到“绩效通知”核对。",
    "This message may not come from Amazon. Do not answer it; check Performance Notifications.",
)
WORDS = Bilingual(
    "停用（Deactivated）：销售权限已被终止，前台看不到商品，后台只能查看和回复，不能销售。"
    "受限（Restricted）：只有一部分功能被限制（某个类目、商品或发货方式），其余照常。",
    "Deactivated: the right to sell has ended for the time being. Buyers see no offers; in Seller Central the seller "
    "can look and answer, not sell. Restricted: part of the account is limited (a category, a listing, a way of "
    "shipping) while the rest goes on.",
)
FACTS_AS_THEY_ARE = Bilingual(
    "事实只能照实填写；这里只说明判断取决于哪一个事实。",
    "Facts are filled in as they are; this only shows on which of them the decision rests.",
)
MORE_ROWS = Bilingual(
    "另有 {{ decision.more }} 行规则选定了路线、证据、文件和文字；casewright explain 逐行说明。",
    "{{ decision.more }} further rows chose routes, evidence, documents and wording; casewright explain shows each.",
)
NO_METRICS = Bilingual("没有提供或算出指标。", "No metric was given or measured.")
NO_CAUSES = Bilingual("目前还没有事实支持的根本原因。", "No root cause is supported by facts yet.")
NO_RISKS = Bilingual("没有触发风险提示。", "No risk flag was raised.")
SEE_MISSING = Bilingual(
    "每一项为什么需要、怎样取得，见《待补材料清单》。",
    "Why each is needed and how to get it stands in Missing Materials.",
)
ALL_HERE = Bilingual("必需材料已齐。", "Nothing that is required is missing.")


LETTER_OUT = Bilingual(
    "这封信由卖家用店铺登记的邮箱自己发给权利人；我们不代发，也不冒用任何人的名义。发出前核对权利人名称和投诉编号，"
    "附件里不得有买家信息。转发来的撤诉函亚马逊不认，须由权利人直接提交。发信截图和对方的回复都要留存，"
    "放进案件文件夹后重新投放。",
    "The seller sends this letter to the rights owner, from the address registered with the store; nobody else sends "
    "it or signs it. Check the owner's name and the complaint ID first, and that no enclosure shows buyer data. A "
    "retraction that is forwarded does not count: the owner sends it to Amazon. Keep the sent mail and the answer, "
    "put them into the case folder and drop the case again.",
)
FILL_IN = Bilingual(
    "数量、移除订单编号和完成日期由卖家按后台记录填写；没有记录的留空，不要估计。",
    "Units, removal orders and days are filled in from Seller Central's own records; what has no record stays blank.",
)
NO_ASIN = Bilingual("案件里没有写明 ASIN。", "The case names no ASIN.")


def boxed(words: Bilingual) -> str:
    """Return a sentence in a box, a paragraph for each language."""
    return para("NoticeBox", words.en) + para("NoticeBoxZH", words.zh)


def told(words: Bilingual) -> str:
    """Return a sentence, a paragraph for each language."""
    return para("Normal", words.en) + para("BodyZH", words.zh)


def alarmed(words: Bilingual) -> str:
    """Return a warning in a red box, a paragraph for each language."""
    return para("AlarmBox", words.en) + para("AlarmBoxZH", words.zh)


def brief(words: Bilingual) -> str:
    """Return a short sentence, both languages on one line."""
    return para("Normal", f"{words.en}  {words.zh}")
