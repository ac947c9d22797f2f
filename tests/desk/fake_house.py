"""A house that stands in for the real stages at the desk's door; also a command line over it: ``fake_house.py run``.

What happens to a drop is told by the text of its ``case.txt``: ``ok``, ``not ready``, ``return``, ``fault``,
``kill worker``, ``hang``, ``slow``, ``busy``, ``pages=...`` of a PDF;
``ref=...`` names the case, ``due=...`` its limit; ``held`` waits for a file
``GO`` on the desk. A file ``DISK FULL`` in the outbox fills the disk, ``FIXED`` on the desk mends our fault.
"""

# ruff: noqa: ARG002 - the door's signatures hold more than a stand-in needs

from __future__ import annotations

import errno
import os
import sys
import time
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from casewright import __version__
from casewright.cli import main
from casewright.deliver import MANIFEST, inputs_of, sha256_of
from casewright.deliver.held import limits_json
from casewright.deliver.seal import write_json
from casewright.model import Artifact, Drop, FileRef, Finding, Kind, Limits, Outcome, Severity, Urgency

BAD = Kind("fake/bad", Severity.ERROR, "表读不懂。", "The sheet cannot be read.", "改好。", "Mend it.")
HELD = Kind("intake/pdf-partly-read", Severity.WARNING, "只读了一部分。", "Read in part.", "拆开。", "Split it.")
BAD_BOOK = Kind("fake/bad-book", Severity.ERROR, "规则读不懂。", "The rule cannot be read.", "改好。", "Mend it.")
MISSING = Kind("fake/book-missing", Severity.ERROR, "缺一本。", "A book is missing.", "放回。", "Put it back.")
BAD_TEST = Kind("fake/bad-test", Severity.ERROR, "测试没通过。", "A test fails.", "改好。", "Mend it.")


@dataclass(frozen=True)
class Book:
    sha256: str


@dataclass(frozen=True)
class FakeHouse:
    modules: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)

    def load(self, rulebooks: Path, templates: Path, *, on: date) -> tuple[Book | None, tuple[Finding, ...]]:
        for path in sorted(rulebooks.glob("*.xlsx")):
            told = path.read_bytes()
            day = told.partition(b"bad from ")[2][:10].decode()
            if b"broken" in told or (day and on.isoformat() >= day):
                return None, (BAD_BOOK.at(FileRef(f"rulebooks/{path.name}")),)
            if path.name.startswith("must (") and not (rulebooks / "must.xlsx").exists():
                return None, (MISSING.at(FileRef("rulebooks/must.xlsx")),)
        return Book("+".join(sha256_of(path)[:8] for path in sorted(rulebooks.glob("*.xlsx")))), ()

    def accept(self, playbook: Book, rulebooks: Path) -> tuple[Finding, ...]:
        told = {path: path.read_bytes() for path in sorted(rulebooks.glob("*.xlsx"))}
        return tuple(BAD_TEST.at(FileRef(f"rulebooks/{path.name}")) for path in told if b"test fails" in told[path])

    def open(self, path: Path, workdir: Path) -> tuple[tuple[Drop, ...], tuple[Finding, ...]]:
        if path.is_dir():
            return (Drop(path.name, path, limits=self.limits),), ()
        if path.suffix == ".zip":
            if not zipfile.is_zipfile(path):
                return (), (BAD.at(FileRef(path.name)),)
            with zipfile.ZipFile(path) as archive:
                archive.extractall(workdir / path.stem)
            return (Drop(path.stem, workdir / path.stem),), ()
        from casewright.sheets import read_book  # workbooks cost half a second to import: only when one comes

        book, found = read_book(path, name=path.name)
        if book is None:
            return (), found
        rows = [[cell.text for cell in row] for row in book.sheets[0].filled_rows(2)]
        return tuple(Drop(row[0], path.parent / row[1], path, number) for number, row in enumerate(rows, 2)), ()

    def ref(self, drop: Drop) -> str | None:
        told = self._told(drop)
        return told.partition("ref=")[2].split()[0] if "ref=" in told else drop.name

    def urgency(self, drop: Drop, playbook: Book, *, today: date) -> Urgency:
        told = self._told(drop)
        due = told.partition("due=")[2].split()[0] if "due=" in told else ""
        return Urgency("urgent" in told, datetime.fromisoformat(due) if due else None)

    def produce(self, drop: Drop, playbook: Book, *, today: date, staging: Path, version: int) -> Outcome:
        told, ref = self._told(drop), self.ref(drop) or drop.name
        if "fault" in told and not (staging.parent.parent.parent / "FIXED").exists():
            raise ValueError(f"a fault of ours {told.partition(chr(61))[2]}".strip())
        if (staging.parent.parent / "DISK FULL").exists():
            raise OSError(errno.ENOSPC, "No space left on device", str(staging))
        if "kill worker" in told:
            os._exit(9)
        if "hang" in told.replace(",", " ").split():
            time.sleep(600)
        if "slow" in told:
            time.sleep(0.15)
        end = time.process_time() + (0.1 if "busy" in told else 0)
        while time.process_time() < end:
            pass
        if "held" in told:
            _wait_for(staging.parent.parent.parent / "GO")
        if "return" in told:
            return Outcome("returned", ref, "RETURNED", "", (BAD.at(FileRef("case.txt")),), (), staging)
        found = (HELD.at(FileRef("a.pdf")),) if "pages=" in told and _pages(told) > drop.limits.pdf_pages else ()
        verdict = "NOT_READY" if "not ready" in told else "READY"
        poa = Artifact(f"POA_{ref}_v{version}_en.docx", "poa", ("en",))
        (staging / poa.path).write_text(f"{ref} v{version}\n{told}", encoding="utf-8")
        gaps = [{"code": "x", "need": "must"}] if verdict == "NOT_READY" else []
        write_json(staging / MANIFEST, {
            "casewright": __version__, "case": ref, "version": version, "verdict": verdict, "reasons": [],
            "decision": {"strategy": "performance", "approach": "perf_fix"}, "playbook": {"sha256": playbook.sha256},
            "inputs": [each.to_json() for each in inputs_of(drop)],
            "artifacts": [{"path": poa.path, "sha256": sha256_of(staging / poa.path), "kind": "poa", "lang": ["en"]}],
            "exhibits": [], "missing": gaps,
            "deadlines": [{"what": "Answer", "what_zh": "回复", "at": "2026-11-30T08:00:00Z", "basis": "stated"}],
            **({"previous": drop.previous} if drop.previous else {}), **limits_json(found, drop.limits),
        })  # fmt: skip
        return Outcome("produced", ref, verdict, "performance/perf_fix", drop.findings, (poa,), staging)

    def annotate(self, drop: Drop, found: tuple[Finding, ...], *, out: Path) -> tuple[Artifact, ...]:
        (out / "Issues.txt").write_text("\n".join(each.text.en for each in found), encoding="utf-8")
        return (Artifact("Issues.txt", "issues"),)

    def _told(self, drop: Drop) -> str:
        path = drop.root / "case.txt"
        return path.read_text(encoding="utf-8") if path.is_file() else "ok"


def _pages(told: str) -> int:
    return int(told.partition("pages=")[2].split()[0])


def _wait_for(path: Path) -> None:
    (path.parent / "HELD").touch()
    end = time.monotonic() + 60
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], engine=FakeHouse()))
