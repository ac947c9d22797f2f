"""Forged mails are flagged, odd but genuine ones are not: the figures are printed and kept from sliding."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from casewright.intake import inspect_files
from casewright.model import Case, Drop, FileRef, Finding, Marketplace, NoticeReading
from casewright.notices import Lexicon, read_notice

HERE = Path(__file__).parent / "genuine"
ENDING = {"txt": ".txt", "eml": ".eml", "html": ".html"}
#: What must be kept: every fraud flagged, nothing genuine flagged, and how many genuine ones may be told a doubt.
RECALL, FALSE_FLAGS, DOUBTS = 1.0, 0, 4

Judge = Callable[[dict[str, Any]], tuple[NoticeReading, tuple[Finding, ...]]]


def letters(kind: str) -> list[dict[str, Any]]:
    return [each for path in sorted(HERE.glob(f"{kind}_*.yaml")) for each in yaml.safe_load(path.read_text("utf-8"))]


@pytest.fixture
def judged(words: Lexicon, stores: dict[str, Marketplace], tmp_path: Path) -> Judge:
    def judging(letter: dict[str, Any]) -> tuple[NoticeReading, tuple[Finding, ...]]:
        folder = tmp_path / letter["name"]
        folder.mkdir()
        form, text = letter.get("form", "txt"), letter["text"]
        text = f"<html><body>{text}</body></html>" if form == "html" else text
        (folder / f"notice{ENDING[form]}").write_text(text, encoding="utf-8")
        items, _ = inspect_files(Drop("C-1", folder))
        return read_notice(Case("C-1", FileRef("case.xlsx")), items, lexicon=words, marketplaces=stores)

    return judging


def test_frauds_are_flagged_each_for_the_reason_that_counts(judged: Judge, capsys: pytest.CaptureFixture[str]) -> None:
    letters_, missed = letters("frauds"), []
    for letter in letters_:
        reading, found = judged(letter)
        told = " ".join(f"{each.zh} {each.en}" for each in reading.phishing)
        if not reading.phishing:
            missed.append((letter["name"], "not flagged", [each.text.en for each in found]))
        elif letter["why"] not in told:
            missed.append((letter["name"], letter["why"], told))
        else:
            assert reading.primary == "SEC-PHISH"
            assert reading.deadline is None
            assert all("notices.xlsx" in each.zh and "notices.xlsx" in each.en for each in reading.phishing)
    recall = 1 - len(missed) / len(letters_)
    with capsys.disabled():
        print(f"\nfrauds: {len(letters_)} letters, {recall:.1%} flagged")  # noqa: T201 - the figure is the point
    assert len(letters_) >= 80
    assert recall >= RECALL, "\n".join(map(str, missed))


def test_genuine_letters_are_not_flagged(judged: Judge, capsys: pytest.CaptureFixture[str]) -> None:
    letters_, flagged, doubted = letters("genuine"), [], []
    for letter in letters_:
        reading, found = judged(letter)
        if reading.phishing:
            flagged.append((letter["name"], [each.en for each in reading.phishing]))
        doubt = [each.text.en for each in found if each.code == "notices/may-be-fraud"]
        if doubt:
            doubted.append((letter["name"], doubt))
    with capsys.disabled():
        print(  # noqa: T201 - the figure is the point
            f"\ngenuine: {len(letters_)} letters, {len(flagged)} flagged, {len(doubted)} told as doubtful"
        )
    assert len(letters_) >= 80
    assert len(flagged) <= FALSE_FLAGS, "\n".join(map(str, flagged))
    allowed = {letter["name"] for letter in letters_ if letter.get("doubt")}
    assert not [each for each in doubted if each[0] not in allowed], "\n".join(map(str, doubted))
    assert len(doubted) <= DOUBTS
