"""How a workbook may write a hit policy: DMN's letters and signs, the full words, and the Chinese ones."""

import re

from casewright.rules.table import HitPolicy
from casewright.text import fold_width

_WORDS = {
    HitPolicy.UNIQUE: ("u", "unique", "唯一", "唯一命中"),
    HitPolicy.ANY: ("a", "any", "任一", "任意", "任一命中"),
    HitPolicy.FIRST: ("f", "first", "首个", "第一个", "首个命中", "首次命中"),
    HitPolicy.PRIORITY: ("p", "priority", "优先", "优先级"),
    HitPolicy.RULE_ORDER: ("r", "ruleorder", "规则顺序", "规则次序", "按规则顺序"),
    HitPolicy.OUTPUT_ORDER: ("o", "outputorder", "输出顺序", "输出次序", "结论顺序", "按输出顺序"),
    HitPolicy.COLLECT: ("c", "collect", "list", "collectlist", "收集", "收集清单", "汇集", "清单"),
    HitPolicy.COLLECT_SUM: ("+", "sum", "求和", "合计", "总和"),
    HitPolicy.COLLECT_MIN: ("<", "min", "minimum", "最小", "最小值"),
    HitPolicy.COLLECT_MAX: (">", "max", "maximum", "最大", "最大值"),
    HitPolicy.COLLECT_COUNT: ("#", "count", "计数", "个数", "数量"),
}
_KNOWN = {word: policy for policy, words in _WORDS.items() for word in words} | {
    head + word: policy
    for policy, words in _WORDS.items() if policy.aggregates
    for word in words for head in ("c", "collect", "收集", "汇集")
}  # fmt: skip
_JOINTS = re.compile(r"[\s_\-()\[\]:,，、/|.]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def read_policy(text: str) -> HitPolicy | None:
    """Return the hit policy that a cell names (``C+``, ``COLLECT(sum)``, ``求和``, ``UNIQUE 唯一``), None for no such.

    A blank cell is UNIQUE, as in DMN. Two languages side by side must say the same.
    """
    word = _JOINTS.sub("", fold_width(text).casefold())
    if not word:
        return HitPolicy.UNIQUE
    if word in _KNOWN:
        return _KNOWN[word]
    halves = {_KNOWN.get("".join(_CHINESE.findall(word))), _KNOWN.get(_CHINESE.sub("", word))}
    return halves.pop() if len(halves) == 1 else None
