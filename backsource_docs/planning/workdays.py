"""The business days of a place as numbers, for reckoning with many tasks: the same rules, looked up in tables."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Protocol, TypeVar

from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.values import Period

__all__ = ["Day", "Reckoner", "Workdays", "workdays_of"]

Day = TypeVar("Day")
_SOONEST, _LATEST = datetime.date(10, 1, 1).toordinal(), datetime.date(9990, 12, 31).toordinal()


class Reckoner(Protocol[Day]):
    """Reckons with days by their proleptic ordinals: one day at a time, or one for each of many runs."""

    def on_or_after(self, day: Day | int) -> Day:
        """The day itself, or the first business day after it."""

    def on_or_before(self, day: Day | int) -> Day:
        """The day itself, or the last business day before it."""

    def stepped(self, day: Day | int, count: Day | int) -> Day:
        """The business day that lies so many business days after (or before) a day that is itself a business day."""

    def shifted(self, day: Day | int, count: int) -> Day:
        """The business day that lies so many business days after (or before) any day; the day itself for none."""

    def moved(self, day: Day | int, period: Period) -> Day:
        """The day a period after any day, or before it if the period is negative."""

    def following(self, finish: Day | int, lag: Period) -> Day:
        """The first business day for work that starts a lag after the end of other work."""

    def preceding(self, start: Day | int, lag: Period) -> Day:
        """The last day on which work may end, so that other work can start a lag after it on the business day."""

    def less_one(self, count: Day | int) -> Day:
        """One less than a length, but not less than nothing."""

    def negative(self, count: Day | int) -> Day:
        """The same number of days in the other direction."""

    def later(self, one: Day | int, other: Day | int) -> Day:
        """The later of two days."""

    def sooner(self, one: Day | int, other: Day | int) -> Day:
        """The sooner of two days."""

    def plus(self, day: Day | int, count: int) -> Day:
        """The day so many calendar days later."""

    def where_same(self, one: Day | int, other: Day | int, then: Day | int, otherwise: Day | int) -> Day:
        """`then` where the first two days are the same, else `otherwise`."""


class Workdays:
    """One day at a time, by tables that grow by whole years as they are needed.

    `opens` are the business days in order; `ranks` tell for each day from `first` on how many of them lie before it.
    Days that no calendar has (before the year 10, after 9990) raise OverflowError.
    """

    def __init__(self, calendar: BusinessCalendar) -> None:
        self.calendar = calendar
        self.opens: list[int] = []
        self.ranks: list[int] = []
        self.first = self.end = 0

    def reach(self, day: int) -> int:
        """Makes the tables hold the day and a year on each side of it; the place of the day in `ranks`."""
        if not self.first <= day < self.end:
            if not _SOONEST <= day <= _LATEST:
                raise OverflowError("the calendar has no such day")
            year = datetime.date.fromordinal(day).year
            if self.ranks and day >= self.end:
                for following in range(datetime.date.fromordinal(self.end).year, year + 2):
                    self._append(following)
            else:
                self._begin(year - 1)
                self.reach(day)
        return day - self.first

    def _begin(self, year: int) -> None:
        last = datetime.date.fromordinal(self.end).year if self.ranks else year + 3
        self.opens, self.ranks = [], []
        self.first = self.end = datetime.date(year, 1, 1).toordinal()
        for following in range(year, last):
            self._append(following)

    def _append(self, year: int) -> None:
        for day in range(self.end, datetime.date(year + 1, 1, 1).toordinal()):
            self.ranks.append(len(self.opens))
            if self.calendar.is_open(datetime.date.fromordinal(day)):
                self.opens.append(day)
        self.end = datetime.date(year + 1, 1, 1).toordinal()

    def rank(self, day: int) -> int:
        """How many business days of the tables lie before the day; differences count business days."""
        if self.first <= day < self.end:  # the usual case, without a further call
            return self.ranks[day - self.first]
        place = self.reach(day)
        return self.ranks[place]

    def between(self, day: int, other: int) -> int:
        """How many business days the end of work can slip from one day to the other; negative if it comes sooner."""
        return self.rank(other + 1) - self.rank(day + 1)

    def _open(self, day: int, place: int) -> int:
        """The business day at a place in order, which lies near the day."""
        while place >= len(self.opens):
            self.reach(self.end)
        if place < 0:
            back = datetime.date.fromordinal(self.first).year - 1
            former = len(self.opens)
            self._begin(back)
            return self._open(day, place + len(self.opens) - former)
        return self.opens[place]

    def on_or_after(self, day: int) -> int:
        return self._open(day, self.rank(day))

    def on_or_before(self, day: int) -> int:
        return self._open(day, self.rank(day + 1) - 1)

    def stepped(self, day: int, count: int) -> int:
        return self._open(day, self.rank(day) + count)

    def shifted(self, day: int, count: int) -> int:
        if count > 0:
            return self._open(day, self.rank(day + 1) + count - 1)
        return self.stepped(day, count) if count else day

    def moved(self, day: int, period: Period) -> int:
        if period.unit == "business day":
            return self.shifted(day, period.amount)
        if period.unit == "day":
            return day + period.amount
        try:
            return self.calendar.after(datetime.date.fromordinal(day), period).toordinal()
        except ValueError as error:
            raise OverflowError("the calendar has no such day") from error

    def following(self, finish: int, lag: Period) -> int:
        if lag.unit == "business day" and lag.amount >= 0:
            return self.shifted(finish, lag.amount + 1)
        if lag.unit == "business day":
            return self.on_or_after(self.shifted(finish, lag.amount + 1))
        return self.on_or_after(self.moved(finish, lag) + 1)

    def preceding(self, start: int, lag: Period) -> int:
        if lag.unit != "business day":
            return self.moved(start - 1, Period(-lag.amount, lag.unit))
        if lag.amount < 0:
            return self.shifted(start, -lag.amount - 1)
        return self.shifted(start, -lag.amount) - 1

    def less_one(self, count: int) -> int:
        return count - 1 if count > 1 else 0

    def negative(self, count: int) -> int:
        return -count

    def later(self, one: int, other: int) -> int:
        return one if one > other else other

    def sooner(self, one: int, other: int) -> int:
        return one if one < other else other

    def plus(self, day: int, count: int) -> int:
        return day + count

    def where_same(self, one: int, other: int, then: int, otherwise: int) -> int:
        return then if one == other else otherwise


@lru_cache(maxsize=16)
def workdays_of(calendar: BusinessCalendar) -> Workdays:
    """The tables of a calendar, kept for all timetables of a run."""
    return Workdays(calendar)
