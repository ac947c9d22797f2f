"""The one case sheet of a drop: where it lies, or why there is not exactly one."""

import os
from collections.abc import Iterator
from pathlib import Path

from casewright.intake.form import the_form
from casewright.intake.media_tree import is_ignored, readable
from casewright.intake.read_sheet import case_sheet
from casewright.model import Drop, FileRef, Finding, Kind, Limits, Severity
from casewright.sheets import BookLimits, read_book, sheet_names

NO_CASE_SHEET = Kind(
    "intake/no-case-sheet", Severity.ERROR,
    "“{drop}”里没有案件表。{seen_zh}", "There is no case sheet in \"{drop}\".{seen_en}",
    "用 casewright case new 生成空白表 case.xlsx，填写后放进这个文件夹。",
    "Make a blank case.xlsx with casewright case new, fill it in, and put it into this folder.",
)  # fmt: skip
TWO_CASE_SHEETS = Kind(
    "intake/two-case-sheets", Severity.ERROR,
    "“{drop}”里有 {count} 份案件表（{names}），不能判断以哪份为准。",
    "\"{drop}\" holds {count} case sheets ({names}); which one counts cannot be told.",
    "只留一份最新的；一个文件夹只放一个案件。", "Keep the latest one only; one folder is one case.",
)  # fmt: skip
NOT_A_FORM = Kind(
    "intake/not-a-form", Severity.ERROR,
    "“{name}”不是案件表：找不到案件信息的项目名称。",
    "\"{name}\" is no case sheet: none of the form's labels stands in it.",
    "用 casewright case new 生成空白表，把内容填进去；不要改动项目名称。",
    "Make a blank form with casewright case new and fill it in; leave its labels as they are.",
)  # fmt: skip
OLD_FORMAT = Kind(
    "intake/old-format", Severity.ERROR,
    "“{name}”不是 .xlsx 格式，案件表读不了。",
    "\"{name}\" is not in .xlsx format, so it cannot be read as a case sheet.",
    "在 Excel 或 WPS 里另存为“Excel 工作簿 (.xlsx)”。", "Save it as an Excel workbook (.xlsx) in Excel or WPS.",
)  # fmt: skip

_BOOKS = (".xlsx", ".xlsm")
_YAML = ("case.yaml", "case.yml")
_OLD = (".xls", ".et", ".ods", ".csv", ".numbers", ".xlsb")
#: A renamed form without its tab names is still looked for in workbooks up to this size.
_SMALL = 1 << 20


def find_case_sheet(drop: Drop) -> tuple[Path | None, tuple[Finding, ...]]:
    """Return the drop's case sheet or ``case.yaml``; None with findings where there is not exactly one."""
    if drop.sheet is not None:
        return drop.sheet, ()
    files = sorted(_files(drop.root))
    sure = [path for path in files if _surely(path)]
    if len(sure) > 1:
        sure = [path for path in sure if path.name.casefold() in _YAML or _is_form(path, drop.limits)] or sure[:1]
    if not sure:
        sure = [path for path in files if _perhaps(path) and _is_form(path, drop.limits)]
    if len(sure) == 1:
        return sure[0], ()
    if sure:
        names = "、".join(shown(drop, path) for path in sure)
        return None, (TWO_CASE_SHEETS.at(FileRef(drop.name), drop=drop.name, count=len(sure), names=names),)
    return None, (_why_none(drop, files),)


def shown(drop: Drop, path: Path) -> str:
    """Return a file's name as addresses show it: its path inside the drop."""
    inside = path.relative_to(drop.root) if path.is_relative_to(drop.root) else Path(path.name)
    return "/".join(readable(part) for part in inside.parts)


def _files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not is_ignored(name)]
        yield from (Path(folder, name) for name in names if not is_ignored(name))


def _surely(path: Path) -> bool:
    name = path.name.casefold()
    if name in _YAML or name == "case.xlsx":
        return True
    return name.endswith(_BOOKS) and any(the_form().case.named(tab) for tab in sheet_names(path))


def _perhaps(path: Path) -> bool:
    return path.name.casefold().endswith(_BOOKS) and path.stat().st_size <= _SMALL


def _is_form(path: Path, limits: Limits) -> bool:
    book, _ = read_book(path, name=path.name, limits=BookLimits.of(limits))
    return book is not None and case_sheet(book, the_form()) is not None


def _why_none(drop: Drop, files: list[Path]) -> Finding:
    old = [path for path in files if path.suffix.casefold() in _OLD and _called_case(path)]
    if old:
        return OLD_FORMAT.at(FileRef(shown(drop, old[0])), name=shown(drop, old[0]))
    books = [path for path in files if path.name.casefold().endswith(_BOOKS)]
    if len(books) == 1:
        trouble = read_book(books[0], name=shown(drop, books[0]), limits=BookLimits.of(drop.limits))[1]
        return next(iter(trouble), NOT_A_FORM.at(FileRef(shown(drop, books[0])), name=shown(drop, books[0])))
    names = "、".join(shown(drop, path) for path in books[:5])
    return NO_CASE_SHEET.at(
        FileRef(drop.name), drop=drop.name,
        seen_zh=f"看到的工作簿（{names}）都不是案件表。" if books else "",
        seen_en=f" The workbooks in it ({names}) are not case sheets." if books else "",
    )  # fmt: skip


def _called_case(path: Path) -> bool:
    stem = path.stem.casefold()
    return stem.startswith("case") or "案件" in stem
