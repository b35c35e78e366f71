"""The timetable as a chart that is a table: a column for each month, so that everybody can edit it in Word."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from backsource_docs.drafting.filling import Filler
from backsource_docs.planning.listed_tables import typographic
from backsource_docs.planning.scheduling import Scheduled
from backsource_docs.planning.timetable import Timetable
from backsource_docs.tree import Cell, Column, Row, Shade, Table, Text

__all__ = ["gantt_table"]

_CRITICAL, _WORK, _PHASE, _STONE, _TODAY = "■", "□", "▪", "♦", "▼"
_SHADES: Mapping[str, Shade] = {_CRITICAL: "urgent", _WORK: "calm", _PHASE: "summary"}
_MOST_COLUMNS = 24
_DAY = datetime.timedelta(days=1)
Slot = tuple[datetime.date, datetime.date]


def gantt_table(timetable: Timetable, filler: Filler) -> Table:
    """Milestones, phases and shared tasks with a mark for each column in which they run.

    A short plan has two columns for each month, a long one a column for each one, two or more months.
    """
    shown = [entry for phase in timetable.phases if not phase.internal for entry in timetable.of_phase(phase.name)]
    starts = [entry.start for entry in shown if entry.start]
    finishes = [entry.finish for entry in shown if entry.finish]
    slots = _slots(min(starts), max(finishes)) if starts and finishes else ()
    today = filler.extra.get("exit.as_of")
    heads = (_headed(slot, before, today) for slot, before in zip(slots, (None, *slots), strict=False))
    columns = (Column("No.", 0.9), Column("Task", 6.5), *(Column(head, 0.5, "center") for head in heads))
    rows = [*_stones(timetable, slots), *_phases(timetable, slots)]
    return Table("gantt", "Chart of the timetable", columns, tuple(rows))


def _slots(first: datetime.date, last: datetime.date) -> tuple[Slot, ...]:
    """The first and the last day of each column."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if 2 * count <= _MOST_COLUMNS:
        months = [_month(first, number) for number in range(count)]
        starts = [day for month in months for day in (month, month.replace(day=16))] + [_month(first, count)]
    else:
        step = -(-count // _MOST_COLUMNS)
        starts = [_month(first, number) for number in range(0, count + step, step)]
    return tuple((start, following - _DAY) for start, following in pairwise(starts))


def _month(first: datetime.date, further: int) -> datetime.date:
    number = first.year * 12 + first.month - 1 + further
    return datetime.date(number // 12, number % 12 + 1, 1)


def _headed(slot: Slot, before: Slot | None, today: object) -> str:
    """The month, with the year where it is another than before; marked where today lies in the column."""
    first, last = slot
    mark = f"{_TODAY} " if isinstance(today, datetime.date) and first <= today <= last else ""
    if before and before[0].month == first.month:
        return mark.strip()
    year = f".{first:%y}" if before is None or before[0].year != first.year else ""
    return f"{mark}{first.month}{year}"


def _bar(number: str, name: str, days: Slot, mark: str, slots: Sequence[Slot]) -> Row:
    """The mark and its shade in each column in which one of the days lies; the mark is for print in black and white."""
    first, last = days
    within = [first <= end and last >= start for start, end in slots]
    marks: list[Cell] = [(Text(mark if met else ""),) for met in within]
    shades = [_SHADES.get(mark, "") if met else "" for met in within]
    return Row(((Text(number),), (Text(typographic(name)),), *marks), strong=mark == _PHASE, shades=("", "", *shades))


def _stones(timetable: Timetable, slots: Sequence[Slot]) -> Iterator[Row]:
    stones = [stone for stone in timetable.milestones if stone.date]
    for count, stone in enumerate(sorted(stones, key=lambda stone: stone.date or datetime.date.max), 1):
        assert stone.date
        yield _bar(f"M{count}", stone.name, (stone.date, stone.date), _STONE, slots)


def _phases(timetable: Timetable, slots: Sequence[Slot]) -> Iterator[Row]:
    """All phases together, so that the whole is seen at a glance; then the tasks of each in the order of their days."""
    shown = [phase for phase in timetable.phases if not phase.internal and timetable.of_phase(phase.name)]
    for phase in shown:
        if phase.start and phase.finish:
            yield _bar(str(phase.order), phase.name, (phase.start, phase.finish), _PHASE, slots)
    for phase in shown:
        yield Row(((Text(f"{phase.order} {phase.name}", strong=True),),), strong=True)
        for entry in sorted(timetable.of_phase(phase.name), key=_days):
            if entry.start and entry.finish:
                mark = _CRITICAL if entry.critical else _WORK
                yield _bar(entry.task.number, entry.task.name, (entry.start, entry.finish), mark, slots)


def _days(entry: Scheduled) -> tuple[datetime.date, datetime.date]:
    return entry.start or datetime.date.max, entry.finish or datetime.date.max
