"""A part comes home and nothing divides price or shared things

Where only some functions come home, the price of the rest must be set anew, and contracts, licences and assets that
serve both parts must be divided or shared for a time. That needs a charge for each function that leaves, the clause on
partial termination, and the clauses that divide.

Bad:
    services: [{name: Payroll}, {name: Network, backsource: no}] without annual_charge

Good:
    services: [{name: Payroll, annual_charge: "GBP 90,000"}, {name: Network, backsource: no}]
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.agreed import Contract
from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.phrases import series
from backsource_docs.checks.provisions import cited
from backsource_docs.deal.deal import Deal
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "IX08"
_PART = "ter-partial"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Functions that leave a hybrid without a price of their own, and shared things without a clause that divides."""
    deal = bundle.file.deal
    leaves = any(service.backsource for service in deal.services)
    stays = any(not service.backsource for service in deal.services)
    if leaves and stays:
        yield from _unpriced(bundle)
        for contract in bundle.agreed.contracts:
            yield from _undivided(bundle, contract)


def _unpriced(bundle: Bundle) -> Iterator[Finding]:
    contract = next((one for one in bundle.agreed.contracts if one.has(_PART)), None)
    for number, service in enumerate(bundle.file.deal.services):
        if contract and service.backsource and service.annual_charge is None:
            message = (
                f"{service.name} comes home and has no charge of its own, so {contract.named(_PART)} has nothing to"
                f" take from the price of the functions that stay ({cited('steps-19')})."
            )
            remedy = f"Write annual_charge for {service.name}, in the currency of the charges."
            place = bundle.line(f"services.{number}.name")
            yield Finding(CODE, Severity.WARNING, message, place, remedy)


def _undivided(bundle: Bundle, contract: Contract) -> Iterator[Finding]:
    for missing, things in _needed(bundle.file.deal):
        if contract.lacks(missing):
            message = (
                f"{contract.title}: some functions stay with the supplier and {series(things)} serve both parts, but"
                f" {contract.named(missing)}, which divides them, is left out ({cited('steps-19')})."
            )
            remedy = f"Take leave_out from {missing} under position.clauses."
            yield Finding(CODE, Severity.WARNING, message, bundle.line(f"position.clauses.{missing}"), remedy)


def _needed(deal: Deal) -> Iterator[tuple[str, list[str]]]:
    """The clauses that divide, each with the things of this deal for which it is needed."""
    contracts = [contract.name for contract in deal.third_party_contracts if contract.shared]
    assets = [asset.name for asset in deal.assets if asset.kind == "shared"]
    licences = [licence.software for licence in deal.licences if licence.holder == "supplier"]
    yield _PART, ["prices", *contracts, *assets]
    needs = (("con-novation", contracts), ("ast-shared-assets", assets), ("ipx-third-party-licences", licences))
    yield from ((clause, things) for clause, things in needs if things)
