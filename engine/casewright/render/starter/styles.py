"""The base of the shipped templates: styles, numbering and settings, none of them taken from a library's default."""

import re
from dataclasses import dataclass

NAVY, GREY, LINE, FILL, DARK, RED = "1F3864", "595959", "C5CBD5", "F1F4F8", "404040", "A61B1B"
MONO = "Consolas"

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a document's language asks of its styles: language tags, fonts, and whether the height of lines is fixed.

    It is fixed where a font of the East would stretch it.
    """

    lang: str
    val: str
    east: str
    latin: str = "Calibri"
    east_font: str = "Microsoft YaHei"
    east_other: str = "Noto Sans CJK SC"
    fixed: bool = False

    @property
    def fonts(self) -> str:
        """Return the fonts of a style."""
        west = f'w:ascii="{self.latin}" w:hAnsi="{self.latin}" w:cs="{self.latin}"'
        return f'<w:rFonts {west} w:eastAsia="{self.east_font}"/>'

    @property
    def tag(self) -> str:
        """Return the languages of a style.

        Latin words among Chinese or Japanese stay English, or a word such as "Restricted" would be broken anywhere.
        """
        return f'<w:lang w:val="{self.val}" w:eastAsia="{self.east}" w:bidi="ar-SA"/>'


TONGUES = {
    "en": Tongue("en", "en-US", "zh-CN"),
    "de": Tongue("de", "de-DE", "zh-CN"),
    "ja": Tongue("ja", "en-US", "ja-JP", east_font="Yu Gothic", east_other="Noto Sans CJK JP", fixed=True),
}
_AUTO = ' w:line="259" w:lineRule="auto"'


def _look(size: float, *, bold: bool = False, color: str = "", mono: bool = False, hidden: bool = False) -> str:
    """Return the look of a style; fonts and languages are put in for the document's language."""
    weight = "<w:b/><w:bCs/>" if bold else ""
    ink = f'<w:color w:val="{color}"/>' if color else ""
    unseen = "<w:vanish/>" if hidden else ""
    half = round(size * 2)
    fonts = "{mono}" if mono else "{fonts}"
    return f'<w:rPr>{fonts}{weight}{unseen}{ink}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>{{lang}}</w:rPr>'


def _space(before: float, after: float, line: float = 0) -> str:
    """Return spacing in points; an exact line keeps Chinese fonts from stretching the rows of a table."""
    exact = f' w:line="{round(line * 20)}" w:lineRule="exact"' if line else _AUTO
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{exact}/>'


def _paragraph(ident: str, name: str, layout: str, look: str, *, base: str = "Normal", after: str = "") -> str:
    default = ' w:default="1"' if ident == "Normal" else ""
    based = "" if ident == "Normal" else f'<w:basedOn w:val="{base}"/>'
    following = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{ident}"><w:name w:val="{name}"/>{based}{following}'
        f"<w:qFormat/><w:pPr>{layout}</w:pPr>{look}</w:style>"
    )


def _heading(level: int, layout: str, look: str) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
    layout = f'<w:keepNext/><w:keepLines/>{number}{layout}<w:outlineLvl w:val="{level - 1}"/>'
    return _paragraph(f"Heading{level}", f"heading {level}", layout, look, after="Normal")


def _character(ident: str, name: str, look: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{ident}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{look}</w:rPr></w:style>'
    )


def _rule(side: str, size: int, color: str, gap: int = 4) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="{gap}" w:color="{color}"/></w:pBdr>'


def _headings() -> tuple[str, ...]:
    return (
        _paragraph("Title", "Title", "<w:keepNext/>" + _space(0, 2), _look(17, bold=True, color=NAVY),
                   after="Subtitle"),
        _paragraph("Subtitle", "Subtitle", "<w:keepNext/>" + _space(0, 4), _look(11.5, color=NAVY), after="Normal"),
        _heading(1, _rule("bottom", 6, NAVY, 2) + _space(11, 4), _look(12.5, bold=True, color=NAVY)),
        _heading(2, _space(8, 3), _look(10.5, bold=True, color=NAVY)),
        _paragraph("TableTitle", "Table Title",
                   "<w:keepNext/><w:keepLines/>" + _space(5, 2) + '<w:outlineLvl w:val="2"/>',
                   _look(9.5, bold=True, color=DARK)),
        _paragraph("TableNote", "Table Note", "<w:keepNext/>" + _space(0, 3, 11), _look(8, color=GREY)),
    )  # fmt: skip


