"""Whole numbers from one to ninety-nine, as notices spell them out."""

import re
from collections.abc import Iterator
from functools import cache

_HAN = {"〇": 0, "零": 0, "两": 2, "兩": 2} | {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
HAN_SIGNS = "〇零一二三四五六七八九十两兩百"

_FIRST_NINETEEN = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
          " eighteen nineteen",
    "de": "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn"
          " achtzehn neunzehn",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit"
          " dix-neuf",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete"
          " dieciocho diecinueve",
    "it": "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici"
          " diciassette diciotto diciannove",
    "pt": "um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete"
          " dezoito dezenove",
    "nl": "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
          " achttien negentien",
}  # fmt: skip
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}
#: Forms beside the regular ones: gender, case, Portugal and Brazil, without umlauts and accents.
_MORE = {
    1: "a an eine einer einem einen eines une una uma één", 2: "duas zwo", 3: "tres", 4: "vier", 5: "fuenf",
    12: "zwoelf", 14: "catorze", 15: "fuenfzehn", 16: "dezasseis dieciseis", 17: "dezassete", 19: "dezanove",
    20: "zwanzig", 22: "veintidós veintidos", 23: "veintitrés veintitres", 26: "veintiséis veintiseis", 30: "dreissig",
    50: "fuenfzig", 70: "septante", 90: "nonante",
}  # fmt: skip
_WORD = re.compile(r"(?<![^\W\d_])[a-z\u00df-\u024f]+(?:[\s-]+[a-z\u00df-\u024f]+){0,3}[\s-]*$")

_BACKWARDS = re.compile(r"[\s-]*([a-z\u00df-\u024f]+)")
_HAN_SET, _HAN_ENDING = frozenset(HAN_SIGNS), re.compile(rf"[{HAN_SIGNS}]+\s*$")


@cache
def _last_words() -> frozenset[str]:
    """Return the words that spelled numbers end with."""
    return frozenset(words.split()[-1] for words in spelled_numbers())


@cache
def spelled_numbers() -> dict[str, int]:
    """Return the words of en, de, fr, es, it, pt and nl, small, blanks for hyphens, with their numbers."""
    words = {word: number for number, text in _MORE.items() for word in text.split()}
    for language, text in _FIRST_NINETEEN.items():
        ones = text.split()
        words |= {word.replace("-", " "): number for number, word in enumerate(ones, 1)}
        for ten, word in enumerate(_TENS[language].split(), 2):
            words[word] = ten * 10
            for one in range(1, 10):
                words |= dict.fromkeys(_joined(language, word, ones[one - 1], one), ten * 10 + one)
    return words | _french(_FIRST_NINETEEN["fr"].split())


def _joined(language: str, ten: str, one_word: str, one: int) -> Iterator[str]:
    """Yield the ways in which a language puts a ten and a one together."""
    if language in ("en", "fr"):
        yield f"{ten} et un" if language == "fr" and one == 1 else f"{ten} {one_word}"
    elif language == "de":
        yield f"{one_word}und{ten}"
    elif language == "nl":
        yield f"{one_word}{'ën' if one_word.endswith('e') else 'en'}{ten}"
        yield f"{one_word}en{ten}"
    elif language == "es":
        yield f"{ten} y {'un' if one == 1 else one_word}"
        yield f"{ten} y {one_word}"
        yield f"veinti{one_word}" if ten == "veinte" else f"{ten} y {one_word}"
    elif language == "pt":
        yield f"{ten} e {one_word}"
        yield f"{ten} e {'duas' if one == 2 else 'uma' if one == 1 else one_word}"
    else:
        stem = ten[:-1] if one in (1, 8) else ten
        yield f"{stem}{'tré' if one == 3 else one_word}"
        yield f"{stem}{one_word}"


def _french(ones: list[str]) -> dict[str, int]:
    """Return seventy to ninety-nine, which French counts in scores."""
    words = {"quatre vingt": 80, "quatre vingts": 80}
    for extra, word in enumerate(ones, 1):
        plain = word.replace("-", " ")
        words[f"quatre vingt {plain}"] = 80 + extra
        if extra >= 10:
            words[f"soixante {plain}"] = 60 + extra
    return words | {"soixante et onze": 71}


def han_number(signs: str) -> int | None:
    """Read ``七十二``, ``二〇二六`` or ``九十``; None where the signs are no number."""
    if not signs or any(sign not in HAN_SIGNS for sign in signs):
        return None
    if "十" not in signs and "百" not in signs:
        return int("".join(str(_HAN[sign]) for sign in signs))
    total = current = 0
    for sign in signs:
        if sign in "十百":
            total, current = total + (current or 1) * (10 if sign == "十" else 100), 0
        else:
            current = _HAN[sign]
    return total + current


def number_ending(text: str) -> tuple[int, int] | None:
    """Return the spelled number that a text in small letters ends with, and where it begins."""
    if text.rstrip()[-1:] in _HAN_SET and (match := _HAN_ENDING.search(text)):
        value = han_number(match[0].strip())
        return None if value is None else (value, match.start())
    words = spelled_numbers()
    last = _BACKWARDS.match(text[::-1])  # a pattern that ends with a word is slow: most texts end with none of a number
    match = _WORD.search(text) if last and last[1][::-1] in _last_words() else None
    if match is None:
        return None
    starts = [match.start(), *(match.start() + gap.end() for gap in re.finditer(r"[\s-]+", match[0].rstrip(" -")))]
    for start in starts:
        value = words.get(" ".join(text[start:].replace("-", " ").split()))
        if value is not None:
            return value, start
    return None
