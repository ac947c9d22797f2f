"""What lies in the inbox, opened into private copies: a folder, a zip, a batch workbook, a single sheet."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from casewright.intake.copying import copy_folder, too_much
from casewright.intake.locate import find_case_sheet
from casewright.intake.media_tree import is_ignored, readable
from casewright.intake.opened import open_book
from casewright.intake.read_batch import FOLDER, Batch, read_batch_case, stray_rows
from casewright.intake.secret_scan import SECRET_FOUND
from casewright.intake.unzip import Budget, unzip
from casewright.intake.write import yaml_text
from casewright.model import CellRef, Drop, FileRef, Finding, Kind, Limits, Severity
from casewright.sheets import sheet_names
from casewright.text.file_names import short_name

NOT_A_DROP = Kind(
    "intake/not-a-drop", Severity.ERROR,
    "“{name}”不是案件：需要案件文件夹、.zip、案件表 .xlsx 或 case.yaml。",
    "\"{name}\" is no case: a case folder, a .zip, a case sheet .xlsx or a case.yaml is needed.",
    "把它和案件表放进同一个文件夹；.rar、.7z 请先解压。",
    "Put it into a folder with the case sheet; unpack .rar and .7z first.",
)  # fmt: skip
NOTHING_THERE = Kind(
    "intake/nothing-there", Severity.ERROR,
    "找不到“{name}”。", "There is nothing at \"{name}\".",
    "核对路径后再试。", "Check the path and try again.",
)  # fmt: skip
FOLDER_OUTSIDE = Kind(
    "intake/folder-outside", Severity.WARNING,
    "证据文件夹“{folder}”不在工作簿旁边，没有复制。",
    "Evidence folder \"{folder}\" does not lie beside the workbook; it was not copied.",
    "只写工作簿旁边的文件夹名，不写盘符或上级目录。",
    "Write the name of a folder beside the workbook, without a drive or a folder above it.",
)  # fmt: skip
BATCH_EMPTY = Kind(
    "intake/batch-empty", Severity.ERROR,
    "批量表“{name}”里没有一行案件。", "The batch workbook \"{name}\" has no row with a case.",
    "在 Cases 工作表里每行写一个案件。", "Write one case per row on the Cases sheet.",
)  # fmt: skip

_BOOKS = (".xlsx", ".xlsm")
_YAML = (".yaml", ".yml")
#: Under the working folder: the batch workbook's copy, which the addresses of its cases point into.
BATCH_FOLDER = "_batch"


def open_drop(
    path: Path, workdir: Path, *, limits: Limits | None = None
) -> tuple[tuple[Drop, ...], tuple[Finding, ...]]:
    """Open what lies at ``path`` into copies under ``workdir``, one :class:`Drop` per case.

    A folder, a zip of one, a batch workbook (alone, in a folder or in a zip), a case sheet or a ``case.yaml``. The
    original is only read. A drop carries its own findings; those that are returned belong to no single drop. What
    cannot be opened gives no drop and a finding, and nothing half-copied stays behind. The drops carry the ``limits``.
    """
    name, limits = readable(path.name), limits or Limits()
    if not path.exists():
        return (), (NOTHING_THERE.at(FileRef(name), name=name),)
    workdir.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        return _from_folder(path, workdir, name, limits)
    ending = path.suffix.casefold()
    if ending == ".zip":
        return _from_zip(path, workdir, limits)
    if ending in _BOOKS:
        return _from_book(path, workdir, limits)
    if ending in _YAML:
        return (_alone(path, workdir, name="case.yaml", limits=limits),), ()
    return (), (NOT_A_DROP.at(FileRef(name), name=name),)


def _from_folder(
    folder: Path, workdir: Path, name: str, limits: Limits
) -> tuple[tuple[Drop, ...], tuple[Finding, ...]]:
    batch_path = _batch_in(folder, limits)
    if batch_path is not None:
        return _from_book(batch_path, workdir, limits)
    trouble = too_much(folder, limits)
    if trouble:
        return (), (trouble,)
    root = _free(workdir / short_name(name))
    found = copy_folder(folder, root)
    return (_with_sheet(Drop(name, root, findings=found, limits=limits)),), ()


def _with_sheet(drop: Drop) -> Drop:
    """Name the drop's case sheet where there is exactly one, so that nobody takes it for evidence."""
    return replace(drop, sheet=find_case_sheet(drop)[0])


