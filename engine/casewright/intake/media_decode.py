"""Bytes of unknown encoding made text."""

import re

import charset_normalizer

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_ASIAN = ("cp932", "gb18030", "big5")
#: What mail programs call an encoding, and the larger one that they mean.
_ALIASES = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030",
    "euc-cn": "gb18030", "hz-gb-2312": "hz", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "x-sjis": "cp932", "windows-31j": "cp932", "x-euc-jp": "euc_jp", "big5": "big5hkscs", "iso-8859-1": "cp1252",
    "latin1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8", "utf8": "utf-8", "unicode-1-1-utf-7": "utf-7",
    "iso-2022-jp": "iso2022_jp_ext",
}  # fmt: skip
_WESTERN = frozenset({"cp1252", "iso-8859-15", "windows-1252", "iso-8859-2", "windows-1250", "macintosh"})
_UTF8_SIGN = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
#: So many signs in UTF-8 are no accident of another encoding.
_SURE_SIGNS = 4
_SAMPLE = 1 << 18


def decode(raw: bytes, declared: str = "") -> str:
    """Return the text of bytes of unknown encoding; never raises.

    In order: byte order mark, UTF-16 by its zeros, the escapes of ISO-2022-JP, the declared encoding (unless the bytes
    are plainly UTF-8), strict UTF-8, cp1252 where every high byte stands alone, UTF-8 with a byte lost here and there,
    then charset-normalizer among the Asian encodings only (left free it takes cp1252 for others).
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw.decode(name, errors="replace").removeprefix("\ufeff")
    if b"\0" in raw[:512]:
        return raw.decode(_wide(raw), errors="replace")
    if b"\x1b$" in raw or b"\x1b(J" in raw:
        return raw.decode("iso2022_jp_ext", errors="replace")
    declared = _ALIASES.get(declared.casefold(), declared.casefold())
    for name in (declared, "utf-8") if declared and not _plainly_utf8(raw, declared) else ("utf-8",):
        text = _strictly(raw, name)
        if text is not None:
            return text
    if _lone_high_bytes(raw):
        return raw.decode("cp1252", errors="replace")
    if _damaged_utf8(raw):
        return raw.decode("utf-8", errors="replace")
    best = charset_normalizer.from_bytes(raw[:_SAMPLE], cp_isolation=list(_ASIAN)).best()
    guesses = (best.encoding, *_ASIAN) if best else ("gb18030", "cp932", "big5")
    texts = (_strictly(raw, name) for name in guesses)
    return next((text for text in texts if text is not None), raw.decode("gb18030", errors="replace"))


def wide_text(raw: bytes) -> str | None:
    """Return UTF-16 text that lacks its byte order mark, None where the bytes are something else.

    Real text of any language lies in few blocks; other bytes read as UTF-16 scatter over all of them.
    """
    if len(raw) < 8 or b"\0" not in raw[:4096]:
        return None
    text = raw[: len(raw) // 2 * 2].decode(_wide(raw), errors="replace")
    plain = sum(letter.isspace() or " " <= letter <= "\u052f" or "\u2010" <= letter <= "\u27bf"
                or "\u3000" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff" or "\uff01" <= letter <= "\uff9f"
                for letter in text)  # fmt: skip
    return text if plain >= 0.98 * len(text) else None


def _wide(raw: bytes) -> str:
    """Return which byte of each pair is the high one: line ends, blanks and figures have a zero there."""
    even, odd = raw[:4096:2].count(0), raw[1:4096:2].count(0)
    return "utf-16-le" if odd >= even else "utf-16-be"


def _strictly(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _plainly_utf8(raw: bytes, declared: str) -> bool:
    """Say whether bytes are UTF-8 whatever their label says; a label is often the sender's default."""
    if declared in {"utf-8", "utf-7"} or _strictly(raw, "utf-8") is None:
        return False
    signs = len(_UTF8_SIGN.findall(raw[:_SAMPLE]))
    return signs > 0 and (declared in _WESTERN or signs >= _SURE_SIGNS)


def _damaged_utf8(raw: bytes) -> bool:
    """Say whether bytes are UTF-8 in which few signs were cut or lost."""
    sample = raw[:_SAMPLE]
    whole = _UTF8_SIGN.findall(sample)
    lost = sum(byte >= 0x80 for byte in sample) - sum(map(len, whole))
    return len(whole) >= _SURE_SIGNS and lost <= max(3, 0.02 * len(sample)) and lost <= 0.2 * len(whole)


def _lone_high_bytes(raw: bytes) -> bool:
    """Say whether accents stand alone between ASCII letters, as in western text and never in an Asian encoding."""
    runs = re.findall(rb"[\x80-\xff]+", raw[:_SAMPLE])
    if not runs:
        return False
    followed = len(re.findall(rb"[\x80-\xff][\x40-\x7e\x20\r\n\t,.;!?)\"']|[\x80-\xff]\Z", raw[:_SAMPLE]))
    return sum(len(run) <= 2 for run in runs) >= 0.95 * len(runs) and followed >= 0.9 * len(runs) and _singles(runs)


def _singles(runs: list[bytes]) -> bool:
    return sum(len(run) == 1 for run in runs) >= 0.7 * len(runs)
