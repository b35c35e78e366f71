"""Other ways in which the exit could go, from the same tasks: some functions only, or without the other side's help."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.deal.deal import Deal
from backsource_docs.planning.network import Activity, Link
from backsource_docs.planning.scheduling import Scheduled, dated
from backsource_docs.planning.tasks import Task, meet
from backsource_docs.planning.timetable import Timetable

__all__ = ["Homecoming", "Scenario", "partial_scope", "scenarios_of"]

_SUPPLIER = "Exit Manager of the Supplier"
_MOVE = "cut-over"
_BRIDGE = "stress-by-hand"


class Homecoming(Struct, frozen=True):
    """The day on which a function comes home, and the days from the notice until then."""

    function: str
    day: datetime.date
    after: int
    critical: bool
    tolerance: str = ""


class Scenario(Struct, frozen=True):
    """A way in which the exit could go: its tasks with their days, the functions in their order, the end of the work.

    `alone` says that nothing comes from the other side, so that what lies before the home day must be bridged;
    `added` are those of its tasks that the plan does not have.
    """

    name: str
    says: str
    tasks: tuple[Scheduled, ...]
    homes: tuple[Homecoming, ...]
    start: datetime.date
    end: datetime.date
    alone: bool = False
    added: tuple[Scheduled, ...] = ()

    @property
    def bridged_from(self) -> datetime.date | None:
        """The day on which the least viable service of every function runs by other means."""
        days = [entry.finish for entry in self.added if entry.task.entry == _BRIDGE and entry.finish]
        return max(days, default=None)

    @property
    def critical(self) -> tuple[Scheduled, ...]:
        """The tasks without slack."""
        return tuple(entry for entry in self.tasks if entry.critical)

    @property
    def last_home(self) -> Homecoming | None:
        """The function that comes home last."""
        return max(self.homes, key=lambda home: home.day, default=None)


def partial_scope(deal: Deal) -> tuple[str, ...]:
    """The functions of a partial exit: those that the deal names, else those that are not hard to take back."""
    coming = [service for service in deal.services if service.backsource]
    if deal.plan.partial:
        return tuple(service.name for service in coming if service.name in deal.plan.partial)
    easier = [service.name for service in coming if service.way_back != "hard"]
    if 0 < len(easier) < len(coming):
        return tuple(easier)
    last = max((service.wave for service in coming), default=1)
    return tuple(service.name for service in coming if service.wave < last)


def scenarios_of(timetable: Timetable, deal: Deal) -> tuple[Scenario, ...]:
    """The planned exit, the partial one where some functions could come home alone, and the stressed one.

    None where the plan has no dates.
    """
    zero = timetable.key_dates.day("notice_deemed")
    if zero is None or timetable.network.floor is None:
        return ()
    found = [_scenario("planned", "as the plan says", timetable.tasks, deal, zero)]
    scope = partial_scope(deal)
    if scope:
        says = f"only {', '.join(scope)}"
        found.append(_scenario("partial", says, _partial(timetable, deal, scope), deal, zero, scope))
    says = "the Supplier fails or stops helping on the day of the notice; all work takes its longest time"
    stressed = _scenario("stressed", says, _stressed(timetable, zero), deal, zero, alone=True)
    planned = {entry.task.id for entry in timetable.tasks}
    found.append(replace(stressed, added=tuple(one for one in stressed.tasks if one.task.id not in planned)))
    return tuple(scenario for scenario in found if scenario.tasks)


def _scenario(
    name: str,
    says: str,
    tasks: Sequence[Scheduled],
    deal: Deal,
    zero: datetime.date,
    scope: Sequence[str] = (),
    *,
    alone: bool = False,
) -> Scenario:
    days = [entry.finish for entry in tasks if entry.finish and (entry.task.assistance or alone)]
    starts = [entry.start for entry in tasks if entry.start]
    if not days or not starts:
        return Scenario(name, says, (), (), zero, zero, alone)
    homes = tuple(_homes(tasks, deal, zero, scope))
    return Scenario(name, says, tuple(tasks), homes, min(starts), max(days), alone)


def _homes(tasks: Iterable[Scheduled], deal: Deal, zero: datetime.date, scope: Sequence[str]) -> Iterable[Homecoming]:
    services = {service.name: service for service in deal.services}
    for entry in tasks:
        name = entry.task.function
        if entry.task.entry == _MOVE and entry.finish and name in services and (not scope or name in scope):
            service = services[name]
            days = (entry.finish - zero).days
            yield Homecoming(name, entry.finish, days, service.critical, str(service.tolerance or ""))


def _partial(timetable: Timetable, deal: Deal, scope: Sequence[str]) -> tuple[Scheduled, ...]:
    """The tasks without those of functions and waves that stay."""
    waves = {service.wave for service in deal.services if service.name in scope}
    tasks = [entry.task for entry in timetable.tasks]
    kept = [
        task
        for task in tasks
        if (not task.function or task.function in scope) and (task.wave is None or task.wave in waves)
    ]
    known = {activity.id: activity for activity in timetable.network.activities}
    return _dated(timetable, kept, known, {})


def _stressed(timetable: Timetable, zero: datetime.date) -> tuple[Scheduled, ...]:
    """Everything as soon as it can be, without the preparation, without what only the other side can give.

    What must be rebuilt, restored or bought instead is added, and takes the place of what falls out.
    """
    own = {phase.name for phase in timetable.phases if phase.internal}
    added = [task for task, _ in timetable.reserve]
    gone = {name for task in added for name in task.replaces}
    kept = [entry.task for entry in timetable.tasks if _is_possible(entry.task, own, gone)] + added
    known = {activity.id: activity for activity in timetable.network.activities} | {
        activity.id: activity for _, activity in timetable.reserve
    }
    for task in (entry.task for entry in timetable.tasks):
        known[task.id] = _relinked(known[task.id], task, added)
    first = zero.toordinal()
    changed = {task.id: _hurried(known[task.id], task, first) for task in kept}
    return _dated(timetable, kept, known, changed)


def _is_possible(task: Task, own: Container[str], gone: Container[str]) -> bool:
    """Whether a task can be done without the other side; its own preparation is not waited for."""
    needs_them = task.cooperation or task.owner == _SUPPLIER
    return task.phase not in own and task.entry not in gone and not needs_them


def _relinked(activity: Activity, task: Task, added: Sequence[Task]) -> Activity:
    """The activity after what comes ahead of it; one that falls out passes on to what replaces it.

    No wave waits for the one before it: what is critical comes home as soon as it can, whatever its wave.
    """
    replacing = tuple(Link(one.id) for one in added if task.entry in one.replaces and meet(one, task))
    if replacing:
        return replace(activity, links=replacing)
    ahead = tuple(Link(one.id) for one in added if task.entry in one.ahead_of and meet(one, task))
    links = (link for link in activity.links if link.predecessor not in task.gate)
    return replace(activity, links=(*links, *ahead))


def _hurried(activity: Activity, task: Task, first: int) -> Activity:
    """An activity that begins as soon as it can and takes its longest time."""
    length = task.longest or activity.length
    return replace(activity, length=length, aim=None, pinned=None, latest=None, deadline=None, not_before=first)


def _dated(
    timetable: Timetable, kept: Sequence[Task], known: Mapping[str, Activity], changed: Mapping[str, Activity]
) -> tuple[Scheduled, ...]:
    """The tasks that remain with their days; what waited for one that fell out waits for its predecessors."""
    names = {task.id for task in kept}
    made = [
        replace(
            changed.get(name, activity),
            links=_passed_on(changed.get(name, activity), known, names),
            along=tuple(one for one in activity.along if one in names),
        )
        for name, activity in known.items()
        if name in names
    ]
    entries, _ = dated(kept, replace(timetable.network, activities=tuple(made)))
    return entries


def _passed_on(activity: Activity, known: Mapping[str, Activity], names: set[str]) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    seen: set[str] = set()
    waiting = [*activity.links]
    while waiting:
        link = waiting.pop(0)
        if link.predecessor in names:
            found.setdefault(link.predecessor, link)
        elif link.predecessor in known and link.predecessor not in seen:
            seen.add(link.predecessor)
            waiting += [Link(one.predecessor) for one in known[link.predecessor].links]
    return tuple(found.values())
