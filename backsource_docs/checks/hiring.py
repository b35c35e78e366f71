"""The right to hire and the waiver of non-solicitation do not go together

A promise not to solicit, given for the term, closes the way home for the people who know the work, unless it is waived
for the exit; a waiver without a right to make offers waives for nothing. The two clauses stand and fall together.

Bad:
    staff: {in_scope: 40, hire_right: no, non_solicit: 12 months}

Good:
    staff: {in_scope: 40, hire_right: yes, non_solicit: 12 months}
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "IX06"
_RIGHT, _WAIVER = "stf-hire-right", "stf-non-solicit-waiver"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Contracts with people in scope that have one of the two clauses only."""
    staff = bundle.file.deal.staff
    if not staff.in_scope or not staff.non_solicit.amount:
        return
    for contract in bundle.agreed.contracts:
        for here, missing in ((_RIGHT, _WAIVER), (_WAIVER, _RIGHT)):
            if contract.has(here) and contract.lacks(missing):
                dropped = missing == _RIGHT and not staff.hire_right
                path = "staff.hire_right" if dropped else f"position.clauses.{missing}"
                message = (
                    f"{contract.title}: {contract.named(here)} stands without {contract.named(missing)}, although one"
                    f" gives what the other would take ({cited('steps-14')})."
                )
                remedy = (
                    "Write hire_right: yes under staff, or non_solicit: 0 months."
                    if dropped
                    else f"Take leave_out from {missing} under position.clauses."
                )
                yield Finding(CODE, Severity.WARNING, message, bundle.line(path), remedy)
