"""What can be wrong with a row of notices.xlsx."""

from casewright.model import Kind, Severity

BAD_WORD = Kind(
    "playbook/notice-word-unknown", Severity.ERROR,
    "“{value}”不是这一列可用的词；可用：{allowed}。",
    "\"{value}\" is not a word this column takes; it takes {allowed}.",
    "改成其中一个词。", "Use one of these words.",
)  # fmt: skip
BAD_NUMBER = Kind(
    "playbook/notice-number-unreadable", Severity.ERROR,
    "“{value}”不是数字。",
    "\"{value}\" is not a number.",
    "写成数字，例如 3 或 0.5。",
    "Write a number such as 3 or 0.5.",
)  # fmt: skip
NO_PHRASE = Kind(
    "playbook/notice-phrase-missing", Severity.ERROR,
    "这一行没有提示语。", "This row has no phrase.", "在 phrase 列写上通知里会出现的词句，或删掉这一行。",
    "Write the words of the notice into the phrase column, or delete the row.",
)  # fmt: skip

BAD_ZONE = Kind(
    "playbook/notice-zone-unknown", Severity.ERROR,
    "“{value}”不是时区名。", "\"{value}\" is no time zone.",
    "写成 IANA 时区名，例如 America/Los_Angeles；站点当地时间写 local。",
    "Write an IANA name such as America/Los_Angeles; local for the store's own time.",
)  # fmt: skip

NO_NUMBER = Kind(
    "playbook/notice-threshold-missing", Severity.ERROR,
    "thresholds 清单里缺少“{name}”，通知类型无法判定。", "The list thresholds lacks \"{name}\"; types cannot be told.",
    "从 casewright init 新建的 desk 里把这一行复制回来。",
    "Copy the row back from a desk laid out by casewright init.",
)  # fmt: skip

BAD_PAIR = Kind(
    "playbook/notice-pair-unreadable", Severity.ERROR,
    "这一行要写两个不同的代码，现在是“{code}”和“{other}”。",
    "This row tells two different codes apart; it names \"{code}\" and \"{other}\".",
    "在 code 和 other 两列各写一个代码。", "Write one code each into the columns code and other.",
)  # fmt: skip

NO_HINT = Kind(
    "playbook/notice-hint-missing", Severity.ERROR,
    "这一行没有写怎样区分（中文和英文都要）。", "This row does not say how the two are told apart (in both languages).",
    "写明看通知哪里、或到卖家平台看什么，就能分清。", "Write what in the notice or in Seller Central decides.",
)  # fmt: skip
