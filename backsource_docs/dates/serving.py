"""How a notice is served: the ways that the agreement permits, when each counts, the last day to send."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.filling import Filler
from backsource_docs.library.store import Library
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.reckoning import said
from backsource_docs.planning.terms import ExitTerms
from backsource_docs.values import Period

__all__ = ["Hours", "Service", "Way", "hours_of", "ways_of"]

NOTICES = "blr-notices"
_HOUR = re.compile(r"(\d{1,2})[:.](\d{2})\s*([ap])?\.?m?\.?", re.IGNORECASE)
_MAIL = {
    "england-and-wales": ("GB", "first-class post"),
    "new-york": ("US", "certified mail"),
    "germany": ("DE", "registered post"),
    "ireland": ("IE", "registered post"),
}


class Hours(Struct, frozen=True):
    """Business Hours as the agreement defines them, and the end of them as it prints it."""

    opening: datetime.time
    closing: datetime.time
    printed: str


class Way(Struct, frozen=True):
    """A permitted way: its name, in words, how it counts, and the period after posting.

    `left` counts on delivery, `signed` on the next Business Day, `posted` a period after posting, `sent` at once;
    `unknown` is a way whose day nobody can reckon beforehand.
    """

    name: str
    words: str
    counts: Literal["left", "signed", "posted", "sent", "unknown"]
    period: Period | None = None

    @property
    def rule(self) -> str:
        """How it counts, as a derivation says it."""
        match self.counts:
            case "left":
                return f"{self.words} it counts on the day of delivery"
            case "signed":
                return f"{self.words} it is taken as signed for on the next Business Day after collection"
            case "posted" if self.period:
                return f"{self.words} it is deemed served {said(self.period)} after posting"
            case "sent":
                return f"{self.words} it counts when it is sent"
            case _:
                return f"{self.words} it counts when the return receipt is signed, which nobody can reckon beforehand"

    def until(self, hours: Hours) -> str:
        """Up to when the day of sending counts."""
        return {"signed": "collection", "posted": "last post", "unknown": ""}.get(self.counts, hours.printed)


class Service(Struct, frozen=True):
    """Reckons service: periods run on the agreed Business Days, nothing is handed over on a closing day."""

    agreed: BusinessCalendar
    working: BusinessCalendar

    def received(self, way: Way, sent: datetime.date, *, late: bool = False) -> datetime.date | None:
        """The day on which what is sent that day counts as received; `late` is after the close of Business Hours."""
        leaves = self.working.next(sent) if late else self.working.on_or_after(sent)
        match way.counts:
            case "left" | "sent":
                return leaves
            case "signed":
                return self.working.next(leaves)
            case "posted" if way.period:
                return self.agreed.on_or_after(self.agreed.after(leaves, way.period))
            case _:
                return None

    def last_to_send(self, way: Way, due: datetime.date) -> datetime.date | None:
        """The last day on which the notice can leave so that it is received on the due day or before."""
        day = self.working.on_or_before(due)
        received = self.received(way, day)
        while received and received > due:
            day = self.working.shifted(day, -1)
            received = self.received(way, day)
        return day if received else None


def ways_of(deal: Deal, terms: ExitTerms, *, formal: bool) -> tuple[Way, ...]:
    """The ways that the clause on notices permits at its position, the surest first; fewer for a formal notice."""
    return tuple(_ways(deal, terms, formal))


def _ways(deal: Deal, terms: ExitTerms, formal: bool) -> Iterator[Way]:
    position = terms.positions.get(NOTICES, "customer")
    yield Way("hand", "by hand", "left")
    yield Way("courier", "by courier", "signed")
    if formal and position == "supplier":
        return
    home, mail = _MAIL[deal.law.governing]
    countries = [party.country or home for party in (deal.customer, deal.supplier)]
    if set(countries) == {home}:
        unsure = position == "supplier" and deal.law.governing in ("germany", "new-york")
        period = terms.period(NOTICES, "post_deemed") or Period(2, "business day")
        yield Way("post", f"by {mail}", "unknown" if unsure else "posted", period)
    if countries[0] != countries[1]:
        period = terms.period(NOTICES, "airmail_deemed") or Period(5, "business day")
        yield Way("airmail", "by tracked airmail", "posted", period)
    if position == "customer" and not formal:
        yield Way("email", "by email", "sent")


def hours_of(file: DealFile, library: Library, filler: Filler) -> Hours:
    """Business Hours by the definition that the law of the deal takes; 09:00 to 17:00 where there is none."""
    law = file.deal.law.governing
    for clause in library.clauses("definitions"):
        if clause.matter.title == "Business Hours" and law in clause.matter.laws:
            opening, closing = (str(filler.parameter(clause, name)) for name in ("opening", "closing"))
            found = _time(opening), _time(closing)
            if found[0] and found[1]:
                return Hours(found[0], found[1], closing)
    return Hours(datetime.time(9), datetime.time(17), "17:00")


def _time(text: str) -> datetime.time | None:
    match = _HOUR.search(text)
    if not match:
        return None
    hour = int(match[1]) % 12 + 12 * (match[3].lower() == "p") if match[3] else int(match[1])
    return datetime.time(hour, int(match[2])) if hour < 24 and int(match[2]) < 60 else None
