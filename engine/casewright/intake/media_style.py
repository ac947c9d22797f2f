"""What the styles of a page do to an element: whether a person would see its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import html  # type: ignore[import-untyped]
from PIL import ImageColor

Colour = tuple[int, int, int]
Styles = dict[str, str]

#: Ink and paper that differ less than this in every colour cannot be told apart.
_SAME = 12
#: Text moved further than this out of the page is not meant to be seen.
_FAR = 500.0
#: Letters up to this height in pixels are not meant to be read.
_TINY = 1.0

_WHITE, _BLACK, _BLUE = (255, 255, 255), (0, 0, 0), (0, 0, 238)
_KEPT = frozenset({
    "display", "visibility", "font", "font-size", "opacity", "color", "background", "background-color",
    "background-image", "height", "max-height", "width", "max-width", "overflow", "overflow-y", "overflow-x",
    "position", "left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent", "clip", "clip-path",
    "transform",
})  # fmt: skip
_COMPOUND = re.compile(r"(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|ex|%|cm|mm|in|vh|vw)?", re.IGNORECASE)
_FONT_SIZE = re.compile(r"(?<![\d.\w])(0|\d*\.?\d+(?:px|pt|em|rem|%))(?=[/\s])", re.IGNORECASE)
_RGBA = re.compile(r"(rgb|hsl)a?\(([^()]*)\)", re.IGNORECASE)
_PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ex": 8.0, "cm": 38.0, "mm": 3.8, "in": 96.0,
           "%": 0.16, "vh": 8.0, "vw": 8.0}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How text stands at one place of a page. ``ink`` None: see-through; ``paper`` None: it cannot be told."""

    gone: bool = False
    unseen: bool = False
    tiny: bool = False
    ink: Colour | None = _BLACK
    paper: Colour | None = _WHITE

    @property
    def hidden(self) -> bool:
        """Say whether text at this place cannot be seen."""
        if self.gone or self.unseen or self.tiny or self.ink is None:
            return True
        return self.paper is not None and all(abs(a - b) <= _SAME for a, b in zip(self.ink, self.paper, strict=True))


@dataclass(frozen=True, slots=True)
class _Rule:
    chain: tuple[tuple[str, frozenset[str]], ...]
    styles: Styles
    rank: tuple[int, int, int, int]


@dataclass(slots=True)
class Sheet:
    """The style rules of a page that bear on what is seen, each under one name that its element must carry."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)

    def of(self, element: html.HtmlElement) -> Styles:
        """Return the styles of one element: rules by rank, then its own ``style``, then what is marked important."""
        names = _names(element)
        keys = (*names, str(element.tag), "*")
        found = [rule for key in keys for rule in self.rules.get(key, ()) if _matches(element, rule.chain)]
        laid = [rule.styles for rule in sorted(found, key=lambda rule: rule.rank)]
        laid.append(_declared(element.get("style") or ""))
        merged: Styles = {}
        for styles in laid:
            merged |= {name: value for name, value in styles.items() if not merged.get(name, "").endswith("!")
                       or value.endswith("!")}  # fmt: skip
        return {name: value.rstrip("! ") for name, value in merged.items()}


def sheet_of(sources: Sequence[str]) -> Sheet:
    """Gather the rules of style sheets; those for paper, phones and pointing hands do not count."""
    sheet, order = Sheet(), 0
    for source in sources:
        for selectors, body in _plain_rules(re.sub(r"/\*.*?\*/|<!--|-->", " ", source, flags=re.DOTALL)):
            styles = _declared(body)
            if not styles:
                continue
            for selector in selectors.split(","):
                order += 1
                rule = _rule(selector, styles, order)
                if rule is not None:
                    tag, names = rule.chain[-1]
                    sheet.rules.setdefault(min(names) if names else tag, []).append(rule)
    return sheet


def _plain_rules(source: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations, looking into a block of ``@media`` only where it holds for every screen."""
    at = 0
    while (brace := source.find("{", at)) >= 0:
        head = source[at:brace].rsplit(";", 1)[-1].strip()
        end = _closing(source, brace)
        inside = source[brace + 1 : end]
        if not head.startswith("@"):
            yield head, inside
        elif re.fullmatch(r"@media\s+(?:only\s+)?(?:all|screen)|@(?:supports|layer)\b.*", head, re.IGNORECASE):
            yield from _plain_rules(inside)
        at = end + 1


def _closing(source: str, brace: int) -> int:
    depth = 0
    for match in re.compile(r"[{}]").finditer(source, brace):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.start()
    return len(source)


def _rule(selector: str, styles: Styles, order: int) -> _Rule | None:
    """Take a selector apart; one with a state, an attribute or a neighbour in it is left out."""
    chain = []
    for part in selector.replace(">", " ").split():
        match = _COMPOUND.fullmatch(part)
        if not match:
            return None
        names = frozenset(re.findall(r"[.#][\w-]+", match[2]))
        chain.append(((match[1] or "*").lower(), names))
    if not chain:
        return None
    every = [name for _, names in chain for name in names]
    ids = sum(name.startswith("#") for name in every)
    return _Rule(tuple(chain), styles, (ids, len(every) - ids, sum(tag != "*" for tag, _ in chain), order))


def _matches(element: html.HtmlElement, chain: tuple[tuple[str, frozenset[str]], ...]) -> bool:
    if not _fits(element, chain[-1]):
        return False
    above = element.getparent()
    for part in reversed(chain[:-1]):
        while above is not None and not _fits(above, part):
            above = above.getparent()
        if above is None:
            return False
        above = above.getparent()
    return True


