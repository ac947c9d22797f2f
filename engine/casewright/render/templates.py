"""The templates of a desk: opened, checked against the names that exist, compiled; what is wrong is a finding."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from jinja2 import TemplateError

from casewright.model import FileRef, Finding, Kind, Severity
from casewright.render.check.marks import MarkCheck
from casewright.render.check.places import spots
from casewright.render.fill.compiled import RENDERED, CompiledTemplate, compile_template
from casewright.render.fill.container import UnsafePackageError, read_members
from casewright.render.forms import ALWAYS_NEEDED, IN_A_LANGUAGE, MISSING, TEMPLATE_NAMES

UNREADABLE = Kind(
    "render/template-unreadable", Severity.ERROR,
    "这个模板打不开（{why_zh}）。", "This template cannot be opened ({why_en}).",
    "用 Word 或 WPS 打开后另存为 .docx；打不开时换回上一个能用的版本。",
    "Open it in Word or WPS and save it as .docx; if that fails, go back to the last good version.",
)  # fmt: skip
UNSAFE = Kind(
    "render/template-unsafe", Severity.ERROR,
    "这个模板带有{what_zh}，为安全起见不使用。", "This template carries {what_en}; for safety it is not used.",
    "在 Word 中删去它，再另存为普通的 .docx。", "Remove that in Word and save as a plain .docx.",
)  # fmt: skip

_FORBIDDEN = (
    (re.compile(r"vbaProject|vbaData", re.IGNORECASE), "宏", "a macro"),
    (re.compile(r"word/(embeddings|activeX)/", re.IGNORECASE), "嵌入对象", "an embedded object"),
    (re.compile(r"word/afchunk|\.mht$|\.html?$", re.IGNORECASE), "外部内容块", "a foreign chunk of content"),
)
_EXTERNAL = re.compile(r'<Relationship\b(?=[^>]*TargetMode="External")[^>]*?Type="[^"]*/(\w+)"')
_FETCHING = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK)\s+[\"\\\w]")


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates that passed, by name without ``.docx``; ``sha256`` of each."""

    folder: str
    by_name: Mapping[str, CompiledTemplate]

    @property
    def sha256(self) -> Mapping[str, str]:
        """Return the hash of each template's bytes."""
        return {name: template.sha256 for name, template in self.by_name.items()}


def load_templates(folder: Path) -> tuple[Templates, tuple[Finding, ...]]:
    """Open, check and compile the set; a template with an error is left out and each error is a finding.

    Whatever is there in a language of its own (``poa_fr.docx``) belongs to the set. One that a desk may do without, as
    desks did before it was shipped, is missed only by a case that wants it.
    """
    loaded: dict[str, CompiledTemplate] = {}
    found: list[Finding] = []
    for name in (*TEMPLATE_NAMES, *_further(folder)):
        path = folder / f"{name}.docx"
        shown = f"{folder.name}/{path.name}"
        if not path.is_file():
            if name in ALWAYS_NEEDED:
                found.append(MISSING.at(FileRef(shown), name=path.name))
            continue
        template, trouble = check_template(shown, path.read_bytes())
        found.extend(trouble)
        if template:
            loaded[name] = template
    return Templates(folder.name, loaded), tuple(found)


def _further(folder: Path) -> tuple[str, ...]:
    """Return the templates of languages that are not shipped, which a desk has added."""
    names = (path.stem for path in sorted(folder.glob("*.docx")))
    return tuple(name for name in names if IN_A_LANGUAGE.fullmatch(name) and name not in TEMPLATE_NAMES)


def check_template(shown: str, data: bytes) -> tuple[CompiledTemplate | None, tuple[Finding, ...]]:
    """Check one template and compile it; ``shown`` is the name that addresses show."""
    try:
        members = read_members(data)
    except UnsafePackageError as error:
        return None, (UNREADABLE.at(FileRef(shown), why_zh=error.zh, why_en=error.en),)
    unsafe = _unsafe(members)
    if unsafe:
        return None, (UNSAFE.at(FileRef(shown), what_zh=unsafe[0], what_en=unsafe[1]),)
    check = MarkCheck(shown)
    for name in sorted(members, key=lambda name: (name != "word/document.xml", name)):
        if RENDERED.fullmatch(name):
            try:
                check.part(spots(name, members[name]))
            except (ParseError, DefusedXmlException):
                return None, (UNREADABLE.at(FileRef(shown, name), why_zh="内部内容损坏", why_en="a damaged part"),)
    if check.found:
        return None, tuple(check.found)
    try:
        return compile_template(shown, data), ()
    except (TemplateError, SyntaxError, ValueError, KeyError) as error:
        # lxml reports broken XML as SyntaxError; python-docx a missing part as KeyError.
        why = str(error) or type(error).__name__
        return None, (UNREADABLE.at(FileRef(shown), why_zh=why, why_en=why),)


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
