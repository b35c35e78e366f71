"""What a plan says of itself: how far the exit has come on the day on which the plan is made."""

from __future__ import annotations

import datetime

from backsource_docs.deal.deal import Deal
from backsource_docs.planning.reckoning import KeyDates
from backsource_docs.values import print_date

__all__ = ["notice_sentence", "plan_state"]


def plan_state(deal: Deal, key_dates: KeyDates, as_of: datetime.date) -> str:
    """The state of the plan in a few words: a standing plan, an exit in preparation, an exit that is called."""
    made = print_date(as_of, deal.locale)
    if deal.backsourcing.notice is None:
        return f"Standing plan, no exit called, as known on {made}"
    sent = key_dates.day("notice_sent")
    if sent is None or as_of < sent:
        return f"Draft for an exit in preparation; dates from the notice on are planned, as known on {made}"
    return f"Plan of a called exit, dates as known on {made}"


def notice_sentence(deal: Deal, key_dates: KeyDates, as_of: datetime.date) -> str:
    """A sentence that says whether the notice has gone, with its dates; in a standing plan that there is none."""
    sent, received = key_dates.day("notice_sent"), key_dates.day("notice_deemed")
    if sent is None or received is None:
        return "No notice has been sent, and none has a date."
    day, counts = print_date(sent, deal.locale), print_date(received, deal.locale)
    if as_of < sent:
        made = print_date(as_of, deal.locale)
        return (
            f"On {made}, the day of this draft, the notice has not been sent: it is planned for {day} and will then "
            f"count as received on {counts}."
        )
    return f"The notice was sent on {day} and counts as received on {counts}."
