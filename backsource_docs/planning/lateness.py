"""What does not fit in a timetable: work beyond the assistance, missed dates, hurried or crowded ones."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.planning.anchors import Anchored
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.chains import chain_of, chain_sentence, longest_of
from backsource_docs.planning.clashes import clashes
from backsource_docs.planning.peaks import crowded_days
from backsource_docs.planning.reckoning import KeyDates, said
from backsource_docs.planning.scheduling import Scheduled
from backsource_docs.values import Period, print_date

__all__ = ["assisted_end", "misfits"]


def misfits(
    file: DealFile, key_dates: KeyDates, tasks: tuple[Scheduled, ...], anchored: Anchored
) -> tuple[Finding, ...]:
    """Everything in the dated tasks that a programme manager must settle, as warnings with a cure."""
    calendar = anchored.calendar
    return (
        *_beyond_assistance(file, key_dates, tasks, calendar),
        *_missed(file, tasks, calendar),
        *_hurried(file, tasks),
        *_crowding_waves(file, tasks, anchored),
        *crowded_days(file, calendar),
        *clashes(file, tasks, calendar),
    )


def assisted_end(tasks: Iterable[Scheduled]) -> datetime.date | None:
    """The last day of the tasks that need assistance; None while nothing is dated."""
    return max((entry.finish for entry in tasks if entry.finish and entry.task.assistance), default=None)


def _beyond_assistance(
    file: DealFile, key_dates: KeyDates, tasks: tuple[Scheduled, ...], calendar: BusinessCalendar
) -> Iterator[Finding]:
    ends, finish = key_dates.day("assistance_ends"), assisted_end(tasks)
    if not ends or not finish or finish <= ends:
        return
    locale = file.deal.locale
    days = calendar.count(ends, finish) - calendar.is_open(ends)
    last = next(entry for entry in tasks if entry.finish == finish and entry.task.assistance)
    message = (
        f"The tasks that need assistance end on {print_date(finish, locale)}, {_days(days)} after "
        f"the Termination Assistance Period, which ends on {print_date(ends, locale)}."
        f"{chain_sentence(chain_of(last, tasks))}"
    )
    remedy = "Lengthen backsourcing.assistance, plan an extension, serve sooner or bring the milestones forward."
    yield Finding("KD03", Severity.WARNING, message, file.place("backsourcing.assistance"), remedy)


def _missed(file: DealFile, tasks: tuple[Scheduled, ...], calendar: BusinessCalendar) -> Iterator[Finding]:
    """For each milestone that the computed work misses, and each date by which it is due, the task that misses most."""
    worst: dict[tuple[str, str, str], Scheduled] = {}
    for entry in tasks:
        if entry.target and entry.finish and entry.finish > entry.target:
            key = (entry.task.ends_on, entry.task.due, entry.task.function)
            held = worst.get(key)
            worst[key] = entry if held is None or (held.finish or entry.finish) < entry.finish else held
    for entry in worst.values():
        assert entry.target and entry.finish
        days = _days(calendar.count(entry.target, entry.finish) - 1)
        locale = file.deal.locale
        chain = chain_of(entry, tasks)
        aim = "the date by which it is due, " if entry.task.due else "its milestone of "
        message = (
            f"The task {entry.task.number} ({entry.task.name}) ends on {print_date(entry.finish, locale)}, "
            f"{days} after {aim}{print_date(entry.target, locale)}.{chain_sentence(chain)}"
        )
        longest = longest_of(chain)
        which = f", first of all {longest.task.number} ({longest.task.duration})" if longest else ""
        remedy = f"Move the milestone, start its phase sooner, or shorten the tasks before it{which}."
        yield Finding("KD04", Severity.WARNING, message, _milestone_place(file, entry), remedy)


def _hurried(file: DealFile, tasks: Iterable[Scheduled]) -> Iterator[Finding]:
    """Tasks before the notice that end before the day that the deal states, for what follows them takes too long."""
    locale = file.deal.locale
    for entry in tasks:
        if entry.task.until and entry.target and entry.finish and entry.finish < entry.target:
            message = (
                f"The task {entry.task.number} ({entry.task.name}) would have to end on "
                f"{print_date(entry.finish, locale)}, but the deal states {print_date(entry.target, locale)}: "
                "the time from then to the notice is too short for what must come between."
            )
            remedy = "Serve the notice later, or bring the approval forward."
            yield Finding("KD08", Severity.WARNING, message, file.place("backsourcing.notice.approved_on"), remedy)


def _crowding_waves(file: DealFile, tasks: Iterable[Scheduled], anchored: Anchored) -> Iterator[Finding]:
    """Waves that the deal starts before the wave before them is ready to run in parallel."""
    finishes = {entry.task.id: entry.finish for entry in tasks}
    ready: dict[int, datetime.date] = {}
    for entry in tasks:
        days = [day for name in entry.task.gate if (day := finishes.get(name))]
        if days and entry.task.wave:
            ready[entry.task.wave] = max(days)
    locale = file.deal.locale
    for wave, day in ready.items():
        start = anchored.wave_start(wave)
        if start and start <= day:
            message = (
                f"Wave {wave} is to start on {print_date(start, locale)}, but the wave before it passes gate 3 "
                f"no sooner than {print_date(day, locale)}; its tasks are planned from the next Business Day."
            )
            remedy = "Start the phase of the wave later, or the wave before it sooner."
            yield Finding("KD09", Severity.WARNING, message, file.place("backsourcing.phases"), remedy)


def _milestone_place(file: DealFile, entry: Scheduled) -> Place:
    for number, stone in enumerate(file.deal.backsourcing.milestones):
        if stone.date == entry.target and (stone.service or "") == entry.task.function:
            return file.source.place(("backsourcing", "milestones", number, "date"))
    return file.place("backsourcing.milestones")


def _days(count: int) -> str:
    return said(Period(count, "business day"))
