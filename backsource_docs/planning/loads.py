"""What the timetable asks of each role: tasks, days of work, and how much at once at the worst."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from backsource_docs.drafting.filling import Filler
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.scheduling import Scheduled
from backsource_docs.planning.timetable import Timetable
from backsource_docs.tree import Column, Row, Table, Text

__all__ = ["Load", "load_table", "loads_of"]


class Load(Struct, frozen=True):
    """What the plan asks of a role: its tasks, their business days, and how many run at once at the worst, and when."""

    owner: str
    tasks: int
    days: int
    peak: int
    peak_from: datetime.date | None


def loads_of(tasks: Iterable[Scheduled], calendar: BusinessCalendar) -> Iterator[Load]:
    """Each role in the order of its first task; a counted period is time that runs, not work."""
    mine: dict[str, list[Scheduled]] = {}
    for entry in tasks:
        if not entry.task.counted and not entry.task.milestone:
            mine.setdefault(entry.task.owner, []).append(entry)
    for owner, entries in mine.items():
        changes: Counter[datetime.date] = Counter()
        days = 0
        for entry in entries:
            assert entry.start and entry.finish
            days += calendar.count(entry.start, entry.finish)
            changes[entry.start] += 1
            changes[entry.finish + datetime.timedelta(days=1)] -= 1
        running, peak, since = 0, 0, None
        for day in sorted(changes):
            running += changes[day]
            if running > peak:
                peak, since = running, day
        yield Load(owner, len(entries), days, peak, since)


def load_table(timetable: Timetable, filler: Filler) -> Table:
    """The roles, those with most days of work first; without days while the plan has no dates."""
    dated = timetable.network.floor is not None and all(entry.finish for entry in timetable.tasks)
    found = list(loads_of(timetable.tasks, timetable.network.calendars[""])) if dated else []
    found.sort(key=lambda load: -load.days)
    rows = [_load_row(load, filler) for load in found]
    columns = (
        Column("Role", 3.4),
        Column("Tasks", 0.9, "right"),
        Column("Business Days of work", 1.6, "right"),
        Column("Most tasks at once", 1.5, "right"),
        Column("From", 1.6),
    )
    none = Row(((Text("known once a notice has a date"),), *[(Text(""),)] * 4))
    return Table("role-load", "Load of each role", columns, tuple(rows) or (none,))


def _load_row(load: Load, filler: Filler) -> Row:
    since = filler.printed(load.peak_from) if load.peak_from else ""
    return Row(tuple((Text(word),) for word in (load.owner, str(load.tasks), str(load.days), str(load.peak), since)))
