"""A dossier as documents.

Staff own the templates in ``doc_templates/``; we own what may stand in them. A template is checked at its place and
compiled once per version; values reach it as plain, cleaned data only, so that neither a template nor a client's
sentence can run anything. Each part is rendered once and parsed strictly, so nothing is lost silently; properties carry
the case's day and no clock, so the same case gives the same bytes. docxtpl and python-docx are known here alone.
``shapes`` is the one list of names that views fill and the check reads. The shipped templates were made once by
``starter.templates``; from then on they are edited in Word.
"""

from casewright.render.documents import render
from casewright.render.forms import DOCUMENT_CODES, TEMPLATE_NAMES, file_safe
from casewright.render.templates import Templates, check_template, load_templates
from casewright.render.versions import changes_of, compare, verdict_change

__all__ = [
    "DOCUMENT_CODES", "TEMPLATE_NAMES", "Templates", "changes_of", "check_template", "compare", "file_safe",
    "load_templates", "render", "verdict_change",
]  # fmt: skip
