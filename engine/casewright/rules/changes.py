"""A supposition for reading and as JSON: facts, decision and rows before and after."""

from collections.abc import Iterator, Sequence

from casewright.model import NOTHING, Bilingual, Decision, Facts, OtherWay, both
from casewright.rules.differ import Difference, Moved, RowMoved
from casewright.rules.given import to_json
from casewright.rules.reading import Voice, because, instead
from casewright.rules.whatif import FactChange, WhatIf

_NOTHING = Bilingual("（没有）", "(none)")
_HEADS = {
    "violation": Bilingual("违规类型", "Violation"), "door": Bilingual("方向", "Door"),
    "strategy": Bilingual("策略", "Strategy"), "approach": Bilingual("做法", "Approach"),
}  # fmt: skip
_LISTS = {
    "causes": Bilingual("根本原因", "Root causes"), "evidence": Bilingual("需要的证据", "Evidence needed"),
    "risks": Bilingual("风险", "Risks"), "routes": Bilingual("路径", "Routes"),
    "documents": Bilingual("文件", "Documents"),
    "blocks": Bilingual("词句", "Wording blocks"),
}  # fmt: skip
#: Tables whose rows say no more than the lists do.
_LISTED = frozenset({"root_causes", "evidence", "documents", "wording"})
#: Under which fact's name the codes of a list have their labels.
_LABELS = {"causes": "cause", "evidence": "kind", "documents": "document"}


def what_if_text(told: WhatIf, voice: Voice, *, whole: bool = False) -> list[str]:
    """Return a supposition for reading: facts, decision, lists, then the rows with the cells that decide."""
    lines = list(voice.lines(Bilingual("如果", "What if")))
    lines += [line for change in told.facts for line in _fact_lines(change, voice)]
    if not told.facts:
        lines += voice.lines(
            Bilingual("这些事实现在就是这样，什么都不会变。", "These facts are so already; nothing changes."), "  "
        )
    elif told.difference.none:
        lines += voice.lines(Bilingual("判断不变。", "The decision stays as it is."), "  ")
    return lines + difference_text(told.difference, told.after.facts, voice, whole=whole)


def _fact_lines(change: FactChange, voice: Voice) -> Iterator[str]:
    names = voice.names
    before, after = names.value(change.name, change.before), names.value(change.name, change.after)
    label, of = names.fact(change.name), ", ".join(change.because)
    zh, en = (f"（随 {of} 而变）", f" (follows from {of})") if of else ("", "")
    yield from voice.lines(
        Bilingual(f"{label.zh}：{before.zh} → {after.zh}{zh}", f"{label.en}: {before.en} -> {after.en}{en}"), "  "
    )


def difference_text(difference: Difference, facts: Facts, voice: Voice, *, whole: bool = True) -> list[str]:
    """Return what differs, for reading; where not ``whole``, the rows behind the lists are counted only."""
    lines: list[str] = []
    for name, before, after in difference.heads:
        old, new = (voice.names.code(name, code) if code else _NOTHING for code in (before, after))
        label = _HEADS[name]
        lines += voice.lines(Bilingual(f"{label.zh}：{old.zh} → {new.zh}", f"{label.en}: {old.en} -> {new.en}"), "  ")
    for what, label in _LISTS.items():
        if moved := difference.of(what):
            lines.append(f"  {voice.word(label)}")
            lines += [line for each in moved for line in _moved_lines(each, voice)]
    for what in difference.reordered:
        label = _LISTS[what]
        lines += voice.lines(Bilingual(f"{label.zh}的顺序不同", f"{label.en} stand in another order"), "  ")
    for applies, head in ((True, Bilingual("现在采用的行", "Rows that now apply")),
                          (False, Bilingual("不再采用的行", "Rows that no longer apply"))):  # fmt: skip
        rows = [row for row in difference.rows if row.applies is applies]
        if rows:
            lines.append(f"  {voice.word(head)}")
            told = [row for row in rows if whole or row.table not in _LISTED]
            lines += [line for row in told for line in _row_lines(row, facts, voice)]
            if behind := len(rows) - len(told):
                lines += voice.lines(
                    Bilingual(f"另有 {behind} 行，结果已列在上面（--all 看全部）",
                              f"{behind} more, whose outcome stands above (--all shows every row)"), "    ",
                )  # fmt: skip
    return lines


def _moved_lines(each: Moved, voice: Voice) -> Iterator[str]:
    names = voice.names
    sign = "+" if not each.before else "-" if not each.after else "~"
    name = names.code(_LABELS[each.what], each.code) if each.what in _LABELS else both(each.code)
    weight = _weight(each, voice)
    yield f"    {sign} {voice.word(name)}{weight}"
    if each.what in {"risks", "routes"} and each.text:
        yield from voice.lines(each.text, "        ")


