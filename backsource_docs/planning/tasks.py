"""The tasks of an exit: read from the library, chosen by facts, repeated for each wave or function."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from pydantic import Field

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.fields import Ratio, Span
from backsource_docs.deal.services import Service
from backsource_docs.drafting.facts import failing
from backsource_docs.findings import Finding
from backsource_docs.library.facts import Condition
from backsource_docs.library.store import Library
from backsource_docs.planning.network import Link
from backsource_docs.planning.task_doubts import doubtful
from backsource_docs.schema import Closed, Codes, typed
from backsource_docs.values import Percent, Period

__all__ = ["ONE_DAY", "Task", "TaskEntry", "TaskPhase", "meet", "named", "phases_of", "repeats", "tasks_of"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
ONE_DAY = Period(1, "business day")
Length = Callable[[str], Period | None]


class TaskEntry(Closed, arbitrary_types_allowed=True):
    """A task as the library states it.

    At most one anchor counts: `starts_from` (not before that date), `ends_on` (so as to end on that date), `before`
    (done by the business day before it, scheduled backwards) or `until` (the same, done by that day itself).
    `lead` makes a task end that long before its `ends_on` or `due`, or start that long before its `starts_from`.
    `length` and `lead_length` name a period that takes the place of the duration or the lead: clause-id.parameter,
    a legal figure, or a field of the deal. A `counted` task is a period that the agreement counts: it runs from the day
    after its anchor and its predecessors to the day that lies exactly its length after them. `due` is the date by which
    it must have ended, `ends_with` another task that it accompanies to the end; `after_wave` names tasks of the wave
    before. `shortest` and `longest` are its length where all goes well or much goes wrong, if it is not the share that
    its phase states. A task that `moves` a service is not allowed on days of no change; one that needs `cooperation`
    cannot be done without the other side's people. `passes` names the gate that it passes. A task of a scenario
    `replaces` others that fall out in it, and comes `ahead_of` others.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str
    owner: str
    duration: Span = Field(ONE_DAY, examples=["10 business days"])
    length: str = ""
    shortest: Span | None = None
    longest: Span | None = None
    after: tuple[str, ...] = ()
    when: Condition = Condition()
    each: Literal["", "wave", "function"] = ""
    starts_from: str = ""
    ends_on: str = ""
    before: str = ""
    until: str = ""
    due: str = ""
    lead: Span | None = None
    lead_length: str = ""
    counted: bool = False
    ends_with: str = ""
    after_wave: tuple[str, ...] = ()
    clause: str = ""
    deliverable: str = ""
    requirement: tuple[str, ...] = ()
    moves: bool = False
    cooperation: bool = False
    passes: str = ""
    replaces: tuple[str, ...] = ()
    ahead_of: tuple[str, ...] = ()
    assistance: bool = Field(True, description="Whether the task must be done while the assistance period lasts.")


class TaskPhase(Closed, arbitrary_types_allowed=True):
    """A phase of the work and its tasks; the anchors count for each task that has none of its own.

    An `internal` phase is the Customer's own: it is planned, but not shown to the other side. `shortest` and `longest`
    are the shares of the likely length that work takes where all goes well and where much goes wrong. The tasks of a
    phase with a `scenario` are in no plan; that scenario adds them.
    """

    phase: str
    order: int
    purpose: str
    starts_from: str = ""
    before: str = ""
    internal: bool = False
    scenario: Literal["", "stressed"] = ""
    shortest: Ratio = Percent(Decimal(80))
    longest: Ratio = Percent(Decimal(150))
    tasks: tuple[TaskEntry, ...]


class Task(Struct, frozen=True):
    """One piece of work in one deal, ready to be scheduled; `predecessors` and `companions` are ids of other tasks.

    Companions are those with which it ends, `gate` those of its predecessors that belong to the wave before. `ties` are
    links to predecessors that are more than one after the other; `pinned` is the day on which the deal fixes its start.
    `shortest` and `longest` bound the length of work whose length nobody can know; a milestone has none. `number` is
    its number in the timetable ("3.4"); `wave` and `function` say what it is repeated for.
    """

    id: str
    number: str
    name: str
    phase: str
    owner: str
    duration: Period
    predecessors: tuple[str, ...] = ()
    starts_from: str = ""
    ends_on: str = ""
    before: str = ""
    until: str = ""
    due: str = ""
    lead: Period | None = None
    counted: bool = False
    companions: tuple[str, ...] = ()
    gate: tuple[str, ...] = ()
    wave: int | None = None
    function: str = ""
    clause: str = ""
    deliverable: str = ""
    requirement: tuple[str, ...] = ()
    assistance: bool = True
    shortest: Period | None = None
    longest: Period | None = None
    ties: tuple[Link, ...] = ()
    pinned: datetime.date | None = None
    milestone: bool = False
    moves: bool = False
    cooperation: bool = False
    passes: str = ""
    replaces: tuple[str, ...] = ()
    ahead_of: tuple[str, ...] = ()

    @property
    def entry(self) -> str:
        """The id of the task in the library, without the wave or the function that it is repeated for."""
        return self.id.partition("/")[0]


def phases_of(library: Library) -> tuple[tuple[TaskPhase, ...], tuple[Finding, ...]]:
    """The phases of the library in their order; a later folder's file takes the place of an earlier one's."""
    names = sorted({path.name for folder in library.folders for path in (folder / "tasks").glob("*.yaml")})
    sources = [source for name in names if (source := library.table("tasks", name))]
    read = [(source, *typed(TaskPhase, source, CODES)) for source in sources]
    known = [(phase, source) for source, phase, _ in read if phase]
    findings = [finding for *_, wrong in read for finding in wrong]
    phases = sorted((phase for phase, _ in known), key=lambda phase: phase.order)
    return tuple(phases), (*findings, *doubtful(known, library))


