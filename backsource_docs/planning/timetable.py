"""The timetable of an exit: key dates, milestones, dated tasks, and the values that plans and letters fill in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from backsource_docs.deal.backsourcing import Milestone
from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.store import Library
from backsource_docs.planning.calendar import BusinessCalendar, calendar_of
from backsource_docs.planning.key_dates import key_dates_of
from backsource_docs.planning.listings import ListedTable, listings_of
from backsource_docs.planning.reckoning import KeyDates, said
from backsource_docs.planning.scheduling import Scheduled, schedule
from backsource_docs.planning.tasks import Task, TaskPhase, phases_of, tasks_of
from backsource_docs.planning.terms import ExitTerms, terms_of
from backsource_docs.values import Period, print_date

__all__ = ["PhaseSpan", "Timetable", "timetable_of"]


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase of the work with its purpose, and the days that its tasks span."""

    name: str
    order: int
    purpose: str
    start: datetime.date | None = None
    finish: datetime.date | None = None


@dataclass(frozen=True)
class Timetable:
    """What is done when.

    `values` are the facts that texts fill in as {{ exit.name }}; None is one that nobody can know yet.
    """

    tasks: tuple[Scheduled, ...] = ()
    phases: tuple[PhaseSpan, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    key_dates: KeyDates = field(default_factory=KeyDates)
    terms: ExitTerms = field(default_factory=ExitTerms)
    listings: Mapping[str, ListedTable] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)

    def of_phase(self, name: str) -> tuple[Scheduled, ...]:
        """The tasks of a phase, in order."""
        return tuple(entry for entry in self.tasks if entry.task.phase == name)


def timetable_of(
    file: DealFile, library: Library, holds: Mapping[str, bool], as_of: datetime.date, position: str | None = None
) -> tuple[Timetable, tuple[Finding, ...]]:
    """The timetable of the deal; `position` is the overall position where the command line sets one.

    Without a notice the tasks and their order are there, the dates are not.
    """
    deal = file.deal
    calendar = calendar_of(deal.law.governing)
    terms = terms_of(file, library, holds, as_of, position)
    key_dates, findings = key_dates_of(file, terms, calendar)
    phases, wrong = phases_of(library)
    anchored = _Anchored(deal, key_dates)
    chosen = tasks_of(phases, deal, holds, _Lengths(deal, terms).named)
    tasks, circular = schedule(chosen, calendar, anchored.day, key_dates.day("notice_deemed"))
    late = [*_beyond_assistance(file, key_dates, tasks, calendar), *_missed(file, tasks, calendar)]
    spans = tuple(_span(phase, tasks) for phase in phases)
    listings, unread = listings_of(library, holds)
    values = {"exit.as_of": as_of, **_values(deal, key_dates, terms, tasks)}
    table = Timetable(tasks, spans, deal.backsourcing.milestones, key_dates, terms, listings, values)
    return table, (*findings, *wrong, *circular, *unread, *late)


@dataclass(frozen=True)
class _Lengths:
    """Finds the period that a task takes from a clause of the agreement or from a field of the deal."""

    deal: Deal
    terms: ExitTerms

    def named(self, name: str) -> Period | None:
        clause, _, parameter = name.partition(".")
        if (clause, parameter) in self.terms.parameters:
            return self.terms.period(clause, parameter)
        try:
            value = self.deal.value_at(name)
        except KeyError:
            return None
        return value if isinstance(value, Period) else None


@dataclass(frozen=True)
class _Anchored:
    """Finds the date that a task hangs on: a key date, a date of the notice, or one of its wave or function."""

    deal: Deal
    key_dates: KeyDates

    def day(self, task: Task, name: str) -> datetime.date | None:
        if name == "wave":
            return self.wave_start(task)
        if name == "transfer":
            return self.transfer(task)
        if name == "plan_agreed":
            return plan_agreed(self.deal)
        notice = self.deal.backsourcing.notice
        if name == "announcement":
            return notice.announcement if notice else None
        if name == "first_meeting":
            return self.deal.governance.next_meeting
        if name == "next_update":
            return self.deal.communications.next_update
        return self.key_dates.day(name) if name else None

    def wave_start(self, task: Task) -> datetime.date | None:
        """The start of the phase that is called after the wave or after one of its functions."""
        names = {f"wave {task.wave}", *(name.casefold() for name in self.functions(task))}
        starts = [
            phase.start for phase in self.deal.backsourcing.phases if phase.start and phase.name.casefold() in names
        ]
        return min(starts, default=None)

    def transfer(self, task: Task) -> datetime.date | None:
        """The last milestone of the functions that the task is for."""
        functions = self.functions(task)
        days = [stone.date for stone in self.deal.backsourcing.milestones if stone.date and stone.service in functions]
        return max(days, default=None)

    def functions(self, task: Task) -> list[str]:
        if task.function:
            return [task.function]
        return [service.name for service in self.deal.services if service.backsource and service.wave == task.wave]


def plan_agreed(deal: Deal) -> datetime.date | None:
    """The milestone at which the plan is agreed: one for no function, with the plan in its name."""
    stones = (stone for stone in deal.backsourcing.milestones if not stone.service and "plan" in stone.name.casefold())
    return next((stone.date for stone in stones if stone.date), None)


