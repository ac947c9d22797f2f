"""One template, examined as a whole: the file, its marks, its languages, its styles, what else it carries."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from jinja2 import TemplateError

from casewright.model import FileRef, Finding
from casewright.render.check.languages import languages
from casewright.render.check.looks import Styles, looks, read_styles
from casewright.render.check.marks import MarkCheck
from casewright.render.check.package_kinds import UNREADABLE, UNSAFE
from casewright.render.check.places import Spot, row_of, spots
from casewright.render.check.sections import shown_parts
from casewright.render.check.slips import Slip
from casewright.render.check.strays import COMMENTS, comments, in_fields, never_filled, tracked, without_ours
from casewright.render.fill.compiled import RENDERED, CompiledTemplate, compile_template
from casewright.render.fill.container import UnsafePackageError, read_members

_BODY = "word/document.xml"
_FORBIDDEN = (
    (re.compile(r"vbaProject|vbaData", re.IGNORECASE), "宏", "a macro"),
    (re.compile(r"word/(embeddings|activeX)/", re.IGNORECASE), "嵌入对象", "an embedded object"),
    (re.compile(r"word/afchunk|\.mht$|\.html?$", re.IGNORECASE), "外部内容块", "a foreign chunk of content"),
)
_EXTERNAL = re.compile(r'<Relationship\b(?=[^>]*TargetMode="External")[^>]*?Type="[^"]*/(\w+)"')
_FETCHING = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK)\s+[\"\\\w]")


@dataclass(frozen=True, slots=True)
class Examined:
    """What an examination found: the template ready to be filled, or None; every slip; the paths that it uses."""

    template: CompiledTemplate | None
    slips: tuple[Slip, ...]
    used: frozenset[str] = frozenset()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings alone."""
        return tuple(each.finding for each in self.slips)


def examine(shown: str, data: bytes) -> Examined:
    """Examine one template; ``shown`` is the name that addresses show."""
    try:
        members = read_members(data)
    except UnsafePackageError as error:
        return _refused(UNREADABLE.at(FileRef(shown), why_zh=error.zh, why_en=error.en))
    unsafe = _unsafe(members)
    if unsafe:
        return _refused(UNSAFE.at(FileRef(shown), what_zh=unsafe[0], what_en=unsafe[1]))
    try:
        styles = read_styles(members)
        words = shown_parts(members)
    except (ParseError, DefusedXmlException):
        return _refused(_damaged(shown, "word/styles.xml"))
    check, everything = MarkCheck(shown), list[Spot]()
    for name in sorted(members, key=lambda name: (name != _BODY, name)):
        if RENDERED.fullmatch(name):
            try:
                found = spots(name, members[name], headings=styles.headings, shown=words)
                if name != COMMENTS or without_ours(members[name]):
                    check.part(found)
            except (ParseError, DefusedXmlException):
                return _refused(_damaged(shown, name))
            everything += found
    slips = _sorted((*check.slips, *_around(shown, members, everything, styles, check)), everything)
    used = frozenset(check.used)
    if any(each.finding.is_error for each in slips):
        return Examined(None, slips, used)
    try:
        return Examined(compile_template(shown, data), slips, used)
    except (TemplateError, SyntaxError, ValueError, KeyError) as error:
        # lxml reports broken XML as SyntaxError; python-docx a missing part as KeyError.
        why = str(error) or type(error).__name__
        return Examined(None, (*slips, Slip(UNREADABLE.at(FileRef(shown), why_zh=why, why_en=why))), used)


def _around(
    shown: str, members: Mapping[str, bytes], everything: Sequence[Spot], styles: Styles, check: MarkCheck
) -> Iterator[Slip]:
    name = shown.rsplit("/", 1)[-1].removesuffix(".docx")
    rendered = {name: blob for name, blob in members.items() if RENDERED.fullmatch(name)}
    yield from in_fields(shown, everything)
    yield from tracked(shown, everything, rendered)
    if COMMENTS in members:
        yield from comments(shown, members[COMMENTS])
    yield from never_filled(shown, members)
    wrong = {(each.part, each.paragraph) for each in check.slips if each.finding.is_error}
    doubtful = {row_of(spot) for spot in everything if (spot.part, spot.index) in wrong}
    yield from languages(shown, name, check.prints, doubtful)
    yield from looks(shown, styles, [spot for spot in everything if spot.part != COMMENTS])


def _sorted(slips: Sequence[Slip], everything: Sequence[Spot]) -> tuple[Slip, ...]:
    """Return the slips in reading order, what concerns the whole file first."""
    order = {part: number for number, part in enumerate(dict.fromkeys(spot.part for spot in everything))}
    unique: dict[Finding, Slip] = {}
    for each in slips:
        unique.setdefault(each.finding, each)
    return tuple(sorted(unique.values(), key=lambda each: (order.get(each.part, -1), each.paragraph)))


def _refused(finding: Finding) -> Examined:
    return Examined(None, (Slip(finding),))


def _damaged(shown: str, part: str) -> Finding:
    return UNREADABLE.at(FileRef(shown, part), why_zh="内部内容损坏", why_en="a damaged part")


def _unsafe(members: Mapping[str, bytes]) -> tuple[str, str] | None:
    for name, blob in members.items():
        for pattern, zh, en in _FORBIDDEN:
            if pattern.search(name):
                return zh, en
        if name.endswith(".rels"):
            for kind in _EXTERNAL.findall(blob.decode("utf-8", "replace")):
                if kind != "hyperlink":
                    return f"外部链接（{kind}）", f"a link to something outside ({kind})"
        if RENDERED.fullmatch(name) and _FETCHING.search(re.sub(r"<[^>]+>", "", blob.decode("utf-8", "replace"))):
            return "会读取外部内容的域", "a field that fetches from outside"
    return None
