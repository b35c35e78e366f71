"""The market hears of a material exit later than four business days after the notice

A company listed in the United States reports the early end of a material agreement outside its ordinary course within
four business days. Expiry is no such end, and many outsourcings are ordinary course: counsel decides, and the deal says
so. Until counsel has, the day of the announcement is kept within the time.

Bad:
    customer: {listed: {market: NYSE, regime: us}}, a notice of 14 January 2028 and an announcement on 24 January 2028

Good:
    customer: {listed: {market: NYSE, regime: us}}, a notice of 14 January 2028 and an announcement on 20 January 2028
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity
from backsource_docs.planning.calendar import calendar_of
from backsource_docs.values import print_date

__all__ = ["CODE", "find"]

CODE = "NM07"
_CLAUSE = "cnf-inside-information"
_DAYS = 4


def find(bundle: Bundle) -> Iterator[Finding]:
    """An announcement, or a letter to investors, that comes after the report is due."""
    deal = bundle.file.deal
    notice, listed = deal.backsourcing.notice, deal.customer.listed
    if not notice or not notice.served or notice.ground == "expiry" or deal.communications.material is False:
        return
    if listed is None or listed.regime != "us":
        return
    due = calendar_of("new-york", memory=bundle.library.memory).shifted(notice.served, _DAYS)
    named = [contract.named(_CLAUSE) for contract in bundle.agreed.contracts if contract.has(_CLAUSE)]
    for path, words, day in _days(bundle):
        if day and day > due:
            message = (
                f"{words} is dated {print_date(day, deal.locale)}; if the exit is material and outside the ordinary"
                f" course, a report is due {_DAYS} business days after the notice, on {print_date(due, deal.locale)}"
                f" ({'; '.join([cited('mkt-8k-102-a1', 'mkt-8k-time'), *named[:1]])})."
            )
            remedy = (
                f"Write {due.isoformat()} or earlier, or material: no under communications if counsel has so decided."
            )
            yield Finding(CODE, Severity.WARNING, message, bundle.line(path), remedy)


def _days(bundle: Bundle) -> Iterator[tuple[str, str, datetime.date | None]]:
    notice = bundle.file.deal.backsourcing.notice
    yield "backsourcing.notice.announcement", "The announcement", notice.announcement if notice else None
    for number, group in enumerate(bundle.file.deal.communications.stakeholders):
        if group.audience == "investors":
            yield f"communications.stakeholders.{number}.told_on", "The letter to investors", group.told_on
