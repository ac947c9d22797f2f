"""A rulebook as text under version control: one YAML file per sheet, in a form that has one spelling.

Every scalar is read as the text that stands there (``no`` stays "no", ``2020-01-01`` stays as typed): types belong to
the facts dictionary, not to YAML.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml

from casewright.model import NOTHING, Bilingual

#: The loader in C where PyYAML was built with it; both read alike.
_LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
#: What explains a row, in the order in which it is written.
ROW_NOTES = ("source", "effective_from", "effective_to", "checked_on")


class BookTextError(ValueError):
    """A rulebook text that is not of the form."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list: its machine name, its label, its width in characters."""

    name: str
    label: Bilingual
    width: int


@dataclass(frozen=True, slots=True)
class ListText:
    """A list sheet: rows by column name, blanks left out."""

    name: str
    purpose: Bilingual
    columns: tuple[ListColumn, ...]
    rows: tuple[Mapping[str, str], ...]
    order: int | None = None


@dataclass(frozen=True, slots=True)
class RuleText:
    """One row of a decision table; ``notes`` are source and dates, blanks left out."""

    id: str
    conditions: Mapping[str, str]
    conclusions: Mapping[str, str]
    reason: Bilingual = NOTHING
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TestText:
    """One test of a table: what is given, what must follow, from which rules (None: any), as of which day."""

    __test__ = False  # not for pytest

    id: str
    given: Mapping[str, str]
    expect: Mapping[str, str]
    rules: tuple[str, ...] | None = None
    on: str = ""


@dataclass(frozen=True, slots=True)
class TableText:
    """A decision table. ``labels`` are those that neither the dictionary nor the program knows.

    ``priority`` ranks the values of a conclusion, the weightiest first, where row 2 of the sheet does.
    """

    name: str
    hit_policy: str
    purpose: Bilingual
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: tuple[RuleText, ...]
    tests: tuple[TestText, ...] = ()
    labels: Mapping[str, Bilingual] = field(default_factory=dict)
    order: int | None = None
    priority: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


SheetText = ListText | TableText


def parse_sheet(text: str, *, name: str = "") -> SheetText:
    """Read one YAML file; raise BookTextError with ``name`` (its file name) where it is not of the form."""
    try:
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506 - makes nothing but texts, lists and maps
        if "list" in data:
            return _list(data)
        return _table(data)
    except KeyError as error:
        raise BookTextError(f"{name}: {error.args[0]} is missing") from error
    except (yaml.YAMLError, TypeError, AttributeError, ValueError) as error:
        raise BookTextError(f"{name}: {error}") from error


def _list(data: Mapping[str, object]) -> ListText:
    columns = tuple(
        ListColumn(_text(one["name"]), _both(one), int(_text(one.get("width", "20")))) for one in _maps(data["columns"])
    )
    known = [column.name for column in columns]
    rows = tuple(_filled(row, known) for row in _maps(data.get("rows", [])))
    return ListText(_text(data["list"]), _both(_map(data["purpose"])), columns, rows, _order(data))


def _table(data: Mapping[str, object]) -> TableText:
    inputs, outputs = _names(data["inputs"]), _names(data["outputs"])
    rows = tuple(_rule(row, inputs, outputs) for row in _maps(data.get("rows", [])))
    return TableText(
        _text(data["table"]), _text(data["hit_policy"]), _both(_map(data["purpose"])), inputs, outputs, rows,
        tuple(_test(one) for one in _maps(data.get("tests", []))),
        {name: _both(_map(label)) for name, label in _map(data.get("labels", {})).items()}, _order(data),
        {name: _names(values) for name, values in _map(data.get("priority", {})).items()},
    )  # fmt: skip


def _rule(row: Mapping[str, object], inputs: tuple[str, ...], outputs: tuple[str, ...]) -> RuleText:
    conditions = {
        name: text for name, text in _filled(_map(row.get("if", {})), inputs, glue=", ").items() if text != "-"
    }
    return RuleText(
        _text(row["id"]), conditions, _filled(_map(row["then"]), outputs), _both(_map(row.get("reason", {}))),
        _filled({name: row[name] for name in ROW_NOTES if name in row}, ROW_NOTES),
    )  # fmt: skip


def _test(data: Mapping[str, object]) -> TestText:
    rules = data.get("rules")
    return TestText(
        _text(data["id"]), _cells(_map(data.get("given", {}))), _cells(_map(data.get("expect", {}))),
        None if rules is None or rules == "" else _names(rules), _text(data.get("on", "")),
    )  # fmt: skip


