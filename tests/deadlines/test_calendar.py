"""The calendar file, read back as a calendar would take it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from casewright.deadlines import CalendarEntry, write_calendar
from casewright.model import Bilingual

LIMIT = CalendarEntry(
    "LJ-2611-ODR", 2, date(2026, 2, 12), "appeal", "stated",
    Bilingual("按通知写明的期限回复", "Answer within the limit"),
    datetime(2026, 2, 26, 8, 0, tzinfo=UTC), "America/Los_Angeles", "notice.txt",
    "Please respond within 17 days; otherwise, funds may be held.", datetime(2026, 2, 24, 8, 0, tzinfo=UTC),
)  # fmt: skip
WINDOW = CalendarEntry(
    "LJ-2611-ODR", 2, date(2026, 2, 12), "first_answer", "reminder",
    Bilingual("首次申诉通常在此期间有回复", "Usual answer"),
    datetime(2026, 2, 17, 8, 0, tzinfo=UTC), "America/Los_Angeles", "numbers.xlsx > reminders!A8 · S0-19",
    until=datetime(2026, 3, 4, 7, 59, tzinfo=UTC),
)  # fmt: skip


def events(data: bytes) -> list[Event]:
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    assert calendar["VERSION"] == "2.0"
    assert calendar["METHOD"] == "PUBLISH"
    return list(calendar.events)


def test_a_limit_stands_in_the_calendar_at_its_moment_in_utc_with_all_it_rests_on() -> None:
    (event,) = events(write_calendar([LIMIT]))
    assert event.start == datetime(2026, 2, 26, 8, 0, tzinfo=UTC)
    assert str(event["SUMMARY"]) == "【期限 DEADLINE】LJ-2611-ODR 按通知写明的期限回复 Answer within the limit"
    told = str(event["DESCRIPTION"])
    for clock in ("站点时间 2026-02-26 00:00 周四（America/Los_Angeles）", "｜北京时间 2026-02-26 16:00 周四｜UTC"):
        assert clock in told
    assert "通知写明 Stated in the notice" in told
    assert "Please respond within 17 days; otherwise, funds may be held." in told
    assert "内部完成时间" in told


def test_alarms_ring_a_day_ahead_and_at_our_own_target() -> None:
    (event,) = events(write_calendar([LIMIT]))
    assert [alarm.TRIGGER for alarm in event.walk("VALARM")] == [timedelta(hours=-48), timedelta(hours=-24)]


def test_a_kept_limit_rings_no_more() -> None:
    (event,) = events(write_calendar([replace(LIMIT, kind="kept")]))
    assert not event.walk("VALARM")
    assert "已提交" in str(event["SUMMARY"])


def test_an_assumed_limit_is_called_so_with_its_row() -> None:
    (event,) = events(write_calendar([replace(LIMIT, kind="assumed", quote="", source="numbers.xlsx > deadlines!A5")]))
    assert "推定期限" in str(event["SUMMARY"])
    assert "numbers.xlsx > deadlines!A5" in str(event["DESCRIPTION"])


def test_a_window_spans_its_days() -> None:
    (event,) = events(write_calendar([WINDOW]))
    assert (event.start, event.end) == (WINDOW.at, WINDOW.until)


def test_the_same_case_gives_the_same_bytes_and_a_later_version_moves_the_same_entries() -> None:
    first = write_calendar([LIMIT, WINDOW])
    assert first == write_calendar([LIMIT, WINDOW])
    moved = replace(LIMIT, version=3, stamp=date(2026, 2, 20), at=LIMIT.at + timedelta(days=1))
    (before, _), (after,) = events(first), events(write_calendar([moved]))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (2, 3)
    assert datetime(2026, 2, 20, tzinfo=UTC) == after.DTSTAMP
    (other,) = events(write_calendar([replace(LIMIT, case="LJ-2612")]))
    assert other["UID"] != before["UID"]


def test_lines_fold_within_75_bytes_and_never_inside_a_sign() -> None:
    data = write_calendar([replace(LIMIT, what=Bilingual("补交材料" * 40, "Send what is asked " * 20))])
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")
    (event,) = events(data)
    assert "补交材料" * 40 in str(event["SUMMARY"])


def test_signs_that_no_calendar_holds_are_left_out() -> None:
    (event,) = events(write_calendar([replace(LIMIT, quote="within\x00 17\x07 days")]))
    assert "within 17 days" in str(event["DESCRIPTION"])


def test_an_empty_list_is_a_calendar_all_the_same() -> None:
    assert events(write_calendar([])) == []
