"""Business days for many runs at once: one array of days for each activity, by the same tables as for one run."""

from __future__ import annotations

import datetime
from typing import Any

import numpy
from numpy.typing import NDArray

from backsource_docs.planning.workdays import Workdays
from backsource_docs.values import Period

__all__ = ["Days", "ManyDays"]

Days = NDArray[Any]


class ManyDays:
    """Reckons with arrays of ordinals, one entry for each run; the days must lie between the two that are given."""

    def __init__(self, tables: Workdays, soonest: int, latest: int) -> None:
        tables.reach(soonest)
        tables.reach(latest)
        self.calendar = tables.calendar
        self.first = tables.first
        self.opens = numpy.array(tables.opens)
        self.ranks = numpy.array(tables.ranks)

    def _rank(self, day: Days | int) -> Days:
        return numpy.asarray(self.ranks[numpy.asarray(day) - self.first])

    def on_or_after(self, day: Days | int) -> Days:
        return numpy.asarray(self.opens[self._rank(day)])

    def on_or_before(self, day: Days | int) -> Days:
        return numpy.asarray(self.opens[self._rank(numpy.asarray(day) + 1) - 1])

    def stepped(self, day: Days | int, count: Days | int) -> Days:
        return numpy.asarray(self.opens[self._rank(day) + count])

    def shifted(self, day: Days | int, count: int) -> Days:
        if count > 0:
            return numpy.asarray(self.opens[self._rank(numpy.asarray(day) + 1) + (count - 1)])
        return self.stepped(day, count) if count else numpy.asarray(day)

    def moved(self, day: Days | int, period: Period) -> Days:
        if period.unit == "business day":
            return self.shifted(day, period.amount)
        if period.unit == "day":
            return numpy.asarray(day) + period.amount
        different, places = numpy.unique(numpy.asarray(day), return_inverse=True)
        moved = [self.calendar.after(datetime.date.fromordinal(int(one)), period).toordinal() for one in different]
        return numpy.array(moved)[places]

    def following(self, finish: Days | int, lag: Period) -> Days:
        if lag.unit == "business day":
            return self.on_or_after(self.shifted(finish, lag.amount + 1))
        return self.on_or_after(self.moved(finish, lag) + 1)

    def preceding(self, start: Days | int, lag: Period) -> Days:
        if lag.unit != "business day":
            return self.moved(numpy.asarray(start) - 1, Period(-lag.amount, lag.unit))
        if lag.amount < 0:
            return self.shifted(start, -lag.amount - 1)
        return self.plus(self.shifted(start, -lag.amount), -1)

    def less_one(self, count: Days | int) -> Days:
        return numpy.asarray(numpy.maximum(numpy.asarray(count) - 1, 0))

    def negative(self, count: Days | int) -> Days:
        return numpy.asarray(-numpy.asarray(count))

    def later(self, one: Days | int, other: Days | int) -> Days:
        return numpy.maximum(one, other)

    def sooner(self, one: Days | int, other: Days | int) -> Days:
        return numpy.minimum(one, other)

    def plus(self, day: Days | int, count: int) -> Days:
        return numpy.asarray(numpy.asarray(day) + count)

    def where_same(self, one: Days | int, other: Days | int, then: Days | int, otherwise: Days | int) -> Days:
        return numpy.where(numpy.asarray(one) == other, then, otherwise)