def _texts() -> tuple[str, ...]:
    box = f'<w:shd w:val="clear" w:color="auto" w:fill="{FILL}"/>'
    bar = _rule("left", 24, NAVY, 8) + box
    alarm = _rule("left", 48, RED, 8) + '<w:shd w:val="clear" w:color="auto" w:fill="FBE9E7"/>'
    return (
        _paragraph("Normal", "Normal", "<w:widowControl/>" + _space(0, 4), _look(10)),
        _paragraph("BodyZH", "Body ZH", _space(0, 4, 15), _look(9.5)),
        _paragraph("Subject", "Subject", "<w:keepNext/>" + _space(3, 2), _look(10, bold=True)),
        _paragraph("SubjectZH", "Subject ZH", _space(0, 5, 15), _look(9.5, color=GREY)),
        _paragraph("Claim", "Claim", '<w:keepLines/><w:tabs><w:tab w:val="left" w:pos="510"/></w:tabs>' + _space(0, 3)
                   + '<w:ind w:left="510" w:hanging="510"/>', _look(10)),
        _paragraph("ClaimZH", "Claim ZH", _space(0, 3, 15) + '<w:ind w:left="510"/>', _look(9.5)),
        _paragraph("NoticeBox", "Notice Box", "<w:keepNext/><w:keepLines/>" + bar + _space(2, 2)
                   + '<w:ind w:left="227"/>', _look(9.5)),
        _paragraph("NoticeBoxZH", "Notice Box ZH", "<w:keepLines/>" + bar + _space(2, 2, 15)
                   + '<w:ind w:left="227"/>', _look(9.5)),
        _paragraph("AlarmBox", "Alarm Box", "<w:keepNext/><w:keepLines/>" + alarm + _space(2, 2)
                   + '<w:ind w:left="227"/>', _look(10.5, bold=True, color=RED)),
        _paragraph("AlarmBoxZH", "Alarm Box ZH", "<w:keepLines/>" + alarm + _space(2, 2, 16)
                   + '<w:ind w:left="227"/>', _look(10.5, bold=True, color=RED)),
        *_cells(),
        _paragraph("Small", "Small", _space(0, 0, 11), _look(8, color=GREY)),
        _paragraph("FileName", "File Name", _space(0, 0, 12), _look(7.5, color=GREY)),
        _paragraph("Code", "Code", _space(0, 0, 10.5), _look(7.5, color=DARK, mono=True)),
        _paragraph("Gap", "Gap", _space(0, 0, 6), _look(4)),
        _paragraph("End", "End", _space(0, 0, 0.05), _look(1, hidden=True)),
        _paragraph("Mark", "Template Mark", _space(0, 0, 9), _look(7, color="7F7F7F", mono=True)),
        _paragraph("Header", "header", '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>' + _space(0, 0),
                   _look(8.5, color=GREY)),
        _paragraph("Footer", "footer", _rule("top", 4, LINE, 4)
                   + '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>' + _space(0, 0), _look(8, color=GREY)),
    )  # fmt: skip


def _cells() -> tuple[str, ...]:
    right = '<w:jc w:val="right"/>'
    return (
        _paragraph("TableHead", "Table Head", "<w:keepNext/>" + _space(0, 0, 11.5), _look(8.5, bold=True, color=NAVY)),
        _paragraph("TableHeadZH", "Table Head ZH", "<w:keepNext/>" + _space(0, 0, 12), _look(8.5, color=NAVY)),
        _paragraph("TableHeadRight", "Table Head Right", right, "", base="TableHead"),
        _paragraph("TableHeadRightZH", "Table Head Right ZH", right, "", base="TableHeadZH"),
        _paragraph("TableText", "Table Text", _space(0, 0, 12), _look(9)),
        _paragraph("TableTextZH", "Table Text ZH", _space(0, 0, 12.5), _look(8.5)),
        _paragraph("TableStrong", "Table Strong", _space(0, 0, 12), _look(9, bold=True)),
        _paragraph("TableNumber", "Table Number", right, "", base="TableText"),
    )


