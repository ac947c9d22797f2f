"""``case.yaml``: the same fields by key, for other systems, and the schema that describes them."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from casewright.intake.form import Form, FormField, FormSheet, the_form
from casewright.intake.given import Given, GivenCase, GivenRow
from casewright.intake.read_sheet import FIELD_TWICE, LIKE_ON_FORM, NOT_ON_FORM
from casewright.intake.secret_scan import scrub, secret_at
from casewright.model import FileRef, Finding, Kind, Remark, Severity

YAML_UNREADABLE = Kind(
    "intake/yaml-unreadable", Severity.ERROR,
    "case.yaml 读不了：{why_zh}。", "case.yaml cannot be read: {why_en}.",
    "按 casewright case schema 的格式改正，并以 UTF-8 保存。",
    "Correct it after the output of casewright case schema, and save it as UTF-8.",
)  # fmt: skip
YAML_SHAPE = Kind(
    "intake/yaml-shape", Severity.ERROR,
    "“{key}”应写成{want_zh}。", "\"{key}\" must be {want_en}.",
    "按 casewright case schema 的格式改正。", "Correct it after the output of casewright case schema.",
)  # fmt: skip

_LARGEST = 4 << 20
_ONE_VALUE = {"want_zh": "一个值或一列值", "want_en": "one value or a list of values"}
_ROWS = {"want_zh": "若干行，每行写 字段: 值", "want_en": "a list of rows with field: value"}


def read_yaml(path: Path, *, name: str, form: Form) -> tuple[GivenCase | None, tuple[Finding, ...]]:
    """Return what a ``case.yaml`` says, each value with its line; None where it is no mapping of fields."""
    try:
        if path.stat().st_size > _LARGEST:
            return None, (_unreadable(name, 1, "文件过大", "it is too large"),)
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        return None, (_unreadable(name, 1, "不是 UTF-8 编码", "it is not UTF-8"),)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return None, (_unreadable(name, mark.line + 1 if mark else 1, "YAML 写法有误", error.problem or "not YAML"),)
    except (yaml.YAMLError, RecursionError):
        return None, (_unreadable(name, 1, "YAML 写法有误", "not YAML"),)
    if not isinstance(root, yaml.MappingNode):
        return None, (_unreadable(name, 1, "里面没有字段", "it holds no fields"),)
    reading = _Reading(name)
    return reading.case(root, form), ()


def _unreadable(name: str, line: int, zh: str, en: str) -> Finding:
    return YAML_UNREADABLE.at(FileRef(name, f"line {line}"), why_zh=zh, why_en=en)


class _Reading:
    """The walk through one file, gathering findings and remarks."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[Finding] = []
        self.remarks: list[Remark] = []

    def case(self, root: yaml.MappingNode, form: Form) -> GivenCase:
        """Return the whole case."""
        fields: dict[str, Given] = {}
        rows: dict[str, tuple[GivenRow, ...]] = {}
        for key, node in self.pairs(root):
            part = next((sheet for sheet in form.sheets if sheet.named(key)), None)
            if part is not None and not isinstance(node, yaml.ScalarNode):
                rows[part.key] = rows.get(part.key, ()) + tuple(self.rows(part, key, node))
            else:
                self.value(form.case, key, node, fields)
        return GivenCase(FileRef(self.name), fields, rows, tuple(self.remarks), tuple(self.found))

    def pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
        """Yield the keys and value nodes of a mapping; a key that is no plain word is passed over as a remark."""
        for key, value in node.value:
            yield (key.value if isinstance(key, yaml.ScalarNode) else "?"), value

    def place(self, node: yaml.Node) -> FileRef:
        """Return the line of a node."""
        return FileRef(self.name, f"line {node.start_mark.line + 1}")

    def rows(self, part: FormSheet, key: str, node: yaml.Node) -> Iterator[GivenRow]:
        """Yield the rows of a row sheet."""
        if not isinstance(node, yaml.SequenceNode):
            self.found.append(YAML_SHAPE.at(self.place(node), key=key, **_ROWS))
            return
        for each in node.value:
            if not isinstance(each, yaml.MappingNode):
                self.found.append(YAML_SHAPE.at(self.place(each), key=key, **_ROWS))
                continue
            cells: dict[str, Given] = {}
            for name, value in self.pairs(each):
                self.value(part, name, value, cells)
            if not all(cell.blank for cell in cells.values()):
                yield GivenRow(cells, self.place(each))

    def value(self, part: FormSheet, key: str, node: yaml.Node, into: dict[str, Given]) -> None:
        """Keep one value under its field, or as a remark where the form has no such field."""
        field = part.find(key)
        given = self.given(key, node, field)
        if given is None:
            return
        if field is None:
            near = part.nearest(key)
            self.remarks.append(Remark(key, given.text, given.place))
            names = {"label": key, "near_zh": near.key if near else "", "near_en": near.key if near else ""}
            self.found.append((LIKE_ON_FORM if near else NOT_ON_FORM).at(given.place, **names))
        elif field.key in into and not into[field.key].blank:
            self.found.append(FIELD_TWICE.at(given.place, other=into[field.key].place.at, **field.names_both()))
        else:
            into[field.key] = given

    def given(self, key: str, node: yaml.Node, field: FormField | None) -> Given | None:
        """Return a node's value; a list becomes one text, a line per entry."""
        place = self.place(node)
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not all(isinstance(each, yaml.ScalarNode) for each in nodes):
            self.found.append(YAML_SHAPE.at(place, key=key, **_ONE_VALUE))
            return None
        tag = nodes[0].tag.rpartition(":")[2] if len(nodes) == 1 else ""
        text = "\n".join(each.value for each in nodes if not each.tag.endswith(":null"))
        if field and field.type == "percent" and tag in {"int", "float"}:
            return Given(float(text.replace("_", "")), place, percent=True)
        clean, sorts = scrub(text)
        if sorts:
            self.found.append(secret_at(place, sorts))
        return Given(clean or None, place)


