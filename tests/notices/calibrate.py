"""Fit what a raw strength means: the share of labelled notices whose leading type was right, by strength.

``python tests/notices/calibrate.py FOLDER`` prints the points of the list ``calibration`` of notices.xlsx, as rows to
paste, and how often a sure reading was right. The corpus was tuned on, so its notices are read as if they were new: the
table of what notices resemble is fitted anew without their round (the files that one round of writing made), and their
hits are weighed once with all phrases and twice with half of the rows of ``cues`` taken away. What an expert leaves
open counts as wrong: nobody should be sure of it. Few points on purpose: the strengths are put into equal bins, the
share of each is drawn to a sober one by imagined notices, and shares that fall are pooled with the bin below (pool
adjacent violators). Each notice is read once, so that the whole takes some two minutes.
"""

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import yaml

from casewright.notices import Lexicon
from casewright.notices.resemblance import OPENING, Resemblance, read_table
from casewright.notices.scoring import Candidate, Hit, Seen, hits, weighed
from casewright.notices.violations import Typed, typed

#: Bins; and the imagined notices that draw each bin to a sober share.
BINS, DRAWN, SOBER = 14, 8.0, 0.75
#: The rounds of writing, by how the names of their files begin; the files that none names make one more.
ROUNDS = (
    ("round1_",), ("round2_",), ("round3_",), ("round4_",), ("round5_",), ("round6_",), ("round7_",), ("round8_",),
    ("fresh_",),
    ("en_", "de", "es_pt", "fr_it", "ja", "zh"), ("unsure_",), ("extra_", "cases", "more_words"),
)  # fmt: skip
#: How notices are read: with this share of the rows of cues hidden, chosen by this word.
HIDDEN = ((0.0, ""), (0.5, "a"), (0.5, "b"))
TABLE_OF = "casewright.notices.violations.resemblance"


@dataclass(frozen=True, slots=True)
class Found:
    """What a notice was typed by: its hits and what else was asked; its label, its round, the level that was read."""

    name: str
    want: Mapping[str, Any]
    round: int
    hits: tuple[Hit, ...]
    asked: Mapping[str, Any]
    lexicon: Lexicon
    level: str | None
    opening: str

    def read(self, table: Resemblance, lexicon: Lexicon, *, hidden: float = 0.0, seed: str = "") -> Typed:
        """Return what it is by a table and the numbers of a lexicon, with a share of the rows of cues hidden."""
        left = [hit for hit in self.hits if _stays(hit.cue.id, hidden, seed)]
        numbers = replace(self.lexicon, numbers=lexicon.numbers, calibration=lexicon.calibration)
        with patch(TABLE_OF, lambda: table):
            return typed(weighed(left, numbers), numbers, **self.asked)

    def right(self, told: Typed) -> bool:
        """Say whether the leading type is the one that an expert is sure of."""
        code = told.types[0].code
        return not self.want.get("unsure") and self.want.get("type") == self.lexicon.promoted.get(
            (code, self.level or ""), code
        )


def _stays(name: str, share: float, seed: str) -> bool:
    """Say whether a row stays where a share is hidden, always the same ones for one seed."""
    return int(hashlib.sha256(f"{seed} {name}".encode()).hexdigest()[:8], 16) >= share * 2**32


