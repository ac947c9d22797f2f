"""Read composed notices as the command does and compare with what an expert wrote beside them.

``python tests/notices/score.py PATH... [--misses]`` prints the figures of one or more files or folders of notices.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from casewright.deadlines import deadlines_for
from casewright.intake import inspect_files
from casewright.model import Case, Drop, FileRef, Finding, NoticeReading
from casewright.notices import notice_json, read_notice
from casewright.playbook import NoticeShelf, load_notice_shelf

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 22)
KINDS = {
    "asins": "asins", "orders": "order_ids", "cases": "case_ids", "complaints": "complaint_ids", "brands": "brands",
    "clauses": "clauses", "registrations": "registrations",
}  # fmt: skip
FACETS = ("stage", "level", "lang", "market", "date")
_TOLD = {"lang": "language", "market": "marketplace", "date": "notice_date"}
_COUNTED = {
    "no_false_deadline": "no false deadline", "phishing_recall": "phishing", "entity_sets": "entity sets",
    "no_false_flag": "no false flag",
}  # fmt: skip
#: Of what an expert is sure: told so where read rightly, not where read wrongly. Of what he leaves open: the rest.
_HOW_SURE = {
    "clear_told_sure": "clear told sure", "wrong_told_unsure": "wrong told unsure",
    "open_told_unsure": "open told unsure", "open_names_two": "open names two", "open_names_his": "open names his",
}  # fmt: skip
_UNSURE = frozenset({"notices/type-unsure", "notices/type-unknown"})
_ENDING = {"txt": ".txt", "eml": ".eml", "html": ".html"}


@dataclass
class Figures:
    """Counts over one part of the corpus; every rate is given with its two numbers."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)

    def tell(self, what: str, right: object, *, of: str = "", note: str = "") -> None:
        """Count one answer; a wrong one is kept with its notice."""
        self.asked[what] += 1
        if right:
            self.right[what] += 1
        else:
            self.misses.append(f"{of}: {what}: {note}")

    def rate(self, what: str) -> float:
        """Return the share of right answers, 1 where nothing was asked."""
        return self.right[what] / self.asked[what] if self.asked[what] else 1.0

    def f1(self, keys: Iterable[str]) -> list[float]:
        """Return the F1 of each key that was wanted or given."""
        return [
            2 * self.hit[key] / (self.wanted[key] + self.given[key])
            for key in keys if self.wanted[key] + self.given[key]
        ]  # fmt: skip

    @property
    def macro(self) -> float:
        """Return the mean F1 over all codes, several codes of one notice each counted."""
        scores = self.f1(sorted(key for key in self.wanted | self.given if key.startswith("code ")))
        return sum(scores) / len(scores) if scores else 1.0

    @property
    def entity(self) -> float:
        """Return the F1 over all named things of all kinds together."""
        keys = [f"{kind} named" for kind in KINDS]
        total = sum(self.wanted[key] + self.given[key] for key in keys)
        return 2 * sum(self.hit[key] for key in keys) / total if total else 1.0

    def as_dict(self) -> dict[str, float]:
        """Return the figures that are held to a floor, each 0..1."""
        return {
            "primary": self.rate("primary"), "macro_f1": self.macro, "entity_f1": self.entity,
            "entity_sets": self.rate("entity sets"), "deadline": self.rate("deadline"),
            "no_false_deadline": self.rate("no false deadline"), "phishing_recall": self.rate("phishing"),
            "no_false_flag": self.rate("no false flag"), **{name: self.rate(what) for name, what in _HOW_SURE.items()},
            **{facet: self.rate(facet) for facet in FACETS},
        }  # fmt: skip


