"""The base of the shipped templates: styles, numbering and settings, none of them taken from a library's default."""

NAVY, GREY, LINE, FILL, DARK = "1F3864", "595959", "C5CBD5", "F1F4F8", "404040"
LATIN, EAST, MONO = "Calibri", "Microsoft YaHei", "Consolas"

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FONTS = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{EAST}" w:cs="{LATIN}"/>'
_ENGLISH = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
#: Latin words inside Chinese stay English, or a word such as "Restricted" would be broken anywhere.
_CHINESE = _ENGLISH


def _look(size: float, *, bold: bool = False, color: str = "", font: str = "", lang: str = _ENGLISH) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{EAST}" w:cs="{font}"/>' if font else _FONTS
    weight = "<w:b/><w:bCs/>" if bold else ""
    ink = f'<w:color w:val="{color}"/>' if color else ""
    half = round(size * 2)
    return f'<w:rPr>{fonts}{weight}{ink}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>{lang}</w:rPr>'


def _space(before: float, after: float, line: float = 0) -> str:
    """Return spacing in points; an exact line keeps Chinese fonts from stretching the rows of a table."""
    exact = f' w:line="{round(line * 20)}" w:lineRule="exact"' if line else ' w:line="259" w:lineRule="auto"'
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
        _paragraph(
            "Title", "Title", "<w:keepNext/>" + _space(0, 2), _look(21, bold=True, color=NAVY), after="Subtitle"
        ),
        _paragraph("Subtitle", "Subtitle", "<w:keepNext/>" + _space(0, 8), _look(13, color=NAVY), after="Normal"),
        _heading(1, _rule("bottom", 6, NAVY, 2) + _space(15, 5), _look(13, bold=True, color=NAVY)),
        _heading(2, _space(11, 4), _look(11, bold=True, color=NAVY)),
        _paragraph("TableTitle", "Table Title", "<w:keepNext/>" + _space(7, 3), _look(9.5, bold=True, color=DARK)),
    )


def _texts() -> tuple[str, ...]:
    box = f'<w:shd w:val="clear" w:color="auto" w:fill="{FILL}"/>'
    return (
        _paragraph("Normal", "Normal", "<w:widowControl/>" + _space(0, 5), _look(10.5)),
        _paragraph("BodyZH", "Body ZH", _space(0, 5, 16), _look(10, lang=_CHINESE)),
        _paragraph("Subject", "Subject", "<w:keepNext/>" + _space(8, 2), _look(11, bold=True)),
        _paragraph("SubjectZH", "Subject ZH", _space(0, 4, 16), _look(10, color=GREY, lang=_CHINESE)),
        _paragraph("Claim", "Claim", '<w:tabs><w:tab w:val="left" w:pos="624"/></w:tabs>' + _space(0, 5)
                   + '<w:ind w:left="624" w:hanging="624"/>', _look(10.5)),
        _paragraph("ClaimZH", "Claim ZH", _space(0, 5, 16) + '<w:ind w:left="624"/>', _look(10, lang=_CHINESE)),
        _paragraph("NoticeBox", "Notice Box", _rule("left", 24, NAVY, 8) + box + _space(2, 2)
                   + '<w:ind w:left="227"/>', _look(9.5)),
        _paragraph("NoticeBoxZH", "Notice Box ZH", _rule("left", 24, NAVY, 8) + box + _space(2, 2, 15)
                   + '<w:ind w:left="227"/>', _look(9.5, lang=_CHINESE)),
        _paragraph("TableHead", "Table Head", "<w:keepNext/>" + _space(0, 0, 11.5), _look(8.5, bold=True, color=NAVY)),
        _paragraph("TableHeadZH", "Table Head ZH", "<w:keepNext/>" + _space(0, 0, 12),
                   _look(8.5, color=NAVY, lang=_CHINESE)),
        _paragraph("TableText", "Table Text", _space(0, 0, 12), _look(9)),
        _paragraph("TableTextZH", "Table Text ZH", _space(0, 0, 13), _look(8.5, lang=_CHINESE)),
        _paragraph("TableStrong", "Table Strong", _space(0, 0, 12), _look(9, bold=True)),
        _paragraph("Small", "Small", _space(0, 0, 11), _look(8, color=GREY)),
        _paragraph("Code", "Code", _space(0, 0, 10.5), _look(7.5, color=DARK, font=MONO)),
        _paragraph("Gap", "Gap", _space(0, 0, 7), _look(4)),
        _paragraph("End", "End", _space(0, 0, 1), _look(1)),
        _paragraph("Mark", "Template Mark", _space(0, 0, 9), _look(7, color="7F7F7F", font=MONO)),
        _paragraph("Header", "header", '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>' + _space(0, 0),
                   _look(8.5, color=GREY)),
        _paragraph("Footer", "footer", _rule("top", 4, LINE, 4)
                   + '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>' + _space(0, 0), _look(8, color=GREY)),
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


def styles_xml() -> bytes:
    """Return word/styles.xml."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault>{_look(10.5)}</w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_space(0, 5)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    numbering = '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
    body = "".join((*_texts(), *_headings(), *_characters(), table, numbering))
    return f"{HEAD}<w:styles {W}>{defaults}{body}</w:styles>".encode()


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


def settings_xml() -> bytes:
    """Return word/settings.xml: current layout rules, and the languages for spelling."""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", "15"), ("overrideTableStyleFontSizeAndJustification", "1"))
    )
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compat}</w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    ).encode()


def fonts_xml() -> bytes:
    """Return word/fontTable.xml: what to fall back on where a font is not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="{charset}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, other, charset, family, pitch in (
            (LATIN, "Carlito", "00", "swiss", "variable"), (EAST, "Noto Sans CJK SC", "86", "swiss", "variable"),
            (MONO, "DejaVu Sans Mono", "00", "modern", "fixed"),
        )
    )  # fmt: skip
    return f"{HEAD}<w:fonts {W}>{fonts}</w:fonts>".encode()
