"""The dates of an exit as they are found one after another, each with a line that says how."""

from __future__ import annotations

import datetime

from msgspec import Struct, field

from backsource_docs.deal.backsourcing import BacksourcingNotice
from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import DealFile
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.terms import ExitTerms
from backsource_docs.values import Period, print_date

__all__ = ["KeyDate", "KeyDates", "Reckoning", "said"]


class KeyDate(Struct, frozen=True):
    """A date of the exit: its name, its title, the day (None while it cannot be known), how it was found.

    `clause` is the clause of the agreement that it rests on, if any.
    """

    name: str
    title: str
    day: datetime.date | None
    derivation: str
    clause: str = ""


class KeyDates(Struct, frozen=True):
    """All key dates of one deal, in the order in which a plan lists them."""

    entries: tuple[KeyDate, ...] = ()

    def day(self, name: str) -> datetime.date | None:
        """The day of that name; None where it is not known or there is no such date."""
        return next((entry.day for entry in self.entries if entry.name == name), None)

    @property
    def values(self) -> dict[str, datetime.date | None]:
        """Each day by its name."""
        return {entry.name: entry.day for entry in self.entries}


class Reckoning(Struct):
    """Collects the dates; later ones rest on earlier ones."""

    file: DealFile
    terms: ExitTerms
    calendar: BusinessCalendar
    entries: list[KeyDate] = field(default_factory=list)

    @property
    def deal(self) -> Deal:
        return self.file.deal

    @property
    def notice(self) -> BacksourcingNotice | None:
        return self.deal.backsourcing.notice

    def day(self, name: str) -> datetime.date | None:
        return KeyDates(tuple(self.entries)).day(name)

    def note(self, name: str, title: str, day: datetime.date | None, derivation: str, clause: str = "") -> None:
        self.entries.append(KeyDate(name, title, day, derivation, clause))

    def shown(self, day: datetime.date) -> str:
        return print_date(day, self.deal.locale)

    def agreed(self, clause: str, name: str, stated: Period | None) -> Period | None:
        """The period that the agreement of this deal states; the one of the deal where the library lacks the clause."""
        return self.terms.period(clause, name) or stated

    def counted(
        self,
        name: str,
        title: str,
        start: str,
        period: Period | None,
        words: str,
        clause: str,
        *,
        back: bool = False,
        act: bool = False,
    ) -> None:
        """A date that lies a period after (or before) an earlier one; `words` name that earlier date.

        The last day for an `act` that is counted back moves to the Business Day before, as the agreement says.
        """
        day = self.day(start)
        count = self.calendar.before if back else self.calendar.after
        found = count(day, period) if day and period else None
        if act and found:
            found = self.calendar.on_or_before(found)
        direction = "before" if back else "after"
        counted = (
            f"{said(period)} {direction} {words}" if period else f"the agreement states no period {direction} {words}"
        )
        derivation = f"{counted} ({self.shown(day)})" if day else counted
        self.note(name, title, found, derivation, clause)


def said(period: Period) -> str:
    """A period as plans and letters say it: "10 Business Days", "9 months"."""
    return str(period).replace("business day", "Business Day")
