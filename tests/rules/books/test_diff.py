"""A change of a rulebook is told once, in words, and another spelling is not taken for another meaning."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.model import PlaybookError, both
from casewright.rules import RulebookDiff, build_books, diff_rulebooks
from casewright.rules.books.booktext import RuleText, TableText
from casewright.rules.books.diff.match import match
from casewright.rules.books.diff.tables import diff_table
from casewright.rules.language.vocabulary import Vocabulary

FACTS = """list: facts
purpose: {zh: 事实, en: Facts}
columns:
- {name: name, zh: 事实名, en: Name, width: '24'}
- {name: zh, zh: 中文, en: Chinese, width: '20'}
- {name: type, zh: 类型, en: Type, width: '10'}
- {name: values, zh: 可选值, en: Values, width: '30'}
rows:
- name: position
  zh: 客户立场
  type: enum
  values: admits|partly|denies
- name: rate
  zh: 比率
  type: number
"""
DOOR = """table: door
hit_policy: FIRST
purpose: {zh: 走哪条路, en: Which door}
inputs: [position, rate]
outputs: [door]
rows:
- id: D1
  if: {position: admits}
  then: {door: fix}
  reason: {zh: 客户承认。, en: The client admits it.}
  source: P1
  effective_from: 2020-01-01
- id: D2
  if: {position: denies, rate: '> 1%'}
  then: {door: dispute}
  source: P1
- id: D3
  if: {rate: '[1..3]'}
  then: {door: none}
  source: P1
- id: D4
  then: {door: none}
  source: P2
tests:
- id: T1
  given: {position: admits}
  expect: {door: fix}
  rules: [D1]
- id: T2
  given: {position: denies, rate: 2%}
  expect: {door: dispute}
  rules: [D2]
"""
BLOCKS = """list: blocks
purpose: {zh: 词句, en: Wording}
columns:
- {name: id, zh: 编号, en: Id, width: '14'}
- {name: en, zh: 英文, en: English, width: '60'}
- {name: kinds, zh: 种类, en: Kinds, width: '20'}
rows:
- id: B1
  en: We shipped every open order on the day after the notice and told each buyer in a message of its own.
  kinds: invoice|loa
- id: B2
  en: We closed the offer.
  kinds: sop
