"""What the take-back costs, month by month, and what the functions cost before and after it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from backsource_docs.deal.deal import Deal
from backsource_docs.planning.timetable import Timetable
from backsource_docs.values import Money

__all__ = ["KINDS", "CostLine", "Costing", "RunCost", "costing_of"]

KINDS = (
    "assistance",
    "ending",
    "retention",
    "duplicate running",
    "migration",
    "build",
    "other",
)
_DAY = datetime.timedelta(days=1)
_YEAR = 365
_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
_PAID_ON = ("convenience",)
Month = tuple[int, int]


class CostLine(Struct, frozen=True):
    """A cost with its kind and sum, its days (both None while nothing is dated), and how it was found."""

    kind: str
    name: str
    total: Decimal
    basis: str
    first: datetime.date | None = None
    last: datetime.date | None = None

    def by_month(self) -> Mapping[Month, Decimal]:
        """The sum spread evenly over the days, to the cent; the last month takes what rounding leaves."""
        if self.first is None or self.last is None:
            return {}
        counts = dict(_months(self.first, self.last))
        days = sum(counts.values())
        found = {month: (self.total * count / days).quantize(_CENT, ROUND_HALF_UP) for month, count in counts.items()}
        found[max(found)] += self.total - sum(found.values())
        return found


class RunCost(Struct, frozen=True):
    """A function's cost for a year before and after; None where the deal does not say."""

    function: str
    before: Decimal | None
    after: Decimal | None


