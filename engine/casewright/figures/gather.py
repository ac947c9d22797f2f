"""The report files of a case, found by the sheet or by their headers, and read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from casewright.figures.reports import Reader, readers
from casewright.figures.reports.reader import Read
from casewright.figures.rows import Claim, Feedback, Health, Order, Reports, Return, Row, Shipment
from casewright.figures.table import Table, tables
from casewright.model import Case, EvidenceItem, FileRef, Finding, Kind, Origin, Severity
from casewright.text.filenames import item_named

FILE_MISSING = Kind(
    "figures/report-missing", Severity.ERROR,
    "报表文件“{file}”不在案件文件夹里。", "The report \"{file}\" is not in the case folder.",
    "把文件放进文件夹，或改正“报表”表里的文件名。", "Add the file, or correct its name on the Reports sheet.",
)  # fmt: skip
NOT_A_REPORT = Kind(
    "figures/not-a-report", Severity.ERROR,
    "文件“{file}”的表头不像{kind_zh}报表{seems_zh}。",
    "The header of \"{file}\" is not that of a {kind_en} report{seems_en}.",
    "核对报表类型，或从卖家平台重新导出，不要改表头。",
    "Check the kind of the report, or export it again without changing its header.",
)  # fmt: skip

_LABELS = {
    "orders": ("订单", "order"), "feedback": ("买家反馈", "feedback"), "claims": ("A-to-z 索赔", "claims"),
    "chargebacks": ("信用卡拒付", "chargeback"), "shipments": ("发货", "shipment"), "returns": ("退货", "returns"),
    "account_health": ("账户状况", "account health"), "": ("任何已知", "known"),
}  # fmt: skip
_EVIDENCE = {
    "order_report": "orders", "feedback_report": "feedback", "claims_report": "claims", "shipment_report": "shipments",
    "cancel_report": "shipments", "returns_report": "returns", "account_health_report": "account_health",
}  # fmt: skip
_TEXTUAL = frozenset({"text", "csv", "xlsx", "unknown"})


@dataclass(slots=True)
class _Pile:
    """Rows as they come in, file by file."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    columns: dict[str, frozenset[str]] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, path: str, read: Read) -> None:
        self.rows.setdefault(kind, []).extend(read.rows)
        self.columns[kind] = self.columns.get(kind, frozenset()) | read.columns
        if path not in self.files.setdefault(kind, []):
            self.files[kind].append(path)


def read_reports(case: Case, items: Sequence[EvidenceItem], *, zone: str) -> tuple[Reports, tuple[Finding, ...]]:
    """Read every report of a case: those the sheet names, and tables in the folder whose header is a report's."""
    pile, found, seen = _Pile(), list[Finding](), set[str]()
    for name, kind, origin in _declared(case):
        item = item_named(name, items)
        if item is None:
            found.append(FILE_MISSING.at(origin, file=name))
        elif item.path not in seen:
            seen.add(item.path)
            found.extend(_read_declared(item, kind, pile, zone))
    for item in items:
        if item.path not in seen and item.text and (item.media.kind in _TEXTUAL or item.path.lower().endswith(".json")):
            found.extend(_read_found(item, pile, zone))
    return _reports(pile), tuple(found)


def _declared(case: Case) -> Iterator[tuple[str, str, Origin]]:
    for report in case.reports:
        yield report.file, report.kind or "", report.origin
    for row in case.evidence:
        if row.kind in _EVIDENCE and row.file:
            yield row.file, "?" + _EVIDENCE[row.kind], row.origin


def _read_declared(item: EvidenceItem, kind: str, pile: _Pile, zone: str) -> list[Finding]:
    """Read a file that the sheet calls a report; ``?kind`` marks an evidence row, which need not be a table."""
    unsure, kind = kind.startswith("?"), kind.lstrip("?")
    found: list[Finding] = []
    hits = 0
    for part, table in _parts(item):
        best = _best(part, table)
        own = next((reader for reader in readers() if reader.kind == kind), None)
        reader = own if own and own.fits(part, table) else best
        if reader is None or (own and reader.kind != kind):
            continue
        hits += 1
        read = reader.read(part, table, zone=zone)
        pile.add(reader.kind, item.path, read)
        found.extend(read.findings)
    if not hits and not unsure:
        best = next((each for part, table in _parts(item) if (each := _best(part, table))), None)
        zh, en = _LABELS[best.kind] if best else ("", "")
        label = _LABELS.get(kind, _LABELS[""])
        found.append(NOT_A_REPORT.at(
            FileRef(item.path), file=item.path, kind_zh=label[0], kind_en=label[1],
            seems_zh=f"（像是{zh}报表）" if zh else "", seems_en=f" (it looks like the {en} report)" if en else "",
        ))  # fmt: skip
    return found


def _read_found(item: EvidenceItem, pile: _Pile, zone: str) -> list[Finding]:
    """Read a file that nobody called a report, only where it is one beyond doubt."""
    found: list[Finding] = []
    for part, table in _parts(item):
        reader = _best(part, table)
        read = reader.read(part, table, zone=zone) if reader else None
        if reader and read and not any(each.is_error for each in read.findings):
            pile.add(reader.kind, item.path, read)
            found.extend(read.findings)
    return found


def _parts(item: EvidenceItem) -> Iterator[tuple[EvidenceItem, Table | None]]:
    """Yield a file's tables: one for a text file, one per sheet for a workbook (``# sheet`` lines)."""
    texts = [item.text]
    if item.media.kind == "xlsx" and item.text.startswith("# "):
        texts = [text.partition("\n")[2] for text in f"\n{item.text}".split("\n# ")[1:]]
    known = [reader.columns for reader in readers() if reader.columns]
    for text in texts:
        yield replace(item, text=text), None if text.lstrip()[:1] == "{" else tables(item.path, text, known)


def _best(item: EvidenceItem, table: Table | None) -> Reader | None:
    fits = [(reader.fits(item, table), reader) for reader in readers()]
    score, best = max(fits, key=lambda pair: pair[0])
    return best if score else None


def _reports(pile: _Pile) -> Reports:
    def of(kind: str) -> list[Row]:
        return pile.rows.get(kind, [])

    return Reports(
        orders=tuple(row for row in of("orders") if isinstance(row, Order)),
        feedback=tuple(row for row in of("feedback") if isinstance(row, Feedback)),
        claims=tuple(row for row in of("claims") if isinstance(row, Claim)),
        chargebacks=tuple(row for row in of("chargebacks") if isinstance(row, Claim)),
        shipments=tuple(row for row in of("shipments") if isinstance(row, Shipment)),
        returns=tuple(row for row in of("returns") if isinstance(row, Return)),
        health=tuple(row for row in of("account_health") if isinstance(row, Health)),
        columns=pile.columns, files={kind: tuple(paths) for kind, paths in pile.files.items()},
    )  # fmt: skip
