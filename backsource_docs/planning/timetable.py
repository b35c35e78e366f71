"""The timetable of an exit: key dates, milestones, dated tasks, and the values that plans and letters fill in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from backsource_docs.deal.backsourcing import Milestone
from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding
from backsource_docs.library.store import Library
from backsource_docs.planning.anchors import Anchored, Lengths, plan_agreed
from backsource_docs.planning.calendar import BusinessCalendar, calendar_of
from backsource_docs.planning.changes import changed
from backsource_docs.planning.foreseeing import foreseen
from backsource_docs.planning.freezes import default_freezes, said_freezes
from backsource_docs.planning.key_dates import key_dates_of
from backsource_docs.planning.lateness import assisted_end, misfits
from backsource_docs.planning.listings import ListedTable, listings_of
from backsource_docs.planning.network import Activity
from backsource_docs.planning.notice_dates import ways_to_serve
from backsource_docs.planning.reckoning import KeyDates
from backsource_docs.planning.scheduling import Network, Scheduled, dated, network_of
from backsource_docs.planning.standing import notice_sentence, plan_state
from backsource_docs.planning.tasks import Task, TaskPhase, phases_of, tasks_of
from backsource_docs.planning.telling import told_on
from backsource_docs.planning.terms import ExitTerms, terms_of

__all__ = ["PhaseSpan", "Timetable", "timetable_of"]


class PhaseSpan(Struct, frozen=True):
    """A phase of the work with its purpose, whether it is the Customer's own, and the days that its tasks span."""

    name: str
    order: int
    purpose: str
    internal: bool = False
    start: datetime.date | None = None
    finish: datetime.date | None = None


class Timetable(Struct, frozen=True):
    """What is done when.

    `values` are the facts that texts fill in as {{ exit.name }}; None is one that nobody can know yet. `reserve` are
    the tasks that only the stressed scenario has.
    """

    tasks: tuple[Scheduled, ...] = ()
    phases: tuple[PhaseSpan, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    key_dates: KeyDates = field(default_factory=KeyDates)
    terms: ExitTerms = field(default_factory=ExitTerms)
    listings: Mapping[str, ListedTable] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    network: Network = field(default_factory=Network)
    reserve: tuple[tuple[Task, Activity], ...] = ()

    def of_phase(self, name: str) -> tuple[Scheduled, ...]:
        """The tasks of a phase, in order."""
        return tuple(entry for entry in self.tasks if entry.task.phase == name)

    def of_entry(self, name: str) -> tuple[Scheduled, ...]:
        """The copies of a task of the library, in order."""
        return tuple(entry for entry in self.tasks if entry.task.entry == name)


def timetable_of(
    file: DealFile, library: Library, holds: Mapping[str, bool], as_of: datetime.date, position: str | None = None
) -> tuple[Timetable, tuple[Finding, ...]]:
    """The timetable of the deal; `position` is the overall position where the command line sets one.

    Without a notice the tasks and their order are there, the dates are not.
    """
    deal = file.deal
    calendar = calendar_of(deal.law.governing, memory=library.memory, subdivision=deal.law.land)
    terms = terms_of(file, library, holds, as_of, position)
    key_dates, findings = key_dates_of(file, terms, calendar)
    phases, wrong = phases_of(library)
    told = {f"{audience.replace(' ', '_')}_told": day for audience, day in told_on(deal, calendar).items()}
    lengths = Lengths(deal, terms)
    anchored = Anchored(deal, key_dates, lengths, calendar, told)
    every, unknown = changed(tasks_of(phases, deal, holds, lengths.named), phases, file)
    spare = {phase.phase for phase in phases if phase.scenario}
    chosen = [task for task in every if task.phase not in spare]
    working = replace(calendar, closed=frozenset(deal.law.closing_days))
    network, reserve = _parted(
        network_of(every, working, anchored.day, key_dates.day("notice_deemed")),
        [task for task in every if task.phase in spare],
    )
    tasks, circular = dated(chosen, network)
    usual, strange = default_freezes(library, deal)
    late = (*misfits(file, key_dates, tasks, anchored), *foreseen(file, key_dates, tasks, as_of, usual), *strange)
    spans = tuple(_span(phase, tasks) for phase in phases if not phase.scenario)
    listings, unread = listings_of(library, holds)
    own = {span.name for span in spans if span.internal}
    shared = sum(entry.task.phase not in own for entry in tasks)
    freezes = said_freezes(deal.plan.freezes or usual, deal.locale) or ("none agreed",)
    days = {"freezes": freezes, **told, **_done(tasks)}
    known = {"as_of": as_of, "task_count": shared, **days, **_standing(deal, key_dates, terms, as_of)}
    values = {**_named(known), **_values(deal, key_dates, terms, tasks, calendar)}
    table = Timetable(tasks, spans, deal.backsourcing.milestones, key_dates, terms, listings, values, network, reserve)
    return table, (*findings, *wrong, *unknown, *circular, *unread, *late)


def _parted(network: Network, spare: Iterable[Task]) -> tuple[Network, tuple[tuple[Task, Activity], ...]]:
    """The network of the plan, and the tasks of other scenarios with their activities."""
    held = {task.id: task for task in spare}
    mine = tuple(activity for activity in network.activities if activity.id not in held)
    reserve = tuple((held[activity.id], activity) for activity in network.activities if activity.id in held)
    return replace(network, activities=mine), reserve


def _span(phase: TaskPhase, tasks: Iterable[Scheduled]) -> PhaseSpan:
    mine = [entry for entry in tasks if entry.task.phase == phase.phase]
    starts = [entry.start for entry in mine if entry.start]
    finishes = [entry.finish for entry in mine if entry.finish]
    days = (min(starts, default=None), max(finishes, default=None))
    return PhaseSpan(phase.phase, phase.order, phase.purpose, phase.internal, *days)


def _values(
    deal: Deal, key_dates: KeyDates, terms: ExitTerms, tasks: tuple[Scheduled, ...], calendar: BusinessCalendar
) -> dict[str, Any]:
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
        "kind": _kind(deal, key_dates, terms, calendar),
        "latest_assistance_end": _latest_end(deal, key_dates, terms, calendar),
        "work_ends": assisted_end(tasks),
    }
    absent = dict.fromkeys(("information_due", "employees_informed_by", "layoff_notice_due", "renewal_notice_by"))
    return {**_named(absent), **_named(more), **terms.values}


