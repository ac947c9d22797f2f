"""What the desk keeps in mind, by the rows that are shipped."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casewright.deadlines import DeadlineRules, deadline_rules, deadlines_for, reminders_for
from casewright.model import Case, CellRef, FileRef, Marketplace, NoticeReading, Reminder, StatedDeadline, Submission
from casewright.model import both as alike
from casewright.sheets import ListSheet, read_book, read_list

ROOT = Path(__file__).parent.parent.parent
CASE = Case("C1", FileRef("case.xlsx"), marketplace="US", received_on=date(2026, 2, 10))
NOTICE = NoticeReading("n.txt", notice_date=date(2026, 2, 9), deadline=StatedDeadline("17 days", hours=408, days=17))
TODAY = date(2026, 2, 12)


def sent(day: int, result: str | None = None) -> Submission:
    return Submission(date(2026, 2, day), CellRef("case.xlsx", "Submissions", "A4"), result=result)


class Desk:
    """Counts reminders by the shipped rows."""

    def __init__(self, rules: DeadlineRules, stores: Mapping[str, Marketplace]) -> None:
        self.rules, self.stores = rules, stores

    def __call__(
        self, case: Case = CASE, notice: NoticeReading = NOTICE, *, today: date = TODAY, violation: str = "PERF-ODR"
    ) -> dict[str, Reminder]:
        known, _ = deadlines_for(
            case, notice, violation=violation, rules=self.rules, marketplaces=self.stores, today=today
        )
        told = reminders_for(
            case, notice, known, violation=violation, rules=self.rules, marketplaces=self.stores, today=today
        )
        assert [each.at for each in told] == sorted(each.at for each in told)
        return {each.code: each for each in told}


@pytest.fixture(scope="module")
def desk(shipped: DeadlineRules, stores: Mapping[str, Marketplace]) -> Desk:
    return Desk(shipped, stores)


def beijing(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00").astimezone(UTC)


@pytest.mark.req("S0-33")
def test_the_diagnosis_report_is_due_24_hours_after_intake(desk: Desk) -> None:
    reminder = desk()["diagnosis_report"]
    assert reminder.at == beijing("2026-02-11 00:00")
    assert (reminder.basis, reminder.state) == ("S0-33", "past")
    assert "reminders!A" in reminder.source


@pytest.mark.req("S0-53")
def test_an_urgent_plan_is_due_72_hours_after_intake_where_the_case_says_urgent(desk: Desk) -> None:
    assert "urgent_plan" not in desk()
    assert desk(replace(CASE, urgent=True))["urgent_plan"].at == beijing("2026-02-13 00:00")


def test_our_own_target_lies_ahead_of_a_limit_that_runs(desk: Desk) -> None:
    assert desk()["internal_target"].at == datetime(2026, 2, 24, 8, 0, tzinfo=UTC)
    assert "internal_target" not in desk(today=date(2026, 3, 1))


@pytest.mark.req("S0-46")
@pytest.mark.parametrize(("today", "next_one"), [(12, "13"), (13, "13"), (14, "16"), (17, "19")])
def test_the_client_hears_every_72_hours_while_an_appeal_is_open(desk: Desk, today: int, next_one: str) -> None:
    reminder = desk(replace(CASE, submissions=(sent(10, "pending"),)), today=date(2026, 2, today))["client_update"]
    assert reminder.at == beijing(f"2026-02-{next_one} 00:00")
    assert reminder.every == 72
    assert reminder.state == ("due" if str(today) == next_one else "later")


@pytest.mark.req("S0-19")
def test_a_first_appeal_is_usually_answered_within_7_to_21_days(desk: Desk) -> None:
    told = desk(replace(CASE, submissions=(sent(10),)))
    window = told["first_answer"]
    assert window.at == datetime(2026, 2, 17, 8, 0, tzinfo=UTC)
    assert window.until == datetime(2026, 3, 4, 7, 59, tzinfo=UTC)
    assert "later_answer" not in told


@pytest.mark.req("S0-20")
def test_a_second_appeal_is_usually_answered_within_3_to_7_days(desk: Desk) -> None:
    told = desk(replace(CASE, submissions=(sent(1, "rejected"), sent(10))))
    window = told["later_answer"]
    assert (window.at, window.until) == (
        datetime(2026, 2, 13, 8, 0, tzinfo=UTC), datetime(2026, 2, 18, 7, 59, tzinfo=UTC),
    )  # fmt: skip
    assert "first_answer" not in told


@pytest.mark.parametrize(("today", "state"), [(16, "later"), (20, "due"), (28, "due")])
def test_a_window_is_due_while_it_is_open(desk: Desk, today: int, state: str) -> None:
    told = desk(replace(CASE, submissions=(sent(10),)), today=date(2026, 2, today))
    assert told["first_answer"].state == state


@pytest.mark.req("S0-47")
@pytest.mark.req("S0-95")
def test_after_14_days_without_an_answer_the_evidence_is_weighed_again(desk: Desk) -> None:
    reminder = desk(replace(CASE, submissions=(sent(10),)))["no_answer"]
    assert reminder.at == datetime(2026, 2, 24, 8, 0, tzinfo=UTC)
    assert "截图" in reminder.what.zh


def test_an_answered_appeal_may_be_followed_after_two_working_days(desk: Desk) -> None:
    told = desk(replace(CASE, submissions=(sent(12, "rejected"),)))  # a Thursday
    assert told["resubmission"].at == beijing("2026-02-16 00:00")
    assert not {"client_update", "first_answer", "no_answer", "diagnosis_report"} & set(told)


def test_stock_of_a_removed_listing_is_kept_in_mind_for_90_days(desk: Desk) -> None:
    assert desk(violation="IP-TM")["inventory_removal"].at == datetime(2026, 5, 10, 7, 0, tzinfo=UTC)
    assert "inventory_removal" not in desk()


def test_a_reinstated_case_and_a_false_letter_are_kept_quiet(desk: Desk) -> None:
    assert desk(replace(CASE, submissions=(sent(11, "reinstated"),))) == {}
    assert desk(notice=replace(NOTICE, phishing=(alike("asks for a password"),))) == {}


def test_without_a_day_of_receipt_nothing_counts_from_it(desk: Desk) -> None:
    assert "diagnosis_report" not in desk(replace(CASE, received_on=None))


@given(st.integers(0, 400))
def test_a_repeated_reminder_never_lies_before_the_day_nor_more_than_72_hours_ahead(later: int) -> None:
    rules, stores = _SHIPPED, {"US": Marketplace("US", alike("US"), "", "", "", "America/Los_Angeles", (), alike(""))}
    today = date(2026, 2, 10) + timedelta(days=later)
    told = Desk(rules, stores)(replace(CASE, submissions=(sent(10),)), today=today)["client_update"]
    start = datetime.combine(today, datetime.min.time(), UTC) - timedelta(hours=8)
    assert start <= told.at <= start + timedelta(hours=72)


def _rows(name: str) -> ListSheet:
    book, _ = read_book(ROOT / "rulebooks" / "numbers.xlsx", name="rulebooks/numbers.xlsx")
    assert book is not None
    rows, _ = read_list(book, name)
    assert rows is not None
    return rows


_SHIPPED = deadline_rules(_rows("deadlines"), _rows("reminders"))[0]


def test_the_waiting_times_agree_with_those_that_the_review_holds_an_appeal_to() -> None:
    phrases = yaml.safe_load((ROOT / "rulebooks/text/review/phrases.yaml").read_text(encoding="utf-8"))["rows"]
    limits = {row["id"]: int(row["pattern"]) for row in phrases if row["id"].startswith("LIMIT-")}
    rows = {row.code: row for row in _SHIPPED.reminders}
    assert rows["no_answer"].days == limits["LIMIT-SILENCE-DAYS"]
    assert rows["resubmission"].working_days == limits["LIMIT-WORKING-DAYS"]


def test_a_row_that_does_not_read_is_told_by_its_cell() -> None:
    rows = _rows("reminders")
    first = rows.rows[0]
    cells = {**first.cells, "after": replace(first.cells["after"], value="收到后")}
    broken = ListSheet(rows.name, rows.columns, (replace(first, cells=cells),), rows.ref)
    rules, found = deadline_rules(_rows("deadlines"), broken)
    assert rules.reminders == ()
    assert [(each.code, each.at) for each in found] == [("playbook/reminder-unreadable", first.at("after").at)]


def test_the_desks_own_chores_are_for_no_client(desk: Desk) -> None:
    assert not desk()["diagnosis_report"].for_client
    sent_once = desk(replace(CASE, submissions=(sent(11),)))
    assert sent_once["no_answer"].for_client
    assert not sent_once["client_update"].for_client
