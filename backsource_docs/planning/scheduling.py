"""Dates for tasks: a forward pass over what comes before what, on the business days of a place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from backsource_docs.findings import Finding, Severity
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.tasks import Task
from backsource_docs.values import Period

__all__ = ["Anchors", "Scheduled", "schedule"]

_DAY = datetime.timedelta(days=1)
Anchors = Callable[[Task, str], datetime.date | None]


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A task with its first and last day; both are None while nothing fixes them.

    `target` is the day on which the task was meant to end, where it has one.
    """

    task: Task
    start: datetime.date | None = None
    finish: datetime.date | None = None
    target: datetime.date | None = None


def schedule(
    tasks: Sequence[Task], calendar: BusinessCalendar, anchors: Anchors, floor: datetime.date | None
) -> tuple[tuple[Scheduled, ...], tuple[Finding, ...]]:
    """Dates for all tasks, in the order given; `floor` is the earliest day for tasks without an anchor.

    Without a floor nothing is dated. Tasks that end before a date are scheduled back from it, as late as possible;
    all others start as early as their predecessors and anchors allow. A circle among the tasks is a finding.
    """
    known = {task.id: task for task in tasks}
    order, findings = _ordered(known)
    if floor is None or findings:
        return tuple(Scheduled(task) for task in tasks), findings
    desk = _Desk(calendar, anchors, floor, known)
    desk.backward(order)
    desk.forward(order)
    return tuple(desk.done[task.id] for task in tasks), ()


def _ordered(known: Mapping[str, Task]) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    graph = {name: [other for other in task.predecessors if other in known] for name, task in known.items()}
    try:
        return tuple(TopologicalSorter(graph).static_order()), ()
    except CycleError as error:
        circle = [f"{known[name].name} ({name})" for name in error.args[1]]
        message = f"The tasks run in a circle, so that none can start: {', then '.join(circle)}."
        return (), (Finding("KD06", Severity.ERROR, message, remedy="Take one of these names out of a task's after."),)


class _Desk:
    """The tasks dated so far."""

    def __init__(
        self, calendar: BusinessCalendar, anchors: Anchors, floor: datetime.date, known: Mapping[str, Task]
    ) -> None:
        self.calendar = calendar
        self.anchors = anchors
        self.floor = floor
        self.known = known
        self.done: dict[str, Scheduled] = {}

    def predecessors(self, name: str) -> list[str]:
        return [other for other in self.known[name].predecessors if other in self.known]

    def backward(self, order: Sequence[str]) -> None:
        """Tasks before a date, the last first; one that waits for a task outside this group goes forward instead."""
        group: list[str] = []
        for name in order:
            task = self.known[name]
            inside = all(other in group for other in self.predecessors(name))
            if task.before and self.anchors(task, task.before) and inside:
                group.append(name)
        for name in reversed(group):
            self.done[name] = self.before(
                self.known[name], [other for other in group if name in self.predecessors(other)]
            )

    def before(self, task: Task, successors: Iterable[str]) -> Scheduled:
        end = self.anchors(task, task.before)
        assert end is not None
        limits = [end, *(start for name in successors if (start := self.done[name].start))]
        finish = self.calendar.on_or_before(min(limits) - _DAY)
        return Scheduled(task, self.start_for(finish, task.duration), finish)

    def forward(self, order: Sequence[str]) -> None:
        for name in order:
            if name not in self.done:
                self.done[name] = self.earliest(self.known[name])

    def earliest(self, task: Task) -> Scheduled:
        finishes = [finish for name in self.predecessors(task.id) if (finish := self.done[name].finish)]
        follows = [self.calendar.next(finish) for finish in finishes]
        anchor = self.anchors(task, task.ends_on or task.starts_from)
        if task.ends_on and anchor:
            target = self.target(task, anchor)
            aimed = self.start_for(target, task.duration)
            start = max([aimed, *follows])
            finish = target if start == aimed else self.finish_for(start, task.duration)
            return Scheduled(task, start, finish, target)
        base = [self.calendar.on_or_after(anchor or self.floor)] if anchor or not follows else []
        start = max([*base, *follows])
        return Scheduled(task, start, self.finish_for(start, task.duration))

    def target(self, task: Task, anchor: datetime.date) -> datetime.date:
        """The day on which a task should end: the anchor, or its lead before the anchor."""
        day = self.calendar.before(anchor, task.lead) if task.lead else anchor
        return self.calendar.on_or_before(day)

    def finish_for(self, start: datetime.date, duration: Period) -> datetime.date:
        """The last day of work that starts on the day; never before it."""
        if duration.unit == "business day":
            return self.calendar.shifted(start, max(duration.amount, 1) - 1)
        return max(start, self.calendar.on_or_before(self.calendar.after(start, duration) - _DAY))

    def start_for(self, finish: datetime.date, duration: Period) -> datetime.date:
        """The first day of work that ends on the day; never after it."""
        if duration.unit == "business day":
            return self.calendar.shifted(finish, 1 - max(duration.amount, 1))
        return min(finish, self.calendar.on_or_after(self.calendar.before(finish, duration) + _DAY))
