"""Blank and filled forms: the case sheet, the batch workbook, and the same values as ``case.yaml``."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import yaml

from casewright.intake.choices import Choices, given_choices
from casewright.intake.form import EXAMPLE_MARK, Form, FormField, FormSheet, the_form
from casewright.intake.given import Given, GivenCase
from casewright.intake.read_batch import cases_form, with_field
from casewright.model import Bilingual, DeskError
from casewright.sheets import Blank, Dropdown, FieldsTab, FormBook, RowsTab, form_bytes

#: ``{vocabulary: [(code, zh, en), ...]}``
Labels = Mapping[str, Sequence[tuple[str, str, str]]]


def write_form(
    folder: Path, *, case: Mapping[str, object] | None = None, choices: Labels | None = None, replace: bool = False
) -> Path:
    """Write ``case.xlsx`` into a folder, blank or filled with the values of a ``case.yaml``; returns its path.

    ``choices`` adds the playbook's dropdowns (see ``catalogue_choices``). A file that is already there is kept, with a
    DeskError, unless ``replace`` says otherwise.
    """
    form = the_form()
    known = form.choices.with_more(given_choices(choices))
    values = case or {}
    tabs: list[FieldsTab | RowsTab] = [_case_tab(form, known, values)]
    tabs.extend(_rows_tab(sheet, known, _rows(values, sheet)) for sheet in form.sheets)
    return _save(folder / "case.xlsx", _book(form, known, tabs), replace=replace)


def write_batch(
    path: Path, cases: Iterable[Mapping[str, object]] = (), *, choices: Labels | None = None, replace: bool = False
) -> Path:
    """Write a batch workbook, one row per case; a case's ``folder`` names its evidence folder beside the workbook."""
    form = the_form()
    known = form.choices.with_more(given_choices(choices))
    every = tuple(cases)
    tabs: list[FieldsTab | RowsTab] = [_rows_tab(cases_form(form), known, every, name="Cases 案件")]
    for sheet in form.sheets:
        part = with_field(sheet, form.case.field("case"))
        rows = [{"case": case.get("case", case.get("ref")), **row} for case in every for row in _rows(case, sheet)]
        tabs.append(_rows_tab(part, known, rows))
    return _save(path, _book(form, known, tabs), replace=replace)


def _book(form: Form, known: Choices, tabs: Sequence[FieldsTab | RowsTab]) -> FormBook:
    used = {field.choices for sheet in (form.case, *form.sheets) for field in sheet.fields if field.choices}
    dropdowns = {
        name: Dropdown(tuple((one.code, one.label.zh, one.label.en, known.show(name, one)) for one in known[name]))
        for name in known.names()
        if name in used | {"flag"}
    }
    return FormBook(tuple(tabs), dropdowns, form.readme, EXAMPLE_MARK)


def _save(path: Path, book: FormBook, *, replace: bool) -> Path:
    if path.exists() and not replace:
        raise DeskError(
            Bilingual(f"{path} 已经存在，没有覆盖。", f"{path} exists already and was not overwritten."),
            Bilingual("换一个文件夹，或先把原来的移走。", "Choose another folder, or move the old one away first."),
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(form_bytes(book))
    return path


def _case_tab(form: Form, known: Choices, values: Mapping[str, object]) -> FieldsTab:
    sections: list[tuple[Bilingual, tuple[Blank, ...]]] = []
    start = 0
    for label, count in form.case.sections:
        fields = form.case.fields[start : start + count]
        sections.append((label, tuple(_blank(field, _shown(field, values, known)) for field in fields)))
        start += count
    return FieldsTab(form.case.title, "案件表  Case sheet", form.case.purpose, tuple(sections))


def _rows_tab(sheet: FormSheet, known: Choices, rows: Iterable[Mapping[str, object]], *, name: str = "") -> RowsTab:
    columns = tuple(dataclasses.replace(_blank(field), head=field.head_lines) for field in sheet.fields)
    texts = tuple(tuple(_shown(field, row, known) for field in sheet.fields) for row in rows)
    title = f"{sheet.label.zh}  {sheet.label.en}".strip()
    return RowsTab(name or sheet.title, title, sheet.purpose, columns, texts)


def _rows(values: Mapping[str, object], sheet: FormSheet) -> list[Mapping[str, object]]:
    for key, rows in values.items():
        if sheet.named(key) and isinstance(rows, list | tuple):
            return [row for row in rows if isinstance(row, Mapping)]
    return []


def _blank(field: FormField, value: str = "") -> Blank:
    return Blank(
        head=field.head, help=field.help, example=field.example, width=field.width, required=field.required,
        choices="flag" if field.type == "bool" else field.choices, several=field.type == "enums", value=value,
    )  # fmt: skip


def _shown(field: FormField, values: Mapping[str, object], known: Choices) -> str:
    """Return a value as the form shows it: dropdown labels for codes, semicolons between several."""
    value = values.get(field.key, None if field.lang else values.get(field.attr))
    several = value if isinstance(value, list | tuple) else [value]
    return "; ".join(_one(field, each, known) for each in several if each is not None)


def _one(field: FormField, value: object, known: Choices) -> str:
    vocabulary = "flag" if field.type == "bool" else field.choices
    if isinstance(value, bool):
        return known.label("flag", "yes" if value else "no")
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, Fraction) or (field.type == "percent" and isinstance(value, int | float)):
        return f"{float(value * 100):.10g}%"
    return known.label(vocabulary, str(value)) if vocabulary else str(value)


def yaml_text(given: GivenCase) -> str:
    """Return what was typed for a case as a ``case.yaml``: a row of a batch lies as a file with its evidence."""
    values: dict[str, object] = {key: _plain(value) for key, value in given.fields.items() if not value.blank}
    for key, rows in given.rows.items():
        values[key] = [
            {name: _plain(cell) for name, cell in row.cells.items() if not cell.blank and name != "case"}
            for row in rows
        ]
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=120)


def _plain(given: Given) -> str:
    if given.percent and isinstance(given.value, int | float):
        return f"{given.value * 100:.10g}%"
    return given.text
