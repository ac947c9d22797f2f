"""Who is next: the clerk's word, then the soonest limit, then who came first; a latecomer is not opened last."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casewright.desk.copies import Copy
from casewright.desk.queue import Case, Queue, Source
from casewright.desk.work import Order, Shelves
from casewright.model import Drop, Urgency

Desk = Any
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SHELVES = Shelves(Path("copy"), "0" * 64, date(2026, 11, 22), date(2026, 11, 22))


def source(name: str, look: int = 0) -> Source:
    return Source(name, Path(name), Path(name), Copy(Path("copy"), "0" * 64, date(2026, 11, 22)), look=look)


def case(name: str, *, folder: str = "", hours: float | None = None, urgent: bool = False) -> Case:
    due = None if hours is None else NOW + timedelta(hours=hours)
    order = Order(Drop(name, Path(name)), folder or name, SHELVES, Path(), Path("outbox"))
    return Case(source(name), name, order, urgency=Urgency(urgent, due))


def taken(queue: Queue) -> list[str]:
    found = []
    while (each := queue.next_case(())) is not None:
        found.append(each.key)
    return found


def test_the_clerks_word_comes_first_then_the_soonest_limit_then_who_came_first() -> None:
    queue = Queue()
    for each in (case("none"), case("week", hours=168), case("past", hours=-1), case("day", hours=24),
                 case("urgent", urgent=True), case("none too"), case("urgent day", urgent=True, hours=24)):  # fmt: skip
        queue.add_case(each, now=NOW)
    assert taken(queue) == ["urgent day", "urgent", "day", "week", "none", "past", "none too"]


def test_what_was_begun_and_put_back_goes_on_first() -> None:
    queue = Queue()
    queue.add_case(case("urgent", urgent=True, hours=1), now=NOW)
    queue.add_case(case("begun"), now=NOW, begun=True)
    assert taken(queue) == ["begun", "urgent"]


def test_versions_of_one_case_come_one_after_another() -> None:
    queue = Queue()
    for name, folder in (("A first", "A"), ("A second", "A"), ("B", "B")):
        queue.add_case(case(name, folder=folder), now=NOW)
    first = queue.next_case(())
    assert first is not None
    other = queue.next_case({first.order.folder})
    assert (first.key, other.key if other else None) == ("A first", "B")
    assert queue.next_case({first.order.folder}) is None


def test_a_latecomer_is_opened_beside_those_that_wait_longest() -> None:
    queue = Queue()
    for name in ("a", "b", "c", "d"):
        queue.add_source(source(name, look=1))
    queue.add_source(source("late", look=7))
    opened = [each.name for _ in range(5) if (each := queue.next_source()) is not None]
    assert opened[0] == "late"
    assert opened[1:] == ["a", "b", "c", "d"]


@given(st.lists(st.tuples(st.integers(0, 5), st.one_of(st.none(), st.integers(-100, 100)), st.booleans()), max_size=30))
def test_nothing_is_lost_and_nothing_comes_twice(given: list[tuple[int, int | None, bool]]) -> None:
    queue = Queue()
    for number, (folder, hours, urgent) in enumerate(given):
        queue.add_case(case(str(number), folder=str(folder), hours=hours, urgent=urgent), now=NOW)
    assert sorted(taken(queue), key=int) == [str(number) for number in range(len(given))]
    assert len(queue) == 0


def test_an_urgent_case_dropped_behind_a_batch_is_produced_before_the_rest_of_it(desk: Desk) -> None:
    for number in range(100):
        desk.drop(f"B-{number:03}", "held" if number == 0 else "ok due=2026-12-31T00:00:00+00:00")
    with desk.held(workers=1) as heard:
        desk.drop("Z-late", "ok due=2099-11-23T00:00:00+00:00 urgent")
        desk.wait_for(lambda: bool(list((desk.root / ".casewright").rglob("Z-late"))))
    order = [result.ref for result in heard.results]
    assert len(order) == 101
    assert order.index("Z-late") < 10
