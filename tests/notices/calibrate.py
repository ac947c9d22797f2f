"""Fit what a raw strength means: the share of labelled notices whose leading type was right, by strength.

``python tests/notices/calibrate.py PATH...`` prints the points of the list ``calibration`` of notices.xlsx, as rows to
paste. Few points on purpose: the strengths are put into equal bins, each bin's share is drawn to a sober one by
imagined notices, and shares that fall are pooled with the bin below (pool adjacent violators).
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

#: Bins; and the imagined notices that draw each bin to a sober share, since the cues were tuned on the same texts.
BINS, DRAWN, SOBER = 8, 8.0, 0.75


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


def strengths(scoring: ModuleType, paths: Sequence[Path]) -> list[tuple[float, bool]]:
    """Return raw strength and rightness of every labelled notice that was given a type: read without calibration."""
    playbook = scoring.shelf()
    bare = replace(playbook, lexicon=replace(playbook.lexicon, calibration=()))
    return [(sure, right) for sure, right in scoring.score(paths, bare).sure if sure]


def main() -> None:
    """Print the points."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("paths", nargs="+", type=Path)
    told = strengths(import_module("score"), asked.parse_args().paths)
    points = [(0.0, 0.05), *pooled(told)]
    rows = [f"- {{id: CAL-{place}, raw: {raw}, confidence: {sure}}}" for place, (raw, sure) in enumerate(points, 1)]
    sys.stdout.write("\n".join([f"# {len(told)} notices", *rows, ""]))


if __name__ == "__main__":
    main()
