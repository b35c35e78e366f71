"""A right that insolvency triggers may be void or stayed

The law of the insolvency procedure decides, whatever law the parties chose. It often bars a party from leaving only
because the other is insolvent. A notice that rests on insolvency alone may then end nothing, and a supplier that stops
may have to go on.

Bad:
    backsourcing: {notice: {ground: insolvency}}

Good:
    backsourcing: {notice: {ground: material breach, facts: charges of key subcontractors unpaid since March 2028}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backsource_docs.checks.agreed import Contract
from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "IX04"
_TRIGGER, _RESOLUTION = "ter-insolvency", "reg-resolution-continuity"
_BY_LAW: Mapping[str, str] = {
    "new-york": f"{cited('ins-us-365e')} makes such a right unenforceable in most cases, and a stay bars self-help",
    "germany": "section 119 of the German Insolvency Code (unconfirmed) can make such a right void",
    "england-and-wales": (
        f"{cited('ins-uk-233b')} bars a supplier's right against an insolvent customer, and the law of a procedure"
        " abroad may bar a customer's"
    ),
    "ireland": "the law of the procedure, above all of an examinership (unconfirmed), can stay such a right",
}


def find(bundle: Bundle) -> Iterator[Finding]:
    """A notice on insolvency alone, a supplier's right on the customer's insolvency, a missing rule on resolution."""
    yield from _called(bundle)
    for contract in bundle.agreed.contracts:
        yield from _against_customer(bundle, contract)
        yield from _without_resolution(bundle, contract)


def _called(bundle: Bundle) -> Iterator[Finding]:
    notice = bundle.file.deal.backsourcing.notice
    if notice and notice.ground == "insolvency":
        named = [one.named(_TRIGGER) for one in bundle.agreed.contracts if one.has(_TRIGGER)]
        where = f" under {named[0]}" if named else ""
        message = f"The notice{where} rests on insolvency: {_BY_LAW[bundle.file.deal.law.governing]}."
        remedy = "Let counsel where the procedure runs confirm it, and use another ground too, write its facts."
        place = bundle.line("backsourcing.notice.ground")
        yield Finding(CODE, Severity.WARNING, message, place, remedy)


def _against_customer(bundle: Bundle, contract: Contract) -> Iterator[Finding]:
    deal = bundle.file.deal
    if contract.position(_TRIGGER) == "supplier" and deal.customer.sector != "financial":
        message = (
            f"{contract.title}: {contract.named(_TRIGGER)} lets the supplier terminate when the customer is insolvent:"
            f" {_BY_LAW[deal.law.governing]}."
        )
        remedy = f"Choose the balanced position of {_TRIGGER}, or let counsel confirm what is left of the right."
        yield Finding(CODE, Severity.WARNING, message, bundle.line(f"position.clauses.{_TRIGGER}"), remedy)


def _without_resolution(bundle: Bundle, contract: Contract) -> Iterator[Finding]:
    financial = bundle.file.deal.customer.sector == "financial"
    if financial and contract.has(_TRIGGER) and contract.lacks(_RESOLUTION):
        message = (
            f"{contract.title}: {contract.named(_TRIGGER)} stands without {contract.named(_RESOLUTION)}, although a"
            f" measure of resolution alone may end nothing ({cited('ins-resolution')})."
        )
        remedy = f"Take leave_out from {_RESOLUTION} under position.clauses."
        yield Finding(CODE, Severity.WARNING, message, bundle.line(f"position.clauses.{_RESOLUTION}"), remedy)
