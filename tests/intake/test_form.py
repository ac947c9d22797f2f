"""The form's definition covers the nouns and is not ambiguous."""

from dataclasses import fields

import pytest

from casewright.intake.choices import label_key
from casewright.intake.form import FormSheet, the_form
from casewright.intake.given import Given
from casewright.intake.values import read_value
from casewright.model import Case, CellRef, EvidenceRow, Listing, ReportRow, Statement, Submission

FORM = the_form()
#: What the reader fills in and nobody types.
_DERIVED = {"origin", "origins", "remarks", "dashboard", "listings", "statements", "evidence", "submissions", "reports"}


def test_every_attribute_of_a_case_has_a_field_on_the_form() -> None:
    assert {each.name for each in fields(Case)} - _DERIVED <= {field.attr for field in FORM.case.fields}


@pytest.mark.parametrize(
    ("key", "noun"),
    [("listings", Listing), ("statements", Statement), ("evidence", EvidenceRow), ("submissions", Submission),
     ("reports", ReportRow)],
)  # fmt: skip
def test_every_attribute_of_a_row_has_a_column(key: str, noun: type) -> None:
    named = {each.name for each in fields(noun)} - {"origin", "places"}
    assert named == {field.attr for field in FORM.sheet(key).fields}


def test_the_dashboard_figures_have_the_codes_of_the_metrics() -> None:
    rates = {field.key: field.attr for field in FORM.case.fields if field.type == "percent"}
    assert rates == {"odr": "ODR", "lsr": "LSR", "cancel_rate": "CXL", "vtr": "VTR", "otdr": "OTDR", "idr": "IDR"}


@pytest.mark.parametrize("sheet", [FORM.case, *FORM.sheets], ids=lambda sheet: sheet.key or "case")
def test_no_label_means_two_fields(sheet: FormSheet) -> None:
    owner: dict[str, str] = {}
    for field in sheet.fields:
        for name in field.names():
            assert owner.setdefault(label_key(name), field.key) == field.key, name


@pytest.mark.parametrize("sheet", [FORM.case, *FORM.sheets], ids=lambda sheet: sheet.key or "case")
def test_every_field_speaks_both_languages_and_shows_an_example_that_reads(sheet: FormSheet) -> None:
    for field in sheet.fields:
        assert field.label.zh, field.key
        assert field.label.en, field.key
        assert field.help.zh, field.key
        assert field.help.en, field.key
        if field.choices in {"violation", "cause", "action", "evidence_kind"}:
            continue  # the playbook's own names
        value, found = read_value(field, Given(field.example, CellRef("", "", "A1")), FORM.choices)
        assert not found, (field.key, found)
        assert value not in (None, ()), field.key


@pytest.mark.parametrize("name", FORM.choices.names())
def test_every_dropdown_entry_reads_back_from_what_the_dropdown_shows(name: str) -> None:
    for entry in FORM.choices[name]:
        shown = FORM.choices.show(name, entry)
        assert {FORM.choices.find(name, text) for text in (shown, entry.code)} == {entry.code}
        assert FORM.choices.find(name, shown.upper()) == entry.code


def test_no_word_names_two_entries_of_a_dropdown() -> None:
    for name in FORM.choices.names():
        owner: dict[str, str] = {}
        for entry in FORM.choices[name]:
            for word in (entry.code, entry.label.zh, entry.label.en, *entry.also):
                assert owner.setdefault(label_key(word), entry.code) == entry.code, (name, word)
