"""By when, and when to think of it: limits, reminders and their calendar.

A limit is stated in the notice, else assumed from a dated row and marked as assumed, else there is none; nothing is
guessed silently. It counts from the date on the notice, from the first minute of that day by the store's clock, and
wherever two readings are possible the earlier one holds, because too early costs nothing. Reminders are the desk's own
(rows of numbers.xlsx): they bind nobody outside, so they never look like a limit. All moments are kept in UTC; zones
are only for showing and for where a day begins. Holidays are not known here, and that is said where it matters.
"""

from casewright.deadlines.agenda import CalendarEntry, entries_of, write_calendar
from casewright.deadlines.count import deadlines_for
from casewright.deadlines.kept import is_open
from casewright.deadlines.reminders import reminders_for
from casewright.deadlines.rows import DeadlineRules, DefaultRow, ReminderRow, deadline_rules, weekend_days

__all__ = [
    "CalendarEntry", "DeadlineRules", "DefaultRow", "ReminderRow", "deadline_rules", "deadlines_for", "entries_of",
    "is_open", "reminders_for", "weekend_days", "write_calendar",
]  # fmt: skip
