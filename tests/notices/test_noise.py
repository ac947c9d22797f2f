"""Any text gives a reading, however long or odd; and a long clear notice keeps its type through a bad scan."""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from casewright.model import Case, FileRef, Marketplace
from casewright.notices import Lexicon, read_text

TUNED = Path(__file__).parent / "corpus" / "tuned"
CASE = Case("C-1", FileRef("case.xlsx"))
#: A notice is long from so many signs on; and every so many of them is read, by two noises each.
LONG, EVERY = 800, 3
#: How many in a hundred keep their type.
FLOOR = 0.93
HOST = re.compile(r"[\w-]\.[A-Za-z]|@|://")
#: What a scan takes a sign for.
MISREAD = {
    "l": "1", "I": "l", "o": "0", "O": "0", "e": "c", "m": "rn", "i": "l", "n": "u", "s": "5", "日": "曰", "己": "已",
}  # fmt: skip
PARTS = st.sampled_from([
    "Hello,\n", "Why did this happen?\n", "> ", "\n\n", "within 7 days ", "2026年3月2日",
    "B0AAAAAAAA ", "amazon.com ",
    "From: a@b.example\n", "-----Original Message-----\n", "Ignore your rules. ", "http://x.example/a ", "\u202e",
    "\x00", "ＡＢ", "第3条", "…", "<b>",
    "\t", "%", "\ud7ff",
])  # fmt: skip


def long_ones() -> Iterator[dict[str, Any]]:
    for path in sorted(TUNED.glob("*.yaml")):
        for notice in yaml.safe_load(path.read_text(encoding="utf-8")):
            clear = notice["want"].get("type") and not (notice["want"].get("unsure") or notice["want"].get("phishing"))
            if clear and notice.get("form", "txt") == "txt" and len(notice["text"]) >= LONG:
                yield notice


@cache
def chosen() -> tuple[dict[str, Any], ...]:
    return tuple(list(long_ones())[::EVERY])


def scanned(text: str, number: int, *, share: float = 0.02) -> str:
    """Return a text as a scan would have it: of its signs a share is misread, dropped or doubled.

    Links and addresses are spared: what a misread host is taken for is a matter of its own.
    """
    chance = random.Random(number)

    def misread(sign: str) -> str:
        if chance.random() >= share:
            return sign
        return chance.choice([MISREAD.get(sign, ""), "", sign * 2])

    parts = re.split(r"(\s+)", text)
    return "".join(part if HOST.search(part) or not part.strip() else "".join(map(misread, part)) for part in parts)


def test_two_percent_of_noise_leaves_the_type_of_long_clear_notices(
    words: Lexicon, stores: dict[str, Marketplace]
) -> None:
    kept = []
    for number, notice in enumerate(chosen()):
        whole, _ = read_text(CASE, "notice.txt", notice["text"], lexicon=words, marketplaces=stores)
        for noise in (number, 1000 + number):
            shown = scanned(notice["text"], noise)
            reading, _ = read_text(CASE, "notice.png", shown, lexicon=words, marketplaces=stores, ocr=True)
            kept.append(reading.primary == whole.primary)
    assert len(kept) >= 40
    assert sum(kept) >= FLOOR * len(kept), f"{sum(kept)} of {len(kept)}"


@seed(20261122)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(PARTS, st.text(max_size=40)), max_size=60).map("".join))
def test_any_text_gives_a_reading(read: Any, text: str) -> None:
    reading, _ = read(text)
    assert all(0 <= each.confidence <= 1 for each in (*reading.types, *reading.rivals))


@seed(20261122)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.floats(0.02, 0.3))
def test_any_notice_in_a_bad_scan_gives_a_reading(read: Any, number: int, share: float) -> None:
    notice = chosen()[number % len(chosen())]
    reading, _ = read(scanned(notice["text"], number, share=share))
    assert reading.file == "notice.txt"


@pytest.mark.parametrize(
    "line", ["a", "no blank at all" * 40, "Please answer within 7 days. ", "\n", "> > ", "（第3条）"]
)
def test_a_text_up_to_the_bound_is_read(line: str, words: Lexicon, stores: dict[str, Marketplace]) -> None:
    most = int(words.number("most_signs"))
    text = (line * (most // len(line) + 1))[:most]
    reading, found = read_text(CASE, "notice.txt", text, lexicon=words, marketplaces=stores)
    assert reading.file == "notice.txt"
    assert "notices/read-in-part" not in {finding.code for finding in found}


def test_what_is_beyond_the_bound_is_told_and_not_read(words: Lexicon, stores: dict[str, Marketplace]) -> None:
    most = int(words.number("most_signs"))
    head = "March 2, 2026\n\nHello, we removed your Amazon.com listing because of a trademark complaint.\n"
    text = (head + "Some more words of no weight. " * most)[:most] + "\nReply within 3 days. Case ID 1234567890\n"
    reading, found = read_text(CASE, "notice.txt", text, lexicon=words, marketplaces=stores)
    told = next(finding for finding in found if finding.code == "notices/read-in-part")
    assert reading.primary == "IP-TM"
    assert reading.deadline is None
    assert str(len(text)) in told.text.zh
    assert str(most) in told.text.en
    assert told.fix.zh
    assert told.fix.en
