"""Two versions of a table's tests: examples that came, went or changed."""

from collections.abc import Iterator, Sequence

from casewright.model import Bilingual
from casewright.rules.books.booktext import TestText
from casewright.rules.books.diff.change import Change, How, Part, What
from casewright.rules.books.diff.match import match
from casewright.rules.books.diff.say import BLANK, changed_row, moved_part, part_text


def diff_tests(book: str, sheet: str, old: Sequence[TestText], new: Sequence[TestText]) -> Iterator[Change]:
    """Yield every difference between two versions of a table's tests once."""
    tests = match(old, new, name=lambda test: test.id, body=_test_body)
    for _, test in tests.removed:
        yield _test_change(book, sheet, How.REMOVED, test)
    for _, test in tests.added:
        yield _test_change(book, sheet, How.ADDED, test)
    for pair in tests.pairs:
        parts = list(_test_parts(pair.old, pair.new))
        if pair.renamed:
            text = Bilingual(f"测试 {pair.old_name} 改名为 {pair.new_name}",
                             f"test {pair.old_name} renamed {pair.new_name}")  # fmt: skip
            yield Change(book, sheet, What.TEST, How.RENAMED, pair.new_name, text)
        elif parts:
            yield changed_row(book, sheet, What.TEST, pair.new_name, parts)
        elif pair.moved:
            part = moved_part(pair.old_place, pair.new_place, None)
            yield changed_row(book, sheet, What.TEST, pair.new_name, [part], moved=True)


def _test_body(test: TestText) -> tuple[object, ...]:
    return tuple(sorted(test.given.items())), tuple(sorted(test.expect.items())), test.rules, test.on


def _test_parts(old: TestText, new: TestText) -> Iterator[Part]:
    for lead, one, other in (
        (Bilingual("已知", "given"), old.given, new.given), (Bilingual("应得", "expected"), old.expect, new.expect),
    ):  # fmt: skip
        for name in dict.fromkeys((*one, *other)):
            if one.get(name) != other.get(name):
                title = Bilingual(f"{lead.zh} {name}", f"{lead.en} {name}")
                before, after = one.get(name, ""), other.get(name, "")
                yield Part(name, before, after, part_text(title, before, after, blank=BLANK))
    if old.rules != new.rules:
        before, after = (("*" if each is None else ", ".join(each) or "-") for each in (old.rules, new.rules))
        yield Part("rules", before, after, part_text(Bilingual("应命中", "rules"), before, after, blank=BLANK))
    if old.on != new.on:
        title = Bilingual("按哪一天", "as of")
        yield Part("on", old.on, new.on, part_text(title, old.on, new.on, blank=BLANK))


def _test_change(book: str, sheet: str, how: How, test: TestText) -> Change:
    given = ", ".join(f"{name}={value}" for name, value in test.given.items()) or "-"
    expect = ", ".join(f"{name}={value}" for name, value in test.expect.items()) or ", ".join(test.rules or ()) or "-"
    zh = f"测试 {test.id} {'新增' if how is How.ADDED else '删除'}：已知 {given}，应得 {expect}"
    en = f"test {test.id} {how}: given {given}, expected {expect}"
    return Change(book, sheet, What.TEST, how, test.id, Bilingual(zh, en))
