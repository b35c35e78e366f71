"""A letter names people of the other side

A letter to many readers names those who sign it and those who answer questions, and nobody else. The name of a person
who may transfer, or of a manager of the outsourcer, is personal data and a target.

Bad:
    effect: Devan Rao and the team in Leeds will join us.

Good:
    effect: The service desk keeps its number and its hours.
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.messages import said, unsaid
from backsource_docs.deal.deal import Deal
from backsource_docs.findings import Finding

__all__ = ["CODE", "find"]

CODE = "CM08"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Names of the outsourcer's people in letters to people."""
    names = sorted({name for name in _names(bundle.file.deal) if name})
    pattern = said(names)
    remedy = "Leave the name out; write the role, or the contact that answers questions."
    yield from unsaid(
        bundle, CODE, pattern, lambda name: f"{name} is named, whose data these readers do not need.", remedy
    )


def _names(deal: Deal) -> Iterator[str | None]:
    """The people of the outsourcer, its suppliers and partners, as the deal names them."""
    yield from (person.name for person in deal.staff.key_personnel)
    governance = deal.governance
    yield from (governance.supplier_exit_manager.name, governance.supplier_relationship_manager.name)
    yield from (
        member.name for member in governance.exit_committee.members if member.side not in ("customer", "end users")
    )
