"""Bytes of unknown encoding made text."""

import re

import charset_normalizer

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_ASIAN = ("cp932", "gb18030", "big5")


def decode(raw: bytes, declared: str = "") -> str:
    """Return the text of bytes of unknown encoding; never raises.

    In order: byte order mark, the declared encoding, strict UTF-8, UTF-16 by its zeros, cp1252 where every high byte
    stands alone, then charset-normalizer among the Asian encodings only (left free it takes cp1252 for others).
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw.decode(name, errors="replace").removeprefix("\ufeff")
    for name in filter(None, (declared, "utf-8")):
        text = _strictly(raw, name)
        if text is not None:
            return text
    if b"\0" in raw[:512]:
        even, odd = raw[:512:2].count(0), raw[1:512:2].count(0)
        return raw.decode("utf-16-le" if odd >= even else "utf-16-be", errors="replace")
    if _lone_high_bytes(raw):
        return raw.decode("cp1252", errors="replace")
    best = charset_normalizer.from_bytes(raw[: 1 << 18], cp_isolation=list(_ASIAN)).best()
    guesses = (best.encoding, *_ASIAN) if best else ("gb18030", "cp932", "big5")
    texts = (_strictly(raw, name) for name in guesses)
    return next((text for text in texts if text is not None), raw.decode("gb18030", errors="replace"))


def _strictly(raw: bytes, name: str) -> str | None:
    alias = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "iso-8859-1": "cp1252", "us-ascii": "utf-8"}
    try:
        return raw.decode(alias.get(name.casefold(), name))
    except (UnicodeDecodeError, LookupError):
        return None


def _lone_high_bytes(raw: bytes) -> bool:
    """Say whether accents stand alone between ASCII letters, as in western text and never in an Asian encoding."""
    runs = re.findall(rb"[\x80-\xff]+", raw[: 1 << 18])
    if not runs:
        return False
    followed = len(re.findall(rb"[\x80-\xff][\x40-\x7e\x20\r\n\t,.;!?)\"']|[\x80-\xff]\Z", raw[: 1 << 18]))
    return sum(len(run) <= 2 for run in runs) >= 0.95 * len(runs) and followed >= 0.9 * len(runs) and _singles(runs)


def _singles(runs: list[bytes]) -> bool:
    return sum(len(run) == 1 for run in runs) >= 0.7 * len(runs)
