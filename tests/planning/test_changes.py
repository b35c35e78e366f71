"""What a deal changes in its timetable: other lengths, own tasks, tasks left out, fixed days, days of no change."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from schedule_deals import Planned, made

from backsource_docs.deal.plan import Freeze
from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding
from backsource_docs.planning.calendar import calendar_of
from backsource_docs.planning.freezes import freeze_end, freeze_on
from backsource_docs.planning.scheduling import Scheduled
from backsource_docs.values import Period

Plan = Callable[[DealFile], Planned]
NOTICE = {"served": "2028-01-14", "ends": "2028-10-31"}
HOME = {"name": "Payroll at home", "service": "Payroll", "date": "2028-09-08"}


def deal(milestone: str = "2028-09-08", **plan: Any) -> DealFile:
    return made(notice=NOTICE, milestones=[{**HOME, "date": milestone}], plan=plan)


def tasks_of(planned: Planned) -> dict[str, Scheduled]:
    return {entry.task.id: entry for entry in planned[0].tasks}


def of_code(planned: Planned, code: str) -> list[Finding]:
    return [finding for finding in planned[1] if finding.code == code]


def test_a_deal_without_changes_has_the_tasks_of_the_library(plan: Plan) -> None:
    assert tasks_of(plan(deal())) == tasks_of(plan(made(notice=NOTICE, milestones=[HOME])))


def test_a_length_and_an_owner_of_the_deals_own_take_the_place_of_the_librarys(plan: Plan) -> None:
    change = {"task": "platform", "duration": "30 business days", "owner": "Cloud lead"}
    before, after = tasks_of(plan(deal())), tasks_of(plan(deal(changes=[change])))
    task = after["platform"].task
    assert (task.duration, task.owner) == (Period(30, "business day"), "Cloud lead")
    assert task.longest == Period(80, "business day")  # 40 of 15 days, and as many of 30
    assert after["platform"].finish > before["platform"].finish  # type: ignore[operator]


def test_a_change_for_one_function_leaves_its_other_copies_alone(plan: Plan) -> None:
    services = [{"name": "Payroll"}, {"name": "Desk"}]
    change = {"task": "rehearsal", "function": "Desk", "duration": "9 business days"}
    file = made(notice=NOTICE, milestones=[HOME], services=services, plan={"changes": [change]})
    lengths = {
        entry.task.function: entry.task.duration.amount
        for entry in plan(file)[0].tasks
        if entry.task.entry == "rehearsal"
    }
    assert lengths == {"Payroll": 5, "Desk": 9}


def test_a_task_left_out_passes_its_predecessors_on(plan: Plan) -> None:
    before = tasks_of(plan(deal()))
    after = tasks_of(plan(deal(changes=[{"task": "audit-report", "leave_out": "yes"}])))
    assert "audit-report" not in after
    heirs = {name for name, entry in before.items() if "audit-report" in entry.task.predecessors}
    assert heirs
    for name in heirs:
        assert set(before["audit-report"].task.predecessors) <= set(after[name].task.predecessors)
        assert "audit-report" not in after[name].task.predecessors


def test_a_task_of_the_deals_own_stands_in_its_phase_between_others(plan: Plan) -> None:
    own = {
        "id": "pilot",
        "name": "Pilot",
        "phase": "build and test",
        "owner": "Operations lead",
        "each": "wave",
        "duration": "10 business days",
        "after": ["system-tests"],
        "ahead_of": ["user-tests"],
    }
    after = tasks_of(plan(deal(tasks=[own])))
    pilot, tests, users = after["pilot/1"], after["system-tests/1"], after["user-tests/1"]
    assert pilot.task.name == "Pilot: wave 1"
    assert pilot.task.number.startswith("8.")
    assert tests.finish < pilot.start <= pilot.finish < users.start  # type: ignore[operator]


def test_a_milestone_of_the_deals_own_has_the_day_on_which_its_work_ends(plan: Plan) -> None:
    own = {"id": "ready", "name": "Ready", "phase": "Build and test", "owner": "Exit Committee", "after": ["platform"]}
    after = tasks_of(plan(deal(tasks=[own])))
    assert after["ready"].task.milestone
    assert after["ready"].finish == after["platform"].finish


@pytest.mark.parametrize(
    ("link", "ends", "days"),
    [
        ({"task": "platform", "link": "start-start"}, ("start", "start"), 0),
        ({"task": "platform", "link": "start-start", "lag": "4 business days"}, ("start", "start"), 4),
        ({"task": "platform", "link": "finish-finish"}, ("finish", "finish"), 0),
        ({"task": "platform", "lag": "4 business days"}, ("start", "finish"), 5),
        ({"task": "platform", "lead": "3 business days"}, ("start", "finish"), -2),
    ],
)
def test_links_tie_the_ends_that_they_name(link: dict[str, str], ends: tuple[str, str], days: int, plan: Plan) -> None:
    own = {
        "id": "train",
        "name": "Train",
        "phase": "Build and test",
        "owner": "Lead",
        "duration": "5 business days",
        "after": [link],
    }
    timetable, _ = plan(deal(tasks=[own]))
    after = {entry.task.id: entry for entry in timetable.tasks}
    mine, theirs = getattr(after["train"], ends[0]), getattr(after["platform"], ends[1])
    assert mine == calendar_of("england-and-wales").shifted(theirs, days)


def test_a_pinned_task_starts_on_its_day_and_what_follows_waits(plan: Plan) -> None:
    after = tasks_of(plan(deal(changes=[{"task": "platform", "starts_on": "2028-06-05"}])))
    assert after["platform"].start == datetime.date(2028, 6, 5)
    assert after["environment/1"].start > after["platform"].finish  # type: ignore[operator]


def test_an_impossible_pin_is_told_with_the_chain_that_holds_it_up(plan: Plan) -> None:
    planned = plan(deal(changes=[{"task": "user-tests", "starts_on": "2028-02-01"}]))
    (finding,) = of_code(planned, "PL03")
    start = tasks_of(planned)["user-tests/1"].start
    assert "cannot start on 1 February 2028" in finding.message
    assert "The chain that sets this day: " in finding.message and "Tests of system" in finding.message
    assert f"starts_on: {start}" in finding.remedy
    assert finding.place.line > 0


def test_a_pin_on_a_day_without_business_says_so(plan: Plan) -> None:
    (finding,) = of_code(plan(deal(changes=[{"task": "recruit", "starts_on": "2028-06-03"}])), "PL03")
    assert "no Business Day" in finding.message
    assert "2028-06-05" in finding.remedy


@pytest.mark.parametrize(
    ("plan_keys", "meant"),
    [
        ({"changes": [{"task": "recrut", "duration": "3 business days"}]}, "Did you mean recruit?"),
        ({"changes": [{"task": "recruit", "after": ["kickoff"]}]}, "Did you mean kick-off?"),
        (
            {"tasks": [{"id": "x", "name": "X", "phase": "Biuld and test", "owner": "O"}]},
            "Did you mean Build and test?",
        ),
        ({"changes": [{"task": "cut-over", "function": "Desk", "duration": "2 business days"}]}, "Known are"),
        ({"tasks": [{"id": "recruit", "name": "X", "phase": "People", "owner": "O"}]}, "Choose another id"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_the_nearest(plan_keys: dict[str, Any], meant: str, plan: Plan) -> None:
    (finding,) = of_code(plan(deal(**plan_keys)), "PL01")
    assert meant in finding.remedy
    assert finding.place.line > 0


def test_a_circle_that_the_deal_makes_is_told_as_the_chain_of_names(plan: Plan) -> None:
    planned = plan(deal(changes=[{"task": "kick-off", "after": ["needs"]}]))
    (finding,) = of_code(planned, "KD06")
    assert "(kick-off)" in finding.message and "(needs)" in finding.message
    assert all(entry.start is None for entry in planned[0].tasks)


def test_a_cut_over_on_a_day_of_no_change_is_told_with_the_first_free_day(plan: Plan) -> None:
    freeze = {"name": "Year-end closing", "first": "2027-12-15", "last": "2028-01-05", "yearly": "yes"}
    planned = plan(deal("2028-12-20", freezes=[freeze]))
    finding = next(finding for finding in of_code(planned, "PL04") if "Cut-over" in finding.message)
    assert "20 December 2028" in finding.message and "Year-end closing" in finding.message
    assert "2029-01-08" in finding.remedy  # 5 January 2029 is a Friday
    assert not of_code(plan(deal("2028-12-08", freezes=[freeze])), "PL04")


def test_lengths_without_end_are_a_finding_and_no_crash(plan: Plan) -> None:
    own = [
        {
            "id": f"age-{n}",
            "name": f"Age {n}",
            "phase": "Close",
            "owner": "O",
            "duration": "100 years",
            "after": [f"age-{n - 1}"] if n else [],
        }
        for n in range(90)
    ]
    planned = plan(deal(tasks=own))
    assert of_code(planned, "PL02")


def test_late_work_is_told_with_the_chain_and_the_task_to_shorten(plan: Plan) -> None:
    planned = plan(deal("2028-03-31"))
    finding = of_code(planned, "KD04")[0]
    assert "The chain that sets this day: " in finding.message
    assert "first of all" in finding.remedy


def test_a_freeze_over_the_turn_of_the_year_holds_on_both_sides_of_it() -> None:
    first, last = datetime.date(2027, 12, 15), datetime.date(2028, 1, 5)
    yearly = Freeze(name="Closing", first=first, last=last, yearly=True)
    once = Freeze(name="Closing", first=first, last=last)
    later = datetime.date(2031, 1, 4)
    assert freeze_on(yearly, later, later) == later
    assert freeze_end(yearly, later) == datetime.date(2031, 1, 5)
    assert freeze_on(once, later, later) is None
    assert freeze_on(once, datetime.date(2027, 12, 1), later) == first
    assert freeze_on(yearly, datetime.date(2030, 1, 6), datetime.date(2030, 12, 14)) is None
