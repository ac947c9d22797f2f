"""Fit what a raw strength means: the share of labelled notices whose leading type was right, by strength.

``python tests/notices/calibrate.py FOLDER`` prints the points of the list ``calibration`` of notices.xlsx, as rows to
paste. The corpus was tuned on, so its notices are read as if they were new: the table of what notices resemble is
fitted anew without their round (the files that one round of writing made), and they are read once with all phrases and
twice with half of the rows of ``cues`` taken away. What an expert leaves open counts as wrong: nobody should be sure of
it. Few points on purpose: the strengths are put into equal bins, each bin's share is drawn to a sober one by imagined
notices, and shares that fall are pooled with the bin below (pool adjacent violators).
"""

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import yaml

from casewright.notices import Lexicon
from casewright.notices.resemblance import Resemblance, read_table

#: Bins; and the imagined notices that draw each bin to a sober share.
BINS, DRAWN, SOBER = 14, 8.0, 0.75
#: The rounds of writing; a file that none of them names is a round of its own.
ROUNDS = (
    ("round1_en", "round1_other"), ("round2_en", "round2_other"), ("en_a", "de", "es_pt"),
    ("en_b", "fr_it", "ja", "zh"), ("unsure_a", "unsure_b"),
    ("extra_a", "extra_b", "cases", "more_words", "more_words_2", "more_words_3"),
)  # fmt: skip
#: How notices are read: with this share of the rows of cues hidden, chosen by this word.
HIDDEN = ((0.0, ""), (0.5, "a"), (0.5, "b"))
TABLE_OF = "casewright.notices.violations.resemblance"


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


def hidden(words: Lexicon, share: float, seed: str) -> Lexicon:
    """Return a lexicon that lacks a share of its cues, always the same ones for one seed."""

    def stays(name: str) -> bool:
        return int(hashlib.sha256(f"{seed} {name}".encode()).hexdigest()[:8], 16) >= share * 2**32

    return replace(words, cues=tuple(cue for cue in words.cues if stays(cue.id)), index=None).indexed()


@cache
def table_without(fit: ModuleType, names: tuple[str, ...]) -> Resemblance:
    """Fit what notices resemble without some files of the corpus."""
    skip = frozenset(f"{name}.yaml" for name in names)
    return read_table("\n".join(fit.fitted([*fit.of_notices(skip), *fit.of_cues()])))


def strengths(scoring: ModuleType, fit: ModuleType, folder: Path) -> Iterator[tuple[float, bool]]:
    """Yield raw strength and rightness of every labelled notice that was given a type, read as if it were new."""
    shelf = scoring.shelf()
    lexicons = [replace(hidden(shelf.lexicon, *how), calibration=()) for how in HIDDEN]
    for path in sorted(folder.glob("*.yaml")):
        names = next((names for names in ROUNDS if path.stem in names), (path.stem,))
        table = table_without(fit, names)
        for lexicon in lexicons:
            with patch(TABLE_OF, lambda table=table: table), tempfile.TemporaryDirectory() as place:
                yield from _of_file(scoring, path, replace(shelf, lexicon=lexicon), Path(place))


def _of_file(scoring: ModuleType, path: Path, shelf: Any, place: Path) -> Iterator[tuple[float, bool]]:
    for case in yaml.safe_load(path.read_text(encoding="utf-8")):
        reading, _, _ = scoring.reading_of(case, shelf, place)
        if reading.types and not reading.phishing:
            want = case["want"]
            yield reading.types[0].confidence, not want.get("unsure") and reading.primary == want.get("type")


def main() -> None:
    """Print the points."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    told = list(strengths(import_module("score"), import_module("fit_resemblance"), asked.parse_args().folder))
    points = [(0.0, 0.05), *pooled(told)]
    rows = [f"- {{id: CAL-{place}, raw: {raw}, confidence: {sure}}}" for place, (raw, sure) in enumerate(points, 1)]
    sys.stdout.write("\n".join([f"# {len(told)} readings", *rows, ""]))


if __name__ == "__main__":
    main()
