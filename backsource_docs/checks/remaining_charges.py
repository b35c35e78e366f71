"""The termination payment is as high as all remaining charges

A right to leave that costs as much as to stay is none. A court may take the sum for a penalty, and for cloud services
the Data Act admits early termination penalties only where they are proportionate. The rule compares the payment with
the charges from the termination date to expiry; while no date is set, from the first day on which the customer may end.

Bad:
    charges: {annual: "GBP 1,200,000"}, exit_charges: {termination_payment_cap: "GBP 3,600,000"}, 3 years to go

Good:
    charges: {annual: "GBP 1,200,000"}, exit_charges: {termination_payment_cap: "GBP 300,000"}, 3 years to go
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from backsource_docs.checks.agreed import Contract
from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import Money, Percent, print_date

__all__ = ["CODE", "find"]

CODE = "IX05"
_CLAUSE = "xch-termination-payment"
_CAP = "exit_charges.termination_payment_cap"


def find(bundle: Bundle) -> Iterator[Finding]:
    """A termination payment that reaches the charges for the rest of the term."""
    deal = bundle.file.deal
    start, end = _rest(bundle)
    annual = deal.charges.annual
    if deal.exit_charges.termination_payment == "none" or annual is None or start is None or end is None:
        return
    rest = Money((annual.amount * _years(start, end)).quantize(Decimal(1)), annual.currency)
    for contract in bundle.agreed.contracts:
        payment = _highest(bundle, contract, start, end)
        if payment and payment.currency == rest.currency and rest.amount <= payment.amount:
            message = (
                f"{contract.title}: the termination payment of up to {payment} in {contract.named(_CLAUSE)} is as high"
                f" as all charges from {print_date(start, deal.locale)} to expiry, about {rest}; {cited('da-rec-89')}"
                " admits only proportionate ones, and a court may call it a penalty."
            )
            remedy = f"Lower {_CAP} in the deal to the costs that are still unpaid."
            yield Finding(CODE, Severity.WARNING, message, bundle.line(_CAP), remedy)


def _rest(bundle: Bundle) -> tuple[datetime.date | None, datetime.date | None]:
    """From the termination date, or the first one that is allowed, to expiry; no time where nothing is left."""
    dates = bundle.agreed.dates
    start, end = dates.day("ends") or dates.day("lock_in_ends"), dates.day("expiry")
    return (start, end) if start and end and start < end else (None, None)


def _years(start: datetime.date, end: datetime.date) -> Decimal:
    """The time from one day to another, both included."""
    time = relativedelta(end + datetime.timedelta(days=1), start)
    return Decimal(time.years) + Decimal(time.months) / 12 + Decimal(time.days) / 365


def _highest(bundle: Bundle, contract: Contract, start: datetime.date, end: datetime.date) -> Money | None:
    """The most that may be payable on the start; None where the contract has no payment or leaves the cap blank."""
    deal = bundle.file.deal
    cap, share = contract.value(_CLAUSE, "payment_cap"), contract.value(_CLAUSE, "opening_share")
    term = deal.term.commencement
    falls = deal.exit_charges.termination_payment == "declining percentage"
    if falls and isinstance(share, Percent) and deal.charges.annual and term and term < end:
        left = _years(start, end) / _years(term, end)
        amount = (deal.charges.annual.amount * share.amount / 100 * left).quantize(Decimal(1))
        capped = min(amount, cap.amount) if isinstance(cap, Money) else amount
        return Money(capped, deal.charges.annual.currency)
    return cap if isinstance(cap, Money) else None
