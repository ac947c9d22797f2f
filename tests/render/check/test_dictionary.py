"""The dictionary names everything that a template may use, each with its meaning, and nothing else."""

import io
import zipfile
from typing import get_args, get_origin, get_type_hints

import openpyxl
import pytest

from casewright.model import Dossier
from casewright.render import Templates
from casewright.render.check.checked import examine
from casewright.render.check.dictionary.entries import MEANINGS, Entry, entries
from casewright.render.check.dictionary.howto import FILTERS, MARKS, TESTS
from casewright.render.check.dictionary.written import document, documents_text, markdown, workbook
from casewright.render.check.marks import MarkCheck
from casewright.render.check.places import Spot
from casewright.render.fill.sandbox import staff_environment
from casewright.render.shapes.names import Context
from casewright.render.views.context import context_of


@pytest.fixture(scope="module")
def names(ready_case: Dossier, templates: Templates) -> tuple[Entry, ...]:
    used = {name: frozenset({"case.ref", "plan.summary"}) for name in templates.by_name}
    return entries(context_of(ready_case), used)


def views(hint: object, seen: dict[str, set[str]]) -> dict[str, set[str]]:
    if get_origin(hint) is list:
        return views(get_args(hint)[0], seen)
    if isinstance(hint, type) and hasattr(hint, "__required_keys__") and hint.__name__ not in seen:
        fields = get_type_hints(hint)
        seen[hint.__name__] = set(fields)
        for inner in fields.values():
            views(inner, seen)
    return seen


def test_every_name_has_a_meaning_in_both_languages_and_every_meaning_a_name() -> None:
    shapes = views(Context, {})
    assert {view: set(fields) for view, fields in MEANINGS.items()} == shapes
    for fields in MEANINGS.values():
        for meaning in fields.values():
            assert meaning.zh
            assert meaning.en
            assert meaning.zh != meaning.en or meaning.zh.isascii()


def test_every_format_and_condition_says_how_it_is_written() -> None:
    environment = staff_environment()
    assert set(FILTERS) == set(environment.filters)
    assert set(TESTS) == set(environment.tests)


def test_what_the_dictionary_tells_to_write_passes_the_check(names: tuple[Entry, ...]) -> None:
    """Each way of writing stands in the loops that it needs, and the check has nothing to say."""
    loops = {entry.path: entry.write.split(" … ")[0] for entry in names if entry.write.startswith("{%p for")}
    for entry in names:
        if not entry.write:
            continue
        around = [loops[entry.path[:at]] for at in range(len(entry.path)) if entry.path[at : at + 2] == "[]"]
        lines = [*around, *entry.write.split(" … "), *("{%p endfor %}" for _ in around)]
        check = MarkCheck("x")
        check.part([Spot("", line, None, "p", number) for number, line in enumerate(lines)])
        assert [finding.text.en for finding in check.found] == [], entry


def test_the_names_are_those_of_a_real_case(names: tuple[Entry, ...]) -> None:
    by_path = {entry.path: entry for entry in names}
    assert by_path["case.store"].example.en == "Lujiang Home"
    assert by_path["plan.causes[].label"].write == "{{ cause.label.en }}"
    assert by_path["plan.causes[].label"].example.zh
    assert by_path["plan.lead"].like == "plan.summary"
    assert by_path["plan.lead[].text"].repeated
    assert "poa_en" in by_path["case.ref"].documents
    assert by_path["case.email"].documents == ()


def test_it_is_written_as_word_workbook_and_text_the_same_each_time(names: tuple[Entry, ...]) -> None:
    for write in (document, workbook, markdown):
        assert write(names) == write(names)
    text = zipfile.ZipFile(io.BytesIO(document(names))).read("word/document.xml").decode()
    assert "{{ case.ref }}" in text
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(names))).worksheets[0]
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=2)}
    assert rows["case.ref"][1] == "{{ case.ref }}"
    assert rows["case.ref"][3:5] == ["案件编号", "our reference of the case"]
    assert "| `case.ref` | `{{ case.ref }}` |" in markdown(names).decode()
    assert all(write.replace("|", "\\|") in markdown(names).decode() for write, _ in MARKS)


def test_templates_of_one_form_in_several_languages_stand_together() -> None:
    assert documents_text(("diagnosis", "poa_bilingual", "poa_de", "poa_en")) == "diagnosis, poa_bilingual, poa_de/en"


def test_the_shipped_templates_are_clean_of_warnings_too(templates: Templates) -> None:
    for name, template in templates.by_name.items():
        assert examine(f"{name}.docx", template._data).findings == ()
