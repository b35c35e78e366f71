"""What the contracts of a build agree, and the dates that follow: for rules on how clauses, numbers and dates fit."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

from msgspec import Struct

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import established
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.made import Made
from backsource_docs.library.store import Library
from backsource_docs.planning.calendar import BusinessCalendar, calendar_of
from backsource_docs.planning.key_dates import key_dates_of
from backsource_docs.planning.reckoning import KeyDates
from backsource_docs.planning.terms import AGREEMENT, ExitTerms, terms_of
from backsource_docs.tree import Number
from backsource_docs.values import Period

__all__ = ["Agreed", "Contract", "exceeds"]

_YEAR = 2028
_STARTS = tuple(datetime.date(_YEAR, month, 1) for month in range(1, 13))


class Contract(Struct, frozen=True):
    """One contract of a build: which clauses are in, at which position, under which number, with which values."""

    made: Made
    filler: Filler

    @property
    def title(self) -> str:
        return self.made.document.draft.title

    def has(self, *ids: str) -> bool:
        """Whether all the clauses are in."""
        return all(name in self.made.selection.picks for name in ids)

    def lacks(self, name: str) -> bool:
        """Whether the clause has its place in this kind of contract and was left out of this one."""
        return name in self.made.selection.skips

    def position(self, name: str) -> str:
        """The position at which a clause is in; empty where it is out."""
        pick = self.made.selection.picks.get(name)
        return pick.position if pick else ""

    def value(self, clause: str, name: str) -> Any:
        """The value of a parameter; None for a clause that is out, a parameter it lacks and a blank."""
        pick = self.made.selection.picks.get(clause)
        if pick is None or name not in pick.clause.matter.parameters:
            return None
        return self.filler.parameter(pick.clause, name)

    def period(self, clause: str, name: str) -> Period | None:
        """The value of a parameter that is a period."""
        value = self.value(clause, name)
        return value if isinstance(value, Period) else None

    def named(self, name: str) -> str:
        """A clause by its number and title as the contract prints them; one that is out by its title."""
        number = self.made.document.numbers.get(name)
        if number is None:
            skip = self.made.selection.skips.get(name)
            return f"“{skip.title if skip else name}”"
        schedule = self.made.document.numbers.get(number.within)
        within = f" of {_said(schedule)}" if schedule else ""
        return f"{_said(number)} ({number.title}){within}"


class Agreed(Struct, frozen=True, dict=True):
    """The contracts of a build, and the key dates that follow from the deal and from them."""

    made: tuple[Made, ...]
    file: DealFile
    library: Library

    @cached_property
    def contracts(self) -> tuple[Contract, ...]:
        """Every contract of the build, in order."""
        return tuple(Contract(made, self._filler) for made in self.made if made.document.draft.kind == "contract")

    @cached_property
    def _filler(self) -> Filler:
        deal = self.file.deal
        figures = self.library.figures(deal.law.governing)
        return Filler.for_deal(self.file, figures, deal.as_of or datetime.date.max, defined=True)

    @cached_property
    def calendar(self) -> BusinessCalendar:
        """The business days that count under the governing law."""
        law = self.file.deal.law
        return calendar_of(law.governing, memory=self.library.memory, subdivision=law.subdivision)

    @cached_property
    def dates(self) -> KeyDates:
        """The key dates; those that hang on a notice are open while none is called."""
        dates, _ = key_dates_of(self.file, self._terms, self.calendar)
        return dates

    @cached_property
    def _terms(self) -> ExitTerms:
        """The terms of the agreement as drafted in this build; where it is not in it, as it would be drafted."""
        found = (contract for contract in self.contracts if contract.made.selection.recipe.id == AGREEMENT)
        agreement = next(found, None)
        if agreement is None:
            holds = established(self.library.facts, self.file.deal)
            return terms_of(self.file, self.library, holds, self.file.deal.as_of or datetime.date.max)
        picks = agreement.made.selection.picks
        values = {
            (name, key): agreement.value(name, key) for name in picks for key in picks[name].clause.matter.parameters
        }
        figures = {name: figure.value for name, figure in self._filler.figures.items()}
        return ExitTerms({name: pick.position for name, pick in picks.items()}, values, figures)


def _said(number: Number) -> str:
    return number.label if number.label.startswith(number.word) else f"{number.word} {number.label}"


def exceeds(period: Period, limit: Period, calendar: BusinessCalendar) -> bool:
    """Whether a period can be longer than the limit, from the first day of any month of a leap year on."""
    return any(calendar.after(start, period) > calendar.after(start, limit) for start in _STARTS)
