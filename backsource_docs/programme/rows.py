"""The timetable as plain rows that every export shows, and what it asks of each role."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.case import Point, case_of
from backsource_docs.planning.costing import Costing, costing_of
from backsource_docs.planning.listed_tables import Numbers, clause_label
from backsource_docs.planning.loads import Load, loads_of
from backsource_docs.planning.network import NO_LAG, Link
from backsource_docs.planning.scenarios import Scenario, scenarios_of
from backsource_docs.planning.scheduling import Scheduled, dated, network_of
from backsource_docs.planning.tasks import Task
from backsource_docs.planning.timetable import PhaseSpan, Timetable
from backsource_docs.programme.risk import Risk

__all__ = ["PlanRow", "Programme", "Sheet", "Stone", "Value", "programme_of"]

Value = str | int | float | datetime.date | None
Sheet = tuple[str, Sequence[tuple[str, int]], Sequence[Sequence[Value]]]  # title, columns with widths, rows


class PlanRow(Struct, frozen=True):
    """A task of the plan with its days, its slack in business days, its links by the numbers of other tasks.

    `offsets` are its first and last business day counted from the first day of the plan (0), for a plan without dates,
    whose days are those of an invented calendar.
    """

    entry: Scheduled
    offsets: tuple[int, int]
    links: tuple[Link, ...]
    after: str
    clause: str
    chance: float | None = None

    @property
    def task(self) -> Task:
        return self.entry.task


class Stone(Struct, frozen=True):
    """A milestone of the deal or a date of the contract: its name, its day, and the tasks that must end by it."""

    id: str
    name: str
    day: datetime.date
    tasks: tuple[str, ...] = ()


class Programme(Struct, frozen=True):
    """The whole timetable, ready to be shown; without a notice it is `relative` and its days are only T+n."""

    title: str
    as_of: datetime.date
    rows: tuple[PlanRow, ...]
    phases: tuple[PhaseSpan, ...]
    stones: tuple[Stone, ...]
    loads: tuple[Load, ...]
    calendar: BusinessCalendar
    start: datetime.date
    finish: datetime.date
    relative: bool = False
    risk: Risk | None = None
    locale: str = "en-GB"
    costing: Costing | None = None
    points: tuple[Point, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    sheets: tuple[Sheet, ...] = ()

    @property
    def by_phase(self) -> Iterator[tuple[PhaseSpan, tuple[PlanRow, ...]]]:
        """The phases that have tasks, in order, with these."""
        for phase in self.phases:
            mine = tuple(row for row in self.rows if row.task.phase == phase.name)
            if mine:
                yield phase, mine

    @property
    def critical(self) -> tuple[PlanRow, ...]:
        """The tasks without slack in the order of their days."""
        found = [row for row in self.rows if row.entry.critical]
        return tuple(sorted(found, key=lambda row: (row.entry.start or self.start, row.entry.finish or self.start)))


def programme_of(
    file: DealFile, timetable: Timetable, as_of: datetime.date, numbers: Numbers, risk: Risk | None = None
) -> tuple[Programme | None, tuple[Finding, ...]]:
    """The rows of a timetable; `numbers` are those of the agreement. None where no order of the tasks can be found."""
    calendar = timetable.network.calendars[""]
    tasks, relative = timetable.tasks, timetable.network.floor is None
    findings: tuple[Finding, ...] = ()
    if relative:
        tasks, findings = _without_dates([entry.task for entry in tasks], calendar, as_of)
    days = [day for entry in tasks for day in (entry.start, entry.finish) if day]
    if not days:
        return None, findings
    start, finish = min(days), max(days)
    zero = _zero(calendar, as_of) if relative else start
    costing = costing_of(timetable, file.deal)
    chances = {target.task: target.chance for target in risk.targets} if risk else {}
    labels = {entry.task.id: entry.task.number for entry in tasks}
    rows = [_row(entry, labels, numbers, calendar, zero, chances) for entry in tasks]
    return Programme(
        title=file.deal.name,
        as_of=as_of,
        rows=tuple(rows),
        phases=timetable.phases,
        stones=() if relative else tuple(_stones(timetable)),
        loads=tuple(loads_of(tasks, calendar)),
        calendar=calendar,
        start=start,
        finish=finish,
        relative=relative,
        risk=risk,
        locale=file.deal.locale,
        costing=costing,
        points=case_of(file.deal, costing),
        scenarios=scenarios_of(timetable, file.deal),
    ), findings


def _zero(calendar: BusinessCalendar, as_of: datetime.date) -> datetime.date:
    """The invented day of the notice, T+0, in a plan without dates."""
    return calendar.on_or_after(as_of)


def _without_dates(
    tasks: Sequence[Task], calendar: BusinessCalendar, as_of: datetime.date
) -> tuple[tuple[Scheduled, ...], tuple[Finding, ...]]:
    """The tasks around an invented notice: what comes before it lies before T+0, all else follows it."""
    zero = _zero(calendar, as_of)
    network = network_of(tasks, calendar, lambda _, name: zero if name.startswith("notice_") else None, zero)
    return dated(tasks, network)


def _row(
    entry: Scheduled,
    labels: Mapping[str, str],
    numbers: Numbers,
    calendar: BusinessCalendar,
    zero: datetime.date,
    chances: Mapping[str, float],
) -> PlanRow:
    task = entry.task
    tied = {tie.predecessor for tie in task.ties}
    plain = [Link(name) for name in task.predecessors if name in labels and name not in tied]
    links = (*plain, *(tie for tie in task.ties if tie.predecessor in labels))
    links += tuple(Link(name, "finish-finish") for name in task.companions if name in labels)
    after = ", ".join(_said(link, labels) for link in links)
    assert entry.start and entry.finish
    offsets = (_offset(entry.start, zero, calendar), _offset(entry.finish, zero, calendar))
    return PlanRow(entry, offsets, links, after, clause_label(numbers, task.clause), chances.get(task.id))


_SHORT = {"finish-start": "FS", "start-start": "SS", "finish-finish": "FF", "start-finish": "SF"}


def _said(link: Link, labels: Mapping[str, str]) -> str:
    """A link as planners write it: "3.4", "3.4 SS", "3.4 FS+5 business days"."""
    number = labels[link.predecessor]
    if link.kind == "finish-start" and link.lag == NO_LAG:
        return number
    lag = "" if link.lag == NO_LAG else f"{'+' if link.lag.amount > 0 else ''}{link.lag}"
    return f"{number} {_SHORT[link.kind]}{lag}"


def _offset(day: datetime.date, zero: datetime.date, calendar: BusinessCalendar) -> int:
    """How many business days the day lies after T+0; negative before it."""
    if day >= zero:
        return calendar.count(zero, day) - 1 if calendar.is_open(day) else calendar.count(zero, day)
    return 1 - calendar.count(day, zero)


def _stones(timetable: Timetable) -> Iterator[Stone]:
    for count, milestone in enumerate(timetable.milestones, 1):
        if milestone.date:
            mine = [entry.task for entry in timetable.tasks if entry.target == milestone.date]
            ends = [task.id for task in mine if task.function == (milestone.service or "") and task.ends_on]
            yield Stone(f"milestone-{count}", milestone.name, milestone.date, tuple(ends))
    for name in ("notice_sent", "ends", "assistance_ends"):
        found = next((entry for entry in timetable.key_dates.entries if entry.name == name and entry.day), None)
        if found and found.day:
            yield Stone(name.replace("_", "-"), found.title, found.day)
