"""A commitment to the supplier defeats partial termination

A right to end a part is worth nothing where the customer must still buy the same volume, or from nobody else. The
clause on partial termination and the clause on commitments are chosen together: a minimum falls with the part that
ends.

Bad:
    charges: {minimum_commitment: 60%} and position: {clauses: {scope-non-exclusivity: supplier}}

Good:
    charges: {minimum_commitment: 60%} and position: {clauses: {scope-non-exclusivity: balanced}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.agreed import Contract
from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "IX07"
_PART, _VOLUME = "ter-partial", "scope-non-exclusivity"


def find(bundle: Bundle) -> Iterator[Finding]:
    """A minimum that a partial termination does not reduce, and an exclusivity beside functions that come home."""
    deal = bundle.file.deal
    if deal.charges.minimum_commitment and deal.charges.minimum_commitment.amount:
        for contract in bundle.agreed.contracts:
            yield from _fixed_minimum(bundle, contract)
    if deal.charges.exclusive:
        yield from _exclusive(bundle)


def _fixed_minimum(bundle: Bundle, contract: Contract) -> Iterator[Finding]:
    if not contract.has(_PART):
        return
    share = bundle.file.deal.charges.minimum_commitment
    if contract.position(_VOLUME) == "supplier":
        why = f"{contract.named(_VOLUME)} lowers it only after a breach of the supplier or for a regulator"
        remedy = f"Choose the balanced position of {_VOLUME}, or drop minimum_commitment under charges."
        path = f"position.clauses.{_VOLUME}"
    elif contract.lacks(_VOLUME):
        why = f"{contract.named(_VOLUME)}, which would lower it, is left out"
        remedy = f"Take leave_out from {_VOLUME} under position.clauses."
        path = f"position.clauses.{_VOLUME}"
    else:
        return
    message = (
        f"{contract.title}: a minimum commitment of {share} stands against {contract.named(_PART)}, and {why}"
        f" ({cited('steps-19', 'cps230-54-g')})."
    )
    yield Finding(CODE, Severity.WARNING, message, bundle.line(path), remedy)


def _exclusive(bundle: Bundle) -> Iterator[Finding]:
    parts = [contract for contract in bundle.agreed.contracts if contract.has(_PART)]
    hybrid = any(not service.backsource for service in bundle.file.deal.services)
    if parts or hybrid:
        part = f"{parts[0].named(_PART)} gives" if parts else "functions that come home one by one need"
        message = (
            f"The supplier alone may perform the functions, but {part} a right to take a part elsewhere"
            f" ({cited('steps-19')})."
        )
        remedy = "Agree that exclusivity ends for a part with its termination, and write exclusive: no under charges."
        yield Finding(CODE, Severity.WARNING, message, bundle.line("charges.exclusive"), remedy)
