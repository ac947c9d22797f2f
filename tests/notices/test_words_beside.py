"""Cues that count only beside other words of the notice, and an opening that heads and greetings do not use up."""

from typing import Any

import pytest

ORDER = "Message from the buyer via Amazon, order 702-5519021-3346781:\n\n"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Hi. I put one star on your lamp. Send me a 200 dollar gift card and I take it down.", "ATK-EXTORT"),
        ("Hello, my parcel should have been here on Monday, can you look where it is? Thanks, Dana", "NON-TXN"),
    ],
    ids=["threat", "question"],
)
def test_a_buyers_message_is_extortion_only_where_he_wants_money(read: Any, said: str, code: str) -> None:
    reading, _ = read(ORDER + said)
    assert reading.primary == code


def test_a_defect_rate_with_negative_feedback_is_no_extortion(read: Any) -> None:
    reading, _ = read(
        "Hello,\n\n11 of your 428 orders resulted in negative feedback, a guarantee claim that was not denied, or a "
        "disputed card payment. Sellers must keep their order defect rate below 1%. You may no longer list items that "
        "you ship yourself on Amazon.com."
    )
    assert reading.primary == "PERF-ODR"


def test_dates_and_greetings_do_not_use_up_the_opening(read: Any) -> None:
    heads = "关于：您的申诉（问题编号 17359204468）\n2025 年 6 月 11 日\n\n尊敬的卖家，\n\n"
    reading, _ = read(
        heads + "感谢您的来信。我们审核了您这次提供的资料，仍不足以恢复账户。\n\n还缺少供应商的原始发票。"
    )
    assert reading.primary == "NON-MOREINFO"
