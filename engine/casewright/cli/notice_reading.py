"""One notice after another, each read from a copy of its own: what could not be read is told and stops none."""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casewright.deadlines import deadlines_for
from casewright.intake import inspect_files, open_drop, read_case
from casewright.intake.signatures import sniff
from casewright.model import (
    Case,
    Deadline,
    Drop,
    EvidenceItem,
    FileRef,
    Finding,
    Kind,
    NoticeReading,
    Severity,
    sort_findings,
)
from casewright.notices import notice_files, notice_json, read_notice
from casewright.playbook import NoticeShelf

NO_FILE = Kind(
    "notices/no-such-file", Severity.ERROR,
    "这里没有这个文件：{path}。", "There is no such file here: {path}.",
    "核对路径和扩展名；路径里有空格的，用英文双引号括起来。",
    "Check the path and its ending; put a path with blanks into double quotes.",
)  # fmt: skip
UNREADABLE = Kind(
    "notices/file-not-open", Severity.ERROR,
    "这个文件打不开（{why}）。", "The file cannot be opened ({why}).",
    "关闭正在占用它的程序，或把它复制到桌面再试。",
    "Close the program that holds it, or copy it elsewhere and try again.",
)  # fmt: skip
TOO_LONG = Kind(
    "notices/too-long", Severity.ERROR,
    "这个文件有 {size} KB 文字，不像一封通知，没有读。",
    "The file holds {size} KB of text, too much for a notice; it was not read.",
    "打开它，只把通知那一段复制出来，存成 notice.txt。", "Open it, copy the notice alone and save that as notice.txt.",
)  # fmt: skip
A_TABLE = Kind(
    "notices/table-not-notice", Severity.ERROR,
    "这是一张表格，不是通知原文。", "This is a table, not the text of a notice.",
    "把通知文字复制出来存成 notice.txt；案件表放在案件文件夹里，直接给出这个文件夹。",
    "Copy the words of the notice into notice.txt; a case sheet stays in its folder: name that folder instead.",
)  # fmt: skip
NOT_WORDS = Kind(
    "notices/no-words", Severity.ERROR,
    "从这个文件里读不到通知的文字。", "No words of a notice can be read in this file.",
    "在卖家平台“绩效通知”打开原文，全选复制，存成 notice.txt；或给出 .eml、.html、.docx、文字版 PDF、清晰截图。",
    "Open it under Performance Notifications and copy the whole text into notice.txt; or give an .eml, .html, .docx, a "
    "PDF with text, or a clear screenshot.",
)  # fmt: skip
SEVERAL_CASES = Kind(
    "notices/folder-without-case", Severity.ERROR,
    "这个文件夹不是一个案件（应有一张案件表和一份通知）。", "This folder is no case (one case sheet and one notice).",
    "直接给出通知文件，例如 casewright notice 文件夹/notice.txt。",
    "Name the file of the notice, such as casewright notice FOLDER/notice.txt.",
)  # fmt: skip

#: A notice has a few thousand signs; what is longer than this in plain text is something else.
_LONGEST = 1 << 20
_TABLES = frozenset({"xlsx", "csv", "xls"})
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Told:
    """What reading one file gave; ``missing`` where there is no such file, ``read`` where it had words to read."""

    name: str
    reading: NoticeReading
    deadlines: tuple[Deadline, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing: bool = False
    read: bool = False

    def to_json(self) -> dict[str, object]:
        """Return the reading in the shape of the contract."""
        return notice_json(self.reading, self.deadlines, findings=self.findings)


def read_one(path: Path, shelf: NoticeShelf, *, marketplace: str | None, today: date) -> Told:
    """Read the notice in a file, in the folder of a case, or on standard input (``-``)."""
    name = str(path)
    if name == STDIN:
        return _from_stdin(shelf, marketplace, today)
    try:
        if path.is_dir():
            return _from_folder(path, shelf, marketplace, today)
        if not path.is_file():
            return _refused(name, NO_FILE.at(FileRef(name), path=name), missing=True)
        return _from_file(path, name, shelf, marketplace, today)
    except OSError as error:
        return _refused(name, UNREADABLE.at(FileRef(name), why=error.strerror or type(error).__name__))


def _refused(name: str, *found: Finding, missing: bool = False) -> Told:
    return Told(name, NoticeReading(name), findings=sort_findings(found), missing=missing)


def _from_stdin(shelf: NoticeShelf, marketplace: str | None, today: date) -> Told:
    with tempfile.TemporaryDirectory(prefix="casewright-") as folder:
        given = Path(folder, "stdin.txt")
        with given.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        return _from_file(given, STDIN, shelf, marketplace, today)


def _from_file(path: Path, name: str, shelf: NoticeShelf, marketplace: str | None, today: date) -> Told:
    kind, size = sniff(path), path.stat().st_size
    if kind in _TABLES:
        return _refused(name, A_TABLE.at(FileRef(name)))
    if kind == "text" and size > _LONGEST:
        return _refused(name, TOO_LONG.at(FileRef(name), size=f"{size >> 10:,}"))
    with tempfile.TemporaryDirectory(prefix="casewright-") as folder:
        root = Path(folder, "notice")
        root.mkdir()
        shutil.copyfile(path, root / path.name)
        items, looked = inspect_files(Drop(path.stem, root), notices=(path.name,))
        case = Case(path.stem, FileRef(path.name), notice_file=path.name, marketplace=marketplace)
        return _read(name, case, items, looked, shelf, today)


def _from_folder(path: Path, shelf: NoticeShelf, marketplace: str | None, today: date) -> Told:
    """Read the notice of a case as a run would: the file that the sheet names, beside what the sheet tells."""
    name = str(path)
    with tempfile.TemporaryDirectory(prefix="casewright-") as folder:
        drops, found = open_drop(path, Path(folder))
        if len(drops) != 1:
            return _refused(name, SEVERAL_CASES.at(FileRef(name)), *found)
        case, wrong = read_case(drops[0])
        if case is None:
            return _refused(name, SEVERAL_CASES.at(FileRef(name)), *found, *wrong)
        case = replace(case, marketplace=marketplace or case.marketplace)
        items, looked = inspect_files(drops[0], notices=notice_files(case))
        told = _read(name, case, items, (), shelf, today)
        return told if told.read else _refused(name, *told.findings, *looked)


def _read(
    name: str, case: Case, items: Sequence[EvidenceItem], looked: Sequence[Finding], shelf: NoticeShelf, today: date
) -> Told:
    if case.notice_file and not any(item.text.strip() for item in items):
        known = tuple(looked) or (NOT_WORDS.at(FileRef(name)),)
        errors = () if any(each.is_error for each in known) else (NOT_WORDS.at(FileRef(name)),)
        return _refused(name, *dict.fromkeys((*known, *errors)))
    reading, read = read_notice(case, items, lexicon=shelf.lexicon, marketplaces=shelf.marketplaces)
    deadlines, counted = deadlines_for(
        case, reading, violation=reading.primary, rules=shelf.deadlines, marketplaces=shelf.marketplaces, today=today,
        kinds=shelf.violations,
    )  # fmt: skip
    return Told(name, reading, deadlines, sort_findings((*looked, *read, *counted)), read=bool(reading.text))
