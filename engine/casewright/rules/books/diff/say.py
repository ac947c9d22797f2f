"""How a difference reads: the sentences that tables and lists share."""

from collections.abc import Callable, Mapping, Sequence

from casewright.model import Bilingual, both
from casewright.rules.books.booktext import RuleText, TableText
from casewright.rules.books.diff.change import Change, How, Part, What, joined
from casewright.rules.books.diff.words import difference
from casewright.rules.books.layout import LABELS, NOTE_COLUMNS
from casewright.rules.table import HitPolicy

NOTES = NOTE_COLUMNS
ANYTHING = Bilingual("不限", "anything")
BLANK = Bilingual("空白", "blank")
#: So many cells of a column are told one by one.
_SOME = 4
_HOWS = {How.ADDED: Bilingual("新增", "added"), How.REMOVED: Bilingual("删除", "removed")}
_ORDERED = {HitPolicy.FIRST, HitPolicy.RULE_ORDER, HitPolicy.COLLECT, HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER}


def part_text(title: Bilingual, before: str, after: str, *, blank: Bilingual) -> Bilingual:
    """Return ``title: before → after``."""
    said = difference(before, after, blank=blank)
    return Bilingual(f"{title.zh}：{said.zh}", f"{title.en}: {said.en}")


def same_words(text: Bilingual) -> Bilingual:
    """Say of a difference that it leaves the meaning as it was."""
    return Bilingual(f"{text.zh}（写法不同，意思不变）", f"{text.en} (written differently, same meaning)")


def note_part(name: str, before: str, after: str) -> Part:
    """Return a difference in what explains a row: reason, source, dates."""
    label = LABELS.get(name, Bilingual(name, name))
    title = Bilingual(label.zh, label.en[:1].lower() + label.en[1:])
    return Part(name, before, after, part_text(title, before, after, blank=BLANK))


def ordinal(number: int) -> str:
    """Return an English ordinal: 1st, 2nd, 3rd, 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def ordered_by(policy: HitPolicy | None) -> HitPolicy | None:
    """Return the policy where the order of rows matters to it; PRIORITY settles ties by it."""
    return policy if policy in _ORDERED else None


def moved_part(before: int, after: int, policy: HitPolicy | None) -> Part:
    """Return a move of a row; ``policy`` None: nothing depends on the place."""
    zh = f"从第 {before} 行移到第 {after} 行"
    en = f"moved from {ordinal(before)} to {ordinal(after)} place"
    if policy is HitPolicy.FIRST:
        text = Bilingual(f"{zh}（FIRST：先后决定结果）", f"{en} (FIRST: order decides)")
    elif policy is not None:
        text = Bilingual(f"{zh}（{policy}：结论按行的先后）", f"{en} ({policy}: conclusions follow the order of rows)")
    else:
        text = Bilingual(f"{zh}（不影响结果）", f"{en} (nothing depends on it)")
    return Part("place", str(before), str(after), text, policy is not None)


def column_change(
    book: str, sheet: str, how: How, title: Bilingual, name: str, cells: Mapping[str, str]
) -> Change:  # fmt: skip
    """Return a column that came or went, with the rows in which it says something; told here and not in the rows."""
    shown = [f"{rule}（{text}）" for rule, text in list(cells.items())[:_SOME]]
    en_shown = [f"{rule} ({text})" for rule, text in list(cells.items())[:_SOME]]
    more = "…" if len(cells) > _SOME else ""
    zh = f"{title.zh} {_HOWS[how].zh}"
    en = f"{title.en} {_HOWS[how].en}"
    if cells:
        zh += f"，{len(cells)} 行有内容：{'、'.join(shown)}{more}"
        en += f", filled in {len(cells)} row{'s' if len(cells) > 1 else ''}: {', '.join(en_shown)}{more}"
    else:
        zh, en = f"{zh}，没有内容", f"{en}, without content"
    return Change(book, sheet, What.COLUMN, how, name, Bilingual(zh, en), meaning=bool(cells))


def row_change(book: str, sheet: str, how: How, name: str, words: Bilingual, place: int) -> Change:
    """Return a row that came or went, in words."""
    zh = f"规则 {name} {_HOWS[how].zh}（第 {place} 行）：{words.zh}"
    en = f"row {name} {_HOWS[how].en} ({ordinal(place)}): {words.en}"
    return Change(book, sheet, What.ROW, how, name, Bilingual(zh, en))


def changed_row(
    book: str, sheet: str, what: What, name: str, parts: Sequence[Part], *, moved: bool = False
) -> Change:  # fmt: skip
    """Return the change of a row that is in both: its parts in one sentence, changes of meaning first."""
    ranked = sorted(parts, key=lambda part: not part.meaning)
    meaning = any(part.meaning for part in parts)
    noun = {What.ROW: Bilingual("规则", "row"), What.TEST: Bilingual("测试", "test")}.get(what, both(""))
    if moved and len(parts) == 1:
        text = Bilingual(f"{noun.zh} {name} {parts[0].text.zh}", f"{noun.en} {name} {parts[0].text.en}")
        return Change(book, sheet, what, How.MOVED, name, text, meaning, tuple(parts))
    said = joined([part.text for part in ranked])
    text = Bilingual(f"{noun.zh} {name} 改了：{said.zh}", f"{noun.en} {name} changed: {said.en}")
    return Change(book, sheet, what, How.CHANGED, name, text, meaning, tuple(ranked))


def row_in_words(row: RuleText, table: TableText, title: Callable[[str, str], Bilingual]) -> Bilingual:
    """Return ``if ..., then ...`` with reason, source and dates behind it."""
    asks = [(name, row.conditions[name]) for name in table.inputs if name in row.conditions]
    says = [(name, row.conclusions[name]) for name in table.outputs if name in row.conclusions]
    zh_if = "，且 ".join(f"{_name(title('if', name).zh)} {text}" for name, text in asks) or "任何情况"
    en_if = " and ".join(f"{name}: {text}" for name, text in asks) or "in any case"
    zh_then = "，".join(f"{_name(title('then', name).zh)} {text}" for name, text in says) or "没有结论"
    en_then = ", ".join(f"{name}: {text}" for name, text in says) or "nothing"
    zh, en = f"如果 {zh_if}，则 {zh_then}", f"{'if ' if asks else ''}{en_if}, then {en_then}"
    notes = [(name, text) for name, text in row.notes.items() if text]
    for name, text in notes:
        label = LABELS.get(name, Bilingual(name, name))
        zh, en = f"{zh}；{label.zh} {text}", f"{en}; {label.en[:1].lower()}{label.en[1:]} {text}"
    if row.reason:
        zh, en = f"{zh}；理由：{row.reason.zh}", f"{en}; reason: {row.reason.en}"
    return Bilingual(zh, en)


def _name(title: str) -> str:
    return title.partition("“")[2].rstrip("”")
