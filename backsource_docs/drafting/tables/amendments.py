"""The tables of amendments: what changes in scope and price, and the milestones of a recovery."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from backsource_docs.deal.amendment import RecoveryMilestone
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import Listed, Listing, table_of
from backsource_docs.tree import Cell, Table, Text

__all__ = ["AMENDMENT_TABLES"]


def _effect(milestone: RecoveryMilestone) -> str:
    return "critical" if milestone.critical else "ordinary"


def _conditions(filler: Filler) -> Table:
    """The conditions precedent, one in a row, since their words hold commas of their own."""
    path = "amendment.conditions"
    given = filler.file.deal.amendment.conditions
    rows: list[tuple[str | Cell, ...]] = [
        (str(number), (Text(condition, path=f"{path}[{number}]"),)) for number, condition in enumerate(given, 1)
    ]
    columns = [("No.", 0.6), ("Condition", 7.0)]
    return table_of("conditions-precedent", "Conditions", columns, rows or [("1", (filler.value(path),))])


_LISTINGS = {
    "scope-changes": Listing(
        "Changes of scope and Charges",
        "amendment.scope",
        (
            Listed("Service Function", "service", 1.8),
            Listed("From", "starts", 1.5),
            Listed("Change", "change", 1.5),
            Listed("Details", "details", 3.2),
            Listed("Yearly Charge before", "charge_before", 1.6, right=True),
            Listed("Yearly Charge after", "charge_after", 1.6, right=True),
        ),
    ),
    "recovery-milestones": Listing(
        "Recovery Milestones",
        "amendment.milestones",
        (
            Listed("Recovery Milestone", "name", 2.8),
            Listed("Date", "date", 1.5),
            Listed("Evidence", "test", 3.2),
            Listed("Kind", _effect, 1.0),
        ),
    ),
}

AMENDMENT_TABLES: Mapping[str, Callable[[Filler], Table]] = {
    **{name: partial(listing.build, name) for name, listing in _LISTINGS.items()},
    "conditions-precedent": _conditions,
}
