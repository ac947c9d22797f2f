"""The marks in a text as a clerk typed them: whole, half, in full width, or those of another system."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_OPEN = re.compile(r"[{｛][ \u3000]?[{｛%％#＃]")
_CLOSE = re.compile(r"[}｝%％#＃][ \u3000]?[}｝]")
_SINGLE = re.compile(r"[}｝]")
_ENDS = {"{": "}", "%": "%", "#": "#"}
_SIGNS = str.maketrans("｛｝％＃", "{}%#")
_PUNCTUATION = str.maketrans("，。．（）：；｜＝“”‘’！＞＜＿　", ",..():;|=\"\"''!><_ ")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_LITERAL = re.compile(r"(\"[^\"]*\"|'[^']*')")
_LIST_COMMA = re.compile(r"(?<=\w)\s*[，、]\s*(?=[A-Za-z_])")
_DIGITS = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")
_LEVEL = re.compile(r"\s*(?:(tr|tc|p|r)(?=\s)|)", re.IGNORECASE)
_INSTRUCTION = re.compile(r"(for|if|elif|else|end\w*)\b", re.IGNORECASE)
_SAYS = re.compile(r"(for \w+ in |(el)?if |(else|endif|endfor)$)")
_OPERAND = re.compile(r"(?!(if|in|is|and|or|not)\b)[A-Za-z_]")
_PATH = r"[A-Za-z_]\w*(?:\s*[.。．]\s*\w+)*"
_FOREIGN = re.compile(
    rf"\$\{{\s*({_PATH})\s*\}}|<<\s*({_PATH})\s*>>|[«《]\s*({_PATH})\s*[»》]|[{{｛]\s*({_PATH})\s*[}}｝]"
    rf"|\[\s*({_PATH})\s*\]|【\s*({_PATH})\s*】"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: ``{`` prints, ``%`` instructs, ``#`` is a note.

    ``text`` is what stands there, ``body`` what is between the brackets in half width, ``level`` the p, tr, tc or r
    in front. ``fault`` is ``""``, ``wide``, ``spaced``, ``half``, ``ends-apart``, ``punctuation``, ``triple``, or
    ``loose`` for an end without a beginning.
    """

    sign: str
    text: str
    body: str
    level: str
    start: int
    end: int
    fault: str = ""
    prefix: str = ""

    @property
    def mended(self) -> str:
        """Return the mark as it should be typed."""
        return typed(self.sign, self.level, self.body)


@dataclass(frozen=True, slots=True)
class Foreign:
    """What looks like a mark of another system."""

    text: str
    path: str
    start: int
    end: int


def typed(sign: str, level: str, body: str) -> str:
    """Return a mark in its plain form: ``{%p if x %}``."""
    return f"{{{sign}{level} {body} {_ENDS.get(sign, '}')}}}"


def scan(text: str) -> tuple[Mark, ...]:
    """Return every mark of a text in order, half ones too."""
    return tuple(_scan(text))


def foreign(text: str, marks: Iterable[Mark]) -> Iterator[Foreign]:
    """Yield what looks like a mark of another system, outside of the marks."""
    plain = list(text)
    for mark in marks:
        plain[mark.start : mark.end] = "\0" * (mark.end - mark.start)
    for match in _FOREIGN.finditer("".join(plain)):
        path = next(group for group in match.groups() if group)
        yield Foreign(match[0], re.sub(r"\s*[.。．]\s*", ".", path), match.start(), match.end())


def without(text: str, mark: Mark) -> str:
    """Return what stands beside a mark."""
    return f"{text[: mark.start]}{text[mark.end :]}".strip()


def joined(first: Mark, last: Mark) -> Mark:
    """Return the mark whose two halves stand in two paragraphs."""
    apart = "" if first.body.endswith(".") or last.body.startswith(".") else " "
    body = f"{first.body}{apart}{last.body}".strip()
    return Mark(first.sign, f"{first.text} … {last.text}", body, first.level, first.start, first.end, "cut")


