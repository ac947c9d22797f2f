"""The documents of a package: which, under which names, made from which templates."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError

from casewright.model import Artifact, Dossier, FileRef, Finding, Kind, Severity
from casewright.render.fields import fields_text
from casewright.render.fill.clean import Plain
from casewright.render.fill.compiled import BrokenPartError, CompiledTemplate, TooMuchError
from casewright.render.fill.properties import Properties
from casewright.render.templates import MISSING, Templates
from casewright.render.views.context import context_of, titled
from casewright.render.views.labels import DOCUMENTS

FAILED = Kind(
    "render/document-failed", Severity.ERROR,
    "模板 {template} 填不出 {name}（{why}）。", "The template {template} could not be filled as {name} ({why}).",
    "运行 casewright template check 找出出错的位置；改好模板后重新生成。",
    "Run casewright template check to find the place; mend the template and produce again.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Form:
    """One file of the package: document code, template, name pattern, languages."""

    code: str
    template: str
    name: str
    lang: tuple[str, ...]


_BOTH = ("en", "zh")
_FORMS = (
    _Form("poa", "poa_bilingual", "POA_{case}_v{version}_en-zh.docx", _BOTH),
    _Form("poa", "poa_en", "POA_{case}_v{version}_en.docx", ("en",)),
    _Form("evidence_index", "evidence_index", "Evidence_Index_{case}_v{version}.docx", _BOTH),
    _Form("diagnosis", "diagnosis", "Diagnosis_{case}_v{version}.docx", _BOTH),
    _Form("missing_materials", "missing_materials", "Missing_Materials_{case}_v{version}.docx", _BOTH),
    _Form("submission_guide", "submission_guide", "Submission_Guide_{case}_v{version}.docx", _BOTH),
)
_FIELDS = _Form("fields", "", "POA_{case}_v{version}_fields.txt", _BOTH)
_NO_APPEAL = frozenset({"poa", "fields"})
#: What the table ``documents`` may name.
DOCUMENT_CODES = frozenset({form.code for form in (*_FORMS, _FIELDS)})


def render(
    dossier: Dossier, *, templates: Templates, staging: Path
) -> tuple[tuple[Artifact, ...], tuple[Finding, ...]]:
    """Write the documents that the decision names into the staging folder.

    Without named documents all are made except the plan itself; where no appeal is made there is neither plan nor field
    text. A document that cannot be made is a finding, and the others are made all the same.
    """
    codes = _wanted(dossier)
    context = context_of(dossier)
    artifacts: list[Artifact] = []
    found: list[Finding] = []
    for form in _FORMS:
        if form.code not in codes:
            continue
        name = _name(form, dossier)
        template = templates.by_name.get(form.template)
        if template is None:
            missing = f"{form.template}.docx"
            found.append(MISSING.at(FileRef(f"{templates.folder}/{missing}"), name=missing))
            continue
        data, trouble = _fill(template, form, context, dossier)
        if data is None:
            found.append(FAILED.at(FileRef(template.name), template=template.name, name=name, why=trouble))
            continue
        (staging / name).write_bytes(data)
        artifacts.append(Artifact(name, form.code, form.lang))
    if "fields" in codes:
        name = _name(_FIELDS, dossier)
        text, long = fields_text(dossier, name=name)
        (staging / name).write_text(text, encoding="utf-8", newline="\n")
        artifacts.append(Artifact(name, "fields", _FIELDS.lang))
        found.extend(long)
    return tuple(artifacts), tuple(found)


def file_safe(ref: str) -> str:
    """Return a case reference as part of a file name, at most 60 characters; letters of any script stay."""
    plain = unicodedata.normalize("NFC", ref)
    plain = re.sub(r"[^\w.-]+", "_", plain).strip("._-")
    return plain[:60].rstrip("._-") or "case"


def _wanted(dossier: Dossier) -> frozenset[str]:
    named = frozenset(dossier.decision.documents)
    codes = named or frozenset({*(form.code for form in _FORMS), "fields"}) - {"poa"}
    return codes - _NO_APPEAL if dossier.decision.door == "none" else codes


def _name(form: _Form, dossier: Dossier) -> str:
    return form.name.format(case=file_safe(dossier.case.ref), version=dossier.version)


def _fill(
    template: CompiledTemplate, form: _Form, context: dict[str, Plain], dossier: Dossier
) -> tuple[bytes | None, str]:
    title = DOCUMENTS["poa_en" if form.template == "poa_en" else form.code]
    ref, version = str(context["case"]["ref"]), str(dossier.version)  # type: ignore[index,call-overload]
    properties = Properties(
        title=title.en if form.lang == ("en",) else f"{title.en} {title.zh}",
        subject=f"{ref} v{version}", day=dossier.today,
        custom=(("Case", ref), ("Version", version), ("Verdict", dossier.verdict.word), ("Document", form.code),
                ("Playbook", dossier.playbook_sha256), ("Template", template.sha256)),
    )  # fmt: skip
    try:
        return template.render(titled(context, title), properties=properties), ""
    except (TemplateError, TooMuchError, BrokenPartError) as error:
        return None, str(error) or type(error).__name__
