"""The state of the exit as a function: reads a deal and what was reported, forecasts the end, writes the report."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backsource_docs.api import build, files_of
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import established
from backsource_docs.findings import Finding, Place, Severity, in_reading_order
from backsource_docs.library.store import Library
from backsource_docs.opening import Position, opened
from backsource_docs.planning.forecasting import Actual, Status, StatusRow, status_of
from backsource_docs.planning.timetable import Timetable, timetable_of
from backsource_docs.programme.actuals import actuals_of
from backsource_docs.programme.slipping import slipping

__all__ = ["REPORT", "StatusResult", "plan_status", "status_data"]

REPORT = "status-report"
_TABLE = "status.csv"


@dataclass(frozen=True, slots=True)
class StatusResult:
    """The state of an exit (None where it cannot be found), all findings, the files written."""

    status: Status | None
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What the deal and the report say together."""

    status: Status | None
    findings: tuple[Finding, ...]
    day: datetime.date
    actuals: tuple[Actual, ...] = ()


def plan_status(
    deal: str | Path,
    actuals: str | Path,
    output: str | Path | None = None,
    *,
    position: Position | None = None,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
) -> StatusResult:
    """Counts the days of the exit again from what the CSV file `actuals` reports as done up to the day.

    With `output` it writes the report to the committee for Word and all tasks as CSV, and neither while a line of the
    report is wrong.
    """
    ready, findings = opened(deal, position=position, as_of=as_of, library=library, templates=templates)
    if ready is None:
        return StatusResult(None, findings)
    file, shelves, day = ready.file, ready.library, ready.as_of
    found = _found(file, shelves, day, position, Path(actuals))
    shelves.memory.keep()
    findings = in_reading_order([*findings, *found.findings])
    if found.status is None or not output or _wrong(found.findings):
        return StatusResult(found.status, findings)
    from backsource_docs.programme.status_file import status_bytes

    made = build(
        deal,
        output,
        only=REPORT,
        position=position,
        as_of=day,
        library=library,
        templates=templates,
        actuals=found.actuals,
        exports={_TABLE: status_bytes(found.status)},
    )
    findings = in_reading_order([*findings, *(one for one in made.findings if one not in findings)])
    return StatusResult(found.status, findings, files_of(made, _TABLE))


def _wrong(findings: tuple[Finding, ...]) -> bool:
    """Whether a line of the report could not be taken."""
    return any(one.code in ("PL06", "PL07", "PL08") and one.severity is Severity.ERROR for one in findings)


def _found(file: DealFile, library: Library, day: datetime.date, position: Position | None, path: Path) -> _Found:
    timetable, findings = timetable_of(file, library, established(library.facts, file.deal), day, position)
    text, unread = _text(path)
    tasks = [entry.task for entry in timetable.tasks]
    actuals, wrong = actuals_of(text, str(path), tasks, day) if text is not None else ((), ())
    more = [*findings, *unread, *wrong]
    if text is None:
        return _Found(None, tuple(more), day)
    status = status_of(timetable, actuals, day)
    doubts = slipping(status, file, str(path)) if status else (_undated(timetable, file),)
    return _Found(status, (*more, *doubts), day, actuals)


def _text(path: Path) -> tuple[str | None, tuple[Finding, ...]]:
    """The report as text, or why it cannot be read."""
    place = Place(str(path))
    try:
        return path.read_bytes().decode("utf-8-sig"), ()
    except OSError as error:
        message, remedy = f"{path} cannot be read: {error.strerror or error}.", "Check the path of --actuals."
    except UnicodeDecodeError:
        message, remedy = f"{path} is not UTF-8.", "Save it as CSV UTF-8."
    return None, (Finding("PL06", Severity.ERROR, message, place, remedy),)


def _undated(timetable: Timetable, file: DealFile) -> Finding:
    message = "The plan has no dates that anything could be late against: no notice has a date."
    remedy = "Write the notice with its dates under backsourcing: notice: {served: 2028-01-14, ends: 2028-10-31}."
    return Finding("PL15", Severity.ERROR, message, file.place("backsourcing.notice"), remedy)


def status_data(status: Status) -> dict[str, Any]:
    """The state as plain data: days in ISO form, slips in business days."""
    return {
        "as_of": status.as_of.isoformat(),
        "planned_end": status.planned_end.isoformat(),
        "forecast_end": status.end.isoformat(),
        "slip": status.slip,
        "assistance_ends": status.assistance_ends.isoformat() if status.assistance_ends else None,
        "milestones": [
            {
                "name": stone.name,
                "function": stone.function or None,
                "planned": stone.planned.isoformat(),
                "forecast": stone.forecast.isoformat(),
                "slip": stone.slip,
            }
            for stone in status.stones
        ],
        "chain": [entry.task.id for entry in status.chain],
        "tasks": [_row(row) for row in status.rows],
    }


def _row(row: StatusRow) -> dict[str, Any]:
    actual = row.actual
    return {
        "id": row.planned.task.id,
        "number": row.planned.task.number,
        "name": row.planned.task.name,
        "owner": row.planned.task.owner,
        "state": row.state,
        "planned_start": str(row.planned.start),
        "planned_finish": str(row.planned.finish),
        "forecast_start": str(row.forecast.start),
        "forecast_finish": str(row.forecast.finish),
        "percent": actual.percent if actual else None,
        "slip": row.slip,
        "effect_on_end": row.effect,
        "note": (actual.note or None) if actual else None,
    }
