"""Full-width characters, as Chinese and Japanese keyboards type them, folded to ASCII."""

_FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FULL |= {0x3000: 0x20, 0x00A0: 0x20, 0x2007: 0x20, 0x202F: 0x20, 0x3002: 0x3002}
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F))


def fold_width(text: str) -> str:
    """Return the text with full-width letters, digits and signs as ASCII, odd blanks plain, invisible marks gone."""
    return text.translate(_FULL | _INVISIBLE)
