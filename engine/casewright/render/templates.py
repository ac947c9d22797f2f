"""The templates of a desk: opened, checked against the names that exist, compiled; what is wrong is a finding."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casewright.model import FileRef, Finding
from casewright.render.check.checked import examine
from casewright.render.fill.compiled import CompiledTemplate
from casewright.render.forms import ALWAYS_NEEDED, IN_A_LANGUAGE, MISSING, TEMPLATE_NAMES


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
    """Check one template and compile it, None where a finding is an error; ``shown`` is its name in addresses."""
    examined = examine(shown, data)
    return examined.template, examined.findings
