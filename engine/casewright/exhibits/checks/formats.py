"""Whether the notice's family takes this type of file."""

from collections.abc import Iterator
from dataclasses import replace

from casewright.exhibits.checking import Candidate, World
from casewright.model import Finding, Kind, Severity

NOT_TAKEN = Kind(
    "exhibits/format-not-accepted", Severity.WARNING,
    "{zh}是 {kind} 格式；“{name_zh}”只收 {formats}（规则 {rule}）。",
    "{en} is a {kind} file; {name_en} take {formats} (rule {rule}).",
    "{why_zh}", "{why_en}",
)  # fmt: skip
WRONG_ENDING = Kind(
    "exhibits/ending-differs", Severity.INFO,
    "{zh}的扩展名是 .{ending}，内容其实是 {kind}；提交副本按内容命名。",
    "{en} is called .{ending} but its content is {kind}; the submission copy is named by its content.",
    "确认文件是对方发来的原样；原件不用改名。",
    "Make sure the file is as it was received; the original need not be renamed.",
)  # fmt: skip

_SAME = {"jpg": "jpeg", "pjpeg": "jpeg", "tif": "tiff", "txt": "text", "md": "text", "json": "text", "xml": "text",
         "log": "text", "htm": "html", "tsv": "csv", "xlsm": "xlsx", "docm": "docx", "heif": "heic",
         "yaml": "text", "yml": "text"}  # fmt: skip
_TEXTS = {"text", "csv", "eml"}
_NOT_DOCUMENTS = {"empty", "unknown", "executable"}


def check(candidate: Candidate, world: World) -> Iterator[Finding]:
    """Yield a finding for a type that the most special format rule does not list, and for a misleading ending."""
    media, label = candidate.item.media, candidate.label
    if media.kind in _NOT_DOCUMENTS:
        return
    for rule in world.rules_about("formats", candidate.kind)[:1]:
        if not _accepted(media.kind, rule.formats):
            yield replace(
                NOT_TAKEN.at(
                    candidate.row.origin, zh=label.zh, en=label.en, kind=media.kind.upper(), name_zh=rule.name.zh,
                    name_en=_lowered(rule.name.en), formats=" ".join(name.upper() for name in rule.formats),
                    rule=rule.id, why_zh=rule.why.zh, why_en=rule.why.en,
                ),
                severity=rule.severity,
            )  # fmt: skip
    name, dot, ending = candidate.item.path.rpartition("/")[2].rpartition(".")
    ending = ending.casefold()
    said = _SAME.get(ending, ending)
    if dot and name and said != media.kind and said in _KNOWN and not {said, media.kind} <= _TEXTS:
        yield WRONG_ENDING.at(candidate.row.origin, zh=label.zh, en=label.en, ending=ending, kind=media.kind.upper())


_KNOWN = {"pdf", "png", "jpeg", "gif", "tiff", "webp", "bmp", "heic", "docx", "xlsx", "pptx", "eml", "msg", "html",
          "text", "csv", "zip", "doc", "xls", "ppt", "ofd", "rtf"}  # fmt: skip


def _accepted(kind: str, formats: tuple[str, ...]) -> bool:
    # A text file is told from a table by its look alone; a rule that takes one takes the other.
    return kind in formats or (kind in {"text", "csv"} and not {"text", "csv"}.isdisjoint(formats))


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]
