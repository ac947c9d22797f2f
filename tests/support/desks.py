"""An empty desk to begin with."""

from pathlib import Path

#: What the one workbook of such a desk holds.
RULES = b"rules"


def lay_trays(root: Path, *, outbox: str = "outbox", rules: bytes | None = RULES) -> Path:
    """Lay out the trays of a desk, with a workbook on its shelf unless ``rules`` is None; return its root."""
    for tray in ("inbox", outbox, "rulebooks", "doc_templates"):
        (root / tray).mkdir(parents=True, exist_ok=True)
    if rules is not None:
        (root / "rulebooks" / "strategy.xlsx").write_bytes(rules)
    return root
