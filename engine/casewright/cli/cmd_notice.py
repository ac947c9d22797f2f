"""casewright notice."""

import shutil
import tempfile
from datetime import date
from pathlib import Path

import click

from casewright.cli.look import playbook_in_force
from casewright.cli.shared import Shared, as_of_option, shared_options, this_run, today_or
from casewright.deadlines import deadlines_for
from casewright.deliver.manifest import utc_text
from casewright.intake import inspect_files
from casewright.model import Bilingual, Case, Deadline, Drop, FileRef, Finding, NoticeReading, sort_findings
from casewright.model.errors import EXIT_INPUT, EXIT_OK
from casewright.notices import read_notice


@click.command("notice", help="读一封通知：类型、阶段、期限。Read one notice: types, stage, deadline, what it asks.")
@click.argument("file", type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--marketplace", metavar="CODE", help="站点，例如 US。The store, where the notice does not tell.")
@as_of_option
@shared_options
def command(file: Path, marketplace: str | None, as_of: date | None) -> int:
    """Read one notice and show what it says."""
    shared = this_run()
    today = today_or(as_of)
    playbook = playbook_in_force(shared, today)
    case = Case(file.stem, FileRef(file.name), notice_file=file.name, marketplace=marketplace)
    with tempfile.TemporaryDirectory(prefix="casewright-") as folder:
        root = Path(folder, "notice")
        root.mkdir()
        shutil.copyfile(file, root / file.name)
        items, looked = inspect_files(Drop(file.stem, root))
    stores = playbook.catalogue.marketplaces
    reading, read = read_notice(case, items, lexicon=playbook.lexicon, marketplaces=stores)
    deadlines, counted = deadlines_for(
        case, reading, violation=reading.primary, rules=playbook.deadlines, marketplaces=stores, today=today
    )
    found = sort_findings((*looked, *read, *counted))
    _show(shared, reading, deadlines)
    shared.findings(found)
    shared.document(notice_json(reading, deadlines, found))
    return EXIT_OK if reading.types else EXIT_INPUT


def notice_json(
    reading: NoticeReading, deadlines: tuple[Deadline, ...], found: tuple[Finding, ...]
) -> dict[str, object]:
    """Return a reading in the shape of the contract."""
    entities = reading.entities
    return {
        "types": [
            {"code": each.code, "confidence": round(each.confidence, 2), "cues": list(each.cues)}
            for each in reading.types
        ],
        "stage": reading.stage, "level": reading.level, "language": reading.language,
        "marketplace": reading.marketplace,
        "deadline": _deadline(deadlines),
        "entities": {
            "asins": list(entities.asins), "case_ids": list(entities.case_ids),
            "complaint_ids": list(entities.complaint_ids), "order_ids": list(entities.order_ids),
            "brands": list(entities.brands), "clauses": list(entities.clauses),
        },
        "asks": [{"topic": ask.topic, "quote": ask.quote} for ask in reading.asks],
        "metrics": [{"name": name, "value": value} for name, value in reading.metrics],
        "notice_date": reading.notice_date.isoformat() if reading.notice_date else None,
        "phishing": {
            "flag": bool(reading.phishing), "reasons": [{"zh": each.zh, "en": each.en} for each in reading.phishing],
        },
        "findings": [finding.to_json() for finding in found],
    }  # fmt: skip


def _deadline(deadlines: tuple[Deadline, ...]) -> dict[str, object]:
    first = next(iter(deadlines), None)
    if first is None:
        return {"at": None, "hours": None, "basis": "none", "quote": ""}
    return {"at": utc_text(first.at), "hours": first.hours, "basis": first.basis, "quote": first.quote}


def _show(shared: Shared, reading: NoticeReading, deadlines: tuple[Deadline, ...]) -> None:
    rows = [
        (Bilingual("类型", "types"), ", ".join(f"{each.code} ({each.confidence:.2f})" for each in reading.types)),
        (Bilingual("阶段", "stage"), reading.stage), (Bilingual("层级", "level"), reading.level),
        (Bilingual("站点", "store"), reading.marketplace),
        (Bilingual("日期", "date"), reading.notice_date.isoformat() if reading.notice_date else None),
        (Bilingual("案件号", "case ids"), ", ".join(reading.entities.case_ids)),
        (Bilingual("ASIN", "ASINs"), ", ".join(reading.entities.asins)),
        *((Bilingual("期限", "due"), f"{utc_text(each.at) or '-'} ({each.basis})") for each in deadlines),
        *((Bilingual("可疑", "doubtful"), shared.words(each)) for each in reading.phishing),
    ]  # fmt: skip
    for label, value in rows:
        if value:
            shared.print(f"{shared.words(label)}: {value}")
