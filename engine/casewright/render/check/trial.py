"""A template filled twice for a try: with everything in it, and with nothing."""

from collections.abc import Iterator

from jinja2 import TemplateError

from casewright.model import Bilingual, FileRef, Finding
from casewright.render.check.command_kinds import BREAKS, UNFILLED
from casewright.render.fill.clean import Plain
from casewright.render.fill.compiled import CompiledTemplate
from casewright.render.fill.faults import BrokenPartError, FillError, part_label
from casewright.render.shapes.names import Shape, known_names

_GONE = "没有那一项 / the item is not there"
_CASES = (
    (True, Bilingual("资料齐全时", "with everything given")), (False, Bilingual("资料全空时", "with nothing given")),
)  # fmt: skip


def tried(shown: str, template: CompiledTemplate) -> Iterator[Finding]:
    """Fill a template with a full and with an empty case; find what would break the document."""
    for full, words in _CASES:
        context = {name: _value(shape, full=full) for name, shape in known_names().items()}
        for part in template.parts:
            try:
                template.render_part(part, context)
            except (TemplateError, FillError) as error:
                name, torn = part_label(part), isinstance(error, BrokenPartError)
                kind, why = BREAKS if torn else UNFILLED, str(error).removeprefix(f"{name}: ")
                if "Undefined" in why or " has no " in why:
                    why = _GONE
                yield kind.at(FileRef(shown, name), part=name, case_zh=words.zh, case_en=words.en, why=why)
                return


def _value(shape: Shape, *, full: bool) -> Plain:
    if isinstance(shape, dict):
        return {name: _value(inner, full=full) for name, inner in shape.items()}
    if isinstance(shape, list):
        return [_value(shape[0], full=full)] if full else []
    if shape == "flag":
        return full
    return "x" if full else ""
