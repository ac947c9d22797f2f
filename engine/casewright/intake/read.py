"""The case of a drop, read from whichever sheet it came in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from casewright.intake.assemble import assemble
from casewright.intake.case_yaml import read_yaml
from casewright.intake.choices import Choices, given_choices
from casewright.intake.form import Form, the_form
from casewright.intake.given import GivenCase, places_of
from casewright.intake.locate import NOT_A_FORM, find_case_sheet, shown
from casewright.intake.media_tree import is_ignored
from casewright.intake.opened import open_book
from casewright.intake.read_batch import FOLDER, Batch, read_batch_case
from casewright.intake.read_sheet import read_form
from casewright.intake.secret_scan import SECRET_FOUND
from casewright.model import Case, Drop, FileRef, Finding, Kind, Severity

FOLDER_MISSING = Kind(
    "intake/folder-missing", Severity.WARNING,
    "工作簿旁边没有证据文件夹“{folder}”，或里面没有文件；本案暂按没有证据处理。",
    "There is no evidence folder \"{folder}\" beside the workbook, or it is empty; the case goes on without evidence.",
    "核对文件夹名，并把它放在工作簿旁边。", "Check the name and put the folder beside the workbook.",
)  # fmt: skip
NO_NOTICE = Kind(
    "intake/notice-not-named", Severity.WARNING,
    "没有写明通知文件，文件夹里也没有名为 notice.* 的文件。",
    "No notice file is named, and none in the folder is called notice.*.",
    "把亚马逊通知原文存成 notice.txt（或 .pdf、.eml、截图）放入，或在表里写明文件名。",
    "Save Amazon's notice as notice.txt (or .pdf, .eml, a screenshot) in the folder, or name the file in the sheet.",
)  # fmt: skip

#: An error that is flagged but does not send the sheet back: the value is already gone from the case.
_GOES_ON = frozenset({SECRET_FOUND.code})


def read_case(
    drop: Drop, *, choices: Mapping[str, Sequence[tuple[str, str, str]]] | None = None
) -> tuple[Case | None, tuple[Finding, ...]]:
    """Read the case sheet of a drop.

    ``choices`` are the labels of the playbook's own names (see ``catalogue_choices``): ``violation cause action
    evidence_kind``. Returns ``(None, findings)`` where the sheet goes back to staff: there is not exactly one, or a
    value in it cannot be read. Every finding of the sheet is there, and what was found on the way in.
    """
    path, found = find_case_sheet(drop)
    if path is None:
        return None, (*drop.findings, *found)
    form = the_form()
    given, known, more = _given(drop, path, form)
    if given is None:
        return None, (*drop.findings, *more)
    case, wrong = assemble(given, form=form, choices=known.with_more(given_choices(choices)))
    every = (*more, *given.findings, *wrong, *_notice(case, drop))
    returned = any(finding.is_error and finding.code not in _GOES_ON for finding in every)
    return (None if returned else case), (*drop.findings, *every)


def _given(drop: Drop, path: Path, form: Form) -> tuple[GivenCase | None, Choices, tuple[Finding, ...]]:
    """Return what was typed, the dropdowns to read it by, and what was found on the way."""
    name = shown(drop, path)
    if path.suffix.casefold() in {".yaml", ".yml"}:
        given, found = read_yaml(path, name=name, form=form)
        return given, form.choices, found
    opened = open_book(path, name=name, limits=drop.limits)
    if opened.book is None:
        return None, opened.choices, opened.findings
    if drop.row is not None and opened.batch is not None:
        return _batch_row(drop, opened.batch, opened.findings, drop.row, opened.choices)
    given = read_form(opened.book, form) if drop.row is None else None
    trouble = () if given else (NOT_A_FORM.at(FileRef(name), name=name),)
    return given, opened.choices, (*opened.findings, *trouble)


def _batch_row(
    drop: Drop, batch: Batch, found: tuple[Finding, ...], row: int, known: Choices
) -> tuple[GivenCase, Choices, tuple[Finding, ...]]:
    """Return one case of a batch, with those of the workbook's secrets that stand in its own cells."""
    mine = read_batch_case(batch, row)
    places = set(places_of(mine))
    found = tuple(each for each in found if each.code != SECRET_FOUND.code or each.origin in places)
    folder = batch.text(row, FOLDER.key)
    if folder and not _has_files(drop):
        found = (*found, FOLDER_MISSING.at(batch.place(row, FOLDER.key), folder=folder))
    return mine, known, found


def _has_files(drop: Drop) -> bool:
    files = (path for path in drop.root.rglob("*") if path.is_file() and not is_ignored(path.name))
    return any(path.name.casefold() != "case.yaml" for path in files)


def _notice(case: Case, drop: Drop) -> tuple[Finding, ...]:
    if case.notice_file or any(path.name.casefold().startswith("notice.") for path in drop.root.rglob("*")):
        return ()
    return (NO_NOTICE.at(case.where("notice_file")),)
