"""Evidence rows and files become numbered, checked exhibits."""

from collections.abc import Iterator, Sequence
from datetime import date

from casewright.exhibits.checking import Candidate, World, faults
from casewright.exhibits.link import Shelf
from casewright.exhibits.naming import copy_name
from casewright.exhibits.rules import FileRules
from casewright.exhibits.slots import Slot, slots_of
from casewright.model import (
    Bilingual,
    Case,
    Catalogue,
    EvidenceItem,
    Exhibit,
    ExhibitStatus,
    FileRef,
    Finding,
    Kind,
    NoticeReading,
    Severity,
)

MISSING = Kind(
    "exhibits/file-missing", Severity.ERROR,
    "证据 {id}：案件文件夹里没有“{name}”{hint_zh}。", "Exhibit {id}: \"{name}\" is not in the case folder{hint_en}.",
    "把文件放进案件文件夹，或改正“文件”栏；没有这份证据就删掉这一行。",
    "Put the file into the case folder or correct the File column; delete the row if there is no such evidence.",
)  # fmt: skip
#: Kept at the exhibit only: intake has already told it for the row.
NO_NAME = Kind(
    "exhibits/file-not-named", Severity.ERROR,
    "证据 {id} 这一行没有填文件名。", "The row of exhibit {id} names no file.",
    "在“文件”栏写文件名，或删掉这一行。", "Write the file's name into the File column, or delete the row.",
)  # fmt: skip
NOT_IN_SHEET = Kind(
    "exhibits/not-in-sheet", Severity.WARNING,
    "文件“{name}”放在案件文件夹里，但案件表没有提到，没有用作证据。",
    "File \"{name}\" lies in the case folder but no row of the sheet names it; it was not used.",
    "要用就在“证据”页加一行，写明种类和证明内容；不用就移走。",
    "Add a row to the Evidence sheet with its kind and what it proves, or take the file away.",
)  # fmt: skip
SPARE_COPY = Kind(
    "exhibits/spare-copy", Severity.INFO,
    "文件“{name}”与证据 {id} 内容完全相同，没有重复使用。",
    "File \"{name}\" is the same, byte for byte, as exhibit {id}; it was not used again.",
    "不用处理；想整洁就删掉多余的一份。", "Nothing to do; delete the spare one if you like.",
)  # fmt: skip

_UNREADABLE = frozenset({"exhibits/unreadable"})


def make_exhibits(
    case: Case, items: Sequence[EvidenceItem], *, catalogue: Catalogue, rules: FileRules, family: str | None = None,
    notice: NoticeReading | None = None, today: date,
) -> tuple[tuple[Exhibit, ...], tuple[Finding, ...]]:  # fmt: skip
    """Return a case's exhibits by letter and number, and what is wrong with them.

    ``family`` is the leading strategy, which decides the accepted formats; ``notice`` adds what the sheet leaves out:
    the notice's file, date, level and violations. A row with several files gives one exhibit
    for each; a row whose file is not there gives one with status ``missing``. An error of a check makes an exhibit
    ``defective`` (``unreadable`` where the file cannot be opened); warnings leave it usable.
    """
    read = notice or NoticeReading("")
    slots, found = slots_of(case, items, catalogue=catalogue, notice=read)
    world = World(case, read, slots, rules, family, today)
    spare = _unused(slots, items)
    exhibits = tuple(_exhibit(slot, world, spare, Shelf(items)) for slot in slots)
    own = (finding for exhibit in exhibits for finding in exhibit.findings if finding.code != NO_NAME.code)
    return exhibits, (*found, *own, *_extras(spare, exhibits))


def _exhibit(slot: Slot, world: World, spare: Sequence[EvidenceItem], shelf: Shelf) -> Exhibit:
    if slot.item is None:
        findings: tuple[Finding, ...] = (_missing(slot, spare, shelf),)
        status = ExhibitStatus.MISSING
    else:
        findings = faults(Candidate(slot.id, slot.row, slot.kind, slot.item, slot.own_row), world)
        status = _status(findings)
    return Exhibit(
        slot.id, slot.row, slot.kind.code, slot.item, status, _proves(slot),
        copy_name(slot) if slot.item is not None else "", findings,
    )  # fmt: skip


def _status(findings: Sequence[Finding]) -> ExhibitStatus:
    if any(finding.code in _UNREADABLE for finding in findings):
        return ExhibitStatus.UNREADABLE
    if any(finding.is_error for finding in findings):
        return ExhibitStatus.DEFECTIVE
    return ExhibitStatus.ACCEPTED


def _missing(slot: Slot, spare: Sequence[EvidenceItem], shelf: Shelf) -> Finding:
    if not slot.row.file.strip():
        return NO_NAME.at(slot.row.origin, id=slot.id)
    near = shelf.nearest(slot.row.file, among=spare)
    hint = (f"；最接近的是“{near}”", f'; the nearest is "{near}"') if near else ("", "")
    return MISSING.at(slot.row.origin, id=slot.id, name=slot.row.file, hint_zh=hint[0], hint_en=hint[1])


def _proves(slot: Slot) -> Bilingual:
    """Return what the row says it proves; a language left out shows the kind of evidence, never a translation."""
    row, label = slot.row, slot.kind.label
    more = {**dict(label.more), **{lang: text for lang, text in row.proves_more if text}}
    return Bilingual(row.proves_zh or label.zh, row.proves_en or label.en, tuple(sorted(more.items())))


def _unused(slots: Sequence[Slot], items: Sequence[EvidenceItem]) -> tuple[EvidenceItem, ...]:
    used = {slot.item.path for slot in slots if slot.item is not None}
    return tuple(item for item in items if item.path not in used)


def _extras(spare: Sequence[EvidenceItem], exhibits: Sequence[Exhibit]) -> Iterator[Finding]:
    by_hash = {each.item.sha256: each.id for each in reversed(exhibits) if each.item is not None and each.item.size}
    for item in spare:
        same = by_hash.get(item.sha256)
        if same:
            yield SPARE_COPY.at(FileRef(item.path), name=item.path, id=same)
        else:
            yield NOT_IN_SHEET.at(FileRef(item.path), name=item.path)
