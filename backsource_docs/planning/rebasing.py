"""The state of an exit held against an agreed plan instead of the one that the deal gives today."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.planning.baseline import Baseline
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.forecasting import (
    Actual,
    Status,
    StatusRow,
    StoneStatus,
    slip_between,
    state_of,
    status_of,
)
from backsource_docs.planning.tasks import Task
from backsource_docs.planning.timetable import Timetable

__all__ = ["Changed", "changed_since", "rebased", "shared_status"]


class Changed(Struct, frozen=True):
    """What a plan has become since its baseline: tasks that are new or gone, milestones with another day."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    moved: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.moved)


def changed_since(baseline: Baseline, timetable: Timetable) -> Changed:
    """The names of what differs, in the order of the plan."""
    tasks = {entry.task.id: f"{entry.task.number} {entry.task.name}" for entry in timetable.tasks}
    stones = {(one.name, one.service or ""): one.date for one in timetable.milestones}
    return Changed(
        tuple(name for id, name in tasks.items() if id not in baseline.tasks),
        tuple(f"{task.number} {task.name}" for id, task in baseline.tasks.items() if id not in tasks),
        tuple(one.name for one in baseline.stones if stones.get((one.name, one.function)) != one.day),
    )


def rebased(status: Status, baseline: Baseline, calendar: BusinessCalendar) -> Status:
    """The state with the days of the baseline as those that were planned.

    A task that the baseline does not have is held against its forecast, so that it is never late.
    """
    return replace(
        status,
        rows=tuple(_row(row, baseline, status.as_of, calendar) for row in status.rows),
        stones=tuple(_stone(stone, baseline, calendar) for stone in status.stones),
        planned_end=baseline.end,
        slip=slip_between(baseline.end, status.end, calendar),
        baseline=baseline.as_of,
    )


def _row(row: StatusRow, baseline: Baseline, as_of: datetime.date, calendar: BusinessCalendar) -> StatusRow:
    agreed = baseline.tasks.get(row.planned.task.id)
    start, finish = (agreed.start, agreed.finish) if agreed else (row.forecast.start, row.forecast.finish)
    assert finish and row.forecast.finish
    planned = replace(row.planned, start=start, finish=finish)
    slip = slip_between(finish, row.forecast.finish, calendar)
    return replace(row, planned=planned, slip=slip, state=state_of(planned, row.actual, as_of))


def _stone(stone: StoneStatus, baseline: Baseline, calendar: BusinessCalendar) -> StoneStatus:
    days: Iterator[datetime.date] = (
        one.day for one in baseline.stones if (one.name, one.function) == (stone.name, stone.function)
    )
    planned = next(days, stone.planned)
    return replace(stone, planned=planned, slip=slip_between(planned, stone.forecast, calendar))


def shared_status(
    timetable: Timetable, actuals: Iterable[Actual], as_of: datetime.date, baseline: Baseline | None = None
) -> Status | None:
    """The state without the tasks that are the Customer's own, as both sides of the committee may read it."""
    found = status_of(timetable, actuals, as_of)
    if found is None:
        return None
    if baseline:
        found = rebased(found, baseline, timetable.network.calendars[""])
    own = {phase.name for phase in timetable.phases if phase.internal}

    def shared(task: Task) -> bool:
        return task.phase not in own

    rows = tuple(row for row in found.rows if shared(row.planned.task))
    return replace(found, rows=rows, chain=tuple(entry for entry in found.chain if shared(entry.task)))
