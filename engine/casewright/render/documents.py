"""The documents of a package, made one by one from their templates."""

from pathlib import Path
from typing import cast

from jinja2 import TemplateError

from casewright.model import Artifact, Dossier, FileRef, Finding, Kind, Severity
from casewright.render.fields import fields_text
from casewright.render.fill.clean import Plain
from casewright.render.fill.faults import FillError
from casewright.render.fill.properties import Properties
from casewright.render.forms import Planned, planned
from casewright.render.length import measure, unknown
from casewright.render.templates import Templates
from casewright.render.versions.package import add_versions
from casewright.render.views.context import context_of, titled

FAILED = Kind(
    "render/document-failed", Severity.ERROR,
    "模板 {template} 填不出 {name}（{why}）。", "The template {template} could not be filled as {name} ({why}).",
    "运行 casewright template check 找出出错的位置；改好模板后重新生成。",
    "Run casewright template check to find the place; mend the template and produce again.",
)  # fmt: skip


def render(
    dossier: Dossier, *, templates: Templates, staging: Path
) -> tuple[tuple[Artifact, ...], tuple[Finding, ...]]:
    """Write the documents that the table of forms gives this case into the staging folder.

    A document that cannot be made is a finding, and the others are made all the same.
    """
    files, found = planned(dossier)
    contexts: dict[str, dict[str, Plain]] = {}
    artifacts: list[Artifact] = []
    trouble: list[Finding] = [*found]
    length = unknown()
    for file in files:
        if not file.template:
            text, long = fields_text(dossier, name=file.name)
            (staging / file.name).write_text(text, encoding="utf-8", newline="\n")
            trouble.extend(long)
        else:
            if file.own not in contexts:
                contexts[file.own] = context_of(dossier, file.own)
            context = {**contexts[file.own], "length": cast("Plain", length)}
            data, why = _make(file, context, dossier, templates)
            if data is None:
                trouble.extend(why)
                continue
            (staging / file.name).write_bytes(data)
            if file.form.code == "poa" and file.lang == dossier.languages[:1]:
                plan = measure(file.name, data, lang=file.own, dossier=dossier)
                length, trouble = plan.view(), [*trouble, *plan.findings()]
        artifacts.append(Artifact(file.name, file.form.code, file.lang))
    redlines, uncompared = add_versions(dossier, artifacts, staging=staging)
    return (*artifacts, *redlines), (*trouble, *uncompared)


def _make(
    file: Planned, context: dict[str, Plain], dossier: Dossier, templates: Templates
) -> tuple[bytes | None, tuple[Finding, ...]]:
    template = templates.by_name.get(file.template)
    if template is None:
        return None, (file.missing(templates.folder),)
    title, ref, version = file.title, dossier.case.ref, str(dossier.version)
    properties = Properties(
        title=f"{title.en} {title.zh}" if "zh" in file.lang else title.lang(file.own) or title.en,
        subject=f"{ref} v{version}", day=dossier.today,
        custom=(("Case", ref), ("Version", version), ("Verdict", dossier.verdict.word), ("Document", file.form.code),
                ("Playbook", dossier.playbook_sha256), ("Template", template.sha256)),
    )  # fmt: skip
    try:
        return template.render(titled(context, title, file.own), properties=properties), ()
    except (TemplateError, FillError) as error:
        why = str(error) or type(error).__name__
        return None, (FAILED.at(FileRef(template.name), template=template.name, name=file.name, why=why),)
