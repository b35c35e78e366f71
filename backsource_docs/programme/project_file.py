"""The timetable as an XML file that Microsoft Project and its kin open: calendars, tasks, links, roles."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.network import Link
from backsource_docs.programme.rows import PlanRow, Programme, Stone

__all__ = ["project_bytes"]

_NAMESPACE = "http://schemas.microsoft.com/project"
_DAY = datetime.timedelta(days=1)
_OPENS, _CLOSES = "08:00:00", "16:00:00"
_HOURS = 8
_LINKS = {"finish-finish": "0", "finish-start": "1", "start-finish": "2", "start-start": "3"}
_START_NO_EARLIER, _MUST_FINISH = "4", "3"  # as the schema numbers them
_BUSINESS, _EVERY_DAY = "1", "2"
_TENTHS_A_DAY = _HOURS * 60 * 10
_TENTHS_A_CALENDAR_DAY = 24 * 60 * 10
_IN_DAYS, _IN_ELAPSED_DAYS = "7", "8"
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}


def project_bytes(programme: Programme) -> bytes:
    """The file: summary tasks for phases, tasks with links and constraints, milestones, roles as resources.

    Counted periods keep a calendar in which every day counts; all else the business days of the place.
    """
    project = Element("Project", xmlns=_NAMESPACE)
    _texts(project, _head(programme))
    _calendars(project, programme)
    rows = [row for _, mine in programme.by_phase for row in mine]
    count = len(list(programme.by_phase)) + len(rows)
    uids = {row.task.id: str(1000 + number) for number, row in enumerate(rows, 1)}
    tasks = SubElement(project, "Tasks")
    _tasks(tasks, programme, uids)
    for number, stone in enumerate(programme.stones, 1):
        _texts(SubElement(tasks, "Task"), _stone(stone, number, count + number))
    owners = {owner: str(number) for number, owner in enumerate(dict.fromkeys(row.task.owner for row in rows), 1)}
    _resources(project, owners)
    assignments = SubElement(project, "Assignments")
    for number, row in enumerate(rows, 1):
        values = (("UID", str(number)), ("TaskUID", uids[row.task.id]), ("ResourceUID", owners[row.task.owner]))
        _texts(SubElement(assignments, "Assignment"), (*values, ("Units", "1")))
    indent(project)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(project, "unicode")}\n'.encode()


def _texts(parent: Element, values: Iterator[tuple[str, str]] | tuple[tuple[str, str], ...]) -> None:
    for name, value in values:
        SubElement(parent, name).text = value


def _head(programme: Programme) -> Iterator[tuple[str, str]]:
    title = programme.title + (" (relative: the days are invented, T+0 is the notice)" if programme.relative else "")
    yield from (("Name", programme.title), ("Title", title), ("CreationDate", f"{programme.as_of}T00:00:00"))
    yield from (("ScheduleFromStart", "1"), ("StartDate", _opens(programme.start)))
    yield from (("FinishDate", _closes(programme.finish)), ("CalendarUID", _BUSINESS))
    yield from (("DefaultStartTime", _OPENS), ("DefaultFinishTime", _CLOSES))
    yield from (("MinutesPerDay", str(_HOURS * 60)), ("MinutesPerWeek", str(_HOURS * 300)), ("DaysPerMonth", "20"))


def _opens(day: datetime.date) -> str:
    return f"{day}T{_OPENS}"


def _closes(day: datetime.date) -> str:
    return f"{day}T{_CLOSES}"


def _calendars(project: Element, programme: Programme) -> None:
    calendars = SubElement(project, "Calendars")
    for uid, name in ((_BUSINESS, "Business Days"), (_EVERY_DAY, "Every day")):
        calendar = SubElement(calendars, "Calendar")
        _texts(calendar, (("UID", uid), ("Name", name), ("IsBaseCalendar", "1")))
        week = SubElement(calendar, "WeekDays")
        for day in range(1, 8):  # 1 is Sunday
            _week_day(week, day, works=uid == _EVERY_DAY or day not in (1, 7))
        if uid == _BUSINESS:
            exceptions = SubElement(calendar, "Exceptions")
            for day_off in _closed(programme.calendar, programme.start, programme.finish):
                _exception(exceptions, day_off)


def _week_day(week: Element, day: int, *, works: bool) -> None:
    entry = SubElement(week, "WeekDay")
    _texts(entry, (("DayType", str(day)), ("DayWorking", str(int(works)))))
    if works:
        time = SubElement(SubElement(entry, "WorkingTimes"), "WorkingTime")
        _texts(time, (("FromTime", _OPENS), ("ToTime", _CLOSES)))


def _closed(calendar: BusinessCalendar, first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """The days of the week on which the place is closed."""
    day = first
    while day <= last:
        if day.weekday() < 5 and not calendar.is_open(day):
            yield day
        day += _DAY


def _exception(exceptions: Element, day: datetime.date) -> None:
    entry = SubElement(exceptions, "Exception")
    SubElement(entry, "EnteredByOccurrences").text = "0"
    period = (("FromDate", f"{day}T00:00:00"), ("ToDate", f"{day}T23:59:00"))
    _texts(SubElement(entry, "TimePeriod"), period)
    _texts(entry, (("Occurrences", "1"), ("Name", f"Closed on {day}"), ("Type", "1"), ("DayWorking", "0")))


def _tasks(tasks: Element, programme: Programme, uids: Mapping[str, str]) -> None:
    count = 0
    for number, (phase, rows) in enumerate(programme.by_phase, 1):
        count += 1
        starts = [row.entry.start for row in rows if row.entry.start]
        finishes = [row.entry.finish for row in rows if row.entry.finish]
        element = SubElement(tasks, "Task")
        _texts(element, (("UID", str(number)), ("ID", str(count)), ("Name", phase.name), ("Type", "1")))
        _texts(element, (("OutlineNumber", str(number)), ("OutlineLevel", "1"), ("Priority", "500")))
        _texts(element, (("Start", _opens(min(starts))), ("Finish", _closes(max(finishes))), ("Summary", "1")))
        for place, row in enumerate(rows, 1):
            count += 1
            _task(SubElement(tasks, "Task"), row, programme, uids, count, f"{number}.{place}")


def _task(
    element: Element, row: PlanRow, programme: Programme, uids: Mapping[str, str], count: int, outline: str
) -> None:
    task, entry = row.task, row.entry
    assert entry.start and entry.finish
    start = _closes(entry.start) if task.milestone else _opens(entry.start)
    length = 0 if task.milestone else _days(row, programme.calendar)
    _texts(element, (("UID", uids[task.id]), ("ID", str(count)), ("Name", task.name), ("Type", "1")))
    _texts(element, (("WBS", task.number), ("OutlineNumber", outline), ("OutlineLevel", "2"), ("Priority", "500")))
    _texts(element, (("Start", start), ("Finish", _closes(entry.finish)), ("Duration", f"PT{length * _HOURS}H0M0S")))
    _texts(element, (("DurationFormat", _IN_DAYS), ("EffortDriven", "0"), ("Estimated", "0")))
    _texts(element, (("Milestone", str(int(task.milestone))), ("Summary", "0"), ("Critical", str(int(entry.critical)))))
    _texts(element, (("TotalSlack", str((entry.slack or 0) * _TENTHS_A_DAY)), ("ConstraintType", _START_NO_EARLIER)))
    if task.counted:
        _texts(element, (("CalendarUID", _EVERY_DAY),))
    _texts(element, (("ConstraintDate", start),))
    if entry.target and not programme.relative:
        _texts(element, (("Deadline", _closes(entry.target)),))
    _texts(element, (("Notes", _notes(row)),))
    for link in row.links:
        _link(SubElement(element, "PredecessorLink"), link, uids)


def _days(row: PlanRow, calendar: BusinessCalendar) -> int:
    start, finish = row.entry.start, row.entry.finish
    assert start and finish
    return (finish - start).days + 1 if row.task.counted else calendar.count(start, finish)


def _notes(row: PlanRow) -> str:
    task = row.task
    said = (
        ("Deliverable", task.deliverable),
        ("Agreement", row.clause),
        ("Requirements", ", ".join(task.requirement)),
        ("Task", task.id),
    )
    return "\n".join(f"{name}: {value}" for name, value in said if value)


def _link(element: Element, link: Link, uids: Mapping[str, str]) -> None:
    elapsed = link.lag.unit != "business day"
    days = link.lag.amount * _UNITS.get(link.lag.unit, 1)
    lag = days * (_TENTHS_A_CALENDAR_DAY if elapsed else _TENTHS_A_DAY)
    _texts(element, (("PredecessorUID", uids[link.predecessor]), ("Type", _LINKS[link.kind]), ("CrossProject", "0")))
    _texts(element, (("LinkLag", str(lag)), ("LagFormat", _IN_ELAPSED_DAYS if elapsed else _IN_DAYS)))


def _stone(stone: Stone, number: int, count: int) -> Iterator[tuple[str, str]]:
    day = _closes(stone.day)
    yield from (("UID", str(900_000 + number)), ("ID", str(count)), ("Name", stone.name), ("Type", "1"))
    yield from (("OutlineLevel", "1"), ("Priority", "500"), ("Start", day), ("Finish", day))
    yield from (("Duration", "PT0H0M0S"), ("DurationFormat", _IN_DAYS), ("Estimated", "0"), ("Milestone", "1"))
    yield from (("Summary", "0"), ("ConstraintType", _MUST_FINISH), ("CalendarUID", _EVERY_DAY))
    yield ("ConstraintDate", day)


def _resources(project: Element, owners: Mapping[str, str]) -> None:
    resources = SubElement(project, "Resources")
    for owner, uid in owners.items():
        _texts(SubElement(resources, "Resource"), (("UID", uid), ("ID", uid), ("Name", owner), ("Type", "1")))