def _standing(deal: Deal, key_dates: KeyDates, terms: ExitTerms, as_of: datetime.date) -> dict[str, Any]:
    """How far the exit has come, and the ways that are open for its notice."""
    position = terms.positions.get("blr-notices", "customer")
    return {
        "business_place": deal.law.place or terms.figures.get("governing_law.business_place"),
        "state": plan_state(deal, key_dates, as_of),
        "notice_sentence": notice_sentence(deal, key_dates, as_of),
        "notice_methods": ways_to_serve(deal.law.governing, position),
    }


def _done(tasks: Iterable[Scheduled]) -> dict[str, datetime.date | None]:
    """The last day of each task of the library, of all its copies, by the names done.<task>."""
    days: dict[str, datetime.date | None] = {}
    for entry in tasks:
        name = f"done.{entry.task.id.partition('/')[0].replace('-', '_')}"
        days[name] = max((day for day in (days.get(name), entry.finish) if day), default=None)
    return days


def _named(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values by the names under which texts fill them in."""
    return {f"exit.{name}": value for name, value in values.items()}


def _kind(deal: Deal, key_dates: KeyDates, terms: ExitTerms, calendar: BusinessCalendar) -> str | None:
    """Whether the called exit is an ordinary one or, by its short notice, an Emergency Exit."""
    received, ends = key_dates.day("notice_deemed"), key_dates.day("ends")
    notice = deal.backsourcing.notice
    if notice is None or received is None or ends is None:
        return None
    threshold = terms.period("exp-emergency-exit", "emergency_threshold") or deal.backsourcing.emergency_threshold
    short = notice.ground != "expiry" and ends < calendar.after(received, threshold)
    return "an Emergency Exit" if short else "an ordinary Exit"


def _latest_end(deal: Deal, key_dates: KeyDates, terms: ExitTerms, calendar: BusinessCalendar) -> datetime.date | None:
    """The last day of assistance if every extension is used to the full."""
    end = key_dates.day("assistance_ends")
    extension = terms.period("tra-extension", "extension") or deal.backsourcing.extension
    for _ in range(deal.backsourcing.extensions):
        end = calendar.after(end, extension) if end else None
    return end
