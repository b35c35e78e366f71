"""The time to fetch data from a cloud service is shorter than the Data Act allows

After the transition the customer of a data processing service can fetch its data for at least 30 calendar days. Twenty
business days can be fewer.

Bad:
    data: {retrieval: 14 days} and services: [{name: Hosting, cloud: yes}]

Good:
    data: {retrieval: 30 days} and services: [{name: Hosting, cloud: yes}]
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.agreed import exceeds
from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import Period

__all__ = ["CODE", "FLOOR", "find"]

CODE = "NM03"
_CLAUSE = "dat-retrieval-period"
FLOOR = Period(30, "day")


def find(bundle: Bundle) -> Iterator[Finding]:
    """Contracts with a retrieval period that can be shorter than 30 days."""
    for contract in bundle.agreed.contracts:
        period = contract.period(_CLAUSE, "retrieval")
        if period and bundle.file.deal.data_act_may_apply and exceeds(FLOOR, period, bundle.agreed.calendar):
            message = (
                f"{contract.title}: {contract.named(_CLAUSE)} leaves {period} to fetch data, but the customer of a"
                f" cloud service has at least {FLOOR} after the transition ({cited('da-25-2-g')})."
            )
            remedy = f"Write retrieval: {FLOOR} or more under data."
            yield Finding(CODE, Severity.WARNING, message, bundle.line("data.retrieval"), remedy)
