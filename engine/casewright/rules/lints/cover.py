"""Whether boxes cover a box, by splitting off what each of them leaves over, within a budget of steps."""

from collections.abc import Sequence
from operator import and_, invert

from casewright.rules.lints.space import Box


class OutOfBudgetError(Exception):
    """A table is too entangled to be looked through in the steps that are allowed."""


class Budget:
    """How many comparisons of boxes may still be made."""

    def __init__(self, steps: int) -> None:
        self.left = steps
        self.used = 0

    def spend(self, steps: int) -> None:
        """Take steps off; raise OutOfBudgetError where none are left."""
        self.left -= steps
        self.used += steps
        if self.left < 0:
            raise OutOfBudgetError


def meet(first: Box, second: Box) -> Box | None:
    """Return the points that two boxes share, None where they share none."""
    shared = tuple(map(and_, first, second))
    return shared if all(shared) else None


def apart(first: Box, second: Box) -> bool:
    """Say whether two boxes share no point."""
    return not all(map(and_, first, second))


def uncovered(box: Box, boxes: Sequence[Box], budget: Budget, *, used: set[Box] | None = None) -> Box | None:
    """Return a part of a box that none of the boxes touches, None where they cover all of it.

    ``used`` takes the boxes that were needed to cover it. Raises OutOfBudgetError where it cannot be told in time.
    """
    if not all(box):
        return None
    waiting: list[tuple[Box, Sequence[_Taken]]] = [(box, [(each, tuple(map(invert, each))) for each in boxes])]
    while waiting:
        part, among = waiting.pop()
        budget.spend(len(among) + 1)
        near = [taken for taken in among if all(map(and_, part, taken[0]))]
        if not near:
            return part
        widest, outside = min(near, key=lambda taken: _sides(part, taken[1]))
        if used is not None:
            used.add(widest)
        rest = [taken for taken in near if taken[0] is not widest]
        waiting.extend((left, rest) for left in _without(part, widest, outside))
    return None


#: A box, and on each axis what it leaves out.
_Taken = tuple[Box, Box]


def _sides(part: Box, outside: Box) -> int:
    """Count the axes on which a box does not reach over all of a part."""
    return sum(map(bool, map(and_, part, outside)))


def _without(part: Box, taken: Box, outside: Box) -> list[Box]:
    """Return what is left of a part without a box, as boxes that share no point; nothing where the box covers it."""
    left: list[Box] = []
    inner = list(part)
    for place, out in enumerate(outside):
        over = inner[place] & out
        if over:
            left.append((*inner[:place], over, *inner[place + 1 :]))
            inner[place] &= taken[place]
    return left
