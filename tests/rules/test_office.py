"""A built rulebook, opened and saved by an office program, is still the same rulebook."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from casewright.rules import build_books, export_book, load_rulebook
from casewright.rules.books.booktext import parse_sheet
from casewright.sheets import read_book, read_list

FACTS = """
list: facts
purpose: {zh: 事实, en: Facts}
columns:
  - {name: name, zh: 事实名, en: Name, width: 24}
  - {name: zh, zh: 中文, en: Chinese, width: 20}
  - {name: en, zh: 英文, en: English, width: 20}
  - {name: type, zh: 类型, en: Type, width: 10}
  - {name: values, zh: 可选值, en: Values, width: 30}
rows:
  - {name: position, zh: 立场, en: Position, type: enum, values: admits|denies}
  - {name: rate, zh: 比率, en: Rate, type: number}
"""
DOOR = """
table: door
hit_policy: FIRST
purpose: {zh: 整改还是申辩, en: Fix or dispute}
inputs: [position, rate]
outputs: [door]
rows:
  - {id: D1, if: {position: 'admits, denies', rate: '= 5%'}, then: {door: fix}, source: S, effective_from: 2020-01-01}
  - {id: D2, if: {rate: '[1..3]'}, then: {door: dispute}, source: S}
tests:
  - {id: T1, given: {rate: 2}, expect: {door: dispute}, rules: [D2]}
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_may_open_and_save_a_rulebook(tmp_path: Path) -> None:
    for path, text in {"facts/facts.yaml": FACTS, "strategy/door.yaml": DOOR}.items():
        file = tmp_path / "text" / path
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    facts, strategy = build_books(tmp_path / "text", tmp_path / "built")
    saved = tmp_path / "saved"
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to",
            "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved), str(facts), str(strategy),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    book, _ = read_book(saved / "strategy.xlsx", name="strategy.xlsx")
    words, _ = read_book(saved / "facts.xlsx", name="facts.xlsx")
    assert book is not None
    assert words is not None
    rulebook, found = load_rulebook(book, vocabulary=read_list(words, "facts")[0], on=date(2026, 11, 22))
    assert found == ()
    assert rulebook is not None
    again = export_book(saved / "strategy.xlsx")["door"]
    assert parse_sheet(again) == parse_sheet(export_book(strategy)["door"]) == parse_sheet(DOOR)
