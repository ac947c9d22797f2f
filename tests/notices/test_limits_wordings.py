"""Further wordings in every language, half of them times that are not the seller's; written before they were read."""

from pathlib import Path
from typing import Any

import pytest

OPENINGS = {
    "en": "March 2, 2026\n\nHello,\n\nWe removed your listing because of a trademark complaint.\n\n",
    "zh": "2026年3月2日\n\n您好：\n\n由于商标侵权投诉，我们已移除您的商品。\n\n",
    "ja": "2026年3月2日\n\n出品者様\n\n商標権に関する申告により、お客様の商品の出品を取り消しました。\n\n",
    "de": "2. März 2026\n\nGuten Tag,\n\nwir haben Ihr Angebot wegen einer Verletzung des Markenrechts entfernt.\n\n",
    "fr": "2 mars 2026\n\nBonjour,\n\nnous avons supprimé votre offre en raison d'une plainte pour une marque.\n\n",
    "es": "2 de marzo de 2026\n\nHola:\n\nHemos retirado su oferta por una reclamación de marca registrada.\n\n",
    "it": "2 marzo 2026\n\nGentile venditore,\n\nabbiamo rimosso la tua offerta per una violazione del marchio.\n\n",
    "pt": "2 de março de 2026\n\nOlá,\n\nremovemos a sua oferta por causa de uma reclamação de marca registrada.\n\n",
    "nl": "2 maart 2026\n\nBeste verkoper,\n\nwij hebben uw aanbieding verwijderd wegens een klacht over een merk.\n\n",
}
LINES = (Path(__file__).parent / "clauses.txt").read_text(encoding="utf-8").splitlines()[1:]
ROWS = [tuple(part.strip() for part in line.split("|", 2)) for line in LINES if line.strip()]
#: Hardly all wordings in the world: so many in a hundred of either half must be read right.
FLOOR = 97


def told(reading: Any) -> str:
    """Write the limit of a reading as the list does."""
    limit = reading.deadline
    if limit is None:
        return "-"
    if limit.business_days:
        return f"b{limit.business_days}"
    if limit.on is None:
        return f"d{limit.days}" if limit.days else f"h{limit.hours}"
    clock = f"{limit.clock:%H:%M}" if limit.clock else ""
    return " ".join(part for part in (limit.on.isoformat(), clock, limit.zone) if part)


@pytest.mark.parametrize("trap", [False, True])
def test_nearly_every_wording_sets_the_time_that_it_says_and_no_other(read: Any, *, trap: bool) -> None:
    rows = [row for row in ROWS if (row[1] == "-") == trap]
    wrong = [row for row in rows if told(read(OPENINGS[row[0]] + row[2] + "\n")[0]) != row[1]]
    assert len(rows) >= 100
    assert {row[0] for row in rows} == set(OPENINGS)
    assert 100 * len(wrong) <= (100 - FLOOR) * len(rows), wrong
