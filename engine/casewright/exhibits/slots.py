"""The exhibits to be: every row, and what the sheet names elsewhere, each with its file and its number."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casewright.exhibits.link import Match, Shelf
from casewright.model import (
    NOTHING,
    Bilingual,
    Case,
    Catalogue,
    CellRef,
    EvidenceItem,
    EvidenceKind,
    EvidenceRow,
    FileRef,
    Finding,
    Kind,
    NoticeReading,
    Severity,
    both,
)

AMBIGUOUS = Kind(
    "exhibits/name-ambiguous", Severity.WARNING,
    "“{name}”同时对上 {count} 个文件：{files}；已各列为一份证据。",
    "\"{name}\" fits {count} files: {files}; each became an exhibit.",
    "只要其中一个的话，在“文件”栏写带文件夹的完整路径。",
    "If only one is meant, write its path with the folder in the File column.",
)  # fmt: skip
OTHER_ENDING = Kind(
    "exhibits/other-ending", Severity.WARNING,
    "案件表写的是“{name}”，找到的是“{file}”，按后者处理。",
    "The sheet says \"{name}\", the file found is \"{file}\"; that one was taken.",
    "确认是同一份文件，并把案件表里的文件名改对。",
    "Make sure it is the same document and correct the name in the sheet.",
)  # fmt: skip
#: The exhibit kind of each report kind of the Reports sheet.
REPORT_KINDS = {
    "orders": "order_report", "feedback": "feedback_report", "claims": "claims_report", "chargebacks": "claims_report",
    "shipments": "shipment_report", "returns": "returns_report", "account_health": "account_health_report",
}  # fmt: skip
_OTHER = "other"
_NOTICE = "notice_copy"
_LAST_GROUP = "Z"


@dataclass(frozen=True, slots=True)
class Slot:
    """One exhibit before it is checked. ``item`` None: the file is not there. ``own_row``: a row of the sheet."""

    id: str
    row: EvidenceRow
    kind: EvidenceKind
    item: EvidenceItem | None
    own_row: bool = True


@dataclass(frozen=True, slots=True)
class _Wanted:
    row: EvidenceRow
    kind: str | None
    item: EvidenceItem | None
    own_row: bool


def slots_of(
    case: Case, items: Sequence[EvidenceItem], *, catalogue: Catalogue, notice: NoticeReading
) -> tuple[tuple[Slot, ...], tuple[Finding, ...]]:
    """Return the exhibits of a case in order, and what was unclear in linking files to rows.

    The notice comes first, then the rows in sheet order, then replies and reports that no row names. Numbers count
    within a letter, and a row keeps its number while its file is missing, so that nothing shifts when it comes.
    """
    shelf = Shelf(items)
    found: list[Finding] = []
    named = list(_named_elsewhere(case, shelf, notice))
    inferred = {item.path: row.kind for row, item in named}
    rows: list[_Wanted] = []
    for row in case.evidence:
        for match in shelf.find(row.file):
            found.extend(_doubts(row, match))
            rows.extend(_wanted(row, match, inferred))
    taken = {each.item.path for each in rows if each.item}
    extra = [_Wanted(row, row.kind, item, own_row=False) for row, item in named if item.path not in taken]
    first = [each for each in extra if each.kind == _NOTICE]
    rest = [each for each in extra if each.kind != _NOTICE]
    return tuple(_numbered((*first, *rows, *rest), catalogue)), tuple(found)


def _wanted(row: EvidenceRow, match: Match, inferred: dict[str, str | None]) -> Iterator[_Wanted]:
    if not match.items:
        yield _Wanted(replace(row, file=match.name), row.kind, None, own_row=True)
    for item in match.items:
        yield _Wanted(replace(row, file=item.path), row.kind or inferred.get(item.path), item, own_row=True)


def _doubts(row: EvidenceRow, match: Match) -> Iterator[Finding]:
    contents = {item.sha256 for item in match.items}
    if match.by in {"path", "name", "stem"} and len(contents) > 1:
        files = "、".join(item.path for item in match.items[:6])
        yield AMBIGUOUS.at(row.origin, name=match.name, count=len(match.items), files=files)
    elif match.by == "stem" and "." in match.name and len(match.items) == 1:
        yield OTHER_ENDING.at(row.origin, name=match.name, file=match.items[0].path)


def _numbered(wanted: Sequence[_Wanted], catalogue: Catalogue) -> Iterator[Slot]:
    count: Counter[str] = Counter()
    slots: list[Slot] = []
    for each in wanted:
        kind = kind_of(each.kind, catalogue)
        count[kind.group] += 1
        slots.append(Slot(f"{kind.group}-{count[kind.group]}", each.row, kind, each.item, each.own_row))
    yield from sorted(slots, key=lambda slot: slot.kind.group)


def kind_of(code: str | None, catalogue: Catalogue) -> EvidenceKind:
    """Return the kind of evidence of a code, a plain one in the last group where the catalogue does not know it."""
    known = catalogue.evidence.get(code or _OTHER)
    if known is not None and known.group.isalpha():
        return known
    return EvidenceKind(code or _OTHER, both(code or _OTHER), _LAST_GROUP, own_screenshot=False, identity=False,
                        how=NOTHING)  # fmt: skip


def _named_elsewhere(case: Case, shelf: Shelf, notice: NoticeReading) -> Iterator[tuple[EvidenceRow, EvidenceItem]]:
    """Yield the notice, earlier replies and reports that the sheet names outside its Evidence rows.

    One that is not there is told by the stage that reads it: notices, figures.
    """
    seen: set[str] = set()
    for row in _rows_elsewhere(case, notice):
        items = [item for match in shelf.find(row.file) for item in match.items]
        for item in items[:1] if row.kind == _NOTICE else items:
            if item.path not in seen:
                seen.add(item.path)
                yield replace(row, file=item.path), item


def _rows_elsewhere(case: Case, notice: NoticeReading) -> Iterator[EvidenceRow]:
    where = case.where("notice_file")
    yield EvidenceRow(
        "NOTICE", notice.file or case.notice_file or "notice",
        where if isinstance(where, CellRef | FileRef) else FileRef(where.file), _NOTICE,
        dated=case.notice_date or notice.notice_date,
        proves_zh="亚马逊通知原文", proves_en="The notice as Amazon sent it",
    )  # fmt: skip
    for number, sent in enumerate(case.submissions, 1):
        if sent.reply_file:
            yield EvidenceRow(
                f"REPLY{number}", sent.reply_file, sent.origin, "amazon_reply",
                proves_zh="亚马逊对此前申诉的回复", proves_en="Amazon's reply to an earlier appeal",
            )  # fmt: skip
    for number, report in enumerate(case.reports, 1):
        proves = _REPORT_PROVES.get(report.kind or "", _SOME_REPORT)
        yield EvidenceRow(
            f"REPORT{number}", report.file, report.origin, REPORT_KINDS.get(report.kind or "", _OTHER),
            proves_zh=proves.zh, proves_en=proves.en,
        )  # fmt: skip


_SOME_REPORT = Bilingual("后台导出的数据报表", "A data report exported from Seller Central")
_REPORT_PROVES = {
    "orders": Bilingual("订单明细，指标计算的依据", "Order data from which the figures are counted"),
    "feedback": Bilingual("买家反馈明细", "Buyer feedback, line by line"),
    "claims": Bilingual("A-to-z 索赔明细", "A-to-z claims, line by line"),
    "chargebacks": Bilingual("信用卡拒付明细", "Chargebacks, line by line"),
    "shipments": Bilingual("发货与追踪明细", "Shipments and tracking, line by line"),
    "returns": Bilingual("退货明细", "Returns, line by line"),
    "account_health": Bilingual("账户状况数据", "Account health data"),
}