"""
Diff = Callable[..., RulebookDiff]


@pytest.fixture
def diff(tmp_path: Path) -> Diff:
    """Compare the texts above with what becomes of them when parts are replaced."""

    def write(side: str, texts: dict[str, str]) -> Path:
        for name, text in texts.items():
            path = tmp_path / side / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / side

    def run(*replacements: tuple[str, str], back: bool = False) -> RulebookDiff:
        old = {"facts/facts.yaml": FACTS, "strategy/door.yaml": DOOR, "wording/blocks.yaml": BLOCKS}
        new = dict(old)
        for before, after in replacements:
            assert sum(text.count(before) for text in new.values()) == 1, before
            new = {name: text.replace(before, after) for name, text in new.items()}
        one, other = write("old", old), write("new", new)
        return diff_rulebooks(other, one) if back else diff_rulebooks(one, other)

    return run


def told(found: RulebookDiff, lang: str = "en") -> list[str]:
    return [f"{change.where}: {change.text.lang(lang)}" for change in found.changes]


def test_nothing_changed_is_nothing_told(diff: Diff) -> None:
    assert diff().changes == ()
    assert diff().to_json()["equal"] is True


PLANTED = [
    (
        [("if: {position: admits}", "if: {position: 'admits, partly'}")],
        "strategy > door: row D1 changed: condition position: admits → admits, partly",
        "strategy > door: 规则 D1 改了：条件“客户立场 position”：admits → admits, partly",
    ),
    (
        [("if: {rate: '[1..3]'}", "if: {position: denies, rate: '[1..3]'}")],
        "strategy > door: row D3 changed: condition position: anything → denies",
        "strategy > door: 规则 D3 改了：条件“客户立场 position”：不限 → denies",
    ),
    (
        [("then: {door: dispute}", "then: {door: fix}")],
        "strategy > door: row D2 changed: conclusion door: dispute → fix",
        "strategy > door: 规则 D2 改了：结论“整改或申辩 door”：dispute → fix",
    ),
    (
        [("- id: D4\n  then", "- id: D9\n  then")],
        "strategy > door: row D4 renamed D9",
        "strategy > door: 规则 D4 改名为 D9",
    ),
    (
        [("- id: D4\n  then: {door: none}\n  source: P2\n", "")],
        "strategy > door: row D4 removed (4th): in any case, then door: none; source P2",
        "strategy > door: 规则 D4 删除（第 4 行）：如果 任何情况，则 整改或申辩 door none；依据 P2",
    ),
    (
        [("- id: D4\n", "- id: D5\n  if: {rate: < 2%}\n  then: {door: fix}\n  source: P3\n- id: D4\n")],
        "strategy > door: row D5 added (4th): if rate: < 2%, then door: fix; source P3",
        "strategy > door: 规则 D5 新增（第 4 行）：如果 比率 rate < 2%，则 整改或申辩 door fix；依据 P3",
    ),
    (
        [("hit_policy: FIRST", "hit_policy: UNIQUE")],
        "strategy > door: hit policy: FIRST → UNIQUE",
        "strategy > door: 命中策略：FIRST → UNIQUE",
    ),
    (
        [("expect: {door: fix}", "expect: {door: none}")],
        "strategy > door: test T1 changed: expected door: fix → none",
        "strategy > door: 测试 T1 改了：应得 door：fix → none",
    ),
    (
        [("effective_from: 2020-01-01\n", "effective_from: 2020-01-01\n  effective_to: 2026-12-31\n")],
        "strategy > door: row D1 changed: in force to: blank → 2026-12-31",
        "strategy > door: 规则 D1 改了：失效日：空白 → 2026-12-31",
    ),
    (
        [("values: admits|partly|denies", "values: admits|denies|unknown")],
        "facts > facts: entry position changed: values: adds unknown, drops partly",
        "facts > facts: 条目 position 改了：values：增加 unknown，去掉 partly",
    ),
    (
        [("on the day after the notice", "on the second day after the notice")],
        "wording > blocks: entry B1 changed: en: …order on the 【+second】 day after…",
        "wording > blocks: 条目 B1 改了：en：…order on the 【+second】 day after…",
    ),
    (
        [("- id: B2\n", "- id: B7\n")],
        "wording > blocks: entry B2 renamed B7",
        "wording > blocks: 条目 B2 改名为 B7",
    ),
]


@pytest.mark.parametrize(("replaced", "en", "zh"), PLANTED, ids=[each[1] for each in PLANTED])
def test_a_single_change_is_told_once_and_in_words(
    diff: Diff, replaced: list[tuple[str, str]], en: str, zh: str
) -> None:
    found = diff(*replaced)
    assert told(found) == [en]
    assert told(found, "zh") == [zh]
    assert found.meaning == found.changes
    assert len(diff(*replaced, back=True).changes) == 1


def test_a_row_that_moved_is_told_with_both_places_and_what_depends_on_them(diff: Diff) -> None:
    row = "- id: D3\n  if: {rate: '[1..3]'}\n  then: {door: none}\n  source: P1\n"
    moved = [(row, ""), ("- id: D1\n  if", f"{row}- id: D1\n  if")]
    assert told(diff(*moved)) == ["strategy > door: row D3 moved from 3rd to 1st place (FIRST: order decides)"]
    assert told(diff(*moved, back=True)) == [
        "strategy > door: row D3 moved from 1st to 3rd place (FIRST: order decides)"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("rate: '> 1%'", "rate: '＞ 0.01'"),
        ("rate: '[1..3]'", "rate: '[1.0 .. 3]'"),
        ("if: {position: admits}", "if: {position: '\"admits\"'}"),
        ("then: {door: dispute}", "then: {door: '\"dispute\"'}"),
        ("hit_policy: FIRST", "hit_policy: 首个"),
        ("kinds: invoice|loa", "kinds: invoice | loa"),
    ],
)
def test_another_spelling_of_the_same_is_told_apart(diff: Diff, before: str, after: str) -> None:
    found = diff((before, after))
    assert found.meaning == ()
    (change,) = found.spelling
    assert change.text.en.endswith("(written differently, same meaning)")
    assert found.to_json()["same_meaning"] is True


def test_changes_of_meaning_stand_before_those_of_spelling(diff: Diff) -> None:
    found = diff(("if: {position: denies, rate: '> 1%'}", "if: {position: admits, rate: '>1%'}"))
    assert told(found) == [
        "strategy > door: row D2 changed: condition position: denies → admits; "
        "condition rate: > 1% → >1% (written differently, same meaning)"
    ]


def test_a_cell_that_does_not_read_is_compared_as_text_and_says_so(diff: Diff) -> None:
    (change,) = diff(("rate: '> 1%'", "rate: '> > 1%'")).changes
    assert change.text.en.endswith("condition rate: > 1% → > > 1% (a cell does not read; compared as text)")


def test_a_new_column_is_told_once_with_the_rows_that_use_it(diff: Diff) -> None:
    found = diff(
        ("inputs: [position, rate]", "inputs: [position, rate, stage]"),
        ("if: {position: admits}", "if: {position: admits, stage: final}"),
    )
    assert told(found) == ["strategy > door: condition stage added, filled in 1 row: D1 (final)"]


def test_a_column_with_another_name_and_the_same_cells_was_renamed(diff: Diff) -> None:
    found = diff(
        ("inputs: [position, rate]", "inputs: [stance, rate]"), ("if: {position: admits}", "if: {stance: admits}"),
        ("if: {position: denies, rate", "if: {stance: denies, rate"),
    )  # fmt: skip
    assert told(found) == ["strategy > door: condition position renamed stance, same cells"]


def test_tables_and_books_that_come_and_go_are_told(diff: Diff, tmp_path: Path) -> None:
    diff()
    (tmp_path / "new" / "strategy" / "risks.yaml").write_text(
        DOOR.replace("table: door", "table: risks").replace("source: P1", "source: P7"), encoding="utf-8"
    )
    (tmp_path / "new" / "wording" / "blocks.yaml").unlink()
    found = diff_rulebooks(tmp_path / "old", tmp_path / "new")
    assert told(found) == [
        "strategy > risks: table risks added (4 rows, FIRST): Which door", "wording: workbook wording removed: blocks",
    ]  # fmt: skip


def test_a_table_that_only_got_another_name_was_renamed(diff: Diff) -> None:
    assert told(diff(("table: door", "table: gate"))) == ["strategy > gate: sheet door renamed gate, same content"]


def test_a_workbook_and_its_text_are_the_same(diff: Diff, tmp_path: Path) -> None:
    diff()
    build_books(tmp_path / "old", tmp_path / "books")
    assert diff_rulebooks(tmp_path / "books", tmp_path / "old").changes == ()
    assert diff_rulebooks(tmp_path / "old" / "strategy", tmp_path / "books" / "strategy.xlsx").changes == ()


def test_a_book_that_does_not_load_is_compared_by_cell(diff: Diff, tmp_path: Path) -> None:
    diff()
    _, strategy, _ = build_books(tmp_path / "old", tmp_path / "books")
    torn = tmp_path / "torn.xlsx"
    workbook = openpyxl.load_workbook(strategy)
    workbook["door"]["D1"] = "FIRTS"
    workbook.save(torn)
    found = diff_rulebooks(strategy, torn)
    assert [change.text.en for change in found.changes][1:] == ["cell D1: FIRST → FIRTS"]
    assert 'The hit policy "FIRTS" is not known.' in found.remarks[0].en


def test_a_side_that_is_no_rulebook_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match="holds neither rulebooks nor their texts"):
        diff_rulebooks(tmp_path, tmp_path)


def test_a_single_book_is_not_compared_with_a_folder_that_lacks_it(diff: Diff, tmp_path: Path) -> None:
    diff()
    (_, strategy, _) = build_books(tmp_path / "old", tmp_path / "books")
    other = strategy.rename(tmp_path / "draft.xlsx")
    with pytest.raises(PlaybookError, match="no rulebook draft"):
        diff_rulebooks(other, tmp_path / "old")


rows = st.lists(
    st.builds(
        lambda name, cell, end: RuleText(name, {"x": cell} if cell else {}, {"y": end}),
        st.sampled_from("ABCDEFGH"), st.sampled_from(["", "1", "2", "> 3"]), st.sampled_from(["p", "q"]),
    ),
    max_size=8, unique_by=lambda row: row.id,
)  # fmt: skip


def table(made: list[RuleText]) -> TableText:
    return TableText("t", "FIRST", both("t"), ("x",), ("y",), tuple(made))


def differences(old: list[RuleText], new: list[RuleText]) -> list[tuple[str, str]]:
    words = (Vocabulary(open=True), Vocabulary(open=True))
    return [(change.how, change.id) for change in diff_table("b", table(old), table(new), words=words)]


@given(made=rows)
def test_a_table_does_not_differ_from_itself(made: list[RuleText]) -> None:
    assert differences(made, list(made)) == []


@given(old=rows, new=rows)
def test_the_way_back_tells_the_same_changes_mirrored(old: list[RuleText], new: list[RuleText]) -> None:
    mirror = {"added": "removed", "removed": "added"}
    there, back = differences(old, new), differences(new, old)
    plain = [(mirror.get(how, how), name) for how, name in there if how != "renamed"]
    assert sorted(plain) == sorted(each for each in back if each[0] != "renamed")
    assert sum(how == "renamed" for how, _ in there) == sum(how == "renamed" for how, _ in back)


@given(made=rows.filter(lambda made: len(made) > 1), data=st.data())
def test_one_row_moved_is_one_move_told(made: list[RuleText], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(made) - 1))
    goal = data.draw(st.integers(0, len(made) - 1))
    other = list(made)
    other.insert(goal, other.pop(place))
    assert [how for how, _ in differences(made, other)] == ([] if place == goal else ["moved"])


@given(old=st.permutations("ABCDEFG"), new=st.permutations("ABCDEFG"))
def test_the_same_rows_count_as_moved_from_either_side(old: list[str], new: list[str]) -> None:
    there = {pair.old for pair in match(old, new, name=str).pairs if pair.moved}
    back = {pair.old for pair in match(new, old, name=str).pairs if pair.moved}
    assert there == back
    kept = [each for each in new if each not in there]
    assert kept == [each for each in old if each not in there]