def tasks_of(phases: Iterable[TaskPhase], deal: Deal, holds: Mapping[str, bool], length: Length) -> tuple[Task, ...]:
    """The tasks of this deal in the order of the phases; a task that is left out passes its predecessors on.

    `length` gives the period that a task's `length` names, or None where there is none.
    """
    phases = tuple(phases)
    entries = {entry.id: entry for phase in phases for entry in phase.tasks}
    kept = {name for name, entry in entries.items() if _fits(entry, holds)}
    copies: dict[str, list[Task]] = {}
    for phase in phases:
        fitting = [entry for entry in phase.tasks if entry.id in kept]
        for entry, task in _numbered(phase, fitting, deal, length):
            copies.setdefault(entry.id, []).append(task)
    chosen = [task for group in copies.values() for task in group]
    after = {name: _passed_on(name, entries, copies) for name in copies}
    return tuple(_linked(task, entries[task.entry], after[task.entry], copies) for task in chosen)


def _fits(entry: TaskEntry, holds: Mapping[str, bool]) -> bool:
    if any(name not in holds for name in entry.when.facts):
        return False
    return failing(entry.when, holds) is None


def _numbered(
    phase: TaskPhase, entries: Iterable[TaskEntry], deal: Deal, length: Length
) -> Iterator[tuple[TaskEntry, Task]]:
    count = 0
    for entry in entries:
        for wave, function in repeats(entry.each, deal):
            count += 1
            yield entry, _task(phase, entry, f"{phase.order}.{count}", wave, function, length)


def repeats(each: str, deal: Deal) -> list[tuple[int | None, str]]:
    """The waves or functions for which a task is repeated; once for neither, if it is not."""
    coming = [service for service in deal.services if service.backsource]
    if each == "wave":
        return [(wave, "") for wave in sorted({service.wave for service in coming})]
    if each == "function":
        return [(service.wave, service.name) for service in sorted(coming, key=_wave)]
    return [(None, "")]


def _wave(service: Service) -> int:
    return service.wave


def _task(phase: TaskPhase, entry: TaskEntry, number: str, wave: int | None, function: str, length: Length) -> Task:
    anchored = bool(entry.starts_from or entry.ends_on or entry.before)
    duration = length(entry.length) if entry.length else None
    lead = length(entry.lead_length) if entry.lead_length else None
    likely = duration or entry.duration
    return Task(
        id="/".join(filter(None, [entry.id, str(wave or ""), function])),
        number=number,
        name=named(entry.name, wave, function),
        phase=phase.phase,
        owner=entry.owner,
        duration=likely,
        starts_from=entry.starts_from if anchored else phase.starts_from,
        ends_on=entry.ends_on,
        before=entry.before if anchored else phase.before,
        until=entry.until,
        due=entry.due,
        lead=lead or entry.lead,
        counted=entry.counted,
        wave=wave,
        function=function,
        clause=entry.clause,
        deliverable=entry.deliverable,
        requirement=entry.requirement,
        assistance=entry.assistance,
        shortest=entry.shortest or _share(phase.shortest, likely, entry),
        longest=entry.longest or _share(phase.longest, likely, entry),
        moves=entry.moves,
        cooperation=entry.cooperation,
        passes=entry.passes,
        replaces=entry.replaces,
        ahead_of=entry.ahead_of,
    )


def _share(share: Percent, length: Period, entry: TaskEntry) -> Period | None:
    """A share of a length of work; none of a period that the agreement or the law sets."""
    if entry.counted or entry.length or length.unit != "business day":
        return None
    return Period(max(1, round(length.amount * share.amount / 100)), length.unit)


def named(name: str, wave: int | None, function: str) -> str:
    """The name of a task with what it is repeated for."""
    if function:
        return f"{name}: {function}"
    return f"{name}: wave {wave}" if wave else name


def _passed_on(
    name: str, entries: Mapping[str, TaskEntry], copies: Mapping[str, list[Task]], seen: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The predecessors that are in this deal: those that fell out are replaced by their own."""
    found: dict[str, None] = {}
    for other in entries[name].after:
        if other in copies:
            found[other] = None
        elif other in entries and other not in seen:
            found |= dict.fromkeys(_passed_on(other, entries, copies, seen | {other}))
    return tuple(found)


def _linked(task: Task, entry: TaskEntry, after: tuple[str, ...], copies: Mapping[str, list[Task]]) -> Task:
    gate = tuple(_of_wave_before(task, entry.after_wave, copies))
    companions = _joined(task, (entry.ends_with,) if entry.ends_with in copies else (), copies)
    return replace(task, predecessors=(*_joined(task, after, copies), *gate), gate=gate, companions=companions)


def _of_wave_before(task: Task, names: Iterable[str], copies: Mapping[str, list[Task]]) -> Iterator[str]:
    """The copies of those tasks for the last wave that comes before the task's own."""
    found = [other for name in names for other in copies.get(name, ())]
    earlier = [other.wave for other in found if other.wave and task.wave and other.wave < task.wave]
    yield from (other.id for other in found if earlier and other.wave == max(earlier))


def _joined(task: Task, after: Iterable[str], copies: Mapping[str, list[Task]]) -> tuple[str, ...]:
    return tuple(other.id for name in after for other in copies[name] if meet(task, other))


def meet(task: Task, other: Task) -> bool:
    """Whether copies for waves and functions belong together; a task for all meets every copy."""
    waves = task.wave is None or other.wave is None or task.wave == other.wave
    return waves and (not task.function or not other.function or task.function == other.function)
