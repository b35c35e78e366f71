"""The timetable as a function: reads a deal, schedules the exit, weighs its risk, writes the plan and its exports."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.api import build, files_of
from backsource_docs.building import assemble
from backsource_docs.drafting.facts import established
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.wording import respelling
from backsource_docs.findings import Finding, in_reading_order
from backsource_docs.opening import Opened, Position, opened
from backsource_docs.planning.tables import plan_tables
from backsource_docs.planning.terms import AGREEMENT
from backsource_docs.planning.timetable import Timetable, timetable_of
from backsource_docs.programme.further_rows import further_data
from backsource_docs.programme.risk import RUNS, SEED, Risk, risk_of
from backsource_docs.programme.rows import PlanRow, Programme, Sheet, programme_of
from backsource_docs.programme.table_sheets import table_sheets
from backsource_docs.tree import Number
from backsource_docs.wanting import Wishes

__all__ = ["PLAN", "ProgrammeResult", "exports_of", "plan", "plan_data"]

PLAN = "exit-plan"


class ProgrammeResult(Struct, frozen=True):
    """The timetable of a deal (None where there is none), all findings, the files written."""

    programme: Programme | None
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()


def plan(
    deal: str | Path,
    output: str | Path | None = None,
    *,
    position: Position | None = None,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
    runs: int = RUNS,
    seed: int = SEED,
) -> ProgrammeResult:
    """Schedules the exit of a deal and weighs its risk in so many `runs` (none for 0); with `output` writes the files.

    These are the exit plan for Word and the timetable as a workbook, for Microsoft Project, as CSV, as a page and, with
    dates, as a calendar file. ValueError for a position that does not exist.
    """
    ready, findings = opened(deal, position=position, as_of=as_of, library=library, templates=templates)
    if ready is None:
        return ProgrammeResult(None, findings)
    programme, more = _programme(ready, position, _numbers(ready, position) if output else {}, (runs, seed))
    ready.library.memory.keep()
    findings = in_reading_order([*findings, *more])
    if programme is None or not output:
        return ProgrammeResult(programme, findings)
    exports = exports_of(programme)
    made = build(
        deal,
        output,
        only=PLAN,
        position=position,
        as_of=ready.as_of,
        library=library,
        templates=templates,
        exports=exports,
    )
    return ProgrammeResult(programme, in_reading_order([*findings, *made.findings]), files_of(made, *exports))


def _numbers(ready: Opened, position: Position | None) -> Mapping[str, Number]:
    """The clause numbers of the agreement of this deal, where it is ours to draft."""
    if ready.file.deal.agreement.status != "new":
        return {}
    made = assemble(ready.file, ready.library, ready.as_of, Wishes((AGREEMENT,), position)).made
    return made[0].document.numbers if made else {}


def _programme(
    ready: Opened, position: Position | None, numbers: Mapping[str, Number], runs: tuple[int, int]
) -> tuple[Programme | None, tuple[Finding, ...]]:
    file, library, day = ready.file, ready.library, ready.as_of
    timetable, findings = timetable_of(file, library, established(library.facts, file.deal), day, position)
    risk, doubts = risk_of(timetable, file, *runs) if runs[0] else (None, ())
    programme, wrong = programme_of(file, timetable, day, numbers, risk)
    if programme:
        programme = replace(programme, sheets=tuple(_sheets(ready, timetable, numbers)))
    return programme, (*findings, *doubts, *wrong)


def _sheets(ready: Opened, timetable: Timetable, numbers: Mapping[str, Number]) -> Iterator[Sheet]:
    """The tables of the plan that people work on in the workbook."""
    file, library = ready.file, ready.library
    figures = library.figures(file.deal.law.governing)
    filler = Filler.for_deal(file, figures, ready.as_of, defined=True, extra=timetable.values)
    respell, _ = respelling(library, file.deal.locale)
    return table_sheets(plan_tables(timetable, file.deal, numbers, ()), filler, respell)


def exports_of(programme: Programme) -> dict[str, bytes]:
    """The timetable in each of the other forms, by file name."""
    from backsource_docs.programme.page import page_bytes
    from backsource_docs.programme.plain_files import calendar_bytes, csv_bytes
    from backsource_docs.programme.project_file import project_bytes
    from backsource_docs.programme.workbook import workbook_bytes

    exports = {
        "timetable.csv": csv_bytes(programme),
        "timetable.html": page_bytes(programme),
        "timetable.xlsx": workbook_bytes(programme),
        "timetable.xml": project_bytes(programme),
    }
    return exports if programme.relative else {**exports, "milestones.ics": calendar_bytes(programme)}


def plan_data(programme: Programme) -> dict[str, Any]:
    """The timetable as plain data: days in ISO form, slack in business days, links by the ids of tasks."""
    return {
        "deal": programme.title,
        "as_of": programme.as_of.isoformat(),
        "relative": programme.relative,
        "tasks": [_task(row, programme) for row in programme.rows],
        "milestones": [{"id": stone.id, "name": stone.name, "day": str(stone.day)} for stone in programme.stones],
        "roles": [
            {"owner": load.owner, "tasks": load.tasks, "business_days": load.days, "most_at_once": load.peak}
            for load in programme.loads
        ],
        "risk": _risk(programme.risk) if programme.risk else None,
        **further_data(programme),
    }


def _task(row: PlanRow, programme: Programme) -> dict[str, Any]:
    task, entry = row.task, row.entry
    days = {"start": str(entry.start), "finish": str(entry.finish), "latest_finish": str(entry.latest_finish)}
    offsets = {"start_offset": row.offsets[0], "finish_offset": row.offsets[1]}
    return {
        "id": task.id,
        "number": task.number,
        "name": task.name,
        "phase": task.phase,
        "owner": task.owner,
        "duration": str(task.duration),
        **(offsets if programme.relative else {**days, **offsets}),
        "slack": entry.slack,
        "free_slack": entry.free_slack,
        "critical": entry.critical,
        "milestone": task.milestone,
        "gate": task.passes or None,
        "due": entry.target.isoformat() if entry.target else None,
        "links": [{"task": one.predecessor, "kind": one.kind, "lag": str(one.lag)} for one in row.links],
        "clause": task.clause or None,
        "clause_number": row.clause or None,
        "deliverable": task.deliverable or None,
        "requirements": list(task.requirement),
    }


def _risk(risk: Risk) -> dict[str, Any]:
    return {
        "runs": risk.runs,
        "seed": risk.seed,
        "planned": risk.planned.isoformat(),
        "ends": {f"P{level}": day.isoformat() for level, day in risk.ends.items()},
        "assistance_ends": risk.assistance_ends.isoformat() if risk.assistance_ends else None,
        "chance": risk.chance,
        "chance_extended": risk.chance_extended,
        "overrun_days": risk.overrun,
        "extension_cost": str(risk.extension_cost) if risk.extension_cost else None,
        "proposed_term": str(risk.term) if risk.term else None,
        "drivers": [
            {"task": one.task, "on_chain": one.on_chain, "correlation": one.correlation} for one in risk.drivers
        ],
        "targets": [{"task": one.task, "due": one.target.isoformat(), "chance": one.chance} for one in risk.targets],
    }
