"""Days on which nothing may move: those that the deal states, else those of the customer's sector."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated

from pydantic import BeforeValidator

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.plan import Freeze
from backsource_docs.findings import Finding
from backsource_docs.library.store import Library
from backsource_docs.schema import Closed, Codes, typed

__all__ = ["default_freezes", "freeze_end", "freeze_on", "said_freezes"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
FILE = "freezes.yaml"
_DAY = datetime.timedelta(days=1)
_LEAP_YEAR = 2000


def _day_of_year(value: object) -> object:
    """A month and a day, in a year that has every day."""
    return f"{_LEAP_YEAR}-{value}" if isinstance(value, str) else value


DayOfYear = Annotated[datetime.date, BeforeValidator(_day_of_year)]


class _SectorFreeze(Closed):
    sector: str
    name: str
    first: DayOfYear
    last: DayOfYear


class _File(Closed):
    freezes: tuple[_SectorFreeze, ...]


def default_freezes(library: Library, deal: Deal) -> tuple[tuple[Freeze, ...], tuple[Finding, ...]]:
    """The freezes that hold by the sector alone; none where the deal states its own or lifts them."""
    source = library.table(FILE)
    file, findings = typed(_File, source, CODES) if source else (None, ())
    if file is None or deal.plan.freezes or not deal.plan.year_end_freeze:
        return (), findings
    mine = (one for one in file.freezes if one.sector == deal.customer.sector)
    return tuple(Freeze(name=one.name, first=one.first, last=one.last, yearly=True) for one in mine), findings


def said_freezes(freezes: Iterable[Freeze], locale: str) -> tuple[str, ...]:
    """Each freeze in words: its days, with the years where it does not hold in every year, and its reason."""
    return tuple(f"{_shown(one, locale)} ({one.name})" for one in freezes)


def _shown(freeze: Freeze, locale: str) -> str:
    from babel.dates import format_date, format_skeleton

    spoken = locale.replace("-", "_")
    if freeze.yearly:
        first, last = (format_skeleton("MMMMd", day, locale=spoken) for day in (freeze.first, freeze.last))
        return f"{first} to {last} of every year"
    return " to ".join(format_date(day, "long", locale=spoken) for day in (freeze.first, freeze.last))


def freeze_on(freeze: Freeze, first: datetime.date, last: datetime.date) -> datetime.date | None:
    """The first day between the two, both included, on which the freeze holds; None where it does on none."""
    day = first
    while day <= last:
        if _holds(freeze, day):
            return day
        day += _DAY
    return None


def _holds(freeze: Freeze, day: datetime.date) -> bool:
    if not freeze.yearly:
        return freeze.first <= day <= freeze.last
    first, last, this = ((one.month, one.day) for one in (freeze.first, freeze.last, day))
    return first <= this <= last if first <= last else this >= first or this <= last


def freeze_end(freeze: Freeze, day: datetime.date) -> datetime.date:
    """The last day of a freeze that holds on the day."""
    while _holds(freeze, day + _DAY):
        day += _DAY
    return day
