"""Functions that come home before a duty to tell employees can have been met, which begins with the notice."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from msgspec import Struct

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.deal.backsourcing import Milestone
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import Period, after, before, print_date

__all__ = ["Early", "early_moves"]


class Early(Struct, frozen=True):
    """A milestone that comes too early: the period before it, the day on which that begins, the rule and our clause.

    `due` and `received` are days as the deal prints them; the period begins before the supplier has the notice.
    """

    name: str
    lead: Period
    due: str
    received: str
    under: str
    free: datetime.date
    path: str

    def finding(self, bundle: Bundle, code: str, message: str) -> Finding:
        """The finding at the milestone, with the first day that leaves enough time."""
        remedy = f"Write {self.free.isoformat()} or later, or serve the notice sooner."
        return Finding(code, Severity.WARNING, message, bundle.line(self.path), remedy)


def early_moves(
    bundle: Bundle, regime: str, clause: str, lead_of: Callable[[Bundle, Milestone], tuple[Period, str]]
) -> Iterator[Early]:
    """The milestones of functions whose period before the move begins before the supplier has the notice.

    `lead_of` gives the period of a milestone and the provision that asks for it; nothing is found where nobody is in
    scope or another regime applies.
    """
    deal = bundle.file.deal
    received = bundle.agreed.dates.day("notice_deemed")
    if not received or not deal.staff.in_scope or deal.staff.regime != regime:
        return
    named = [contract.named(clause) for contract in bundle.agreed.contracts if contract.has(clause)]
    for number, milestone in enumerate(deal.backsourcing.milestones):
        lead, rule = lead_of(bundle, milestone)
        due = before(milestone.date, lead) if milestone.date and milestone.service else None
        if due and due < received:
            yield Early(
                milestone.name,
                lead,
                print_date(due, deal.locale),
                print_date(received, deal.locale),
                " and ".join([cited(rule), *named[:1]]),
                after(received, lead),
                f"backsourcing.milestones.{number}.date",
            )
