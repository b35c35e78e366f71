"""The scenarios of an exit: as planned, in part, and without the other side's help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from schedule_deals import AS_OF, Planned, made

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.filling import Filler
from backsource_docs.planning.scenario_tables import stressed_table
from backsource_docs.planning.scenarios import Scenario, partial_scope, scenarios_of
from backsource_docs.tree import plain

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


def test_the_stressed_exit_adds_what_takes_the_place_of_the_other_side(
    scenarios: dict[str, Scenario], plan: Plan, example: Callable[[str], DealFile]
) -> None:
    stressed, added = scenarios["stressed"], {entry.task.entry for entry in scenarios["stressed"].added}
    assert {"stress-release", "stress-rebuild", "stress-own-copies", "stress-third-parties", "stress-interim"} <= added
    assert not scenarios["planned"].added and not scenarios["partial"].added
    planned = plan(example("homecoming"))[0]
    assert not added & {entry.task.entry for entry in planned.tasks}
    assert "Stressed exit" not in {phase.name for phase in planned.phases}
    assert not {entry.task.entry for entry in stressed.tasks} & {
        "trial-extract",
        "escrow-release",
        "consents",
        "rights",
    }


def test_added_work_lies_before_what_waits_for_it_and_after_what_it_needs(scenarios: dict[str, Scenario]) -> None:
    found = {entry.task.id: entry for entry in scenarios["stressed"].tasks}
    for earlier, later in (
        ("stress-own-copies", "stress-restore/1/Service desk"),
        ("stress-restore/1/Service desk", "rehearsal/1/Service desk"),
        ("stress-release", "stress-rebuild/2"),
        ("stress-rebuild/2", "system-tests/2"),
        ("stress-runbooks/3/Core hosting", "knowledge-test/3"),
        ("stress-records", "interface-map"),
        ("stress-third-parties", "go-decision/3/Core hosting"),
        ("environment/3", "stress-rebuild/3"),
    ):
        finish, start = found[earlier].finish, found[later].start
        assert finish and start and finish < start, (earlier, later)


def test_added_work_takes_its_longest_time_and_no_wave_waits_for_another(scenarios: dict[str, Scenario]) -> None:
    found = {entry.task.id: entry for entry in scenarios["stressed"].tasks}
    assert str(found["stress-release"].task.longest) == "20 business days"
    starts = {found[f"environment/{wave}"].start for wave in (1, 2, 3)}
    assert len(starts) == 1
    bridged = scenarios["stressed"].bridged_from
    assert bridged and bridged < min(home.day for home in scenarios["stressed"].homes)


def test_without_escrow_and_subcontractors_there_is_nothing_to_claim_from_them(plan: Plan) -> None:
    notice = {"served": "2028-01-14", "ends": "2028-12-31"}
    file = made(notice=notice)
    added = {one.name: one.added for one in scenarios_of(plan(file)[0], file.deal)}["stressed"]
    names = {entry.task.entry for entry in added}
    assert "stress-replace" in names and not names & {"stress-release", "stress-rebuild", "stress-third-parties"}


def test_the_plan_lists_the_added_work_once_for_all_its_copies(plan: Plan, example: Callable[[str], DealFile]) -> None:
    file = example("homecoming")
    timetable = plan(file)[0]
    filler = Filler.for_deal(file, {}, AS_OF, defined=False, extra=timetable.values)

    found = partial(scenarios_of, timetable, file.deal)
    rows = [[plain(cell) for cell in row.cells] for row in stressed_table(timetable, found, {}, filler).rows]
    names = [row[0] for row in rows]
    assert len(names) == len(set(names)) == 14
    restore = next(row for row in rows if row[0] == "Restore data from own copies and fill the gaps, for each function")
    assert restore[2:4] == ["13 Jul 2028", "9 Aug 2028"]
    timeless = plan(made())[0]
    standing = stressed_table(timeless, partial(scenarios_of, timeless, made().deal), {}, filler)
    assert standing.rows and all(not plain(row.cells[2]) for row in standing.rows)
