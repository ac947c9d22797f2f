"""Whether boxes cover a box, by splitting off what each of them leaves over, within a budget of steps."""

from collections.abc import Sequence

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
    shared = []
    for one, other in zip(first, second, strict=True):
        both = one & other
        if not both:
            return None
        shared.append(both)
    return tuple(shared)


def apart(first: Box, second: Box) -> bool:
    """Say whether two boxes share no point."""
    return any(not one & other for one, other in zip(first, second, strict=True))


def uncovered(box: Box, boxes: Sequence[Box], budget: Budget) -> Box | None:
    """Return a part of a box that none of the boxes touches, None where they cover all of it.

    Raises OutOfBudgetError where that cannot be told in time.
    """
    if not all(box):
        return None
    waiting = [(box, tuple(boxes))]
    while waiting:
        part, among = waiting.pop()
        budget.spend(len(among) + 1)
        near = [(_sides(part, each), each) for each in among if not apart(part, each)]
        if not near:
            return part
        fewest, widest = min(near, key=lambda pair: pair[0])
        if fewest == 0:
            continue
        rest = tuple(each for _, each in near if each is not widest)
        waiting.extend((left, rest) for left in _without(part, widest))
    return None


def _sides(part: Box, taken: Box) -> int:
    """Count the axes on which a box does not reach over all of a part."""
    return sum(1 for one, other in zip(part, taken, strict=True) if one & ~other)


def _without(part: Box, taken: Box) -> list[Box]:
    """Return what is left of a part without a box, as boxes that share no point."""
    left: list[Box] = []
    inner = list(part)
    for place, other in enumerate(taken):
        over = inner[place] & ~other
        if over:
            left.append((*inner[:place], over, *inner[place + 1 :]))
            inner[place] &= other
    return left
