"""Clashes of the dated tasks with days that the deal fixes: pinned starts that cannot be, moves while nothing may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.chains import chain_of, chain_sentence
from backsource_docs.planning.freezes import freeze_end, freeze_on
from backsource_docs.planning.scheduling import Scheduled
from backsource_docs.values import print_date

__all__ = ["clashes"]


def clashes(file: DealFile, tasks: Sequence[Scheduled], calendar: BusinessCalendar) -> tuple[Finding, ...]:
    """Each clash with the chain of tasks that causes it and what would mend it."""
    return (*_pins(file, tasks, calendar), *_frozen(file, tasks, calendar))


def _pins(file: DealFile, tasks: Sequence[Scheduled], calendar: BusinessCalendar) -> Iterator[Finding]:
    """Tasks that cannot start on the day that the deal fixes."""
    locale = file.deal.locale
    for entry in tasks:
        pinned, start = entry.task.pinned, entry.start
        if pinned is None or start is None or start == pinned:
            continue
        day = print_date(pinned, locale)
        if not calendar.is_open(pinned) and start == calendar.on_or_after(pinned):
            why = "that is no Business Day."
        else:
            chain = chain_of(entry, tasks)
            before = chain[-2] if len(chain) > 1 else entry
            finish = print_date(before.finish or start, locale)
            why = f"{before.task.number} ({before.task.name}) ends on {finish} only.{chain_sentence(chain)}"
        message = f"The task {entry.task.number} ({entry.task.name}) cannot start on {day}: {why}"
        remedy = f"Write starts_on: {start.isoformat()} or later, or shorten the chain."
        yield Finding("PL03", Severity.WARNING, message, _place_of(file, entry, "starts_on"), remedy)


def _place_of(file: DealFile, entry: Scheduled, key: str) -> Place:
    """Where the deal speaks of the task, else its plan."""
    plan = file.deal.plan
    for number, own in enumerate(plan.tasks):
        if own.id == entry.task.entry:
            return file.source.place(("plan", "tasks", number, key))
    for number, change in enumerate(plan.changes):
        if change.task == entry.task.entry and getattr(change, key, None) is not None:
            return file.source.place(("plan", "changes", number, key))
    return file.place("plan")


def _frozen(file: DealFile, tasks: Sequence[Scheduled], calendar: BusinessCalendar) -> Iterator[Finding]:
    """Tasks that would move a service on a day of no change."""
    locale = file.deal.locale
    for entry in tasks:
        if not entry.task.moves or not entry.start or not entry.finish:
            continue
        for number, freeze in enumerate(file.deal.plan.freezes):
            day = freeze_on(freeze, entry.start, entry.finish)
            if day:
                free = calendar.next(freeze_end(freeze, day))
                message = (
                    f"The task {entry.task.number} ({entry.task.name}) would move a service on "
                    f"{print_date(day, locale)}, while nothing may move: {freeze.name}."
                    f"{chain_sentence(chain_of(entry, tasks))}"
                )
                remedy = f"Move its milestone to {free.isoformat()} or later, or before the freeze begins."
                yield Finding("PL04", Severity.WARNING, message, file.source.place(("plan", "freezes", number)), remedy)
