"""The time for a switch is longer than the Data Act allows

A provider completes its part of a switch within 30 calendar days after the notice period. Only where it shows within 14
working days that this is technically unfeasible may it take longer, and then at most seven months; the customer alone
may extend, once. The longer time is an exception that the clause states, never its ordinary length.

Bad:
    dat-switching-transition: {parameters: {transition: 3 months}}

Good:
    dat-switching-transition: {parameters: {transition: 30 days}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.agreed import exceeds
from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import Period

__all__ = ["CODE", "LIMIT", "UNFEASIBLE", "find"]

CODE = "NM02"
_CLAUSE = "dat-switching-transition"
LIMIT, UNFEASIBLE = Period(30, "day"), Period(7, "month")


def find(bundle: Bundle) -> Iterator[Finding]:
    """Contracts in which a switch takes longer than 30 days without a reason given for it."""
    for contract in bundle.agreed.contracts:
        length = contract.period(_CLAUSE, "transition")
        if length and bundle.file.deal.data_act_may_apply and exceeds(length, LIMIT, bundle.agreed.calendar):
            message = (
                f"{contract.title}: {contract.named(_CLAUSE)} gives the provider {length} for a switch, but at most"
                f" {LIMIT} are allowed ({cited('da-25-2-a')}), and up to {UNFEASIBLE} only where the provider shows"
                f" within 14 working days that this is technically unfeasible ({cited('da-25-4')})."
            )
            path = f"position.clauses.{_CLAUSE}.parameters.transition"
            remedy = f"Write {LIMIT} or less for its parameter transition; the clause states the exception itself."
            yield Finding(CODE, Severity.WARNING, message, bundle.line(path), remedy)
