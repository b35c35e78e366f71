"""What a forecast shows that somebody must act on: missed milestones, assistance that ends too soon, silent tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.planning.baseline import Baseline
from backsource_docs.planning.chains import chain_sentence
from backsource_docs.planning.forecasting import Status
from backsource_docs.planning.rebasing import changed_since
from backsource_docs.planning.reckoning import said
from backsource_docs.planning.timetable import Timetable
from backsource_docs.values import Period, print_date

__all__ = ["differing", "slipping"]

_NAMED = 5


def slipping(status: Status, file: DealFile, path: str) -> tuple[Finding, ...]:
    """The findings of a state of the exit; `path` names the report."""
    return (*_end(status, file), *_stones(status, file), *_silent(status, path))


def differing(baseline: Baseline, timetable: Timetable, path: str) -> tuple[Finding, ...]:
    """What the plan has become since the baseline in the file `path`: new tasks, tasks that are gone, other days."""
    found = changed_since(baseline, timetable)
    kinds = (("has new tasks", found.new), ("lacks tasks of it", found.gone), ("dates milestones anew", found.moved))
    told = "; ".join(f"{words}: {_some(names)}" for words, names in kinds if names)
    if not told:
        return ()
    message = f"Since the baseline of {baseline.as_of} the plan of the deal {told}."
    remedy = "Slips are counted from the baseline; agree a new one if the committee has agreed the changes."
    return (Finding("PL17", Severity.INFO, message, Place(path), remedy),)


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _end(status: Status, file: DealFile) -> Iterator[Finding]:
    if status.assistance_ends and status.end > status.assistance_ends:
        day, end = (print_date(one, file.deal.locale) for one in (status.end, status.assistance_ends))
        message = (
            f"As things stand the work that needs assistance ends on {day}, after the Termination Assistance Period, "
            f"which ends on {end}.{chain_sentence(status.chain)}"
        )
        remedy = "Shorten a task of the chain, or give notice of an extension in time."
        yield Finding("PL09", Severity.WARNING, message, file.place("backsourcing.assistance"), remedy)


def _stones(status: Status, file: DealFile) -> Iterator[Finding]:
    for number, milestone in enumerate(file.deal.backsourcing.milestones):
        found = [stone for stone in status.stones if (stone.name, stone.planned) == (milestone.name, milestone.date)]
        for stone in found:
            if stone.slip > 0:
                days, late = print_date(stone.forecast, file.deal.locale), said(Period(stone.slip, "business day"))
                message = f"As things stand the milestone “{stone.name}” is reached on {days}, {late} late."
                remedy = "Shorten what comes before it, or ask the committee for a new date."
                place = file.source.place(("backsourcing", "milestones", number, "date"))
                yield Finding("PL09", Severity.WARNING, message, place, remedy)


def _silent(status: Status, path: str) -> Iterator[Finding]:
    """Tasks that should have ended and of which nothing is said: they count as not begun."""
    silent = [row.planned.task for row in status.of_state("overdue") if row.actual is None]
    if silent:
        shown = ", ".join(f"{task.number} ({task.name})" for task in silent[:_NAMED])
        more = f" and {len(silent) - _NAMED} more" if len(silent) > _NAMED else ""
        message = (
            f"{len(silent)} task{'s' * (len(silent) > 1)} should have ended before {status.as_of} and "
            f"{'are' if len(silent) > 1 else 'is'} not reported, so that the forecast takes them as not begun: "
            f"{shown}{more}."
        )
        yield Finding("PL10", Severity.WARNING, message, Place(path), "Add a line for each that was done or begun.")
