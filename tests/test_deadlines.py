"""By when an appeal is due."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.deadlines import DeadlineRules, DefaultRow, deadlines_for
from casewright.model import (
    Bilingual,
    Case,
    Deadline,
    FileRef,
    Finding,
    Marketplace,
    NoticeReading,
    StatedDeadline,
    both,
)

US = Marketplace("US", both("US"), "amazon.com", "en", "USD", "America/Los_Angeles", (), both(""))
JP = Marketplace("JP", both("JP"), "amazon.co.jp", "ja", "JPY", "Asia/Tokyo", (), both(""))
STORES = {"US": US, "JP": JP}
RULES = DeadlineRules(
    defaults=(
        DefaultRow(("IP-TM",), (), 72, Bilingual("回应投诉", "Answer the complaint"), "numbers.xlsx > deadlines!A5"),
    ),
    internal=((72, 24), (None, 48)),
)
CASE = Case("C1", FileRef("case.xlsx"), marketplace="US")
TODAY = date(2026, 2, 12)


def due(
    case: Case, notice: NoticeReading, *, violation: str = "PERF-ODR", today: date = TODAY
) -> tuple[Deadline, tuple[Finding, ...]]:
    (deadline,), found = deadlines_for(case, notice, violation=violation, rules=RULES, marketplaces=STORES, today=today)
    return deadline, found


def codes(found: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in found}


@pytest.mark.req("S0-99")
def test_a_stated_limit_counts_from_the_date_on_the_notice_and_not_from_its_arrival() -> None:
    case = Case("C1", FileRef("case.xlsx"), marketplace="US", received_on=date(2026, 2, 11))
    notice = NoticeReading("n.txt", notice_date=date(2026, 2, 9), deadline=StatedDeadline("within 17 days", hours=408))

    deadline, _ = due(case, notice)

    assert deadline.basis == "stated"
    assert deadline.at == datetime(2026, 2, 26, 8, 0, tzinfo=UTC)  # midnight of February 26 in Los Angeles
    assert deadline.quote == "within 17 days"


def test_a_notice_with_a_clock_counts_from_the_minute() -> None:
    sent = datetime(2026, 2, 9, 16, 14, tzinfo=UTC)
    notice = NoticeReading(
        "n.txt", notice_date=date(2026, 2, 9), notice_at=sent, deadline=StatedDeadline("17 days", hours=408)
    )

    assert due(CASE, notice)[0].at == datetime(2026, 2, 26, 16, 14, tzinfo=UTC)


@pytest.mark.req("S0-98")
def test_a_trademark_notice_without_a_limit_gets_the_assumed_72_hours_and_says_so() -> None:
    notice = NoticeReading("n.txt", notice_date=date(2026, 2, 9))

    deadline, found = due(CASE, notice, violation="IP-TM")

    assert (deadline.basis, deadline.hours, deadline.source) == ("assumed", 72, "numbers.xlsx > deadlines!A5")
    assert "deadlines/assumed" in codes(found)


def test_where_nothing_is_stated_and_nothing_assumed_no_limit_is_made_up() -> None:
    deadline, _ = due(CASE, NoticeReading("n.txt", notice_date=date(2026, 2, 9)))

    assert (deadline.basis, deadline.at) == ("none", None)


def test_each_marketplace_keeps_its_own_midnight() -> None:
    notice = NoticeReading("n.txt", notice_date=date(2026, 2, 9), deadline=StatedDeadline("72 hours", hours=72))

    assert due(Case("C1", FileRef("c"), marketplace="JP"), notice)[0].at == datetime(2026, 2, 11, 15, 0, tzinfo=UTC)
    assert due(CASE, notice)[0].at == datetime(2026, 2, 12, 8, 0, tzinfo=UTC)


def test_hours_run_on_through_a_clock_change_and_days_end_at_the_same_time_of_day() -> None:
    def at(day: date, **limit: int) -> datetime | None:
        return due(CASE, NoticeReading("n", notice_date=day, deadline=StatedDeadline("x", **limit)))[0].at

    assert at(date(2026, 3, 7), hours=72) == datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
    assert at(date(2026, 3, 7), hours=72, days=3) == datetime(2026, 3, 10, 7, 0, tzinfo=UTC)
    assert at(date(2026, 10, 31), hours=72) == datetime(2026, 11, 3, 7, 0, tzinfo=UTC)
    assert at(date(2026, 10, 31), hours=72, days=3) == datetime(2026, 11, 3, 8, 0, tzinfo=UTC)


def test_our_own_target_lies_a_day_ahead_of_short_limits_and_two_ahead_of_long_ones() -> None:
    short = NoticeReading("n", notice_date=date(2026, 2, 9), deadline=StatedDeadline("72 hours", hours=72))
    long = NoticeReading("n", notice_date=date(2026, 2, 9), deadline=StatedDeadline("17 days", hours=408))

    for notice, lead in ((short, 24), (long, 48)):
        deadline, _ = due(CASE, notice)
        assert deadline.at is not None
        assert deadline.internal_at is not None
        assert (deadline.at - deadline.internal_at).total_seconds() == lead * 3600


def test_a_sheet_that_disagrees_with_the_notice_about_its_date_is_shown_and_the_notice_counts() -> None:
    case = Case("C1", FileRef("case.xlsx"), marketplace="US", notice_date=date(2026, 2, 11))
    notice = NoticeReading("n.txt", notice_date=date(2026, 2, 9), deadline=StatedDeadline("72 hours", hours=72))

    deadline, found = due(case, notice)

    assert deadline.at == datetime(2026, 2, 12, 8, 0, tzinfo=UTC)
    assert "deadlines/notice-date-differs" in codes(found)


def test_without_any_notice_date_the_day_of_receipt_stands_in_and_is_named() -> None:
    case = Case("C1", FileRef("case.xlsx"), marketplace="US", received_on=date(2026, 2, 11))

    deadline, found = due(case, NoticeReading("n.txt", deadline=StatedDeadline("72 hours", hours=72)))

    assert deadline.at == datetime(2026, 2, 14, 8, 0, tzinfo=UTC)
    assert "deadlines/notice-date-unknown" in codes(found)


def test_a_limit_that_has_passed_is_said() -> None:
    notice = NoticeReading("n.txt", notice_date=date(2026, 2, 9), deadline=StatedDeadline("72 hours", hours=72))

    assert "deadlines/past" in codes(due(CASE, notice, today=date(2026, 3, 1))[1])
    assert "deadlines/past" not in codes(due(CASE, notice, today=date(2026, 2, 12))[1])


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(1, 60), st.sampled_from(["US", "JP"]))
def test_a_limit_in_days_is_never_later_than_so_many_full_days(day: date, days: int, store: str) -> None:
    notice = NoticeReading("n", notice_date=day, deadline=StatedDeadline("x", hours=days * 24))

    deadline, _ = due(Case("C1", FileRef("c"), marketplace=store), notice, today=day)

    assert deadline.at is not None
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert (deadline.at - start).total_seconds() <= (days * 24 + 8) * 3600
