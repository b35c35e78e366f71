"""The plan as it was agreed: the days that later states of the exit are held against."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from msgspec import Struct

from backsource_docs.planning.placed import last_assisted
from backsource_docs.planning.timetable import Timetable

__all__ = ["Baseline", "BaselineStone", "BaselineTask", "baseline_of"]


class BaselineTask(Struct, frozen=True):
    """A task with the first and the last day that were agreed."""

    number: str
    name: str
    start: datetime.date
    finish: datetime.date


class BaselineStone(Struct, frozen=True):
    """A milestone with the day that was promised; `function` is empty where it is for none."""

    name: str
    function: str
    day: datetime.date


class Baseline(Struct, frozen=True):
    """The agreed days of a plan: its tasks by id, its milestones, the end of the work that needs assistance."""

    deal: str
    as_of: datetime.date
    end: datetime.date
    tasks: Mapping[str, BaselineTask]
    stones: tuple[BaselineStone, ...] = ()


def baseline_of(timetable: Timetable, deal: str, as_of: datetime.date) -> Baseline | None:
    """The days of a timetable as they are known on the day; None for one without dates."""
    tasks = {
        entry.task.id: BaselineTask(entry.task.number, entry.task.name, entry.start, entry.finish)
        for entry in timetable.tasks
        if entry.start and entry.finish
    }
    if timetable.network.floor is None or not tasks:
        return None
    end = last_assisted(timetable.tasks).finish
    assert end
    stones = (BaselineStone(one.name, one.service or "", one.date) for one in timetable.milestones if one.date)
    return Baseline(deal, as_of, end, tasks, tuple(stones))
