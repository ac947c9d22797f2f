"""A text in both languages, side by side, so that neither can be forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text as the clerk reads it (zh) and as Amazon or a colleague abroad reads it (en)."""

    zh: str
    en: str

    def __bool__(self) -> bool:
        """Say whether either language has a text."""
        return bool(self.zh or self.en)

    def fill(self, values: Mapping[str, object]) -> "Bilingual":
        """Put values into the ``{name}`` places of both languages; raise KeyError for a name without a value."""
        return Bilingual(self.zh.format_map(values), self.en.format_map(values))

    def lang(self, lang: str) -> str:
        """Return the text of one language, ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


def both(text: str) -> Bilingual:
    """Use one text for both languages: an id, a number, a file name."""
    return Bilingual(text, text)


#: No text in either language.
NOTHING = Bilingual("", "")
