"""Two versions of a table's head: its hit policy and purpose, and its columns."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from casewright.model import Bilingual
from casewright.rules.books.booktext import RuleText, TableText
from casewright.rules.books.diff.change import Change, How, What
from casewright.rules.books.diff.match import Match, match
from casewright.rules.books.diff.say import BLANK, column_change, part_text, same_words
from casewright.rules.books.drafts import label_of
from casewright.rules.language.vocabulary import Vocabulary
from casewright.rules.notation import read_policy
from casewright.rules.table import HitPolicy

IF, THEN = "if", "then"
PURPOSES = (
    ("zh", Bilingual("用途（中文）", "purpose (Chinese)")), ("en", Bilingual("用途（英文）", "purpose (English)")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a table with the facts dictionary that it is read by."""

    table: TableText
    words: Vocabulary

    def title(self, role: str, name: str) -> Bilingual:
        """Return what a column is called: its role, its label where it has one, its machine name."""
        label = label_of(name, self.table.labels, self.words, own=role == THEN)
        zh = f"{label.zh} {name}" if label.zh and label.zh != name else name
        lead = Bilingual("条件", "condition") if role == IF else Bilingual("结论", "conclusion")
        return Bilingual(f"{lead.zh}“{zh}”", f"{lead.en} {name}")

    def cells(self, role: str, name: str) -> dict[str, str]:
        """Return what a column says, by row id; rows in which it says nothing are left out."""
        return {row.id: said[name] for row in self.table.rows if name in (said := _said(row, role))}

    def columns(self, role: str) -> tuple[str, ...]:
        """Return the columns of a role."""
        return self.table.inputs if role == IF else self.table.outputs


def _said(row: RuleText, role: str) -> Mapping[str, str]:
    return row.conditions if role == IF else row.conclusions


def match_columns(old: Version, new: Version, role: str) -> Match[str]:
    """Pair the columns of a role by name, then by what they say: a column may have got another name."""
    return match(old.columns(role), new.columns(role), name=str, body=_body(old, new, role))


def _body(old: Version, new: Version, role: str) -> Callable[[str], tuple[object, ...]]:
    def body(name: str) -> tuple[object, ...]:
        version = old if name in old.columns(role) else new
        # A column that says nothing is like any other such column, so it is like none.
        return tuple(sorted(version.cells(role, name).items())) or (name,)

    return body


def diff_head(book: str, old: Version, new: Version) -> Iterator[Change]:
    """Yield what changed in row 1 and 2: hit policy, purpose, order of values, labels."""
    for name, title, before, after, same in _heads(old.table, new.table):
        if before != after:
            text = part_text(title, before, after, blank=BLANK)
            text = same_words(text) if same else text
            yield Change(book, new.table.name, What.HEAD, How.CHANGED, name, text, not same)


def _heads(old: TableText, new: TableText) -> Iterator[tuple[str, Bilingual, str, str, bool]]:
    policies = read_policy(old.hit_policy), read_policy(new.hit_policy)
    alike = policies[0] is not None and policies[0] is policies[1]
    yield "hit policy", Bilingual("命中策略", "hit policy"), old.hit_policy, new.hit_policy, alike
    for lang, title in PURPOSES:
        yield f"purpose_{lang}", title, old.purpose.lang(lang), new.purpose.lang(lang), False
    for name in (name for name in new.outputs if name in old.outputs):
        title = Bilingual(f"“{name}”各值的先后", f"order of the values of {name}")
        ranks = [", ".join(table.priority.get(name, ())) for table in (old, new)]
        yield f"priority {name}", title, ranks[0], ranks[1], False
    both_have = {*old.inputs, *old.outputs} & {*new.inputs, *new.outputs}
    for name in (name for name in dict.fromkeys((*old.labels, *new.labels)) if name in both_have):
        title = Bilingual(f"“{name}”列的标签", f"label of column {name}")
        labels = [table.labels.get(name) for table in (old, new)]
        shown = [f"{label.zh} / {label.en}" if label else "" for label in labels]
        yield f"label {name}", title, shown[0], shown[1], True


def diff_columns(book: str, old: Version, new: Version, role: str, found: Match[str]) -> Iterator[Change]:
    """Yield columns that came, went, got another name or another place."""
    sheet = new.table.name
    for _, name in found.removed:
        yield column_change(book, sheet, How.REMOVED, old.title(role, name), name, old.cells(role, name))
    for _, name in found.added:
        yield column_change(book, sheet, How.ADDED, new.title(role, name), name, new.cells(role, name))
    policy = read_policy(new.table.hit_policy)
    for pair in found.pairs:
        if pair.renamed:
            title = old.title(role, pair.old)
            zh, en = f"{title.zh}改名为 {pair.new}，内容没有变", f"{title.en} renamed {pair.new}, same cells"
            yield Change(book, sheet, What.COLUMN, How.RENAMED, pair.new, Bilingual(zh, en))
        if pair.moved:
            ranked = role == THEN and policy in {HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER}
            title = new.title(role, pair.new)
            text = Bilingual(f"{title.zh}移动了位置", f"{title.en} stands elsewhere")
            text = text if ranked else same_words(text)
            yield Change(book, sheet, What.COLUMN, How.MOVED, pair.new, text, ranked)
