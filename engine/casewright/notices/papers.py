"""Which file of a case is the notice: the one that the sheet names, else the one that is called so."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from casewright.model import Case, EvidenceItem
from casewright.text.filenames import item_named, plain_name

#: Rows of the evidence sheet that hold the notice: its own file, or a picture of it.
NOTICE = "notice_copy"
PICTURE = "notification_screenshot"
_STEMS = ("notice", "通知", "停用")


def find_item(case: Case, items: Sequence[EvidenceItem]) -> EvidenceItem | None:
    """Return the notice's file: the one the sheet names, else the one called notice or 通知."""
    names = [case.notice_file] if case.notice_file else []
    names += [row.file for row in case.evidence if row.kind == NOTICE and not case.notice_file]
    for name in names:
        found = item_named(name, items)
        if found is not None:
            return found
    if case.notice_file:
        return None
    stems = [(item, plain_name(PurePosixPath(item.path).stem)) for item in items]
    likely = [item for item, stem in stems if stem in _STEMS] or [
        item for item, stem in stems if stem.startswith("notice") or any(word in stem for word in _STEMS[1:])
    ]
    return min(likely, key=lambda item: (not item.text.strip(), item.path.count("/"), item.path), default=None)


def may_be_notice(case: Case, path: str) -> bool:
    """Say whether a file of a case may be its notice by its name alone: as the sheet names it, or as people do."""
    named = [PurePosixPath(plain_name(name)).stem for name in notice_files(case)]
    stem = plain_name(PurePosixPath(path).stem)
    return stem in named or stem.startswith("notice") or any(word in stem for word in _STEMS[1:])


def notice_files(case: Case) -> tuple[str, ...]:
    """Return the files that a case sheet calls the notice, or a picture of it."""
    rows = [row.file for row in case.evidence if row.kind in {NOTICE, PICTURE} and row.file]
    return tuple(dict.fromkeys((*([case.notice_file] if case.notice_file else []), *rows)))
