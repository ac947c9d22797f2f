"""Two versions of a decision table: what changed, row by row and in words."""

from collections.abc import Iterator

from casewright.model import Bilingual
from casewright.rules.books.booktext import RuleText, TableText
from casewright.rules.books.diff.cells import Alike, alike_conclusions, alike_conditions
from casewright.rules.books.diff.change import Change, How, Part, What, joined
from casewright.rules.books.diff.examples import diff_tests
from casewright.rules.books.diff.heads import IF, THEN, Version, diff_columns, diff_head, match_columns
from casewright.rules.books.diff.match import Pair, match
from casewright.rules.books.diff.say import (
    ANYTHING,
    BLANK,
    NOTES,
    changed_row,
    moved_part,
    note_part,
    ordered_by,
    part_text,
    row_change,
    row_in_words,
    same_words,
)
from casewright.rules.language.vocabulary import Vocabulary
from casewright.rules.notation import read_policy


def diff_table(
    book: str, old: TableText, new: TableText, *, words: tuple[Vocabulary, Vocabulary]
) -> Iterator[Change]:  # fmt: skip
    """Yield every difference between two versions of a table once; each is read by its own facts dictionary."""
    yield from _TableDiff(book, Version(old, words[0]), Version(new, words[1])).changes()


class _TableDiff:
    """Two versions of one table, with their columns paired."""

    def __init__(self, book: str, old: Version, new: Version) -> None:
        self.book, self.sheet = book, new.table.name
        self.old, self.new = old, new
        self.columns = {role: match_columns(old, new, role) for role in (IF, THEN)}

    def changes(self) -> Iterator[Change]:
        yield from diff_head(self.book, self.old, self.new)
        for role, columns in self.columns.items():
            yield from diff_columns(self.book, self.old, self.new, role, columns)
        yield from self._rows()
        yield from diff_tests(self.book, self.sheet, self.old.table.tests, self.new.table.tests)

    def _rows(self) -> Iterator[Change]:
        rows = match(self.old.table.rows, self.new.table.rows, name=lambda row: row.id, body=_body)
        for place, row in rows.removed:
            words = row_in_words(row, self.old.table, self.old.title)
            yield row_change(self.book, self.sheet, How.REMOVED, row.id, words, place)
        for place, row in rows.added:
            words = row_in_words(row, self.new.table, self.new.title)
            yield row_change(self.book, self.sheet, How.ADDED, row.id, words, place)
        for pair in rows.pairs:
            yield from self._row(pair)

    def _row(self, pair: Pair[RuleText]) -> Iterator[Change]:
        parts = list(self._parts(pair.old, pair.new))
        if pair.moved:
            policy = ordered_by(read_policy(self.new.table.hit_policy))
            parts.append(moved_part(pair.old_place, pair.new_place, policy))
        if pair.renamed:
            zh, en = f"规则 {pair.old_name} 改名为 {pair.new_name}", f"row {pair.old_name} renamed {pair.new_name}"
            text = joined([Bilingual(zh, en), *(part.text for part in parts)])
            yield Change(self.book, self.sheet, What.ROW, How.RENAMED, pair.new_name, text, parts=tuple(parts))
        elif parts:
            yield changed_row(self.book, self.sheet, What.ROW, pair.new_name, parts, moved=pair.moved)

    def _parts(self, old: RuleText, new: RuleText) -> Iterator[Part]:
        for pair in self.columns[IF].pairs:
            before, after = old.conditions.get(pair.old, ""), new.conditions.get(pair.new, "")
            terms = self.old.words.term(pair.old), self.new.words.term(pair.new)
            alike = alike_conditions(before, after, *terms)
            yield from _part(pair.new, self.new.title(IF, pair.new), before, after, alike, ANYTHING)
        for pair in self.columns[THEN].pairs:
            before, after = old.conclusions.get(pair.old, ""), new.conclusions.get(pair.new, "")
            terms = self.old.words.term(pair.old), self.new.words.term(pair.new)
            alike = alike_conclusions(before, after, *terms)
            yield from _part(pair.new, self.new.title(THEN, pair.new), before, after, alike, BLANK)
        notes = _notes(old), _notes(new)
        for name in NOTES:
            before, after = notes[0].get(name, ""), notes[1].get(name, "")
            if before != after:
                yield note_part(name, before, after)


def _part(
    name: str, title: Bilingual, before: str, after: str, alike: Alike, blank: Bilingual
) -> Iterator[Part]:  # fmt: skip
    if alike is Alike.SAME:
        return
    text = part_text(title, before, after, blank=blank)
    if alike is Alike.SPELLING:
        text = same_words(text)
    if alike is Alike.UNREAD:
        zh, en = f"{text.zh}（有一格读不懂，按文字比较）", f"{text.en} (a cell does not read; compared as text)"
        text = Bilingual(zh, en)
    yield Part(name, before, after, text, alike is not Alike.SPELLING)


def _notes(row: RuleText) -> dict[str, str]:
    return {"reason_zh": row.reason.zh, "reason_en": row.reason.en, **row.notes}


def _body(row: RuleText) -> tuple[object, ...]:
    notes = tuple(sorted((name, text) for name, text in _notes(row).items() if text))
    return tuple(sorted(row.conditions.items())), tuple(sorted(row.conclusions.items())), notes
