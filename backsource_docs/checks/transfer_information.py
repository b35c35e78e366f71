"""The information on employees is due before the supplier has the notice

Under TUPE the supplier gives the new employer the information on each transferring employee at least 28 days before the
transfer. Where the first function moves sooner after the notice than that, the duty cannot be met.

Bad:
    staff: {regime: tupe}, a notice received on 17 January 2028 and a function live in-house on 1 February 2028

Good:
    staff: {regime: tupe}, a notice received on 17 January 2028 and a function live in-house on 1 March 2028
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.early_moves import early_moves
from backsource_docs.checks.frame import Bundle
from backsource_docs.findings import Finding
from backsource_docs.values import Period

__all__ = ["CODE", "LEAD", "find"]

CODE = "NM05"
LEAD = Period(28, "day")


def find(bundle: Bundle) -> Iterator[Finding]:
    """Functions that move less than 28 days after the supplier has the notice."""
    for early in early_moves(bundle, "tupe", "stf-staff-information", lambda *_: (LEAD, "tupe-11")):
        message = (
            f"{early.name}: the information on employees is due {LEAD} before, on {early.due} ({early.under}), but the"
            f" supplier has the notice only on {early.received}."
        )
        yield early.finding(bundle, CODE, message)
