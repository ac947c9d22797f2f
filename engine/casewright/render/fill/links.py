"""Links from claims to exhibits: what staff cannot type in Word, offered to templates as filters."""

import hashlib
import re
from collections.abc import Iterable

from markupsafe import Markup, escape

#: Filters that give whole runs; in a template they stand in ``{{r ... }}``.
RUN_FILTERS = ("claim_links", "claim_mark", "exhibit_links", "exhibit_mark", "linked")

_LINK = '<w:hyperlink w:anchor="{0}" w:history="1"><w:r><w:rPr><w:rStyle w:val="{1}"/></w:rPr><w:t>{2}</w:t></w:r></w:hyperlink>'  # noqa: E501 - one element
_MARK = '<w:bookmarkStart w:id="0" w:name="{0}"/><w:r><w:rPr><w:rStyle w:val="{1}"/></w:rPr><w:t>{2}</w:t></w:r><w:bookmarkEnd w:id="0"/>'  # noqa: E501 - one element
_NEXT_LINE = Markup("<w:r><w:t>,</w:t><w:br/></w:r>")
_RUN = Markup('<w:r><w:t xml:space="preserve">{0}</w:t></w:r>')


def exhibit_links(ids: Iterable[str]) -> Markup:
    """Return the exhibit ids as links to their rows in the exhibit list, two on a line, a dash where there are none.

    Two on a line, since a narrow column would otherwise break an id at its hyphen.
    """
    names = list(ids)
    pairs = [_links("ex", "ExhibitRef", names[start : start + 2]) for start in range(0, len(names), 2)]
    return _NEXT_LINE.join(pairs) if pairs else _links("ex", "ExhibitRef", ())


def claim_links(ids: Iterable[str]) -> Markup:
    """Return the claim ids as links to the places where the claims stand, a dash where there are none."""
    return _links("cl", "ClaimRef", ids)


def exhibit_mark(exhibit_id: str) -> Markup:
    """Return an exhibit id as the place that links lead to."""
    return Markup(_MARK).format(bookmark("ex", exhibit_id), "ExhibitRef", exhibit_id)  # noqa: S704 - our own XML


def claim_mark(claim_id: str) -> Markup:
    """Return a claim id as the place that links lead to."""
    return Markup(_MARK).format(bookmark("cl", claim_id), "ClaimRef", claim_id)  # noqa: S704 - our own XML


def linked(text: str, ids: Iterable[str]) -> Markup:
    """Return a sentence in which the exhibit ids that it names are links."""
    names = sorted(set(ids), key=len, reverse=True)
    if not names:
        return _RUN.format(text)
    pieces = re.split(rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?![\w-])", text)
    runs = [_links("ex", "ExhibitRef", [piece]) if number % 2 else _RUN.format(piece)
            for number, piece in enumerate(pieces) if piece]  # fmt: skip
    return Markup("").join(runs)


def bookmark(prefix: str, name: str) -> str:
    """Return a bookmark name that Word takes: letters, digits, underscore, at most 40 characters."""
    plain = re.sub(r"[^A-Za-z0-9]", "_", name)
    if plain.replace("_", "-") != name or len(plain) > 30:
        plain = plain[:20] + "_" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{prefix}_{plain}"


def _links(prefix: str, style: str, ids: Iterable[str]) -> Markup:
    links = [Markup(_LINK).format(bookmark(prefix, name), style, name) for name in ids]  # noqa: S704 - our own XML
    return _RUN.format(escape(", ")).join(links) if links else _RUN.format("–")
