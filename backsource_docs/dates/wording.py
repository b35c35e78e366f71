"""A derivation in words: what was counted from which day, what was skipped, what the end of a month did."""

from __future__ import annotations

import datetime

from msgspec import Struct

from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.reckoning import said
from backsource_docs.values import Period, print_date

__all__ = ["Words", "counting_rules", "skipped"]

_DAY = datetime.timedelta(days=1)
_FIRST_DOUBTFUL = 29


class Words(Struct, frozen=True):
    """Says what was counted, in the locale of the deal."""

    locale: str

    def shown(self, day: datetime.date) -> str:
        return print_date(day, self.locale)

    def counted(
        self, start: datetime.date, name: str, sign: str, lead: Period, found: datetime.date, calendar: BusinessCalendar
    ) -> str:
        """ "31 March 2027 (the Expiry Date) minus 6 months is 30 September 2026"."""
        count = f"{self.shown(start)} ({name}) {sign} {said(lead)}"
        return f"{count} is {self.shown(found)}{month_end(start, lead, found)}{_between(start, found, lead, calendar)}"

    def moved(self, found: datetime.date, day: datetime.date, calendar: BusinessCalendar) -> str:
        """What a day that is no Business Day does: nothing where it is one."""
        if found == day:
            return ""
        side = "before" if day < found else "after"
        return f", {closed_as(calendar, found)}, so {self.shown(day)}, the Business Day {side}"


def closed_as(calendar: BusinessCalendar, day: datetime.date) -> str:
    """ "a Sunday", "Easter Monday"."""
    why = calendar.why_closed(day)
    return f"a {why}" if why.endswith("day") and why in ("Saturday", "Sunday", "closing day") else why


def month_end(start: datetime.date, lead: Period, found: datetime.date) -> str:
    """What the calendar did where the last month has no day of the same number."""
    if lead.unit not in ("month", "year") or found.day == start.day:
        return ""
    month = f"{found:%B}" + (f" {found.year}" if found.month == 2 else "")
    return f" ({month} has no day {start.day}, so its last day)"


def skipped(calendar: BusinessCalendar, one: datetime.date, other: datetime.date) -> str:
    """The named days between two days that do not count and are no weekend: "Good Friday and Easter Monday skipped"."""
    first, last = sorted((one, other))
    days = (first + _DAY * number for number in range(1, (last - first).days))
    names = list(dict.fromkeys(name for day in days if day.weekday() < 5 and (name := calendar.why_closed(day))))
    return f"{_series(names)} skipped" if names else ""


def _between(start: datetime.date, found: datetime.date, lead: Period, calendar: BusinessCalendar) -> str:
    words = skipped(calendar, start, found) if lead.unit == "business day" else ""
    return f", {words}" if words else ""


def _series(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def counting_rules(place: str, closing: str, closings: int) -> tuple[str, ...]:
    """How days are counted, each rule in a sentence; `closing` is the end of Business Hours."""
    rules = (
        f"Business Days are those of {place}; weekends and public holidays there do not count.",
        f"What is delivered after {closing}, or on a day that is no Business Day, counts on the next Business Day.",
        "A period after an event starts on the day after it; a period counted back leaves the day of the event out.",
        "Months and years lead to the day of the same number; a month without one gives its last day (31 August "
        "minus 6 months is the last day of February, the 29th in a leap year).",
        "A last day for a notice that is no Business Day moves: counted back to the Business Day before, counted "
        "forward to the one after. A Termination Date and a time that the law fixes do not move to a later day.",
        "Each last day to send is a Business Day, and leaves room for the deemed service of its method.",
    )
    own = f"{closings} closing day{'s' * (closings != 1)} of the deal: nothing is sent or delivered then, and no period"
    return (*rules, *((f"{own} gets longer.",) if closings else ()))
