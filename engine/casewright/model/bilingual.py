"""A text in every language that reads it, side by side, so that none can be forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text as the clerk reads it (zh) and as Amazon or a colleague abroad reads it (en).

    ``more`` holds further languages that a plan is submitted in: pairs of code and text, sorted by code. A language
    that stands there with an empty text is one that somebody still has to translate.
    """

    zh: str
    en: str
    more: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Say whether any language has a text."""
        return bool(self.zh or self.en or any(text for _, text in self.more))

    def fill(self, values: Mapping[str, object]) -> "Bilingual":
        """Put values into the ``{name}`` places of every language; raise KeyError for a name without a value."""
        return Bilingual(
            self.zh.format_map(values), self.en.format_map(values),
            tuple((lang, text.format_map(values)) for lang, text in self.more),
        )  # fmt: skip

    def lang(self, lang: str) -> str:
        """Return the text of one language, empty where it has none.

        What reads the same in Chinese and English (an id, a number, a file name) reads the same in every language that
        does not say otherwise.
        """
        if lang in _FIRST:
            return self.zh if lang == "zh" else self.en
        return next((text for code, text in self.more if code == lang), self.en if self.zh == self.en else "")

    def also(self, texts: Mapping[str, str]) -> "Bilingual":
        """Return the text with further languages, or other texts in those it has."""
        return replace(self, more=tuple(sorted({**dict(self.more), **texts}.items())))


_FIRST = frozenset({"zh", "en"})


def both(text: str) -> Bilingual:
    """Use one text for all languages: an id, a number, a file name."""
    return Bilingual(text, text)


#: No text in any language.
NOTHING = Bilingual("", "")
