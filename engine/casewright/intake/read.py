"""The case of a drop, read from whichever sheet it came in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from casewright.intake.assemble import assemble
from casewright.intake.case_yaml import read_yaml
from casewright.intake.choices import Choice, given_choices
from casewright.intake.form import Form, the_form
from casewright.intake.given import GivenCase, places_of
from casewright.intake.locate import NOT_A_FORM, find_case_sheet, open_book, shown
from casewright.intake.media_tree import is_ignored
from casewright.intake.read_batch import FOLDER, batch_of, read_batch_case
from casewright.intake.read_sheet import book_choices, read_form
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
    given, extra, more = _given(drop, path, form)
    if given is None:
        return None, (*drop.findings, *more)
    merged = form.choices.with_more(extra).with_more(given_choices(choices))
    case, wrong = assemble(given, form=form, choices=merged)
    every = (*more, *given.findings, *wrong, *_notice(case, drop))
    returned = any(finding.is_error and finding.code not in _GOES_ON for finding in every)
    return (None if returned else case), (*drop.findings, *every)


_Lists = Mapping[str, tuple[Choice, ...]]


def _given(drop: Drop, path: Path, form: Form) -> tuple[GivenCase | None, _Lists, tuple[Finding, ...]]:
    """Return what was typed, the dropdowns that came with it, and what was found on the way."""
    name = shown(drop, path)
    if path.suffix.casefold() in {".yaml", ".yml"}:
        given, found = read_yaml(path, name=name, form=form)
        return given, {}, found
    book, found = open_book(path, name=name)
    if book is None:
        return None, {}, found
    lists = book_choices(book)
    more = {vocabulary: lists[vocabulary] for vocabulary in lists.names()}
    if drop.row is None:
        given = read_form(book, form)
        trouble = () if given else (NOT_A_FORM.at(FileRef(name), name=name),)
        return given, more, (*found, *trouble)
    batch = batch_of(book, form)
    if batch is None:
        return None, more, (NOT_A_FORM.at(FileRef(name), name=name),)
    mine = read_batch_case(batch, drop.row)
    places = set(places_of(mine))
    found = tuple(each for each in found if each.code != SECRET_FOUND.code or each.origin in places)
    folder = batch.text(drop.row, FOLDER.key)
    if folder and not _has_files(drop):
        found = (*found, FOLDER_MISSING.at(batch.place(drop.row, FOLDER.key), folder=folder))
    return mine, more, found


def _has_files(drop: Drop) -> bool:
    files = (path for path in drop.root.rglob("*") if path.is_file() and not is_ignored(path.name))
    return any(path.name.casefold() != "case.yaml" for path in files)


def _notice(case: Case, drop: Drop) -> tuple[Finding, ...]:
    if case.notice_file or any(path.name.casefold().startswith("notice.") for path in drop.root.rglob("*")):
        return ()
    return (NO_NOTICE.at(case.where("notice_file")),)
