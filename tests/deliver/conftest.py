"""A small dossier, whole enough to be sealed, and the drop it came from."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from casewright.deliver import sha256_of
from casewright.model import (
    Artifact,
    Bilingual,
    Case,
    Catalogue,
    CellRef,
    Claim,
    Deadline,
    Decision,
    Dossier,
    Drop,
    EvidenceItem,
    EvidenceRow,
    Exhibit,
    ExhibitCopy,
    ExhibitStatus,
    Finding,
    Firing,
    MediaFacts,
    Metric,
    Missing,
    NoticeReading,
    PlanOfAction,
    RuleRef,
    Severity,
    Verdict,
    both,
)

AT = CellRef("case.xlsx", "Facts", "C12")


def finding(code: str, zh: str, en: str) -> Finding:
    return Finding(code, Severity.ERROR, AT, Bilingual(zh, en), Bilingual(f"{zh}怎么改", f"How to mend: {en}"))


@dataclass
class Sealable:
    """What ``seal`` is given."""

    dossier: Dossier
    artifacts: tuple[Artifact, ...]
    copies: tuple[ExhibitCopy, ...]
    drop: Drop
    staging: Path


def dossier_of(item: EvidenceItem, *, ready: bool) -> Dossier:
    row = EvidenceRow("E1", "发票.pdf", AT)
    exhibit = Exhibit(
        "E-1", row, "invoice", item, ExhibitStatus.ACCEPTED, Bilingual("采购 800 件", "800 units bought"), "E-1.pdf"
    )
    claim = Claim("C-1", "corrective", Bilingual("已退款。", "Refunded."), ("F04",), ("E-1",), on=date(2026, 11, 2))
    decision = Decision(
        "PERF-ODR", "performance", "perf_fix", "fix", Bilingual("指标超标", "a metric is breached"),
        causes=("carrier_lane_delay",),
        firings=(Firing("door", "D01", RuleRef("rulebooks/strategy.xlsx", "door", "D01", "A7"), {"door": "fix"},
                        Bilingual("因为", "because"), "S0-04"),),
    )  # fmt: skip
    gap = Missing(both("SOP"), both("why"), both("how"), "must", AT, "sop")
    due = Deadline(
        Bilingual("回复", "Answer"), datetime(2026, 11, 30, 16, 14, tzinfo=UTC), "stated", "17 days",
        "America/Los_Angeles", "appeal", hours=408,
    )  # fmt: skip
    reasons = () if ready else (finding("review/sop-missing", "缺少流程文件", "The SOP is missing"),)
    refusals = () if ready else (finding("review/forged-date", "不能倒签日期", "A date is not put back"),)
    return Dossier(
        Case("CW-7", AT), 2, date(2026, 11, 22), NoticeReading("notice.txt"), (item,), (exhibit,),
        (Metric("ODR", 24, 1212, Fraction(24, 1212), "< 0.01", "breach", "computed"),), decision,
        PlanOfAction("fix", both("t"), both("s"), (claim,), missing=(gap,)), (), (due,),
        Verdict(ready, reasons, refusals), reasons, Catalogue(), "ab" * 32,
    )  # fmt: skip


def make(tmp_path: Path, *, ready: bool) -> Sealable:
    root, staging = tmp_path / "drop", tmp_path / "outbox" / ".staging" / "one"
    (root / "证据").mkdir(parents=True)
    (staging / "exhibits").mkdir(parents=True)
    (root / "case.xlsx").write_bytes(b"sheet")
    (root / "证据" / "发票.pdf").write_bytes(b"invoice")
    (staging / "POA_CW-7_v2_en-zh.docx").write_bytes(b"plan")
    (staging / "exhibits" / "E-1.pdf").write_bytes(b"invoice")
    sha = sha256_of(root / "证据" / "发票.pdf")
    item = EvidenceItem("证据/发票.pdf", root / "证据" / "发票.pdf", 7, sha, MediaFacts("pdf"))
    return Sealable(
        dossier_of(item, ready=ready), (Artifact("POA_CW-7_v2_en-zh.docx", "poa", ("en", "zh")),),
        (ExhibitCopy("E-1", "证据/发票.pdf", sha, "exhibits/E-1.pdf", sha),), Drop("CW-7", root, previous="cd" * 32),
        staging,
    )  # fmt: skip


@pytest.fixture
def ready(tmp_path: Path) -> Sealable:
    return make(tmp_path, ready=True)


@pytest.fixture
def not_ready(tmp_path: Path) -> Sealable:
    return make(tmp_path, ready=False)
