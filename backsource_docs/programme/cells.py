"""The columns of the timetable, the same in the workbook and in the CSV file."""

from __future__ import annotations

from collections.abc import Sequence

from backsource_docs.programme.rows import PlanRow, Programme, Value

__all__ = ["COLUMNS", "cells_of", "days_of", "guarded"]

COLUMNS: tuple[tuple[str, int], ...] = (
    ("No.", 7),
    ("Task", 46),
    ("Phase", 22),
    ("Owner", 26),
    ("Wave", 7),
    ("Function", 22),
    ("Length", 16),
    ("Start", 12),
    ("Finish", 12),
    ("Latest finish", 12),
    ("Slack", 8),
    ("Free slack", 8),
    ("Critical", 9),
    ("Gate", 9),
    ("After", 22),
    ("Due", 12),
    ("Chance of being in time", 12),
    ("Agreement", 16),
    ("Deliverable", 30),
    ("Requirements", 18),
    ("Shortest", 16),
    ("Longest", 16),
    ("Id", 26),
)


def cells_of(row: PlanRow, programme: Programme) -> Sequence[Value]:
    """The values of one task in the order of the columns; days as T+n in a plan without dates."""
    task, entry = row.task, row.entry
    start, finish = days_of(row, programme)
    return (
        task.number,
        task.name,
        task.phase,
        task.owner,
        task.wave,
        task.function,
        "milestone" if task.milestone else str(task.duration),
        start,
        finish,
        None if programme.relative else entry.latest_finish,
        entry.slack,
        entry.free_slack,
        "yes" if entry.critical else "no",
        task.passes,
        row.after,
        entry.target,
        row.chance,
        row.clause,
        task.deliverable,
        ", ".join(task.requirement),
        str(task.shortest or ""),
        str(task.longest or ""),
        task.id,
    )


def days_of(row: PlanRow, programme: Programme) -> tuple[Value, Value]:
    """The first and the last day of a task, as dates or as T+n."""
    if programme.relative:
        first, last = (f"T{offset:+d}" for offset in row.offsets)
        return first, last
    return row.entry.start, row.entry.finish


def guarded(value: Value) -> Value:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
