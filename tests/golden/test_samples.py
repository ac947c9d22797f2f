"""What the shipped playbook makes of each sample case, held as a page that a person can read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casewright.intake import open_drop
from casewright.model import Dossier, Drop
from casewright.pipeline import consider
from casewright.playbook import Playbook

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
SHAPES = ("case.xlsx", "case.yaml", "batch-*.xlsx")


def sample_drops() -> list[Path]:
    """Return each sample as it is dropped: folders, zips, batch workbooks."""
    found = [path for path in CASES.iterdir() if path.suffix == ".zip"]
    for folder in (path for place in (CASES, CASES / "aside") for path in place.iterdir() if path.is_dir()):
        found += list(folder.glob("batch-*.xlsx")) or ([folder] if any(map(list, _sheets(folder))) else [])
    return sorted(found)


def _sheets(folder: Path) -> Iterator[Iterator[Path]]:
    return (folder.glob(shape) for shape in SHAPES[:2])


def page(drop: Drop, dossier: Dossier | None, playbook: Playbook) -> str:
    """Write what matters of one case in plain lines."""
    if dossier is None:
        return f"# {drop.name}\nreturned to staff\n"
    decision, names = dossier.decision, playbook.catalogue
    lines = [
        f"# {dossier.case.ref} · {dossier.case.store_name} · {dossier.case.marketplace}",
        f"notice      {', '.join(f'{v.code}' for v in dossier.notice.types)} · stage {dossier.notice.stage} · "
        f"level {dossier.notice.level} · dated {dossier.notice.notice_date} · {dossier.notice.language}",
        f"strategy    {decision.strategy} / {decision.approach}",
        f"door        {decision.door}",
        f"why         {decision.why.en}",
        f"causes      {', '.join(names.causes[cause].label.en for cause in decision.causes) or '-'}",
        f"verdict     {dossier.verdict.word}",
        f"decided by  {decision.decided_by}",
    ]
    lines += [
        f"deadline    {due.at:%Y-%m-%d %H:%M UTC} ({due.basis})" if due.at else f"deadline    none ({due.basis})"
        for due in dossier.deadlines
    ]
    lines += [f"metric      {m.code} {m.num}/{m.den} {m.verdict} ({m.source})" for m in dossier.metrics]
    lines += _section("claims", (f"{c.id} {c.section}: {c.text.en} [{' '.join((*c.facts, *c.exhibits))}]"
                                 for c in dossier.plan.claims))  # fmt: skip
    if dossier.plan.retraction:
        letter = (f"{c.id} {c.text.en} [{' '.join((*c.facts, *c.exhibits))}]" for c in dossier.plan.retraction)
        lines += _section("letter to the rights owner", list(letter))
    lines += _section("missing", (f"{m.need}: {m.what.en} — {m.why.en} <{m.origin.at}>" for m in dossier.plan.missing))
    lines += _section("refusals", (f"{r.code} <{r.at}>: {r.text.en}" for r in dossier.verdict.refusals))
    lines += _section("blocking", (f"{r.code} <{r.at}>: {r.text.en}" for r in dossier.verdict.reasons))
    lines += _section(
        "other findings",
        sorted(
            f"{f.severity} {f.code} <{f.at}>: {f.text.en}"
            for f in dossier.findings
            if f not in dossier.verdict.reasons and f not in dossier.verdict.refusals
        ),
    )
    return "\n".join(lines) + "\n"


def _section(title: str, rows: Iterator[str] | list[str]) -> list[str]:
    return ["", f"## {title}", *(list(rows) or ["none"])]


@pytest.mark.parametrize("source", sample_drops(), ids=lambda path: path.stem)
def test_each_sample_case_comes_out_as_its_page_says(
    source: Path, playbook: Playbook, demo_day: date, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    drops, found = open_drop(source, tmp_path)
    assert drops, [finding.text.en for finding in found]
    for drop in drops:
        dossier, _ = consider(drop, playbook, today=demo_day)
        text = page(drop, dossier, playbook)
        expected = HERE / "expected" / f"{drop.name}.md"
        if request.config.getoption("--update-golden"):
            expected.write_text(text, encoding="utf-8")
        assert text == expected.read_text(encoding="utf-8")
