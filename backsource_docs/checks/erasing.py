"""Erasure does not fit behind the retrieval of data

Data are erased after the customer could fetch them, and the last copies live on in backups. The order is fixed:
transition, retrieval, erasure, backups. Where one of the two clauses is left out, the order has a hole; where the last
phase of the plan ends before the backups have run out, nobody is left to receive the certificate.

Bad:
    data: {retrieval: 60 days, backup_cycle: 90 days} and a last phase that ends 30 days after the assistance

Good:
    data: {retrieval: 60 days, backup_cycle: 90 days} and a last phase that ends 150 days after the assistance
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.agreed import Contract
from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import print_date

__all__ = ["CODE", "find"]

CODE = "IX02"
_FETCH, _ERASE = "dat-retrieval-period", "dat-erasure"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Contracts with one of the two clauses only, and plans that end before the erasure or the backups."""
    for contract in bundle.agreed.contracts:
        yield from _one_only(bundle, contract)
    yield from _plan_too_short(bundle)


def _one_only(bundle: Bundle, contract: Contract) -> Iterator[Finding]:
    for here, missing in ((_FETCH, _ERASE), (_ERASE, _FETCH)):
        if contract.has(here) and contract.lacks(missing):
            message = (
                f"{contract.title}: {contract.named(here)} stands without {contract.named(missing)}, so the order of"
                f" retrieval and erasure is open ({cited('da-25-2-g', 'da-25-2-h')}, where it applies)."
            )
            remedy = f"Take leave_out from {missing} under position.clauses."
            yield Finding(CODE, Severity.WARNING, message, bundle.line(f"position.clauses.{missing}"), remedy)


def _plan_too_short(bundle: Bundle) -> Iterator[Finding]:
    deal = bundle.file.deal
    ends = [(phase.end, number) for number, phase in enumerate(deal.backsourcing.phases) if phase.end]
    dates = bundle.agreed.dates
    fetched, erased, gone = (dates.day(name) for name in ("retrieval_ends", "erasure_due", "backups_erased"))
    if not ends or fetched is None or erased is None or gone is None:
        return
    last, number = max(ends)
    if last < max(erased, gone):
        shown = [print_date(day, deal.locale) for day in (last, fetched, erased, gone)]
        message = (
            f"The last phase ends on {shown[0]}, before the data are gone: retrieval ends on {shown[1]}, erasure is due"
            f" on {shown[2]}, the last backup is overwritten on {shown[3]} ({cited('da-25-2-h')}, where it applies)."
        )
        remedy = f"Let the phase end on {max(erased, gone).isoformat()} or later, or shorten the periods under data."
        place = bundle.line(f"backsourcing.phases.{number}.end")
        yield Finding(CODE, Severity.WARNING, message, place, remedy)
