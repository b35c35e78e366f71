"""Whole timetables: the examples hold, what does not fit is said, a deal without a notice is a standing plan."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from schedule_deals import AS_OF, Planned, made

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import established
from backsource_docs.library.store import Library
from backsource_docs.planning.timetable import timetable_of

Plan = Callable[[DealFile], Planned]
Example = Callable[[str], DealFile]


@pytest.mark.parametrize("name", ["homecoming", "harbour", "nordlicht", "civic"])
def test_the_examples_fit_their_dates_without_a_finding(name: str, example: Example, plan: Plan) -> None:
    timetable, findings = plan(example(name))
    assert findings == ()
    end = timetable.values["exit.assistance_ends"]
    assert timetable.values["exit.work_ends"] <= end
    for entry in timetable.tasks:
        assert entry.start and entry.finish
        assert entry.target is None or entry.finish <= entry.target


def test_each_function_of_homecoming_is_cut_over_on_its_milestone(example: Example, plan: Plan) -> None:
    file = example("homecoming")
    timetable, _ = plan(file)
    moved = {entry.task.function: entry.finish for entry in timetable.tasks if entry.task.id.startswith("cut-over/")}
    assert moved == {stone.service: stone.date for stone in file.deal.backsourcing.milestones if stone.service}


def test_preparation_ends_before_the_notice_and_the_rest_begins_with_it(example: Example, plan: Plan) -> None:
    timetable, _ = plan(example("homecoming"))
    sent = timetable.values["exit.notice_sent"]
    first = timetable.phases[0].name
    for entry in timetable.tasks:
        assert entry.finish is not None and entry.start is not None
        assert entry.finish < sent if entry.task.phase == first else entry.start >= sent


def test_the_customers_own_phase_is_not_counted_among_the_shared_tasks(example: Example, plan: Plan) -> None:
    timetable, _ = plan(example("homecoming"))
    (own,) = [phase.name for phase in timetable.phases if phase.internal]
    assert timetable.values["exit.task_count"] == len(timetable.tasks) - len(timetable.of_phase(own))


def test_functions_that_stay_have_no_tasks_and_are_named(example: Example, plan: Plan) -> None:
    timetable, _ = plan(example("harbour"))
    assert timetable.values["exit.scope"] == ("Accounts payable", "Customer support")
    assert timetable.values["exit.staying"] == ("Payroll", "Network operations", "Application maintenance")
    assert not {entry.task.function for entry in timetable.tasks} & set(timetable.values["exit.staying"])


def test_a_deal_without_a_notice_has_tasks_but_no_dates(example: Example, plan: Plan) -> None:
    timetable, findings = plan(example("minimal"))
    assert findings == ()
    assert len(timetable.tasks) > 60
    assert all(entry.start is None and entry.finish is None for entry in timetable.tasks)
    assert timetable.values["exit.ends"] is None
    assert timetable.values["exit.expiry"] == datetime.date(2032, 3, 31)


def test_work_beyond_assistance_is_a_warning_with_the_days_and_a_cure(plan: Plan) -> None:
    late = {"name": "Payroll at home", "service": "Payroll", "date": "2029-06-29"}
    notice = {"served": "2028-01-14", "ends": "2028-10-31"}
    _, findings = plan(made(notice=notice, milestones=[late]))
    (finding,) = [finding for finding in findings if finding.code == "KD03"]
    assert "Business Days after the Termination Assistance Period" in finding.message
    assert "31 January 2029" in finding.message
    assert "backsourcing.assistance" in finding.remedy


def test_a_milestone_that_the_work_misses_is_a_warning_at_its_line(plan: Plan) -> None:
    early = {"name": "Payroll at home", "service": "Payroll", "date": "2028-03-31"}
    _, findings = plan(made(notice={"served": "2028-01-14", "ends": "2028-10-31"}, milestones=[early]))
    missed = [finding for finding in findings if finding.code == "KD04"]
    assert len([finding for finding in missed if "after its milestone of 31 March 2028" in finding.message]) == 1
    assert [finding.message for finding in missed if "by which it is due" in finding.message]
    assert all(finding.place.line > 0 for finding in missed)


def test_an_exit_at_short_notice_is_an_emergency(plan: Plan) -> None:
    notice = {"served": "2028-01-14", "ground": "material breach", "facts": "two breaches", "ends": "2028-03-31"}
    assert plan(made(notice=notice))[0].values["exit.kind"] == "an Emergency Exit"
    calm = {"served": "2028-01-14", "ends": "2028-10-31"}
    assert plan(made(notice=calm))[0].values["exit.kind"] == "an ordinary Exit"


def test_the_position_on_the_command_line_moves_the_dates(library: Library) -> None:
    file = made(notice={"served": "2028-01-14", "ends": "2028-10-31"})
    holds = established(library.facts, file.deal)
    starts = [
        timetable_of(file, library, holds, AS_OF, position)[0].values["exit.assistance_starts"]
        for position in ("customer", "supplier")
    ]
    assert starts == [datetime.date(2028, 1, 17), datetime.date(2028, 2, 14)]


def test_every_extension_is_added_to_the_last_day_of_assistance(example: Example, plan: Plan) -> None:
    values = plan(example("homecoming"))[0].values
    assert values["exit.assistance_ends"] == datetime.date(2029, 4, 17)
    assert values["exit.latest_assistance_end"] == datetime.date(2030, 4, 17)
