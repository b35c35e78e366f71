"""Dates for tasks: each task becomes an activity of a network, and the network is computed on business days."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from backsource_docs.findings import Finding, Severity
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.critical import Computed, computed
from backsource_docs.planning.network import Activity, Circle, Link
from backsource_docs.planning.tasks import Task
from backsource_docs.planning.workdays import Workdays, workdays_of
from backsource_docs.values import Period

__all__ = ["Anchors", "Network", "Scheduled", "dated", "network_of", "schedule"]

_DAY = datetime.timedelta(days=1)
Anchors = Callable[[Task, str], datetime.date | None]


class Scheduled(Struct, frozen=True):
    """A task with its first and last day; both are None while nothing fixes them.

    `target` is the day on which the task was meant to end, or by which it must have ended, where it has one.
    `latest_finish` is the last day on which it can end without harm; `slack` the business days until then (negative
    where a date is missed), `free_slack` those before another task has to move. `driver` is the id of the predecessor
    that sets its days; empty where a date does.
    """

    task: Task
    start: datetime.date | None = None
    finish: datetime.date | None = None
    target: datetime.date | None = None
    latest_finish: datetime.date | None = None
    slack: int | None = None
    free_slack: int | None = None
    driver: str = ""

    @property
    def critical(self) -> bool:
        """Whether any slip of the task makes something late."""
        return self.slack is not None and self.slack <= 0


class Network(Struct, frozen=True):
    """The activities of a plan with the business days that they keep, by name, and the first day of all."""

    activities: tuple[Activity, ...] = ()
    targets: Mapping[str, datetime.date] = field(default_factory=dict)
    calendars: Mapping[str, BusinessCalendar] = field(default_factory=dict)
    floor: datetime.date | None = None

    @property
    def first(self) -> datetime.date:
        """The first day; some day where it is not known, so that the order of the tasks can be checked."""
        return self.floor or datetime.date(2001, 1, 1)

    @property
    def days(self) -> Mapping[str, Workdays]:
        """The tables of the business days, by name."""
        return {name: workdays_of(calendar) for name, calendar in self.calendars.items()}


def schedule(
    tasks: Sequence[Task], calendar: BusinessCalendar, anchors: Anchors, floor: datetime.date | None
) -> tuple[tuple[Scheduled, ...], tuple[Finding, ...]]:
    """Dates for all tasks, in the order given; `floor` is the earliest day for tasks without an anchor.

    Without a floor nothing is dated. Tasks that end before a date are scheduled back from it, as late as possible;
    all others start as early as their predecessors and anchors allow. A circle among the tasks is a finding.
    """
    return dated(tasks, network_of(tasks, calendar, anchors, floor))


def dated(tasks: Sequence[Task], network: Network) -> tuple[tuple[Scheduled, ...], tuple[Finding, ...]]:
    """The tasks of a network with their dates, in the order given; without dates where the network has no first day."""
    try:
        found = computed(network.activities, network.days, network.first.toordinal())
    except Circle as circle:
        return _undated(tasks), (_circular(circle, tasks),)
    except OverflowError:
        return _undated(tasks), (_endless(),)
    if network.floor is None:
        return _undated(tasks), ()
    calendar = network.calendars[""]
    return tuple(_scheduled(task, found[task.id], network.targets.get(task.id), calendar) for task in tasks), ()


def _undated(tasks: Sequence[Task]) -> tuple[Scheduled, ...]:
    return tuple(map(Scheduled, tasks))


def _circular(circle: Circle, tasks: Sequence[Task]) -> Finding:
    names = {task.id: task.name for task in tasks}
    chain = ", then ".join(f"{names[name]} ({name})" for name in circle.chain)
    message = f"The tasks run in a circle, so that none can start: {chain}."
    return Finding("KD06", Severity.ERROR, message, remedy="Take one of these names out of a task's after.")


def _endless() -> Finding:
    message = "The tasks take so long that the calendar has no days for them."
    return Finding("PL02", Severity.ERROR, message, remedy="Shorten the longest tasks.")


def _scheduled(task: Task, found: Computed, target: datetime.date | None, calendar: BusinessCalendar) -> Scheduled:
    start, finish, latest = map(
        datetime.date.fromordinal, (found.planned.start, found.planned.finish, found.late.finish)
    )
    if task.companions:
        task = replace(task, duration=Period(calendar.count(start, finish), "business day"))
    return Scheduled(task, start, finish, target, latest, found.slack, found.free_slack, found.driver)


def network_of(
    tasks: Sequence[Task], calendar: BusinessCalendar, anchors: Anchors, floor: datetime.date | None
) -> Network:
    """The tasks as activities, with the day at which each aims or by which it is due, by its id."""
    known = {task.id for task in tasks}
    made = [_activity(task, calendar, anchors, floor or datetime.date(2001, 1, 1), known) for task in tasks]
    targets = {activity.id: target for activity, target in made if target}
    return Network(tuple(activity for activity, _ in made), targets, {"": calendar}, floor)


def _activity(
    task: Task, calendar: BusinessCalendar, anchors: Anchors, floor: datetime.date, known: set[str]
) -> tuple[Activity, datetime.date | None]:
    tied = {tie.predecessor for tie in task.ties}
    alone = (Link(name) for name in task.predecessors if name in known and name not in tied)
    links = (*alone, *(tie for tie in task.ties if tie.predecessor in known))
    plain = Activity(task.id, task.duration, links, counted=task.counted, milestone=task.milestone)
    if task.pinned:
        return replace(plain, pinned=task.pinned.toordinal(), counted=False), None
    anchor = anchors(task, task.ends_on or task.starts_from)
    last = _last_day(task, anchors)
    if last:
        target = calendar.on_or_before(last) if task.until and anchors(task, task.until) else None
        return replace(plain, latest=last.toordinal()), target
    if task.ends_on and anchor:
        target = calendar.on_or_before(_led(task, anchor, calendar))
        deadline = None if task.lead else target.toordinal()
        return replace(plain, aim=target.toordinal(), deadline=deadline, counted=False), target
    due = anchors(task, task.due) if task.due else None
    if anchor and task.starts_from and task.lead and not task.due and not task.counted:
        anchor = calendar.before(anchor, task.lead)
    first = anchor or (None if links else floor)
    target = _due(task, due, calendar) if due else None
    return replace(
        plain,
        not_before=first.toordinal() if first else None,
        deadline=target.toordinal() if target else None,
        along=task.companions,
    ), target


def _last_day(task: Task, anchors: Anchors) -> datetime.date | None:
    """The last day on which a task before a date may end; None for a task without such a date."""
    if task.until and (day := anchors(task, task.until)):
        return day
    day = anchors(task, task.before) if task.before else None
    return day - _DAY if day else None


def _led(task: Task, anchor: datetime.date, calendar: BusinessCalendar) -> datetime.date:
    return calendar.before(anchor, task.lead) if task.lead else anchor


def _due(task: Task, due: datetime.date, calendar: BusinessCalendar) -> datetime.date:
    day = _led(task, due, calendar)
    return day if task.counted else calendar.on_or_before(day)
