"""The timetable as an Excel workbook: tasks with filters, critical path, roles, risk, costs, scenarios, registers."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from backsource_docs.programme.cells import COLUMNS, cells_of, days_of, guarded
from backsource_docs.programme.further_rows import further_sheets
from backsource_docs.programme.risk import SURE, Risk
from backsource_docs.programme.rows import Programme, Value
from backsource_docs.sheets import head, printed, timeless

__all__ = ["workbook_bytes"]

_LINE = Border(bottom=Side("thin", "BFBFBF"))
_CRITICAL = PatternFill("solid", "F8D7DA")
_DATE, _SHARE = "yyyy-mm-dd", "0%"
Rows = Iterable[Sequence[Value]]
_CHAIN = (("No.", 8), ("Task", 50), ("Owner", 28), ("Start", 13), ("Finish", 13), ("Slack", 9), ("After", 24))
_ROLES = (("Role", 34), ("Tasks", 9), ("Business Days", 14), ("Most at once", 13), ("From", 13))
_STONES = (("Milestone", 60), ("Day", 13))
_FACTS = (("Risk", 62), ("Value", 22))
_DRIVERS = (("No.", 8), ("Task", 50), ("Owner", 28), ("On the chain in", 14), ("Correlation with the end", 14))


def workbook_bytes(programme: Programme) -> bytes:
    """The workbook, the same bytes for the same plan; dates are dates, except in a plan that has none (T+n)."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "Timetable"
    _sheet(first, COLUMNS, (cells_of(row, programme) for row in programme.rows), "C2")
    for sheet_row, row in enumerate(programme.rows, 2):
        if row.entry.critical:
            first.cell(sheet_row, 2).fill = _CRITICAL
    _sheet(book.create_sheet("Critical path"), _CHAIN, _chain(programme))
    loads = (
        (load.owner, load.tasks, load.days, load.peak, _known(load.peak_from, programme)) for load in programme.loads
    )
    _sheet(book.create_sheet("Roles"), _ROLES, loads)
    if programme.stones:
        _sheet(book.create_sheet("Milestones"), _STONES, ((stone.name, stone.day) for stone in programme.stones))
    if programme.risk:
        _sheet(book.create_sheet("Risk"), _FACTS, _facts(programme.risk))
    if programme.risk and programme.risk.drivers:
        _sheet(book.create_sheet("Drivers"), _DRIVERS, _drivers(programme.risk))
    for title, columns, rows in further_sheets(programme):
        _sheet(book.create_sheet(title), columns, rows)
    moment = datetime.datetime.combine(programme.as_of, datetime.time())
    book.properties.creator = "backsource-docs"
    book.properties.title = f"Timetable: {programme.title}"
    book.properties.created = book.properties.modified = moment
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue(), moment)


def _sheet(sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Rows, frozen: str = "A2") -> None:
    """A heading that stays, filters, wrapped text, dates and shares in their own formats."""
    head(sheet, columns)
    for row in rows:
        sheet.append([guarded(value) for value in row])
    sheet.auto_filter.ref = sheet.dimensions
    sheet.freeze_panes = frozen
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.border = _LINE
            if isinstance(cell.value, datetime.date):
                cell.number_format = _DATE
            elif isinstance(cell.value, float):
                cell.number_format = _SHARE
    printed(sheet, 1)


def _known(day: datetime.date | None, programme: Programme) -> datetime.date | None:
    return None if programme.relative else day


def _chain(programme: Programme) -> Iterator[Sequence[Value]]:
    for row in programme.critical:
        yield (row.task.number, row.task.name, row.task.owner, *days_of(row, programme), row.entry.slack, row.after)


def _facts(risk: Risk) -> Iterator[Sequence[Value]]:
    """What many runs say, each in a row."""
    yield "Work that needs assistance ends as planned on", risk.planned
    for level, day in risk.ends.items():
        yield f"It ends in {level}% of the runs by", day
    yield "Termination Assistance Period ends on", risk.assistance_ends
    yield "Chance of ending within it", risk.chance
    yield "Chance with all extensions", risk.chance_extended
    yield "Days of overrun on average", round(risk.overrun) if risk.assistance_ends else None
    yield "Cost of these days at the running charges", str(risk.extension_cost or "")
    yield f"Length of assistance that holds {SURE}% of the runs, where it is longer", str(risk.term or "")
    yield "Runs", risk.runs
    yield "Seed", risk.seed


def _drivers(risk: Risk) -> Iterator[Sequence[Value]]:
    for driver in risk.drivers:
        yield driver.number, driver.name, driver.owner, driver.on_chain, driver.correlation
