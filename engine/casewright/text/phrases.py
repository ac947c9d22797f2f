"""Lists in running text."""

from collections.abc import Sequence


def join_words(words: Sequence[str], lang: str) -> str:
    """Join words as the language does: ``A, B and C`` or ``A、B和C``."""
    if len(words) < 2:
        return "".join(words)
    comma, last = ("、", "和") if lang == "zh" else (", ", " and ")
    return comma.join(words[:-1]) + last + words[-1]
