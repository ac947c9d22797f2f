"""Two versions of a list: entries that came, went or changed, long texts word by word."""

from collections.abc import Callable, Iterator, Mapping

from casewright.model import Bilingual
from casewright.rules.books.booktext import ListText
from casewright.rules.books.diff.change import Change, How, Part, What, joined
from casewright.rules.books.diff.match import Pair, match
from casewright.rules.books.diff.say import BLANK, column_change, part_text, same_words
from casewright.rules.books.diff.words import parts_of

_HOWS = {How.ADDED: "新增", How.REMOVED: "删除"}
#: An entry: its id and its cells.
_Entry = tuple[str, Mapping[str, str]]
#: An entry that came or went is told by so many signs of its texts.
_GIST = 120


def diff_list(book: str, old: ListText, new: ListText) -> Iterator[Change]:
    """Yield every difference between two versions of a list once."""
    for lang, zh, en in (("zh", "用途（中文）", "purpose (Chinese)"), ("en", "用途（英文）", "purpose (English)")):
        if old.purpose.lang(lang) != new.purpose.lang(lang):
            text = part_text(Bilingual(zh, en), old.purpose.lang(lang), new.purpose.lang(lang), blank=BLANK)
            yield Change(book, new.name, What.HEAD, How.CHANGED, f"purpose_{lang}", text)
    columns = match([c.name for c in old.columns], [c.name for c in new.columns], name=str, body=_column(old, new))
    for (_, name), how, side in ((*((each, How.REMOVED, old) for each in columns.removed),
                                  *((each, How.ADDED, new) for each in columns.added))):  # fmt: skip
        cells = {_id(side, row): row[name] for row in side.rows if name in row}
        yield column_change(book, new.name, how, Bilingual(f"“{name}”列", f"column {name}"), name, cells)
    for pair in columns.pairs:
        yield from _kept_column(book, old, new, pair)
    same = [(pair.old, pair.new) for pair in columns.pairs]
    rows = match(_named(old), _named(new), name=lambda entry: entry[0], body=_body(old, new))
    for place, entry in rows.removed:
        yield _entry(book, old, entry, How.REMOVED, place)
    for place, entry in rows.added:
        yield _entry(book, new, entry, How.ADDED, place)
    for twin in rows.pairs:
        yield from _changed(book, new.name, twin, same)


def _column(old: ListText, new: ListText) -> Callable[[str], tuple[object, ...]]:
    before = {column.name for column in old.columns}

    def cells(name: str) -> tuple[object, ...]:
        side = old if name in before else new
        said = {_id(side, row): row[name] for row in side.rows if name in row and name != side.columns[0].name}
        return tuple(sorted(said.items())) or (name,)

    return cells


def _kept_column(book: str, old: ListText, new: ListText, pair: Pair[str]) -> Iterator[Change]:
    if pair.renamed:
        text = Bilingual(
            f"“{pair.old}”列改名为 {pair.new}，内容没有变", f"column {pair.old} renamed {pair.new}, same cells"
        )
        yield Change(book, new.name, What.COLUMN, How.RENAMED, pair.new, text)
    before = next(column.label for column in old.columns if column.name == pair.old)
    after = next(column.label for column in new.columns if column.name == pair.new)
    if before != after:
        title = Bilingual(f"“{pair.new}”列的标签", f"label of column {pair.new}")
        text = part_text(title, f"{before.zh} / {before.en}", f"{after.zh} / {after.en}", blank=BLANK)
        yield Change(book, new.name, What.HEAD, How.CHANGED, f"label {pair.new}", same_words(text), meaning=False)
    if pair.moved:
        text = Bilingual(f"“{pair.new}”列移动了位置", f"column {pair.new} stands elsewhere")
        yield Change(book, new.name, What.COLUMN, How.MOVED, pair.new, same_words(text), meaning=False)


def _id(sheet: ListText, row: Mapping[str, str]) -> str:
    return row.get(sheet.columns[0].name, "") if sheet.columns else ""


def _named(sheet: ListText) -> tuple[_Entry, ...]:
    return tuple((_id(sheet, row), row) for row in sheet.rows)


def _body(old: ListText, new: ListText) -> Callable[[_Entry], tuple[object, ...]]:
    ids = {sheet.columns[0].name for sheet in (old, new) if sheet.columns}
    return lambda entry: tuple(sorted((name, text) for name, text in entry[1].items() if name not in ids))


def _entry(book: str, sheet: ListText, entry: _Entry, how: How, place: int) -> Change:
    name, row = entry
    said = "; ".join(f"{column.name}: {row[column.name]}" for column in sheet.columns[1:] if column.name in row)
    gist = said if len(said) <= _GIST else f"{said[:_GIST]}…"
    text = Bilingual(f"条目 {name} {_HOWS[how]}（第 {place} 条）：{gist}", f"entry {name} {how} (no. {place}): {gist}")
    return Change(book, sheet.name, What.ROW, how, name, text)


def _changed(book: str, sheet: str, pair: Pair[_Entry], columns: list[tuple[str, str]]) -> Iterator[Change]:
    name = pair.new_name
    if pair.renamed:
        text = Bilingual(f"条目 {pair.old_name} 改名为 {name}", f"entry {pair.old_name} renamed {name}")
        yield Change(book, sheet, What.ROW, How.RENAMED, name, text)
        return
    before, after = pair.old[1], pair.new[1]
    parts = [part for old, new in columns for part in _part(new, before.get(old, ""), after.get(new, ""))]
    if pair.moved:
        zh = f"从第 {pair.old_place} 条移到第 {pair.new_place} 条"
        en = f"moved from no. {pair.old_place} to no. {pair.new_place}"
        parts.append(Part("place", str(pair.old_place), str(pair.new_place), Bilingual(zh, en)))
    if not parts:
        return
    ranked = sorted(parts, key=lambda part: not part.meaning)
    meaning, said = any(part.meaning for part in parts), joined([part.text for part in ranked])
    if pair.moved and len(parts) == 1:
        text, how = Bilingual(f"条目 {name} {said.zh}", f"entry {name} {said.en}"), How.MOVED
    else:
        text, how = Bilingual(f"条目 {name} 改了：{said.zh}", f"entry {name} changed: {said.en}"), How.CHANGED
    yield Change(book, sheet, What.ROW, how, name, text, meaning, tuple(ranked))


def _part(name: str, before: str, after: str) -> Iterator[Part]:
    """Compare one cell; of several values with ``|`` between them tell those that came and went."""
    if before == after:
        return
    title = Bilingual(name, name)
    old, new = parts_of(before), parts_of(after)
    if " ".join(before.split()) == " ".join(after.split()) or (old == new and old):
        yield Part(name, before, after, same_words(part_text(title, before, after, blank=BLANK)), meaning=False)
        return
    if max(len(old), len(new)) < 2 or not old or not new:
        yield Part(name, before, after, part_text(title, before, after, blank=BLANK))
        return
    come, gone = [each for each in new if each not in old], [each for each in old if each not in new]
    zh = [f"增加 {'、'.join(come)}"] if come else []
    en = [f"adds {', '.join(come)}"] if come else []
    zh += [f"去掉 {'、'.join(gone)}"] if gone else []
    en += [f"drops {', '.join(gone)}"] if gone else []
    if not zh:
        zh, en = [f"先后变为 {after}"], [f"order becomes {after}"]
    yield Part(name, before, after, Bilingual(f"{name}：{'，'.join(zh)}", f"{name}: {', '.join(en)}"))
