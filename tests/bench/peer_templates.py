"""Our template and its values, said in the language of docxtemplater and easy-template-x.

Every mark becomes one of theirs: a value ``{v7}``, a list ``{#l3}`` to ``{/l3}``, a condition ``{#c5}`` to ``{/c5}``,
its opposite ``{#nc5}``. What a mark says is worked out here, so that the peers only look values up; links are given to
them as plain text. Both make it easier for them.
"""

import copy
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from casewright.render.fill.sandbox import staff_environment

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
_ENVIRONMENT = staff_environment()

Values = dict[str, Any]


@dataclass(slots=True)
class _Node:
    """A value, list or condition: its name, what it asks, and what lies in it."""

    name: str
    asks: str
    target: str = ""
    inner: list["_Node"] = field(default_factory=list)
    otherwise: list["_Node"] = field(default_factory=list)
    turned: bool = False


@dataclass(slots=True)
class _Reader:
    """Marks in reading order, made into names; open lists and conditions stay on the stack."""

    top: list[_Node] = field(default_factory=list)
    count: int = 0
    stack: list[tuple[_Node, list[_Node]]] = field(default_factory=list)

    def read(self, mark: str) -> tuple[str, str]:
        """Return the peers' marks: what closes here, and what opens or stands here."""
        body = re.sub(r"^(tr|tc|p|r)\s", "", mark[2:-2]).strip()
        word, _, rest = body.partition(" ")
        if mark.startswith("{{"):
            return "", f"{{{self._add('v', body).name}}}"
        if word == "for":
            target, _, asks = rest.partition(" in ")
            node = self._add("l", asks.strip(), target=target.strip())
            self.stack.append((node, node.inner))
            return "", f"{{#{node.name}}}"
        if word == "if":
            node = self._add("c", rest)
            self.stack.append((node, node.inner))
            return "", f"{{#{node.name}}}"
        node, _ = self.stack.pop()
        if word == "else":
            node.turned = True
            self.stack.append((node, node.otherwise))
            return f"{{/{node.name}}}", f"{{#n{node.name}}}"
        assert word in ("endfor", "endif"), mark
        return f"{{/{'n' if node.turned else ''}{node.name}}}", ""

    def _add(self, kind: str, asks: str, *, target: str = "") -> _Node:
        self.count += 1
        node = _Node(f"{kind}{self.count}", asks, target)
        (self.stack[-1][1] if self.stack else self.top).append(node)
        return node


def for_peers(template: bytes, context: Mapping[str, Any]) -> tuple[bytes, Values]:
    """Return the same template in the peers' marks, and the values of its marks."""
    values: Values = {}
    buffer = io.BytesIO()
    reader = _Reader()
    with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            blob = source.read(name)
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                root = etree.fromstring(blob)
                _rewrite(root, reader)
                blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            made.writestr(name, blob)
    _fill(reader.top, dict(context), values)
    return buffer.getvalue(), values


def _rewrite(root: Any, reader: _Reader) -> None:
    rows: dict[Any, list[Any]] = {}
    for text in list(root.iter(f"{_W}t")):
        said = text.text or ""
        mark = _MARK.search(said)
        row = next(text.iterancestors(f"{_W}tr"), None)
        if mark and mark[0].startswith("{%tr"):
            closes, opens = reader.read(mark[0])
            rows.setdefault(row.getparent(), []).append((row, closes, opens))
        else:
            text.text = _MARK.sub(lambda one: "".join(reader.read(one[0])), said)
    for marks in rows.values():
        for row, closes, opens in marks:
            if opens:
                _put(row.getnext(), opens, at_start=True)
            if closes:
                _put(row.getprevious(), closes, at_start=False)
        for row, _, _ in marks:
            row.getparent().remove(row)


def _put(row: Any, said: str, *, at_start: bool) -> None:
    """Put a mark of a row in front of its first text or behind its last."""
    texts = list(row.iter(f"{_W}t"))
    if at_start:
        texts[0].text = said + (texts[0].text or "")
    else:
        texts[-1].text = (texts[-1].text or "") + said


def _fill(nodes: list[_Node], scope: Values, values: Values) -> None:
    for node in nodes:
        found = _ask(node.asks, scope)
        if node.name.startswith("v"):
            values[node.name] = re.sub(r"<[^>]+>", "", str(found)) if hasattr(found, "__html__") else str(found)
        elif node.name.startswith("l"):
            values[node.name] = list(_items(node, list(found), scope))
        else:
            values[node.name], values[f"n{node.name}"] = bool(found), not found
            _fill(node.inner if found else node.otherwise, scope, values)


def _items(node: _Node, found: list[Any], scope: Values) -> Iterator[Values]:
    for item in found:
        inner: Values = {}
        _fill(node.inner, {**scope, node.target: item}, inner)
        yield inner


def _ask(asks: str, scope: Values) -> Any:
    return _ENVIRONMENT.compile_expression(asks, undefined_to_none=False)(**copy.copy(scope))
