"""How many notices a second are read on one core, and which step of the reading takes how much of it.

``python tests/bench/notices.py`` prints one report. It is processor time that is taken, over the composed notices of
the tests three times: as they are, the long ones of them alone, and each filled up with the words of others to the
length of a long one, which makes a hard mixture of several notices. The floor, one pattern pass over the same text,
takes its turn in every round; read the ratio, since a busy machine moves the rest. Then the phrases are made three
times as many. ``--tiny`` only shows that the script works.
"""

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any
from unittest.mock import patch

import yaml

import casewright.notices.read as reader
from casewright.model import Case, FileRef
from casewright.notices import Lexicon, read_text
from casewright.notices.lexicon import PHRASED
from casewright.text.search import Phrase

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
from beside import load

HERE = Path(__file__).parent
NOTICES = HERE.parent / "notices"
FLOOR = re.compile(r"\w+|[^\w\s]")
LENGTH, MOST = 1_500, 2_500
#: From how many signs on a notice is a long one.
LONG = 900
CASE = Case("C-1", FileRef("case.xlsx"))

#: The steps of a reading: the names in ``notices.read`` and what they are called in the report.
STEPS = {
    "open_letter": "the letter out of its thread", "split_sections": "sections", "covered": "standing phrases",
    "candidates": "types", "language_of": "language", "store_of": "store", "stage_of": "stage", "level_of": "level",
    "judge": "genuineness", "entities": "names and numbers", "date_of": "date", "limits": "limits", "asks": "asks",
    "quoted_metrics": "quoted metrics",
}  # fmt: skip

Read = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure."""

    rounds: int
    texts: int


FULL = Plan(rounds=7, texts=240)
TINY = Plan(rounds=1, texts=3)


def main(arguments: Sequence[str]) -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tiny", action="store_true", help="show that the script works, measure nothing")
    plan = TINY if parser.parse_args(arguments).tiny else FULL
    shelf = conftest()
    stores = shelf.stores.__wrapped__()
    book, violations = shelf.book_of("notices"), shelf.violations.__wrapped__()
    start = time.process_time()
    lexicon, _ = shelf.lexicon(book, violations=violations)
    say(f"the lexicon: {phrases(lexicon):,} phrases, ready in {(time.process_time() - start) * 1000:.0f} ms")
    kept = list(composed())
    texts: list[str] = []
    long = [text for text in kept if len(text) >= LONG]
    for title, notices in (("as they are", kept), ("long ones as composed", long), ("filled up", filled(kept))):
        texts = notices[:: max(1, len(notices) // plan.texts)][: plan.texts]  # some of every file
        say(f"{len(texts)} notices {title}, {sum(map(len, texts)) // len(texts):,} signs on average")
        compare(texts, lexicon, stores, plan.rounds)
        steps(texts, lexicon, stores)
    many = swollen(lexicon)
    say(f"filled up, with three times the phrases ({phrases(many):,}):")
    compare(texts, many, stores, plan.rounds)
    return 0


def conftest() -> ModuleType:
    """Return what the tests of the notices read the shelf with."""
    return load(NOTICES / "conftest.py", "shelf")


def composed() -> Iterator[str]:
    """Yield the plain texts of the composed notices that the rules are tuned on; the others are left to the score."""
    for path in sorted((NOTICES / "corpus" / "tuned").glob("*.yaml")):
        for notice in yaml.safe_load(path.read_text(encoding="utf-8")):
            if notice.get("form", "txt") == "txt" and notice["text"].strip():
                yield notice["text"]


def filled(kept: Sequence[str]) -> list[str]:
    """Return each text with the words of the next ones behind it until it is as long as a long notice."""
    made = []
    for place, text in enumerate(kept):
        whole, other = text, place
        while len(whole) < LENGTH:
            other += 1
            whole += f"\n\nWe're here to help.\n{kept[other % len(kept)].split(chr(10), 1)[-1]}"
        made.append(whole[:MOST])
    return made


def phrases(lexicon: Lexicon) -> int:
    """Count the phrases of all lists."""
    return sum(len(cue.phrases) for name in PHRASED for cue in getattr(lexicon, name))


def swollen(lexicon: Lexicon) -> Lexicon:
    """Return a lexicon with three times the phrases: each also backwards and doubled, as words that do not occur."""
    lists: dict[str, Any] = {
        name: tuple(replace(cue, phrases=tuple(also for each in cue.phrases for also in thrice(each)))
                    for cue in getattr(lexicon, name))
        for name in PHRASED
    }  # fmt: skip
    return replace(lexicon, **lists).indexed()


def thrice(phrase: Phrase) -> tuple[Phrase, ...]:
    """Return a phrase with two that are as long."""
    words = phrase.text.replace("*", "").replace("...", "")
    return phrase, Phrase(words[::-1]), Phrase(f"{words} {words[::-1]}")


def compare(texts: Sequence[str], lexicon: Lexicon, stores: Any, rounds: int) -> None:
    """Print notices a second, and how many times as long as the floor."""
    taken: dict[str, list[float]] = {"floor": [], "ours": []}
    ways = {
        "floor": lambda: [FLOOR.findall(text) for text in texts],
        "ours": lambda: [read_text(CASE, "notice.txt", text, lexicon=lexicon, marketplaces=stores) for text in texts],
    }  # fmt: skip
    for way in ways.values():
        way()
    for _ in range(rounds):
        for name, way in ways.items():
            taken[name].append(seconds(way) / len(texts))
    for title, pick in (("median", median), ("the quietest round", min)):
        floor, ours = pick(taken["floor"]), pick(taken["ours"])
        beside = f"{ours * 1000:6.2f} ms each  {ours / floor:5.1f} x the floor"
        say(f"  {title:18} {1 / ours:6.0f} notices a second  {beside}")


def steps(texts: Sequence[str], lexicon: Lexicon, stores: Any) -> None:
    """Print the share of each step."""
    spent: Counter[str] = Counter()
    with ExitStack() as stack:
        for name, called in STEPS.items():
            if hasattr(reader, name):
                stack.enter_context(clocked(reader, name, called, spent))
        stack.enter_context(clocked(Lexicon, "present", "which phrases may stand there", spent))
        whole = seconds(
            lambda: [read_text(CASE, "notice.txt", text, lexicon=lexicon, marketplaces=stores) for text in texts]
        )
    spent["the rest"] = max(0.0, whole - sum(spent.values()))  # type: ignore[assignment]
    say("share of each step")
    for called, each in spent.most_common():
        say(f"  {called:32} {each / whole:5.1%}  {each / len(texts) * 1000:5.2f} ms")


@contextmanager
def clocked(owner: Any, name: str, called: str, spent: Counter[str]) -> Iterator[None]:
    """Take the time of a step while the block runs."""
    inner = getattr(owner, name)

    def outer(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return inner(*given, **named)
        finally:
            spent[called] += time.process_time() - start  # type: ignore[assignment]

    with patch.object(owner, name, outer):
        yield


def seconds(work: Read) -> float:
    """Return how many processor seconds some work took."""
    start = time.process_time()
    work()
    return time.process_time() - start


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
