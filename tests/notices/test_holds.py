"""For how many days a notice says that money may be held."""

import pytest

from casewright.notices.holds import funds_days
from casewright.notices.lexicon import Lexicon
from casewright.notices.sections import Passage


def held(text: str, words: Lexicon) -> int | None:
    return funds_days([Passage("consequence", text)], words)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("We may hold the funds in your account for up to 90 days.", 90),
        ("您账户中的资金最多会被保留90天。", 90),
        ("Ihr Guthaben kann bis zu 90 Tage einbehalten werden.", 90),
        ("お客様の売上金は90日間留保されることがあります。", 90),
        ("Funds are held for 90 days. Where the law asks for it, funds are held for 180 days.", 180),
    ],
)
def test_the_longest_hold_on_funds_counts(text: str, days: int, words: Lexicon) -> None:
    assert held(text, words) == days


@pytest.mark.parametrize(
    "text",
    [
        "Reply within 17 days.",
        "Remove your inventory within 90 days.",
        "Funds may be reviewed within 3 days.",
        "Funds of the year 2026 are paid out.",
        "Funds may be held.",
        "",
    ],
)
def test_other_days_are_no_hold(text: str, words: Lexicon) -> None:
    assert held(text, words) is None