class Costing(Struct, frozen=True):
    """All costs of the take-back in one currency.

    `estimate` and `cap` are of the exit charges; `by_rates` their sum by the rate card, None where none is bought;
    `years` are those over which the case is reckoned.
    """

    currency: str
    lines: tuple[CostLine, ...]
    runs: tuple[RunCost, ...]
    years: int
    estimate: Decimal | None = None
    cap: Decimal | None = None
    by_rates: Decimal | None = None
    budget: Decimal | None = None

    @property
    def total(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal())

    @property
    def months(self) -> tuple[Month, ...]:
        """Each month in which something is paid, as year and month."""
        return tuple(sorted({month for line in self.lines for month in line.by_month()}))

    def of_kind(self, kind: str, month: Month | None = None) -> Decimal:
        """The sum of a kind, in one month or in all."""
        mine = [line for line in self.lines if line.kind == kind]
        return sum((line.by_month().get(month, Decimal()) if month else line.total for line in mine), Decimal())

    @property
    def before(self) -> Decimal | None:
        """What all functions cost in a year before; None unless all are known."""
        return _sum_of([run.before for run in self.runs])

    @property
    def after(self) -> Decimal | None:
        """What all functions cost in a year after; None unless all are known."""
        return _sum_of([run.after for run in self.runs])

    @property
    def saving(self) -> Decimal | None:
        """What a year costs less afterwards (negative: more); None unless both sides are known."""
        return self.before - self.after if self.before is not None and self.after is not None else None

    @property
    def balance(self) -> Decimal | None:
        """The savings of the years compared less all costs of the take-back; None while the saving is not known."""
        return self.saving * self.years - self.total if self.saving is not None else None

    @property
    def paid_back_after(self) -> int | None:
        """The months after which the savings have paid the costs; None where they never do."""
        if not self.saving or self.saving <= 0:
            return None
        return int(-(-self.total * 12 // self.saving))

    def money(self, amount: Decimal) -> Money:
        return Money(amount.quantize(Decimal(1), ROUND_HALF_UP), self.currency)


def _sum_of(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if known and len(known) == len(amounts) else None


def _months(first: datetime.date, last: datetime.date) -> Iterator[tuple[Month, int]]:
    """Each month between the two days with the number of its days that lie between them, both included."""
    day = first
    while day <= last:
        following = (day.replace(day=1) + 32 * _DAY).replace(day=1)
        yield (day.year, day.month), (min(following, last + _DAY) - day).days
        day = following


def costing_of(timetable: Timetable, deal: Deal) -> Costing | None:
    """The costs of the take-back; None where the deal states no sum to begin with. Other currencies do not count."""
    currency = _currency(deal)
    if currency is None:
        return None
    rates = _by_rates(deal, currency)
    estimate = _amount(deal.exit_charges.estimate, currency)
    cap = estimate * deal.exit_charges.cap.amount / _HUNDRED if estimate is not None else None
    lines = [*_exit_charges(timetable, deal, rates, estimate, cap), *_termination(timetable, deal, currency)]
    own = list(_own(timetable, deal, currency))
    if not any(line.kind == "duplicate running" for line in own):
        lines += _duplicate(timetable, deal, currency)
    return Costing(
        currency,
        tuple(line for line in (*lines, *own) if line.total),
        tuple(_runs(deal, currency)),
        deal.plan.costs.years,
        estimate,
        cap,
        rates,
        _amount(deal.backsourcing.budget, currency),
    )


def _currency(deal: Deal) -> str | None:
    sums = (deal.exit_charges.estimate, deal.charges.annual, deal.backsourcing.budget)
    more = (service.annual_charge for service in deal.services)
    return next((one.currency for one in (*sums, *more, *(item.total for item in deal.plan.costs.items)) if one), None)


def _amount(money: Money | None, currency: str) -> Decimal | None:
    return money.amount if money and money.currency == currency else None


def _by_rates(deal: Deal, currency: str) -> Decimal | None:
    """The assistance that is bought, by the rate card; None where none is."""
    rates = {rate.role.casefold(): _amount(rate.rate, currency) for rate in deal.exit_charges.rate_card}
    found = [(rates.get(bought.role.casefold()), bought.quantity) for bought in deal.plan.costs.assistance]
    return sum((rate * count for rate, count in found if rate is not None), Decimal()) if found else None


def _exit_charges(
    timetable: Timetable, deal: Deal, rates: Decimal | None, estimate: Decimal | None, cap: Decimal | None
) -> Iterator[CostLine]:
    """Exit Charges by the rate card, never more than the cap; else the estimate."""
    if deal.exit_charges.basis == "no charge":
        return
    sums = [one for one in (rates if rates is not None else estimate, cap) if one is not None]
    if sums:
        capped = rates is not None and cap is not None and rates > cap
        basis = "the rate card, up to the cap" if capped else "the rate card" if rates is not None else "the estimate"
        yield CostLine("assistance", "Exit Charges", min(sums), basis, *_span(timetable))


def _span(timetable: Timetable) -> tuple[datetime.date | None, datetime.date | None]:
    """From the notice to the end of the work that needs assistance."""
    first, last = timetable.key_dates.day("notice_deemed"), timetable.values.get("exit.work_ends")
    return (first, last) if first and isinstance(last, datetime.date) and last >= first else (None, None)


def _termination(timetable: Timetable, deal: Deal, currency: str) -> Iterator[CostLine]:
    """The highest Termination Payment, on the day on which the agreement ends."""
    terms, notice = deal.exit_charges, deal.backsourcing.notice
    most = _amount(terms.termination_payment_cap, currency)
    if terms.termination_payment != "none" and most and (notice is None or notice.ground in _PAID_ON):
        day = timetable.key_dates.day("ends")
        basis = f"at most, {terms.termination_payment}"
        yield CostLine("ending", "Termination Payment", most, basis, day, day)


def _duplicate(timetable: Timetable, deal: Deal, currency: str) -> Iterator[CostLine]:
    """The Charges of each function while it runs in parallel, for it is paid for on both sides."""
    for service in deal.services:
        annual = _amount(service.annual_charge, currency)
        entry = next((one for one in timetable.of_entry("parallel-running") if one.task.function == service.name), None)
        if service.backsource and annual and entry and entry.start and entry.finish:
            days = (entry.finish - entry.start).days + 1
            total = (annual * days / _YEAR).quantize(_CENT, ROUND_HALF_UP)
            basis = f"{days} days of parallel running at the annual charge"
            yield CostLine("duplicate running", service.name, total, basis, entry.start, entry.finish)


def _own(timetable: Timetable, deal: Deal, currency: str) -> Iterator[CostLine]:
    first, last = _whole(timetable)
    for item in deal.plan.costs.items:
        total = _amount(item.total, currency)
        start, end = item.first or first, item.last or last
        if total is not None:
            dated = start is not None and end is not None and end >= start
            yield CostLine(item.kind, item.name, total, "the deal", *((start, end) if dated else (None, None)))


def _whole(timetable: Timetable) -> tuple[datetime.date | None, datetime.date | None]:
    starts: Iterable[datetime.date] = (entry.start for entry in timetable.tasks if entry.start)
    last = timetable.values.get("exit.work_ends")
    return min(starts, default=None), last if isinstance(last, datetime.date) else None


def _runs(deal: Deal, currency: str) -> Iterator[RunCost]:
    home = {cost.function.casefold(): _amount(cost.annual, currency) for cost in deal.plan.costs.at_home}
    for service in deal.services:
        if service.backsource:
            yield RunCost(service.name, _amount(service.annual_charge, currency), home.get(service.name.casefold()))
