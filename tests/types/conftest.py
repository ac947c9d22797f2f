"""Sample cases of every code: a story of a few lines becomes a drop, is produced, and is looked at as a whole."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from docx import Document
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from casewright.intake import open_drop
from casewright.model import Dossier, Finding, Outcome
from casewright.pipeline import consider, produce
from casewright.playbook import Playbook

DAY = date(2026, 11, 22)
Story = Mapping[str, Any]


@dataclass(frozen=True)
class Package:
    """What came out for one story."""

    outcome: Outcome
    dossier: Dossier
    manifest: Mapping[str, Any]
    folder: Path

    def kinds(self) -> set[str]:
        """Return the kinds of documents in the package."""
        return {each["kind"] for each in self.manifest["artifacts"]}

    def named(self, start: str) -> list[Path]:
        """Return the documents whose name begins so."""
        return sorted(path for path in self.folder.iterdir() if path.name.startswith(start))

    def words(self, start: str) -> str:
        """Return all text of the one document whose name begins so."""
        (path,) = self.named(start)
        document = Document(str(path))
        lines = [each.text for each in document.paragraphs]
        lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join(lines)

    @property
    def codes(self) -> set[str]:
        """Return the codes of everything that was found."""
        return {finding.code for finding in self.dossier.findings}

    @property
    def missing(self) -> set[str]:
        """Return the kinds of evidence that are required and not there."""
        usable = {each.kind for each in self.dossier.exhibits if each.usable}
        return {each.kind for each in self.dossier.decision.requirements if each.need == "must"} - usable

    @property
    def why_not(self) -> str:
        """Return what blocks it, for a failing test."""
        return "\n".join(f"{each.code} <{each.at}> {each.text.en}" for each in self.dossier.verdict.reasons)


@pytest.fixture(scope="session")
def package_of(playbook: Playbook, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Story], Package]:
    """Produce a story by the shipped playbook."""

    def make(story: Story) -> Package:
        place = tmp_path_factory.mktemp(str(story["name"]))
        write_drop(story, place / "in" / str(story["name"]), playbook)
        (drop,), found = open_drop(place / "in" / str(story["name"]), place / "work")
        assert not [each for each in found if each.is_error], found
        staging = place / "out"
        staging.mkdir()
        thought: list[Dossier] = []

        def kept(*args: Any, **named: Any) -> tuple[Dossier | None, tuple[Finding, ...]]:
            dossier, found = consider(*args, **named)
            thought.extend([dossier] if dossier else [])
            return dossier, found

        with patch("casewright.pipeline.consider", kept):
            outcome = produce(drop, playbook, today=DAY, staging=staging, version=1)
        (dossier,) = thought
        manifest = json.loads((staging / "manifest.json").read_text(encoding="utf-8"))
        return Package(outcome, dossier, manifest, staging)

    return make


def write_drop(story: Story, folder: Path, playbook: Playbook) -> None:
    """Write a story as a folder with case.yaml, its notice and a small paper for each row of evidence."""
    folder.mkdir(parents=True)
    (folder / "notice.txt").write_text(story["notice"], encoding="utf-8")
    case: dict[str, Any] = {
        "case": story["name"], "store_name": "Linden Home", "legal_name": "Ningbo Linden Home Co., Ltd.",
        "store_email": "store@linden-home.example", "merchant_token": "A1LINDENHOME55", "entity_country": "CN",
        "category": "Home", "notice_file": "notice.txt", "entrustment_signed": True, "plan_date": "2026-11-20",
        **story["case"],
    }  # fmt: skip
    if case.get("position") in {"admits", "partly"}:
        case = {"admitted_by": "王磊（负责人）", "admitted_on": "2026-11-18", **case}
    rows = [
        {"id": "E01", "file": "notice.txt", "kind": "notice_copy", "proves_zh": "通知原文", "proves_en": "The notice"}
    ]
    for number, given in enumerate(story.get("evidence", ()), 2):
        kind, dated, *more = given if isinstance(given, list) else (given, "2026-11-18")
        row = {"id": f"E{number:02}", "kind": kind, "dated": str(dated), **(more[0] if more else {})}
        name, data = paper(kind, row, playbook)
        label = playbook.catalogue.evidence[kind].label
        row = {"file": name, "proves_zh": label.zh, "proves_en": label.en, **row}
        (folder / name).write_bytes(data)
        rows.append(row)
    for row in story.get("more_files", ()):
        (folder / row["file"]).write_text(row["text"], encoding="utf-8")
    sheets = {name: story[name] for name in ("listings", "statements", "submissions") if story.get(name)}
    text = yaml.safe_dump({**case, **sheets, "evidence": rows}, allow_unicode=True, sort_keys=False)
    (folder / "case.yaml").write_text(text, encoding="utf-8")


def paper(kind: str, row: Mapping[str, Any], playbook: Playbook) -> tuple[str, bytes]:
    """Draw a small paper of a kind: a desktop window for our own screenshots, a page of text for the others."""
    known = playbook.catalogue.evidence[kind]
    title = f"{known.label.en} {row['dated']}"
    out = io.BytesIO()
    if known.own_screenshot:
        shot = Image.new("RGB", (1440, 810), "white")
        draw = ImageDraw.Draw(shot)
        draw.text((110, 45), "https://sellercentral.amazon.com/performance/account/health", fill="black")
        draw.text((40, 140), title, fill="black")
        draw.text((1200, 785), f"{row['dated']} 10:15", fill="black")
        shot.save(out, "PNG")
        return f"{row['id']}_{kind}.png", out.getvalue()
    page = Canvas(out, pagesize=A4, invariant=True)
    page.drawString(60, 780, title)
    page.drawString(60, 760, "Ningbo Linden Home Co., Ltd.")
    page.drawString(60, 740, str(row.get("note", "Sample paper of an invented company")))
    page.save()
    return f"{row['id']}_{kind}.pdf", out.getvalue()
