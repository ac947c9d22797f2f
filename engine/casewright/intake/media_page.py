"""Web pages and the pages inside mails: what a browser shows, where links lead, and what was hidden."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree, html  # type: ignore[import-untyped]

from casewright.intake.media_decode import decode
from casewright.intake.media_style import Look, Sheet, look_at, sheet_of
from casewright.model import FileRef, Finding, Kind, Link, Severity

HIDDEN = Kind(
    "intake/hidden-text", Severity.WARNING,
    "这个文件里有人眼看不到的文字：“{quote}”。它没有当作内容读取。",
    "This file holds words that nobody can see: \"{quote}\". They were not read as part of it.",
    "在浏览器里打开原文对照；正常通知很少这样写，请留意是否钓鱼或有人改动过。",
    "Open the original in a browser and compare; a true notice seldom does this, so look out for fraud or changes.",
)  # fmt: skip

#: Links kept of one file, and the signs kept of the words of one and of what is hidden.
_LINKS, _SHOWN, _QUOTE = 400, 300, 120
#: Hidden letters up to here say nothing.
_WORDS = 12
_SILENT = frozenset({
    "script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe", "meta", "link", "base",
    "datalist", "audio", "video", "math",
})  # fmt: skip
_PARAGRAPHS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "blockquote", "pre", "hr", "form", "fieldset",
    "section", "article", "header", "footer",
})  # fmt: skip
_LINES = frozenset({"div", "li", "tr", "dt", "dd", "center", "address", "main", "nav", "aside", "caption", "option",
                    "figure", "figcaption", "body", "summary", "details", "legend"})  # fmt: skip
_LINE, _PARAGRAPH, _BREAK, _BULLET, _CELL = "\x01", "\x02", "\x03", "\x04", "\x05"
#: What ends a line.
_ENDS = f"{_LINE}{_PARAGRAPH}{_BREAK}"
_NOTHING = re.compile("[\u200b-\u200f\u2060-\u2064\u034f\xad\ufeff]")
_WORD_BULLETS = frozenset("·§o•-–ØüvÜ■□●○◦▪\uf0b7\uf0a7\uf0d8\uf0fc")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows, one line per block, where its links lead, and the words in it that nobody sees."""

    text: str
    links: tuple[Link, ...] = ()
    hidden: str = ""

    def told(self, ref: FileRef) -> Iterator[Finding]:
        """Yield a finding for hidden words, but for those that the page also shows and the label of a preview."""
        letters = re.sub(r"\W+", "", self.hidden).casefold()
        if len(letters) >= _WORDS and letters not in re.sub(r"\W+", "", self.text).casefold():
            more = "…" if len(self.hidden) > _QUOTE else ""
            yield HIDDEN.at(ref, quote=self.hidden[:_QUOTE] + more)


@dataclass(slots=True)
class _Open:
    """An element under way: its link and the words seen of it so far."""

    target: str
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Gathered:
    parts: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    links: list[_Open] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def text(self, text: str, look: Look) -> None:
        if not text:
            return
        if look.hidden:
            self.hidden.append(text)
            return
        self.parts.append(text)
        for link in self.open:
            link.words.append(text)


def read_page(raw: bytes, declared: str = "", *, styles: Sequence[str] = ()) -> Page | None:
    """Return what a browser would show of HTML bytes, None where there is nothing to parse.

    ``styles`` are style sheets that came beside the page.
    """
    meta = re.search(rb"charset\s*=\s*[\"']?([\w-]{3,20})", raw[:4096])
    source = decode(raw, declared or (meta.group(1).decode("ascii", errors="replace") if meta else ""))
    return read_source(source, styles=styles)