def pooled(told: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return (strength, share right) of a few bins, never falling."""
    ordered = sorted(told)
    size = -(-len(ordered) // BINS)
    blocks: list[list[float]] = []
    for start in range(0, len(ordered), size):
        part = ordered[start : start + size]
        right = sum(right for _, right in part) + DRAWN * SOBER
        blocks.append([sum(raw for raw, _ in part), float(len(part)), right, len(part) + DRAWN])
        while len(blocks) > 1 and blocks[-2][2] / blocks[-2][3] >= blocks[-1][2] / blocks[-1][3]:
            last = blocks.pop()
            blocks[-1] = [below + above for below, above in zip(blocks[-1], last, strict=True)]
    return [(round(raw / count, 2), min(0.99, round(right / weight, 2))) for raw, count, right, weight in blocks]


def table(told: Sequence[tuple[float, bool]], *, bins: int = 10) -> Iterator[str]:
    """Yield the reliability table: notices, mean confidence and share right of each bin, and the expected error."""
    error = 0.0
    yield "confidence     notices  mean   right"
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        part = [(sure, right) for sure, right in told if low <= sure < high or (high == 1 and sure == 1)]
        if part:
            mean, share = sum(sure for sure, _ in part) / len(part), sum(right for _, right in part) / len(part)
            error += abs(mean - share) * len(part) / len(told)
            yield f"{low:.1f} to {high:.1f}    {len(part):6}  {mean:.2f}   {share:.2f}"
    yield f"expected calibration error {error:.3f}"


def round_of(stem: str) -> int:
    """Return the number of the round of writing that made a file."""
    return next((number for number, names in enumerate(ROUNDS) if stem.startswith(names)), len(ROUNDS))


def found_in(scoring: ModuleType, paths: Sequence[Path], place: Path) -> Iterator[Found]:
    """Read each labelled notice once and yield what it was typed by; what is no case and every fraud is left out."""
    shelf = scoring.shelf()
    seen: list[tuple[tuple[Candidate, ...], tuple[Hit, ...]]] = []
    asked: list[tuple[tuple[Hit, ...], Lexicon, dict[str, Any]]] = []

    def candidates(page: Seen) -> tuple[Candidate, ...]:
        all_hits = tuple(hit for cue in page.lexicon.cues for hit in hits(page, cue))
        seen.append((weighed(all_hits, page.lexicon), all_hits))
        return seen[-1][0]

    def told(scored: Sequence[Candidate], lexicon: Lexicon, **more: Any) -> Typed:
        asked.append((next(own for each, own in seen if each is scored), lexicon, more))
        return typed(scored, lexicon, **more)

    with patch("casewright.notices.read.candidates", candidates), patch("casewright.notices.read.typed", told):
        for path in paths:
            for case in yaml.safe_load(path.read_text(encoding="utf-8")):
                seen.clear()
                reading, _, _ = scoring.reading_of(case, shelf, place)
                if asked and not (reading.phishing or case["want"].get("phishing")):
                    own, lexicon, more = asked[-1]
                    yield Found(
                        case["name"], case["want"], round_of(path.stem), own, more, lexicon, reading.level,
                        reading.text[:OPENING],
                    )  # fmt: skip


def tables(fit: ModuleType, found: Sequence[Found]) -> dict[int, Resemblance]:
    """Fit for each round what notices resemble without it."""
    cues = list(fit.of_cues())
    return {
        number: read_table("\n".join(fit.fitted([*_labelled(found, without=number), *cues])))
        for number in sorted({each.round for each in found})
    }  # fmt: skip


def _labelled(found: Sequence[Found], *, without: int) -> Iterator[tuple[str, list[str]]]:
    for each in found:
        if each.round != without and not each.want.get("unsure"):
            codes = each.want.get("types") or [each.want.get("type")]
            yield each.opening, [code for code in codes if code]


def strengths(
    found: Sequence[Found], by_round: Mapping[int, Resemblance], lexicon: Lexicon
) -> Iterator[tuple[float, bool]]:  # fmt: skip
    """Yield confidence and rightness of every notice that was given a type, read as if it were new."""
    for share, seed in HIDDEN:
        for each in found:
            told = each.read(by_round[each.round], lexicon, hidden=share, seed=seed)
            if told.types:
                yield told.types[0].confidence, each.right(told)


def main() -> None:
    """Print the points, and the reliability of the line as shipped."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    folder = asked.parse_args().folder
    scoring = import_module("score")
    lexicon = scoring.shelf().lexicon
    with tempfile.TemporaryDirectory() as place:
        found = list(found_in(scoring, sorted(folder.glob("*.yaml")), Path(place)))
    by_round = tables(import_module("fit_resemblance"), found)
    points = [(0.0, 0.05), *pooled(list(strengths(found, by_round, replace(lexicon, calibration=()))))]
    rows = [f"- {{id: CAL-{place}, raw: {raw}, confidence: {sure}}}" for place, (raw, sure) in enumerate(points, 1)]
    told = list(strengths(found, by_round, lexicon))
    sure = [right for confidence, right in told if confidence >= lexicon.number("sure")]
    summary = f"# {len(told)} readings, {len(sure)} of them sure, {sum(sure) / max(1, len(sure)):.1%} of these right"
    sys.stdout.write("\n".join([*table(told), summary, *rows, ""]))


if __name__ == "__main__":
    main()
