"""Dates for tasks: nothing starts before what it waits for, whatever the tasks."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.planning.calendar import calendar_of
from backsource_docs.planning.scheduling import Scheduled, schedule
from backsource_docs.planning.tasks import Task
from backsource_docs.values import Period

CALENDAR = calendar_of("england-and-wales")
FLOOR = datetime.date(2028, 1, 17)
ANCHORS = {
    "notice": datetime.date(2028, 1, 14),
    "wave": datetime.date(2028, 5, 2),
    "transfer": datetime.date(2028, 7, 14),
    "": None,
}


def task(name: str, days: int = 1, **more: Any) -> Task:
    return Task(name, name, name, "phase", "someone", Period(days, "business day"), **more)


def dated(*tasks: Task) -> dict[str, Scheduled]:
    done, findings = schedule(tasks, CALENDAR, lambda _, name: ANCHORS.get(name), FLOOR)
    assert findings == ()
    return {entry.task.id: entry for entry in done}


@st.composite
def networks(draw: st.DrawFn) -> list[Task]:
    """Tasks in an order in which each may wait for earlier ones only, shuffled afterwards."""
    made: list[Task] = []
    for number in range(draw(st.integers(1, 12))):
        others = [other.id for other in made]
        waits = draw(st.lists(st.sampled_from(others), unique=True, max_size=3)) if others else []
        anchor = draw(st.sampled_from(["", "starts_from", "ends_on", "before"]))
        places = {anchor: draw(st.sampled_from(["notice", "wave", "transfer", "unknown"]))} if anchor else {}
        unit = draw(st.sampled_from(["business day", "day", "month"]))
        period = Period(draw(st.integers(0, 9)), unit)
        name = f"t{number}"
        counted = anchor in ("", "starts_from") and draw(st.booleans())
        made.append(Task(name, name, name, "phase", "someone", period, tuple(waits), counted=counted, **places))
    return draw(st.permutations(made))


@given(networks())
def test_every_dependency_is_respected_on_business_days(network: list[Task]) -> None:
    done = dated(*network)
    for entry in done.values():
        assert entry.start is not None and entry.finish is not None
        assert entry.start <= entry.finish
        assert CALENDAR.is_open(entry.start) or entry.task.counted
        for other in entry.task.predecessors:
            before = done[other].finish
            assert before is not None and before < entry.start


@given(networks())
def test_no_task_starts_before_its_anchor_and_none_without_one_before_the_floor(network: list[Task]) -> None:
    for entry in dated(*network).values():
        anchor = ANCHORS.get(entry.task.starts_from)
        assert entry.start is not None
        if anchor:
            assert entry.start >= anchor


@given(networks())
def test_the_order_in_which_tasks_are_listed_changes_no_date(network: list[Task]) -> None:
    assert dated(*network) == dated(*reversed(network))


def test_tasks_before_the_notice_end_the_business_day_before_it_and_go_backwards() -> None:
    done = dated(task("review", 8, before="notice"), task("approve", 3, predecessors=("review",), before="notice"))
    assert done["approve"].finish == datetime.date(2028, 1, 13)
    assert done["approve"].start == datetime.date(2028, 1, 11)
    assert done["review"].finish == datetime.date(2028, 1, 10)
    assert done["review"].start == datetime.date(2027, 12, 29)


def test_a_task_aims_at_the_date_on_which_it_should_end() -> None:
    done = dated(task("cut-over", 2, ends_on="transfer"))
    assert (done["cut-over"].start, done["cut-over"].finish) == (datetime.date(2028, 7, 13), datetime.date(2028, 7, 14))
    assert done["cut-over"].target == datetime.date(2028, 7, 14)


def test_a_lead_ends_a_task_that_long_before_its_date() -> None:
    done = dated(task("decide", 2, ends_on="transfer", lead=Period(2, "business day")))
    assert done["decide"].finish == datetime.date(2028, 7, 12)


def test_work_that_comes_too_late_ends_after_its_target() -> None:
    done = dated(
        task("build", 60, starts_from="wave"), task("cut-over", 1, predecessors=("build",), ends_on="transfer")
    )
    entry = done["cut-over"]
    assert entry.finish is not None and entry.target is not None
    assert entry.finish > entry.target


def test_a_circle_is_named_and_leaves_the_tasks_without_dates() -> None:
    circle = (task("dig", predecessors=("fill",)), task("fill", predecessors=("dig",)))
    done, findings = schedule(circle, CALENDAR, lambda _, name: None, FLOOR)
    assert [entry.start for entry in done] == [None, None]
    (finding,) = findings
    assert finding.code == "KD06"
    assert "dig" in finding.message and "fill" in finding.message


def test_without_a_floor_nothing_is_dated() -> None:
    done, findings = schedule((task("one"),), CALENDAR, lambda _, name: None, None)
    assert findings == ()
    assert done == (Scheduled(task("one")),)


def test_a_counted_period_runs_from_the_day_after_its_event_to_the_exact_day() -> None:
    done = dated(
        task("deliver", 10, starts_from="notice", counted=True),
        Task("ask", "1", "ask", "phase", "someone", Period(3, "month"), starts_from="transfer", counted=True),
    )
    assert done["deliver"].start == datetime.date(2028, 1, 17)
    assert done["deliver"].finish == CALENDAR.after(ANCHORS["notice"], Period(10, "business day"))
    assert (done["ask"].start, done["ask"].finish) == (datetime.date(2028, 7, 15), datetime.date(2028, 10, 14))


def test_a_counted_period_without_an_anchor_follows_what_comes_before() -> None:
    keep = Task("keep", "1", "keep", "phase", "someone", Period(30, "day"), ("erase",), counted=True)
    done = dated(task("erase", 1, starts_from="transfer"), keep)
    assert (done["keep"].start, done["keep"].finish) == (datetime.date(2028, 7, 15), datetime.date(2028, 8, 13))


def test_a_task_ends_with_its_companion_and_lasts_what_lies_between() -> None:
    freeze = task("freeze", 15, starts_from="transfer", lead=Period(15, "business day"), companions=("rollback",))
    done = dated(freeze, task("rollback", 10, starts_from="transfer", counted=True))
    assert done["freeze"].start == datetime.date(2028, 6, 23)
    assert done["freeze"].finish == done["rollback"].finish == datetime.date(2028, 7, 28)
    assert done["freeze"].task.duration == Period(26, "business day")


def test_a_task_until_a_day_ends_on_it_and_sooner_where_time_is_short() -> None:
    calm = dated(task("approve", until="wave"), task("tell", 3, predecessors=("approve",), before="transfer"))
    assert calm["approve"].finish == calm["approve"].target == ANCHORS["wave"]
    hurried = dated(task("approve", until="notice"), task("tell", 3, predecessors=("approve",), before="notice"))
    assert hurried["approve"].finish == datetime.date(2028, 1, 10)
    assert hurried["approve"].target == ANCHORS["notice"]


def test_a_task_that_is_due_keeps_its_own_dates_and_knows_the_limit() -> None:
    done = dated(task("test", 2, starts_from="wave", due="transfer", lead=Period(10, "business day")))
    assert done["test"].finish == datetime.date(2028, 5, 3)
    assert done["test"].target == datetime.date(2028, 6, 30)
