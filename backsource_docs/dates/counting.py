"""How the period of a deadline leads from its start to its day."""

from __future__ import annotations

import datetime

from backsource_docs.dates.deadlines import Deadline
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.values import Period

__all__ = ["counted", "period_of", "rolled"]

_DAY = datetime.timedelta(days=1)


def period_of(text: str) -> Period | None:
    """A period in words, as clauses and laws write it; None for other words."""
    try:
        return Period.parse(text.replace("working day", "business day"))
    except ValueError:
        return None


def counted(one: Deadline, start: datetime.date, lead: Period, calendar: BusinessCalendar) -> datetime.date:
    """The day that lies the period before or after the start, before a day that is no Business Day moves."""
    if one.before:
        return calendar.before(start, lead)
    return calendar.after(start + _DAY, lead) - _DAY if one.through else calendar.after(start, lead)


def rolled(one: Deadline, raw: datetime.date, calendar: BusinessCalendar, *, fixed: bool) -> datetime.date:
    """The last day moves back from a day that is none, forward where it is counted forward and the law allows it."""
    if one.through or one.exact:
        return raw
    forward = one.first or (one.after and not fixed)
    return calendar.on_or_after(raw) if forward else calendar.on_or_before(raw)
