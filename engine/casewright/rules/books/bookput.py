"""Built workbooks put on the shelf, where staff may have edited theirs: no edit of theirs is ever lost."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from casewright.model import Bilingual, PlaybookError
from casewright.rules.books.bookbuild import MadeBook, make_books
from casewright.rules.books.bookexport import print_texts, read_workbook
from casewright.rules.books.layout import MADE_SHEETS
from casewright.sheets import Content, content_of, digest_of, read_book, read_stamp, read_widths


class Standing(StrEnum):
    """What lies where a workbook is to go."""

    NONE = "none"
    SAME = "same"
    OURS = "ours"
    SAVED = "saved"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class _Plan:
    path: Path
    data: bytes
    standing: Standing
    was: bytes


def build_books(text_folder: Path, out: Path, *, force: bool = False, keep: Path | None = None) -> tuple[Path, ...]:
    """Build every workbook of a folder of texts into ``out``, in name order, and return where they lie.

    A workbook that staff edited since it was built is not written over: PlaybookError, and nothing is written at all.
    ``force`` writes over it after a copy was put into the folder ``keep``. One that an office program saved without a
    change to its cells is copied there too, for the sake of what no text holds (colours, notes); without ``keep`` it is
    refused like an edited one. Raise PlaybookError also for a text that is not of the form, or a workbook that is open.
    """
    plans = [_plan(out / f"{book.name}.xlsx", book) for book in make_books(text_folder)]
    _refuse_open([plan.path for plan in plans if plan.standing is not Standing.SAME])
    edited = [plan.path.name for plan in plans if _stops(plan.standing, force=force, keep=keep)]
    if edited:
        raise _edited(edited)
    out.mkdir(parents=True, exist_ok=True)
    for plan in plans:
        if plan.standing is not Standing.SAME:
            _write(plan, keep)
    return tuple(plan.path for plan in plans)


def standing_of(path: Path, book: MadeBook) -> Standing:
    """Say what became of a workbook since it was built, and whether the text says what it says now."""
    if not path.exists():
        return Standing.NONE
    if path.read_bytes() == book.data:
        return Standing.SAME
    found, _ = read_book(path, name=path.name)
    if found is None:
        return Standing.EDITED
    stamp = read_stamp(path)
    if stamp.untouched:
        return Standing.OURS
    content = content_of(found)
    if digest_of(content) == stamp.content or _own(content) == _own(book.content) or _exported(path, book):
        return Standing.SAVED
    return Standing.EDITED


def _own(content: Content) -> Content:
    return tuple((name, cells) for name, cells in content if name not in MADE_SHEETS)


def _exported(path: Path, book: MadeBook) -> bool:
    """Say whether the text is what this very workbook exports to, with nothing left over."""
    try:
        texts = read_workbook(path, widths=read_widths(path))
    except PlaybookError:
        return False
    return not texts.findings and not texts.unread and print_texts(texts.sheets) == print_texts(book.sheets)


def _plan(path: Path, book: MadeBook) -> _Plan:
    standing = standing_of(path, book)
    return _Plan(path, book.data, standing, b"" if standing is Standing.NONE else path.read_bytes())


def _stops(standing: Standing, *, force: bool, keep: Path | None) -> bool:
    if standing is Standing.EDITED:
        return not force or keep is None
    return standing is Standing.SAVED and keep is None


def _refuse_open(paths: Sequence[Path]) -> None:
    for path in paths:
        if any(path.with_name(name).exists() for name in (f"~${path.name}", f".~lock.{path.name}#")):
            raise PlaybookError(
                Bilingual(
                    f"{path.name} 正在 Excel 或 WPS 中打开，没有覆盖。", f"{path.name} is open; nothing was written."
                ),
                Bilingual("保存并关闭后再运行。", "Save and close it, then run this again."),
            )


def _edited(names: Sequence[str]) -> PlaybookError:
    books = ", ".join(names)
    return PlaybookError(
        Bilingual(
            f"{books} 里有还没有写进文本的改动，没有覆盖，什么都没有写。",
            f"{books} was edited since it was built, and the text does not say so yet; nothing was written.",
        ),
        Bilingual(
            "先运行 casewright rulebook export 把改动写回文本（可用 rulebook diff 查看差别）；"
            "确定不要这些改动时用 --force，原文件会先存一份到 .casewright/replaced。",
            "Run casewright rulebook export first, which writes the edits back to the text (rulebook diff shows them); "
            "or --force to give them up: a copy is kept in .casewright/replaced.",
        ),
    )


def _write(plan: _Plan, keep: Path | None) -> None:
    if keep is not None and plan.standing in {Standing.SAVED, Standing.EDITED}:
        _copy(plan, keep)
    part = plan.path.with_name(f".{plan.path.name}.tmp")
    part.write_bytes(plan.data)
    if plan.was and plan.path.read_bytes() != plan.was:  # staff saved it this very moment
        part.unlink()
        raise _edited([plan.path.name])
    part.replace(plan.path)


def _copy(plan: _Plan, keep: Path) -> None:
    """Keep what lies there under its name, the day and time it was saved, and its hash; a copy is never replaced."""
    saved = datetime.fromtimestamp(plan.path.stat().st_mtime, tz=UTC).astimezone()
    name = f"{plan.path.stem} {saved:%Y-%m-%d %H%M} {hashlib.sha256(plan.was).hexdigest()[:8]}.xlsx"
    keep.mkdir(parents=True, exist_ok=True)
    part = keep / f".{name}.tmp"
    part.write_bytes(plan.was)
    part.replace(keep / name)
