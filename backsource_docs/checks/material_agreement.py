"""The regulator of an Australian financial firm is told too late

A firm that APRA supervises tells it within 20 business days after it enters into or materially changes an agreement for
a critical operation. An exit is such a change, so the letter to the regulator has its own last day.

Bad:
    customer: {country: AU, sector: financial}, a critical function, a notice of 14 January 2028 and no day for APRA

Good:
    communications: {stakeholders: [{audience: regulator, name: APRA, told_on: 2028-01-17}]}
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.deal.communications import Stakeholder
from backsource_docs.findings import Finding, Severity
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.values import print_date

__all__ = ["CODE", "find"]

CODE = "NM08"
_CLAUSE = "reg-notifications-support"
_DAYS = 20


def find(bundle: Bundle) -> Iterator[Finding]:
    """A letter to the regulator that the deal dates too late, or does not date."""
    deal = bundle.file.deal
    notice = deal.backsourcing.notice
    supervised = deal.customer.country == "AU" and deal.customer.sector == "financial"
    if not supervised or not notice or not notice.served or not any(service.critical for service in deal.services):
        return
    due = BusinessCalendar("AU", "NSW", memory=bundle.library.memory).shifted(notice.served, _DAYS)
    told = [(group.told_on, number) for number, group in _regulators(bundle) if group.told_on]
    if told and min(told)[0] <= due:
        return
    named = [contract.named(_CLAUSE) for contract in bundle.agreed.contracts if contract.has(_CLAUSE)]
    path = f"communications.stakeholders.{min(told)[1]}.told_on" if told else "communications.stakeholders"
    said = f"only on {print_date(min(told)[0], deal.locale)}" if told else "on no stated day"
    message = (
        f"The regulator is told {said}, but the change of an agreement for a critical operation is notified within"
        f" {_DAYS} business days, by {print_date(due, deal.locale)} ({'; '.join([cited('cps230-59'), *named[:1]])})."
    )
    remedy = f"Give the stakeholder with audience: regulator a told_on of {due.isoformat()} or earlier."
    yield Finding(CODE, Severity.WARNING, message, bundle.line(path), remedy)


def _regulators(bundle: Bundle) -> Iterator[tuple[int, Stakeholder]]:
    groups = enumerate(bundle.file.deal.communications.stakeholders)
    yield from ((number, group) for number, group in groups if group.audience == "regulator")