def _fits(element: html.HtmlElement, part: tuple[str, frozenset[str]]) -> bool:
    tag, names = part
    return (tag in {"*", element.tag}) and names <= _names(element)


def _names(element: html.HtmlElement) -> frozenset[str]:
    names = {f".{name}" for name in (element.get("class") or "").split()}
    if element.get("id"):
        names.add(f"#{element.get('id')}")
    return frozenset(names)


def _declared(text: str) -> Styles:
    """Read declarations into names and values in small letters; ``!important`` becomes a closing ``!``."""
    styles: Styles = {}
    for part in re.sub(r"url\([^)]*\)", "url()", text).split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in _KEPT:
            styles[name] = re.sub(r"\s*!\s*important", "!", value.strip().lower())
    return styles


def look_at(element: html.HtmlElement, styles: Mapping[str, str], above: Look) -> Look:
    """Return how the text of an element stands, from its styles and those it inherits."""
    if element.get("hidden") is not None or _gone(styles):
        return replace(above, gone=True)
    unseen = above.unseen
    if "visibility" in styles:
        unseen = styles["visibility"] in {"hidden", "collapse"} or (styles["visibility"] == "inherit" and unseen)
    paper = _paper(element.get("bgcolor") or "", styles, above.paper)
    ink = _ink(element, styles, above.ink)
    return Look(above.gone, unseen, _is_tiny(styles, inherited=above.tiny), ink, paper)


def _gone(styles: Mapping[str, str]) -> bool:
    if styles.get("display") == "none" or _number(styles.get("opacity", "1"), 1.0) <= 0.02:
        return True
    clipped = {styles.get(name) for name in ("overflow", "overflow-x", "overflow-y")} & {"hidden", "clip"}
    flat = any(_pixels(styles.get(name, "")) in {0.0, 1.0} for name in ("height", "max-height", "width", "max-width"))
    if clipped and flat:
        return True
    if _far(styles.get("text-indent", "")) or re.match(r"scale\(\s*0\s*\)", styles.get("transform", "")):
        return True
    if styles.get("position") not in {"absolute", "fixed"}:
        return _far(styles.get("margin-left", "")) or _far(styles.get("margin-top", ""))
    away = any(_far(styles.get(name, "")) for name in ("left", "top", "right", "bottom", "margin-left", "margin-top"))
    return away or re.match(r"rect\(\s*[01]", styles.get("clip", "")) is not None \
        or re.match(r"inset\(\s*(?:50|100)%", styles.get("clip-path", "")) is not None  # fmt: skip


def _far(value: str) -> bool:
    pixels = _pixels(value)
    return pixels is not None and pixels <= -_FAR


def _pixels(value: str) -> float | None:
    match = _LENGTH.fullmatch(value)
    return float(match[1]) * _PIXELS[(match[2] or "").lower()] if match else None


def _number(value: str, otherwise: float) -> float:
    try:
        return float(value)
    except ValueError:
        return otherwise


def _is_tiny(styles: Mapping[str, str], *, inherited: bool) -> bool:
    """Say whether letters are too small to be seen; a box set to 0 often holds another that sets a size again."""
    shorthand = _FONT_SIZE.search(styles.get("font", ""))
    size = styles.get("font-size") or (shorthand[1] if shorthand else "")
    match = _LENGTH.fullmatch(size)
    if not match:
        return inherited and (not size or size in {"inherit", "smaller", "larger"})
    if (match[2] or "").lower() in {"em", "%"} and inherited:
        return True
    return float(match[1]) * _PIXELS[(match[2] or "").lower()] <= _TINY


def _ink(element: html.HtmlElement, styles: Mapping[str, str], above: Colour | None) -> Colour | None:
    own = styles.get("color") or (element.get("color") if element.tag == "font" else "") or element.get("text") or ""
    if not own:
        return _BLUE if element.tag == "a" and element.get("href") else above
    if own.strip().lower() == "transparent" or _alpha(own) == 0:
        return None
    return _colour(own) or (above if own in {"inherit", "currentcolor"} else _BLACK)


def _paper(attribute: str, styles: Mapping[str, str], above: Colour | None) -> Colour | None:
    told = " ".join(styles.get(name, "") for name in ("background", "background-color", "background-image")).strip()
    if re.search(r"url\(|gradient|var\(", told):
        return None
    for word in (*re.findall(r"(?:rgb|hsl)a?\([^()]*\)|#[0-9a-f]+|[a-z]+", told), attribute.strip().lower()):
        colour = _colour(word) if word and _alpha(word) != 0 else None
        if colour is not None:
            return colour
    return above


def _alpha(value: str) -> float:
    match = _RGBA.search(value)
    parts = re.split(r"[,/\s]+", match[2].strip()) if match else []
    return _number(parts[3].rstrip("%"), 1.0) if len(parts) > 3 else 1.0


def _colour(value: str) -> Colour | None:
    value = value.strip().lower()
    match = _RGBA.search(value)
    if match:
        value = f"{match[1]}({','.join(re.split(r'[,/ ]+', match[2].strip())[:3])})"
    elif re.fullmatch(r"[0-9a-f]{6}", value):
        value = f"#{value}"
    try:
        return ImageColor.getrgb(value)[:3]
    except ValueError:
        return None
