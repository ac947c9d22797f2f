"""What can go wrong while a document is filled; each message names the part."""

from typing import Final

_PARTS: Final = {
    "document": "正文 body", "header": "页眉 header", "footer": "页脚 footer", "footnotes": "脚注 footnotes",
    "endnotes": "尾注 endnotes", "comments": "批注 comments", "core": "属性 properties", "custom": "属性 properties",
}  # fmt: skip


class FillError(ValueError):
    """A document that was not made; the first argument names the part, the second says why."""

    def __init__(self, part: str, why: str = "") -> None:
        super().__init__(f"{part_label(part)}: {why}" if why else part_label(part))
        self.part = part


class TooMuchError(FillError):
    """A template that makes more than any document holds, or takes longer than any document should."""


class BrokenPartError(FillError):
    """A rendered part that Word would not open."""


class MarkError(FillError):
    """A mark that met a value it can do nothing with."""


class PictureError(FillError):
    """A picture that no document takes."""


def part_label(part: str) -> str:
    """Return the name of a part in a reader's words."""
    name = part.rsplit("/", 1)[-1].removesuffix(".xml")
    return _PARTS.get(name.rstrip("0123456789"), part)