def _span(phase: TaskPhase, tasks: Iterable[Scheduled]) -> PhaseSpan:
    mine = [entry for entry in tasks if entry.task.phase == phase.phase]
    starts = [entry.start for entry in mine if entry.start]
    finishes = [entry.finish for entry in mine if entry.finish]
    return PhaseSpan(phase.phase, phase.order, phase.purpose, min(starts, default=None), max(finishes, default=None))


def _assisted_end(tasks: Iterable[Scheduled]) -> datetime.date | None:
    return max((entry.finish for entry in tasks if entry.finish and entry.task.assistance), default=None)


def _beyond_assistance(
    file: DealFile, key_dates: KeyDates, tasks: tuple[Scheduled, ...], calendar: BusinessCalendar
) -> Iterator[Finding]:
    ends, finish = key_dates.day("assistance_ends"), _assisted_end(tasks)
    if not ends or not finish or finish <= ends:
        return
    locale = file.deal.locale
    days = calendar.count(ends, finish) - calendar.is_open(ends)
    message = (
        f"The tasks that need assistance end on {print_date(finish, locale)}, {_days(days)} after "
        f"the Termination Assistance Period, which ends on {print_date(ends, locale)}."
    )
    remedy = "Lengthen backsourcing.assistance, plan an extension, serve sooner or bring the milestones forward."
    yield Finding("KD03", Severity.WARNING, message, file.place("backsourcing.assistance"), remedy)


def _missed(file: DealFile, tasks: tuple[Scheduled, ...], calendar: BusinessCalendar) -> Iterator[Finding]:
    """For each milestone that the computed work misses, the task that misses it most."""
    worst: dict[tuple[str, str], Scheduled] = {}
    for entry in tasks:
        if entry.target and entry.finish and entry.finish > entry.target:
            key = (entry.task.ends_on, entry.task.function)
            held = worst.get(key)
            worst[key] = entry if held is None or (held.finish or entry.finish) < entry.finish else held
    for entry in worst.values():
        assert entry.target and entry.finish
        days = calendar.count(entry.target, entry.finish) - 1
        locale = file.deal.locale
        message = (
            f"The task {entry.task.number} ({entry.task.name}) ends on {print_date(entry.finish, locale)}, "
            f"{_days(days)} after its milestone of {print_date(entry.target, locale)}."
        )
        remedy = "Move the milestone, start its phase sooner, or shorten the tasks before it."
        yield Finding("KD04", Severity.WARNING, message, _milestone_place(file, entry), remedy)


def _milestone_place(file: DealFile, entry: Scheduled) -> Place:
    for number, stone in enumerate(file.deal.backsourcing.milestones):
        if stone.date == entry.target and (stone.service or "") == entry.task.function:
            return file.source.place(("backsourcing", "milestones", number, "date"))
    return file.place("backsourcing.milestones")


def _days(count: int) -> str:
    return said(Period(count, "business day"))


def _values(deal: Deal, key_dates: KeyDates, terms: ExitTerms, tasks: tuple[Scheduled, ...]) -> dict[str, Any]:
    notice = deal.backsourcing.notice
    coming = [service for service in deal.services if service.backsource]
    more: dict[str, Any] = {
        **key_dates.values,
        "first_meeting": deal.governance.next_meeting,
        "announcement": notice.announcement if notice else None,
        "next_update": deal.communications.next_update,
        "scope": tuple(service.name for service in coming),
        "staying": tuple(service.name for service in deal.services if not service.backsource),
        "critical": tuple(service.name for service in coming if service.critical),
        "waves": len({service.wave for service in coming}) or None,
        "plan_agreed": plan_agreed(deal) or key_dates.day("plan_version_due"),
        "ground": notice.ground if notice else None,
        "kind": _kind(deal, key_dates),
        "latest_assistance_end": _latest_end(deal, key_dates),
        "work_ends": _assisted_end(tasks),
        "task_count": len(tasks),
    }
    named = {f"exit.{name}": value for name, value in more.items()}
    absent = {f"exit.{name}": None for name in ("information_due", "layoff_notice_due", "renewal_notice_by")}
    return {**absent, **named, **terms.values}


def _kind(deal: Deal, key_dates: KeyDates) -> str | None:
    """Whether the called exit is an ordinary one or, by its short notice, an Emergency Exit."""
    received, ends = key_dates.day("notice_deemed"), key_dates.day("ends")
    notice = deal.backsourcing.notice
    if notice is None or received is None or ends is None:
        return None
    threshold = deal.backsourcing.emergency_threshold
    calendar = calendar_of(deal.law.governing)
    short = notice.ground != "expiry" and ends < calendar.after(received, threshold)
    return "an Emergency Exit" if short else "an ordinary Exit"


def _latest_end(deal: Deal, key_dates: KeyDates) -> datetime.date | None:
    """The last day of assistance if every extension is used to the full."""
    end = key_dates.day("assistance_ends")
    back = deal.backsourcing
    calendar = calendar_of(deal.law.governing)
    for _ in range(back.extensions):
        end = calendar.after(end, back.extension) if end else None
    return end
