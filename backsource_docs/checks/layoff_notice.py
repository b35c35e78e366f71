"""A mass layoff comes sooner than the notice to employees allows

Under the WARN Act an employer gives written notice 60 days before a plant closing or mass layoff; some states, New York
and New Jersey among them, ask for 90. The supplier can give it only after it has the notice of the exit, so the first
function cannot move earlier.

Bad:
    staff: {regime: warn}, a notice received on 9 June 2028 and a function live in-house on 14 July 2028

Good:
    staff: {regime: warn}, a notice received on 9 June 2028 and a function live in-house on 27 October 2028
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backsource_docs.checks.early_moves import early_moves
from backsource_docs.checks.frame import Bundle
from backsource_docs.deal.backsourcing import Milestone
from backsource_docs.findings import Finding
from backsource_docs.values import Period

__all__ = ["CODE", "LEAD", "STATE_LEAD", "find"]

CODE = "NM06"
LEAD, STATE_LEAD = Period(60, "day"), Period(90, "day")
_LONGER_STATE = re.compile(r"\b(?:New York|New Jersey|NY|NJ)\b")


def find(bundle: Bundle) -> Iterator[Finding]:
    """Functions that move before the notice to employees can have run."""
    for early in early_moves(bundle, "warn", "stf-us-warn", _lead):
        message = (
            f"{early.name}: layoffs need {early.lead}' notice, given by {early.due} ({early.under}), but the supplier"
            f" has the notice of the exit only on {early.received}."
        )
        yield early.finding(bundle, CODE, message)


def _lead(bundle: Bundle, milestone: Milestone) -> tuple[Period, str]:
    """How long before the move, by the places of the people who work on the function."""
    groups = [group for group in bundle.file.deal.staff.groups if group.service in (None, milestone.service)]
    longer = any(_LONGER_STATE.search(group.location or "") for group in groups)
    return (STATE_LEAD, "warn-state") if longer else (LEAD, "warn-2102-a")
