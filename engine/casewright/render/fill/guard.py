"""What no package may carry, in or out: what runs, what fetches, and what hides a file in the file.

Kinds of content and kinds of fields are allowed by list, so that what is not known is refused too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casewright.render.fill.container import UnsafePackageError
from casewright.render.fill.limits import strict_root, xml_text
from casewright.render.fill.relations import TYPES, Types, read_relations, read_types

_NAMES = (
    (re.compile(r"vbaProject|vbaData", re.IGNORECASE), "宏", "a macro"),
    (re.compile(r"word/(?:embeddings|activeX|ctrlProps)/", re.IGNORECASE), "嵌入对象", "an embedded object"),
    (re.compile(r"afchunk|\.(?:mht|mhtml|html?|xhtml|rtf)$", re.IGNORECASE),
     "外部内容块", "a foreign chunk of content"),
    (re.compile(r"\.(?:exe|dll|js|vbs|ps1|bat|cmd|lnk|scr|hta|jar|docx|docm|xlsx|xlsm|zip)$", re.IGNORECASE),
     "夹带的文件", "a file that does not belong into it"),
)  # fmt: skip
_OOXML = r"application/vnd\.openxmlformats-(?:officedocument|package)\."
_CONTENT = re.compile(
    rf"{_OOXML}(?:(?:wordprocessingml|drawingml|theme|customXml|extended|custom|core|relationships|obfuscatedFont)"
    r"[\w.-]*)(?:\+xml)?|application/vnd\.ms-(?:word|office)\.[\w.-]+\+xml|application/xml|text/xml"
    r"|image/(?:png|jpe?g|gif|bmp|tiff|svg\+xml|x-emf|x-wmf|emf|wmf)|application/x-fontdata|application/x-font-ttf",
    re.IGNORECASE,
)
_FOREIGN_CONTENT = re.compile(
    r"macro|vba|activeX|oleObject|attachedTemplate|attachedToolbars|keyMapCustomizations|control|template\.main"
    r"|wordprocessingml\.document$|officedocument\.package", re.IGNORECASE,
)  # fmt: skip
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

_RELATIONS = {
    name.casefold(): words
    for names, words in (
        (("oleObject", "package", "control", "activeXControlBinary"), ("嵌入对象", "an embedded object")),
        (("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars", "extensibility",
          "userCustomization"),
         ("宏", "a macro")),
        (("aFChunk",), ("外部内容块", "a foreign chunk of content")),
        (("attachedTemplate", "subDocument", "frame", "mailMergeSource", "mailMergeHeaderSource", "transform",
          "externalLink", "externalLinkPath"), ("外部链接", "a link to something outside")),
    )
    for name in names
}  # fmt: skip
_ELEMENTS = {
    "altChunk": ("外部内容块", "a foreign chunk of content"), "OLEObject": ("嵌入对象", "an embedded object"),
    "control": ("嵌入对象", "an embedded object"), "subDoc": ("外部链接", "a link to something outside"),
    "frameset": ("框架网页", "a frame page"), "mailMerge": ("邮件合并", "a mail merge"),
    "attachedTemplate": ("附加模板", "an attached template"), "saveThroughXslt": ("转换脚本", "a transformation"),
    "movie": ("外部链接", "a link to something outside"), "script": ("脚本", "a script"),
    "externalData": ("嵌入对象", "an embedded object"),
}  # fmt: skip
_POINTERS = ("src", "href", "{urn:schemas-microsoft-com:office:office}href")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|#)[^\\]*", re.IGNORECASE)

#: The fields that count, number, refer within the document or show a date or a property. Whatever reads a file, a
#: database or another program (INCLUDETEXT, INCLUDEPICTURE, LINK, DDE, DDEAUTO, IMPORT, EMBED, DATABASE, AUTOTEXT, RD),
#: runs or asks something (MACROBUTTON, ASK, FILLIN, PRINT) is not here.
FIELDS = frozenset({
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TOC", "TC",
    "TOA", "TA", "INDEX", "XE", "HYPERLINK", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME",
    "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "LASTSAVEDBY", "REVNUM", "FILENAME", "INFO", "NUMWORDS",
    "NUMCHARS", "DOCPROPERTY", "SYMBOL", "QUOTE", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "EQ", "ADVANCE",
    "IF", "COMPARE", "=", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "BIBLIOGRAPHY", "CITATION", "ADDIN",
    "BARCODE", "DISPLAYBARCODE",
})  # fmt: skip
_FIELD_PIECE = re.compile(
    r"""<(?:\w+:)?(?:(?P<char>fldChar)\b[^>]*?fldCharType=["'](?P<type>\w+)"""
    r"""|(?:delI|i)nstrText\b[^>]*>(?P<text>[^<]*)|fldSimple\b[^>]*?instr=["'](?P<simple>[^"']*))"""
)
_SWITCH = re.compile(r'\\[a-z]\s+(?:"[^"]*"|[^\s"\\]+)|\\[a-z*#@!]', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a package carries and may not: in which part, in both languages."""

    part: str
    zh: str
    en: str


def refused(members: Mapping[str, bytes]) -> Refusal | None:
    """Return the first thing that a package may not carry; raise UnsafePackageError for a part that is no XML."""
    return next(_refusals(members), None)


def _refusals(members: Mapping[str, bytes]) -> Iterator[Refusal]:
    for name in sorted(members):
        for pattern, zh, en in _NAMES:
            if pattern.search(name):
                yield Refusal(name, zh, en)
    types = read_types(members[TYPES])
    yield from _strange(members, types)
    for name in sorted(members):
        if name.endswith(".rels"):
            yield from _outside(name, members[name])
        elif types.of(name).casefold().endswith("xml") and not name.startswith("customXml/"):
            yield from _inside(name, members[name])


def _strange(members: Mapping[str, bytes], types: Types) -> Iterator[Refusal]:
    """Refuse kinds of content that no plain Word document has, and a second document inside the first."""
    mains = [name for name in sorted(members) if types.of(name) == _MAIN]
    if mains != ["word/document.xml"]:
        yield Refusal(TYPES, "不是普通 .docx 的内容", "what no plain .docx has")
    for name in sorted(members):
        kind = types.of(name)
        if name == TYPES:
            continue
        if not _CONTENT.fullmatch(kind) or _FOREIGN_CONTENT.search(kind):
            shown = kind or name
            yield Refusal(name, f"普通文档没有的内容（{shown}）", f"what no plain document has ({shown})")


def _outside(name: str, blob: bytes) -> Iterator[Refusal]:
    for relation in read_relations(name, blob):
        if relation.word.casefold() in _RELATIONS:
            zh, en = _RELATIONS[relation.word.casefold()]
            yield Refusal(name, f"{zh}（{relation.word}）", f"{en} ({relation.word})")
        elif relation.external and relation.word != "hyperlink":
            yield Refusal(name, f"外部链接（{relation.word}）", f"a link to something outside ({relation.word})")
        elif relation.external and not _ADDRESS.fullmatch(relation.target.strip()):
            yield Refusal(
                name, f"指向本机或内网文件的链接（{relation.target[:40]}）",
                f"a link to a file of a computer or network ({relation.target[:40]})",
            )  # fmt: skip
        elif not relation.external and ("://" in relation.target or "\\" in relation.target):
            yield Refusal(name, "外部链接", "a link to something outside")


def _inside(name: str, blob: bytes) -> Iterator[Refusal]:
    root = strict_root(name, blob)
    for element in root.iter():
        word = element.tag.rpartition("}")[2]
        if word in _ELEMENTS:
            yield Refusal(name, *_ELEMENTS[word])
        if any((element.get(attribute) or "").strip() for attribute in _POINTERS):
            yield Refusal(name, "外部链接", "a link to something outside")
    yield from (Refusal(name, zh, en) for zh, en in field_faults(xml_text(root)))


def field_faults(xml: str) -> Iterator[tuple[str, str]]:
    """Yield each field of a part, put together from its runs, that is not on the list or leads to a file."""
    for code in field_codes(xml):
        word = re.match(r"\s*(=|[^\s\\\"]*)", code)
        name = word[1].upper() if word else ""
        if name and name not in FIELDS and "{" not in name:
            yield f"会读取或执行其他内容的域（{name[:30]}）", f"a field that fetches or runs something ({name[:30]})"
        elif name == "HYPERLINK":
            target = _SWITCH.sub(" ", code.strip()[len(name) :]).strip().strip('"').strip()
            if target and "{" not in target and not _ADDRESS.fullmatch(target):
                shown = target[:40]
                yield f"指向本机或内网文件的链接（{shown}）", f"a link to a file of a computer or network ({shown})"


def field_codes(xml: str) -> Iterable[str]:
    """Return the codes of all fields, each put together from its runs; nested ones by themselves."""
    codes: list[str] = []
    opened: list[list[str]] = []
    for match in _FIELD_PIECE.finditer(xml):
        if match["simple"] is not None:
            codes.append(_plain(match["simple"]))
        elif match["text"] is not None:
            (opened[-1] if opened else codes).append(_plain(match["text"]))
        elif match["type"] == "begin":
            opened.append([])
        elif match["type"] == "end" and opened:
            codes.append("".join(opened.pop()))
    return [*codes, *("".join(pieces) for pieces in opened)]


def check_fields(part: str, xml: str) -> None:
    """Raise UnsafePackageError for a field in a rendered part that may not be there."""
    for zh, en in field_faults(xml):
        raise UnsafePackageError(zh, f"{part}: {en}")


def _plain(text: str) -> str:
    return text.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
