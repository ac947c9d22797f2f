"""Where words of a notice stand in the file that the clerk opens.

Only a plain text file has lines that the reader sees as the engine does; of a mail, a page or a PDF the words were
taken out first, so no line of theirs is claimed.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from casewright.model import FileRef
from casewright.text.search import plain

_ENDING = ".txt"
#: What may stand between two words of a quote where the file breaks or quotes its lines.
_BETWEEN = r"[\s>|]+"
#: So much of a quote is looked for, and no less than this.
_MOST, _LEAST = 120, 3


@dataclass(frozen=True)
class Places:
    """The text of a file as the clerk sees it."""

    path: str
    text: str

    @property
    def file(self) -> FileRef:
        """Return the file as a whole."""
        return FileRef(self.path)

    @property
    def _has_lines(self) -> bool:
        return self.path.lower().endswith(_ENDING)

    def at(self, start: int) -> FileRef:
        """Return the line of a place in the text; the file alone where it has no lines of its own."""
        return FileRef(self.path, line=bisect_right(self._starts, start)) if self._has_lines else self.file

    def of(self, *quotes: str) -> FileRef:
        """Return the line where the first of some quotes that is found begins; the file alone where none is."""
        for quote in quotes if self._has_lines else ():
            words = plain(quote).split()
            begin = " ".join(words)[:_MOST].split()
            if len("".join(begin)) < _LEAST:
                continue
            match = re.search(_BETWEEN.join(map(re.escape, begin)), self._plain, re.IGNORECASE)
            if match is not None:
                return FileRef(self.path, line=self._plain.count("\n", 0, match.start()) + 1)
        return self.file

    def where(self, holds: Callable[[str], bool]) -> FileRef:
        """Return the first line of which something is true; the file alone where there is none."""
        if self._has_lines:
            for number, line in enumerate(self.text.split("\n"), 1):
                if holds(line):
                    return FileRef(self.path, line=number)
        return self.file

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def _plain(self) -> str:
        return plain(self.text)
