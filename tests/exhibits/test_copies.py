"""Submission copies: equal bytes, plain names, untouched originals."""

import hashlib
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casewright.exhibits import FileRules, make_exhibits, write_copies
from casewright.exhibits.naming import copy_name
from casewright.exhibits.slots import Slot, kind_of
from casewright.model import (
    NOTHING,
    Case,
    Catalogue,
    DeskError,
    EvidenceItem,
    EvidenceRow,
    Exhibit,
    ExhibitStatus,
    MediaFacts,
)

Make = Callable[..., EvidenceItem]
Row = Callable[..., EvidenceRow]
CaseOf = Callable[..., Case]


@pytest.fixture
def exhibits(case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules) -> tuple[Exhibit, ...]:
    rows = (row(1, "发票 Supplier Ltd..pdf"), row(2, "缺失.pdf"), row(3, "bad.pdf"), row(4, "签收 😀.jpg", "pod"))
    items = [item("发票 Supplier Ltd..pdf"), item("bad.pdf", problem="damaged"), item("签收 😀.jpg", "jpeg")]
    made, _ = make_exhibits(case(*rows), items, catalogue=catalogue, rules=shipped, today=date(2026, 3, 1))
    return made


def test_usable_exhibits_are_copied_under_plain_names_and_no_others(
    exhibits: tuple[Exhibit, ...], tmp_path: Path
) -> None:
    copies = write_copies(exhibits, staging=tmp_path / "staging")
    digest = hashlib.sha256("签收 😀.jpg".encode()).hexdigest()
    assert [(copy.id, copy.source, copy.copy) for copy in copies] == [
        ("C-1", "签收 😀.jpg", f"exhibits/C-1_pod_2026-01-15_{digest[:8]}.jpg"),
        ("E-1", "发票 Supplier Ltd..pdf", "exhibits/E-1_invoice_2026-01-15_Supplier-Ltd.pdf"),
    ]
    assert sorted(path.name for path in (tmp_path / "staging" / "exhibits").iterdir()) == [
        copy.copy.removeprefix("exhibits/") for copy in copies
    ]


def test_both_hashes_are_of_the_bytes_on_disk(exhibits: tuple[Exhibit, ...], tmp_path: Path) -> None:
    for copy in write_copies(exhibits, staging=tmp_path / "staging"):
        written = (tmp_path / "staging" / copy.copy).read_bytes()
        original = (tmp_path / "drop" / copy.source).read_bytes()
        assert written == original
        assert copy.source_sha256 == copy.copy_sha256 == hashlib.sha256(written).hexdigest()


def test_originals_may_be_read_only_and_stay_as_they_are(exhibits: tuple[Exhibit, ...], tmp_path: Path) -> None:
    originals = [path for path in (tmp_path / "drop").rglob("*") if path.is_file()]
    before = {}
    for path in originals:
        path.chmod(stat.S_IRUSR)
        before[path] = (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode)
    write_copies(exhibits, staging=tmp_path / "staging")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode) for path in originals} == before


def test_nothing_is_written_where_nothing_is_usable(exhibits: tuple[Exhibit, ...], tmp_path: Path) -> None:
    bad = [exhibit for exhibit in exhibits if not exhibit.usable]
    assert write_copies(bad, staging=tmp_path / "staging") == ()
    assert not (tmp_path / "staging").exists()


def test_an_original_that_changed_after_inspection_stops_the_case(
    exhibits: tuple[Exhibit, ...], tmp_path: Path
) -> None:
    (tmp_path / "drop" / "签收 😀.jpg").write_bytes(b"other bytes")
    with pytest.raises(DeskError, match="changed between inspection and copying"):
        write_copies(exhibits, staging=tmp_path / "staging")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=5_000), name=st.text(min_size=1, max_size=40))
def test_a_copy_has_the_bytes_of_its_original_whatever_they_are(
    raw: bytes, name: str, row: Row, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("case")
    (folder / "original").write_bytes(raw)
    item = EvidenceItem(name, folder / "original", len(raw), hashlib.sha256(raw).hexdigest(), MediaFacts("pdf"))
    slot = Slot("E-1", replace(row(1, name), file=name), kind_of("invoice", Catalogue()), item)
    exhibit = Exhibit("E-1", slot.row, "invoice", item, ExhibitStatus.ACCEPTED, NOTHING, copy_name(slot))
    (copy,) = write_copies([exhibit], staging=folder / "staging")
    assert (folder / "staging" / copy.copy).read_bytes() == raw
    assert re.fullmatch(r"exhibits/E-1_invoice_2026-01-15_[A-Za-z0-9_-]+\.pdf", copy.copy)