def cases(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Yield the labelled notices of files and folders, each once."""
    files = [path for each in paths for path in (sorted(each.rglob("*.yaml")) if each.is_dir() else [each])]
    for path in files:
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))


def shelf() -> NoticeShelf:
    """Return the rulebooks as shipped that notices are read by."""
    books, found = load_notice_shelf(ROOT / "rulebooks", on=AS_OF)
    assert books is not None, [finding.text.en for finding in found]
    return books


def reading_of(
    case: Mapping[str, Any], books: NoticeShelf, folder: Path
) -> tuple[NoticeReading, Case, tuple[Finding, ...]]:
    """Read one notice from a file of its form, as the command does."""
    root = Path(tempfile.mkdtemp(dir=folder))
    name = f"notice{_ENDING[case.get('form', 'txt')]}"
    (root / name).write_text(case["text"], encoding="utf-8", newline="")
    told = Case(case["name"], FileRef(name), notice_file=name, marketplace=case.get("marketplace"))
    items, _ = inspect_files(Drop(case["name"], root))
    stores = books.marketplaces
    reading, found = read_notice(told, items, lexicon=books.lexicon, marketplaces=stores)
    return reading, told, found


def read(case: Mapping[str, Any], books: NoticeShelf, folder: Path) -> dict[str, Any]:
    """Return what the command would print for one notice."""
    reading, told, found = reading_of(case, books, folder)
    stores = books.marketplaces
    deadlines, counted = deadlines_for(
        told,
        reading,
        violation=reading.primary,
        rules=books.deadlines,
        marketplaces=stores,
        today=AS_OF,
        kinds=books.violations,
    )
    return notice_json(reading, deadlines, findings=(*found, *counted))


def compare(case: Mapping[str, Any], got: Mapping[str, Any], figures: Figures) -> None:
    """Count what was read right."""
    want, name = case["want"], case["name"]
    codes = [each["code"] for each in got["types"]]
    wanted = want.get("types") or ([want["type"]] if want.get("type") else [])
    first = next(iter(codes), None)
    if want.get("unsure"):
        _open(wanted, got, figures, name)
    else:
        figures.tell("primary", first == want.get("type"), of=name, note=f"want {want.get('type')}, got {codes}")
        _sure(got, figures, name, right=first == want.get("type"))
        for code in set(wanted) | set(codes):
            figures.wanted[f"code {code}"] += code in wanted
            figures.given[f"code {code}"] += code in codes
            figures.hit[f"code {code}"] += code in wanted and code in codes
    for facet in FACETS:
        if facet in want:
            value = want[facet].isoformat() if isinstance(want[facet], date) else want[facet]
            read_as = got[_TOLD.get(facet, facet)]
            figures.tell(facet, value == read_as, of=name, note=f"want {value}, got {read_as}")
    _entities(want, got, figures, name)
    _deadline(want, got, figures, name)
    flagged = got["phishing"]["flag"]
    if want.get("phishing"):
        figures.tell("phishing", flagged, of=name, note="not flagged")
    else:
        figures.tell("no false flag", not flagged, of=name, note=str(got["phishing"]["reasons"]))


def _is_sure(got: Mapping[str, Any]) -> bool:
    return bool(got["types"]) and all(f["code"] not in _UNSURE for f in got["findings"])


def _sure(got: Mapping[str, Any], figures: Figures, name: str, *, right: bool) -> None:
    """Count how sure the reading of a notice is that an expert is sure of."""
    if got["types"]:
        figures.sure.append((got["types"][0]["confidence"], right))
        what = "clear told sure" if right else "wrong told unsure"
        figures.tell(what, _is_sure(got) == right, of=name, note=f"{got['types'][0]}")


def _open(wanted: Sequence[str], got: Mapping[str, Any], figures: Figures, name: str) -> None:
    """Count how a notice is told that an expert leaves open: to a person, with two candidates, one of them his."""
    shown = [each["code"] for each in (*got["types"], *got["rivals"])][:2]
    figures.tell("open told unsure", not _is_sure(got), of=name, note=f"{got['types'][:1]}")
    figures.tell("open names two", len(shown) == 2, of=name, note=str(shown))
    figures.tell("open names his", set(shown) & set(wanted), of=name, note=f"want {wanted}, got {shown}")
    if got["types"]:
        figures.sure.append((got["types"][0]["confidence"], False))


def _entities(want: Mapping[str, Any], got: Mapping[str, Any], figures: Figures, name: str) -> None:
    if "entities" not in want:
        return
    whole = True
    for kind, key in KINDS.items():
        wanted = {str(value) for value in want["entities"].get(kind) or ()}
        given = set(got["entities"][key])
        figures.wanted[f"{kind} named"] += len(wanted)
        figures.given[f"{kind} named"] += len(given)
        figures.hit[f"{kind} named"] += len(wanted & given)
        if wanted != given:
            whole = False
            figures.misses.append(f"{name}: {kind}: want {sorted(wanted)}, got {sorted(given)}")
    figures.tell("entity sets", whole, of=name, note="see above")


def _deadline(want: Mapping[str, Any], got: Mapping[str, Any], figures: Figures, name: str) -> None:
    if "due" not in want:
        return
    due, told = want["due"], got["deadline"]
    note = f"want {due}, got {told['basis']} {told['at']} {told['quote'][:90]!r}"
    if due is None:
        figures.tell("no false deadline", told["basis"] != "stated", of=name, note=note)
    else:
        right = told["basis"] == "stated" and (due == "unknown" or (told["at"] or "")[:16] == _utc(due))
        figures.tell("deadline", right, of=name, note=note)


def _utc(due: object) -> str:
    moment = due if isinstance(due, datetime) else datetime.fromisoformat(str(due))
    return f"{moment.astimezone(UTC) if moment.tzinfo else moment:%Y-%m-%dT%H:%M}"


def score(paths: Sequence[Path], books: NoticeShelf) -> Figures:
    """Read and compare every notice of some files or folders."""
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(paths):
            compare(case, read(case, books, Path(folder)), figures)
    return figures


def lines(figures: Figures) -> Iterator[str]:
    """Yield the figures as a reader wants them: share and counts."""
    for what, value in figures.as_dict().items():
        counted = {**_COUNTED, **_HOW_SURE}.get(what, what)
        counts = f"{figures.right[counted]}/{figures.asked[counted]}" if counted in figures.asked else ""
        yield f"{what:18} {value:7.1%}  {counts}"


def main() -> None:
    """Print the figures, and with --misses what was read wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("paths", nargs="+", type=Path)
    asked.add_argument("--misses", action="store_true")
    told = asked.parse_args()
    figures = score(told.paths, shelf())
    print(*lines(figures), sep="\n")  # noqa: T201 - a script for people
    if told.misses:
        print(*figures.misses, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
