"""A place in a cell's text, which shows full-width signs as ASCII and knows where each was typed."""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from casewright.model import Bilingual
from casewright.text import fold_width

#: Signs that Chinese keyboards and word processors put in place of the grammar's own.
_SIGNS = {
    "“": '"', "”": '"', "„": '"', "‟": '"', "≤": "<=", "≥": ">=", "≦": "<=", "≧": ">=", "≠": "!=", "、": ",",
    "—": "-", "–": "-", "−": "-", "‐": "-", "‑": "-", "。": ".", "｡": ".", "…": "..", "⋯": "..", "‥": "..",
    "【": "[", "】": "]", "〔": "[", "〕": "]", "〜": "~", "﹣": "-", "﹤": "<", "﹥": ">", "﹦": "=", "﹪": "%",
    "﹐": ",", "﹑": ",",
}  # fmt: skip
#: Chinese dots come in pairs (……), which still mean one pair of dots.
_DOTS = "…⋯"
_CURLY = "“”„‟"
_ESCAPES = {'"': '"', "'": "'", "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
_CODES = {"u": 4, "U": 6}
#: What may follow a whole test.
_ENDS = frozenset(("", ",", ")"))
_HEX = frozenset("0123456789abcdefABCDEF")


class ConditionError(ValueError):
    """A cell that does not parse: the 1-based position in its text, what is wrong there, and the way out."""

    def __init__(self, position: int, what: Bilingual, fix: Bilingual) -> None:
        super().__init__(f"position {position}: {what.en}")
        self.position = position
        self.what = what
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Bare:
    """A piece of text outside quotes: its ``text`` as a person means it, its ``signs`` as the grammar has them."""

    text: str
    signs: str


class Cursor:
    """Reads a cell's text from left to right."""

    def __init__(self, text: str) -> None:
        self.raw = text
        self._signs: list[str] = []
        self._origin: list[int] = []
        for place, typed in enumerate(text):
            if typed in _DOTS and place and text[place - 1] in _DOTS:
                continue
            for sign in _SIGNS.get(typed, fold_width(typed)):
                self._signs.append(sign)
                self._origin.append(place)
        self._folded = "".join(self._signs)
        self._at = 0
        self.blanks()

    @property
    def position(self) -> int:
        """Return the 1-based position of the next sign in the text as typed."""
        return (self._origin[self._at] if self._at < len(self._origin) else len(self.raw)) + 1

    @property
    def rest(self) -> str:
        """Return what is left, folded."""
        return self._folded[self._at :]

    def blanks(self) -> None:
        """Pass over blanks and line breaks."""
        while self._at < len(self._folded) and self._folded[self._at].isspace():
            self._at += 1

    def take(self, sign: str) -> bool:
        """Pass over a sign and the blanks behind it, if it is next."""
        if not self._folded.startswith(sign, self._at):
            return False
        self._at += len(sign)
        self.blanks()
        return True

    def take_word(self, *words: str) -> bool:
        """Pass over one of the words, capitals ignored, if it stands next and ends there."""
        rest = self.rest.casefold()
        for word in words:
            behind = rest[len(word) : len(word) + 1]
            if rest.startswith(word) and not (word.isascii() and (behind.isalnum() or behind in {"_", "-"})):
                self._at += len(word)
                self.blanks()
                return True
        return False

    def listed(self, values: Iterable[str]) -> str | None:
        """Return the longest of the values that stands next and is all of its test; passes over nothing."""
        fitting = [value for value in values if self._behind(value)[:1] in _ENDS]
        return max(fitting, key=len, default=None)

    def take_listed(self, value: str) -> str:
        """Pass over a value that ``listed`` returned."""
        self._at = len(self._folded) - len(self._behind(value))
        return value

    def _behind(self, value: str) -> str:
        """Return what stands behind a value, ``?`` where the value itself does not stand next."""
        signs = _signs_of(value)
        return self.rest[len(signs) :].lstrip() if signs and self.rest.startswith(signs) else "?"

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return what stands next in a pattern's form, None where nothing does; passes over nothing."""
        return pattern.match(self._folded, self._at)

    def skip(self, signs: int) -> None:
        """Pass over so many folded signs and the blanks behind them."""
        self._at += signs
        self.blanks()

    def take_quoted(self) -> str | None:
        """Read a text in quotes as it was typed, None where no quote is next."""
        if not self._folded.startswith('"', self._at):
            return None
        opened = self.position - 1
        closing = '"＂“”' if self.raw[opened] in _CURLY else '"＂'
        parts: list[str] = []
        place = opened + 1
        while place < len(self.raw):
            sign = self.raw[place]
            if sign in closing:
                self._go_to(place + 1)
                return _whole("".join(parts), opened + 1)
            if sign == "\\":
                sign, place = self._escaped(place)
            parts.append(sign)
            place += 1
        raise ConditionError(
            opened + 1, Bilingual("引号没有成对", "the quote is not closed"),
            Bilingual('在文字后面补上 "。', 'Put a " behind the text.'),
        )  # fmt: skip

    def _escaped(self, place: int) -> tuple[str, int]:
        sign = self.raw[place + 1 : place + 2]
        if sign in _ESCAPES:
            return _ESCAPES[sign], place + 1
        size = _CODES.get(sign, 0)
        code = self.raw[place + 2 : place + 2 + size]
        if size and len(code) == size and _HEX.issuperset(code) and int(code, 16) <= sys.maxunicode:
            return chr(int(code, 16)), place + 1 + size
        return "\\", place  # a lone backslash, as in a path, stands for itself

    def take_bare(self, *stops: str) -> Bare:
        """Read up to the next stop or the end; blanks around it dropped, full-width letters folded."""
        ends = [found for stop in stops if (found := self._folded.find(stop, self._at)) >= 0]
        end = min(ends, default=len(self._folded))
        last = self._origin[end] if end < len(self._folded) else len(self.raw)
        first = self._origin[self._at] if self._at < len(self._origin) else len(self.raw)
        signs = self._folded[self._at : end].strip()
        self._at = end
        return Bare(fold_width(self.raw[first:last]).strip(), signs)

    def _go_to(self, place: int) -> None:
        while self._at < len(self._origin) and self._origin[self._at] < place:
            self._at += 1
        self.blanks()


@cache
def _signs_of(value: str) -> str:
    """Return a listed value as the grammar sees it."""
    return Cursor(value).rest


def _whole(text: str, position: int) -> str:
    """Join the two halves in which a pair of codes writes one sign; refuse half a sign."""
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise ConditionError(
            position, Bilingual("\\u 写的只是半个字符", "a \\u code here is half a character"),
            Bilingual("直接写这个字符。", "Type the character itself."),
        ) from None  # fmt: skip
