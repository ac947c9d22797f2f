"""Notes on the heads of a rulebook: what the column is, what it takes, an example cell, in both languages."""

from collections.abc import Mapping

from casewright.model import Bilingual
from casewright.rules.books.layout import VALUES_SHEET
from casewright.rules.books.values import Listing
from casewright.rules.language.vocabulary import FactType, Term
from casewright.rules.table import HitPolicy

_SHOWN = 12
_UNITS = {
    "share": Bilingual("比率，写 1% 或 0.01", "a share; write 1% or 0.01"), "count": Bilingual("个数", "a count"),
    "days": Bilingual("天", "days"), "hours": Bilingual("小时", "hours"), "day": Bilingual("日", "day"),
}  # fmt: skip

POLICIES: Mapping[HitPolicy, Bilingual] = {
    HitPolicy.UNIQUE: Bilingual(
        "唯一：最多一行命中；两行同时命中会报错。", "At most one row may match; two at once are an error."
    ),
    HitPolicy.ANY: Bilingual(
        "任一：可以几行命中，但结论必须相同，否则报错。",
        "Several rows may match if they conclude the same; otherwise it is an error.",
    ),
    HitPolicy.FIRST: Bilingual(
        "首个：从上往下，第一条命中的行算数。特殊的放上面，一般的放下面；不要排序。",
        "From the top, the first row that matches counts. Special rows above, general ones below; never sort it.",
    ),
    HitPolicy.PRIORITY: Bilingual(
        "优先：命中的行里，结论最靠前的一行算数；先后见第 2 行“then 结论: 高, 中, 低”，或事实字典的取值顺序。",
        "Of the rows that match, the one whose conclusion ranks highest; the ranking stands in row 2 "
        "(then: high, medium, low) or in the dictionary.",
    ),
    HitPolicy.RULE_ORDER: Bilingual(
        "规则顺序：所有命中的行都算数，按行的先后；不要排序。",
        "Every row that matches counts, in row order; never sort it.",
    ),
    HitPolicy.OUTPUT_ORDER: Bilingual(
        "结论顺序：所有命中的行都算数，按结论的先后（同 PRIORITY）。",
        "Every row that matches counts, in the order of the conclusions (as for PRIORITY).",
    ),
    HitPolicy.COLLECT: Bilingual("收集：所有命中的行都算数。", "Every row that matches counts."),
    HitPolicy.COLLECT_SUM: Bilingual(
        "求和：命中各行的结论（数字）相加。", "The sum of the conclusions, which are numbers."
    ),
    HitPolicy.COLLECT_MIN: Bilingual("最小：命中各行里最小的结论。", "The smallest conclusion of the rows that match."),
    HitPolicy.COLLECT_MAX: Bilingual("最大：命中各行里最大的结论。", "The largest conclusion of the rows that match."),
    HitPolicy.COLLECT_COUNT: Bilingual("计数：命中了几行。", "How many rows match."),
}

_NOTED: Mapping[str, Bilingual] = {
    "id": Bilingual(
        "这一行的编号，整张表里不能重复，用过的不再用。编号写 default 或 默认 的行没有条件，其他行都不命中时才用。",
        "The row's own id; it stands once in the table and is not used again. A row with the id default has no "
        "conditions and applies where no other row does.",
    ),
    "reason_zh": Bilingual("为什么这样判断，写给同事看的中文。", "Why the row concludes this, in Chinese."),
    "reason_en": Bilingual("同样的理由，英文。", "The same reason in English."),
    "source": Bilingual(
        "依据：政策页、通知或内部决定。没有依据的行显示橙色。",
        "What the row rests on: a policy page, a notice, a decision of your own. Amber where it is missing.",
    ),
    "effective_from": Bilingual("从这一天起算数（含当天）。例 2026-01-31", "The first day on which the row counts."),
    "effective_to": Bilingual(
        "到这一天为止（含当天）。停用一行时填这里，不要删行；过期的行变灰。例 2026-12-31",
        "The last day on which the row counts. Fill it in instead of deleting the row; the row then turns grey.",
    ),
    "checked_on": Bilingual("最近一次与依据核对的日期。", "When the row was last compared with its source."),
}

#: One or two cells by type that a condition may hold.
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "string": ('"US","UK"', 'contains("吊销","revoked")'), "number": (">= 2", "[1..3]"),
    "boolean": ("true", "false"), "date": (">= 2026-01-31", "[2026-01-01..2026-03-31]"),
    "number list": ("any(lines: > 3)",), "date list": ("any(lines: >= 2026-01-31)",),
}  # fmt: skip


