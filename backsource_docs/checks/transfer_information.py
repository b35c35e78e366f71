"""The information on employees is due before the supplier has the notice

Under TUPE the supplier gives the new employer the information on each transferring employee at least 28 days before the
transfer. Where the first function moves sooner after the notice than that, the duty cannot be met.

Bad:
    staff: {regime: tupe}, a notice received on 17 January 2028 and a function live in-house on 1 February 2028

Good:
    staff: {regime: tupe}, a notice received on 17 January 2028 and a function live in-house on 1 March 2028
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import Period, after, before, print_date

__all__ = ["CODE", "LEAD", "find"]

CODE = "NM05"
_CLAUSE = "stf-staff-information"
LEAD = Period(28, "day")


def find(bundle: Bundle) -> Iterator[Finding]:
    """Functions that move less than 28 days after the supplier has the notice."""
    deal = bundle.file.deal
    received = bundle.agreed.dates.day("notice_deemed")
    if not received or not deal.staff.in_scope or deal.staff.regime != "tupe":
        return
    named = [contract.named(_CLAUSE) for contract in bundle.agreed.contracts if contract.has(_CLAUSE)]
    under = f" and {named[0]}" if named else ""
    for number, milestone in enumerate(deal.backsourcing.milestones):
        due = before(milestone.date, LEAD) if milestone.date and milestone.service else None
        if due and due < received:
            message = (
                f"{milestone.name}: the information on employees is due {LEAD} before, on"
                f" {print_date(due, deal.locale)} ({cited('tupe-11')}{under}), but the supplier has the notice only on"
                f" {print_date(received, deal.locale)}."
            )
            remedy = f"Write {after(received, LEAD).isoformat()} or later, or serve the notice sooner."
            place = bundle.line(f"backsourcing.milestones.{number}.date")
            yield Finding(CODE, Severity.WARNING, message, place, remedy)
