"""One clock for the move stands in for the other

Two times run at an exit. One limits the provider: a switch of a cloud service takes at most 30 days, or 7 months where
30 days are technically unfeasible. The other protects the customer: the time for which the supplier must go on and
help, as long as a critical service needs. The first is no reason to shorten the second, so each has its own clause and
its own length.

Bad:
    services: [{name: Hosting, cloud: yes}] and backsourcing: {assistance: 3 months}

Good:
    services: [{name: Hosting, cloud: yes}] and backsourcing: {assistance: 12 months}
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.agreed import Contract, exceeds
from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import Period

__all__ = ["CODE", "LONGEST_SWITCH", "find"]

CODE = "IX01"
_EXIT, _SWITCH = "tra-assistance-period", "dat-switching-transition"
LONGEST_SWITCH = Period(7, "month")


def find(bundle: Bundle) -> Iterator[Finding]:
    """Contracts with one of the two clocks only, or with assistance that is shorter than a switch may take."""
    if bundle.file.deal.data_act_may_apply:
        for contract in bundle.agreed.contracts:
            yield from _one_only(bundle, contract)
            yield from _too_short(bundle, contract)


def _one_only(bundle: Bundle, contract: Contract) -> Iterator[Finding]:
    for here, missing in ((_EXIT, _SWITCH), (_SWITCH, _EXIT)):
        if contract.has(here) and contract.lacks(missing):
            message = (
                f"{contract.title}: {contract.named(here)} sets the only time for the move, because"
                f" {contract.named(missing)} is left out; {cited('da-25-2-a')} and {cited('dora-30-3-f-i')} ask for two"
                " times that do not shorten each other."
            )
            remedy = f"Take leave_out from {missing} under position.clauses."
            yield Finding(CODE, Severity.WARNING, message, bundle.line(f"position.clauses.{missing}"), remedy)


def _too_short(bundle: Bundle, contract: Contract) -> Iterator[Finding]:
    period = contract.period(_EXIT, "assistance")
    comes_home = any(service.cloud and service.backsource for service in bundle.file.deal.services)
    if period and comes_home and contract.has(_SWITCH) and exceeds(LONGEST_SWITCH, period, bundle.agreed.calendar):
        message = (
            f"{contract.title}: the assistance of {period} in {contract.named(_EXIT)} is shorter than the"
            f" {LONGEST_SWITCH} that a switch under {contract.named(_SWITCH)} may take ({cited('da-25-4')}); the limit"
            f" of the switch is no measure for the exit ({cited('dora-30-3-f-i')})."
        )
        remedy = f"Write assistance: {LONGEST_SWITCH} or more under backsourcing."
        yield Finding(CODE, Severity.WARNING, message, bundle.line("backsourcing.assistance"), remedy)
