"""Cut-over dates against the days on which the plan lets nothing move."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Severity
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.values import print_date

__all__ = ["crowded_days"]

_DAY = datetime.timedelta(days=1)


def crowded_days(file: DealFile, calendar: BusinessCalendar) -> Iterator[Finding]:
    """Milestones of functions on a peak day, and critical functions that would move on the day of another."""
    coming = {service.name: service for service in file.deal.services if service.backsource}
    stones = [
        (number, stone.service, stone.date)
        for number, stone in enumerate(file.deal.backsourcing.milestones)
        if stone.service in coming and stone.date
    ]
    for number, name, day in stones:
        others = [other for place, other, date in stones if date == day and other != name]
        why = _peak(day, calendar)
        if others and name and coming[name].critical:
            why = f"{name} is critical and {others[0]} moves on the same day"
        if why:
            message = (
                f"The cut-over of {name} on {print_date(day, file.deal.locale)} breaks the plan's own rule: {why}."
            )
            place = file.source.place(("backsourcing", "milestones", number, "date"))
            yield Finding("KD10", Severity.WARNING, message, place, "Move the milestone to a quieter day.")


def _peak(day: datetime.date, calendar: BusinessCalendar) -> str:
    """Why nothing should move on the day; empty where nothing speaks against it."""
    if not calendar.is_open(day):
        return "it is no Business Day"
    if calendar.shifted(day, 2).month != day.month:
        return "it is one of the last 2 Business Days of the month"
    if calendar.shifted(day, -2).month != day.month:
        return "it is one of the first 2 Business Days of the month"
    beside = [day - _DAY, day + _DAY]
    if any(near.weekday() < 5 and not calendar.is_open(near) for near in beside):
        return "it lies beside a public holiday"
    return ""
