"""The scenarios of an exit: as planned, in part, and without the other side's help."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from schedule_deals import Planned, made

from backsource_docs.deal.reading import DealFile
from backsource_docs.planning.scenarios import Scenario, partial_scope, scenarios_of

Plan = Callable[[DealFile], Planned]


@pytest.fixture(scope="module")
def scenarios(plan: Plan, example: Callable[[str], DealFile]) -> dict[str, Scenario]:
    file = example("homecoming")
    return {one.name: one for one in scenarios_of(plan(file)[0], file.deal)}


def test_the_planned_exit_is_the_plan(
    scenarios: dict[str, Scenario], plan: Plan, example: Callable[[str], DealFile]
) -> None:
    timetable = plan(example("homecoming"))[0]
    assert scenarios["planned"].tasks == timetable.tasks
    assert scenarios["planned"].end == timetable.values["exit.work_ends"]


def test_the_partial_exit_leaves_hard_functions_where_they_are(scenarios: dict[str, Scenario]) -> None:
    planned, partial = scenarios["planned"], scenarios["partial"]
    assert {home.function for home in partial.homes} == {"Service desk", "Workplace and devices", "Security monitoring"}
    assert not [entry for entry in partial.tasks if entry.task.wave == 3 or entry.task.function == "Core hosting"]
    assert partial.end < planned.end


def test_what_stays_in_the_partial_exit_lies_no_later_than_planned(scenarios: dict[str, Scenario]) -> None:
    planned = {entry.task.id: entry.finish for entry in scenarios["planned"].tasks}
    for entry in scenarios["partial"].tasks:
        day = planned[entry.task.id]
        assert entry.finish and day and entry.finish <= day


def test_the_stressed_exit_gets_nothing_from_the_other_side(scenarios: dict[str, Scenario]) -> None:
    stressed = scenarios["stressed"]
    owners, names = ({entry.task.owner for entry in stressed.tasks}, {entry.task.entry for entry in stressed.tasks})
    assert "Exit Manager of the Supplier" not in owners
    assert not names & {"shadowing", "reverse-shadowing", "training", "parallel-running", "approval"}
    assert stressed.alone and len(stressed.homes) == 5


def test_the_order_of_what_remains_is_kept(scenarios: dict[str, Scenario]) -> None:
    found = {entry.task.id: entry for entry in scenarios["stressed"].tasks}
    for wave in ("1", "2", "3"):
        tests, environment = found[f"user-tests/{wave}"], found[f"environment/{wave}"]
        assert environment.finish and tests.start and environment.finish < tests.start
    for home in scenarios["stressed"].homes:
        assert home.after > 0 and home.day > scenarios["stressed"].start


def test_the_deal_may_name_the_functions_of_a_partial_exit() -> None:
    services = [{"name": "Payroll"}, {"name": "Desk"}]
    assert partial_scope(made(services=services, plan={"partial": ["Desk"]}).deal) == ("Desk",)
    assert partial_scope(made(services=services).deal) == ()
    waves = [{"name": "Payroll", "wave": 1}, {"name": "Desk", "wave": 2}]
    assert partial_scope(made(services=waves).deal) == ("Payroll",)


def test_without_a_notice_nothing_is_compared(plan: Plan) -> None:
    file = made()
    assert scenarios_of(plan(file)[0], file.deal) == ()
