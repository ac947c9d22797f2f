"""Two decisions side by side: what the second has that the first had not, and by which cells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casewright.model import NOTHING, Bilingual, CellTrace, Decision, Firing, RowTrace

#: What a decision says in one word each, in the order in which it follows.
HEADS = ("violation", "door", "strategy", "approach")


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing on one of a decision's lists; empty ``before`` came in, empty ``after`` fell away."""

    what: str
    code: str
    before: str
    after: str
    text: Bilingual = NOTHING


@dataclass(frozen=True, slots=True)
class RowMoved:
    """One row that applies in one decision only, with the cells that made the difference.

    ``behind`` names the row that goes first instead, where the cells are the same in both.
    """

    table: str
    rule: str
    row: str
    applies: bool
    reason: Bilingual
    cells: tuple[CellTrace, ...] = ()
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two decisions; ``reordered`` names lists that hold the same in another order."""

    heads: tuple[tuple[str, str, str], ...]
    moved: tuple[Moved, ...]
    rows: tuple[RowMoved, ...]
    reordered: tuple[str, ...] = ()

    @property
    def none(self) -> bool:
        """Say whether both decisions are the same."""
        return not (self.heads or self.moved or self.rows or self.reordered)

    def of(self, what: str) -> tuple[Moved, ...]:
        """Return what moved on one list."""
        return tuple(each for each in self.moved if each.what == what)


#: A list of a decision as codes: how each counts (``must``, ``error``), and what it says.
_List = Mapping[str, tuple[str, Bilingual]]


def compare(before: Decision, after: Decision) -> Difference:
    """Return what differs; where the first has no trace (it was read back), the cells of the second are told."""
    heads = tuple(
        (name, old or "", new or "") for name in HEADS
        if (old := getattr(before, name)) != (new := getattr(after, name)) and (old or new)
    )  # fmt: skip
    first, second = _lists(before), _lists(after)
    moved = tuple(each for what in first for each in _moved(what, first[what], second[what]))
    same = [what for what in first if set(first[what]) == set(second[what])]
    reordered = tuple(what for what in same if list(first[what]) != list(second[what]))
    return Difference(heads, moved, tuple(_rows(before, after)), reordered)


def _lists(decision: Decision) -> Mapping[str, _List]:
    return {
        "causes": dict.fromkeys(decision.causes, ("yes", NOTHING)),
        "evidence": {each.kind: (each.need, each.why) for each in decision.requirements},
        "risks": {f"{each.code}\0{each.text.en}": (each.severity, each.text) for each in decision.risks},
        "routes": {f"{each.code}\0{each.advice.en}": ("yes", each.advice) for each in decision.routes},
        "documents": dict.fromkeys(decision.documents, ("yes", NOTHING)),
        "blocks": dict.fromkeys(decision.blocks, ("yes", NOTHING)),
    }


def _moved(what: str, before: _List, after: _List) -> Iterator[Moved]:
    for code in dict.fromkeys((*after, *before)):
        old, new = before.get(code), after.get(code)
        if (old and old[0]) != (new and new[0]):
            text = (new or old or ("", NOTHING))[1]
            yield Moved(what, code.partition("\0")[0], old[0] if old else "", new[0] if new else "", text)


def _rows(before: Decision, after: Decision) -> Iterator[RowMoved]:
    old, new = _firings(before), _firings(after)
    was, now = _traces(before.trace), _traces(after.trace)
    for key, firing in new.items():
        if key not in old:
            yield _row(firing, now.get(key), was.get(key), old, applies=True)
    for key, firing in old.items():
        if key not in new:
            yield _row(firing, now.get(key), was.get(key), new, applies=False)


def _firings(decision: Decision) -> Mapping[tuple[str, str], Firing]:
    return {(firing.table, firing.rule): firing for firing in decision.firings}


def _traces(trace: Iterable[RowTrace]) -> Mapping[tuple[str, str], RowTrace]:
    return {(row.table, row.rule): row for row in trace}


def _row(
    firing: Firing, now: RowTrace | None, was: RowTrace | None, others: Mapping[tuple[str, str], Firing], *,
    applies: bool,
) -> RowMoved:  # fmt: skip
    cells = _deciding(now, was, applies=applies)
    behind = "" if cells else next((rule for table, rule in others if table == firing.table), "")
    return RowMoved(firing.table, firing.rule, firing.origin.at, applies, firing.reason, cells, behind)


def _deciding(now: RowTrace | None, was: RowTrace | None, *, applies: bool) -> tuple[CellTrace, ...]:
    """Return the cells, as they are now, that are met in one of the two and not in the other."""
    if now is None:
        return ()
    if was is None:
        return tuple(cell for cell in now.cells if cell.met is applies)
    return tuple(new for new, old in zip(now.cells, was.cells, strict=False) if new.met != old.met)
