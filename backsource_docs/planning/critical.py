"""The critical path method: early and late days, slack and the critical activities of a network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.planning.network import Activity, Link, Span, in_order, successors_of
from backsource_docs.planning.placing import Pairs, Placing
from backsource_docs.planning.workdays import Day, Workdays
from backsource_docs.values import Period

__all__ = ["Computed", "Linked", "computed", "linked", "place"]

Successors = Mapping[str, Pairs]
_FURTHEST = 100 * 366


class Computed(Struct, frozen=True):
    """An activity as planned, as early and as late as it can lie; slack in business days, negative where too late.

    `slack` is how far it can slip before a deadline or the end of all is missed, `free_slack` before another has to
    move. It is critical where it has no slack. `driver` is the id of the predecessor that sets its planned days; empty
    where a day of its own sets them.
    """

    planned: Span
    early: Span
    late: Span
    slack: int
    free_slack: int
    driver: str = ""

    @property
    def critical(self) -> bool:
        return self.slack <= 0


def computed(activities: Sequence[Activity], days: Mapping[str, Workdays], floor: int) -> Mapping[str, Computed]:
    """Days and slack of each activity by its id; `floor` is the first day for those that nothing else sets.

    `days` are the calendars by name, "" that of the place. Links to activities that are not there do not count.
    Raises Circle where they wait for each other in a circle, OverflowError beyond the year 9990.
    """
    net = linked(activities)
    plan = Placing[int](days, floor)
    place(plan, net)
    early = _early(net, plan, days)
    late = _late(net, plan)
    return {name: _of(net.network[name], net.successors, (plan, early, late), days) for name in net.network}


class Linked(Struct, frozen=True):
    """A network in order: activities by id, the ids each after what it waits for, the group that lies late."""

    network: Mapping[str, Activity]
    order: tuple[str, ...]
    group: tuple[str, ...]
    successors: Successors


def linked(activities: Iterable[Activity]) -> Linked:
    """The network without links that lead nowhere; raises Circle where it has no order."""
    network = _closed(activities)
    order = in_order(network)
    return Linked(network, order, _backwards(network, order), successors_of(network.values()))


def _closed(activities: Iterable[Activity]) -> dict[str, Activity]:
    network = {activity.id: activity for activity in activities}
    for name, activity in network.items():
        links = tuple(link for link in activity.links if link.predecessor in network)
        along = tuple(other for other in activity.along if other in network)
        if len(links) != len(activity.links) or len(along) != len(activity.along):
            network[name] = replace(activity, links=links, along=along)
    return network


def _backwards(network: Mapping[str, Activity], order: Iterable[str]) -> tuple[str, ...]:
    """Those that lie as late as possible; one that waits for an activity outside this group goes forward instead."""
    group: dict[str, None] = {}
    for name in order:
        activity = network[name]
        if activity.latest is not None and all(link.predecessor in group for link in activity.links):
            group[name] = None
    return tuple(group)


def place(plan: Placing[Day], net: Linked) -> None:
    """Lays all activities, in one run or in many: the group as late as possible, all others as early as they can."""
    inside = set(net.group)
    for name in reversed(net.group):
        latest = net.network[name].latest
        assert latest is not None
        plan.late(net.network[name], latest, [pair for pair in net.successors.get(name, ()) if pair[0].id in inside])
    for name in net.order:
        if name not in inside:
            plan.early(net.network[name])


def _early(net: Linked, plan: Placing[int], days: Mapping[str, Workdays]) -> Placing[int]:
    """The plan with the group as early as its own first day allows: within it, the longest chain has no slack."""
    first = min((plan.starts[name] for name in net.group), default=plan.floor)
    early = Placing[int](days, first, {}, dict(plan.starts), dict(plan.finishes))
    for name in net.group:
        early.early(replace(net.network[name], latest=None))
    return early


def _late(net: Linked, plan: Placing[int]) -> Placing[int]:
    """The latest days that keep every deadline and the last day of the plan."""
    end = max(plan.finishes.values(), default=plan.floor)
    late = Placing(plan.reckoners, plan.floor)
    followers = _with_companions(net.network, net.successors, plan)
    for name in net.group:
        late.lay(name, plan.starts[name], plan.finishes[name])
    for name in reversed(net.order):
        if name not in late.starts:
            activity = _measured(net.network[name], plan)
            late.late(activity, _limit(activity, end, plan), followers.get(name, ()))
            _correct(activity, late)
    return late


def _with_companions(network: Mapping[str, Activity], successors: Successors, plan: Placing[int]) -> Successors:
    """The successors of each, and those that end with it."""
    found = {name: [*pairs] for name, pairs in successors.items()}
    for activity in network.values():
        for name in activity.along:
            found.setdefault(name, []).append((_measured(activity, plan), Link(name, "finish-finish")))
    return found


def _measured(activity: Activity, plan: Placing[int]) -> Activity:
    """An activity that ends with others, at the length that this gives it."""
    if not activity.along:
        return activity
    start, finish = plan.starts[activity.id], plan.finishes[activity.id]
    days = plan.reckoners[activity.calendar]
    length = 1
    while days.stepped(start, length) <= finish:
        length += 1
    return replace(activity, length=Period(length, "business day"))


def _limit(activity: Activity, end: int, plan: Placing[int]) -> int:
    limits = [end]
    if activity.deadline is not None:
        limits.append(activity.deadline)
    if activity.pinned is not None:
        days = plan.reckoners[activity.calendar]
        limits.append(plan.finish_for(activity, days.on_or_after(activity.pinned), days))
    return min(limits)


def _correct(activity: Activity, late: Placing[int]) -> None:
    """The very last start of a length in months, weeks or days, which cannot be counted back without a remainder."""
    if activity.length.unit == "business day" or activity.milestone:
        return
    days = late.reckoners[activity.calendar]
    start, finish = late.starts[activity.id], late.finishes[activity.id]

    def fits(day: int) -> bool:
        end = days.moved(day - 1, activity.length) if activity.counted else late.finish_for(activity, day, days)
        return end <= finish

    step = 1 if activity.counted else 0
    while not fits(start) and start > finish - _FURTHEST:
        start = start - 1 if step else days.stepped(start, -1)
    while fits(following := start + 1 if step else days.stepped(start, 1)) and following <= finish:
        start = following
    late.starts[activity.id] = start


def _of(
    activity: Activity,
    successors: Successors,
    made: tuple[Placing[int], Placing[int], Placing[int]],
    days: Mapping[str, Workdays],
) -> Computed:
    name, (plan, early, _) = activity.id, made
    planned, earliest, latest = (Span(one.starts[name], one.finishes[name]) for one in made)
    mine = days[activity.calendar]
    bounds = [early.finish_bound(activity, other, link, mine) for other, link in successors.get(name, ())]
    slack = mine.between(earliest.finish, latest.finish)
    free = min((mine.between(earliest.finish, bound) for bound in bounds), default=slack)
    return Computed(planned, earliest, latest, slack, max(min(free, slack), 0), plan.driver_of(activity))