def form_schema() -> dict[str, object]:
    """Return the JSON schema (2020-12) of ``case.yaml``."""
    form = the_form()
    properties = _properties(form.case, form)
    for sheet in form.sheets:
        row = {
            "type": "object", "properties": _properties(sheet, form), "additionalProperties": False, **_foreign(sheet),
            "required": [field.key for field in sheet.fields if field.required],
        }  # fmt: skip
        description = f"{sheet.purpose.en} / {sheet.purpose.zh}"
        properties[sheet.key] = {"type": "array", "items": row, "description": description}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Casewright case", "type": "object", "properties": properties,
        "required": [field.key for field in form.case.fields if field.required],
        "additionalProperties": True,
    }  # fmt: skip


def _properties(sheet: FormSheet, form: Form) -> dict[str, object]:
    return {field.key: _property(field, form) for field in sheet.fields}


def _foreign(sheet: FormSheet) -> dict[str, object]:
    """Return the pattern of keys for translations into languages that the form does not print: ``statement_fr``."""
    stems = sorted({field.stem for field in sheet.fields if field.lang})
    return {"patternProperties": {f"^({'|'.join(stems)})_[a-z]{{2}}$": {"type": "string"}}} if stems else {}


def _property(field: FormField, form: Form) -> dict[str, object]:
    about = {"title": f"{field.label.zh} / {field.label.en}", "description": f"{field.help.en} / {field.help.zh}"}
    codes = [choice.code for choice in form.choices[field.choices]]
    one: dict[str, object] = {"type": "string", "enum": codes} if codes else {"type": "string"}
    shapes: dict[str, dict[str, object]] = {
        "enum": one,
        "enums": {"type": "array", "items": one},
        "date": {"type": "string", "format": "date"},
        "bool": {"type": ["boolean", "null"]},
        "number": {"type": "number"},
        "percent": {
            "anyOf": [
                {"type": "string", "pattern": r"^\d+([.,]\d+)?\s*%$"},
                {"type": "number", "minimum": 0, "maximum": 1},
            ],
        },
        **{several: {"type": "array", "items": {"type": "string"}} for several in ("list", "ids", "asins", "orders")},
    }  # fmt: skip
    return about | shapes.get(field.type, {"type": "string"})
