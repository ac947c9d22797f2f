"""A template filled for a look: under a name and with a mark that nobody submits."""

from jinja2 import TemplateError

from casewright.model import Bilingual, Dossier
from casewright.render.fill.clean import Plain
from casewright.render.fill.compiled import CompiledTemplate
from casewright.render.fill.faults import FillError
from casewright.render.fill.properties import Properties
from casewright.render.forms import FORMS
from casewright.render.views.context import context_of, titled
from casewright.render.views.labels import DOCUMENTS

MARK = Bilingual("预览", "PREVIEW")


def preview(dossier: Dossier, template: CompiledTemplate, *, name: str) -> tuple[bytes | None, str]:
    """Return a template filled with a case, else why not; ``name`` is the template's, without ``.docx``.

    The reference that stands on every page, and the title in its properties, say that it is a preview.
    """
    lang = _language(name)
    title = _title(name)
    context = titled(_marked(context_of(dossier, lang)), title, lang)
    shown = f"{MARK.en} {MARK.zh}: {title.en} {title.zh}"
    properties = Properties(title=shown, subject=f"{MARK.en} {MARK.zh}", day=dossier.today)
    try:
        return template.render(context, properties=properties), ""
    except (TemplateError, FillError) as error:
        return None, str(error) or type(error).__name__


def _marked(context: dict[str, Plain]) -> dict[str, Plain]:
    """Let the reference of the case, which stands on every page, say that this is a preview."""
    case = context["case"]
    if not isinstance(case, dict):
        return context
    return {**context, "case": {**case, "ref": f"{MARK.en} {MARK.zh} {case['ref']}"}}


def _language(name: str) -> str:
    lang = name.rpartition("_")[2]
    return lang if len(lang) == 2 and lang != "zh" else "en"


def _title(name: str) -> Bilingual:
    for form in FORMS:
        start = form.template.partition("{lang}")[0]
        if start and (name == form.template or ("{lang}" in form.template and name == start + _language(name))):
            return DOCUMENTS[form.title]
    return Bilingual(name, name)
