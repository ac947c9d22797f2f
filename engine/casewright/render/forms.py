"""The table of forms: which files a package may hold, of which templates, in which languages, and when.

A form with ``{lang}`` in its template has one template for each language; which of its files are made follows from the
languages of the case. A new language is a template of that name and a column in the sheets of wording.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from casewright.model import Bilingual, Dossier, FileRef, Finding, Kind, Severity
from casewright.render.views.labels import DOCUMENTS

MISSING = Kind(
    "render/template-missing", Severity.ERROR,
    "文件夹里没有模板 {name}，相应的文件无法生成。",
    "The template {name} is not in the folder; its document cannot be made.",
    "把 {name} 放回模板文件夹，或用 casewright init 取回原始模板。",
    "Put {name} back into the folder of templates, or fetch the original with casewright init.",
)  # fmt: skip
NO_LANGUAGE = Kind(
    "render/no-template-in-language", Severity.ERROR,
    "本案要用 {lang} 提交，文件夹里却没有模板 {name}，这个语种的文件无法生成。",
    "The case is submitted in {lang}, and the template {name} is not in the folder; that document cannot be made.",
    "把 {model} 复制为 {name}，译出标题和表头，再运行 casewright template check；或用 casewright init 取回。",
    "Copy {model} as {name}, translate its headings and run casewright template check; or fetch it with casewright "
    "init.",
)  # fmt: skip
NOTHING_TO_SAY = Kind(
    "render/nothing-to-say", Severity.WARNING,
    "判断要求生成《{name_zh}》，但目前没有可以写进去的内容，所以没有生成。",
    "The decision asks for the document \"{name_en}\", and nothing can be stated in it yet; it is not made.",
    "按《待补材料清单》补全事实和证据后重新投放。",
    "Supply what Missing Materials names and drop the case again.",
)  # fmt: skip

_Languages = Callable[[Dossier], tuple[tuple[str, ...], ...]]


def _side_by_side(_: Dossier) -> tuple[tuple[str, ...], ...]:
    return (("en", "zh"),)


def _english(_: Dossier) -> tuple[tuple[str, ...], ...]:
    return (("en",),)


def _all(dossier: Dossier) -> tuple[tuple[str, ...], ...]:
    return ((*dossier.languages, "zh"),)


def _each(dossier: Dossier) -> tuple[tuple[str, ...], ...]:
    return tuple((lang,) for lang in dossier.languages)


def _submitted(dossier: Dossier) -> tuple[tuple[str, ...], ...]:
    return (dossier.languages[:1],)


def _always(_: Dossier) -> bool:
    return True


def _appeals(dossier: Dossier) -> bool:
    return dossier.decision.door != "none"


def _goes_without(dossier: Dossier) -> bool:
    return not _appeals(dossier)


def _disputes(dossier: Dossier) -> bool:
    return dossier.plan.door == "dispute" and bool(dossier.plan.claims)


def _asks_owner(dossier: Dossier) -> bool:
    return bool(dossier.plan.retraction)


def _removes(dossier: Dossier) -> bool:
    return any(step.topic == REMOVAL for step in dossier.guide)


#: The topic of the guide's steps that make up the removal guide.
REMOVAL = "removal"


#: Of these one holds for every case, so a form that is not made for their sake is no gap.
_EITHER = (_appeals, _goes_without)


@dataclass(frozen=True, slots=True)
class Form:
    """One row of the table.

    ``when`` says whether the case has something to put into it; ``languages`` which files of it are made, each with the
    languages that stand in it. Without a template the file is plain text.
    """

    code: str
    template: str
    name: str
    title: str
    languages: _Languages = _side_by_side
    when: Callable[[Dossier], bool] = _always
    #: Made although the decision names no documents.
    by_itself: bool = True


FORMS = (
    Form("poa", "poa_bilingual", "POA_{case}_v{version}_en-zh.docx", "poa", when=_appeals, by_itself=False),
    Form("poa", "poa_{lang}", "POA_{case}_v{version}_{lang}.docx", "poa_en", _each, _appeals, by_itself=False),
    Form("dispute_letter", "dispute_letter_{lang}", "Dispute_Letter_{case}_v{version}_{lang}.docx", "dispute_letter",
         _submitted, _disputes, by_itself=False),
    Form("evidence_index", "evidence_index", "Evidence_Index_{case}_v{version}.docx", "evidence_index"),
    Form("diagnosis", "diagnosis", "Diagnosis_{case}_v{version}.docx", "diagnosis"),
    Form("missing_materials", "missing_materials", "Missing_Materials_{case}_v{version}.docx", "missing_materials"),
    Form("submission_guide", "submission_guide", "Submission_Guide_{case}_v{version}.docx", "submission_guide",
         when=_appeals),
    Form("submission_guide", "no_appeal", "No_Appeal_{case}_v{version}.docx", "no_appeal", when=_goes_without,
         by_itself=False),
    Form("retraction_request", "retraction_request", "Retraction_Request_{case}_v{version}_en.docx",
         "retraction_request", _english, _asks_owner, by_itself=False),
    Form("retraction_request", "retraction_reading", "Retraction_Request_{case}_v{version}_en-zh.docx",
         "retraction_request", when=_asks_owner, by_itself=False),
    Form("removal_guide", "removal_guide", "FBA_Removal_Guide_{case}_v{version}.docx", "removal_guide",
         when=_removes, by_itself=False),
    Form("fields", "", "POA_{case}_v{version}_fields.txt", "fields", _all, _appeals),
)  # fmt: skip
#: What the table ``documents`` may name.
DOCUMENT_CODES = frozenset(form.code for form in FORMS)
#: Templates that every desk has had from the first day; a folder without one of them is a fault before any case.
ALWAYS_NEEDED = ("poa_bilingual", "poa_en", "evidence_index", "diagnosis", "missing_materials", "submission_guide")
#: The templates that are shipped; those that are not always needed are missed only by a case that wants them.
TEMPLATE_NAMES = (
    *ALWAYS_NEEDED, "poa_ja", "poa_de", "dispute_letter_en", "dispute_letter_ja", "dispute_letter_de",
    "retraction_request", "retraction_reading", "removal_guide", "no_appeal",
)  # fmt: skip
#: Names of templates of further languages, which a desk may add without a word in the code.
IN_A_LANGUAGE = re.compile(
    "|".join(re.escape(form.template).replace(r"\{lang\}", "[a-z]{2,3}") for form in FORMS if "{lang}" in form.template)
)


@dataclass(frozen=True, slots=True)
class Planned:
    """One file to make: its form, its template, its name in the package, the languages in it."""

    form: Form
    template: str
    name: str
    lang: tuple[str, ...]

    @property
    def own(self) -> str:
        """Return the language that the document is in; English where Chinese stands beside it."""
        return self.lang[0]

    @property
    def title(self) -> Bilingual:
        """Return the name of the document."""
        return DOCUMENTS[self.form.title]

    def missing(self, folder: str) -> Finding:
        """Return the finding that the template of this file is not there."""
        name = f"{self.template}.docx"
        at = FileRef(f"{folder}/{name}")
        if self.template in ALWAYS_NEEDED or "{lang}" not in self.form.template:
            return MISSING.at(at, name=name)
        return NO_LANGUAGE.at(at, name=name, lang=self.own, model=f"{self.form.template.format(lang='en')}.docx")


def planned(dossier: Dossier) -> tuple[tuple[Planned, ...], tuple[Finding, ...]]:
    """Return the files to make for a case, in the order of the table, and a finding for each that would be empty.

    Without named documents all are made that stand for themselves. Where no appeal is made there is no plan.
    """
    named = frozenset(dossier.decision.documents)
    files: list[Planned] = []
    found: dict[str, Finding] = {}
    for form in FORMS:
        if form.code not in named and (named or not form.by_itself):
            continue
        if form.when(dossier):
            files += [_file(form, lang, dossier) for lang in form.languages(dossier)]
        elif form.when not in _EITHER:
            title = DOCUMENTS[form.title]
            found[form.code] = NOTHING_TO_SAY.at(
                FileRef(_name(form, "en", dossier)), name_zh=title.zh, name_en=title.en
            )
    return tuple(files), tuple(found.values())


def file_safe(ref: str) -> str:
    """Return a case reference as part of a file name, at most 60 characters; letters of any script stay."""
    plain = unicodedata.normalize("NFC", ref)
    plain = re.sub(r"[^\w.-]+", "_", plain).strip("._-")
    return plain[:60].rstrip("._-") or "case"


def _file(form: Form, lang: tuple[str, ...], dossier: Dossier) -> Planned:
    return Planned(form, form.template.format(lang=lang[0]), _name(form, lang[0], dossier), lang)


def _name(form: Form, lang: str, dossier: Dossier) -> str:
    return form.name.format(case=file_safe(dossier.case.ref), version=dossier.version, lang=lang)
