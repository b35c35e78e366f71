"""The risk of a timetable: many runs agree with one, chances follow days, a short term is told with a longer one."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.drafting.facts import established
from backsource_docs.library.store import Library
from backsource_docs.planning.calendar import calendar_of
from backsource_docs.planning.critical import linked, place
from backsource_docs.planning.network import Activity, Link
from backsource_docs.planning.placing import Placing
from backsource_docs.planning.scheduling import Network
from backsource_docs.planning.timetable import Timetable, timetable_of
from backsource_docs.programme.risk import risk_of, three_points
from backsource_docs.programme.simulating import simulated
from backsource_docs.values import Money, Period

ROOT = Path(__file__).parents[2]
AS_OF = datetime.date(2026, 11, 23)
FLOOR = datetime.date(2028, 1, 17)
LIBRARY = Library((ROOT / "clause_library",), (ROOT / "templates",))
DEAL = """
name: Case
customer: {name: Customer Limited}
supplier: {name: Supplier Limited}
law: {governing: england-and-wales}
term: {commencement: 2027-03-01, initial: 60 months}
termination: {convenience_notice: 6 months, convenience_not_before: 12 months}
services: [{name: Payroll, annual_charge: "GBP 365,000"}]
charges: {annual: "GBP 365,000"}
backsourcing:
  assistance: ASSISTANCE
  notice: {served: 2028-01-14, ends: 2028-07-31}
