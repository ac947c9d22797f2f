"""The marks of a template, one by one in reading order, held against the names that exist."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jinja2 import Environment

from casewright.model import Bilingual, Finding, Kind
from casewright.render.check import block_kinds, place_kinds
from casewright.render.check import mark_kinds as kinds
from casewright.render.check.blocks import Block, BlockStack
from casewright.render.check.expressions import ANY, Bound, Reading, Scope, close
from casewright.render.check.guesses import guess
from casewright.render.check.places import Spot
from casewright.render.check.scan import Foreign, Mark, foreign, joined, scan, typed
from casewright.render.check.slips import Slip, cut, slip
from casewright.render.check.statements import (
    BRANCHES,
    CELL_WORDS,
    ENDS,
    OPENERS,
    REFUSED,
    Statement,
    statement,
)
from casewright.render.fill.sandbox import LOOP_NAMES, MAX_LOOPS, staff_environment
from casewright.render.shapes.names import known_names


@dataclass(frozen=True, slots=True)
class Print:
    """One place that prints a field: its full path (``plan.causes[].label.en``), the mark, the spot."""

    path: str
    mark: Mark
    spot: Spot


@dataclass(slots=True)
class MarkCheck:
    """One pass over the parts of a template; what opens in a part must close in it."""

    file: str
    environment: Environment = field(default_factory=staff_environment)
    slips: list[Slip] = field(default_factory=list)
    prints: list[Print] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    _stack: BlockStack = field(default_factory=BlockStack)
    _ended: dict[str, str] = field(default_factory=dict)
    _told: set[object] = field(default_factory=set)

    @property
    def found(self) -> tuple[Finding, ...]:
        """Return the findings alone."""
        return tuple(each.finding for each in self.slips)

    def part(self, spots: Sequence[Spot]) -> None:
        """Check one part."""
        self._ended = {}
        marked = _mended([(spot, scan(spot.text)) for spot in spots if spot.inside in ("", "attribute", "copy")])
        flow = [statement(spot, mark) for spot, marks in marked for mark in marks if mark.sign == "%"]
        self._stack = BlockStack(flow)
        for spot, marks in marked:
            for mark in marks:
                try:
                    self._mark(mark, spot)
                except RecursionError:  # a thousand brackets, filters or steps in one mark
                    self._add(kinds.NOT_ALLOWED, spot, mark, tag=cut(mark.text), what="过长 / too long")
            for other in foreign(spot.text, marks):
                self._foreign(other, spot)
        for block in self._stack.left():
            self._never_closed(block)

    def _mark(self, mark: Mark, spot: Spot) -> None:
        known = self._typing(mark, spot)
        if not known or mark.sign == "#":
            return
        if mark.sign == "%":
            self._statement(statement(spot, mark, self._stack.inside), mark, spot)
            return
        self._beside(mark, spot)
        self._read(mark, spot).value()

    def _typing(self, mark: Mark, spot: Spot) -> bool:
        """Tell slips of the keyboard; say whether the mark can be read all the same."""
        fixed = mark.mended
        if mark.fault in ("wide", "punctuation"):
            self._add(kinds.WIDE, spot, mark, text=cut(mark.text), narrow=fixed)
        elif mark.fault == "cut":
            self._add(block_kinds.CUT, spot, mark, text=cut(mark.text), fixed=fixed)
        elif mark.fault == "loose" and mark.body and mark.sign == "{" and _one_brace(mark):
            self._add(
                kinds.HALF, spot, mark, text=cut(mark.text), guess_zh=f"应为 {fixed}", guess_en=f" It should be {fixed}"
            )
        elif mark.fault:
            words = {"guess_zh": "", "guess_en": ""}
            if mark.fault != "loose" and mark.body:
                words = {"guess_zh": f"应为 {fixed}", "guess_en": f" It should be {fixed}"}
            self._add(kinds.HALF, spot, mark, text=cut(mark.text), **words)
        if mark.fault in ("half", "loose"):
            return mark.fault == "half" and mark.sign == "%" and self._follow(mark, spot)
        if mark.prefix == "odd" and not mark.fault:
            self._add(block_kinds.PREFIX, spot, mark, tag=mark.text, fixed=mark.mended)
        return True

    def _follow(self, mark: Mark, spot: Spot) -> bool:
        """Let a half instruction open or close its block, so that its partner is not a second finding."""
        each = statement(spot, mark, self._stack.inside)
        if each.word in OPENERS:
            self._open(each, quiet=True)
        elif each.word in ENDS:
            self._stack.close(each.word, spot, mark)
        return False

    def _statement(self, each: Statement, mark: Mark, spot: Spot) -> None:
        if each.word in (*OPENERS, *ENDS, *BRANCHES):
            self._beside(mark, spot)
        if each.word == "elif" and each.spelt:
            self._add(block_kinds.ELIF_SPELT, spot, mark, tag=mark.text,
                      fixed=typed("%", mark.level, f"elif {each.rest}".strip()))  # fmt: skip
        elif each.spelt:
            self._unknown_word(each, mark, spot)
        if each.word in OPENERS:
            self._open(each, quiet=bool(each.spelt))
        elif each.word in ENDS:
            self._end(each)
        elif each.word in BRANCHES:
            self._branch(each)
        elif each.word in CELL_WORDS and each.right:
            if each.rest:
                self._read(replace(mark, body=each.rest, level=""), spot).value()
        elif each.word in REFUSED:
            self._add(kinds.NOT_ALLOWED, spot, mark, tag=mark.text, what=each.word)

    def _unknown_word(self, each: Statement, mark: Mark, spot: Spot) -> None:
        if not each.word and (self._read(mark, spot, quiet=True).path_known(mark.body)):
            fixed = typed("{", mark.level, mark.body)
            words = {"guess_zh": f"要打印字段就写 {fixed}", "guess_en": f"To print a field write {fixed}"}
        elif each.word:
            words = {**guess((each.word,), fixed=typed("%", mark.level, f"{each.word} {each.rest}".strip()))}
        else:
            words = {**guess((), "for, endfor, if, elif, else, endif")}
        self._add(kinds.UNKNOWN_WORD, spot, mark, tag=mark.text, word=cut(mark.body), **words)

    def _open(self, each: Statement, *, quiet: bool) -> None:
        mark, spot = each.mark, each.spot
        scope = dict(self._scope)
        if not each.rest:
            example = "if verdict.ready" if each.word == "if" else "for c in plan.summary"
            self._tell(quiet, block_kinds.ELIF_EMPTY, spot, mark, tag=mark.text, fixed=typed("%", mark.level, example))
        elif each.word == "if":
            self._read(mark, spot, quiet=quiet).condition(each.rest)
        else:
            loop = self._read(mark, spot, quiet=quiet).loop(each.rest)
            if loop is not None:
                self._variable(loop, scope, mark, spot)
            scope["loop"] = Bound(dict.fromkeys(LOOP_NAMES, "text"), "loop")
        self._stack.open(Block(each.word, mark, spot, scope))
        if each.word == "for" and self._stack.loops == MAX_LOOPS + 1:
            self._add(kinds.NOT_ALLOWED, spot, mark, tag=mark.text, what=f"more than {MAX_LOOPS} loops in one another")

    def _variable(self, loop: tuple[str, Bound], scope: dict[str, Bound], mark: Mark, spot: Spot) -> None:
        name, item = loop
        self._ended.pop(name, None)
        if name in known_names() and item.path != "?":
            fixed = mark.mended.replace(f"for {name} ", f"for one_{name.rstrip('s')} ", 1)
            self._add(block_kinds.HIDES, spot, mark, tag=mark.text, name=name, fixed=fixed)
            item = Bound("?", "?")
        scope[name] = item

    def _end(self, each: Statement) -> None:
        mark, spot = each.mark, each.spot
        if each.rest and each.right:
            self._add(
                block_kinds.EXTRA, spot, mark, tag=mark.text, extra=each.rest, fixed=typed("%", mark.level, each.word)
            )
        instead = self._stack.meant_for_top(each.word, mark)
        if instead is not None:
            fixed = typed("%", mark.level, f"end{instead.word}")
            self._add(block_kinds.WRONG_END, spot, mark, tag=mark.text, other=instead.mark.text, fixed=fixed)
            self._forget(instead)
            return
        closed = self._stack.close(each.word, spot, mark)
        for lost in closed.never_closed:
            self._never_closed(lost)
        if closed.block is None:
            if not each.spelt:
                self._add(kinds.NEVER_OPENED, spot, mark, tag=mark.text)
            return
        if closed.crossed:
            earlier = typed("%", closed.crossed.mark.level, f"end{closed.crossed.word}")
            self._add(block_kinds.CROSSED, spot, mark, tag=mark.text, inner=closed.crossed.mark.text, earlier=earlier)
        self._apart(closed.block, mark, spot)
        self._forget(closed.block)

    def _forget(self, block: Block) -> None:
        """Keep in mind what a loop called its items, for marks that come too late."""
        for name in block.scope.keys() - self._scope.keys():
            if name not in ("loop", ANY):
                self._ended[name] = block.mark.text

    def _branch(self, each: Statement) -> None:
        mark, spot, top = each.mark, each.spot, self._stack.top
        if top is None:
            self._add(kinds.NEVER_OPENED, spot, mark, tag=mark.text)
            return
        fixed = typed("%", mark.level, "elif case.brand")
        if each.word == "elif" and top.word == "for":
            self._add(block_kinds.ELIF_IN_LOOP, spot, mark, tag=mark.text, other=top.mark.text)
        elif top.otherwise:
            self._add(block_kinds.ELIF_LATE, spot, mark, tag=mark.text)
        elif each.word == "elif" and not each.rest:
            self._tell(bool(each.spelt), block_kinds.ELIF_EMPTY, spot, mark, tag=mark.text, fixed=fixed)
        elif each.word == "else" and each.rest and each.right:
            fixed = typed("%", mark.level, f"elif {each.rest}")
            self._add(block_kinds.EXTRA, spot, mark, tag=mark.text, extra=each.rest, fixed=fixed)
        elif each.word == "elif":
            self._read(mark, spot).condition(each.rest)
        top.otherwise = top.otherwise or each.word == "else"
        self._apart(top, mark, spot)

    def _apart(self, block: Block, mark: Mark, spot: Spot) -> None:
        """Tell where two ends of a block differ in prefix, or stand in different cells."""
        if block.torn:
            return
        if block.mark.level != mark.level:
            block.torn = True
            self._add(kinds.MIXED, spot, mark, tag=mark.text, other=block.mark.text)
            return
        where = block.leaves(spot)
        if where:
            block.torn = True
            self._add(block_kinds.TORN, spot, mark, tag=mark.text, other=block.mark.text,
                      where_zh=where.zh, where_en=where.en)  # fmt: skip

    def _beside(self, mark: Mark, spot: Spot) -> None:
        """A paragraph or row that holds such a mark goes away with all that stands beside it."""
        if mark.level in ("tr", "tc") and not spot.in_table:
            if mark.body.startswith(("end", "el")):
                return  # its beginning was told of
            self._add(kinds.ROW_OUTSIDE, spot, mark, tag=mark.text)
            return
        whole = {"p": spot.text, "tr": spot.row_text or spot.text}.get(mark.level, mark.text)
        left = whole.replace(mark.text, "", 1).strip()
        key = (
            (spot.part, spot.index)
            if mark.level == "p"
            else (spot.part, spot.cell[:-1], spot.cell[-1:] and spot.cell[-1][:2])
        )
        if left and key not in self._told:
            self._told.add(key)
            goes, needs = _GOES[mark.level]
            self._add(kinds.BESIDE, spot, mark, tag=mark.text, text=cut(left), goes_zh=goes.zh, goes_en=goes.en,
                      needs_zh=needs.zh, needs_en=needs.en)  # fmt: skip

    def _foreign(self, other: Foreign, spot: Spot) -> None:
        first = other.path.split(".")[0]
        dotted = "." in other.path
        sure = other.text[0] in "$<"
        known = first in self._scope or (dotted and close(first, self._scope, 0.75) is not None)
        if not (known and (dotted or not isinstance(self._scope[first].shape, dict))) and not sure:
            return
        mark = Mark("{", other.text, other.path, "", other.start, other.end)
        self._add(block_kinds.FOREIGN, spot, mark, text=cut(other.text), fixed=mark.mended)

    def _read(self, mark: Mark, spot: Spot, *, quiet: bool = False) -> Reading:
        def add(kind: Kind, **values: object) -> None:
            self._tell(quiet, kind, spot, mark, **values)

        def note(path: str, *, printed: bool) -> None:
            self.used.add(path)
            if printed:
                self.prints.append(Print(path, mark, spot))

        return Reading(self.environment, self._scope, mark, add, self._ended, note)

    @property
    def _scope(self) -> Scope:
        top = self._stack.top
        return top.scope if top else _TOP

    def _never_closed(self, block: Block) -> None:
        end = typed("%", block.mark.level, f"end{block.word}")
        self._add(kinds.NEVER_CLOSED, block.spot, block.mark, tag=block.mark.text, end=end)

    def _add(self, kind: Kind, spot: Spot, mark: Mark, **values: object) -> None:
        if spot.inside == "copy":
            kind, values = place_kinds.COPY, {"text": cut(mark.text)}
            if ("copy", spot.part, spot.index) in self._told:
                return
            self._told.add(("copy", spot.part, spot.index))
        self.slips.append(slip(kind, self.file, spot, first=mark.start, last=mark.end, **values))

    def _tell(self, quiet: bool, kind: Kind, spot: Spot, mark: Mark, **values: object) -> None:  # noqa: FBT001
        if not quiet:
            self._add(kind, spot, mark, **values)


_GOES = {
    "p": (Bilingual("整段", "paragraph"), Bilingual("一段", "a paragraph")),
    "tr": (Bilingual("整行", "table row"), Bilingual("一行（其他格留空）", "a table row, its other cells empty,")),
}  # fmt: skip
_TOP: Mapping[str, Bound] = {name: Bound(shape, name) for name, shape in known_names().items()}


def _mended(marked: Iterable[tuple[Spot, tuple[Mark, ...]]]) -> list[tuple[Spot, tuple[Mark, ...]]]:
    """Join the two halves of a mark that stand in neighbouring paragraphs."""
    made: list[tuple[Spot, tuple[Mark, ...]]] = []
    for spot, marks in marked:
        if made and marks and marks[0].fault == "loose":
            before, last = made[-1]
            if (
                last
                and last[-1].fault == "half"
                and last[-1].end == len(before.text)
                and last[-1].sign == marks[0].sign
            ):
                made[-1] = (before, (*last[:-1], joined(last[-1], marks[0])))
                made.append((spot, marks[1:]))
                continue
        made.append((spot, marks))
    return made


def _one_brace(mark: Mark) -> bool:
    return mark.text.startswith(("{", "｛"))
