"""Loops that count what they do: the tree of a template, rewritten so that no render goes on without end."""

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, Undefined, nodes
from jinja2.exceptions import TemplateRuntimeError

from casewright.render.fill.making import charge
from casewright.render.fill.sandbox import staff_environment

#: Names that nobody can type in a mark.
_LOOP, _SIZE = " loop", " size"
_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


def counting_environment() -> Environment:
    """Return the environment of staff with the filters by which loops and searches count."""
    environment = staff_environment()
    environment.filters |= {_LOOP: _counted, _SIZE: _searched}
    return environment


def bound(tree: nodes.Template) -> nodes.Template:
    """Let each loop and each search in a tree count, and write the braces that an author escaped.

    docxtpl unescapes the finished text, and so what a client wrote as well; here only the author's own text is.
    """
    for loop in tree.find_all(nodes.For):
        weight = 1 + sum(1 for inner in loop.body for _ in _steps(inner))
        loop.iter = _filtered(loop.iter, _LOOP, weight)
    for operand in tree.find_all(nodes.Operand):
        if operand.op in ("in", "notin"):
            operand.expr = _filtered(operand.expr, _SIZE, 1)
    for data in tree.find_all(nodes.TemplateData):
        for written, meant in _ESCAPES:
            data.data = data.data.replace(written, meant)
    return tree


def _filtered(
    node: Any,  # noqa: ANN401 - Jinja types the iterable as any node
    name: str,
    weight: int,
) -> nodes.Filter:
    made = nodes.Filter(node, name, [nodes.Const(weight)], [], None, None)
    made.set_lineno(node.lineno)
    made.set_environment(node.environment)
    return made


def _steps(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what takes time in a turn of a loop; an inner loop counts its own turns."""
    if isinstance(node, nodes.Output):
        yield from node.nodes
    elif isinstance(node, nodes.For):
        yield node
    else:
        yield node
        for child in node.iter_child_nodes():
            yield from _steps(child)


def _counted(value: object, weight: int) -> object:
    """Count the turns that a loop will take before it takes the first."""
    if not isinstance(value, list | dict | str | tuple | Undefined):
        raise TemplateRuntimeError(f"{value} is not a list")
    charge((1 + len(value)) * weight)  # an undefined name says so itself
    return value


def _searched(value: object, weight: int) -> object:
    if isinstance(value, list | dict):
        charge(weight * len(value))
    elif isinstance(value, str):
        charge(weight * (1 + len(value) // 1000))
    return value
