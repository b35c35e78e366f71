"""The switch of a cloud service is charged for where the Data Act forbids it

Until 12 January 2027 a provider may ask for no more than the cost that a switch directly causes, and nothing from that
day on. Where assistance is paid, the clause on switching charges keeps the two apart.

Bad:
    xch-no-switching-charges: {parameters: {free_from: 2028-01-01}}

Good:
    xch-no-switching-charges: {parameters: {free_from: 2027-01-12}}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from backsource_docs.checks.agreed import Contract
from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import print_date

__all__ = ["CODE", "FREE_FROM", "find"]

CODE = "NM04"
_CLAUSE, _CHARGES = "xch-no-switching-charges", "xch-assistance-charges"
FREE_FROM = datetime.date(2027, 1, 12)


def find(bundle: Bundle) -> Iterator[Finding]:
    """Contracts that go on charging after the day, or charge for assistance without the clause that sets it apart."""
    if bundle.file.deal.data_act_may_apply:
        for contract in bundle.agreed.contracts:
            yield from _too_late(bundle, contract)
            yield from _unlimited(bundle, contract)


def _too_late(bundle: Bundle, contract: Contract) -> Iterator[Finding]:
    day = contract.value(_CLAUSE, "free_from")
    if isinstance(day, datetime.date) and day > FREE_FROM:
        locale = bundle.file.deal.locale
        message = (
            f"{contract.title}: {contract.named(_CLAUSE)} allows charges for a switch until {print_date(day, locale)},"
            f" but none are allowed from {print_date(FREE_FROM, locale)} on ({cited('da-29-1')})."
        )
        path = f"position.clauses.{_CLAUSE}.parameters.free_from"
        remedy = f"Write {FREE_FROM.isoformat()} or an earlier day for its parameter free_from."
        yield Finding(CODE, Severity.WARNING, message, bundle.line(path), remedy)


def _unlimited(bundle: Bundle, contract: Contract) -> Iterator[Finding]:
    if contract.has(_CHARGES) and contract.lacks(_CLAUSE) and bundle.file.deal.exit_charges.basis != "no charge":
        message = (
            f"{contract.title}: {contract.named(_CHARGES)} charges for assistance and {contract.named(_CLAUSE)} is left"
            f" out, so that a switch would be charged for ({cited('da-29-1', 'da-29-2-3')})."
        )
        remedy = f"Take leave_out from {_CLAUSE} under position.clauses."
        yield Finding(CODE, Severity.WARNING, message, bundle.line(f"position.clauses.{_CLAUSE}"), remedy)
