"""Passwords, one-time codes and keys in cells, found and taken out before anything else looks at a text.

The value itself is never kept, shown or logged: the finding names the place and what sort of secret stood there.
"""

import re
from dataclasses import replace

from casewright.intake.media_secrets import SECRETS, SecretKind
from casewright.model import Bilingual, Finding, Kind, Place, Severity
from casewright.sheets import Book, Cell, Sheet

#: Stands where a secret stood.
REMOVED = "【已移除 removed】"

SECRET_FOUND = Kind(
    "intake/secret-found", Severity.ERROR,
    "这里写有{what_zh}，读取时已移除，不会出现在任何产出文件里。",
    "Secret found here ({what_en}); it was removed on reading and appears in no document.",
    "从原表中删掉它，并请客户立即更换；我方不需要也不得保存任何登录凭证。",
    "Delete it from the original and ask the client to change it at once; we neither need nor may keep credentials.",
)  # fmt: skip

_PASSWORD = Bilingual("密码", "password")
_CODE = Bilingual("验证码或恢复码", "verification or recovery code")
_KEY = Bilingual("密钥", "key")

_NAMES_LOGIN = r"(?:密\s*码|口\s*令|pass\s?words?|passwd|pwd|passcode)"
_NAMES_CODE = (
    r"(?:验证码|校验码|动态码|恢复码|备用码|verification\s+codes?|security\s+codes?|recovery\s+codes?"
    r"|backup\s+codes?|one[- ]time\s+(?:pass)?codes?|\bOTP|\b2FA(?:\s+codes?)?)"
)
_NAMES_KEY = r"(?:API\s*密钥|MWS\s*密钥|密钥|secret\s*(?:access\s*)?key|api\s*key|client\s*secret)"
_NOTHING = r"(?!(?:n/?a|none|unknown|required|removed|[*●xX•.-]+)(?:\b|\s|$))"

#: A cell is short and typed for one purpose, so looser readings hold here than in the running text of a file.
_IN_CELLS = tuple(
    SecretKind(label, (), re.compile(pattern, re.IGNORECASE))
    for label, pattern in (
        (_PASSWORD, rf"{_NAMES_LOGIN}[^\S\n]*(?:[:：=＝]|是|为)[^\S\n]*({_NOTHING}[!-~！-～]{{4,}})"),
        (_PASSWORD, rf"{_NAMES_LOGIN}[^\S\n]+((?=[!-~]*\d)(?=[!-~]*[A-Za-z])[!-~]{{6,}})"),
        (_CODE, rf"{_NAMES_CODE}[^\S\n]*(?:[:：=＝]|是|为)?[^\S\n]*((?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{{3,}})"),
        (_KEY, rf"{_NAMES_KEY}[^\S\n]*(?:[:：=＝]|是|为)[^\S\n]*({_NOTHING}[!-~]{{8,}})"),
    )
)
#: One of these stands in every text that holds a secret; most cells are done with this one look.
_HINT = re.compile(
    "|".join([*(re.escape(word) for kind in SECRETS for word in kind.words), _NAMES_LOGIN, _NAMES_CODE, _NAMES_KEY]),
    re.IGNORECASE,
)
_ONLY_LABEL = re.compile(
    rf"[\w\s（()）/&·.-]{{0,16}}?(?:{_NAMES_LOGIN}|{_NAMES_CODE}|{_NAMES_KEY})[\s:：*]*", re.IGNORECASE
)
_LONGEST_LABEL = 40


def scrub(text: str) -> tuple[str, tuple[Bilingual, ...]]:
    """Return a text without the secrets in it, and what sort each was."""
    sorts: list[Bilingual] = []
    if not _HINT.search(text):
        return text, ()
    for kind in (*SECRETS, *_IN_CELLS):
        clean = kind.pattern.sub(_without_value, text)
        if clean != text:
            sorts.append(kind.label)
            text = clean
    return text, tuple(dict.fromkeys(sorts))


def _without_value(match: re.Match[str]) -> str:
    whole, start = match[0], match.start()
    if REMOVED in whole:
        return whole
    return whole[: match.start(1) - start] + REMOVED + whole[match.end(1) - start :]


def secret_at(place: Place, sorts: tuple[Bilingual, ...]) -> Finding:
    """Return the finding for the secrets of some sorts at a place."""
    return SECRET_FOUND.at(
        place, what_zh="、".join(sort.zh for sort in sorts), what_en=", ".join(sort.en for sort in sorts)
    )


def scrub_book(book: Book) -> tuple[Book, tuple[Finding, ...]]:
    """Return a workbook without the secrets in its cells, and a finding for each cell that held one.

    A cell beside or below one that says only "password" counts too.
    """
    found: list[Finding] = []
    sheets = tuple(_scrub_sheet(sheet, found) for sheet in book.sheets)
    return Book(book.file, sheets), tuple(found)


def _scrub_sheet(sheet: Sheet, found: list[Finding]) -> Sheet:
    cells = dict(sheet.cells)
    for place, cell in sheet.cells.items():
        if not isinstance(cell.value, str) and not cell.formula:
            continue
        clean, sorts = scrub(cell.text)
        hidden, more = scrub(cell.formula or "")
        if not sorts and not more:
            continue
        cells[place] = replace(cell, value=clean, formula=hidden or None)
        if not cell.merged_from:
            found.append(secret_at(cell.ref, sorts or more))
    for cell in _labelled(sheet):
        if cells[cell.row, cell.column].value == cell.value:
            cells[cell.row, cell.column] = replace(cell, value=REMOVED, formula=None)
            found.append(secret_at(cell.ref, (_PASSWORD,)))
    return replace(sheet, cells=cells)


def _labelled(sheet: Sheet) -> list[Cell]:
    """Return the filled cells right of, or in the column under, a cell that is nothing but the name of a secret."""
    hits: list[Cell] = []
    for (row, column), label in sheet.cells.items():
        text = label.text
        if not isinstance(label.value, str) or len(text) > _LONGEST_LABEL or not _ONLY_LABEL.fullmatch(text):
            continue
        beside = sheet.cells.get((row, column + 1))
        if beside is not None and _may_be_secret(beside):
            hits.append(beside)
            continue
        below = (cell for (other, same), cell in sheet.cells.items() if same == column and other > row)
        hits.extend(cell for cell in below if _may_be_secret(cell))
    return hits


_NOT_SECRETS = frozenset({"password", "value", "note", "required", "removed", "unknown", "none", "never", "true"})


def _may_be_secret(cell: Cell) -> bool:
    text = cell.text
    return (
        4 <= len(text) <= 64 and text.isascii() and not any(letter.isspace() for letter in text)
        and text.casefold() not in _NOT_SECRETS and any(letter.isalnum() for letter in text)
    )  # fmt: skip
