"""The tables of the report to the committee: where the exit stands, what slipped, what comes next."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.planning.forecasting import Status, StatusRow
from backsource_docs.planning.listed_tables import typographic
from backsource_docs.planning.reckoning import said
from backsource_docs.planning.tasks import Task
from backsource_docs.tree import Cell, Column, Row, Table, Text
from backsource_docs.values import Period, short_date

__all__ = ["late_words", "status_tables"]

_MOST = 20
_AHEAD = datetime.timedelta(days=14)
_CHAIN = 12
Cells = Iterable[str | Cell]


def status_tables(found: Callable[[], Status | None]) -> Mapping[str, TableMaker]:
    """A maker for each table of the report; `found` gives the state, None where the plan has no dates."""
    makers = {
        "status-summary": _summary,
        "status-milestones": _milestones,
        "status-slips": _slips,
        "status-chain": _chain,
        "status-work": _work,
        "status-next": _next,
    }
    return {name: partial(_made, maker, found) for name, maker in makers.items()} | {"status-decisions": _decisions}


def _made(maker: Callable[[Status | None, Filler], Table], found: Callable[[], Status | None], filler: Filler) -> Table:
    return maker(found(), filler)


def _decisions(filler: Filler) -> Table:
    """Room for what the committee decides on the report."""
    columns = (Column("No.", 0.6), Column("Decision", 4.4), Column("Owner", 1.8), Column("By", 1.2))
    rows = tuple(Row(((Text(str(number)),), *[(Text(""),)] * 3)) for number in range(1, 5))
    return Table("status-decisions", "Decisions of the committee", columns, rows)


def late_words(slip: int) -> str:
    """A slip in words: "on time", "3 Business Days late", "2 Business Days early"."""
    if not slip:
        return "on time"
    return f"{said(Period(abs(slip), 'business day'))} {'late' if slip > 0 else 'early'}"


def _table(name: str, caption: str, columns: Iterable[tuple[str, float]], rows: Iterable[Cells]) -> Table:
    made = tuple(Column(title, width) for title, width in columns)
    shown = [Row(tuple((Text(cell),) if isinstance(cell, str) else cell for cell in row)) for row in rows]
    none = Row(((Text("None."),), *[(Text(""),)] * (len(made) - 1)))
    return Table(name, caption, made, tuple(shown) or (none,))


def _summary(status: Status | None, filler: Filler) -> Table:
    rows: list[tuple[str, str]] = [("Plan", "It has no dates yet: no notice has one.")]
    if status:
        done, running = status.of_state("done"), status.of_state("running")
        overdue = status.of_state("overdue")
        missed = [stone for stone in status.stones if stone.slip > 0]
        rows = [
            ("Day of this report", filler.printed(status.as_of)),
            ("Days are held against", _against(status, filler)),
            ("Work that needs assistance ends, as planned", filler.printed(status.planned_end)),
            ("It ends, as things stand", f"{filler.printed(status.end)}, {late_words(status.slip)}"),
            ("Termination Assistance Period", _assistance(status, filler)),
            ("Exit Milestones that would be missed", f"{len(missed)} of {len(status.stones)}"),
            ("Tasks done", f"{len(done)} of {len(status.rows)}"),
            ("Tasks running", str(len(running))),
            ("Tasks that should have ended and have not", str(len(overdue))),
        ]
    return _table("status-summary", "In short", [("Point", 3.4), ("State", 4.6)], rows)


def _against(status: Status, filler: Filler) -> str:
    return f"the baseline of {filler.printed(status.baseline)}" if status.baseline else "the plan as the deal has it"


def _assistance(status: Status, filler: Filler) -> str:
    if status.assistance_ends is None:
        return "no end is known"
    held = "the work ends within it" if status.end <= status.assistance_ends else "the work ends after it"
    return f"ends on {filler.printed(status.assistance_ends)}: {held}"


def _milestones(status: Status | None, filler: Filler) -> Table:
    rows = [
        (
            typographic(stone.name),
            filler.printed(stone.planned),
            filler.printed(stone.forecast),
            _strong(late_words(stone.slip), stone.slip > 0),
        )
        for stone in (status.stones if status else ())
    ]
    columns = [("Exit Milestone", 3.4), ("Promised", 1.7), ("Forecast", 1.7), ("Slip", 1.9)]
    return _table("status-milestones", "Exit Milestones", columns, rows)


def _strong(words: str, strong: bool) -> Cell:
    return (Text(words, strong=strong),)


def _slips(status: Status | None, filler: Filler) -> Table:
    """What slipped, first what moves the end most."""
    rows = [
        (
            row.planned.task.number,
            _named(row.planned.task),
            row.planned.task.owner,
            late_words(row.slip),
            _effect(row),
            row.actual.note if row.actual else "not reported",
        )
        for row in (status.slipped[:_MOST] if status else ())
    ]
    columns = [
        ("No.", 0.8),
        ("Task", 3.2),
        ("Owner", 1.9),
        ("Ends", 1.4),
        ("Alone moves the end by", 1.4),
        ("Why", 2.2),
    ]
    return _table("status-slips", "What slipped, and what it does to the end", columns, rows)


def _effect(row: StatusRow) -> str:
    if row.effect is None:
        return "not weighed"
    return said(Period(row.effect, "business day")) if row.effect else "nothing"


def _named(task: Task) -> str:
    return typographic(task.name)


def _chain(status: Status | None, filler: Filler) -> Table:
    """The tasks that set the end, the last of them, as they are forecast."""
    rows = [
        (
            entry.task.number,
            _named(entry.task),
            entry.task.owner,
            short_date(entry.start, filler.locale),
            short_date(entry.finish, filler.locale),
        )
        for entry in (status.chain[-_CHAIN:] if status else ())
    ]
    columns = [("No.", 0.8), ("Task", 3.8), ("Owner", 2.2), ("Start", 1.5), ("Finish", 1.5)]
    return _table("status-chain", "The chain that sets the end", columns, rows)


def _work(status: Status | None, filler: Filler) -> Table:
    """What runs, and what should have ended."""
    found = [*status.of_state("overdue"), *status.of_state("running")] if status else []
    rows = [
        (
            row.planned.task.number,
            _named(row.planned.task),
            row.planned.task.owner,
            _done(row),
            short_date(row.planned.finish, filler.locale),
            short_date(row.forecast.finish, filler.locale),
        )
        for row in found
    ]
    columns = [("No.", 0.8), ("Task", 3.4), ("Owner", 2.0), ("Done", 0.9), ("Planned end", 1.5), ("Forecast end", 1.5)]
    return _table("status-work", "Work in hand and overdue", columns, rows)


def _done(row: StatusRow) -> str:
    if row.actual is None or (row.actual.percent is None and row.actual.started is None):
        return "not begun"
    return "begun" if row.actual.percent is None else f"{row.actual.percent}%"


def _next(status: Status | None, filler: Filler) -> Table:
    """What begins within the next 2 weeks, as forecast."""
    coming = status.of_state("to come") if status else ()
    found = [row for row in coming if status and row.forecast.start and row.forecast.start <= status.as_of + _AHEAD]
    found.sort(key=lambda row: (row.forecast.start or datetime.date.max, row.planned.task.id))
    locale = filler.locale
    rows = [
        (
            one.planned.task.number,
            _named(one.planned.task),
            one.planned.task.owner,
            short_date(one.forecast.start, locale),
        )
        for one in found
    ]
    columns = [("No.", 0.8), ("Task", 4.2), ("Owner", 2.4), ("Begins", 1.5)]
    return _table("status-next", "What begins in the next 2 weeks", columns, rows)