def _scan(text: str) -> Iterator[Mark]:
    position = 0
    while True:
        start = _OPEN.search(text, position)
        yield from _loose(text, position, start.start() if start else len(text))
        if start is None:
            return
        mark = _mark(text, start)
        yield mark
        position = mark.end


def _mark(text: str, start: re.Match[str]) -> Mark:
    inner = start.end()
    if text[inner : inner + 1] in ("{", "｛"):
        inner += 1
    following = _OPEN.search(text, inner)
    limit = following.start() if following else len(text)
    close = _CLOSE.search(text, inner, limit + 1)
    sign = start[0][-1].translate(_SIGNS)
    if close is None or close.start() >= limit:
        return _half(text, start, inner, limit, sign)
    end, fault = close.end(), ""
    if inner > start.end() or (sign == "{" and text[end : end + 1] in ("}", "｝")):
        fault = "triple"
        end += text[end : end + 1] in ("}", "｝")
    elif close[0][0].translate(_SIGNS) != _ENDS[sign]:
        fault = "ends-apart"
    elif len(start[0]) > 2 or len(close[0]) > 2:
        fault = "spaced"
    if start[0].translate(_SIGNS) != start[0] or close[0].translate(_SIGNS) != close[0]:
        fault = "wide"
    return _made(sign, text[inner : close.start()], text[start.start() : end], start.start(), end, fault)


def _half(text: str, start: re.Match[str], inner: int, limit: int, sign: str) -> Mark:
    single = _SINGLE.search(text, inner, limit)
    end = single.end() if single else limit
    body = text[inner : single.start() if single else limit]
    return _made(sign, body.rstrip("%％#＃ "), text[start.start() : end], start.start(), end, "half")


def _made(sign: str, inner: str, whole: str, start: int, end: int, fault: str) -> Mark:
    raw = inner.strip("-+–—−")
    prefix = _LEVEL.match(raw)
    level = (prefix[1] or "") if prefix else ""
    rest = raw[prefix.end() :].strip() if prefix else raw
    odd = bool(level) and raw[: len(level)] != level.lower()
    if odd and not (_INSTRUCTION if sign == "%" else _OPERAND).match(rest):
        level, rest, odd = "", raw, False  # a loop variable that is called r or p
    body = " ".join(rest.strip().strip("-").split())
    plain = narrow(body)
    if not fault and plain != body.translate(_QUOTES):
        fault = "punctuation"
    if not fault and inner.strip("-+") != raw:
        fault = "punctuation"  # {%- … -%} after Word has made its hyphens long
    if sign == "{" and _SAYS.match(plain) and fault in ("", "ends-apart", "half", "wide"):
        sign, fault = "%", fault or "ends-apart"
    return Mark(sign, whole, plain, level.lower(), start, end, fault, "odd" if odd else "")


def narrow(body: str) -> str:
    """Return the inside of a mark with its signs in half width; what stands in quotes stays."""
    pieces = _LITERAL.split(body.translate(_QUOTES))
    if "(" not in body and "（" not in body:
        pieces[::2] = [_LIST_COMMA.sub(".", piece) for piece in pieces[::2]]
    return "".join(
        piece if number % 2 else _DIGITS.sub(_half_width, piece.translate(_PUNCTUATION))
        for number, piece in enumerate(pieces)
    )


def _half_width(match: re.Match[str]) -> str:
    return chr(ord(match[0]) - 0xFEE0)


def _loose(text: str, start: int, end: int) -> Iterator[Mark]:
    """Yield ends without a beginning, with the words before them."""
    position = start
    while (close := _CLOSE.search(text, position, end)) is not None:
        sign = {"}": "{", "%": "%", "#": "#"}[close[0][0].translate(_SIGNS)]
        before = re.search(r"[{｛]?[\w.|(),'\" %-]*$", text[position : close.start()])
        begin = position + (before.start() if before else 0)
        if sign == "{" or text[close.start() - 1 : close.start()].isspace() or text[begin : begin + 1] in ("{", "｛"):
            body = text[begin : close.start()].strip("{｛ %")
            yield _made(sign, body, text[begin : close.end()], begin, close.end(), "loose")
        position = close.end()
