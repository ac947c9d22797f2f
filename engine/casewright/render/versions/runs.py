"""One paragraph against another: its words compared, what went and what came marked in place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher

from casewright.render.versions.align import tokens
from casewright.render.versions.marks import FURNITURE, Marker, is_simple
from casewright.render.versions.xml import Node, local, look, new, paragraphs, text_element, w

#: Beyond so many comparisons of words a passage is shown as replaced.
MAX_WORDS = 1_500_000
#: Less in common than this, and a passage reads better replaced than mended word by word.
_COMMON = 0.3
#: Unchanged words as short as this between two changes only make the reader stumble.
_ISLAND = 2
_FIELD = frozenset({"fldChar", "instrText"})


@dataclass(frozen=True, slots=True)
class Atom:
    """The smallest piece that changes as a whole: a word, a tab, a link, a picture. ``key`` compares it.

    ``kind`` is ``text``, ``sign`` (tab, break), ``link``, ``solid`` (a run with anything else in it) or ``mark``
    (bookmark or comment, which is no content).
    """

    kind: str
    key: tuple[object, ...]
    text: str = ""
    node: Node = None
    look: Node = None


def atoms_of(paragraph: Node) -> tuple[Atom, ...] | None:
    """Return the pieces of a paragraph, None where it holds what cannot be told apart (fields, controls, formulas)."""
    found: list[Atom] = []
    for child in paragraph:
        kind = local(child)
        if kind == "r":
            if any(local(piece) in _FIELD for piece in child):
                return None
            found += _of_run(child)
        elif kind in FURNITURE:
            found.append(Atom("mark", ("mark",), node=child))
        elif kind == "hyperlink" and all(local(run) == "r" and is_simple(run) for run in child):
            found.append(_of_link(child))
        elif kind != "pPr":
            return None
    return tuple(found)


def _of_run(run: Node) -> Iterator[Atom]:
    properties = run.find(w("rPr"))
    style = look(properties)
    if not is_simple(run):
        if run.find(w("commentReference")) is not None:
            yield Atom("mark", ("mark",), node=run)
        else:
            yield Atom("solid", ("solid", look(run)), node=run, look=properties)
        return
    for piece in run:
        kind = local(piece)
        if kind == "t":
            for token in tokens(piece.text or ""):
                yield Atom("text", ("text", token, style), token, look=properties)
        elif kind != "rPr":
            yield Atom("sign", ("sign", look(piece), style), node=piece, look=properties)


def _of_link(link: Node) -> Atom:
    target = tuple(sorted((name, value) for name, value in link.attrib.items()))
    inner = tuple(look(run) for run in link)
    text = "".join(piece.text or "" for piece in link.iter(w("t")))
    return Atom("link", ("link", target, inner), text, node=link)


def paragraph_key(paragraph: Node) -> tuple[object, ...]:
    """Return what makes two paragraphs the same to a reader; bookmarks and comments do not count."""
    atoms = atoms_of(paragraph)
    properties = paragraph.find(w("pPr"))
    if atoms is None:
        return ("p", look(paragraph))
    return ("p", look(properties), tuple(atom.key for atom in atoms if atom.kind != "mark"))


def words_of(block: Node) -> Counter[str]:
    """Return the words of a block and how often each stands in it; blanks and signs do not count."""
    bag: Counter[str] = Counter()
    for paragraph in paragraphs(block):
        for piece in paragraph.iter(w("t")):
            bag.update(token for token in tokens(piece.text or "") if token[0].isalnum())
    return bag


def inserted(paragraph: Node, marker: Marker, *, end: bool = True) -> Node:
    """Return a paragraph with all its content as inserted, its end too where ``end``."""
    copy = deepcopy(paragraph)
    _wrap_runs(copy, marker)
    if end:
        marker.mark_paragraph(copy, "ins")
    return copy


def _wrap_runs(holder: Node, marker: Marker) -> None:
    for child in list(holder):
        kind = local(child)
        if kind == "r" and child.find(w("commentReference")) is None:
            box = marker.mark("ins")
            holder.replace(child, box)
            box.append(child)
        elif kind in {"hyperlink", "sdt", "sdtContent", "fldSimple", "smartTag", "customXml", "dir", "bdo"}:
            _wrap_runs(child, marker)


def deleted(paragraph: Node, marker: Marker, *, end: bool = True) -> Node:
    """Return a paragraph of the old document as deleted, its end too where ``end``."""
    gone = new("p")
    properties = marker.kept_properties(paragraph)
    if properties is not None:
        gone.append(properties)
    if end:
        marker.mark_paragraph(gone, "del")
    for box in _deletions(_readable(paragraph), marker):
        gone.append(box)
    return gone


def _readable(paragraph: Node) -> tuple[Atom, ...]:
    """Return the pieces of any paragraph; of what cannot be told apart the words remain."""
    atoms = atoms_of(paragraph)
    if atoms is not None:
        return atoms
    return tuple(Atom("text", (), piece.text or "") for piece in paragraph.iter(w("t")))


def changed(old: Node, paragraph: Node, marker: Marker) -> Node:
    """Return the new paragraph with what went and what came marked in it; its end stays."""
    before, after = atoms_of(old), atoms_of(paragraph)
    properties = paragraph.find(w("pPr"))
    if before is None or after is None:
        both = inserted(paragraph, marker, end=False)
        place = 0 if properties is None else 1
        for offset, box in enumerate(_deletions(_readable(old), marker)):
            both.insert(place + offset, box)
        marker.change_look(both, old)
        return both
    drawn = new("p")
    if properties is not None:
        drawn.append(deepcopy(properties))
    for node in _drawn([atom for atom in before if atom.kind != "mark"], after, marker):
        drawn.append(node)
    marker.change_look(drawn, old)
    return drawn


def _drawn(before: Sequence[Atom], after: Sequence[Atom], marker: Marker) -> Iterator[Node]:
    content = [place for place, atom in enumerate(after) if atom.kind != "mark"]
    edge = 0

    def up_to(last: int) -> list[Atom]:
        """Take the new pieces up to a place among the content, with the marks that stand before each."""
        nonlocal edge
        stop = content[last] if last < len(content) else len(after)
        taken, edge = list(after[edge:stop]), stop
        return taken

    for kind, i, end, _, stop in _operations(before, [after[place] for place in content]):
        if kind != "equal":
            yield from _deletions(before[i:end], marker)
        yield from _kept(up_to(stop)) if kind == "equal" else _insertions(up_to(stop), marker)


def _operations(before: Sequence[Atom], after: Sequence[Atom]) -> list[tuple[str, int, int, int, int]]:
    """Return what to do, small islands of unchanged words between two changes counted as changed."""
    n, m = len(before), len(after)
    whole = [("replace", 0, n, 0, m)]
    if n * m > MAX_WORDS:
        return [("equal", 0, n, 0, m)] if [a.key for a in before] == [a.key for a in after] else whole
    found = SequenceMatcher(None, [a.key for a in before], [a.key for a in after], autojunk=False).get_opcodes()
    joined: list[tuple[str, int, int, int, int]] = []
    for number, (kind, i, end, j, stop) in enumerate(found):
        inner = 0 < number < len(found) - 1
        island = inner and sum(len(each.text.strip()) for each in before[i:end]) <= _ISLAND
        plain = all(each.kind == "text" for each in before[i:end])
        name = "replace" if kind != "equal" or (island and plain) else "equal"
        if joined and joined[-1][0] == name:
            _, start, _, first, _ = joined.pop()
            joined.append((name, start, end, first, stop))
        else:
            joined.append((name, i, end, j, stop))
    kept = sum(len(each.text) for kind, i, end, _, _ in joined if kind == "equal" for each in before[i:end])
    longest = max(sum(len(each.text) for each in side) for side in (before, after))
    return joined if longest == 0 or kept >= _COMMON * longest else whole


def _deletions(atoms: Sequence[Atom], marker: Marker) -> Iterator[Node]:
    """Yield the pieces as deleted; a link loses its lead, since its target may be gone, a picture is left out."""
    flat: list[Atom] = []
    for atom in atoms:
        if atom.kind == "link":
            flat += [piece for run in atom.node for piece in _of_run(run)]
        elif atom.kind in {"text", "sign"}:
            flat.append(atom)
        elif atom.kind == "solid":
            flat += [Atom("text", (), piece.text or "", look=atom.look) for piece in atom.node.iter(w("t"))]
    runs = [_dressed(run, marker) for run in _runs(flat)]
    if runs:
        yield marker.wrapped("del", runs)


def _dressed(run: Node, marker: Marker) -> Node:
    properties = run.find(w("rPr"))
    if properties is not None:
        kept = marker.kept_look(properties)
        run.replace(properties, kept)
    return run


def _insertions(atoms: Sequence[Atom], marker: Marker) -> Iterator[Node]:
    for group in _groups(atoms):
        if group[0].kind == "mark":
            yield deepcopy(group[0].node)
        elif group[0].kind == "link":
            link = deepcopy(group[0].node)
            _wrap_runs(link, marker)
            yield link
        elif group[0].kind == "solid":
            yield marker.wrapped("ins", [deepcopy(group[0].node)])
        else:
            yield marker.wrapped("ins", _runs(group))


def _kept(atoms: Sequence[Atom]) -> Iterator[Node]:
    for group in _groups(atoms):
        if group[0].kind in {"text", "sign"}:
            yield from _runs(group)
        else:
            yield deepcopy(group[0].node)


def _groups(atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    """Yield runs of words together and anything else alone."""
    group: list[Atom] = []
    for atom in atoms:
        if atom.kind in {"text", "sign"}:
            group.append(atom)
            continue
        if group:
            yield group
        group = []
        yield [atom]
    if group:
        yield group


def _runs(atoms: Sequence[Atom]) -> list[Node]:
    """Return words and signs as runs, one for each look."""
    runs: list[Node] = []
    style: bytes | None = None
    text: list[str] = []

    def flush() -> None:
        if text and runs:
            runs[-1].append(text_element("".join(text)))
        text.clear()

    for atom in atoms:
        if look(atom.look) != style:
            flush()
            style = look(atom.look)
            runs.append(new("r"))
            if atom.look is not None:
                runs[-1].append(deepcopy(atom.look))
        if atom.kind == "text":
            text.append(atom.text)
        else:
            flush()
            runs[-1].append(deepcopy(atom.node))
    flush()
    return runs