position: {overall: supplier}
"""


def days(count: int) -> Period:
    return Period(count, "business day")


def network(*activities: Activity) -> Network:
    return Network(activities, {}, {"": calendar_of("england-and-wales")}, FLOOR)


def planned(assistance: str = "12 months") -> tuple[DealFile, Timetable]:
    file, findings = read_deal(DEAL.replace("ASSISTANCE", assistance).encode(), "deal.yaml")
    assert file is not None, findings
    return file, timetable_of(file, LIBRARY, established(LIBRARY.facts, file.deal), AS_OF)[0]


@st.composite
def networks(draw: st.DrawFn) -> list[Activity]:
    made: list[Activity] = []
    for number in range(draw(st.integers(1, 8))):
        others = draw(st.lists(st.sampled_from([one.id for one in made]), unique=True, max_size=2)) if made else []
        kinds = st.sampled_from(["finish-start", "start-start", "finish-finish", "start-finish"])
        links = tuple(Link(other, draw(kinds), days(draw(st.integers(-2, 4)))) for other in others)
        counted = draw(st.booleans())
        unit = draw(st.sampled_from(["business day", "day", "month"])) if counted else "business day"
        aim = (FLOOR + datetime.timedelta(days=draw(st.integers(0, 200)))).toordinal()
        aim = calendar_of("england-and-wales").on_or_before(datetime.date.fromordinal(aim)).toordinal()
        aims = not counted and draw(st.booleans())
        length = Period(draw(st.integers(1, 9)), unit)
        made.append(Activity(f"t{number}", length, links, aim=aim if aims else None, counted=counted))
    return made


@given(networks(), st.integers(0, 99))
def test_each_of_many_runs_is_what_one_run_with_its_lengths_gives(activities: list[Activity], seed: int) -> None:
    points = {one.id: (1, one.length.amount, 14) for one in activities if not one.counted}
    net = network(*activities)
    many = simulated(net, points, 20, seed)
    for run in range(20):
        amounts = {name: int(lengths[run]) for name, lengths in many.lengths.items()}
        single = Placing[int](net.days, FLOOR.toordinal(), amounts)
        place(single, linked(activities))
        for name in single.starts:
            assert int(numpy.broadcast_to(many.plan.starts[name], 20)[run]) == single.starts[name]
            assert int(numpy.broadcast_to(many.plan.finishes[name], 20)[run]) == single.finishes[name]


def test_lengths_stay_within_their_points_and_their_mean_is_that_of_the_triangle() -> None:
    many = simulated(network(Activity("a", days(20))), {"a": (10, 20, 60)}, 40_000, 7)
    drawn = many.lengths["a"]
    assert drawn.min() >= 10 and drawn.max() <= 60
    assert drawn.mean() == pytest.approx(30, abs=0.2)
    assert numpy.var(drawn) == pytest.approx((10**2 + 20**2 + 60**2 - 200 - 600 - 1200) / 18, rel=0.03)


def test_two_parallel_tasks_end_later_than_either_as_their_exact_distribution_says() -> None:
    one, other = Activity("a", days(2)), Activity("b", days(2))
    points = {"a": (1, 2, 3), "b": (1, 2, 3)}
    many = simulated(network(one, other), points, 40_000, 3)
    # A triangle from 1 over 2 to 3, to whole days: 1/8, 6/8, 1/8. Both are done in 2 days with (7/8) * (7/8).
    within = calendar_of("england-and-wales").shifted(FLOOR, 1).toordinal()
    assert numpy.mean(many.last(["a", "b"]) <= within) == pytest.approx((7 / 8) ** 2, abs=0.01)


def test_the_chain_that_sets_the_end_is_found_in_each_run() -> None:
    tasks = (
        Activity("long", days(10)),
        Activity("short", days(2)),
        Activity("end", days(1), (Link("long"), Link("short"))),
    )
    many = simulated(network(*tasks), {"long": (8, 10, 12), "short": (1, 2, 4)}, 500, 1)
    share = many.critical_to(["end"])
    assert (share["end"], share["long"]) == (1.0, 1.0)
    assert share["short"] == 0.0


def test_the_same_seed_gives_the_same_runs_and_a_further_task_leaves_them_as_they_are() -> None:
    one, other = Activity("a", days(5)), Activity("b", days(5))
    first = simulated(network(one), {"a": (3, 5, 9)}, 100, 5).lengths["a"]
    again = simulated(network(one, other), {"a": (3, 5, 9), "b": (3, 5, 9)}, 100, 5)
    assert (first == again.lengths["a"]).all()
    assert (first != again.lengths["b"]).any()
    assert (first != simulated(network(one), {"a": (3, 5, 9)}, 100, 6).lengths["a"]).any()


def test_the_outcome_of_a_plan_is_in_order() -> None:
    file, timetable = planned()
    risk, findings = risk_of(timetable, file, 2000)
    assert risk is not None
    assert risk.ends[50] <= risk.ends[80] <= risk.ends[95]
    assert (risk.chance, risk.chance_extended, risk.term, findings) == (1.0, 1.0, None, ())
    assert risk.extension_cost == Money(Decimal(0), "GBP")


def test_a_term_that_is_too_short_is_told_with_the_length_that_holds_eighty_percent() -> None:
    file, timetable = planned("2 months")
    risk, findings = risk_of(timetable, file, 2000)
    assert risk is not None and risk.chance is not None and risk.term is not None and risk.assistance_ends is not None
    assert risk.chance < 0.8
    assert risk.term.unit == "month" and risk.term.amount > 2
    (finding,) = findings
    assert finding.code == "PL05"
    assert f"write assistance: {risk.term}" in finding.remedy
    longer, held = planned(str(risk.term))
    mended, none = risk_of(held, longer, 2000)
    assert mended is not None and mended.chance is not None
    assert mended.chance >= 0.8
    assert none == ()


def test_the_cost_of_an_overrun_is_its_days_at_the_running_charges() -> None:
    file, timetable = planned("2 months")
    risk, _ = risk_of(timetable, file, 2000)
    assert risk is not None and risk.overrun > 0
    assert risk.extension_cost == Money(Decimal(repr(risk.overrun * 1000)).quantize(Decimal(1)), "GBP")


def test_periods_that_are_agreed_are_not_drawn_at_random() -> None:
    _, timetable = planned()
    points = three_points(timetable.tasks)
    agreed = {entry.task.id for entry in timetable.tasks if entry.task.counted}
    assert agreed and not agreed & set(points)
    assert points["platform"] == (12, 15, 40)


def test_without_a_notice_there_is_no_risk_to_weigh() -> None:
    text = "\n".join(line for line in DEAL.splitlines() if "notice: {" not in line).replace("ASSISTANCE", "9 months")
    file, _ = read_deal(text.encode(), "deal.yaml")
    assert file is not None
    timetable, _ = timetable_of(file, LIBRARY, established(LIBRARY.facts, file.deal), AS_OF)
    assert risk_of(timetable, file) == (None, ())


def test_a_plan_without_its_risk_does_not_load_numpy(run_python: Callable[[str], str]) -> None:
    said = run_python("import sys, backsource_docs.planning.timetable; print('numpy' in sys.modules)")
    assert said == "False"


def test_ten_thousand_runs_of_a_hundred_tasks_take_no_time_worth_a_pause() -> None:
    import time

    tasks = [Activity(f"t{n}", days(5), tuple(Link(f"t{m}") for m in (n - 1, n - 7) if m >= 0)) for n in range(100)]
    points = {one.id: (3, 5, 9) for one in tasks}
    began = time.process_time()
    simulated(network(*tasks), points, 10_000, 1)
    assert time.process_time() - began < 3  # a third of a second on a quiet machine
    assert "numpy" in sys.modules