def read_source(source: str, *, styles: Sequence[str] = ()) -> Page | None:
    """Return what a browser would show of a page's source."""
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    source = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]", "", source)
    try:
        root = html.document_fromstring(source, parser=html.HTMLParser(huge_tree=True, no_network=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None if source.strip() else Page("")
    found = _Gathered()
    _walk(root, sheet_of([*(style.text or "" for style in root.iter("style")), *styles]), found, _first_look(root))
    links = [Link(_squeezed("".join(each.words))[:_SHOWN], each.target) for each in found.links[:_LINKS]]
    hidden = _squeezed(_NOTHING.sub("", re.sub(r"[\x01-\x05]", " ", "".join(found.hidden))))
    return Page(_laid_out("".join(found.parts)), tuple(links), hidden)


def _first_look(root: html.HtmlElement) -> Look:
    """Start from black on white; where style sheets lie elsewhere, the colour of the paper is not known."""
    away = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
    return Look(paper=None) if away else Look()


def _walk(root: html.HtmlElement, sheet: Sheet, found: _Gathered, first: Look) -> None:
    """Gather text in document order without recursion: mails nest tables deeper than Python likes."""
    stack: list[tuple[html.HtmlElement | None, Look, str, str]] = [(root, first, "", "")]
    while stack:
        element, above, mark, after = stack.pop()
        if element is None:
            if mark == "link":
                found.open.pop()
            elif mark and not above.hidden:
                found.parts.append(mark)
            found.text(after, above)
            continue
        tail = "" if element is root else _flat(element.tail or "", element.getparent())
        stack.append((None, above, "", tail))
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            _silent(element, found)
            continue
        look = look_at(element, sheet.of(element), above)
        if _word_bullet(element, found, look):
            continue
        _enter(element, look, found, stack)
        found.text(_flat(element.text or "", element), look)
        stack.extend((child, look, "", "") for child in reversed(element))


def _enter(
    element: html.HtmlElement, look: Look, found: _Gathered, stack: list[tuple[html.HtmlElement | None, Look, str, str]]
) -> None:
    """Mark where lines begin and end, and open a link."""
    tag, begin, end = element.tag, "", ""
    if tag == "br":
        begin = _BREAK
    elif tag == "li":
        begin, end = _LINE + _bullet(element), _LINE
    elif tag in _PARAGRAPHS or tag in _LINES:
        begin = end = _PARAGRAPH if tag in _PARAGRAPHS else _LINE
    elif tag in {"td", "th"}:
        end = _CELL
    elif tag == "img" and found.open and not look.hidden:
        found.open[-1].words.append(element.get("alt") or "")
    if begin and not look.hidden:
        found.parts.append(begin)
    target = _target(element)
    if target and not look.hidden:
        link = _Open(target)
        found.links.append(link)
        found.open.append(link)
        stack.append((None, look, "link", ""))
    if end:
        stack.append((None, look, end, ""))


def _silent(element: html.HtmlElement, found: _Gathered) -> None:
    """Keep where a page sends its reader by itself."""
    if element.tag == "head":
        for meta in element.iter("meta"):
            match = re.search(r"url\s*=\s*['\"]?([^'\"\s;]+)", meta.get("content") or "", re.IGNORECASE)
            if match and (meta.get("http-equiv") or "").lower() == "refresh":
                found.links.append(_Open(match[1]))


def _target(element: html.HtmlElement) -> str:
    name = {"a": "href", "area": "href", "form": "action"}.get(element.tag, "")
    target = re.sub(r"\s+", "", element.get(name) or "") if name else ""
    return "" if target.lower().startswith(("#", "javascript:")) else target


def _bullet(element: html.HtmlElement) -> str:
    above = element.getparent()
    if above is None or above.tag != "ol":
        return _BULLET
    start = above.get("start") or "1"
    before = sum(1 for each in element.itersiblings("li", preceding=True))
    return f"{(int(start) if start.isdecimal() else 1) + before}. "


def _word_bullet(element: html.HtmlElement, found: _Gathered, look: Look) -> bool:
    """Take the bullet that Word draws with letters of its sign fonts for what it is."""
    if "mso-list:ignore" not in (element.get("style") or "").replace(" ", "").lower():
        return False
    sign = _squeezed("".join(element.itertext()))
    found.text(_BULLET if sign in _WORD_BULLETS else f"{sign} ", look)
    return True


def _flat(text: str, place: html.HtmlElement | None) -> str:
    """Return text on one line, but for text that was set line by line."""
    if "\n" in text and place is not None and next(place.iterancestors("pre"), place).tag == "pre":
        return text.replace("\n", _BREAK)
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _laid_out(text: str) -> str:
    """Turn the marks of lines and paragraphs into line ends; the cells of a row are parted by a tab."""
    text = re.sub(rf"{_BULLET}[\s{_ENDS}{_CELL}]*", _LINE + "- ", text)
    text = re.sub(rf"(\d\. )[{_ENDS}{_CELL}]+", r"\1", text)
    text = re.sub(rf"[ \t\xa0{_CELL}]*[{_ENDS}][\s{_ENDS}{_CELL}]*", _line_ends, text)
    lines = (map(_squeezed, _NOTHING.sub("", line).split(_CELL)) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join("\t".join(filter(None, cells)) for cells in lines)).strip()


def _line_ends(match: re.Match[str]) -> str:
    return "\n\n" if _PARAGRAPH in match[0] or match[0].count(_BREAK) > 1 else "\n"


def _squeezed(text: str) -> str:
    return " ".join(text.split())
