"""Questions about dated tasks that several rooms ask."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from backsource_docs.planning.scheduling import Scheduled

__all__ = ["last_assisted"]


def last_assisted(entries: Iterable[Scheduled]) -> Scheduled:
    """The task that ends last of those that need assistance, else of all."""
    known = list(entries)
    assisted = [entry for entry in known if entry.task.assistance]
    return max(assisted or known, key=lambda entry: entry.finish or datetime.date.min)
