"""Tables of dates, terms and tasks: what the timetable of an exit shows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import partial

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.planning.listed_tables import Numbers, clause_label, typographic
from backsource_docs.planning.scheduling import Scheduled
from backsource_docs.planning.timetable import Timetable
from backsource_docs.tree import Blank, Cell, Column, Inline, Row, Table, Text
from backsource_docs.values import short_date

__all__ = ["date_tables"]

_NOT_CALLED = Text("not called")

# What a term is called, and the clause and parameter that state it; the last item limits a row to one position.
_TERMS = (
    ("Notice of termination for convenience", "ter-convenience-customer", "convenience_notice", ""),
    ("Lock-in from the Commencement Date", "ter-convenience-customer", "lock_in", ""),
    ("First draft of the Exit Plan, after commencement", "exp-exit-plan-obligation", "plan_due", ""),
    ("Update of the Exit Plan, every", "exp-exit-plan-update", "plan_update", ""),
    ("Exit Plan for a called exit, after receipt", "exp-exit-plan-update", "post_notice_time", ""),
    ("Exit Information, after a request", "exp-exit-information", "information_time", ""),
    ("Registers, updated every", "exp-registers", "register_interval", ""),
    ("Current Registers, after a notice", "exp-registers", "notice_time", ""),
    ("Exit Committee formed, after receipt", "gov-exit-committee", "formed_within", ""),
    ("Length of assistance", "tra-assistance-period", "assistance", ""),
    ("Assistance after the Termination Date, at least", "tra-assistance-period", "tail", "customer"),
    ("Time for the Supplier to mobilise", "tra-assistance-period", "mobilisation", "supplier"),
    ("One extension of assistance, at most", "tra-extension", "extension_period", ""),
    ("Knowledge Transfer Plan, after an Assistance Notice", "knt-plan", "plan_time", ""),
    ("Documentation, after an Assistance Notice", "knt-documentation", "delivery_time", ""),
    ("Shadowing", "knt-shadowing", "shadow_time", ""),
    ("Reverse shadowing", "knt-shadowing", "reverse_time", ""),
    ("Knowledge accepted, before a Transfer Date", "knt-plan", "lead_time", ""),
    ("Change freeze before a Transfer Date", "gov-change-freeze", "change_freeze", ""),
    ("Parallel running", "tra-parallel-running", "parallel_running", ""),
    ("Time for rollback after a Transfer Date", "tra-parallel-running", "rollback_window", ""),
    ("Test of an Exit Milestone", "tra-acceptance", "acceptance_time", ""),
    ("Questions after a Transfer Date", "knt-post-exit-queries", "query_period", ""),
    ("Exit Estimate, after an Assistance Notice", "xch-estimate-cap", "estimate_period", ""),
    ("Cap on Exit Charges, of the Exit Estimate", "xch-estimate-cap", "cap", ""),
    ("Retrieval Period", "dat-retrieval-period", "retrieval", ""),
    ("Erasure after the Retrieval Period", "dat-erasure", "erasure", ""),
    ("Last backup overwritten, after the Retrieval Period", "dat-erasure", "backup_cycle", ""),
    ("Final Account, after the end", "xch-final-account", "account_period", ""),
)


def date_tables(timetable: Timetable, numbers: Numbers) -> Mapping[str, TableMaker]:
    """Key dates, terms, phases, milestones, waves and the whole timetable."""
    return {
        "contract-facts": _contract_facts,
        "key-dates": partial(_key_dates, timetable, numbers),
        "term-table": partial(_terms, timetable, numbers),
        "phase-summary": partial(_phases, timetable),
        "plan-milestones": partial(_milestones, timetable),
        "cut-over-dates": partial(_cut_overs, timetable),
        "timetable": partial(_timetable, timetable, numbers, False),
        "preparation": partial(_timetable, timetable, numbers, True),
    }


def _contract_facts(filler: Filler) -> Table:
    paths = (
        ("Customer", "customer.name"),
        ("Supplier", "supplier.name"),
        ("Agreement", "agreement.title"),
        ("Reference of the agreement", "agreement.reference"),
        ("Date of the agreement", "agreement.date"),
        ("Initial Term", "term.initial"),
        ("Annual charges", "charges.annual"),
    )
    rows: list[tuple[str | Cell, ...]] = [(title, (filler.value(path),)) for title, path in paths]
    amendments = filler.file.deal.agreement.amendments
    rows.insert(5, ("Amendments", (filler.shown(amendments or "none", "amendments", "agreement.amendments"),)))
    law = filler.figures.get("governing_law.name")
    rows.insert(6, ("Governing law", (filler.shown(law.value if law else None, "governing law", "law.governing"),)))
    notice = filler.file.deal.backsourcing.notice
    rows.append(("Ground of the exit", (filler.shown(notice.ground, "ground") if notice else _NOT_CALLED,)))
    if notice:
        rows.append(("Kind of exit", (filler.shown(filler.extra.get("exit.kind"), "kind of exit", "exit.kind"),)))
    return table_of("contract-facts", "Facts of the agreement", [("Fact", 2.0), ("Value", 5.0)], rows)


def _key_dates(timetable: Timetable, numbers: Numbers, filler: Filler) -> Table:
    called = filler.file.deal.backsourcing.notice is not None
    rows: list[tuple[str | Cell, ...]] = []
    for entry in sorted(timetable.key_dates.entries, key=lambda entry: entry.day or datetime.date.max):
        day: Inline = filler.shown(entry.day, entry.title.lower(), f"exit.{entry.name}")
        shown = day if entry.day or called else _NOT_CALLED
        rows.append(
            (
                entry.title,
                (shown,),
                entry.derivation[:1].upper() + entry.derivation[1:],
                clause_label(numbers, entry.clause),
            )
        )
    columns = [("Date", 2.6), ("Day", 2.2), ("How it was found", 4.0), ("Agreement", 1.7)]
    return table_of("key-dates", "Key dates", columns, rows)


def _terms(timetable: Timetable, numbers: Numbers, filler: Filler) -> Table:
    terms = timetable.terms
    rows: list[tuple[str | Cell, ...]] = []
    for words, clause, name, position in _TERMS:
        value = terms.parameters.get((clause, name))
        held = terms.positions.get(clause)
        if value is not None and held and position in ("", held):
            rows.append((words, filler.printed(value), clause_label(numbers, clause)))
    return table_of(
        "term-table", "Terms that govern the exit", [("Term", 4.0), ("Length or size", 2.0), ("Agreement", 1.6)], rows
    )


def _dated(filler: Filler, day: object, label: str) -> Cell:
    """A date, a blank in a called exit, nothing in a standing plan."""
    if day is None and filler.file.deal.backsourcing.notice is None:
        return (Text(""),)
    return (filler.shown(day, label) if day is not None else Blank(label, "exit.timetable"),)


def _phases(timetable: Timetable, filler: Filler) -> Table:
    rows: list[tuple[str | Cell, ...]] = [
        (
            str(phase.order),
            phase.name,
            phase.purpose,
            _dated(filler, phase.start, "start"),
            _dated(filler, phase.finish, "end"),
        )
        for phase in timetable.phases
        if timetable.of_phase(phase.name) and not phase.internal
    ]
    columns = [("No.", 0.7), ("Phase", 2.0), ("Purpose", 3.6), ("First day", 1.6), ("Last day", 1.6)]
    return table_of("phase-summary", "Phases of the work", columns, rows)


def _milestones(timetable: Timetable, filler: Filler) -> Table:
    """The milestones of the deal in the order of their dates, with the gate that each must pass."""
    stones = sorted(timetable.milestones, key=lambda stone: (stone.date is None, stone.date))
    rows: list[tuple[str | Cell, ...]] = []
    for count, stone in enumerate(stones, 1):
        gate = "cut-over" if stone.service else "plan"
        day = (filler.shown(stone.date, "date of the milestone", "backsourcing.milestones"),)
        rows.append((f"M{count}", stone.name, stone.service or "all functions", day, gate))
    if not rows:
        rows.append(("M1", (filler.shown(None, "milestone", "backsourcing.milestones"),), "", (Text(""),), ""))
    columns = [("No.", 0.6), ("Exit Milestone", 3.6), ("Function", 2.2), ("Date", 1.8), ("Gate", 1.1)]
    return table_of("plan-milestones", "Exit Milestones", columns, rows)


def _cut_overs(timetable: Timetable, filler: Filler) -> Table:
    """For each function the days of freeze, parallel running, decision, cut-over and rollback."""
    coming = [service for service in filler.file.deal.services if service.backsource]
    names = [service.name for service in sorted(coming, key=lambda service: service.wave)]
    columns = [
        ("Function", 2.2),
        ("Freeze from", 1.6),
        ("Parallel from", 1.6),
        ("Decision by", 1.6),
        ("Cut-over", 1.6),
        ("Rollback until", 1.6),
    ]
    rows: list[tuple[str | Cell, ...]] = []
    for name in names:
        found = {entry.task.id.partition("/")[0]: entry for entry in timetable.tasks if entry.task.function == name}
        rows.append((name, *_cut_over(found, filler)))
    return table_of("cut-over-dates", "Dates of each cut-over", columns, rows)


def _cut_over(found: Mapping[str, Scheduled], filler: Filler) -> Iterator[Cell]:
    for task, first in (
        ("freeze", True),
        ("parallel-running", True),
        ("go-decision", False),
        ("cut-over", False),
        ("rollback-window", False),
    ):
        entry = found.get(task)
        day = (entry.start if first else entry.finish) if entry else None
        yield _dated(filler, day, task.replace("-", " "))


def _timetable(timetable: Timetable, numbers: Numbers, internal: bool, filler: Filler) -> Table:
    """The shared tasks, or those of the Customer alone; dates in short form, so that a task takes one line.

    Shared tasks do not show which tasks of the Customer alone they wait for.
    """
    titles = ("No.", "Task", "Owner", "Days", "Start", "Finish", "After", "Agreement")
    widths = (0.9, 6.2, 3.1, 1.1, 2.0, 2.0, 2.4, 2.3)
    columns = tuple(Column(title, width) for title, width in zip(titles, widths, strict=True))
    phases = [phase for phase in timetable.phases if phase.internal == internal]
    known = {entry.task.id: entry.task.number for phase in phases for entry in timetable.of_phase(phase.name)}
    rows: list[Row] = []
    for phase in phases:
        tasks = timetable.of_phase(phase.name)
        if tasks:
            rows.append(Row(((Text(f"{phase.order} {phase.name}", strong=True),),), strong=True))
        rows += [_task_row(entry, known, numbers, filler) for entry in tasks]
    name, caption = ("preparation", "Tasks before the notice") if internal else ("timetable", "Timetable by phase")
    return Table(name, caption, columns, tuple(rows))


def _task_row(entry: Scheduled, known: Mapping[str, str], numbers: Numbers, filler: Filler) -> Row:
    task = entry.task
    after = ", ".join(number for name, number in known.items() if name in task.predecessors)
    length = str(task.duration.amount) if task.duration.unit == "business day" else filler.printed(task.duration)
    days = [short_date(day, filler.locale) for day in (entry.start, entry.finish)]
    name = f"{typographic(task.name)} ({task.passes})" if task.passes else typographic(task.name)
    words = (task.number, name, task.owner, length, *days, after, clause_label(numbers, task.clause))
    return Row(tuple((Text(word),) for word in words))
