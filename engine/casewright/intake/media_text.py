"""Plain text, tables and web pages: the encoding found, and only what a reader would see."""

import re
from pathlib import Path

import charset_normalizer
from lxml import etree, html  # type: ignore[import-untyped]

from casewright.intake.media_reading import DAMAGED, TOO_LARGE, Reading, tidy
from casewright.model import FileRef, MediaFacts

#: Text and tables above this are left to the person; 100,000 orders are 15 to 20 MB.
MAX_TEXT_BYTES = 64 << 20

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_ASIAN = ("cp932", "gb18030", "big5")


def read_text(path: Path, ref: FileRef, kind: str) -> Reading:
    """Read a text or table file whole: figures are counted from it, so half a table would be a wrong table."""
    del ref
    if path.stat().st_size > MAX_TEXT_BYTES:
        return Reading(MediaFacts(kind, problem=TOO_LARGE))
    raw = path.read_bytes()
    text = decode(raw).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return Reading(MediaFacts(kind, chars=_visible(text), text_extractable=True), text)


def read_html(path: Path, ref: FileRef, kind: str) -> Reading:
    """Read what a browser would show of a page; what is hidden in it is dropped."""
    del ref
    if path.stat().st_size > MAX_TEXT_BYTES:
        return Reading(MediaFacts(kind, problem=TOO_LARGE))
    text = visible_text(path.read_bytes())
    if text is None:
        return Reading(MediaFacts(kind, problem=DAMAGED))
    return Reading(MediaFacts(kind, chars=_visible(text), text_extractable=bool(text)), tidy(text))


def decode(raw: bytes, declared: str = "") -> str:
    """Return the text of bytes of unknown encoding; never raises.

    In order: byte order mark, the declared encoding, strict UTF-8, UTF-16 by its zeros, cp1252 where every high byte
    stands alone, then charset-normalizer among the Asian encodings only (left free it takes cp1252 for others).
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw.decode(name, errors="replace").removeprefix("\ufeff")
    for name in filter(None, (declared, "utf-8")):
        text = _strictly(raw, name)
        if text is not None:
            return text
    if b"\0" in raw[:512]:
        even, odd = raw[:512:2].count(0), raw[1:512:2].count(0)
        return raw.decode("utf-16-le" if odd >= even else "utf-16-be", errors="replace")
    if _lone_high_bytes(raw):
        return raw.decode("cp1252", errors="replace")
    best = charset_normalizer.from_bytes(raw[: 1 << 18], cp_isolation=list(_ASIAN)).best()
    guesses = (best.encoding, *_ASIAN) if best else ("gb18030", "cp932", "big5")
    texts = (_strictly(raw, name) for name in guesses)
    return next((text for text in texts if text is not None), raw.decode("gb18030", errors="replace"))


def _strictly(raw: bytes, name: str) -> str | None:
    alias = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "iso-8859-1": "cp1252", "us-ascii": "utf-8"}
    try:
        return raw.decode(alias.get(name.casefold(), name))
    except (UnicodeDecodeError, LookupError):
        return None


def _lone_high_bytes(raw: bytes) -> bool:
    """Say whether accents stand alone between ASCII letters, as in western text and never in an Asian encoding."""
    runs = re.findall(rb"[\x80-\xff]+", raw[: 1 << 18])
    if not runs:
        return False
    followed = len(re.findall(rb"[\x80-\xff][\x40-\x7e\x20\r\n\t,.;!?)\"']|[\x80-\xff]\Z", raw[: 1 << 18]))
    return sum(len(run) <= 2 for run in runs) >= 0.95 * len(runs) and followed >= 0.9 * len(runs) and _singles(runs)


def _singles(runs: list[bytes]) -> bool:
    return sum(len(run) == 1 for run in runs) >= 0.7 * len(runs)


def _visible(text: str) -> int:
    return sum(not letter.isspace() for letter in text)


_SILENT = {"script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe", "meta", "link"}
_BLOCKS = {
    "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "section",
    "article", "header", "footer", "hr", "pre", "form", "fieldset", "dt", "dd",
}  # fmt: skip
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|mso-hide\s*:\s*all"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|max-height\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]{1,200})\{([^{}]{0,2000})\}")


def visible_text(raw: bytes, declared: str = "") -> str | None:
    """Return what a browser would show of HTML bytes, one line per block, None where there is nothing to parse."""
    meta = re.search(rb"charset\s*=\s*[\"']?([\w-]{3,20})", raw[:2048])
    source = decode(raw, declared or (meta.group(1).decode("ascii", errors="replace") if meta else ""))
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    try:
        root = html.document_fromstring(source)
    except (etree.LxmlError, ValueError, AssertionError):
        return None if source.strip() else ""
    hidden = _hidden_names(root)
    lines = "".join(_walk(root, hidden)).split("\n")
    squeezed = (re.sub(r"[ \t\xa0\u200b\u200c\u200d\u034f\xad]+", " ", line).strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(squeezed)).strip()


def _hidden_names(root: html.HtmlElement) -> frozenset[str]:
    """Collect the simple class and id selectors that the page's own style rules hide."""
    names: set[str] = set()
    for style in root.iter("style"):
        for selectors, body in _RULE.findall(re.sub(r"@media[^{]*\{", "", style.text or "")):
            if _HIDING.search(body):
                names.update(part.strip() for part in selectors.split(",") if re.fullmatch(r"\s*[.#][\w-]+\s*", part))
    return frozenset(names)


def _is_hidden(element: html.HtmlElement, names: frozenset[str]) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return True
    if element.get("hidden") is not None or _HIDING.search(element.get("style") or ""):
        return True
    if element.tag == "input" and element.get("type") == "hidden":
        return True
    own = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
    return not names.isdisjoint(own)


def _walk(root: html.HtmlElement, names: frozenset[str]) -> list[str]:
    """Gather text in document order without recursion: mails nest tables deeper than Python likes."""
    parts: list[str] = []
    stack: list[tuple[html.HtmlElement | None, str]] = [(root, "")]
    while stack:
        element, after = stack.pop()
        if element is None:
            parts.append(after)
            continue
        stack.append((None, (element.tail or "") if element is not root else ""))
        if _is_hidden(element, names):
            continue
        if element.tag in _BLOCKS:
            parts.append("\n")
            stack.append((None, "\n"))
        elif element.tag in {"td", "th"}:
            stack.append((None, "\t"))
        parts.append(re.sub(r"\s+", " ", element.text or "") if element.tag != "pre" else element.text or "")
        stack.extend((child, "") for child in reversed(element))
    return parts
