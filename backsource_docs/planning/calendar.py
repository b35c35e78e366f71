"""Business days of a place: which days count, and how periods are counted in them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import lru_cache

from backsource_docs.memory import Memory, fingerprint, version_file
from backsource_docs.values import Period, after, before

__all__ = ["BusinessCalendar", "calendar_of"]

_DAY = datetime.timedelta(days=1)
_MINUTES_OF_A_DAY = 1440


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """The business days of a country's subdivision (ISO 3166; none is ""); `closed` are further days that do not count.

    `memory` keeps the public holidays of a year from run to run, because to reckon them takes long.
    """

    country: str
    subdivision: str
    closed: frozenset[datetime.date] = frozenset()
    memory: Memory = field(default_factory=Memory, compare=False)

    def is_open(self, day: datetime.date) -> bool:
        """Whether the day is a business day: no weekend, no public holiday, no closing day."""
        holiday = day in _public_holidays(self.country, self.subdivision, day.year, self.memory)
        return day.weekday() < 5 and not holiday and day not in self.closed

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
def _public_holidays(country: str, subdivision: str, year: int, memory: Memory) -> frozenset[datetime.date]:
    key = fingerprint(version_file("holidays"), f"{country} {subdivision} {year}".encode())
    days = memory.get(key)
    if days is None:
        from holidays import country_holidays

        days = sorted(day.isoformat() for day in country_holidays(country, subdiv=subdivision or None, years=[year]))
        memory.put(key, days)
    return frozenset(map(datetime.date.fromisoformat, days))
