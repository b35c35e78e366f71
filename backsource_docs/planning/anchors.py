"""Where tasks take their dates and lengths from: the agreement, the notice, the milestones of their functions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from msgspec import Struct, field

from backsource_docs.deal.deal import Deal
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.reckoning import KeyDates
from backsource_docs.planning.tasks import Task
from backsource_docs.planning.terms import ExitTerms
from backsource_docs.values import Period

__all__ = ["Anchored", "Lengths", "plan_agreed"]


class Lengths(Struct, frozen=True):
    """Finds the period that a task takes from a clause of the agreement, from the law or from a field of the deal."""

    deal: Deal
    terms: ExitTerms

    def named(self, name: str) -> Period | None:
        """The period of that name: clause-id.parameter, topic.figure or a path in the deal; None if there is none."""
        clause, _, parameter = name.partition(".")
        if (clause, parameter) in self.terms.parameters:
            return self.terms.period(clause, parameter)
        if name in self.terms.figures:
            return self.terms.figure(name)
        try:
            value = self.deal.value_at(name)
        except KeyError:
            return None
        return value if isinstance(value, Period) else None


class Anchored(Struct, frozen=True):
    """Finds the date that a task hangs on: a key date, a date of the notice, or one of its wave or function.

    A name with a full stop is a period of the agreement, counted from receipt of the notice; `told` are the days on
    which audiences are told, by name.
    """

    deal: Deal
    key_dates: KeyDates
    lengths: Lengths
    calendar: BusinessCalendar
    told: Mapping[str, datetime.date | None] = field(default_factory=dict)

    def day(self, task: Task, name: str) -> datetime.date | None:
        """The date of that name for the task; None where the deal does not know it."""
        match name:
            case "wave":
                return self.wave_start(task.wave)
            case "transfer":
                return max(self.transfers(task), default=None)
            case "first_transfer":
                return min(self.transfers(task), default=None)
            case "services_end":
                return self.services_end()
            case _:
                return self.after_receipt(name) if "." in name else self.stated(name)

    def stated(self, name: str) -> datetime.date | None:
        notice = self.deal.backsourcing.notice
        known = {
            "plan_agreed": plan_agreed(self.deal),
            "approved_on": notice.approved_on if notice else None,
            "announcement": notice.announcement if notice else None,
            "first_meeting": self.deal.governance.next_meeting,
            "next_update": self.deal.communications.next_update,
            **self.told,
        }
        return known[name] if name in known else self.key_dates.day(name)

    def after_receipt(self, name: str) -> datetime.date | None:
        received, period = self.key_dates.day("notice_deemed"), self.lengths.named(name)
        return self.calendar.after(received, period) if received and period else None

    def services_end(self) -> datetime.date | None:
        """The later of the Termination Date and the end of assistance, from which retrieval and account count."""
        days = [self.key_dates.day(name) for name in ("ends", "assistance_ends")]
        return max((day for day in days if day), default=None)

    def wave_start(self, wave: int | None) -> datetime.date | None:
        """The start of the phase that is called after the wave or after one of its functions."""
        functions = [service.name for service in self.deal.services if service.backsource and service.wave == wave]
        names = {f"wave {wave}", *(name.casefold() for name in functions)}
        starts = [
            phase.start for phase in self.deal.backsourcing.phases if phase.start and phase.name.casefold() in names
        ]
        return min(starts, default=None)

    def transfers(self, task: Task) -> list[datetime.date]:
        """The days on which the functions that the task is for come home: the last milestone of each."""
        coming = [service for service in self.deal.services if service.backsource]
        mine = [one.name for one in coming if (one.name == task.function if task.function else one.wave == task.wave)]
        stones = [stone for stone in self.deal.backsourcing.milestones if stone.date and stone.service in mine]
        days: dict[str | None, list[datetime.date]] = {}
        for stone in stones:
            days.setdefault(stone.service, []).extend(filter(None, [stone.date]))
        return [max(found) for found in days.values()]


def plan_agreed(deal: Deal) -> datetime.date | None:
    """The milestone at which the plan is agreed: one for no function, with the plan in its name."""
    stones = (stone for stone in deal.backsourcing.milestones if not stone.service and "plan" in stone.name.casefold())
    return next((stone.date for stone in stones if stone.date), None)
