"""Links from claims to exhibits: what staff cannot type in Word, offered to templates as filters."""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

#: Filters that give whole runs; in a template they stand in ``{{r ... }}``.
RUN_FILTERS = ("claim_links", "claim_mark", "exhibit_links", "exhibit_mark", "linked")

#: The number is left open: only the finished part knows which are taken. ``tidy`` fills it in.
OPEN_MARK, OPEN_END = '<w:bookmarkStart w:id="" w:name="', '<w:bookmarkEnd w:id=""/>'
OPEN_LINK, LINK_END = '<w:hyperlink w:history="1" w:anchor="', "</w:hyperlink>"

_NEXT_LINE = "<w:r><w:t>,</w:t><w:br/></w:r>"
_COMMA = '<w:r><w:t xml:space="preserve">, </w:t></w:r>'


def exhibit_links(ids: Iterable[str]) -> Markup:
    """Return the exhibit ids as links to their rows in the exhibit list, two on a line, a dash where there are none.

    Two on a line, since a narrow column would otherwise break an id at its hyphen.
    """
    names = list(ids)
    pairs = [_links("ex", "ExhibitRef", names[start : start + 2]) for start in range(0, len(names), 2)]
    return Markup(_NEXT_LINE.join(pairs)) if pairs else _links("ex", "ExhibitRef", ())  # noqa: S704 - our own XML


def claim_links(ids: Iterable[str]) -> Markup:
    """Return the claim ids as links to the places where the claims stand, a dash where there are none."""
    return _links("cl", "ClaimRef", ids)


def exhibit_mark(exhibit_id: str) -> Markup:
    """Return an exhibit id as the place that links lead to."""
    return _mark("ex", "ExhibitRef", exhibit_id)


def claim_mark(claim_id: str) -> Markup:
    """Return a claim id as the place that links lead to."""
    return _mark("cl", "ClaimRef", claim_id)


def linked(text: str, ids: Iterable[str]) -> Markup:
    """Return a sentence in which the exhibit ids that it names are links."""
    names = sorted(set(ids), key=len, reverse=True)
    if not names:
        return Markup(_run(text))  # noqa: S704 - our own XML, the text escaped
    either = "|".join(map(re.escape, names))
    pieces = re.split(rf"(?<![\w-])({either})(?![\w-])", text)
    runs = [_link("ex", "ExhibitRef", piece) if number % 2 else _run(piece)
            for number, piece in enumerate(pieces) if piece]  # fmt: skip
    return Markup("".join(runs))  # noqa: S704 - our own XML, each text escaped


@lru_cache(maxsize=4096)
def bookmark(prefix: str, name: str) -> str:
    """Return a bookmark name that Word takes: letters, digits, underscore, at most 40 characters."""
    plain = re.sub(r"[^A-Za-z0-9]", "_", name)
    if plain.replace("_", "-") != name or len(plain) > 30:
        plain = plain[:20] + "_" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{prefix}_{plain}"


def _links(prefix: str, style: str, ids: Iterable[str]) -> Markup:
    links = [_link(prefix, style, name) for name in ids]
    return Markup(_COMMA.join(links) if links else _run("–"))  # noqa: S704 - our own XML, each text escaped


def _link(prefix: str, style: str, name: str) -> str:
    return f'{OPEN_LINK}{bookmark(prefix, name)}">{_styled(style, name)}{LINK_END}'


def _mark(prefix: str, style: str, name: str) -> Markup:
    return Markup(f'{OPEN_MARK}{bookmark(prefix, name)}"/>{_styled(style, name)}{OPEN_END}')  # noqa: S704 - our own XML


def _styled(style: str, text: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t>{escape(text)}</w:t></w:r>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
