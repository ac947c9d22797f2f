"""Where things stand on the sheets of a rulebook, and the labels of the columns that every rulebook has."""

from collections.abc import Mapping
from types import MappingProxyType

from casewright.model import Bilingual
from casewright.rules.head import FIRST_ROW, NOTES

TABLE_MARK, LIST_MARK, TESTS_MARK = "decision table 决策表", "list 清单", "tests 测试"
README_SHEET, TESTS_SHEET, VALUES_SHEET = "说明 README", "测试 Tests", "取值 Values"
#: Sheets that are made anew at every build and never read back into text.
MADE_SHEETS = frozenset({README_SHEET, VALUES_SHEET})
TABLE_ROW, LIST_ROW, TESTS_ROW = FIRST_ROW, 4, 4
DAY_COLUMNS = frozenset({"effective_from", "effective_to", "checked_on"})
NOTE_COLUMNS = NOTES
TEST_COLUMNS = ("id", "table", "given", "expect", "rules", "on")
ROLES = {"rule": "rule 规则", "if": "if 条件", "then": "then 结论", "note": "note 说明"}

LABELS: Mapping[str, Bilingual] = MappingProxyType({
    "id": Bilingual("规则编号", "Rule"), "reason_zh": Bilingual("理由（中文）", "Reason (Chinese)"),
    "reason_en": Bilingual("理由（英文）", "Reason (English)"), "source": Bilingual("依据", "Source"),
    "effective_from": Bilingual("生效日", "In force from"), "effective_to": Bilingual("失效日", "In force to"),
    "checked_on": Bilingual("核对日", "Checked on"), "family": Bilingual("策略类别", "Family"),
    "door": Bilingual("整改或申辩", "Fix or dispute"), "strategy": Bilingual("申诉策略", "Strategy"),
    "approach": Bilingual("具体做法", "Approach"), "cause": Bilingual("根本原因", "Root cause"),
    "kind": Bilingual("证据种类", "Kind of evidence"), "need": Bilingual("必需或可选", "Must or optional"),
    "why_zh": Bilingual("为什么需要（中文）", "Why (Chinese)"),
    "why_en": Bilingual("为什么需要（英文）", "Why (English)"),
    "risk": Bilingual("风险", "Risk"), "severity": Bilingual("程度", "Severity"),
    "text_zh": Bilingual("说明（中文）", "Text (Chinese)"), "text_en": Bilingual("说明（英文）", "Text (English)"),
    "document": Bilingual("文件", "Document"), "block": Bilingual("文字块", "Wording block"),
    "order": Bilingual("顺序", "Order"), "causes": Bilingual("已得出的根本原因", "Root causes found"),
    "evidence_needed": Bilingual("需要的证据", "Evidence needed"), "today": Bilingual("今天", "Today"),
})  # fmt: skip

#: Test columns differ from a table's: their id is the test's.
TEST_LABELS: Mapping[str, Bilingual] = MappingProxyType({
    "id": Bilingual("测试编号", "Test"), "table": Bilingual("决策表", "Table"),
    "given": Bilingual("已知事实（每行 名称=值）", "Given (name=value, one a line)"),
    "expect": Bilingual("应得结论（每行 名称=值）", "Expected (name=value, one a line)"),
    "rules": Bilingual("应命中的规则（- 表示没有）", "Rules that apply (- for none)"),
    "on": Bilingual("按哪一天判定（空白为当天）", "As of which day (blank: today)"),
})  # fmt: skip

WIDTHS: Mapping[str, int] = MappingProxyType({
    "id": 15, "reason_zh": 44, "reason_en": 50, "source": 14, "effective_from": 13, "effective_to": 13,
    "checked_on": 13, "need": 12, "severity": 12, "order": 9, "door": 12, "why_zh": 40, "why_en": 46, "text_zh": 44,
    "text_en": 50,
})  # fmt: skip
WIDTH = 22


def label_text(label: Bilingual) -> str:
    """Return a label as its cell shows it: Chinese above English."""
    return f"{label.zh}\n{label.en}"


def split_label(text: str) -> Bilingual:
    """Return both halves of a label cell; one line stands for both languages."""
    zh, line, en = text.partition("\n")
    return Bilingual(zh.strip(), en.strip() if line else zh.strip())


def purpose_text(purpose: Bilingual) -> str:
    """Return a purpose as its cell shows it."""
    return f"{purpose.zh} | {purpose.en}"


def lines_text(pairs: Mapping[str, str]) -> str:
    """Return given facts or expected conclusions as their cell shows them."""
    return "\n".join(f"{name}={value}" for name, value in pairs.items())
