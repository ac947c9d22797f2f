"""File names as people write them beside the names that files have."""

import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Protocol, TypeVar


class HasPath(Protocol):
    """Anything that lies at a path of a drop."""

    @property
    def path(self) -> str:
        """Return the path, with forward slashes."""


Item = TypeVar("Item", bound=HasPath)


def plain_name(name: str) -> str:
    """Return a name without capitals, full-width forms and the split accents of a Mac's disk."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def item_named(name: str, items: Sequence[Item]) -> Item | None:
    """Return the file that a person means: by whole path, else by file name, else by the name without its ending."""
    wanted = PurePosixPath(plain_name(name.replace("\\", "/")))
    for same in (str(wanted), wanted.name, wanted.stem):
        for item in items:
            path = PurePosixPath(plain_name(item.path))
            if same in {str(path), path.name, path.stem}:
                return item
    return None
