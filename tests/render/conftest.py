"""Three invented cases as dossiers: a rich performance case, a dispute, and one that has hardly begun."""

import html
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from casewright.model import (
    Ask,
    Bilingual,
    Case,
    Catalogue,
    CauseKind,
    CauseLink,
    CellRef,
    Claim,
    Coverage,
    Deadline,
    Decision,
    Dossier,
    Entities,
    EvidenceItem,
    EvidenceKind,
    EvidenceRow,
    Exhibit,
    ExhibitStatus,
    FileRef,
    Finding,
    Firing,
    GuideStep,
    Listing,
    Marketplace,
    MediaFacts,
    Metric,
    Missing,
    NoticeReading,
    PlanOfAction,
    Position,
    Risk,
    Route,
    RuleRef,
    Severity,
    StatedDeadline,
    Submission,
    Verdict,
    Violation,
    ViolationKind,
    both,
)
from casewright.render import Templates, load_templates, render
from casewright.render.starter.templates import write_starters
from casewright.text import show_day

Row = Mapping[str, Any]

SAMPLE: Row = yaml.safe_load((Path(__file__).parent / "sample.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 3, 2)
AT = CellRef("case.xlsx", "Facts 事实", "C12")
RULE = RuleRef("rulebooks/strategy.xlsx", "door", "D01", "A7")
_PIECE = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
OWNER, OFTEN = Bilingual("物流主管", "logistics manager"), Bilingual("每周", "every week")


def both_of(row: Row) -> Bilingual:
    return Bilingual(row["zh"], row["en"])


def _finding(row: Row, severity: Severity = Severity.WARNING) -> Finding:
    fix = Bilingual("核对后改正案件表。", "Check, then correct the case sheet.")
    return Finding(row["code"], severity, AT, both_of(row), fix)


def _exhibit(number: int, row: Row) -> Exhibit:
    media = MediaFacts("pdf", pages=1 + number % 3)
    item = EvidenceItem(f"证据/{row['file']}", Path(row["file"]), 184_320 + number, f"{number:02x}" * 32, media)
    text = Bilingual(row.get("problem", ""), "The screenshot shows no address bar.")
    found = (Finding("exhibits/no-address-bar", Severity.ERROR, FileRef(row["file"]), text, text),) if text.zh else ()
    evidence = EvidenceRow(
        f"E{number:02}", row["file"], AT, row["kind"], row["zh"], row["en"], date(2026, 2, 1 + number)
    )
    status = ExhibitStatus.DEFECTIVE if found else ExhibitStatus.ACCEPTED
    copy = f"EX-{row['id'].replace('-', '')}_{row['kind']}.pdf"
    return Exhibit(row["id"], evidence, row["kind"], item, status, both_of(row), copy, found)


def _claim(number: int, row: Row) -> Claim:
    """Say a row as the composer says it: the day in front, owner and start inside, exhibits at the end; and short."""
    ids: tuple[str, ...] = tuple(row.get("exhibits", ()))
    zh, en = row["zh"], row["en"]
    on, start = row.get("done"), row.get("starts_on")
    if on:
        zh, en = f"{show_day(on, 'zh')}，{zh}", f"On {show_day(on, 'en')}, {en}"
    if start:
        head_zh, rest_zh = zh.split("：", 1)
        head_en, rest_en = en.split(": ", 1)
        begin_zh, begin_en = ("自{}起执行", "in effect since {}")
        if start > TODAY:
            begin_zh, begin_en = ("计划于{}开始", "scheduled to start on {}")
        zh = f"{head_zh}（负责人：{OWNER.zh}；{OFTEN.zh}）：{rest_zh}；{begin_zh.format(show_day(start, 'zh'))}"
        en = f"{head_en} (owner: {OWNER.en}; {OFTEN.en}): {rest_en}; {begin_en.format(show_day(start, 'en'))}"
    if ids:
        zh, en = f"{zh}（附件 {'、'.join(ids)}）", f"{en} (Exhibit{'s' if len(ids) > 1 else ''} {', '.join(ids)})"
    short = Bilingual(f"{row['zh']}。", f"{row['en'][:1].upper()}{row['en'][1:]}.")
    claim = Claim(
        f"C-{number}", row["section"], Bilingual(f"{zh}。", f"{en}."), (f"F{number:02}",), ids, on=on, short=short
    )
    if not start:
        return claim
    return replace(claim, records=ids, owner=OWNER, frequency=OFTEN, starts_on=start, scheduled=start > TODAY)


def _link(row: Row) -> CauseLink:
    return CauseLink(row["cause"], both_of(row), tuple(row["root"]), tuple(row["corrective"]), tuple(row["preventive"]))


def _catalogue() -> Catalogue:
    violation = ViolationKind("PERF-ODR", both_of(SAMPLE["violation"]), "performance")
    unanswered = Bilingual("消息未及时回复", "Messages left unanswered")
    cause = CauseKind("messages_unanswered", unanswered, both_of(SAMPLE["question"]))
    market = Marketplace(
        "US", Bilingual("美国", "United States"), "amazon.com", "en", "USD", "America/Los_Angeles",
        ("sellercentral.amazon.com",), both_of(SAMPLE["path"]),
    )  # fmt: skip
    kinds = {
        row["kind"]: EvidenceKind(
            row["kind"], Bilingual(row["kind_zh"], row["kind_en"]), row["id"][0], own_screenshot=False, identity=False,
            how=both(""),
        )
        for row in SAMPLE["exhibits"]
    }  # fmt: skip
    return Catalogue({violation.code: violation}, {cause.code: cause}, {}, kinds, {"US": market})


def _notice() -> NoticeReading:
    entities = Entities(
        asins=("B0CXHJ4K21", "B0CXHK88P3"), case_ids=("13477201581",), order_ids=("112-4471902-5561808",),
        clauses=("Section 3",),
    )  # fmt: skip
    return NoticeReading(
        "停用通知.pdf", (Violation("PERF-ODR", 0.97, ("order defect rate", "target of under 1%")),), "deactivated",
        "account", "en", "US", date(2026, 2, 9), deadline=StatedDeadline("within 17 days", hours=408),
        entities=entities, asks=tuple(Ask(row["topic"], row["quote"]) for row in SAMPLE["asks"]),
    )  # fmt: skip


def _case() -> Case:
    note = "要求补充物流证明"
    return Case(
        **SAMPLE["case"], origin=FileRef("case.xlsx"), notice_date=date(2026, 2, 9), received_on=date(2026, 2, 10),
        amazon_case_ids=("13477201581",), position=Position.ADMITS,
        listings=(Listing("B0CXHJ4K21", AT, "LJ-L", "Laundry basket"), Listing("B0CXHK88P3", AT, "LJ-M")),
        submissions=(Submission(date(2026, 2, 12), AT, "Account Health", "1", "more_info", note=note),),
    )  # fmt: skip


def _decision() -> Decision:
    risk = Bilingual("这是第二次申诉，必须有新的证据。", "This is the second appeal; it must bring new evidence.")
    reason = Bilingual("客户承认。", "The client admits it.")
    return Decision(
        "PERF-ODR", "performance", "perf_fix", "fix", both_of(SAMPLE["why"]),
        causes=("carrier_lane_delay", "messages_unanswered"), risks=(Risk("second_appeal", "warning", risk, RULE),),
        routes=(Route("appeal", Bilingual("在对应案件下提交申诉。", "Submit the appeal under its case."), RULE),),
        documents=("poa", "evidence_index", "diagnosis", "missing_materials", "submission_guide", "fields"),
        firings=(Firing("door", "D01", RULE, {"door": "fix"}, reason, "S0-04"),),
    )  # fmt: skip


def _deadline() -> Deadline:
    return Deadline(
        Bilingual("提交行动计划", "Send the plan of action"), datetime(2026, 2, 26, 8, 0, tzinfo=UTC), "stated",
        "within 17 days", "America/Los_Angeles", "stated", source="通知 notice",
        internal_at=datetime(2026, 2, 24, 8, 0, tzinfo=UTC), hours=408,
    )  # fmt: skip


def _missing(what: Bilingual, need: str) -> Missing:
    why, how = Bilingual("能加强说明。", "It supports the account."), Bilingual("向仓库索取。", "Ask the warehouse.")
    return Missing(what, why, how, need, AT)


def performance() -> Dossier:
    """A ready performance case: three causes, eight actions, six controls, fourteen exhibits."""
    exhibits = tuple(_exhibit(number, row) for number, row in enumerate(SAMPLE["exhibits"], 1))
    plan = PlanOfAction(
        "fix", both_of(SAMPLE["title"]), both(SAMPLE["subject"]),
        tuple(_claim(number, row) for number, row in enumerate(SAMPLE["claims"], 1)),
        tuple(_link(row) for row in SAMPLE["causes"]),
        tuple(Coverage(row["quote"], row["topic"], tuple(row["claims"])) for row in SAMPLE["asks"]),
        (_missing(both_of(SAMPLE["optional"]), "optional"),),
    )  # fmt: skip
    metrics = (
        Metric("ODR", 24, 1212, Fraction(24, 1212), "< 1%", "breach", "computed", date(2025, 12, 11), date(2026, 2, 8)),
        Metric("LSR", 31, 940, Fraction(31, 940), "< 4%", "ok", "computed", date(2026, 1, 10), date(2026, 2, 8)),
        Metric("VTR", None, None, Fraction(963, 1000), ">= 95%", "ok", "dashboard"),
    )
    return Dossier(
        _case(), 2, TODAY, _notice(), tuple(one.item for one in exhibits if one.item), exhibits, metrics, _decision(),
        plan, tuple(GuideStep(row["topic"], both_of(row)) for row in SAMPLE["guide"]), (_deadline(),),
        Verdict(ready=True, reasons=()), tuple(_finding(row) for row in SAMPLE["findings"]), _catalogue(), "ab" * 32,
        field_limit=1_000,
    )  # fmt: skip


def dispute() -> Dossier:
    """A plan that disputes the notice: facts and a request, no causes and no actions."""
    base = performance()
    claims = (base.plan.claims[0], *(_claim(number, row) for number, row in enumerate(SAMPLE["dispute"], 2)))
    coverage = (Coverage(SAMPLE["asks"][0]["quote"], "explanation", ("C-2", "C-3")),)
    plan = replace(base.plan, door="dispute", claims=claims, causes=(), coverage=coverage)
    decision = replace(base.decision, door="dispute", approach="perf_dispute", causes=())
    return replace(base, plan=plan, decision=decision)


def sparse() -> Dossier:
    """A case with a notice and nothing else: not ready, with gaps and a request that is declined."""
    base = performance()
    reasons = tuple(_finding(row, Severity.ERROR) for row in SAMPLE["reasons"])
    refusal = _finding(SAMPLE["refusal"], Severity.ERROR)
    gaps = tuple(_missing(Bilingual(f"第 {n} 项材料", f"Material number {n}"), "must") for n in range(1, 8))
    coverage = (Coverage(SAMPLE["asks"][0]["quote"], "root_cause", ()),)
    absent = replace(base.exhibits[1], item=None, status=ExhibitStatus.MISSING)
    return replace(
        base, case=replace(base.case, store_name=None, listings=(), submissions=()), exhibits=(absent,), items=(),
        plan=replace(base.plan, claims=(), causes=(), coverage=coverage, missing=gaps), guide=(), metrics=(),
        deadlines=(), verdict=Verdict(ready=False, reasons=reasons, refusals=(refusal,)),
        findings=(*base.findings, *reasons, refusal),
    )  # fmt: skip


@pytest.fixture(scope="session")
def ready_case() -> Dossier:
    return performance()


@pytest.fixture(scope="session")
def dispute_case() -> Dossier:
    return dispute()


@pytest.fixture(scope="session")
def sparse_case() -> Dossier:
    return sparse()


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """The shipped templates, made anew."""
    folder = tmp_path_factory.mktemp("doc_templates")
    write_starters(folder)
    loaded, found = load_templates(folder)
    assert not found, [(one.at, one.text.en) for one in found]
    return loaded


@pytest.fixture(scope="session")
def sample_packages(
    templates: Templates, tmp_path_factory: pytest.TempPathFactory, ready_case: Dossier, dispute_case: Dossier,
    sparse_case: Dossier,
) -> Mapping[str, Path]:  # fmt: skip
    """The documents of the three cases, each in a folder of its own."""
    folders = {}
    for name, dossier in (("ready", ready_case), ("dispute", dispute_case), ("sparse", sparse_case)):
        folders[name] = tmp_path_factory.mktemp(name)
        render(dossier, templates=templates, staging=folders[name])
    return folders


@pytest.fixture
def documents(templates: Templates, tmp_path: Path) -> Callable[[Dossier], Sequence[Path]]:
    """Render a dossier and return the files, in the order in which they were made."""

    def make(dossier: Dossier) -> Sequence[Path]:
        artifacts, _ = render(dossier, templates=templates, staging=tmp_path)
        return [tmp_path / artifact.path for artifact in artifacts]

    return make


@pytest.fixture(scope="session")
def words() -> Callable[[Path | bytes], str]:
    """Read a .docx as a reader does: header, body, footer, a line for each paragraph, any blank a blank."""

    def read(document: Path | bytes) -> str:
        data = document if isinstance(document, bytes) else document.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(f"word/{name}.xml").decode() for name in ("header", "document", "footer")]
        paragraphs = "".join(parts).split("</w:p>")
        texts = ("".join(_PIECE.findall(paragraph.replace("<w:br/>", "<w:t>\n</w:t>"))) for paragraph in paragraphs)
        return html.unescape("\n".join(texts)).replace("\u00a0", " ")

    return read
