"""The notice before a cloud service is switched is longer than the Data Act allows

The customer of a data processing service must be able to start a switch on at most two months' notice. A longer period
in the contract does not bind it and shows the other side that nobody looked.

Bad:
    dat-switching-right: {parameters: {switching_notice: 3 months}}

Good:
    dat-switching-right: {parameters: {switching_notice: 2 months}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.agreed import exceeds
from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import Period

__all__ = ["CODE", "LIMIT", "find"]

CODE = "NM01"
_CLAUSE = "dat-switching-right"
LIMIT = Period(2, "month")


def find(bundle: Bundle) -> Iterator[Finding]:
    """Contracts in which a switch waits for longer than two months."""
    for contract in bundle.agreed.contracts:
        notice = contract.period(_CLAUSE, "switching_notice")
        if notice and bundle.file.deal.data_act_may_apply and exceeds(notice, LIMIT, bundle.agreed.calendar):
            message = (
                f"{contract.title}: {contract.named(_CLAUSE)} asks for notice of {notice} before a switch starts, but"
                f" at most {LIMIT} are allowed ({cited('da-25-2-d')})."
            )
            path = f"position.clauses.{_CLAUSE}.parameters.switching_notice"
            remedy = f"Write {LIMIT} or less for its parameter switching_notice."
            yield Finding(CODE, Severity.WARNING, message, bundle.line(path), remedy)