def _weight(each: Moved, voice: Voice) -> str:
    if each.what not in {"evidence", "risks"}:
        return ""
    shown = [voice.word(voice.names.code("need", code)) for code in (each.before, each.after) if code]
    return f" ({' -> '.join(shown)})"


def _row_lines(row: RowMoved, facts: Facts, voice: Voice) -> Iterator[str]:
    yield f"    {'+' if row.applies else '-'} {row.table} {row.rule}  ({row.row.rpartition(' > ')[2]})"
    if row.applies:
        yield from voice.lines(row.reason, "        ")
    for cell in row.cells:
        yield from voice.lines((because if cell.met else instead)(cell, facts, voice.names), "        ")
    if row.behind:
        text = Bilingual(
            f"条件没有变；原先排在前面的是 {row.behind}", f"its cells are as before; {row.behind} went first"
        )
        if not row.applies:
            text = Bilingual(
                f"条件没有变；现在 {row.behind} 排在前面", f"its cells are as before; {row.behind} goes first now"
            )
        yield from voice.lines(text, "        ")


def ways_text(ways: Sequence[OtherWay], voice: Voice) -> list[str]:
    """Return the nearest other decisions for reading."""
    if not ways:
        return []
    names = voice.names
    lines = list(voice.lines(Bilingual(
        "只要一个事实不同，就会走另一条路（每条都重新判断过；事实只能照实填写）",
        "One fact otherwise leads elsewhere (each was decided again; facts are filled in as they are)",
    )))  # fmt: skip
    for way in ways:
        label, outcome = names.fact(way.fact), [(name, getattr(way, name)) for name in ("door", "strategy", "approach")]
        course = [names.code(name, code) for name, code in outcome]
        was, now = names.value(way.fact, way.before), names.condition(way.fact, way.condition)
        lines += voice.lines(Bilingual(
            f"{label.zh}：{was.zh} → {now.zh}：{' · '.join(each.zh for each in course)}  ({way.table} {way.rule})",
            f"{label.en}: {was.en} -> {now.en}: {' · '.join(each.en for each in course)}  ({way.table} {way.rule})",
        ), "  ")  # fmt: skip
    return lines


def what_if_json(told: WhatIf) -> dict[str, object]:
    """Return a supposition as data."""
    return {
        "facts": [
            {"name": each.name, "before": to_json(each.before), "after": to_json(each.after),
             "because": list(each.because)}
            for each in told.facts
        ],
        "decision": {name: getattr(told.after, name) for name in _HEADS},
        **difference_json(told.difference),
        "findings": [finding.to_json() for finding in told.findings],
    }  # fmt: skip


def difference_json(difference: Difference) -> dict[str, object]:
    """Return a difference as data."""
    return {
        "same": difference.none,
        "changed": {name: {"before": before, "after": after} for name, before, after in difference.heads},
        "lists": {
            what: [_moved_json(each) for each in moved] for what in _LISTS if (moved := difference.of(what))
        },
        "reordered": list(difference.reordered),
        "rows": [
            {"table": row.table, "rule": row.rule, "row": row.row, "applies": row.applies, "behind": row.behind or None,
             "cells": [{"at": cell.at, "text": cell.text, "fact": cell.fact, "value": cell.value, "met": cell.met}
                       for cell in row.cells]}
            for row in difference.rows
        ],
    }  # fmt: skip


def _moved_json(each: Moved) -> dict[str, object]:
    shown: dict[str, object] = {"code": each.code, "before": each.before or None, "after": each.after or None}
    return shown if each.text == NOTHING else {**shown, "text": {"zh": each.text.zh, "en": each.text.en}}


def ways_json(ways: Sequence[OtherWay]) -> list[dict[str, object]]:
    """Return the nearest other decisions as data."""
    return [
        {"fact": way.fact, "before": to_json(way.before), "instead": to_json(way.instead), "condition": way.condition,
         "table": way.table, "rule": way.rule, "row": way.row, "door": way.door, "strategy": way.strategy,
         "approach": way.approach}
        for way in ways
    ]  # fmt: skip


def course(decision: Decision, voice: Voice) -> str:
    """Return what was decided in words: strategy, approach, door."""
    names = voice.names
    parts = [names.label(name, code) or both(code)
             for name in ("strategy", "approach", "door") if (code := getattr(decision, name))]  # fmt: skip
    return " · ".join(voice.word(part) for part in parts)
