"""One template, examined as a whole: the file, its marks, its languages, its styles, what else it carries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from jinja2 import TemplateError

from casewright.model import FileRef, Finding
from casewright.render.check.languages import languages
from casewright.render.check.looks import Styles, looks, read_styles
from casewright.render.check.marks import MarkCheck
from casewright.render.check.package_kinds import PLAIN, UNREADABLE, UNSAFE
from casewright.render.check.places import Spot, row_of, spots
from casewright.render.check.sections import shown_parts
from casewright.render.check.slips import Slip
from casewright.render.check.strays import COMMENTS, comments, in_fields, never_filled, tracked, without_ours
from casewright.render.fill.compiled import RENDERED, CompiledTemplate, compile_template
from casewright.render.fill.container import UnsafePackageError, read_members
from casewright.render.fill.faults import part_label
from casewright.render.fill.guard import refused
from casewright.render.fill.limits import check_marks
from casewright.render.fill.parts import SUBDOCUMENT

_BODY = "word/document.xml"


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
        refusal = refused(members)
        _few_marks(members)
    except UnsafePackageError as error:
        return _refused(UNREADABLE.at(FileRef(shown), why_zh=error.zh, why_en=error.en))
    if refusal:
        return _refused(UNSAFE.at(FileRef(shown, part_label(refusal.part)), what_zh=refusal.zh, what_en=refusal.en))
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
        template = compile_template(shown, data)
    except UnsafePackageError as error:
        return Examined(None, (*slips, Slip(UNREADABLE.at(FileRef(shown), why_zh=error.zh, why_en=error.en))), used)
    except (TemplateError, SyntaxError, ValueError, KeyError, RecursionError) as error:
        # lxml reports broken XML as SyntaxError; python-docx a missing part as KeyError.
        why = str(error) or type(error).__name__
        return Examined(None, (*slips, Slip(UNREADABLE.at(FileRef(shown), why_zh=why, why_en=why))), used)
    return Examined(template, (*slips, *_slow(shown, template, everything)), used)


def _few_marks(members: Mapping[str, bytes]) -> None:
    """Refuse what holds more marks than anyone would write before each of them is read with care."""
    for name, blob in members.items():
        if RENDERED.fullmatch(name):
            check_marks(name, blob.decode("utf-8", "replace"))


def _slow(shown: str, template: CompiledTemplate, everything: Sequence[Spot]) -> Iterator[Slip]:
    """Tell once, at the first place, that a template takes in whole documents, which only plain docxtpl can do."""
    if template.plain:
        spot = next((spot for spot in everything if SUBDOCUMENT.search(spot.text)), None)
        yield Slip(PLAIN.at(FileRef(shown, spot.place if spot else "")))


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
