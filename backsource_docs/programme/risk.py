"""How likely the exit ends in time: days by chance, what drives them, what an extension costs, the term to agree."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import numpy
from msgspec import Struct

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Severity
from backsource_docs.planning.scheduling import Scheduled
from backsource_docs.planning.timetable import Timetable
from backsource_docs.programme.many_days import Days
from backsource_docs.programme.simulating import Simulation, ThreePoints, simulated
from backsource_docs.values import Money, Period, after, print_date

__all__ = ["RUNS", "SEED", "SURE", "Driver", "Risk", "TargetRisk", "risk_of"]

RUNS = 10_000
SEED = 1
SURE = 80  # the percentage of runs that a term should hold
_LEVELS = (50, 80, 95)
_DRIVERS = 10
_FAINTEST = 0.05
_LONGEST_PROPOSAL = 120


class Driver(Struct, frozen=True):
    """A task that drives the end: the share of runs in which it is on the chain, and how its length moves the end.

    `correlation` lies between -1 and 1.
    """

    task: str
    number: str
    name: str
    owner: str
    on_chain: float
    correlation: float


class TargetRisk(Struct, frozen=True):
    """A task with a date to meet: the chance that it does, and the days by which it ends in so many percent of runs."""

    task: str
    number: str
    name: str
    target: datetime.date
    chance: float
    ends: Mapping[int, datetime.date]


class Risk(Struct, frozen=True):
    """The outcome of many runs for the work that needs assistance.

    `ends` are days by percentage of runs; `chance` is that of ending within the assistance, `chance_extended` with all
    extensions. `extension_cost` is what the overrun costs on average over all runs, at the running charges, `overrun`
    its days on average. `term` is the length of assistance that holds `SURE` percent of the runs, where the agreed one
    is shorter.
    """

    runs: int
    seed: int
    planned: datetime.date
    ends: Mapping[int, datetime.date]
    assistance_ends: datetime.date | None = None
    chance: float | None = None
    chance_extended: float | None = None
    overrun: float = 0.0
    extension_cost: Money | None = None
    term: Period | None = None
    drivers: tuple[Driver, ...] = ()
    targets: tuple[TargetRisk, ...] = ()


def risk_of(
    timetable: Timetable, file: DealFile, runs: int = RUNS, seed: int = SEED
) -> tuple[Risk | None, tuple[Finding, ...]]:
    """The risk of a dated timetable; None where no day is known or no task needs assistance."""
    assisted = [entry for entry in timetable.tasks if entry.task.assistance and entry.finish]
    if timetable.network.floor is None or not assisted:
        return None, ()
    made = simulated(timetable.network, three_points(timetable.tasks), runs, seed)
    names = [entry.task.id for entry in assisted]
    ends = numpy.broadcast_to(made.last(names), (runs,))
    limit = timetable.key_dates.day("assistance_ends")
    days = _percentiles(ends)
    late = numpy.maximum(ends - limit.toordinal(), 0) if limit else numpy.zeros(runs)
    furthest = timetable.values.get("exit.latest_assistance_end")
    risk = Risk(
        runs=runs,
        seed=seed,
        planned=max(entry.finish for entry in assisted if entry.finish),
        ends=days,
        assistance_ends=limit,
        chance=_chance(ends, limit) if limit else None,
        chance_extended=_chance(ends, furthest) if furthest else None,
        overrun=float(late.mean()),
        extension_cost=_cost(file.deal, float(late.mean())),
        term=_term(timetable, days[SURE]),
        drivers=_drivers(timetable.tasks, made, names, ends),
        targets=tuple(_targets(timetable.tasks, made, runs)),
    )
    return risk, tuple(_short_term(risk, file))


def three_points(tasks: Sequence[Scheduled]) -> dict[str, ThreePoints]:
    """The shortest, likely and longest length of each task whose length nobody can know, in business days."""
    found: dict[str, ThreePoints] = {}
    for entry in tasks:
        task = entry.task
        shortest, longest = task.shortest or task.duration, task.longest or task.duration
        in_business_days = {length.unit for length in (shortest, task.duration, longest)} == {"business day"}
        if in_business_days and shortest != longest and not (task.counted or task.milestone or task.companions):
            found[task.id] = (shortest.amount, task.duration.amount, longest.amount)
    return found


def _percentiles(ends: Days) -> dict[int, datetime.date]:
    """For each level the first day by which at least so many percent of the runs have ended."""
    ordered = numpy.sort(ends)
    places = {level: -(-level * len(ordered) // 100) - 1 for level in _LEVELS}
    return {level: datetime.date.fromordinal(int(ordered[place])) for level, place in places.items()}


def _chance(ends: Days, limit: datetime.date) -> float:
    return float(numpy.mean(ends <= limit.toordinal()))


def _cost(deal: Deal, overrun: float) -> Money | None:
    """What the outsourcer's running charges for the functions that come home are for so many days."""
    charges = [service.annual_charge for service in deal.services if service.backsource]
    known = [charge for charge in charges if charge]
    total = sum((charge.amount for charge in known), Decimal())
    if len(known) < len(charges) or not known:
        if deal.charges.annual is None:
            return None
        total, known = deal.charges.annual.amount, [deal.charges.annual]
    if len({charge.currency for charge in known}) > 1:
        return None
    return Money((total * Decimal(repr(overrun)) / 365).quantize(Decimal(1)), known[0].currency)


