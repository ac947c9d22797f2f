"""How cells of each role look: fills, fonts, borders. Table styles are not used, since LibreOffice ignores them."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook import Workbook

from casewright.sheets.draft import Hint, Shade

TEXT = "@"
DAY = "yyyy-mm-dd"
FONT = "Microsoft YaHei"
_LINE = Side(style="thin", color="D0D7DE")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, slots=True)
class Look:
    """How cells of one role appear. Colours are RGB in hex; ``line`` draws the grid around the cell."""

    fill: str = ""
    ink: str = "1F2328"
    size: int = 10
    bold: bool = False
    italic: bool = False
    line: bool = True
    wrap: bool = True
    middle: bool = False


LOOKS: Mapping[str, Look] = {
    "title": Look("1F3A5F", "FFFFFF", 10, bold=True, line=False, middle=True),
    "title-value": Look("1F3A5F", "FFFFFF", 11, line=False, wrap=False, middle=True),
    "role-rule": Look("57606A", "FFFFFF", 9, middle=True), "role-if": Look("2F6DB5", "FFFFFF", 9, middle=True),
    "role-then": Look("2E7D4F", "FFFFFF", 9, middle=True), "role-note": Look("8A6D3B", "FFFFFF", 9, middle=True),
    "name": Look("EAEEF2", "57606A", 9), "label-rule": Look("D8DEE4", bold=True), "label-if": Look("CFE2F8", bold=True),
    "label-then": Look("CDEBD8", bold=True), "label-note": Look("F3E7CF", bold=True),
    "rule": Look("F6F8FA", bold=True), "if": Look("F3F8FE"), "then": Look("F1FAF4"), "note": Look("FDFAF3", "57606A"),
    "text": Look(line=False), "heading": Look("1F3A5F", "FFFFFF", 12, bold=True, line=False, middle=True),
    "head": Look("D8DEE4", bold=True), "cell": Look(), "code": Look("F6F8FA", bold=True),
    "hint": Look("", "57606A", 9, italic=True, line=False), "step": Look("", "1F3A5F", 10, bold=True, line=False),
    "changed": Look("FFF1B8", bold=True), "gone": Look("ECEFF1", "8A94A0"),
}  # fmt: skip

_SHADES: Mapping[Shade, tuple[str, str, bool]] = {
    Shade.WRONG: ("FFC7CE", "9C0006", False), Shade.MISSING: ("FFE2A8", "7A4B00", False),
    Shade.ENDED: ("E4E7EA", "8A94A0", False), Shade.FUTURE: ("E3ECF7", "44648C", True),
    Shade.QUIET: ("", "B6BEC6", False),
}  # fmt: skip


def add_styles(workbook: Workbook) -> None:
    """Give the workbook a named style for each role, for texts and for days; staff find them under Cell Styles."""
    for role, look in LOOKS.items():
        for kind, number_format in (("text", TEXT), ("day", DAY)):
            style = NamedStyle(
                f"{role} {kind}", number_format=number_format,
                font=Font(name=FONT, size=look.size, bold=look.bold, italic=look.italic, color=look.ink),
                alignment=Alignment(wrap_text=look.wrap, vertical="center" if look.middle else "top"),
                fill=PatternFill("solid", start_color=look.fill, end_color=look.fill) if look.fill else PatternFill(),
                border=_BORDER if look.line else Border(),
            )  # fmt: skip
            workbook.add_named_style(style)


def shading(hint: Hint) -> Rule:
    """Return a hint by colour as a conditional format; a plain formula, which Excel, WPS and LibreOffice all work."""
    fill, ink, italic = _SHADES[hint.shade]
    return Rule(
        type="expression", formula=[hint.formula],
        dxf=DifferentialStyle(
            font=Font(color=ink, italic=italic or None),
            fill=PatternFill("solid", start_color=fill, end_color=fill) if fill else None,
        ),
    )  # fmt: skip
