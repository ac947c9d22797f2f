"""Playbooks that were in force stay at hand, each under the hash that manifests carry."""

import hashlib
import json
from pathlib import Path
from typing import Any

from casewright.desk import recall

Desk = Any


def test_each_playbook_in_force_can_be_recalled_by_the_hash_in_the_manifest(desk: Desk, tmp_path: Path) -> None:
    (desk.root / "doc_templates" / "poa.docx").write_bytes(b"page")
    folder = desk.drop("A")
    desk.run()
    (desk.root / "rulebooks/strategy.xlsx").write_bytes(b"rules, second edition")
    desk.run(folder)
    for version, rules in ((1, b"rules, first edition"), (2, b"rules, second edition")):
        manifest = json.loads((desk.root / f"outbox/A/v{version}/manifest.json").read_text(encoding="utf-8"))
        back = recall(desk.layout, manifest["playbook"]["sha256"], tmp_path / f"v{version}")
        assert back is not None
        assert (back / "rulebooks" / "strategy.xlsx").read_bytes() == rules
        assert (back / "doc_templates" / "poa.docx").read_bytes() == b"page"


def test_the_same_playbook_on_two_desks_gives_the_same_archive_once(desk: Desk) -> None:
    kept = desk.root / ".casewright" / "playbooks" / "archive"
    desk.drop("A")
    desk.run()
    first = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in kept.iterdir()}
    for path in kept.iterdir():
        path.unlink()
    (desk.root / "rulebooks/strategy.xlsx").write_bytes(b"another")
    desk.run()
    (desk.root / "rulebooks/strategy.xlsx").write_bytes(b"rules, first edition")
    desk.run()
    second = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in kept.iterdir()}
    assert len(second) == 2
    assert first.items() <= second.items()


def test_a_hash_that_is_unknown_or_no_hash_or_damaged_recalls_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.drop("A")
    desk.run()
    assert recall(desk.layout, "0" * 64, tmp_path / "a") is None
    assert recall(desk.layout, "../../inbox/A", tmp_path / "b") is None
    for path in (desk.root / ".casewright/playbooks/archive").iterdir():
        path.write_bytes(path.read_bytes()[:40])
        assert recall(desk.layout, path.stem, tmp_path / "c") is None
