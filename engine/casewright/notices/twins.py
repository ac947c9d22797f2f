"""Letters that look like others: what a word would be if every sign in it were the Latin letter it resembles."""

import re
import unicodedata

#: Cyrillic, Greek, Armenian, Latin-extended and small-capital signs by the Latin letter that a reader takes them for.
_LOOKS_LIKE = {
    "a": "\u0430\u03b1\u0251\u1d00", "b": "\u0432\u0299\u0184\u0180", "c": "\u0441\u03f2\u1d04",
    "d": "\u0501\u0111\u1d05", "e": "\u0435\u03b5\u1d07\u04bd", "g": "\u0261\u0581\u0262",
    "h": "\u043d\u04bb\u0570\u029c",
    "i": "\u0456\u03b9\u0131\u026a\u04cf", "j": "\u0458\u03f3\u1d0a", "k": "\u043a\u03ba\u1d0b",
    "l": "\u029f\u0142\u01c0\u04c0", "m": "\u043c\u1d0d", "n": "\u0578\u03b7\u0274\u043f\u057c",
    "o": "\u043e\u03bf\u0585\u1d0f\u00f8\u0275", "p": "\u0440\u03c1\u1d18", "q": "\u051b", "r": "\u0280\u0433\u1d26",
    "s": "\u0455\ua731", "t": "\u0442\u03c4\u1d1b", "u": "\u03c5\u057d\u1d1c", "v": "\u03bd\u0475\u1d20",
    "w": "\u051d\u0461\u1d21", "x": "\u0445\u03c7", "y": "\u0443\u04af\u028f", "z": "\u1d22\u0290\u01b6\u0225",
}  # fmt: skip
_LETTERS = str.maketrans({sign: letter for letter, signs in _LOOKS_LIKE.items() for sign in signs})
_DIGITS = str.maketrans("0134528$@", "oleasabsa")
_INVISIBLE = re.compile("[\u00ad\u034f\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_FOREIGN = re.compile("[\u0370-\u058f\u1d00-\u1d2b\ua731\U0001d400-\U0001d7ff]")
_WORD = re.compile(r"[^\W_]{4,}")


def latin(text: str) -> str:
    """Return a text in small Latin letters as the eye takes it: other scripts' twins replaced, accents and blanks gone.

    Digits stay; :func:`digits_read` reads them as letters too. Signs without a twin stay as they are.
    """
    opened = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).lower().translate(_LETTERS)
    return "".join(sign for sign in opened if not unicodedata.combining(sign))


def digits_read(text: str) -> str:
    """Return a text with the digits and signs that stand for letters as those: ``amaz0n`` as ``amazon``."""
    return text.translate(_DIGITS)


def is_masked(text: str) -> bool:
    """Say whether a text has letters that may be twins of Latin ones."""
    return _FOREIGN.search(text) is not None


def unmasked(text: str) -> str:
    """Return a text with the words that mix Latin letters with their twins in Latin letters alone."""
    if not is_masked(text):
        return text
    return _WORD.sub(lambda match: _plain(match[0]), text)


def mixed_words(text: str) -> list[str]:
    """Return the words that mix Latin letters with letters of another script that look the same."""
    if not is_masked(text):
        return []
    return [match[0] for match in _WORD.finditer(text) if _plain(match[0]) != match[0]]


def _plain(word: str) -> str:
    """Return a word as it reads, where all of it reads as Latin and some of it is; Russian or Greek words stay."""
    if not is_masked(word):
        return word
    read = latin(word)
    mixed = re.search(r"[A-Za-z\U0001d400-\U0001d7ff]", word) is not None
    return read if read.isascii() and (mixed or "amazon" in read) else word
