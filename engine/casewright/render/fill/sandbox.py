"""What a template may say: plain data read by name, loops, conditions and a few filters; nothing else."""

from collections.abc import Callable, Iterable

import markupsafe
from jinja2 import Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from casewright.render.fill.links import claim_links, claim_mark, exhibit_links, exhibit_mark, linked

#: Filters of Jinja that take and give short texts and numbers.
FILTERS = ("abs", "capitalize", "default", "first", "int", "join", "last", "length", "lower", "round", "title", "trim",
           "upper")  # fmt: skip
LOOP_NAMES = ("first", "index", "index0", "last", "length", "revindex")

#: Every kind of node that a template may hold. What is not here (calls, assignments, macros, imports, powers and
#: products, which can fill the memory) is refused when the template is loaded, before anything runs.
ALLOWED_NODES = (
    nodes.And, nodes.Compare, nodes.CondExpr, nodes.Const, nodes.Filter, nodes.For, nodes.Getattr, nodes.Getitem,
    nodes.If, nodes.Keyword, nodes.List, nodes.Name, nodes.Neg, nodes.Not, nodes.Operand, nodes.Or, nodes.Output,
    nodes.Template, nodes.TemplateData, nodes.Test, nodes.Tuple,
)  # fmt: skip
TESTS = ("defined", "divisibleby", "eq", "even", "false", "ge", "gt", "in", "le", "lt", "ne", "odd", "sameas", "true")
MAX_LOOPS = 4


#: What ``escape`` does inside, before it wraps each text in an object of its own, which takes ten times as long.
_QUICK: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


class _QuickEscape(CodeGenerator):
    """Writes templates that escape what they print by ``StaffSandbox.escaped``."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class StaffSandbox(ImmutableSandboxedEnvironment):
    """An environment in which a dot reads a key of plain data, and never an attribute of an object."""

    code_generator_class = _QuickEscape

    @staticmethod
    def escaped(value: object) -> str:
        """Return a printed value as XML: the letters of ``escape``, a plain text sooner."""
        if type(value) is str:
            return _QUICK(value)
        return value if type(value) is markupsafe.Markup else markupsafe.escape(value)

    def getattr(self, obj: object, attribute: str) -> object:
        """Return a key of a group, or one of the loop's own names."""
        if type(obj) is dict and attribute in obj:  # what nearly every dot reads
            return obj[attribute]
        if isinstance(obj, LoopContext):
            return getattr(obj, attribute) if attribute in LOOP_NAMES else self.undefined(obj=obj, name=attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: object, argument: object) -> object:
        """Return a key of a group or a place of a list; undefined for anything else."""
        if isinstance(obj, dict) and argument in obj:
            found: object = obj[argument]
            return found
        if isinstance(obj, list) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=str(argument))

    def is_safe_callable(self, obj: object) -> bool:  # noqa: ARG002 - the name is Jinja's
        """Refuse every call."""
        return False


def staff_environment() -> Environment:
    """Return the environment in which templates are read and rendered."""
    environment = StaffSandbox(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.filters |= {
        "claim_links": claim_links, "claim_mark": claim_mark, "exhibit_links": exhibit_links,
        "exhibit_mark": exhibit_mark, "linked": linked,
    }  # fmt: skip
    environment.tests = {name: environment.tests[name] for name in TESTS}
    return environment


def refused_nodes(tree: nodes.Node) -> Iterable[str]:
    """Yield what a parsed template says that it may not say, in the words of the template's author."""
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Mul) and _counts_columns(node):
            continue
        if not isinstance(node, ALLOWED_NODES):
            yield _NAMES.get(type(node).__name__, type(node).__name__.lower())
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield node.attr
    if _depth(tree) > MAX_LOOPS:
        yield f"more than {MAX_LOOPS} loops in one another"


_NAMES = {"Call": "(...)", "Assign": "set", "AssignBlock": "set", "Mul": "*", "Pow": "**", "Mod": "%", "Add": "+",
          "Concat": "~", "Include": "include", "Import": "import", "FromImport": "import", "Macro": "macro",
          "Block": "block", "Extends": "extends", "CallBlock": "call", "FilterBlock": "filter"}  # fmt: skip


def _counts_columns(node: nodes.Mul) -> bool:
    """Allow the one product that docxtpl itself writes: ``{% hm %}`` in a cell that spans columns already."""
    left, right = node.left, node.right
    return (
        isinstance(left, nodes.Const) and isinstance(left.value, int) and isinstance(right, nodes.Getattr)
        and right.attr == "length" and isinstance(right.node, nodes.Name) and right.node.name == "loop"
    )  # fmt: skip


def _depth(node: nodes.Node) -> int:
    inner = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return inner + isinstance(node, nodes.For)
