"""The case form as data: its sheets, its fields, its fixed choices, and how to recognise their labels."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from casewright.intake.choices import Choice, Choices, label_key
from casewright.model import Bilingual
from casewright.text import language_codes, language_name

#: Stands in the first cell of a row that only shows how to fill the sheet in.
EXAMPLE_MARK = "例 e.g."

_BRACKETS = re.compile(r"[(（【\[].*?[)）】\]]")


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the form; ``key`` is its name in case.yaml, ``attr`` the attribute of the noun that takes it.

    ``lang``: it holds a translation into that language, and ``attr`` gathers those of all languages.
    """

    key: str
    attr: str
    type: str
    label: Bilingual
    also: tuple[str, ...]
    help: Bilingual
    example: str
    required: bool = False
    choices: str = ""
    width: int = 30
    lang: str = ""

    @property
    def stem(self) -> str:
        """Return the key without its language: ``statement`` of ``statement_ja``."""
        return self.key.removesuffix(f"_{self.lang}") if self.lang else self.key

    def into(self, lang: str) -> "FormField":
        """Return the same translation into another language, as a person may add it to a sheet."""
        said, own = language_name(lang), language_name(self.lang)
        if said is None or own is None:
            return self
        label = Bilingual(self.label.zh.replace(own.zh, said.zh), self.label.en.replace(own.en, said.en))
        names = (*(name for name in self.also if own.zh in name), self.label.zh)
        also = tuple(name.replace(own.zh, other) for name in names for other in (said.zh, f"{said.zh[:-1]}语"))
        return replace(self, key=f"{self.stem}_{lang}", label=label, also=also, lang=lang)

    @property
    def head(self) -> str:
        """Return the label as it stands on the form: both languages, a star where the field is required."""
        return self._head(" ")

    @property
    def head_lines(self) -> str:
        """Return the label as a column's head, a line per language."""
        return self._head("\n")

    def _head(self, between: str) -> str:
        both = self.label.zh if self.label.zh == self.label.en else f"{self.label.zh}{between}{self.label.en}"
        return f"{both} *" if self.required else both

    def names_both(self) -> dict[str, str]:
        """Return the label for the ``{field_zh}`` and ``{field_en}`` places of a finding."""
        return {"field_zh": self.label.zh, "field_en": self.label.en}

    def names(self) -> Iterator[str]:
        """Yield everything that a person may have written for this field."""
        yield from (self.key, *(() if self.lang else (self.attr,)), self.label.zh, self.label.en, *self.also)
        yield from (f"{self.label.zh}{self.label.en}", f"{self.label.en}{self.label.zh}")


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One sheet of the form; ``key`` is its name in case.yaml (empty for the case's own sheet)."""

    key: str
    label: Bilingual
    also: tuple[str, ...]
    purpose: Bilingual
    fields: tuple[FormField, ...]
    sections: tuple[tuple[Bilingual, int], ...] = ()
    index: Mapping[str, FormField] = field(default_factory=dict)
    #: Columns of translations that the form does not print, by what they may be called.
    foreign: Mapping[str, FormField] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return the name on the sheet's tab."""
        return f"{self.label.en} {self.label.zh}".strip()

    def find(self, label: str) -> FormField | None:
        """Return the field that a label names, in either language, or None."""
        key = label_key(label)
        return self.index.get(key) or self.foreign.get(key) or self.index.get(label_key(_BRACKETS.sub("", label)))

    def nearest(self, label: str) -> FormField | None:
        """Return the field whose name looks most like a label, or None where none is near."""
        near = difflib.get_close_matches(label_key(label), list(self.index), n=1, cutoff=0.75)
        return self.index[near[0]] if near else None

    def named(self, tab: str) -> bool:
        """Say whether a tab's name means this sheet."""
        names = (self.key, self.title, self.label.zh, self.label.en, f"{self.label.zh}{self.label.en}", *self.also)
        return label_key(tab) in {label_key(name) for name in names if name}

    def field(self, key: str) -> FormField:
        """Return a field by key; raise KeyError where the form has none."""
        return next(each for each in self.fields if each.key == key)


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form."""

    case: FormSheet
    sheets: tuple[FormSheet, ...]
    choices: Choices
    readme: tuple[Bilingual, ...] = ()

    def sheet(self, key: str) -> FormSheet:
        """Return a row sheet by key (``listings statements evidence submissions reports``)."""
        return next(sheet for sheet in self.sheets if sheet.key == key)


@cache
def the_form() -> Form:
    """Return the form that ships with Casewright (``form.yaml`` beside this file)."""
    raw: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("form.yaml").read_text(encoding="utf-8"))
    case = raw["case"]
    fields: list[FormField] = []
    sections: list[tuple[Bilingual, int]] = []
    for section in case["sections"]:
        sections.append((Bilingual(section["zh"], section["en"]), len(section["fields"])))
        fields.extend(_field(each) for each in section["fields"])
    choices = {
        name: tuple(Choice(each["code"], Bilingual(each["zh"], each["en"]), tuple(each.get("also", ())))
                    for each in rows)
        for name, rows in raw["choices"].items()
    }  # fmt: skip
    return Form(
        case=_sheet({**case, "key": ""}, fields, tuple(sections)),
        sheets=tuple(_sheet(each, [_field(one) for one in each["fields"]]) for each in raw["sheets"]),
        choices=Choices(choices),
        readme=tuple(Bilingual(line["zh"], line["en"]) for line in raw["readme"]),
    )


def _sheet(
    raw: Mapping[str, Any], fields: list[FormField], sections: tuple[tuple[Bilingual, int], ...] = ()
) -> FormSheet:
    index = _index(fields)
    first = {each.stem: each for each in reversed(fields) if each.lang}
    foreign = _index([each.into(lang) for each in first.values() for lang in language_codes()])
    return FormSheet(
        raw["key"], Bilingual(raw["zh"], raw["en"]), tuple(raw["also"]),
        Bilingual(raw["purpose"]["zh"], raw["purpose"]["en"]), tuple(fields), sections, index, foreign,
    )  # fmt: skip


def _index(fields: Iterable[FormField]) -> dict[str, FormField]:
    index: dict[str, FormField] = {}
    for each in fields:
        for name in each.names():
            index.setdefault(label_key(name), each)
    return index


def _field(raw: Mapping[str, Any]) -> FormField:
    return FormField(
        key=raw["key"], attr=raw.get("attr", raw["key"]), type=raw["type"],
        label=Bilingual(raw["zh"], raw["en"]), also=tuple(raw.get("also", ())),
        help=Bilingual(raw["help"]["zh"], raw["help"]["en"]), example=str(raw["eg"]),
        required=raw.get("required", False), choices=raw.get("choices", ""), width=raw.get("width", 30),
        lang=raw.get("lang", ""),
    )  # fmt: skip


def is_example(text: str) -> bool:
    """Say whether a row whose cell begins like this only shows how to fill the sheet in."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    return folded.startswith(("例 e.g", "例e.g", "e.g.", "例:"))
