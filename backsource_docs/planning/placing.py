"""Where an activity lies in time: the rules of a forward and of a backward pass, for one run or for many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Generic

from msgspec import Struct, field

from backsource_docs.planning.network import NO_LAG, Activity, Link
from backsource_docs.planning.workdays import Day, Reckoner
from backsource_docs.values import Period

__all__ = ["Pairs", "Placing"]

Pairs = Sequence[tuple[Activity, Link]]


class Placing(Struct, Generic[Day]):
    """The days found so far, by id; `amounts` are lengths in business days that take the place of the stated ones.

    `floor` is the day for activities that nothing else sets.
    """

    reckoners: Mapping[str, Reckoner[Day]]
    floor: int
    amounts: Mapping[str, Day] = field(default_factory=dict)
    starts: dict[str, Day] = field(default_factory=dict)
    finishes: dict[str, Day] = field(default_factory=dict)

    def lay(self, name: str, start: Day, finish: Day) -> None:
        self.starts[name], self.finishes[name] = start, finish

    def early(self, activity: Activity) -> None:
        """Lays an activity as early as its links allow, or on the day at which it aims; what it waits for lies."""
        days = self.reckoners[activity.calendar]
        if activity.counted:
            start, finish = self._counted(activity, days)
        elif activity.milestone:
            start = finish = self._reached(activity, days)
        elif activity.aim is not None:
            start, finish = self._aimed(activity, activity.aim, days)
        else:
            start = self._start(activity, days)
            finish = self._finish(activity, start, days)
        if activity.open_until is not None:
            finish = days.later(finish, days.plus(activity.open_until, 0))
        self.lay(activity.id, start, finish)

    def late(self, activity: Activity, limit: int, successors: Pairs) -> None:
        """Lays an activity as late as what lies after it allows, to finish by the limit at the latest."""
        days = self.reckoners[activity.calendar]
        bounds = [self.finish_bound(activity, other, link, days) for other, link in successors]
        finish = reduce(days.sooner, bounds, days.plus(limit, 0))
        if not activity.counted or activity.length.unit == "business day":
            finish = days.on_or_before(finish)
        self.lay(activity.id, self.start_for(activity, finish, days), finish)

    def _finish(self, activity: Activity, start: Day, days: Reckoner[Day]) -> Day:
        if activity.along:
            return reduce(days.later, (self.finishes[name] for name in activity.along), start)
        return self.finish_for(activity, start, days)

    def _start(self, activity: Activity, days: Reckoner[Day]) -> Day:
        fixed = [days.on_or_after(day) for day in (activity.not_before, activity.pinned) if day is not None]
        bounds = [*fixed, *self._start_bounds(activity, days)]
        return reduce(days.later, bounds) if bounds else days.on_or_after(self.floor)

    def _start_bounds(self, activity: Activity, days: Reckoner[Day]) -> list[Day]:
        return [self._start_bound(activity, link, days) for link in activity.links]

    def _start_bound(self, activity: Activity, link: Link, days: Reckoner[Day]) -> Day:
        """The first day that a link allows as the start of work."""
        if link.kind == "finish-start":
            return days.following(self.finishes[link.predecessor], link.lag)
        if link.kind == "start-start":
            return days.on_or_after(days.moved(self.starts[link.predecessor], link.lag))
        ends = self.finishes if link.kind == "finish-finish" else self.starts
        finish = days.on_or_after(days.moved(ends[link.predecessor], link.lag))
        return self.start_for(activity, finish, days)

    def _events(self, activity: Activity, days: Reckoner[Day]) -> list[Day]:
        """The days of the events from which a counted period or a milestone is reckoned."""
        fixed = [days.plus(day, 0) for day in (activity.not_before, activity.pinned) if day is not None]
        return [*fixed, *(self._event(link, days) for link in activity.links)] or [days.plus(self.floor, 0)]

    def _event(self, link: Link, days: Reckoner[Day]) -> Day:
        ends = self.finishes if link.kind.startswith("finish") else self.starts
        return days.moved(ends[link.predecessor], link.lag)

    def _counted(self, activity: Activity, days: Reckoner[Day]) -> tuple[Day, Day]:
        event = reduce(days.later, self._events(activity, days))
        in_business_days = activity.length.unit == "business day"
        start = days.shifted(event, 1) if in_business_days else days.plus(event, 1)
        return start, days.later(start, days.moved(event, activity.length))

    def _reached(self, activity: Activity, days: Reckoner[Day]) -> Day:
        """A milestone is reached on the day on which the last of its events falls, or on its own day after that."""
        aimed = [days.plus(activity.aim, 0)] if activity.aim is not None else []
        return days.on_or_after(reduce(days.later, [*self._events(activity, days), *aimed]))

    def _aimed(self, activity: Activity, aim: int, days: Reckoner[Day]) -> tuple[Day, Day]:
        target = days.plus(aim, 0)
        aimed = self.start_for(activity, target, days)
        start = reduce(days.later, self._start_bounds(activity, days), aimed)
        return start, days.where_same(start, aimed, target, self.finish_for(activity, start, days))

    def bound_of(self, activity: Activity, link: Link) -> Day:
        """The first day that a link alone allows as the start of the activity."""
        days = self.reckoners[activity.calendar]
        if not activity.counted and not activity.milestone:
            return self._start_bound(activity, link, days)
        event = self._event(link, days)
        return days.following(event, NO_LAG) if activity.counted else event

    def driver_of(self: Placing[int], activity: Activity) -> str:
        """The predecessor that keeps an activity of a single run from lying sooner; empty where none does."""
        start = self.starts[activity.id]
        binding = (link.predecessor for link in activity.links if self.bound_of(activity, link) >= start)
        return next(binding, "")

    def finish_for(self, activity: Activity, start: Day, days: Reckoner[Day]) -> Day:
        """The last day of work that starts on the business day; never before it."""
        length = activity.length
        if length.unit == "business day":
            return days.stepped(start, days.less_one(self.amounts.get(activity.id, length.amount)))
        return days.later(start, days.on_or_before(days.plus(days.moved(start, length), -1)))

    def start_for(self, activity: Activity, finish: Day, days: Reckoner[Day]) -> Day:
        """The first day of an activity that ends on the day; never after it."""
        length = activity.length
        back = Period(-length.amount, length.unit)
        if activity.milestone:
            return finish
        if activity.counted:
            event = days.moved(finish, back)
            start = days.shifted(event, 1) if length.unit == "business day" else days.plus(event, 1)
            return days.sooner(finish, start)
        if length.unit == "business day":
            return days.stepped(finish, days.negative(days.less_one(self.amounts.get(activity.id, length.amount))))
        return days.sooner(finish, days.on_or_after(days.plus(days.moved(finish, back), 1)))

    def finish_bound(self, activity: Activity, other: Activity, link: Link, days: Reckoner[Day]) -> Day:
        """The last day on which an activity may finish, so that one that waits for it need not move."""
        theirs = self.reckoners[other.calendar]
        start, finish = self.starts[other.id], self.finishes[other.id]
        back = Period(-link.lag.amount, link.lag.unit)
        if link.kind == "finish-start":
            if other.milestone:
                return theirs.moved(start, back)
            return theirs.preceding(start, link.lag)
        if link.kind == "finish-finish":
            return theirs.moved(finish, back)
        limit = theirs.moved(start if link.kind == "start-start" else finish, back)
        return limit if activity.milestone else self.finish_for(activity, days.on_or_before(limit), days)
