"""The day on which each audience is told, in the order of the clause on coordinated notices."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from backsource_docs.deal.communications import IN_TURN, WITH_THE_ANNOUNCEMENT
from backsource_docs.deal.deal import Deal
from backsource_docs.planning.calendar import BusinessCalendar

__all__ = ["told_on"]

_ALWAYS_TOLD = ("own staff", "customers")
_USERS_TOLD_BEFORE = 10


def told_on(deal: Deal, calendar: BusinessCalendar) -> Mapping[str, datetime.date | None]:
    """The day of each audience by its name; None for one that is not told, and while no announcement is planned.

    The market and then the staff hear it on the day of the announcement, each other audience on the next Business Day
    after the one before it. A day that the deal states for an audience comes first, and moves those after it. The
    users of a function hear it 10 Business Days before the first move, the press on the day of the customers.
    """
    entries = deal.communications.stakeholders
    stated: dict[str, datetime.date | None] = {}
    for entry in entries:  # readers of two languages hear it on the one day that an entry states
        stated[entry.audience] = stated.get(entry.audience) or entry.told_on
    notice = deal.backsourcing.notice
    latest = notice.announcement if notice else None
    days: dict[str, datetime.date | None] = {}
    for audience in (*WITH_THE_ANNOUNCEMENT, *IN_TURN):
        if audience not in stated and audience not in _ALWAYS_TOLD:
            days[audience] = None
            continue
        turn = calendar.next(latest) if latest and audience in IN_TURN else latest
        days[audience] = stated.get(audience) or turn
        latest = max((day for day in (latest, days[audience]) if day), default=None)
    turns = _further_turns(deal, calendar, days)
    return {
        **days,
        **{audience: (stated[audience] or turn) if audience in stated else None for audience, turn in turns},
    }


def _further_turns(
    deal: Deal, calendar: BusinessCalendar, days: Mapping[str, datetime.date | None]
) -> Iterator[tuple[str, datetime.date | None]]:
    """The day of each audience that is told only where the deal names it, unless the deal states a day."""
    notice, consultation = deal.backsourcing.notice, deal.staff.consultation
    moves = [milestone.date for milestone in deal.backsourcing.milestones if milestone.service and milestone.date]
    yield "employee representatives", consultation.starts if consultation else days["own staff"]
    yield "regulator", notice.served if notice else None
    yield "supplier staff", days["own staff"]
    yield "business customers", days["customers"]
    yield "subcontractors", days["vendors"] or days["customers"]
    yield "it users", calendar.shifted(min(moves), -_USERS_TOLD_BEFORE) if moves else None
    yield "press", days["customers"]