def _term(timetable: Timetable, wanted: datetime.date) -> Period | None:
    """The shortest assistance in whole months that lasts to the wanted day; None where the agreed one does."""
    start, end = (timetable.key_dates.day(f"assistance_{name}") for name in ("starts", "ends"))
    if start is None or end is None or wanted <= end:
        return None
    lengths = (Period(count, "month") for count in range(1, _LONGEST_PROPOSAL))
    return next((length for length in lengths if after(start, length) >= wanted), None)


def _drivers(tasks: Sequence[Scheduled], made: Simulation, names: Sequence[str], ends: Days) -> tuple[Driver, ...]:
    """The tasks whose lengths move the end, those first that are on the chain most often."""
    chain = made.critical_to(names)
    found = [
        Driver(
            entry.task.id,
            entry.task.number,
            entry.task.name,
            entry.task.owner,
            chain.get(entry.task.id, 0.0),
            _correlation(made.lengths[entry.task.id], ends),
        )
        for entry in tasks
        if entry.task.id in made.lengths and chain.get(entry.task.id)
    ]
    found = [driver for driver in found if driver.correlation >= _FAINTEST]
    return tuple(sorted(found, key=lambda one: (-one.on_chain * one.correlation, one.number)))[:_DRIVERS]


def _correlation(lengths: Days, ends: Days) -> float:
    if not lengths.std() or not ends.std():
        return 0.0
    return round(float(numpy.corrcoef(lengths, ends)[0, 1]), 3)


def _targets(tasks: Sequence[Scheduled], made: Simulation, runs: int) -> Iterator[TargetRisk]:
    for entry in tasks:
        if entry.target and entry.finish and not entry.task.until:
            ends = numpy.broadcast_to(made.plan.finishes[entry.task.id], (runs,))
            task = entry.task
            chance = _chance(ends, entry.target)
            yield TargetRisk(task.id, task.number, task.name, entry.target, chance, _percentiles(ends))


def _short_term(risk: Risk, file: DealFile) -> Iterator[Finding]:
    """The assistance that the contract gives is too short for the plan."""
    if risk.term is None or risk.chance is None or risk.assistance_ends is None:
        return
    locale = file.deal.locale
    drivers = " and ".join(f"{driver.number} ({driver.name})" for driver in risk.drivers[:2])
    message = (
        f"The work ends within the Termination Assistance Period, which ends on "
        f"{print_date(risk.assistance_ends, locale)}, in {risk.chance:.0%} of {risk.runs:,} runs only: "
        f"in {SURE}% of them it ends by {print_date(risk.ends[SURE], locale)}."
        + (f" What drives it most: {drivers}." if drivers else "")
    )
    remedy = f"Agree a longer period, write assistance: {risk.term}; or bring forward what drives the end."
    yield Finding("PL05", Severity.WARNING, message, file.place("backsourcing.assistance"), remedy)