def _from_zip(path: Path, workdir: Path, limits: Limits) -> tuple[tuple[Drop, ...], tuple[Finding, ...]]:
    name = readable(path.stem)
    root = _free(workdir / short_name(name))
    opened, found = unzip(path, root, budget=Budget.of(limits))
    if opened is None:
        return (), found
    batch_path = _batch_in(opened, limits)
    if batch_path is None:
        return (_with_sheet(Drop(name, opened, findings=found, limits=limits)),), ()
    drops, more = _from_book(batch_path, workdir, limits)
    return drops, (*found, *more)


def _from_book(path: Path, workdir: Path, limits: Limits) -> tuple[tuple[Drop, ...], tuple[Finding, ...]]:
    batch, found = _read_batch(path, limits)
    if batch is None:
        called = "case.xlsx" if path.suffix.casefold() == ".xlsx" else path.name
        return (_alone(path, workdir, name=called, limits=limits),), ()
    kept = workdir / BATCH_FOLDER / short_name(readable(path.name))
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, kept)
    empty = Drop("", workdir, kept, limits=limits)
    drops = tuple(_materialise(batch, row, beside=path.parent, workdir=workdir, empty=empty) for row in batch.rows())
    found = [*found, *stray_rows(batch)]
    if not drops:
        found.append(BATCH_EMPTY.at(FileRef(readable(path.name)), name=readable(path.name)))
    return drops, tuple(found)


def _alone(path: Path, workdir: Path, *, name: str, limits: Limits) -> Drop:
    """Copy a single sheet into a folder of its own, called as the sheet is."""
    title = readable(path.stem)
    root = _free(workdir / short_name(title))
    root.mkdir(parents=True)
    fixed = title.casefold() == "case" or path.suffix.casefold() in _YAML
    kept = root / (name if fixed else short_name(readable(path.name)))
    shutil.copyfile(path, kept)
    return Drop(title, root, kept, limits=limits)


def _batch_in(folder: Path, limits: Limits) -> Path | None:
    """Return the one batch workbook at the top of a folder, or None."""
    books = sorted(path for path in folder.iterdir() if path.suffix.casefold() in _BOOKS and not is_ignored(path.name))
    return next((path for path in books if _read_batch(path, limits)[0] is not None), None)


def _read_batch(path: Path, limits: Limits) -> tuple[Batch | None, list[Finding]]:
    if not sheet_names(path):
        return None, []
    opened = open_book(path, name=readable(path.name), limits=limits)
    batch = opened.batch
    if batch is None:
        return None, []
    cases = {batch.cases.sheet.name, *(part.sheet.name for part in batch.parts)}
    return batch, [each for each in opened.findings
                   if each.code == SECRET_FOUND.code and isinstance(each.origin, CellRef)
                   and each.origin.sheet not in cases]  # fmt: skip


def _materialise(batch: Batch, row: int, *, beside: Path, workdir: Path, empty: Drop) -> Drop:
    """Lay out one case of a batch: its evidence and a ``case.yaml`` that follows the row, so that its content shows."""
    ref = batch.text(row, "case")
    name = ref or f"row-{row}"
    root = _free(workdir / short_name(name))
    root.mkdir(parents=True)
    found: list[Finding] = []
    folder = batch.text(row, FOLDER.key).replace("\\", "/").strip("/ ")
    source = beside / folder if folder else None
    if source is not None and not _inside(source, beside):
        found.append(FOLDER_OUTSIDE.at(batch.place(row, FOLDER.key), folder=folder))
    elif source is not None and source.is_dir():
        trouble = too_much(source, empty.limits)
        found.extend((trouble,) if trouble else copy_folder(source, root))
    (root / "case.yaml").write_text(yaml_text(read_batch_case(batch, row)), encoding="utf-8")
    return replace(empty, name=name, root=root, row=row, findings=tuple(found))


def _inside(path: Path, folder: Path) -> bool:
    try:
        inside = path.resolve().relative_to(folder.resolve())
    except ValueError:
        return False
    return bool(inside.parts)


def _free(path: Path) -> Path:
    return next(each for each in _numbered(path) if not each.exists())


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.name} ({number})")
        number += 1