def examples_for(term: Term | None) -> tuple[str, ...]:
    """Return cells that a condition column of a fact may hold, each legal as it stands."""
    if term is None:
        return ("-", "not empty")
    if term.values:
        first = ", ".join(term.values[:2])
        return (first, f"not({term.values[0]})", *(("empty",) if term.type is FactType.LIST else ()))
    if term.type is FactType.NUMBER and term.unit == "share":
        return ("> 1%", "[0.5%..1%)")
    return EXAMPLES.get(term.type.value, ('"a"', 'contains("a")', "empty"))


def policy_note(policy: str) -> str:
    """Return the note on the hit policy: what this one means, and where the others are told."""
    meaning = POLICIES[HitPolicy(policy)] if policy in set(HitPolicy) else Bilingual("", "")
    zh = f"命中策略：几行同时命中时怎么办。\n{policy} {meaning.zh}\n其他的写法见“说明 README”。"
    return (
        f"{zh}\n\nHit policy: what happens when several rows match.\n{policy}: {meaning.en}\nThe others: README sheet."
    )


def own_note(name: str, label: Bilingual) -> str:
    """Return the note on a column that every rulebook has, empty for any other."""
    text = _NOTED.get(name)
    return f"{name}　{label.zh}\n{text.zh}\n\n{label.en}\n{text.en}" if text else ""


def condition_note(name: str, label: Bilingual, term: Term | None, listing: Listing | None, came: str) -> str:
    """Return the note on a condition column."""
    cells = "　".join(examples_for(term))
    kind = _kind(term)
    zh = f"{name}　{label.zh}\n条件。空白或 - 表示不限。类型：{kind.zh}。"
    en = f"{label.en}\nCondition; blank or - means anything. Type: {kind.en}."
    origin = f"\n来历 From: {came}" if came else ""
    return f"{zh}\n\n{en}\n\n例 e.g.  {cells}{origin}{_listed(listing)}"


def conclusion_note(name: str, label: Bilingual, term: Term | None, listing: Listing | None) -> str:
    """Return the note on a conclusion column."""
    kind = _kind(term) if term or listing is None else FactType.ENUM.label
    zh = f"{name}　{label.zh}\n结论。一格只写一个值。类型：{kind.zh}。"
    return f"{zh}\n\n{label.en}\nConclusion; one value a cell. Type: {kind.en}.{_listed(listing)}"


def _kind(term: Term | None) -> Bilingual:
    if term is None:
        return Bilingual("文字", "a text")
    unit = _UNITS.get(term.unit, Bilingual(term.unit, term.unit))
    label = term.type.label
    return Bilingual(f"{label.zh}（{unit.zh}）", f"{label.en} ({unit.en})") if term.unit else label


def _listed(listing: Listing | None) -> str:
    if listing is None:
        return ""
    shown = [f"{code}　{meaning.zh} {meaning.en}".rstrip() for code, meaning in list(listing.codes.items())[:_SHOWN]]
    more = len(listing.codes) - len(shown)
    rest = f"\n… 共 {len(listing.codes)} 个，见“{VALUES_SHEET}”　{more} more: see that sheet" if more > 0 else ""
    return "\n\n可选值 Values:\n" + "\n".join(shown) + rest


_TESTED: Mapping[str, Bilingual] = {
    "id": Bilingual("测试编号，同一张表里不能重复。", "The test's id; it stands once for a table."),
    "table": Bilingual("测哪张决策表，从列表里选。", "The decision table; pick it from the list."),
    "given": Bilingual(
        "已知的事实，每行一个“名称=值”（Alt+Enter 换行）；清单的几个值用 | 隔开；不知道的事实不写。",
        "The facts, one name=value a line (Alt+Enter); values of a list have | between them; what is not known is left "
        "out.",
    ),
    "expect": Bilingual("这张表应得的结论，每行一个“名称=值”。", "What it must conclude, one name=value a line."),
    "rules": Bilingual(
        "应命中的规则编号，用逗号隔开；- 表示没有；留空表示不检查。",
        "The ids of the rows that apply, with commas; - for none; blank leaves it open.",
    ),
    "on": Bilingual("按哪一天测；留空按运行当天。", "The day as of which it is tested; blank for the day of the run."),
}  # fmt: skip


def test_note(name: str, label: Bilingual) -> str:
    """Return the note on a column of the tests sheet."""
    text = _TESTED.get(name)
    return f"{name}　{label.zh}\n{text.zh}\n\n{label.en}\n{text.en}" if text else ""
