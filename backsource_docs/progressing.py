"""The state of the exit as a function: reads a deal and what was reported, forecasts the end, writes the report."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from backsource_docs.api import build, files_of
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import established
from backsource_docs.findings import Finding, Place, Severity, in_reading_order
from backsource_docs.opening import Opened, Position, opened
from backsource_docs.planning.baseline import Baseline, baseline_of
from backsource_docs.planning.forecasting import Actual, Status, StatusRow, status_of
from backsource_docs.planning.rebasing import rebased
from backsource_docs.planning.timetable import Timetable, timetable_of
from backsource_docs.programme.actuals import actuals_of
from backsource_docs.programme.slipping import differing, slipping

__all__ = ["REPORT", "BaselineResult", "StatusResult", "plan_baseline", "plan_status", "status_data"]

REPORT = "status-report"
_TABLE = "status.csv"


class StatusResult(Struct, frozen=True):
    """The state of an exit (None where it cannot be found), all findings, the files written."""

    status: Status | None
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()


class BaselineResult(Struct, frozen=True):
    """The agreed days of a plan (None where it has none), all findings, the file written (None where none was)."""

    baseline: Baseline | None
    findings: tuple[Finding, ...]
    file: Path | None = None


class _Found(Struct, frozen=True):
    """What the deal, the report and the baseline say together."""

    status: Status | None
    findings: tuple[Finding, ...]
    actuals: tuple[Actual, ...] = ()
    baseline: Baseline | None = None

    @property
    def wrong(self) -> bool:
        """Whether a line of the report or the baseline could not be taken."""
        codes = ("PL06", "PL07", "PL08", "PL16")
        return any(one.code in codes and one.severity is Severity.ERROR for one in self.findings)

    @property
    def table(self) -> bytes:
        from backsource_docs.programme.status_file import status_bytes

        assert self.status
        return status_bytes(self.status)


def plan_status(
    deal: str | Path,
    actuals: str | Path,
    output: str | Path | None = None,
    *,
    baseline: str | Path | None = None,
    position: Position | None = None,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
) -> StatusResult:
    """Counts the days of the exit again from what the CSV file `actuals` reports as done up to the day.

    Slips are counted from the stored plan in the file `baseline`, or from the plan as the deal gives it. With `output`
    it writes the report to the committee for Word and all tasks as CSV, and neither while a line is wrong.
    """
    ready, findings = opened(deal, position=position, as_of=as_of, library=library, templates=templates)
    if ready is None:
        return StatusResult(None, findings)
    found = _found(ready, position, Path(actuals), Path(baseline) if baseline else None)
    ready.library.memory.keep()
    findings = in_reading_order([*findings, *found.findings])
    if found.status is None or not output or found.wrong:
        return StatusResult(found.status, findings)
    made = build(
        deal,
        output,
        only=REPORT,
        position=position,
        as_of=ready.as_of,
        library=library,
        templates=templates,
        actuals=found.actuals,
        baseline=found.baseline,
        exports={_TABLE: found.table},
    )
    return StatusResult(found.status, in_reading_order([*findings, *made.findings]), files_of(made, _TABLE))


def plan_baseline(
    deal: str | Path,
    output: str | Path | None = None,
    *,
    position: Position | None = None,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
) -> BaselineResult:
    """The days of the plan as they are agreed today; `output` is the file for them, which must not exist yet.

    A baseline is set once, when the plan is agreed, and kept: later reports are held against it.
    """
    ready, findings = opened(deal, position=position, as_of=as_of, library=library, templates=templates)
    if ready is None:
        return BaselineResult(None, findings)
    timetable, more = _timetable(ready, position)
    ready.library.memory.keep()
    made = baseline_of(timetable, ready.file.deal.name, ready.as_of)
    if made is None:
        more = (*more, _undated(timetable, ready.file))
    written = _written(made, Path(output)) if made and output else None
    file = Path(output) if output and made and written is None else None
    findings = in_reading_order([*findings, *more, *((written,) if written else ())])
    return BaselineResult(made, findings, file)


def _written(baseline: Baseline, path: Path) -> Finding | None:
    """Writes the baseline; why not, where the file cannot be made or is there already."""
    from backsource_docs.programme.baseline_file import baseline_bytes

    remedy = "Keep the agreed baseline and choose another name, or delete the file if it was never agreed."
    try:
        with path.open("xb") as file:
            file.write(baseline_bytes(baseline))
    except FileExistsError:
        message = f"{path} exists already and is not written over."
    except OSError as error:
        message, remedy = f"{path} cannot be written: {error.strerror or error}.", "Check the path after -o."
    else:
        return None
    return Finding("PL16", Severity.ERROR, message, Place(str(path)), remedy)


def _timetable(ready: Opened, position: Position | None) -> tuple[Timetable, tuple[Finding, ...]]:
    file, library = ready.file, ready.library
    return timetable_of(file, library, established(library.facts, file.deal), ready.as_of, position)


def _found(ready: Opened, position: Position | None, path: Path, agreed: Path | None) -> _Found:
    """The state that the report leaves the exit in, held against the baseline where there is one."""
    timetable, findings = _timetable(ready, position)
    content, unread = _content(path, "--actuals")
    text, strange = _text(content, path) if content is not None else (None, ())
    baseline, doubtful = _baseline(agreed, ready.file) if agreed else (None, ())
    findings = (*findings, *unread, *strange, *doubtful)
    if text is None:
        return _Found(None, findings)
    actuals, wrong = actuals_of(text, str(path), [entry.task for entry in timetable.tasks], ready.as_of)
    status = status_of(timetable, actuals, ready.as_of)
    if status is None:
        return _Found(None, (*findings, *wrong, _undated(timetable, ready.file)), actuals, baseline)
    moved: tuple[Finding, ...] = ()
    if baseline:
        status = rebased(status, baseline, timetable.network.calendars[""])
        moved = differing(baseline, timetable, str(agreed))
    return _Found(status, (*findings, *wrong, *moved, *slipping(status, ready.file, str(path))), actuals, baseline)


def _content(path: Path, option: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """A file as bytes, or why it cannot be read."""
    try:
        return path.read_bytes(), ()
    except OSError as error:
        message, remedy = f"{path} cannot be read: {error.strerror or error}.", f"Check the path of {option}."
    code = "PL16" if option == "--baseline" else "PL06"
    return None, (Finding(code, Severity.ERROR, message, Place(str(path)), remedy),)


def _text(content: bytes, path: Path) -> tuple[str | None, tuple[Finding, ...]]:
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        message = f"{path} is not UTF-8."
    return None, (Finding("PL06", Severity.ERROR, message, Place(str(path)), "Save it as CSV UTF-8."),)


def _baseline(path: Path, file: DealFile) -> tuple[Baseline | None, tuple[Finding, ...]]:
    """The stored plan; one of another deal is told."""
    from backsource_docs.programme.baseline_file import read_baseline

    content, unread = _content(path, "--baseline")
    baseline, wrong = read_baseline(content, str(path)) if content is not None else (None, ())
    strange = (*unread, *wrong)
    if baseline and baseline.deal != file.deal.name:
        message = f"{path} is the baseline of {baseline.deal}, and the deal is called {file.deal.name}."
        strange = (Finding("PL17", Severity.WARNING, message, Place(str(path)), "Check that it is the right file."),)
    return baseline, strange


def _undated(timetable: Timetable, file: DealFile) -> Finding:
    message = "The plan has no dates that anything could be late against: no notice has a date."
    remedy = "Write the notice with its dates under backsourcing: notice: {served: 2028-01-14, ends: 2028-10-31}."
    return Finding("PL15", Severity.ERROR, message, file.place("backsourcing.notice"), remedy)


def status_data(status: Status) -> dict[str, Any]:
    """The state as plain data: days in ISO form, slips in business days."""
    return {
        "as_of": status.as_of.isoformat(),
        "baseline": status.baseline.isoformat() if status.baseline else None,
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
