"""What must be done for the people before each cut-over, and from when nothing else changes there."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from backsource_docs.deal.deal import Deal
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.terms import ExitTerms
from backsource_docs.planning.timetable import Timetable
from backsource_docs.tree import Cell, Table
from backsource_docs.values import Period, short_date

__all__ = ["CutOver", "cut_overs", "transfer_table"]

_DAY = datetime.timedelta(days=1)


class CutOver(Struct, frozen=True):
    """A day on which functions come home, with their names in the order of the deal."""

    day: datetime.date
    functions: tuple[str, ...]


def cut_overs(deal: Deal) -> tuple[CutOver, ...]:
    """The days on which functions come home, each by its last milestone, in order."""
    last: dict[str, datetime.date] = {}
    for stone in deal.backsourcing.milestones:
        if stone.service and stone.date:
            last[stone.service] = max(stone.date, last.get(stone.service, stone.date))
    coming = [service.name for service in deal.services if service.backsource and service.name in last]
    days = sorted({last[name] for name in coming})
    return tuple(CutOver(day, tuple(name for name in coming if last[name] == day)) for day in days)


class _Counting(Struct, frozen=True):
    """Counts back from a transfer, to a Business Day where the agreement lets a last day move."""

    terms: ExitTerms
    calendar: BusinessCalendar

    def by(self, day: datetime.date, lead: Period | None) -> datetime.date | None:
        return self.calendar.on_or_before(self.calendar.before(day, lead)) if lead else None

    def freeze(self, day: datetime.date) -> datetime.date | None:
        lead = self.terms.period("gov-change-freeze", "change_freeze")
        return self.calendar.before(day, lead) if lead else None

    def representatives(self, day: datetime.date) -> datetime.date | None:
        return self.by(day, self.terms.period("stf-inform-consult", "consult_start"))

    def measures(self, day: datetime.date) -> datetime.date | None:
        informed = self.representatives(day)
        return self.by(informed, self.terms.period("stf-inform-consult", "measures_lead")) if informed else None

    def liability(self, day: datetime.date) -> datetime.date | None:
        return self.by(day, self.terms.figure("tupe.liability_information_days"))

    def persons(self, day: datetime.date) -> datetime.date | None:
        return self.by(day, self.terms.period("stf-staff-information", "transfer_data_lead"))

    def employees(self, day: datetime.date) -> datetime.date | None:
        return self.by(day - _DAY, self.terms.figure("employee_transfer.objection"))

    def information(self, day: datetime.date) -> datetime.date | None:
        return self.by(day, self.terms.figure("employee_transfer.information"))

    def layoffs(self, day: datetime.date) -> datetime.date | None:
        return self.by(day, self.terms.figure("warn.notice_days"))


_Count = Callable[[_Counting, datetime.date], datetime.date | None]
_BY_LAW: tuple[tuple[str, _Count], ...] = (
    ("Measures stated by", _Counting.measures),
    ("Representatives informed by", _Counting.representatives),
)
_BY_REGIME: Mapping[str, Sequence[tuple[str, _Count]]] = {
    "tupe": (*_BY_LAW, ("Employee Liability Information by", _Counting.liability)),
    "section-613a": (
        *_BY_LAW,
        ("Information on each person by", _Counting.persons),
        ("Each employee informed by", _Counting.employees),
    ),
    "irish-regulations": (
        *_BY_LAW,
        ("Time of the law to inform them", _Counting.information),
        ("Information on each person by", _Counting.persons),
    ),
    "warn": (("Layoff notices by", _Counting.layoffs),),
}


def transfer_table(timetable: Timetable, filler: Filler) -> Table:
    """A row for each cut-over: what the people and their representatives must have by then."""
    deal, calendar = filler.file.deal, timetable.network.calendars[""]
    kinds = _BY_REGIME.get(deal.staff.regime, ()) if deal.staff.in_scope else ()
    counts = (("Changes frozen from", _Counting.freeze), *kinds)
    columns = [("Functions", 2.4), ("Cut-over", 1.5), *((title, 1.6) for title, _ in counts)]
    counting = _Counting(timetable.terms, calendar)
    rows = [
        (" and ".join(one.functions), short_date(one.day, filler.locale), *_days(one.day, counts, counting, filler))
        for one in cut_overs(deal)
    ]
    if not rows:
        rows = [("no cut-over has a date", *[""] * (len(columns) - 1))]
    return table_of("transfer-dates", "Last days before each cut-over", columns, rows)


def _days(
    day: datetime.date, counts: Sequence[tuple[str, _Count]], counting: _Counting, filler: Filler
) -> Iterator[str | Cell]:
    for _, count in counts:
        found = count(counting, day)
        yield short_date(found, filler.locale) or "not stated"
