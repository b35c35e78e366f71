"""Business days of a place: which days count, and how periods are counted in them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, field

from backsource_docs.memory import Memory, fingerprint, version_file
from backsource_docs.values import Period, after, before

__all__ = ["BusinessCalendar", "calendar_of"]

_DAY = datetime.timedelta(days=1)
_MINUTES_OF_A_DAY = 1440
_WEEKEND = ("Saturday", "Sunday")


class BusinessCalendar(Struct, frozen=True):
    """The business days of a country's subdivision (ISO 3166; none is ""); `closed` are further days that do not count.

    `memory` keeps the public holidays of a year from run to run, because to reckon them takes long.
    """

    country: str
    subdivision: str
    closed: frozenset[datetime.date] = frozenset()
    memory: Memory = field(default_factory=Memory)

    def is_open(self, day: datetime.date) -> bool:
        """Whether the day is a business day: no weekend, no public holiday, no closing day."""
        return not self.why_closed(day)

    def why_closed(self, day: datetime.date) -> str:
        """Why the day is no business day: the name of its public holiday, of its weekday; empty where it is one."""
        name = _public_holidays(self.country, self.subdivision, day.year, self.memory).get(day, "")
        if name or day.weekday() >= 5:
            return name or _WEEKEND[day.weekday() - 5]
        return "closing day" if day in self.closed else ""

    def on_or_after(self, day: datetime.date) -> datetime.date:
        """The day itself, or the first business day after it."""
        while not self.is_open(day):
            day += _DAY
        return day

    def on_or_before(self, day: datetime.date) -> datetime.date:
        """The day itself, or the last business day before it."""
        while not self.is_open(day):
            day -= _DAY
        return day

    def shifted(self, day: datetime.date, count: int) -> datetime.date:
        """The business day that lies `count` business days after the day (before it, if negative)."""
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_open(day):
                day += step
        return day

    def next(self, day: datetime.date) -> datetime.date:
        """The first business day after the day."""
        return self.shifted(day, 1)

    def count(self, first: datetime.date, last: datetime.date) -> int:
        """The number of business days from `first` to `last`, both included; 0 where `last` lies before `first`."""
        days = (last - first).days + 1
        return sum(self.is_open(first + datetime.timedelta(days=number)) for number in range(max(days, 0)))

    def first_reaching(self, start: datetime.date, period: Period) -> datetime.date:
        """The first day from which a period counted back leads to `start` or a later day.

        From 31 August 6 months lead to 28 February, but back from there they lead to 28 August only: it is 1 March.
        """
        end = self.after(start, period)
        while self.before(end, period) < start:
            end += _DAY
        return end

    def after(self, start: datetime.date, period: Period) -> datetime.date:
        """The date a period after the start; business days by this calendar, hours rounded up to whole days."""
        if period.unit == "business day":
            return self.shifted(start, period.amount)
        return after(start, _in_days(period))

    def before(self, end: datetime.date, period: Period) -> datetime.date:
        """The date a period before the end, by the same rules as `after`."""
        if period.unit == "business day":
            return self.shifted(end, -period.amount)
        return before(end, _in_days(period))


_PLACES = {
    "england-and-wales": ("GB", "ENG"),
    "new-york": ("US", "NY"),
    "germany": ("DE", "HE"),
    "ireland": ("IE", ""),
}


def calendar_of(
    law: str,
    closed: frozenset[datetime.date] = frozenset(),
    memory: Memory | None = None,
    *,
    subdivision: str | None = None,
) -> BusinessCalendar:
    """The calendar that belongs to a governing law; for New York every public holiday of the state counts as closed.

    Counting a state holiday on which some banks open as closed makes receipt later, never earlier. `subdivision`
    names another part of the country than the one of its capital place: the Land whose holidays count.
    """
    country, usual = _PLACES[law]
    return BusinessCalendar(country, subdivision or usual, closed, memory or Memory())


def _in_days(period: Period) -> Period:
    if period.unit in ("minute", "hour"):
        return Period(-(-period.minutes // _MINUTES_OF_A_DAY), "day")
    return period


@lru_cache(maxsize=512)
def _public_holidays(country: str, subdivision: str, year: int, memory: Memory) -> Mapping[datetime.date, str]:
    """The public holidays of a year with their English names."""
    key = fingerprint(version_file("holidays"), f"names {country} {subdivision} {year}".encode())
    names = memory.get(key)
    if names is None:
        from holidays import country_holidays

        found = country_holidays(country, subdiv=subdivision or None, years=[year], language="en_US")
        names = {day.isoformat(): name for day, name in sorted(found.items())}
        memory.put(key, names)
    return {datetime.date.fromisoformat(day): name for day, name in names.items()}
