"""A workbook that staff edited is never lost to a build."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casewright.model import PlaybookError
from casewright.rules import build_books, export_book

FACTS = """
list: facts
purpose: {zh: 事实, en: Facts}
columns:
- {name: name, zh: 事实名, en: Name, width: 24}
- {name: zh, zh: 中文, en: Chinese, width: 20}
- {name: en, zh: 英文, en: English, width: 20}
- {name: type, zh: 类型, en: Type, width: 10}
rows:
- {name: rate, zh: 比率, en: Rate, type: number}
"""
DOOR = """
table: door
hit_policy: FIRST
purpose: {zh: 整改还是申辩, en: Fix or dispute}
inputs: [rate]
outputs: [door]
rows:
- {id: D1, if: {rate: '> 1%'}, then: {door: fix}, source: S, effective_from: 2020-01-01}
- {id: D2, then: {door: dispute}, source: S}
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    for path, text in {"facts/facts.yaml": FACTS, "strategy/door.yaml": DOOR}.items():
        file = tmp_path / "text" / path
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "text"


def edit(path: Path, change: Callable[[openpyxl.Workbook], None]) -> None:
    """Do as an office program does: open, change, save."""
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)


def new_text(texts: Path) -> None:
    (texts / "strategy" / "door.yaml").write_text(DOOR.replace("> 1%", "> 2%"), encoding="utf-8")


def type_in(sheet: str, at: str, text: str) -> Callable[[openpyxl.Workbook], None]:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook[sheet][at] = text

    return change


def test_an_untouched_workbook_follows_its_text(texts: Path, tmp_path: Path) -> None:
    _, strategy = build_books(texts, tmp_path)
    new_text(texts)
    build_books(texts, tmp_path)
    assert openpyxl.load_workbook(strategy)["door"]["B5"].value == "> 2%"


def test_an_edited_workbook_is_refused_and_nothing_at_all_is_written(texts: Path, tmp_path: Path) -> None:
    facts, strategy = build_books(texts, tmp_path)
    edit(strategy, type_in("door", "B5", "> 5%"))
    (texts / "facts" / "facts.yaml").write_text(FACTS.replace("比率", "占比"), encoding="utf-8")
    before = facts.read_bytes(), strategy.read_bytes()
    with pytest.raises(PlaybookError) as caught:
        build_books(texts, tmp_path, keep=tmp_path / "kept")
    assert (facts.read_bytes(), strategy.read_bytes()) == before
    assert not (tmp_path / "kept").exists()
    assert "strategy.xlsx" in caught.value.text.zh
    assert "facts.xlsx" not in caught.value.text.en
    for fix in (caught.value.fix.zh, caught.value.fix.en):
        assert "rulebook export" in fix
        assert "--force" in fix


@pytest.mark.parametrize(
    ("sheet", "at"), [("door", "B5"), ("door", "A9"), ("door", "AA3"), ("说明 README", "B3"), ("取值 Values", "C4")]
)
def test_a_word_typed_anywhere_is_an_edit(sheet: str, at: str, texts: Path, tmp_path: Path) -> None:
    facts = FACTS.replace("rows:", "- {name: values, zh: 值, en: Values, width: 9}\nrows:")
    facts += "- {name: door, zh: 门, en: Door, type: enum, values: fix|dispute}\n"
    (texts / "facts" / "facts.yaml").write_text(facts, encoding="utf-8")
    _, strategy = build_books(texts, tmp_path)
    edit(strategy, type_in(sheet, at, "问客户"))
    new_text(texts)
    with pytest.raises(PlaybookError):
        build_books(texts, tmp_path, keep=tmp_path / "kept")
    assert openpyxl.load_workbook(strategy)[sheet][at].value == "问客户"


def test_force_keeps_a_copy_of_what_it_writes_over(texts: Path, tmp_path: Path) -> None:
    _, strategy = build_books(texts, tmp_path)
    edit(strategy, type_in("door", "B5", "> 5%"))
    edited = strategy.read_bytes()
    with pytest.raises(PlaybookError):
        build_books(texts, tmp_path, force=True)
    build_books(texts, tmp_path, force=True, keep=tmp_path / "kept")
    (copy,) = (tmp_path / "kept").iterdir()
    assert copy.read_bytes() == edited
    assert copy.name.startswith("strategy 20")
    assert openpyxl.load_workbook(strategy)["door"]["B5"].value == "> 1%"


def test_after_export_the_edit_stands_in_the_text_and_the_build_goes_on(texts: Path, tmp_path: Path) -> None:
    _, strategy = build_books(texts, tmp_path)
    edit(strategy, type_in("door", "B5", "> 5%"))
    (texts / "strategy" / "door.yaml").write_text(export_book(strategy)["door"], encoding="utf-8")
    build_books(texts, tmp_path, keep=tmp_path / "kept")
    assert openpyxl.load_workbook(strategy)["door"]["B5"].value == "> 5%"
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_a_workbook_that_was_only_coloured_is_kept_as_a_copy(texts: Path, tmp_path: Path) -> None:
    _, strategy = build_books(texts, tmp_path)
    edit(strategy, lambda _: None)
    new_text(texts)
    with pytest.raises(PlaybookError):
        build_books(texts, tmp_path)
    build_books(texts, tmp_path, keep=tmp_path / "kept")
    assert len(list((tmp_path / "kept").iterdir())) == 1


@pytest.mark.parametrize("lock", ["~$strategy.xlsx", ".~lock.strategy.xlsx#"])
def test_an_open_workbook_is_left_alone(lock: str, texts: Path, tmp_path: Path) -> None:
    _, strategy = build_books(texts, tmp_path)
    (tmp_path / lock).touch()
    before = strategy.read_bytes()
    new_text(texts)
    with pytest.raises(PlaybookError, match="open"):
        build_books(texts, tmp_path, force=True, keep=tmp_path / "kept")
    assert strategy.read_bytes() == before


def test_what_is_no_workbook_is_no_less_theirs(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "strategy.xlsx").write_bytes(b"half a file")
    with pytest.raises(PlaybookError):
        build_books(texts, tmp_path, keep=tmp_path / "kept")
    assert (tmp_path / "strategy.xlsx").read_bytes() == b"half a file"


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.dictionaries(
        st.tuples(st.integers(1, 12), st.integers(1, 12)), st.text("ab> 1%是-", max_size=4), max_size=3
    ),
    changed=st.booleans(),
)
def test_no_edit_is_ever_lost(
    *, edits: dict[tuple[int, int], str], changed: bool, texts: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("out")
    (texts / "strategy" / "door.yaml").write_text(DOOR, encoding="utf-8")
    _, strategy = build_books(texts, out)

    def change(workbook: openpyxl.Workbook) -> None:
        for (row, column), text in edits.items():
            workbook["door"].cell(row, column).value = text or None

    edit(strategy, change)
    saved = strategy.read_bytes()
    if changed:
        new_text(texts)
    try:
        build_books(texts, out, keep=out / "kept")
    except PlaybookError:
        assert strategy.read_bytes() == saved
    else:
        assert saved in [path.read_bytes() for path in (strategy, *(out / "kept").iterdir())]
