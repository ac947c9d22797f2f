"""Which row of the older sheet is which of the newer: by id, by content where only the id is new, and by place."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """One thing in both: its names and its 1-based places. ``moved``: it stands elsewhere among those in both."""

    old: T
    new: T
    old_name: str
    new_name: str
    old_place: int
    new_place: int
    moved: bool

    @property
    def renamed(self) -> bool:
        """Say whether only its name tells them apart."""
        return self.old_name != self.new_name


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """What is in both, in the order of the newer; what is in one only, with its place."""

    pairs: tuple[Pair[T], ...]
    added: tuple[tuple[int, T], ...]
    removed: tuple[tuple[int, T], ...]


def match(
    old: Sequence[T], new: Sequence[T], *, name: Callable[[T], str], body: Callable[[T], Hashable] | None = None
) -> Match[T]:
    """Pair things of two sequences by name, then those left over by ``body`` (what they are without the name).

    A name that stands several times is paired in order. Swapping the two sequences gives the same pairs, and the same
    ones as moved.
    """
    before, after = _keys(old, name), _keys(new, name)
    places = {key: place for place, key in enumerate(after)}
    twins = {place: places[key] for place, key in enumerate(before) if key in places}
    if body is not None:
        _pair_by_body(old, new, body, twins)
    moved = _moved(twins, before, after)
    pairs = [
        Pair(old[one], new[other], name(old[one]), name(new[other]), one + 1, other + 1, one in moved)
        for one, other in twins.items()
    ]
    gone, come = set(range(len(old))) - set(twins), set(range(len(new))) - set(twins.values())
    return Match(
        tuple(sorted(pairs, key=lambda pair: pair.new_place)), tuple((place + 1, new[place]) for place in sorted(come)),
        tuple((place + 1, old[place]) for place in sorted(gone)),
    )  # fmt: skip


def _keys(things: Sequence[T], name: Callable[[T], str]) -> list[tuple[str, int]]:
    seen: Counter[str] = Counter()
    keys = []
    for thing in things:
        called = name(thing)
        keys.append((called, seen[called]))
        seen[called] += 1
    return keys


def _pair_by_body(old: Sequence[T], new: Sequence[T], body: Callable[[T], Hashable], twins: dict[int, int]) -> None:
    taken = set(twins.values())
    free: dict[Hashable, list[int]] = {}
    for place, thing in enumerate(new):
        if place not in taken:
            free.setdefault(body(thing), []).append(place)
    for place, thing in enumerate(old):
        if place not in twins and (same := free.get(body(thing))):
            twins[place] = same.pop(0)


def _moved(twins: dict[int, int], before: list[tuple[str, int]], after: list[tuple[str, int]]) -> set[int]:
    """Return the old places of what left its order: the fewest that explain it, the same ones from either side."""
    ahead = sorted(twins)
    back = sorted(twins, key=lambda place: twins[place])
    if ahead == back:
        return set()
    label = {place: min(before[place], after[twins[place]]) for place in twins}
    first, second = (ahead, back) if [label[p] for p in ahead] <= [label[p] for p in back] else (back, ahead)
    rank = {place: number for number, place in enumerate(second)}
    stay = _longest_run([rank[place] for place in first])
    return {place for number, place in enumerate(first) if number not in stay}


def _longest_run(values: Sequence[int]) -> set[int]:
    """Return the positions of a longest increasing run."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for position, value in enumerate(values):
        place = bisect_left(tops, value)
        before.append(at[place - 1] if place else None)
        tops[place : place + 1] = [value]
        at[place : place + 1] = [position]
    run: set[int] = set()
    step = at[-1] if at else None
    while step is not None:
        run.add(step)
        step = before[step]
    return run
