"""Dates for tasks: a forward pass over what comes before what, on the business days of a place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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

    `target` is the day on which the task was meant to end, or by which it must have ended, where it has one.
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
    graph = {
        name: [other for other in (*task.predecessors, *task.companions) if other in known]
        for name, task in known.items()
    }
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
            if self.last_day(task) and inside:
                group.append(name)
        for name in reversed(group):
            self.done[name] = self.before(
                self.known[name], [other for other in group if name in self.predecessors(other)]
            )

    def last_day(self, task: Task) -> datetime.date | None:
        """The last day on which a task before a date may end; None for a task without such a date."""
        if task.until and (day := self.anchors(task, task.until)):
            return day
        day = self.anchors(task, task.before) if task.before else None
        return day - _DAY if day else None

    def before(self, task: Task, successors: Iterable[str]) -> Scheduled:
        end = self.last_day(task)
        assert end is not None
        limits = [end, *(start - _DAY for name in successors if (start := self.done[name].start))]
        finish = self.calendar.on_or_before(min(limits))
        target = self.calendar.on_or_before(end) if task.until and self.anchors(task, task.until) else None
        return Scheduled(task, self.start_for(finish, task.duration), finish, target)

    def forward(self, order: Sequence[str]) -> None:
        for name in order:
            if name not in self.done:
                self.done[name] = self.earliest(self.known[name])

    def earliest(self, task: Task) -> Scheduled:
        finishes = [finish for name in self.predecessors(task.id) if (finish := self.done[name].finish)]
        anchor = self.anchors(task, task.ends_on or task.starts_from)
        if task.ends_on and anchor:
            return self.aimed(task, anchor, finishes)
        if task.counted:
            return self.with_due(self.counted(task, [*filter(None, [anchor]), *finishes]))
        if anchor and task.starts_from and task.lead and not task.due:
            anchor = self.calendar.before(anchor, task.lead)
        base = [self.calendar.on_or_after(anchor or self.floor)] if anchor or not finishes else []
        start = max([*base, *map(self.calendar.next, finishes)])
        if task.companions:
            return self.alongside(task, start)
        return self.with_due(Scheduled(task, start, self.finish_for(start, task.duration)))

    def aimed(self, task: Task, anchor: datetime.date, finishes: Iterable[datetime.date]) -> Scheduled:
        """A task that ends on its date, or as soon after it as what comes before allows."""
        target = self.target(task, anchor)
        aimed = self.start_for(target, task.duration)
        start = max([aimed, *map(self.calendar.next, finishes)])
        finish = target if start == aimed else self.finish_for(start, task.duration)
        return Scheduled(task, start, finish, target)

    def counted(self, task: Task, from_days: Sequence[datetime.date]) -> Scheduled:
        """A period as agreements count it: from the day after an event, to a day that need not be a business day."""
        base = max(from_days, default=self.floor)
        in_business_days = task.duration.unit == "business day"
        start = self.calendar.next(base) if in_business_days else base + _DAY
        return Scheduled(task, start, max(start, self.calendar.after(base, task.duration)))

    def alongside(self, task: Task, start: datetime.date) -> Scheduled:
        """A task that ends with others; its length is the business days that lie between."""
        ends = [finish for name in task.companions if name in self.done and (finish := self.done[name].finish)]
        finish = max([start, *ends])
        length = Period(self.calendar.count(start, finish), "business day")
        return Scheduled(replace(task, duration=length), start, finish)

    def with_due(self, entry: Scheduled) -> Scheduled:
        due = self.anchors(entry.task, entry.task.due) if entry.task.due else None
        return replace(entry, target=self.target(entry.task, due)) if due else entry

    def target(self, task: Task, anchor: datetime.date) -> datetime.date:
        """The day on which a task should end: the anchor, or its lead before the anchor."""
        day = self.calendar.before(anchor, task.lead) if task.lead else anchor
        return day if task.counted else self.calendar.on_or_before(day)

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
