"""Events from which the time for a notice runs: what the deal records of them, and how a derivation calls them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from backsource_docs.deal.deal import Deal

__all__ = ["EVENTS", "LAST_FACT", "STEPS", "has_gone", "recorded"]

LAST_FACT = "last fact"
STEPS: Mapping[str, str] = {
    "breach notice": "receipt of the Breach Notice",
    "cure period ended": "the end of the Cure Period",
    "cannot be remedied": "the day on which it was clear that the breach cannot be remedied",
    "repeated breach warning": "receipt of the Repeated Breach Warning",
    "final warning": "receipt of the final warning",
    "intention notice": "receipt of the notice of intention",
    "negotiation began": "the start of the Negotiation Period",
    "negotiation ended": "the end of the negotiation",
    "meeting asked for": "the request for a meeting of executives",
    "executives met": "the meeting of executives",
    "told of the change of control": "the later of the Change of Control and receipt of the Supplier's notice of it",
    "concern notice": "receipt of the notice of the concern",
    "objection": "receipt of the objection",
    "measures not in place": "the end of the time for measures",
    "correction time ended": "the end of the time for correction",
    "demand of the regulator": "the demand of the Regulator",
    "request for a remedy": "the request for a remedy",
    "emergency": "the start of the emergency",
    "asset list received": "receipt of the complete list of Assets",
    "service report received": "receipt of the Service Report",
    "learned of the breach": "the day on which the Relationship Manager learned of the breach",
}
# What no notice records, and what each notice counts under its own ground.
EVENTS: Mapping[str, str] = {
    **STEPS,
    LAST_FACT: "the latest event that gives the right",
    "insolvency ended": "the day on which the Customer learns that the Insolvency Event has ended",
    "performance restored": "receipt of the Supplier's notice that performance is fully restored",
}


def recorded(deal: Deal, kind: str, event: str) -> datetime.date | None:
    """The latest day of the event as the last notice of the kind in the deal records it; None where none does."""
    for notice in reversed([one for one in deal.notices if one.kind == kind]):
        steps = [step.day for step in notice.record if step.step == event]
        days = [fact.day for fact in notice.facts] if event == LAST_FACT else steps
        if days:
            return max(days)
    return None


def has_gone(deal: Deal, kind: str, as_of: datetime.date) -> bool:
    """Whether the deal has a notice of the kind that was sent by the day."""
    return any(one.served is not None and one.served <= as_of for one in deal.notices if one.kind == kind)
