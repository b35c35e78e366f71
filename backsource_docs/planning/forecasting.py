"""Where an exit stands: its days counted again from what was done, beside the days that were planned."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.chains import chain_of
from backsource_docs.planning.network import Activity
from backsource_docs.planning.placed import last_assisted
from backsource_docs.planning.scheduling import Scheduled, dated
from backsource_docs.planning.timetable import Timetable
from backsource_docs.planning.workdays import Workdays
from backsource_docs.values import Period

__all__ = [
    "Actual",
    "Status",
    "StatusRow",
    "StoneStatus",
    "forecast",
    "slip_between",
    "state_of",
    "status_of",
]

_WEIGHED = 25
_HUNDRED = 100
State = Literal["done", "running", "overdue", "to come"]


class Actual(Struct, frozen=True):
    """What was reported of a task, by its id: its days, the percentage done, the day on which it is expected to end.

    `line` is the line of the report on which it stands.
    """

    task: str
    started: datetime.date | None = None
    finished: datetime.date | None = None
    percent: int | None = None
    expected: datetime.date | None = None
    note: str = ""
    line: int = 0


class StatusRow(Struct, frozen=True):
    """A task as planned and as forecast; `slip` in business days (negative: sooner), None without days.

    `effect` is by how many business days its report alone moves the end of the work, None where it was not weighed.
    """

    planned: Scheduled
    forecast: Scheduled
    actual: Actual | None
    state: State
    slip: int
    effect: int | None = None


class StoneStatus(Struct, frozen=True):
    """A milestone with its promised day, its forecast day and the business days between them."""

    name: str
    function: str
    planned: datetime.date
    forecast: datetime.date
    slip: int


class Status(Struct, frozen=True):
    """The state of the exit on a day; `end` and `planned_end` are of the work that needs assistance.

    `chain` are the tasks that set the forecast end, in their order; `baseline` is the day of the stored plan that it is
    held against, None where that is the plan of today.
    """

    as_of: datetime.date
    rows: tuple[StatusRow, ...]
    stones: tuple[StoneStatus, ...]
    planned_end: datetime.date
    end: datetime.date
    slip: int
    assistance_ends: datetime.date | None = None
    chain: tuple[Scheduled, ...] = ()
    baseline: datetime.date | None = None

    def of_state(self, state: State) -> tuple[StatusRow, ...]:
        """The tasks in that state, in their order."""
        return tuple(row for row in self.rows if row.state == state)

    @property
    def slipped(self) -> tuple[StatusRow, ...]:
        """Reported or overdue tasks that end later than planned, those first that move the end most."""
        found = [row for row in self.rows if row.slip > 0 and (row.actual or row.state == "overdue")]
        return tuple(sorted(found, key=lambda row: (-(row.effect or 0), -row.slip)))


def status_of(timetable: Timetable, actuals: Iterable[Actual], as_of: datetime.date) -> Status | None:
    """The state of a dated timetable on the day; None for one without dates.

    What is not reported as done is not done: it starts, or ends, on that day at the earliest.
    """
    known = {actual.task: actual for actual in actuals}
    tasks, calendar = timetable.tasks, timetable.network.calendars.get("")
    if timetable.network.floor is None or calendar is None or not all(entry.finish for entry in tasks):
        return None
    coming = forecast(timetable, known, as_of)
    rows = [_row(entry, coming[entry.task.id], known.get(entry.task.id), as_of, calendar) for entry in tasks]
    last, planned_last = last_assisted(coming.values()), last_assisted(tasks)
    assert last.finish and planned_last.finish
    weighed = _weighed(timetable, rows, planned_last.finish)
    return Status(
        as_of=as_of,
        rows=tuple(weighed),
        stones=tuple(_stones(timetable, coming, calendar)),
        planned_end=planned_last.finish,
        end=last.finish,
        slip=slip_between(planned_last.finish, last.finish, calendar),
        assistance_ends=timetable.key_dates.day("assistance_ends"),
        chain=chain_of(last, coming.values()),
    )


def slip_between(planned: datetime.date, found: datetime.date, calendar: BusinessCalendar) -> int:
    """How many business days the second day lies after the first; negative before it."""
    if found >= planned:
        return calendar.count(planned + datetime.timedelta(days=1), found)
    return -calendar.count(found + datetime.timedelta(days=1), planned)


def forecast(
    timetable: Timetable, actuals: Mapping[str, Actual], as_of: datetime.date | None
) -> Mapping[str, Scheduled]:
    """The tasks by id with their days from what was done; without a day nothing is held to be late."""
    network = timetable.network
    planned = {entry.task.id: entry for entry in timetable.tasks}
    days = network.days[""]
    moved = tuple(
        _known(activity, planned[activity.id], actuals.get(activity.id), as_of, days) for activity in network.activities
    )
    entries, _ = dated([entry.task for entry in timetable.tasks], replace(network, activities=moved))
    return {entry.task.id: entry for entry in entries}


def _known(
    activity: Activity, entry: Scheduled, actual: Actual | None, as_of: datetime.date | None, days: Workdays
) -> Activity:
    """The activity as what is known of it lays it."""
    start = actual.started or actual.finished if actual else None
    if actual and start:
        if actual.finished:
            return replace(_fixed(activity, start.toordinal(), actual.finished.toordinal()), deadline=None)
        return _running(activity, actual, start.toordinal(), as_of, days)
    return _to_come(activity, entry, as_of.toordinal()) if as_of else activity


def _fixed(activity: Activity, start: int, finish: int) -> Activity:
    """An activity that lies on those days, whatever it would have waited for."""
    return replace(
        _freed(activity), length=Period(max(finish - start, 0) + 1, "day"), not_before=start - 1, counted=True
    )


def _freed(activity: Activity) -> Activity:
    deadline = activity.deadline if activity.deadline is not None else activity.aim
    return replace(activity, links=(), aim=None, pinned=None, latest=None, along=(), milestone=False, deadline=deadline)


def _running(activity: Activity, actual: Actual, start: int, as_of: datetime.date | None, days: Workdays) -> Activity:
    """Work that has begun goes on from the day of the report, even where what it should have waited for is open."""
    now = as_of.toordinal() if as_of else start
    if actual.expected:
        return _fixed(activity, start, max(actual.expected.toordinal(), start))
    if activity.along:
        return replace(_freed(activity), along=activity.along, not_before=start, open_until=now)
    return _fixed(activity, start, _running_end(activity, actual.percent, start, now, days))


def _running_end(activity: Activity, percent: int | None, start: int, now: int, days: Workdays) -> int:
    """The last day of work that has begun: by the percentage what is left of its length, else its length."""
    length = activity.length
    if percent is not None and length.unit == "business day":
        left = -(-length.amount * (_HUNDRED - percent) // _HUNDRED)
        return max(start, days.stepped(days.on_or_after(now), max(left, 1) - 1))
    if length.unit == "business day":
        return max(days.stepped(days.on_or_after(start), max(length.amount, 1) - 1), now)
    whole = days.moved(start, length) - start
    if percent is not None:
        return max(start, now + max(-(-whole * (_HUNDRED - percent) // _HUNDRED), 1) - 1)
    return max(start + whole - 1, now)


def _to_come(activity: Activity, entry: Scheduled, now: int) -> Activity:
    """What has not begun begins on the day or later; what was laid back from a date keeps its planned day till then."""
    assert entry.start
    if activity.counted:
        return replace(activity, open_until=now)
    planned = entry.start.toordinal()
    if activity.latest is not None:
        return replace(activity, latest=None, not_before=max(planned, now), deadline=activity.latest)
    if activity.milestone:
        return replace(activity, not_before=max(activity.not_before or 0, now))
    if activity.pinned is not None:
        return replace(activity, pinned=max(activity.pinned, now))
    if activity.aim is not None:
        late = replace(activity, aim=None, not_before=now, deadline=activity.deadline or activity.aim)
        return late if planned < now else activity
    return replace(activity, not_before=max(activity.not_before or 0, now))


def _row(
    planned: Scheduled,
    coming: Scheduled,
    actual: Actual | None,
    as_of: datetime.date,
    calendar: BusinessCalendar,
) -> StatusRow:
    assert planned.finish and coming.finish
    slip = slip_between(planned.finish, coming.finish, calendar)
    return StatusRow(planned, coming, actual, state_of(planned, actual, as_of), slip)


def state_of(planned: Scheduled, actual: Actual | None, as_of: datetime.date) -> State:
    """How far a task is on the day, by what was planned and what was reported."""
    if actual and actual.finished:
        return "done"
    if planned.finish and planned.finish < as_of:
        return "overdue"
    return "running" if actual and actual.started else "to come"


def _weighed(timetable: Timetable, rows: Sequence[StatusRow], end: datetime.date) -> Iterator[StatusRow]:
    """The rows; for those that slipped most, what each alone does to the end."""
    calendar = timetable.network.calendars[""]
    late = sorted((row for row in rows if row.slip > 0 and row.actual), key=lambda row: -row.slip)[:_WEIGHED]
    names = {row.planned.task.id for row in late}
    for row in rows:
        if row.planned.task.id in names and row.actual:
            alone = last_assisted(forecast(timetable, {row.actual.task: _as_forecast(row)}, None).values())
            effect = slip_between(end, alone.finish, calendar) if alone.finish else None
            yield replace(row, effect=effect)
        else:
            yield row


def _as_forecast(row: StatusRow) -> Actual:
    """The row as if it had ended on its forecast day."""
    assert row.actual
    return replace(row.actual, started=row.forecast.start, finished=row.forecast.finish)


def _stones(timetable: Timetable, coming: Mapping[str, Scheduled], calendar: BusinessCalendar) -> Iterator[StoneStatus]:
    for stone in sorted(timetable.milestones, key=lambda stone: stone.date or datetime.date.max):
        if stone.date:
            mine = [
                coming[entry.task.id].finish
                for entry in timetable.tasks
                if entry.task.ends_on and entry.target == stone.date and entry.task.function == (stone.service or "")
            ]
            found = max((day for day in mine if day), default=stone.date)
            yield StoneStatus(
                stone.name, stone.service or "", stone.date, found, slip_between(stone.date, found, calendar)
            )