def _cells(data: Mapping[str, object]) -> dict[str, str]:
    return {name: _text(value) for name, value in data.items()}


def _filled(data: Mapping[str, object], known: Iterable[str], *, glue: str = "|") -> dict[str, str]:
    names = tuple(known)
    strange = [name for name in data if name not in names]
    if strange:
        first = str(next(iter(data.values()), ""))
        raise BookTextError(
            f"row {first}: no column {', '.join(strange)!r} (a text with a comma needs quotes in braces)"
        )
    texts = {name: _text(data[name], glue=glue) for name in names if name in data}
    return {name: text for name, text in texts.items() if text}


def _text(value: object, *, glue: str = "|") -> str:
    if isinstance(value, list):
        return glue.join(_text(part) for part in value)
    if not isinstance(value, str):
        raise BookTextError(f"a text is expected, not {value!r}")
    return value.strip()


def _both(data: Mapping[str, object]) -> Bilingual:
    return Bilingual(_text(data.get("zh", "")), _text(data.get("en", "")))


def _map(value: object) -> Mapping[str, object]:
    if value == "":
        return {}
    if not isinstance(value, dict):
        raise BookTextError(f"names with values are expected, not {value!r}")
    return value


def _maps(value: object) -> tuple[Mapping[str, object], ...]:
    if value == "":
        return ()
    if not isinstance(value, list):
        raise BookTextError(f"a list is expected, not {value!r}")
    return tuple(_map(one) for one in value)


def _names(value: object) -> tuple[str, ...]:
    return tuple(_text(name) for name in value) if isinstance(value, list) else ()


def _order(data: Mapping[str, object]) -> int | None:
    return int(_text(data["order"])) if "order" in data else None


class _Flow(dict[str, object]):
    """A map that is written on one line."""


class _Dumper(yaml.dumper.BaseDumper):
    """Writes texts plain wherever they can stand plain, since every scalar is read back as a text."""

    def ignore_aliases(self, _data: object) -> bool:
        """Write every text where it stands, never as a reference to an earlier one."""
        return True


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text))
_Dumper.add_representer(
    _Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)
)
_Dumper.add_representer(
    dict, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=False)
)
_Dumper.add_representer(
    list, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=False)
)
_Dumper.add_representer(
    tuple, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)


def print_sheet(sheet: SheetText) -> str:
    """Return the sheet's text in its one spelling; reading it gives the same sheet."""
    data = _list_data(sheet) if isinstance(sheet, ListText) else _table_data(sheet)
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)


def _list_data(sheet: ListText) -> dict[str, object]:
    columns = [_Flow(name=c.name, zh=c.label.zh, en=c.label.en, width=str(c.width)) for c in sheet.columns]
    data: dict[str, object] = {"list": sheet.name, **_ordered(sheet.order), "purpose": _pair(sheet.purpose)}
    return {**data, "columns": columns, "rows": [dict(row) for row in sheet.rows]}


def _table_data(sheet: TableText) -> dict[str, object]:
    data: dict[str, object] = {
        "table": sheet.name, **_ordered(sheet.order), "hit_policy": sheet.hit_policy, "purpose": _pair(sheet.purpose),
        "inputs": sheet.inputs, "outputs": sheet.outputs,
    }  # fmt: skip
    if sheet.labels:
        data["labels"] = {name: _pair(label) for name, label in sheet.labels.items()}
    if sheet.priority:
        data["priority"] = _Flow(sheet.priority)
    data["rows"] = [_rule_data(row) for row in sheet.rows]
    if sheet.tests:
        data["tests"] = [_test_data(test) for test in sheet.tests]
    return data


def _rule_data(row: RuleText) -> dict[str, object]:
    data: dict[str, object] = {"id": row.id}
    if row.conditions:
        data["if"] = _Flow(row.conditions)
    data["then"] = _Flow(row.conclusions)
    if row.reason:
        data["reason"] = _pair(row.reason)
    return data | dict(row.notes)


def _test_data(test: TestText) -> dict[str, object]:
    data: dict[str, object] = {"id": test.id, **({"on": test.on} if test.on else {})}
    data |= {"given": _Flow(test.given), "expect": _Flow(test.expect)}
    return data if test.rules is None else {**data, "rules": test.rules}


def _ordered(order: int | None) -> dict[str, object]:
    return {} if order is None else {"order": str(order)}


def _pair(text: Bilingual) -> _Flow:
    return _Flow(zh=text.zh, en=text.en)