def _letters() -> tuple[str, ...]:
    """Return the styles of a letter."""
    hanging = '<w:tabs><w:tab w:val="left" w:pos="1134"/></w:tabs>'
    return (
        _paragraph("Sender", "Sender", _rule("bottom", 6, NAVY, 4) + _space(0, 8), _look(9.5, color=DARK)),
        _paragraph("SenderName", "Sender Name", "<w:keepNext/>" + _space(0, 1), _look(13, bold=True, color=NAVY)),
        _paragraph("Letter", "Letter", "<w:widowControl/>" + _space(3, 6), _look(10.5)),
        _paragraph("LetterLine", "Letter Line", _space(0, 1), _look(10.5)),
        _paragraph("LetterDate", "Letter Date", _space(0, 8) + '<w:jc w:val="right"/>', _look(10.5)),
        _paragraph("LetterSubject", "Letter Subject", "<w:keepNext/>" + hanging + _space(4, 2)
                   + '<w:ind w:left="1134" w:hanging="1134"/>', _look(10.5, bold=True)),
        _paragraph("LetterHeading", "Letter Heading", "<w:keepNext/><w:keepLines/>" + _space(6, 3)
                   + '<w:outlineLvl w:val="0"/>', _look(10.5, bold=True, color=NAVY)),
        _paragraph("LetterPoint", "Letter Point", '<w:tabs><w:tab w:val="left" w:pos="510"/></w:tabs>' + _space(0, 5)
                   + '<w:ind w:left="510" w:hanging="510"/>', _look(10.5)),
        _paragraph("Enclosure", "Enclosure", "<w:keepNext/><w:keepLines/>" + hanging + _space(0, 0)
                   + '<w:ind w:left="1134" w:hanging="1134"/>', _look(9.5)),
        _paragraph("EnclosureFact", "Enclosure Fact", "", "", base="Enclosure"),
        _paragraph("EnclosureFile", "Enclosure File", _space(0, 2, 11) + '<w:ind w:left="1134"/>',
                   _look(8, color=GREY)),
        _paragraph("Signature", "Signature", "<w:keepNext/><w:keepLines/>" + _space(0, 2), _look(10.5)),
        _paragraph("SignatureLine", "Signature Line", "<w:keepLines/>"
                   '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="4253"/></w:tabs>' + _space(22, 2),
                   _look(9, color=GREY)),
    )  # fmt: skip


def _characters() -> tuple[str, ...]:
    mark = f'<w:b/><w:bCs/><w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="{DARK}"/>'
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        _character("ExhibitRef", "Exhibit Ref", f'<w:b/><w:bCs/><w:color w:val="{NAVY}"/>'),
        _character("ClaimRef", "Claim Ref", f'<w:color w:val="{GREY}"/><w:sz w:val="17"/><w:szCs w:val="17"/>'),
        _character("Strong", "Strong", "<w:b/><w:bCs/>"),
        _character("DraftMark", "Draft Mark", mark),
    )


def styles_xml(tongue: Tongue) -> bytes:
    """Return word/styles.xml for a language."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault>{_look(10)}</w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_space(0, 4)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    numbering = '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
    styles = (*_texts(), *_headings(), *_letters(), *_characters(), table, numbering)
    body = "".join(map(_fixed, styles) if tongue.fixed else styles)
    mono = tongue.fonts.replace(tongue.latin, MONO)
    whole = f"{HEAD}<w:styles {W}>{defaults}{body}</w:styles>"
    return whole.replace("{fonts}", tongue.fonts).replace("{mono}", mono).replace("{lang}", tongue.tag).encode()


def _fixed(style: str) -> str:
    """Give a style that would follow its font a height of line of its own: Japanese fonts are nearly twice as high."""
    size = re.search(r'<w:sz w:val="(\d+)"/>', style)
    return style.replace(_AUTO, f' w:line="{round(int(size[1]) * 14.2)}" w:lineRule="exact"') if size else style


def numbering_xml() -> bytes:
    """Return word/numbering.xml: 1. and 1.1 for the two levels of headings."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="510" w:hanging="510"/></w:pPr></w:lvl>'
        for level, text in enumerate(("%1.", "%1.%2"))
    )
    return (
        f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()


def settings_xml(tongue: Tongue) -> bytes:
    """Return word/settings.xml: current layout rules, and the languages for spelling."""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", "15"), ("overrideTableStyleFontSizeAndJustification", "1"))
    )
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compat}</w:compat>'
        f'<w:themeFontLang w:val="{tongue.val}" w:eastAsia="{tongue.east}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    ).encode()


def fonts_xml(tongue: Tongue) -> bytes:
    """Return word/fontTable.xml: what to fall back on where a font is not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="{charset}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, other, charset, family, pitch in (
            (tongue.latin, "Carlito", "00", "swiss", "variable"),
            (tongue.east_font, tongue.east_other, "80" if tongue.lang == "ja" else "86", "swiss", "variable"),
            (MONO, "DejaVu Sans Mono", "00", "modern", "fixed"),
        )
    )  # fmt: skip
    return f"{HEAD}<w:fonts {W}>{fonts}</w:fonts>".encode()
