"""What a timetable should settle before it is agreed: the notice it rests on, the turn of the year, its costs."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Iterator, Sequence

from backsource_docs.deal.plan import Freeze
from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.planning.chains import chain_of, chain_sentence
from backsource_docs.planning.freezes import freeze_end, freeze_on
from backsource_docs.planning.reckoning import KeyDates
from backsource_docs.planning.scheduling import Scheduled
from backsource_docs.values import Money, print_date
from backsource_docs.yamlfile import Path

__all__ = ["foreseen"]

_MANDATE = "Gate 1"
_YEAR_END = ((12, 15), (1, 5))


def foreseen(
    file: DealFile,
    key_dates: KeyDates,
    tasks: Sequence[Scheduled],
    as_of: datetime.date,
    freezes: Sequence[Freeze] = (),
) -> tuple[Finding, ...]:
    """Clashes with the notice, moves on the days of `freezes` that the sector has, costs that lead nowhere."""
    return (
        *_before_receipt(file, key_dates, tasks),
        *_stones_before_receipt(file, key_dates),
        *_unprepared(file, key_dates, tasks, as_of),
        *(_frozen(file, tasks, freezes) if freezes else _year_end(file, tasks)),
        *_costs(file),
    )


def _before_receipt(file: DealFile, key_dates: KeyDates, tasks: Sequence[Scheduled]) -> Iterator[Finding]:
    """Tasks that rest on the notice and are fixed on a day before it counts as received."""
    received = key_dates.day("notice_deemed")
    for entry in tasks:
        task = entry.task
        if received and task.pinned and task.pinned < received and not (task.before or task.until) and task.assistance:
            message = (
                f"The task {task.number} ({task.name}) is fixed on {_said(task.pinned, file)}, before the notice "
                f"counts as received on {_said(received, file)}: until then the Supplier owes nothing for the exit."
            )
            remedy = f"Write starts_on: {received.isoformat()} or later, or serve the notice sooner."
            yield Finding("PL12", Severity.WARNING, message, _fixed_at(file, task.entry), remedy)


def _fixed_at(file: DealFile, name: str) -> Place:
    plan = file.deal.plan
    changes = [("plan", "changes", place) for place, one in enumerate(plan.changes) if one.task == name]
    own = [("plan", "tasks", place) for place, one in enumerate(plan.tasks) if one.id == name]
    path: Path = next(iter([*changes, *own]), ("plan",))
    return file.source.place((*path, "starts_on"))


def _stones_before_receipt(file: DealFile, key_dates: KeyDates) -> Iterator[Finding]:
    received = key_dates.day("notice_deemed")
    for number, stone in enumerate(file.deal.backsourcing.milestones):
        if received and stone.date and stone.service and stone.date <= received:
            message = (
                f"{stone.service} is to come home on {_said(stone.date, file)}, but the notice counts as received on "
                f"{_said(received, file)} only."
            )
            place = file.source.place(("backsourcing", "milestones", number, "date"))
            yield Finding("PL12", Severity.WARNING, message, place, "Move the milestone, or serve the notice sooner.")


def _unprepared(
    file: DealFile, key_dates: KeyDates, tasks: Sequence[Scheduled], as_of: datetime.date
) -> Iterator[Finding]:
    """A notice that comes so soon that its approval, of which the deal says nothing, should be past."""
    sent, notice = key_dates.day("notice_sent"), file.deal.backsourcing.notice
    if sent is None or sent < as_of or notice is None or notice.approved_on:
        return
    for entry in tasks:
        if entry.task.passes == _MANDATE and entry.finish and entry.finish < as_of:
            message = (
                f"The notice is planned for {_said(sent, file)}. Counted back from it, {entry.task.number} "
                f"({entry.task.name}) should have been done by {_said(entry.finish, file)}, before "
                f"{_said(as_of, file)}, the day of this plan."
            )
            remedy = "Serve the notice later, shorten tasks under plan.changes, or state approved_on if it is approved."
            yield Finding("PL13", Severity.WARNING, message, file.place("backsourcing.notice.served"), remedy)


def _frozen(file: DealFile, tasks: Sequence[Scheduled], freezes: Sequence[Freeze]) -> Iterator[Finding]:
    """Moves of a service on days that are days of no change by the usage of the sector alone."""
    for entry in tasks:
        for freeze in freezes if entry.task.moves and entry.start and entry.finish else ():
            assert entry.start and entry.finish
            if day := freeze_on(freeze, entry.start, entry.finish):
                free = freeze_end(freeze, day) + datetime.timedelta(days=1)
                message = (
                    f"The task {entry.task.number} ({entry.task.name}) moves a service on {_said(day, file)}, when "
                    f"nothing moves by the usage of the sector: {freeze.name}."
                    f"{chain_sentence(chain_of(entry, tasks))}"
                )
                remedy = (
                    f"Move its milestone to {free.isoformat()} or later or before the freeze, or write under plan: "
                    "year_end_freeze: no, if services may move then."
                )
                yield Finding("PL11", Severity.WARNING, message, file.place("plan"), remedy)


def _year_end(file: DealFile, tasks: Iterable[Scheduled]) -> Iterator[Finding]:
    """Moves of a service about the turn of the year, in a plan that knows no freeze then."""
    for entry in tasks:
        silent = file.deal.plan.freezes or not file.deal.plan.year_end_freeze
        if entry.task.moves and entry.start and entry.finish and not silent:
            day = next((one for one in (entry.start, entry.finish) if _about_year_end(one)), None)
            if day:
                year = day.year - (day.month == 1)
                message = (
                    f"The task {entry.task.number} ({entry.task.name}) moves a service on {_said(day, file)}, about "
                    "the turn of the year, and the deal states no freeze."
                )
                remedy = (
                    "If nothing may move then, write under plan: freezes: [{name: Year-end closing, "
                    f"first: {year}-12-15, last: {year + 1}-01-05, yearly: yes}}]; else year_end_freeze: no."
                )
                yield Finding("PL11", Severity.INFO, message, file.place("plan.freezes"), remedy)
                return


def _about_year_end(day: datetime.date) -> bool:
    (first, last), this = _YEAR_END, (day.month, day.day)
    return this >= first or this <= last


def _costs(file: DealFile) -> Iterator[Finding]:
    """Roles that are on no rate card, functions that do not come home, sums in another currency."""
    costs = file.deal.plan.costs
    roles = [rate.role for rate in file.deal.exit_charges.rate_card]
    for number, bought in enumerate(costs.assistance):
        if bought.role.casefold() not in map(str.casefold, roles):
            path: Path = ("plan", "costs", "assistance", number, "role")
            says = f"The role {bought.role} is not on the rate card, so that its work costs nothing"
            yield _unknown(says, bought.role, path, file, roles)
    names = [service.name for service in file.deal.services if service.backsource]
    for number, home in enumerate(costs.at_home):
        if home.function.casefold() not in map(str.casefold, names):
            path = ("plan", "costs", "at_home", number, "function")
            yield _unknown(_staying(home.function), home.function, path, file, names)
    for number, name in enumerate(file.deal.plan.partial):
        if name not in names:
            yield _unknown(_staying(name), name, ("plan", "partial", number), file, names)
    yield from _other_currencies(file)


def _other_currencies(file: DealFile) -> Iterator[Finding]:
    deal = file.deal
    first = deal.exit_charges.estimate or deal.charges.annual
    sums: list[tuple[str, Money]] = [("items", item.total) for item in deal.plan.costs.items]
    sums += [("at_home", home.annual) for home in deal.plan.costs.at_home]
    for kind, money in sums:
        if first and money.currency != first.currency:
            message = f"A sum under plan.costs is in {money.currency}, others are in {first.currency}: it is left out."
            remedy = f"Write it in {first.currency}."
            yield Finding("PL14", Severity.WARNING, message, file.place(f"plan.costs.{kind}"), remedy)
            return


def _staying(name: str) -> str:
    return f"The function {name} does not come home in this deal"


def _unknown(words: str, name: str, path: Path, file: DealFile, known: Sequence[str]) -> Finding:
    close = difflib.get_close_matches(name, known, 1, cutoff=0.5)
    remedy = f"Did you mean {close[0]}?" if close else f"Known are {', '.join(known) or 'none'}."
    return Finding("PL14", Severity.WARNING, f"{words}.", file.source.place(path), remedy)


def _said(day: datetime.date, file: DealFile) -> str:
    return print_date(day, file.deal.locale)
