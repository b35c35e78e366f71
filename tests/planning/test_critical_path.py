"""The critical path method against an independent one on random networks, and against dates worked by hand."""

from __future__ import annotations

import datetime
import random
from typing import Any

import networkx
import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from backsource_docs.planning.calendar import BusinessCalendar, calendar_of
from backsource_docs.planning.critical import Computed, computed
from backsource_docs.planning.network import Activity, Circle, Link, LinkKind, Span
from backsource_docs.planning.workdays import Workdays, workdays_of
from backsource_docs.values import Period

ENGLAND = calendar_of("england-and-wales")
FLOOR = datetime.date(2028, 1, 17)
KINDS: tuple[LinkKind, ...] = ("finish-start", "start-start", "finish-finish", "start-finish")
NETWORKS = 1200


def days(count: int) -> Period:
    return Period(count, "business day")


def work(name: str, length: int | Period, *links: str | Link, **more: Any) -> Activity:
    tied = tuple(Link(link) if isinstance(link, str) else link for link in links)
    return Activity(name, days(length) if isinstance(length, int) else length, tied, **more)


def ordinal(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


def found(*activities: Activity, floor: str = "2028-01-17", **calendars: BusinessCalendar) -> dict[str, Computed]:
    known = {"": ENGLAND, **calendars}
    return dict(computed(activities, {name: workdays_of(one) for name, one in known.items()}, ordinal(floor)))


def said(span: Span) -> tuple[str, str]:
    first, last = (datetime.date.fromordinal(day).isoformat() for day in (span.start, span.finish))
    return first, last


def random_network(seed: int) -> list[Activity]:
    chance = random.Random(seed)
    made: list[Activity] = []
    for number in range(chance.randint(1, 25)):
        others = chance.sample(made, min(len(made), chance.randint(0, 3)))
        links = [Link(other.id, chance.choice(KINDS), days(chance.randint(-3, 6))) for other in others]
        made.append(work(f"t{number}", chance.randint(1, 15), *links))
    chance.shuffle(made)
    return made


def weight(activity: Activity, link: Link, lengths: dict[str, int]) -> int:
    """By how many business days the start of the activity follows the start of its predecessor, at least."""
    lag, before, own = link.lag.amount, lengths[link.predecessor], lengths[activity.id]
    return {
        "finish-start": before + lag,
        "start-start": lag,
        "finish-finish": before + lag - own,
        "start-finish": lag - own + 1,
    }[link.kind]


def longest(edges: list[tuple[str, str, int]], names: list[str], root: str) -> dict[str, int]:
    """The longest path from the root to each, as networkx finds it: the shortest one with the weights turned round."""
    graph = networkx.MultiDiGraph()
    graph.add_nodes_from([root, *names])
    graph.add_weighted_edges_from((one, other, -length) for one, other, length in edges)
    lengths = networkx.single_source_bellman_ford_path_length(graph, root)
    return {name: -int(lengths[name]) for name in names}


def independent(network: list[Activity]) -> dict[str, tuple[int, int, int, int]]:
    """Early start, late start, slack and free slack of each in business days from the first day of all."""
    lengths = {activity.id: activity.length.amount for activity in network}
    links = [(link.predecessor, one.id, weight(one, link, lengths)) for one in network for link in one.links]
    names = list(lengths)
    free = [("root", one.id, 0) for one in network if not one.links]
    early = longest([*links, *free], names, "root")
    end = max(early[name] + lengths[name] for name in names)
    tails = [("root", name, lengths[name]) for name in names]
    behind = longest([*((later, sooner, length) for sooner, later, length in links), *tails], names, "root")
    late = {name: end - behind[name] for name in names}
    gaps = {
        name: min([early[other] - length - early[name] for one, other, length in links if one == name], default=10**6)
        for name in names
    }
    return {
        name: (early[name], late[name], late[name] - early[name], min(gaps[name], late[name] - early[name]))
        for name in names
    }


def test_it_agrees_with_networkx_on_random_networks() -> None:
    closed = country_holidays("GB", subdiv="ENG", years=range(2020, 2040))
    first = datetime.date(2020, 1, 1)
    every = (first + datetime.timedelta(days=number) for number in range(20 * 365))
    opens = [day.toordinal() for day in every if day.weekday() < 5 and day not in closed]
    zero = opens.index(FLOOR.toordinal())
    for seed in range(NETWORKS):
        network = random_network(seed)
        lengths = {activity.id: activity.length.amount for activity in network}
        ours, theirs = found(*network), independent(network)
        for name, (early, late, slack, free) in theirs.items():
            mine = ours[name]
            expected = (opens[zero + early], opens[zero + early + lengths[name] - 1], opens[zero + late])
            assert (mine.planned.start, mine.planned.finish, mine.late.start) == expected, (seed, name)
            assert (mine.slack, mine.free_slack) == (slack, free), (seed, name)
            assert mine.early == mine.planned
            assert mine.critical == (slack == 0)


def test_a_chain_and_a_shorter_branch_over_the_early_may_bank_holiday_worked_by_hand() -> None:
    plan = found(work("a", 5), work("b", 2, "a"), work("c", 1, "a"), work("d", 1, "b", "c"), floor="2028-04-24")
    # Monday 24 to Friday 28 April; 1 May is a bank holiday.
    assert said(plan["a"].planned) == ("2028-04-24", "2028-04-28")
    assert said(plan["b"].planned) == ("2028-05-02", "2028-05-03")
    assert said(plan["c"].planned) == ("2028-05-02", "2028-05-02")
    assert said(plan["c"].late) == ("2028-05-03", "2028-05-03")
    assert said(plan["d"].planned) == ("2028-05-04", "2028-05-04")
    assert [plan[name].slack for name in "abcd"] == [0, 0, 1, 0]
    assert [name for name in "abcd" if plan[name].critical] == ["a", "b", "d"]


def test_christmas_at_a_weekend_closes_the_days_in_its_place() -> None:
    # 25 and 26 December 2027 are Saturday and Sunday: Monday 27 and Tuesday 28 are closed instead.
    plan = found(work("a", 2), floor="2027-12-24")
    assert said(plan["a"].planned) == ("2027-12-24", "2027-12-29")


def test_a_leap_day_is_a_working_day_and_a_month_from_its_end_is_shorter() -> None:
    plan = found(
        work("a", 2),
        work("month", Period(1, "month"), counted=True, not_before=ordinal("2028-01-31")),
        floor="2028-02-28",
    )
    assert said(plan["a"].planned) == ("2028-02-28", "2028-02-29")
    assert said(plan["month"].planned) == ("2028-02-01", "2028-02-29")
    common = found(work("month", Period(1, "month"), counted=True, not_before=ordinal("2027-01-31")))
    assert said(common["month"].planned) == ("2027-02-01", "2027-02-28")


def test_a_month_that_ends_shorter_leaves_what_comes_before_it_no_slack_that_is_not_there() -> None:
    for first in ("2028-01-26", "2028-01-27", "2028-01-28", "2028-01-31", "2028-02-01"):
        plan = found(work("a", 1), work("month", Period(1, "month"), "a", counted=True), floor=first)
        assert plan["month"].slack == 0
        assert plan["a"].slack >= 0


def test_two_places_keep_their_own_holidays() -> None:
    # 3 July 2028 is a Monday; 4 July is closed in New York alone, 28 August in England alone.
    new_york = calendar_of("new-york")
    plan = found(
        work("here", 2), work("there", 2, calendar="us"), work("joint", 1, "there"), floor="2028-07-03", us=new_york
    )
    assert said(plan["here"].planned) == ("2028-07-03", "2028-07-04")
    assert said(plan["there"].planned) == ("2028-07-03", "2028-07-05")
    assert said(plan["joint"].planned) == ("2028-07-06", "2028-07-06")
    assert plan["here"].slack == 2
    august = found(work("here", 2), work("there", 2, calendar="us"), floor="2028-08-25", us=new_york)
    assert said(august["here"].planned) == ("2028-08-25", "2028-08-29")
    assert said(august["there"].planned) == ("2028-08-25", "2028-08-28")


def test_lags_in_business_days_and_in_calendar_days() -> None:
    plan = found(
        work("a", 1),
        work("business", 1, Link("a", lag=days(3))),
        work("calendar", 1, Link("a", lag=Period(3, "day"))),
        work("lead", 2, Link("calendar", lag=days(-1))),
        floor="2028-01-20",
    )
    assert said(plan["business"].planned) == ("2028-01-26", "2028-01-26")  # Thursday, then three days between
    assert said(plan["calendar"].planned) == ("2028-01-24", "2028-01-24")  # Sunday 23 is the third day
    assert said(plan["lead"].planned) == ("2028-01-24", "2028-01-25")


def test_a_milestone_is_reached_on_the_day_on_which_its_work_ends() -> None:
    plan = found(work("a", 3), work("done", 0, "a", milestone=True), work("b", 1, "done"))
    assert said(plan["a"].planned) == ("2028-01-17", "2028-01-19")
    assert said(plan["done"].planned) == ("2028-01-19", "2028-01-19")
    assert said(plan["b"].planned) == ("2028-01-20", "2028-01-20")
    assert [one.slack for one in plan.values()] == [0, 0, 0]


def test_a_pin_holds_its_day_and_turns_into_negative_slack_before_it_where_it_is_impossible() -> None:
    possible = found(work("a", 2), work("b", 1, "a", pinned=ordinal("2028-01-24")))
    assert said(possible["b"].planned) == ("2028-01-24", "2028-01-24")
    assert (possible["a"].slack, possible["b"].slack) == (3, 0)
    impossible = found(work("a", 5), work("b", 1, "a", pinned=ordinal("2028-01-19")))
    assert said(impossible["b"].planned) == ("2028-01-24", "2028-01-24")
    assert (impossible["a"].slack, impossible["b"].slack) == (-3, -3)


def test_a_deadline_limits_the_slack_of_all_that_leads_to_it() -> None:
    plan = found(work("a", 2), work("b", 1, "a", deadline=ordinal("2028-01-21")), work("long", 30))
    assert (plan["a"].slack, plan["b"].slack, plan["long"].slack) == (2, 2, 0)


def test_work_as_late_as_possible_has_slack_only_beside_its_longest_chain() -> None:
    last = ordinal("2028-01-14")
    plan = found(
        work("long", 8, latest=last), work("short", 2, latest=last), work("join", 1, "long", "short", latest=last)
    )
    assert said(plan["short"].planned) == ("2028-01-12", "2028-01-13")
    assert said(plan["short"].early) == ("2028-01-04", "2028-01-05")
    assert (plan["long"].slack, plan["short"].slack, plan["join"].slack) == (0, 6, 0)


def test_a_circle_is_told_as_the_chain_of_its_names() -> None:
    with pytest.raises(Circle) as circle:
        found(work("a", 1, "c"), work("b", 1, "a"), work("c", 1, "b"), work("d", 1))
    assert set(circle.value.chain) == {"a", "b", "c"}
    assert circle.value.chain[0] == circle.value.chain[-1]


def test_no_calendar_goes_on_for_ever() -> None:
    chain = [work(f"t{n}", Period(100, "year"), *([f"t{n - 1}"] if n else [])) for n in range(90)]
    with pytest.raises(OverflowError):
        found(*chain)


@given(st.integers(-4000, 4000), st.integers(-600, 600))
def test_tables_of_business_days_say_what_the_calendar_says(offset: int, count: int) -> None:
    day = FLOOR + datetime.timedelta(days=offset)
    tables = Workdays(ENGLAND)
    number = day.toordinal()
    assert tables.shifted(number, count) == ENGLAND.shifted(day, count).toordinal()
    assert tables.on_or_after(number) == ENGLAND.on_or_after(day).toordinal()
    assert tables.on_or_before(number) == ENGLAND.on_or_before(day).toordinal()


@given(st.integers(0, 10**6))
def test_no_activity_lies_outside_its_early_and_late_days_and_one_at_least_is_critical(seed: int) -> None:
    plan = found(*random_network(seed))
    assert any(one.critical for one in plan.values())
    for one in plan.values():
        assert one.early.start <= one.planned.start <= one.late.start
        assert 0 <= one.free_slack <= one.slack


@st.composite
def mixed_networks(draw: st.DrawFn) -> list[Activity]:
    """Networks of work and counted periods in business days, days, weeks and months, one after the other."""
    made: list[Activity] = []
    for number in range(draw(st.integers(2, 10))):
        others = draw(st.lists(st.sampled_from([one.id for one in made]), unique=True, max_size=2)) if made else []
        length = Period(draw(st.integers(1, 12)), draw(st.sampled_from(["business day", "day", "week", "month"])))
        made.append(work(f"t{number}", length, *others, counted=draw(st.booleans())))
    return made


@given(mixed_networks(), st.data())
def test_what_slips_to_its_latest_days_keeps_the_end_and_a_business_day_more_does_not(
    network: list[Activity], data: st.DataObject
) -> None:
    before = found(*network)
    chosen = data.draw(st.sampled_from(network))
    days = workdays_of(ENGLAND)
    last = before[chosen.id].late.start
    end = max(one.planned.finish for one in before.values())

    def end_from(day: int) -> int:
        first = day - 1 if chosen.counted else day
        moved = [replace(one, not_before=first) if one is chosen else one for one in network]
        return max(one.planned.finish for one in found(*moved).values())

    assert end_from(last) == end
    assert end_from(days.shifted(last, 1)) > end or chosen.counted
    assert (before[chosen.id].slack == 0) >= (before[chosen.id].late.finish == before[chosen.id].planned.finish)


@given(st.integers(0, 10**6), st.integers(1, 20))
def test_a_slip_within_the_free_slack_moves_nothing_else_and_one_within_the_slack_keeps_the_end(
    seed: int, slip: int
) -> None:
    network = random_network(seed)
    before = found(*network)
    name = network[0].id
    start = before[name].planned.start
    moved = workdays_of(ENGLAND).stepped(start, min(slip, before[name].slack))
    late = [work(one.id, one.length, *one.links, not_before=moved) if one.id == name else one for one in network]
    after = found(*late)
    ends = [max(one.planned.finish for one in plan.values()) for plan in (before, after)]
    assert ends[0] == ends[1]
    if slip <= before[name].free_slack:
        assert all(after[other].planned == before[other].planned for other in before if other != name)
