"""The changes since the version before as plain data: each cut down to the passage that differs."""

from casewright.model import Bilingual, Change, Dossier
from casewright.render.shapes.changes import ChangesView, ChangeView
from casewright.render.views.labels import label
from casewright.render.views.words import text

KINDS = {
    "added": Bilingual("新增", "New"), "removed": Bilingual("删去", "Left out"),
    "changed": Bilingual("修改", "Changed"), "moved": Bilingual("移动", "Moved"),
}  # fmt: skip
#: So much of a sentence is shown before and after the passage that differs, and so much at all.
AROUND, SHOWN = 30, 180


def changes_view(dossier: Dossier) -> ChangesView:
    """Return what changed; what only got another number is counted, not listed."""
    earlier = dossier.earlier
    listed = [change for change in dossier.changes if not change.minor]
    return {
        "known": earlier is not None, "since": f"v{earlier.version}" if earlier else "–",
        "rows": [_row(change) for change in listed], "numbering": str(len(dossier.changes) - len(listed)),
    }  # fmt: skip


def _row(change: Change) -> ChangeView:
    pairs = [passages(change.was.lang(lang), change.now.lang(lang)) for lang in ("zh", "en")]
    was, now = (Bilingual(pairs[0][side], pairs[1][side]) for side in (0, 1))
    return {
        "kind": text(label(KINDS, change.kind)), "what": text(change.what), "was": text(was), "now": text(now),
        "minor": change.minor,
    }  # fmt: skip


def passages(was: str, now: str) -> tuple[str, str]:
    """Return both texts around what differs, with ``…`` where they are cut."""
    if not was or not now:
        return _cut(was, 0, len(was)), _cut(now, 0, len(now))
    head, tail = 0, 0
    shorter = min(len(was), len(now))
    while head < shorter and was[head] == now[head]:
        head += 1
    while tail < shorter - head and was[-1 - tail] == now[-1 - tail]:
        tail += 1
    start = max(head - AROUND, 0)
    return tuple(_cut(each, start, len(each) - max(tail - AROUND, 0)) for each in (was, now))  # type: ignore[return-value]


def _cut(text: str, start: int, end: int) -> str:
    start, end = _word(text, start, -1), _word(text, min(end, start + SHOWN), 1)
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _word(text: str, place: int, step: int) -> int:
    """Return the nearest place, a dozen letters away at most, that cuts no Western word or number."""
    for moved in range(12):
        here = place + moved * step
        if not 0 < here < len(text) or not (_joined(text[here - 1]) and _joined(text[here])):
            return min(max(here, 0), len(text))
    return place


def _joined(letter: str) -> bool:
    return letter.isascii() and (letter.isalnum() or letter in "-.,")
