"""A final document still has blanks

A document for signature may not leave anything open: the blank would be filled in by whoever signs last. This code
appears only with --final, and nothing is written until it is gone.

Bad:
    The Supplier's address is [● registered address].

Good:
    The Supplier's address is 3 Foundry Wharf, Reading RG1 8LS.
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.blank import open_values
from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.remedy import place_of, remedy_for
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "FI01"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Each open value once."""
    for blank, where in open_values(bundle):
        message = f"A final document has no blanks, but {blank.label} is open: {where}."
        yield Finding(CODE, Severity.ERROR, message, place_of(bundle, blank), remedy_for(bundle, blank, final=True))
