"""The days by which advisers are chosen: each step of the selection, counted back from the day they are needed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import partial

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.memory import Memory
from backsource_docs.planning.calendar import BusinessCalendar, calendar_of
from backsource_docs.planning.listed_tables import typographic
from backsource_docs.planning.listings import ListedTable
from backsource_docs.tree import Table
from backsource_docs.values import Period, print_date

__all__ = ["dated_steps", "engagement_table"]

NEEDED = (
    ("exit.notice_sent", "the notice"),
    ("exit.commencement", "the Commencement Date"),
    ("exit.review_date", "the sourcing review"),
)


def engagement_table(name: str, steps: ListedTable, memory: Memory) -> TableMaker:
    """A maker for the table of the selection; the second cell of each row is how long its step takes."""
    return partial(_table, name, steps, memory)


def dated_steps(
    lengths: Sequence[Period], needed: datetime.date | None, as_of: datetime.date, calendar: BusinessCalendar
) -> tuple[tuple[datetime.date, ...], bool]:
    """The last day of each step, and whether they end on the day needed; with too little time they start on `as_of`."""
    start = needed
    for length in reversed(lengths):
        start = calendar.before(start, length) if start else None
    in_time = start is not None and start >= as_of
    day = start if start and in_time else as_of
    days = []
    for length in lengths:
        day = calendar.after(day, length)
        days.append(day)
    return tuple(days), in_time


def _table(name: str, steps: ListedTable, memory: Memory, filler: Filler) -> Table:
    law = filler.file.deal.law
    calendar = calendar_of(law.governing, memory=memory, subdivision=law.land)
    as_of = filler.extra["exit.as_of"]
    needed, words = _needed(filler, as_of)
    lengths = [Period.parse(row.cells[1]) for row in steps.rows]
    days, in_time = dated_steps(lengths, needed, as_of, calendar)
    rows = [
        (typographic(row.cells[0]), row.cells[1], (filler.shown(day, "day"),))
        for row, day in zip(steps.rows, days, strict=True)
    ]
    counted = f"counted back from {words}" if in_time else _late(as_of, words, filler)
    columns = zip(steps.columns, steps.widths, strict=True)
    return table_of(name, f"{steps.caption}, {counted}", columns, rows)


def _late(as_of: datetime.date, words: str, filler: Filler) -> str:
    started = f"if it starts on {print_date(as_of, filler.locale)}"
    return f"{started}, which is late for {words}" if words else started


def _needed(filler: Filler, as_of: datetime.date) -> tuple[datetime.date | None, str]:
    """The first day still to come for which advisers are needed, and what happens on it."""
    days = [(filler.extra.get(name), words) for name, words in NEEDED]
    coming = [(day, words) for day, words in days if isinstance(day, datetime.date) and day > as_of]
    return min(coming, default=(None, ""))
