"""Marks where they do no good: in fields, tracked changes, charts and properties; and comments left behind."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from casewright.model import FileRef
from casewright.render.check import place_kinds as kinds
from casewright.render.check.places import Spot, W
from casewright.render.check.slips import Slip, cut, slip

#: The name under which the check writes its comments.
AUTHOR = "Casewright"
COMMENTS = "word/comments.xml"
_MARK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|[{｛][{｛%％].*?[}｝%％][}｝]", re.DOTALL)
_NEVER = (
    (re.compile(r"docProps/.*"), "文件属性（标题、作者等）", "the document's properties",
     "文件的标题和属性由系统填写，删去标记即可。", "Title and properties are filled by the system; delete the mark."),
    (re.compile(r"word/(charts|diagrams)/.*\.xml"), "图表或 SmartArt", "a chart or SmartArt",
     "改用普通文字或表格。", "Use plain text or a table instead."),
    (re.compile(r"word/glossary/.*\.xml"), "文档部件（自动图文集）", "a building block",
     "把标记写在正文里。", "Put the mark into the text."),
    (re.compile(r"customXml/.*\.xml"), "内容控件绑定的数据", "the data bound to a content control",
     "删去内容控件，把标记直接写在文字里。", "Remove the content control and type the mark as text."),
    (re.compile(r"word/(settings|webSettings|styles|numbering|fontTable)\.xml"), "样式、编号或设置",
     "the styles, numbering or settings", "把标记写在正文里。", "Put the mark into the text."),
)  # fmt: skip


def in_fields(file: str, spots: Sequence[Spot]) -> Iterator[Slip]:
    """Find marks in field codes and in what fields show, one finding for each field."""
    code = ""
    for spot in spots:
        if spot.inside == "field":
            code = spot.text.split()[0] if spot.text.split() else ""
        if spot.inside in ("field", "result") and (match := _MARK.search(spot.text)):
            yield slip(kinds.IN_FIELD, file, spot, field=code or "域 field", text=cut(match[0]))


def tracked(file: str, spots: Sequence[Spot], parts: Mapping[str, bytes]) -> Iterator[Slip]:
    """Find tracked changes: one finding for the whole template, an error where marks are in them."""
    changed = [spot for spot in spots if spot.inside in ("deleted", "new")]
    holding = [spot for spot in changed if any(sign in spot.text for sign in "{}｛｝")]
    count = sum(len(re.findall(rb"<w:(?:ins|del|moveFrom|moveTo) ", blob)) for blob in parts.values())
    if holding:
        yield slip(kinds.TRACKED_MARKS, file, holding[0], text=cut(holding[0].text), count=count)
    elif changed:
        yield slip(kinds.TRACKED, file, changed[0], count=count)


def comments(file: str, blob: bytes) -> Iterator[Slip]:
    """Find comments left in the template."""
    root = fromstring(blob)
    left = list(root.iter(f"{W}comment"))
    ours = [each for each in left if each.get(f"{W}author") == AUTHOR]
    if ours:
        yield Slip(kinds.CHECK_COMMENTS.at(FileRef(file), count=len(ours)))
    elif left:
        yield Slip(kinds.COMMENTS.at(FileRef(file), count=len(left), text=cut(_text(left[0]), 40)))


def without_ours(blob: bytes) -> bool:
    """Say whether no comment is one of the check's own, so that the marks in comments are the staff's."""
    return all(each.get(f"{W}author") != AUTHOR for each in fromstring(blob).iter(f"{W}comment"))


def never_filled(file: str, members: Mapping[str, bytes]) -> Iterator[Slip]:
    """Find marks in parts that are not filled."""
    for name, blob in sorted(members.items()):
        for pattern, zh, en, fix_zh, fix_en in _NEVER:
            if pattern.fullmatch(name) and (match := _MARK.search(_plain(blob))):
                yield Slip(
                    kinds.NEVER.at(
                        FileRef(file, f"{zh} {en.removeprefix('The ')}"),
                        where_zh=zh, where_en=en, text=cut(match[0]), fix_zh=fix_zh, fix_en=fix_en,
                    )
                )  # fmt: skip


def _plain(blob: bytes) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", blob.decode("utf-8", "replace")))


def _text(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))
