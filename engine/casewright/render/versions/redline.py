"""Two documents drawn into one with Word's own revision marks.

Accept all gives the text of the new document, reject all that of the old one, in the body with its tables. Headers and
footers are those of the new document: they hold reference, version and day; a line is put on top of each header that
says that this is a comparison and not for submission. Comments, footnote marks and pictures of the old document are not
drawn again where they went; the words beside them are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casewright.render.fill.container import UnsafePackageError, pack, read_members, write_members
from casewright.render.fill.properties import Properties, property_parts
from casewright.render.versions.blocks import draw
from casewright.render.versions.marks import Known, Marker, used_numbers
from casewright.render.versions.xml import Node, NotWordError, local, new, parse, settle, text_element, w, written

_BODY, _STYLES, _NUMBERS, _SETTINGS = (
    "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml",
)  # fmt: skip
#: What the schema puts before ``trackRevisions`` in the settings.
_BEFORE = frozenset({
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
    "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData",
    "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins",
    "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop",
    "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign",
    "attachedTemplate", "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge",
    "revisionView",
})  # fmt: skip
_RED = "C00000"


class NoRedlineError(ValueError):
    """The two cannot be drawn into one; the argument says why in a few words."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a redline says of itself: its properties, and the line on top of each page."""

    properties: Properties
    line: str


def redline(old: bytes, latest: bytes, *, day: date, said: Said) -> bytes:
    """Return a .docx that shows how the old document became the latest; raise NoRedlineError where it cannot."""
    try:
        before, members = read_members(old), read_members(latest)
        ours, theirs = parse(_BODY, before[_BODY]), parse(_BODY, members[_BODY])
        known = Known(_names(members, _STYLES, "style", "styleId"), _names(members, _NUMBERS, "num", "numId"))
    except (UnsafePackageError, NotWordError, KeyError) as error:
        raise NoRedlineError(str(error)) from error
    settle(ours)
    settle(theirs)
    bodies = ours.find(w("body")), theirs.find(w("body"))
    if bodies[0] is None or bodies[1] is None:
        raise NoRedlineError(_BODY)
    draw(*bodies, Marker(day, used_numbers(theirs), known))
    members[_BODY] = written(theirs)
    if _SETTINGS in members:
        members[_SETTINGS] = _tracking(members[_SETTINGS])
    members |= {name: _lined(name, members[name], said.line) for name in members if _is_header(name)}
    members |= property_parts(said.properties)
    return write_members(pack(name, data) for name, data in members.items())


def _names(members: Mapping[str, bytes], part: str, element: str, key: str) -> frozenset[str]:
    if part not in members:
        return frozenset()
    found = parse(part, members[part]).iter(w(element))
    return frozenset(str(each.get(w(key))) for each in found)


def _tracking(data: bytes) -> bytes:
    """Turn on tracking, so that what a reader adds is marked too."""
    root: Node = parse(_SETTINGS, data)
    if root.find(w("trackRevisions")) is None:
        place = sum(local(child) in _BEFORE for child in root)
        root.insert(place, new("trackRevisions"))
    return written(root)


def _is_header(name: str) -> bool:
    return name.startswith("word/header") and name.endswith(".xml")


def _lined(name: str, data: bytes, line: str) -> bytes:
    root = parse(name, data)
    run, style = new("r"), new("rPr")
    for each in (new("b"), new("color", val=_RED), new("sz", val="16"), new("szCs", val="16")):
        style.append(each)
    run.append(style)
    run.append(text_element(line))
    paragraph, properties = new("p"), new("pPr")
    properties.append(new("jc", val="center"))
    paragraph.append(properties)
    paragraph.append(run)
    root.insert(0, paragraph)
    return written(root)
