"""The marks of a template, tag by tag, held against the names that exist."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError, nodes

from casewright.model import FileRef, Finding, Kind
from casewright.render.check import mark_kinds as kinds
from casewright.render.check.places import Spot
from casewright.render.fill.links import RUN_FILTERS
from casewright.render.fill.sandbox import LOOP_NAMES, MAX_LOOPS, refused_nodes, staff_environment
from casewright.render.shapes.names import Shape, known_names

TAG = re.compile(r"\{%(?:(?!%\}).)*%\}|\{\{(?:(?!\}\}).)*\}\}|\{#(?:(?!#\}).)*#\}", re.DOTALL)
_WIDE = re.compile(r"｛|｝|\{％|％\}")
_LEVEL = re.compile(r"(tr|tc|p|r)\s")
_CELL_WORDS = ("cellbg", "colspan", "hm", "vm")
_NARROW = str.maketrans("，。（）：；｜＝｛｝％“”‘’！＞＜", ",.():;|={}%\"\"''!><")
_UNKNOWN = "?"

Scope = Mapping[str, Shape]


@dataclass(slots=True)
class _Block:
    word: str
    tag: str
    level: str
    spot: Spot
    scope: Scope


@dataclass(slots=True)
class MarkCheck:
    """One pass over the paragraphs of a template; blocks stay open from one paragraph to the next."""

    file: str
    environment: Environment = field(default_factory=staff_environment)
    found: list[Finding] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)

    def part(self, spots: Iterable[Spot]) -> None:
        """Check one part; every block that opens in it must close in it."""
        for spot in spots:
            self._spot(spot)
        for block in self.blocks:
            self._add(kinds.NEVER_CLOSED, block.spot, tag=block.tag, end=f"{{%{block.level} end{block.word} %}}")
        self.blocks.clear()

    def _spot(self, spot: Spot) -> None:
        if _WIDE.search(spot.text):
            self._add(kinds.WIDE, spot, text=_cut(spot.text), narrow=_cut(spot.text.translate(_NARROW)))
            return
        rest = TAG.sub("", spot.text)
        if any(edge in rest for edge in ("{{", "}}", "{%", "%}")):
            self._add(kinds.HALF, spot, text=_cut(rest))
        for match in TAG.finditer(spot.text):
            if not match[0].startswith("{#"):
                self._tag(match[0], spot)

    def _tag(self, tag: str, spot: Spot) -> None:
        body = tag[2:-2].translate(str.maketrans("“”‘’", "\"\"''"))
        prefix = _LEVEL.match(body)
        level = prefix[1] if prefix else ""
        body = body[len(level) :].strip().strip("-").strip()
        if tag.startswith("{%"):
            self._beside(tag, level, spot)
            self._statement(body, tag, level, spot)
        else:
            self._value(body, tag, level, spot)

    def _beside(self, tag: str, level: str, spot: Spot) -> None:
        """A paragraph or row that holds such a mark goes away with all that stands beside it."""
        if level == "tr" and not spot.in_table:
            self._add(kinds.ROW_OUTSIDE, spot, tag=tag)
        whole = {"p": spot.text, "tr": spot.row_text or spot.text}.get(level, tag)
        left = whole.replace(tag, "", 1).strip()
        if left:
            self._add(kinds.BESIDE, spot, tag=tag, text=_cut(left))

    def _statement(self, body: str, tag: str, level: str, spot: Spot) -> None:
        word, _, rest = body.partition(" ")
        if word in ("for", "if"):
            self._open(word, body, tag, level, spot)
        elif word in ("endfor", "endif"):
            self._close(word, tag, level, spot)
        elif word in ("elif", "else"):
            self._otherwise(word, rest, tag, level, spot)
        elif word in _CELL_WORDS:
            if rest:
                self._value(rest, tag, "", spot)
        elif word in ("set", "include", "import", "from", "macro", "block", "extends", "call", "filter", "raw", "do"):
            self._add(kinds.NOT_ALLOWED, spot, tag=tag, what=word)
        else:
            near = difflib.get_close_matches(body.replace(" ", "")[:20], ("endfor", "endif", "else", "for", "if"), 1)
            self._add(kinds.UNKNOWN_WORD, spot, tag=tag, word=_cut(body), **_guess(near))
            if near and self.blocks and near[0] == f"end{self.blocks[-1].word}":
                self.blocks.pop()  # a misspelt end still ends, so that one slip is one finding

    def _open(self, word: str, body: str, tag: str, level: str, spot: Spot) -> None:
        scope = dict(self._scope())
        node = self._parse(f"{{% {body} %}}{{% end{word} %}}", tag, spot)
        if isinstance(node, nodes.For):
            form = self._form(node.iter, scope, tag, spot)
            if not isinstance(form, list) and form != _UNKNOWN:
                self._add(kinds.NOT_A_LIST, spot, tag=tag)
            if isinstance(node.target, nodes.Name):
                scope[node.target.name] = form[0] if isinstance(form, list) else _UNKNOWN
            scope["loop"] = dict.fromkeys(LOOP_NAMES, "text")
            if node.test is not None:
                self._form(node.test, scope, tag, spot)
        elif isinstance(node, nodes.If):
            self._form(node.test, scope, tag, spot)
        self.blocks.append(_Block(word, tag, level, spot, scope))
        if word == "for" and sum(block.word == "for" for block in self.blocks) == MAX_LOOPS + 1:
            self._add(kinds.NOT_ALLOWED, spot, tag=tag, what=f"more than {MAX_LOOPS} loops in one another")

    def _close(self, word: str, tag: str, level: str, spot: Spot) -> None:
        if not self.blocks or f"end{self.blocks[-1].word}" != word:
            self._add(kinds.NEVER_OPENED, spot, tag=tag)
            return
        block = self.blocks.pop()
        if block.level != level:
            self._add(kinds.MIXED, spot, tag=tag, other=block.tag)

    def _otherwise(self, word: str, rest: str, tag: str, level: str, spot: Spot) -> None:
        if not self.blocks:
            self._add(kinds.NEVER_OPENED, spot, tag=tag)
            return
        if self.blocks[-1].level != level:
            self._add(kinds.MIXED, spot, tag=tag, other=self.blocks[-1].tag)
        if word == "elif":
            node = self._parse(f"{{% if {rest} %}}{{% endif %}}", tag, spot)
            if isinstance(node, nodes.If):
                self._form(node.test, self._scope(), tag, spot)

    def _value(self, body: str, tag: str, level: str, spot: Spot) -> None:
        node = self._parse(f"{{{{ {body} }}}}", tag, spot)
        if not isinstance(node, nodes.Output) or len(node.nodes) != 1:
            return
        inner = node.nodes[0]
        gives_runs = isinstance(inner, nodes.Filter) and inner.name in RUN_FILTERS
        if gives_runs != (level == "r"):
            self._add(
                kinds.RUNS_INLINE if gives_runs else kinds.RUNS_WANTED, spot, tag=tag, names=" ".join(RUN_FILTERS)
            )
        form = self._form(inner, self._scope(), tag, spot)
        if isinstance(form, dict):
            self._add(kinds.GROUP_PRINTED, spot, tag=tag, names=", ".join(form))
        elif isinstance(form, list):
            self._add(kinds.LIST_PRINTED, spot, tag=tag)

    def _parse(self, source: str, tag: str, spot: Spot) -> nodes.Node | None:
        try:
            tree = self.environment.parse(source)
        except TemplateSyntaxError as error:
            narrow = tag.translate(_NARROW)
            self._add(
                kinds.UNREADABLE, spot, tag=tag, why=error.message or "", **_guess([narrow] if narrow != tag else [])
            )
            return None
        refused = tuple(refused_nodes(tree))
        for what in dict.fromkeys(refused):
            self._add(kinds.NOT_ALLOWED, spot, tag=tag, what=what)
        for node in tree.find_all((nodes.Filter, nodes.Test)):
            known = self.environment.filters if isinstance(node, nodes.Filter) else self.environment.tests
            if node.name not in known:
                near = difflib.get_close_matches(node.name, list(known), 1)
                self._add(kinds.UNKNOWN_FILTER, spot, tag=tag, name=node.name, **_guess(near))
        return None if refused else tree.body[0]

    def _form(self, node: nodes.Node, scope: Scope, tag: str, spot: Spot) -> Shape:
        """Return the form of an expression, ``?`` where it cannot be told or was already reported."""
        if isinstance(node, nodes.Name):
            return self._named(node.name, scope, tag, spot)
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            return self._member(node, scope, tag, spot)
        for child in node.iter_child_nodes():
            self._form(child, scope, tag, spot)
        return _UNKNOWN

    def _member(self, node: nodes.Getattr | nodes.Getitem, scope: Scope, tag: str, spot: Spot) -> Shape:
        form = self._form(node.node, scope, tag, spot)
        name = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
        if form == _UNKNOWN or not isinstance(name, str | int):
            return _UNKNOWN
        if isinstance(form, list):
            if isinstance(name, int):
                return form[0]
            return self._unknown(name, [], tag, spot)
        if isinstance(form, dict) and isinstance(name, str):
            return self._named(name, form, tag, spot)
        return self._unknown(str(name), [], tag, spot)

    def _named(self, name: str, names: Scope, tag: str, spot: Spot) -> Shape:
        return names[name] if name in names else self._unknown(name, names, tag, spot)

    def _unknown(self, name: str, names: Iterable[str], tag: str, spot: Spot) -> Shape:
        known = list(names)
        near = difflib.get_close_matches(name, known, 1, 0.5)
        self._add(kinds.UNKNOWN_FIELD, spot, tag=tag, name=name, **_guess(near, known))
        return _UNKNOWN

    def _scope(self) -> Scope:
        return self.blocks[-1].scope if self.blocks else known_names()

    def _add(self, kind: Kind, spot: Spot, **values: object) -> None:
        self.found.append(kind.at(FileRef(self.file, spot.place), **values))


def _guess(near: Iterable[str], known: Iterable[str] = ()) -> dict[str, str]:
    """Return the nearest known name as the clerk should type it, or the names there are."""
    for name in near:
        return {"guess_zh": f"是不是想写“{name}”？", "guess_en": f'Did you mean "{name}"?'}
    names = ", ".join(known)
    if names:
        return {"guess_zh": f"这里可用：{names}。", "guess_en": f"Known here: {names}."}
    return {"guess_zh": "请对照字段表改正，或删去。", "guess_en": "Correct it by the list of fields, or delete it."}


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
