"""Loops and conditions that are open at a place, and what an end closes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from casewright.model import Bilingual
from casewright.render.check.expressions import Scope
from casewright.render.check.places import Spot
from casewright.render.check.scan import Mark
from casewright.render.check.statements import Statement, ends_later

_SAME_CELL, _SAME_TABLE = Bilingual("同一格", "the same cell"), Bilingual("同一张表", "the same table")
_SAME_ROW, _SAME_BOX = Bilingual("同一行", "the same row"), Bilingual("同一个文本框或脚注", "the same text box or note")


@dataclass(slots=True)
class Block:
    """One loop or condition that is open."""

    word: str
    mark: Mark
    spot: Spot
    scope: Scope
    otherwise: bool = False
    torn: bool = False

    def leaves(self, spot: Spot) -> Bilingual | None:
        """Return what the block must not leave, where a place of it lies outside."""
        here, there = self.spot.cell, spot.cell
        if self.spot.ground != spot.ground:
            return _SAME_BOX
        if self.mark.level in ("tr", "tc") and not (here and there):
            return None
        if self.mark.level == "tr":
            return None if (here[:-1], here[-1][0]) == (there[:-1], there[-1][0]) else _SAME_TABLE
        if self.mark.level == "tc":
            return None if (here[:-1], here[-1][:2]) == (there[:-1], there[-1][:2]) else _SAME_ROW
        return None if here == there else _SAME_CELL


@dataclass(frozen=True, slots=True)
class Closed:
    """What an end closed, the block that it crossed, and those that turn out to have no end."""

    block: Block | None
    crossed: Block | None = None
    never_closed: tuple[Block, ...] = ()


@dataclass(slots=True)
class BlockStack:
    """The open blocks of a part; ``flow`` are all its instructions, so that one can look ahead."""

    flow: Sequence[Statement] = ()
    _open: list[Block] = field(default_factory=list)

    @property
    def top(self) -> Block | None:
        """Return the innermost open block."""
        return self._open[-1] if self._open else None

    @property
    def inside(self) -> str:
        """Return the word of the innermost open block."""
        return self._open[-1].word if self._open else ""

    @property
    def loops(self) -> int:
        """Return how many loops are open."""
        return sum(block.word == "for" for block in self._open)

    def open(self, block: Block) -> None:
        """Open a block."""
        self._open.append(block)

    def left(self) -> tuple[Block, ...]:
        """Return what is still open at the end, and forget it."""
        left, self._open = tuple(self._open), []
        return left

    def close(self, end: str, spot: Spot, mark: Mark) -> Closed:
        """Close the block that an end belongs to."""
        word = end.removeprefix("end")
        at = self._place(word, mark)
        if at is None:
            return Closed(None)
        above = self._open[at + 1 :]
        crossed: Block | None = None
        lost: list[Block] = []
        for block in above:
            same = block.word == word
            if not same and self._ends_after(block, spot, mark, below=at):
                crossed = crossed or block
            else:
                lost.append(block)
        block = self._open[at]
        self._open = [*self._open[:at], *(each for each in above if each not in lost)]
        return Closed(block, crossed, tuple(lost))

    def meant_for_top(self, end: str, mark: Mark) -> Block | None:
        """Return the innermost block where an end of the other kind stands for its own, which is missing."""
        top, word = self.top, end.removeprefix("end")
        if top is None or top.word == word or top.mark.level != mark.level:
            return None
        later = self._later(mark)
        surplus = ends_later(later, word) >= sum(block.word == word for block in self._open)
        lacking = ends_later(later, top.word) < sum(block.word == top.word for block in self._open)
        return self._open.pop() if surplus and lacking else None

    def _place(self, word: str, mark: Mark) -> int | None:
        """Return the block an end belongs to: the innermost of its word, of the same prefix where there is one."""
        places = [at for at, block in enumerate(self._open) if block.word == word]
        if not places:
            return None
        alike = [at for at in places if self._open[at].mark.level == mark.level]
        return alike[-1] if alike and len(places) > len(alike) and self._short(word, mark) else places[-1]

    def _short(self, word: str, mark: Mark) -> bool:
        """Say whether fewer ends are to come than blocks are open, so that one of them has none."""
        later = self._later(mark)
        return ends_later(later, word) + 1 < sum(block.word == word for block in self._open)

    def _ends_after(self, block: Block, spot: Spot, mark: Mark, *, below: int) -> bool:
        del spot
        wanted = sum(each.word == block.word for each in self._open[:below])
        return ends_later(self._later(mark), block.word) > wanted

    def _later(self, mark: Mark) -> Sequence[Statement]:
        at = next((number for number, each in enumerate(self.flow) if each.mark is mark), len(self.flow))
        return self.flow[at + 1 :]
