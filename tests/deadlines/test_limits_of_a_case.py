"""Limits of a case: stated, assumed, none; kept, near and past."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.deadlines import DeadlineRules, DefaultRow, deadlines_for, is_open
from casewright.model import (
    Bilingual,
    Case,
    CellRef,
    Deadline,
    FileRef,
    Finding,
    Marketplace,
    NoticeReading,
    StatedDeadline,
    Submission,
    Violation,
    ViolationKind,
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


def sent(on: date, result: str | None = None, reply: str = "") -> Submission:
    return Submission(on, CellRef("case.xlsx", "Submissions", "A4"), result=result, reply_file=reply)


def limits(
    case: Case, notice: NoticeReading, *, violation: str = "PERF-AZ", today: date = TODAY,
    reply: NoticeReading | None = None, rules: DeadlineRules = RULES,
) -> tuple[tuple[Deadline, ...], tuple[Finding, ...]]:  # fmt: skip
    return deadlines_for(
        case, notice, violation=violation, rules=rules, marketplaces=STORES, today=today, reply=reply,
        kinds={"NON-INFO": ViolationKind("NON-INFO", both("news"), "no_appeal", no_deadline=True)},
    )  # fmt: skip


SEVENTEEN = NoticeReading("n.txt", notice_date=date(2026, 2, 9), deadline=StatedDeadline("17 days", hours=408, days=17))


def test_a_false_letter_sets_no_limit_whatever_it_says() -> None:
    letter = replace(SEVENTEEN, phishing=(both("asks for a password"),))
    ((deadline,), found) = limits(CASE, letter, violation="IP-TM")
    assert (deadline.basis, deadline.at) == ("none", None)
    assert "疑似假冒" in deadline.what.zh
    assert not codes(found) & {"deadlines/past", "deadlines/soon", "deadlines/assumed"}


def test_news_sets_no_limit_and_none_is_assumed() -> None:
    news = NoticeReading("n.txt", types=(Violation("NON-INFO", 0.9),), notice_date=date(2026, 2, 9))
    ((deadline,), _) = limits(CASE, news, violation="IP-TM")
    assert (deadline.basis, deadline.at) == ("none", None)


def test_the_earliest_of_several_limits_counts_and_the_others_are_shown_behind_it() -> None:
    later, sooner = (
        StatedDeadline("17 days", hours=408, days=17),
        StatedDeadline("by February 12", on=date(2026, 2, 12)),
    )
    notice = replace(SEVENTEEN, deadline=later, limits=(later, sooner))
    (first, second), _ = limits(CASE, notice)
    assert (first.code, first.quote) == ("appeal", "by February 12")
    assert first.at == datetime(2026, 2, 13, 7, 59, tzinfo=UTC)
    assert (second.code, second.quote, second.basis) == ("appeal-2", "17 days", "stated")


def test_a_limit_told_twice_stands_once() -> None:
    twice = (StatedDeadline("17 days", hours=408, days=17), StatedDeadline("within seventeen days", hours=408, days=17))
    assert len(limits(CASE, replace(SEVENTEEN, limits=twice))[0]) == 1


@pytest.mark.parametrize(
    ("today", "code", "said"),
    [
        (date(2026, 3, 1), "deadlines/past", "【期限已过】"),
        (date(2026, 2, 26), "deadlines/soon", "【期限今天到】"),
        (date(2026, 2, 25), "deadlines/soon", "【期限明天到"),
    ],
)
def test_a_limit_that_is_past_or_near_shouts_on_three_clocks_and_says_what_to_do(
    today: date, code: str, said: str
) -> None:
    _, found = limits(CASE, SEVENTEEN, today=today)
    (loud,) = (each for each in found if each.code == code)
    assert said in loud.text.zh
    assert "北京时间 2026-02-26 16:00 周四" in loud.text.zh
    assert "Beijing time 2026-02-26 16:00 Thu" in loud.text.en
    assert loud.fix.zh
    assert not loud.is_error  # a late appeal may still be sent: lateness alone never makes a case not ready


def test_a_limit_that_is_far_is_quiet() -> None:
    assert not codes(limits(CASE, SEVENTEEN)[1]) & {"deadlines/past", "deadlines/soon"}


def test_an_appeal_that_waits_for_its_answer_has_kept_the_limit() -> None:
    case = replace(CASE, submissions=(sent(date(2026, 2, 20), "pending"),))
    ((deadline,), found) = limits(case, SEVENTEEN, today=date(2026, 3, 5))
    assert deadline.answered_on == date(2026, 2, 20)
    assert "deadlines/answered" in codes(found)
    assert "deadlines/past" not in codes(found)


@pytest.mark.parametrize(
    "submission",
    [sent(date(2026, 2, 20), "rejected"), sent(date(2026, 2, 20), reply="reply.txt"), sent(date(2026, 2, 8)),
     sent(date(2026, 2, 28))],
)  # fmt: skip
def test_a_refused_early_or_late_appeal_does_not_stop_the_clock(submission: Submission) -> None:
    case = replace(CASE, submissions=(submission,))
    ((deadline,), found) = limits(case, SEVENTEEN, today=date(2026, 3, 5))
    assert deadline.answered_on is None
    assert "deadlines/past" in codes(found)


def test_the_limit_of_a_reply_counts_from_the_day_of_the_reply() -> None:
    reply = NoticeReading(
        "reply.eml", stage="more_info", notice_date=date(2026, 2, 20), deadline=StatedDeadline("72 hours", hours=72)
    )
    case = replace(CASE, submissions=(sent(date(2026, 2, 12), "more_info", "reply.eml"),))
    (notice, answer), _ = limits(case, SEVENTEEN, reply=reply)
    assert (notice.code, answer.code, answer.basis, answer.source) == ("appeal", "reply", "stated", "reply.eml")
    assert answer.at == datetime(2026, 2, 23, 8, 0, tzinfo=UTC)


def test_a_reply_without_a_date_is_not_counted_from_another_day() -> None:
    reply = NoticeReading("reply.txt", stage="more_info", deadline=StatedDeadline("72 hours", hours=72))
    case = replace(
        CASE, received_on=date(2026, 2, 10), submissions=(sent(date(2026, 2, 12), "more_info", "reply.txt"),)
    )
    (_, answer), found = limits(case, SEVENTEEN, reply=reply)
    assert answer.at is None
    assert "deadlines/reply-date-unknown" in codes(found)


def test_a_default_for_a_stage_or_a_store_holds_there_alone(shipped: DeadlineRules) -> None:
    def hours(store: str, violation: str, stage: str | None = None) -> int | None:
        case, notice = Case("C", FileRef("c"), marketplace=store), NoticeReading("n", notice_date=date(2026, 2, 9))
        stores = {**STORES, "DE": replace(US, code="DE", zone="Europe/Berlin")}
        ((deadline,), _) = deadlines_for(
            case, replace(notice, stage=stage), violation=violation, rules=shipped, marketplaces=stores, today=TODAY
        )
        return deadline.hours

    assert hours("US", "PERF-AZ") == 720
    assert hours("US", "PERF-AZ", "more_info") == 72
    assert hours("DE", "PERF-AZ", "more_info") == 48
    assert hours("US", "ACC-VERIFY") == 240
    assert hours("DE", "ACC-VERIFY") is None
    assert hours("US", "IP-TM") == 72


def test_our_own_target_of_a_very_short_limit_does_not_lie_before_its_start(shipped: DeadlineRules) -> None:
    notice = NoticeReading("n", notice_date=date(2026, 2, 9), deadline=StatedDeadline("24 hours", hours=24))
    ((deadline,), _) = limits(CASE, notice, rules=shipped)
    assert deadline.at == datetime(2026, 2, 10, 8, 0, tzinfo=UTC)
    assert deadline.internal_at == datetime(2026, 2, 10, 2, 0, tzinfo=UTC)


def test_business_days_say_that_holidays_are_not_known() -> None:
    notice = NoticeReading(
        "n", notice_date=date(2026, 2, 9), deadline=StatedDeadline("5 business days", hours=120, business_days=5)
    )
    _, found = limits(CASE, notice)
    (said,) = (each for each in found if each.code == "deadlines/business-days")
    assert "周六、周日" in said.text.zh
    assert "公共假日不在内" in said.text.zh


def test_an_unknown_store_counts_by_utc_and_says_so() -> None:
    ((deadline,), found) = limits(Case("C", FileRef("case.xlsx")), SEVENTEEN)
    assert deadline.at == datetime(2026, 2, 26, 0, 0, tzinfo=UTC)
    assert "deadlines/store-unknown" in codes(found)


def test_a_change_of_the_clocks_within_the_limit_is_told() -> None:
    notice = NoticeReading("n", notice_date=date(2026, 3, 6), deadline=StatedDeadline("72 hours", hours=72))
    assert "deadlines/clock-change" in codes(limits(CASE, notice)[1])
    assert "deadlines/clock-change" not in codes(limits(CASE, SEVENTEEN)[1])


def test_dates_that_differ_show_both_limits() -> None:
    case = replace(CASE, notice_date=date(2026, 2, 11))
    _, found = limits(case, SEVENTEEN)
    (said,) = (each for each in found if each.code == "deadlines/notice-date-differs")
    assert "北京时间 2026-02-26 16:00 周四" in said.text.zh
    assert "北京时间 2026-02-28 16:00 周六" in said.text.zh


def test_a_case_is_closed_once_amazon_has_reinstated() -> None:
    assert is_open(CASE, SEVENTEEN)
    assert not is_open(replace(CASE, submissions=(sent(date(2026, 2, 20), "reinstated"),)), SEVENTEEN)
    assert not is_open(CASE, replace(SEVENTEEN, stage="reinstated"))
    assert is_open(replace(CASE, submissions=(sent(date(2026, 2, 20), "final"),)), SEVENTEEN)
