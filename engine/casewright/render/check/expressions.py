"""What stands inside a mark, read as Jinja reads it and held against the names that exist."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from jinja2 import Environment, TemplateSyntaxError, nodes

from casewright.model import Kind
from casewright.render.check import block_kinds, place_kinds
from casewright.render.check import mark_kinds as kinds
from casewright.render.check.guesses import (
    Guess,
    Repairs,
    guess,
    loop_lines,
    loop_repaired,
    nearest,
    repaired,
    troubles,
)
from casewright.render.check.scan import Mark, typed
from casewright.render.fill.links import RUN_FILTERS
from casewright.render.fill.sandbox import refused_nodes
from casewright.render.shapes.names import Shape, known_names

UNKNOWN = "?"
#: In reach instead of a loop variable that could not be made out: whatever name stands inside is let be.
ANY = ""
LANGUAGES = ("zh", "en", "own", "ja", "de")
_OF_LISTS = ("claim_links", "exhibit_links")
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Bound:
    """A name in reach: its form, and its path from the top (``plan.causes[].label``)."""

    shape: Shape
    path: str


Scope = Mapping[str, Bound]
Add = Callable[..., None]


class Note(Protocol):
    """Hears which paths a mark uses."""

    def __call__(self, path: str, *, printed: bool) -> None:
        """Take one path."""


def _unnoted(path: str, *, printed: bool) -> None:
    del path, printed


@dataclass(slots=True)
class Reading:
    """One mark being read: what is in reach, where findings go, which paths it uses."""

    environment: Environment
    scope: Scope
    mark: Mark
    add: Add
    ended: Mapping[str, str] = field(default_factory=dict)
    note: Note = field(default=_unnoted)

    def value(self) -> None:
        """Read what a mark prints."""
        mark = self.mark
        if not mark.body:
            self.add(block_kinds.EMPTY_MARK, tag=mark.text)
            return
        node = self.parse(f"{{{{ {mark.body} }}}}", mark.body)
        if not isinstance(node, nodes.Output) or len(node.nodes) != 1:
            return
        inner = node.nodes[0]
        if isinstance(inner, nodes.Tuple):
            self._unreadable(mark.body, "unexpected ','")
            return
        self._prefix(inner)
        self._print(inner, self.form(inner))
        self._quoted(inner)

    def condition(self, body: str) -> None:
        """Read what an if asks."""
        node = self.parse(f"{{% if {body} %}}{{% endif %}}", body)
        if isinstance(node, nodes.If):
            self._ask(node.test)

    def loop(self, body: str) -> tuple[str, Bound] | None:
        """Read what a for repeats; return its variable with what it stands for."""
        node = self.parse(f"{{% for {body} %}}{{% endfor %}}", body, repairs=loop_repaired)
        if not isinstance(node, nodes.For):
            match = re.match(r"(?:each\s+)?(\w+)(?![\w.])", body)
            return match[1] if match else ANY, Bound(UNKNOWN, UNKNOWN)
        path = self.path(node.iter)
        form = self.form(node.iter)
        if not isinstance(form, list) and form != UNKNOWN:
            self._no_list(form, path)
        item = Bound(form[0] if isinstance(form, list) else UNKNOWN, f"{path}[]" if path else UNKNOWN)
        name = node.target.name if isinstance(node.target, nodes.Name) else ""
        if node.test is not None:
            inner = Reading(self.environment, {**self.scope, name: item}, self.mark, self.add, self.ended, self.note)
            inner._ask(node.test)
        return name, item

    def parse(self, source: str, body: str, *, repairs: Repairs = repaired) -> nodes.Node | None:
        """Return the tree of a mark, None where it cannot be read or says what it may not."""
        try:
            tree = self.environment.parse(source)
        except TemplateSyntaxError as error:
            self._unreadable(body, error.message or "", repairs)
            return None
        refused = tuple(dict.fromkeys(refused_nodes(tree)))
        if refused:
            fixed = repaired(body, self._known)
            if fixed:
                self._unreadable(body, "")
            else:
                for what in refused:
                    self.add(kinds.NOT_ALLOWED, tag=self.mark.text, what=what)
            return None
        self._formats(tree)
        return tree.body[0] if tree.body else None

    def form(self, node: nodes.Node) -> Shape:
        """Return the form of an expression, ``?`` where it cannot be told or was already reported."""
        if isinstance(node, nodes.Name):
            return self._top(node.name)
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            return self._member(node)
        if isinstance(node, nodes.Filter):
            return self._filtered(node)
        if isinstance(node, nodes.Compare):
            self._compare(node)
        elif isinstance(node, nodes.CondExpr):
            self._ask(node.test)
            forms = [self.form(each) for each in (node.expr1, node.expr2) if each is not None]
            return forms[0] if forms[0] != UNKNOWN else forms[-1]
        else:
            for child in node.iter_child_nodes():
                self.form(child)
        return UNKNOWN

    def path(self, node: nodes.Node) -> str:
        """Return the path of a plain chain of names, empty for anything else."""
        if isinstance(node, nodes.Name):
            return self.scope[node.name].path if node.name in self.scope else ""
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            inner = self.path(node.node)
            name = _name_of(node)
            if not inner or inner.startswith(UNKNOWN) or name is None:
                return ""
            return f"{inner}[]" if isinstance(name, int) else f"{inner}.{name}"
        return ""

    def _ask(self, test: nodes.Node) -> None:
        form = self.form(test)
        if isinstance(test, nodes.And | nodes.Or):
            return
        self._tested(test, form)

    def _tested(self, test: nodes.Node, form: Shape) -> None:
        if isinstance(form, dict) and isinstance(test, nodes.Name | nodes.Getattr | nodes.Getitem):
            self.add(block_kinds.GROUP_TESTED, tag=self.mark.text, fixed=f"{_spelt(test)}.{_first(form)}")

    def _compare(self, node: nodes.Compare) -> None:
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        forms = [self.form(side) for side in sides]
        for side, form in zip(sides, forms, strict=True):
            others = [each for each in sides if each is not side]
            contains = any(operand.op in ("in", "notin") for operand in node.ops)
            plain = any(isinstance(each, nodes.Const) and isinstance(each.value, str) for each in others)
            if plain and (isinstance(form, dict) or (isinstance(form, list) and not contains)):
                fixed = f"{_spelt(side)}.{_first(form)}" if isinstance(form, dict) else f'"…" in {_spelt(side)}'
                self.add(block_kinds.GROUP_COMPARED, tag=self.mark.text, fixed=fixed)

    def _print(self, inner: nodes.Node, form: Shape) -> None:
        plain = inner
        while isinstance(plain, nodes.Filter) and plain.node is not None:
            plain = plain.node
        path = self.path(plain)
        if path and form == "text":
            self.note(path, printed=True)
        if isinstance(form, dict):
            spelt = _spelt(plain) or "…"
            example = " ".join(typed("{", "", f"{spelt}.{name}") for name in _examples(form))
            self.add(kinds.GROUP_PRINTED, tag=self.mark.text, names=_some(form), example=example)
        elif isinstance(form, list):
            zh, en = loop_lines(_spelt(plain) or "…", form)
            self.add(kinds.LIST_PRINTED, tag=self.mark.text, guess_zh=zh, guess_en=en)

    def _quoted(self, inner: nodes.Node) -> None:
        """Tell of a name in quotes, which prints the name: Word makes quotes of its own, and docxtpl takes them."""
        if isinstance(inner, nodes.Const) and isinstance(inner.value, str):
            name = inner.value.strip()
            if re.match(r"\w+", name) and re.split(r"[.\[]", name, maxsplit=1)[0] in self.scope:
                self.add(block_kinds.QUOTED_NAME, tag=self.mark.text, name=name, fixed=typed("{", "", name))

    def _prefix(self, inner: nodes.Node) -> None:
        level, mark = self.mark.level, self.mark
        if isinstance(inner, nodes.Filter) and inner.name not in self.environment.filters:
            return  # a misspelt format was told of; nobody knows what it would have given
        gives_runs = isinstance(inner, nodes.Filter) and inner.name in RUN_FILTERS
        if gives_runs and level != "r":
            self.add(kinds.RUNS_INLINE, tag=mark.text, fixed=typed("{", "r", mark.body))
        elif level and not gives_runs and self._quiet_form(inner) in ("text", "flag", UNKNOWN):
            self.add(kinds.RUNS_WANTED, tag=mark.text, level=level, names=" ".join(RUN_FILTERS),
                     fixed=typed("{", "", mark.body))  # fmt: skip

    def _quiet_form(self, node: nodes.Node) -> Shape:
        return Reading(self.environment, self.scope, self.mark, _nowhere, self.ended).form(node)

    def _filtered(self, node: nodes.Filter) -> Shape:
        form = self.form(node.node) if node.node is not None else UNKNOWN
        for child in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self.form(child)
        if form == UNKNOWN or node.name == "default":
            return form
        if isinstance(form, list):
            if node.name in ("first", "last"):
                return form[0]
            if node.name == "length":
                return "text"
            by_name = any(keyword.key == "attribute" for keyword in node.kwargs)
            fits = isinstance(form[0], str) or by_name
            return "text" if fits and node.name in ("join", *_OF_LISTS) else form
        if isinstance(form, dict) and node.name != "length":
            return form
        return "text"

    def _member(self, node: nodes.Getattr | nodes.Getitem) -> Shape:
        form, name = self.form(node.node), _name_of(node)
        if isinstance(node, nodes.Getitem):
            self.form(node.arg)
        if form == UNKNOWN or name is None:
            return UNKNOWN
        path = self.path(node)
        if path:
            self.note(path, printed=False)
        if isinstance(form, list):
            return form[0] if isinstance(name, int) else self._of_a_list(node, form, str(name))
        if isinstance(form, dict) and isinstance(name, str):
            if name in form:
                return form[name]
            self._unknown(name, form, _spelt(node.node))
            return UNKNOWN
        self._of_a_text(node, str(name))
        return UNKNOWN

    def _top(self, name: str) -> Shape:
        if name in self.scope:
            self.note(self.scope[name].path, printed=False)
            return self.scope[name].shape
        if ANY in self.scope:
            return UNKNOWN
        if name in self.ended:
            self.add(block_kinds.AFTER_LOOP, tag=self.mark.text, name=name, loop=self.ended[name])
        elif name == "loop":
            self.add(block_kinds.AFTER_LOOP, tag=self.mark.text, name=name, loop="{% for … %}")
        else:
            self._unknown(name, {each: bound.shape for each, bound in self.scope.items()}, "")
        return UNKNOWN

    def _of_a_list(self, node: nodes.Getattr | nodes.Getitem, form: Sequence[Shape], name: str) -> Shape:
        zh, en = loop_lines(_spelt(node.node), list(form), name)
        self.add(kinds.UNKNOWN_FIELD, tag=self.mark.text, name=name, guess_zh=zh, guess_en=en)
        return UNKNOWN

    def _of_a_text(self, node: nodes.Getattr | nodes.Getitem, name: str) -> None:
        whole = _spelt(node.node)
        fixed = self.mark.mended.replace(f"{whole}.{name}", whole, 1)
        if name in LANGUAGES:
            self.add(place_kinds.NOT_BILINGUAL, tag=self.mark.text, name=whole, lang=name, fixed=fixed)
        else:
            self.add(kinds.UNKNOWN_FIELD, tag=self.mark.text, name=name,
                     guess_zh=f"{whole} 没有下一级，改成 {fixed}",
                     guess_en=f"{whole} has no parts; write {fixed}")  # fmt: skip

    def _unknown(self, name: str, names: Mapping[str, Shape], front: str) -> None:
        near = nearest(name, names)
        if near is None and not front:
            near = self._elsewhere(name)
        if near is None:
            own = (each for each in names if each not in known_names()) if not front else ()
            words = guess((), _some(dict.fromkeys((*own, *names))))
        else:
            before = rf"(?<![\w.]){re.escape(front)}\." if front else r"(?<![\w.])"
            fixed = re.sub(rf"({before}){re.escape(name)}\b", lambda match: match[1] + near, self.mark.mended, count=1)
            words = guess((near,), fixed=fixed)
        self.add(kinds.UNKNOWN_FIELD, tag=self.mark.text, name=name, **words)

    def _elsewhere(self, name: str) -> str | None:
        """Return where a name stands further in: ``case.ref`` for ``ref``."""
        for top, bound in reversed(list(self.scope.items())):
            if isinstance(bound.shape, dict) and name in bound.shape:
                return f"{top}.{name}"
        return None

    def _no_list(self, form: Shape, path: str) -> None:
        lists = (
            [f"{path}.{name}" for name, inner in form.items() if isinstance(inner, list)]
            if isinstance(form, dict)
            else []
        )
        names = ", ".join(lists[:_SHORT])
        self.add(kinds.NOT_A_LIST, tag=self.mark.text,
                 names_zh=f"，这里有：{names}" if names else "",
                 names_en=f"; there are: {names}" if names else "")  # fmt: skip

    def _formats(self, tree: nodes.Node) -> None:
        for node in tree.find_all((nodes.Filter, nodes.Test)):
            known = self.environment.filters if isinstance(node, nodes.Filter) else self.environment.tests
            if node.name not in known:
                near = nearest(node.name, known)
                fixed = self.mark.mended.replace(node.name, near or "", 1)
                words = guess((near,), fixed=fixed) if near else guess((), ", ".join(sorted(known)))
                self.add(kinds.UNKNOWN_FILTER, tag=self.mark.text, name=node.name, **words)

    def _unreadable(self, body: str, message: str, repairs: Repairs = repaired) -> None:
        why = troubles(message)
        fixed = repairs(body, self._known)
        words: Guess = guess((fixed,), fixed=self.mark.mended.replace(body, fixed, 1)) if fixed else guess(())
        self.add(kinds.UNREADABLE, tag=self.mark.text, why_zh=why.zh, why_en=why.en, **words)

    def path_known(self, body: str) -> bool:
        """Say whether a text is a field in reach."""
        return bool(re.fullmatch(r"[\w.\[\]]+", body)) and self._known(body)

    def _known(self, source: str) -> bool:
        """Say whether an expression reads and uses known names alone."""
        faults: list[Kind] = []
        try:
            tree = self.environment.parse(f"{{% if {source} %}}{{% endif %}}")
        except TemplateSyntaxError:
            return False
        if tuple(refused_nodes(tree)):
            return False
        quiet = Reading(self.environment, self.scope, self.mark, lambda kind, **_: faults.append(kind), self.ended)
        quiet._formats(tree)
        quiet.form(tree.body[0].test)  # type: ignore[attr-defined]
        return kinds.UNKNOWN_FIELD not in faults and kinds.UNKNOWN_FILTER not in faults


def _name_of(node: nodes.Getattr | nodes.Getitem) -> str | int | None:
    name = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
    return name if isinstance(name, str | int) else None


def _spelt(node: nodes.Node | None) -> str:
    """Return a chain of names as it was typed."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        name = _name_of(node)
        return f"{_spelt(node.node)}[{name}]" if isinstance(name, int) else f"{_spelt(node.node)}.{name}"
    return ""


def is_bilingual(form: Shape) -> bool:
    """Say whether a form is one text in both languages."""
    return isinstance(form, dict) and form.get("zh") == form.get("en") == "text"


def _examples(form: Mapping[str, Shape]) -> Iterator[str]:
    if is_bilingual(dict(form)):
        yield from ("en", "zh")
    else:
        yield _first(form)


def _first(form: Mapping[str, Shape]) -> str:
    if "en" in form:
        return "en"
    for name, inner in form.items():
        if isinstance(inner, str):
            return name
        if is_bilingual(inner):
            return f"{name}.en"
    return next(iter(form), "…")


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:_SHORT]) + (" …" if len(listed) > _SHORT else "")


def _nowhere(kind: Kind, **values: object) -> None:
    del kind, values


def close(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the nearest of some words."""
    return next(iter(difflib.get_close_matches(word, list(known), 1, cutoff)), None)
