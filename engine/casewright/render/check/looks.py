"""The styles that a template uses and makes: are they there, do they know Chinese."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from casewright.model import FileRef
from casewright.render.check import place_kinds as kinds
from casewright.render.check.places import Spot, W, style_of
from casewright.render.check.slips import Slip, slip

STYLES = "word/styles.xml"
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|\{\{[^}]*\.zh\b")
#: Filters that make runs, with the style that those runs have.
_MADE = (("exhibit_links", "ExhibitRef"), ("exhibit_mark", "ExhibitRef"), ("linked", "ExhibitRef"),
         ("claim_links", "ClaimRef"), ("claim_mark", "ClaimRef"))  # fmt: skip
_FIX_STYLE = (
    "在 Word 里新建同名样式，或给这段换一个现有的样式。",
    "Make a style of that name in Word, or give the place one of the styles that exist.",
)
_FIX_MADE = (
    "链接格式要用它：从 Casewright 自带的模板复制一段带链接的文字过来，样式会一起带来。",
    "The link formats need it: copy a line with a link from a shipped template; its style comes along.",
)


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a template by id, and what holds where a style says nothing."""

    by_id: Mapping[str, Element]
    default: str
    defaults: Element | None
    chinese_theme: bool

    @property
    def headings(self) -> frozenset[str]:
        """Return the ids of heading styles; Word in Chinese calls them 1, 2, 3."""
        return frozenset(name for name, style in self.by_id.items() if _name(style).casefold().startswith("heading "))

    def has_chinese_font(self, name: str) -> bool:
        """Say whether a style, or one that it is based on, names an East Asian font."""
        seen: set[str] = set()
        style = self.by_id.get(name or self.default)
        while style is not None:
            if self._font(style.find(f"{W}rPr")):
                return True
            based = style.find(f"{W}basedOn")
            name = (based.get(f"{W}val") or "") if based is not None else ""
            if name in seen:
                break
            seen.add(name)
            style = self.by_id.get(name)
        return self.defaults is not None and self._font(self.defaults)

    def _font(self, look: Element | None) -> bool:
        fonts = look.find(f"{W}rFonts") if look is not None else None
        if fonts is None:
            return False
        return bool(fonts.get(f"{W}eastAsia")) or (self.chinese_theme and bool(fonts.get(f"{W}eastAsiaTheme")))


def read_styles(members: Mapping[str, bytes]) -> Styles:
    """Return the styles of a template; raise ParseError for broken XML."""
    blob = members.get(STYLES)
    theme = next(
        (part for name, part in sorted(members.items()) if re.fullmatch(r"word/theme/theme\d*\.xml", name)), b""
    )
    chinese = bool(re.search(rb'<a:ea typeface="[^"]+"|script="Hans"', theme))
    if blob is None:
        return Styles({}, "", None, chinese)
    root = fromstring(blob)
    by_id = {style.get(f"{W}styleId") or "": style for style in root.iter(f"{W}style")}
    default = next((name for name, style in by_id.items() if _is_default(style)), "")
    return Styles(by_id, default, root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), chinese)


def looks(file: str, styles: Styles, spots: Sequence[Spot]) -> Iterator[Slip]:
    """Find styles that are not there, those that print Chinese without a font for it, and a missing language."""
    if not styles.by_id:
        return
    told: set[str] = set()
    for spot in spots:
        if spot.paragraph is None or spot.inside:
            continue
        for name, fix in _used(spot):
            if name not in styles.by_id and name not in told:
                told.add(name)
                yield slip(kinds.NO_STYLE, file, spot, last=len(spot.text), style=name, fix_zh=fix[0], fix_en=fix[1])
        name = style_of(spot.paragraph)
        if name not in told and _CHINESE.search(spot.text) and not _own_font(spot.paragraph):
            shown = styles.by_id.get(name or styles.default)
            if shown is not None and not styles.has_chinese_font(name):
                told.add(name)
                yield slip(kinds.NO_FONT, file, spot, last=len(spot.text), style=_name(shown))
    if not _knows_a_language(styles):
        yield Slip(kinds.NO_LANGUAGE.at(FileRef(file)))


def _knows_a_language(styles: Styles) -> bool:
    places = [style for style in (styles.defaults, *styles.by_id.values()) if style is not None]
    langs = [lang for place in places for lang in place.iter(f"{W}lang")]
    return any(lang.get(f"{W}eastAsia") or lang.get(f"{W}val") for lang in langs)


def _used(spot: Spot) -> Iterator[tuple[str, tuple[str, str]]]:
    assert spot.paragraph is not None  # noqa: S101 - the caller looked
    if name := style_of(spot.paragraph):
        yield name, _FIX_STYLE
    for tag in ("rStyle", "tblStyle"):
        holder = spot.paragraph if tag == "rStyle" else spot.table
        for style in holder.iter(f"{W}{tag}") if holder is not None else ():
            yield style.get(f"{W}val") or "", _FIX_STYLE
    for word, style_name in _MADE:
        if re.search(rf"\|\s*{word}\b", spot.text):
            yield style_name, _FIX_MADE


def _own_font(paragraph: Element) -> bool:
    """Say whether every run of a paragraph that holds Chinese names its own font."""
    runs = [
        run
        for run in paragraph.iter(f"{W}r")
        if _CHINESE.search("".join(text.text or "" for text in run.iter(f"{W}t")))
    ]
    fonts = [run.find(f"{W}rPr/{W}rFonts") for run in runs]
    return bool(runs) and all(font is not None and font.get(f"{W}eastAsia") for font in fonts)


def _is_default(style: Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")


def _name(style: Element) -> str:
    name = style.find(f"{W}name")
    return (name.get(f"{W}val") or "") if name is not None else ""
