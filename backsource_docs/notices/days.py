"""The days of one notice: when it is received, what it brings about and when, by when it must be there."""

from __future__ import annotations

import datetime

from msgspec import Struct

from backsource_docs.dates.deadlines import Deadline, deadlines_of
from backsource_docs.dates.rows import CONVENIENCE, Due, Rows
from backsource_docs.dates.serving import NOTICES, Way, ways_of
from backsource_docs.dates.starting import Start
from backsource_docs.library.store import Library
from backsource_docs.notices.asking import Asking
from backsource_docs.notices.kinds import OWN_LENGTH, Kind
from backsource_docs.planning.reckoning import said
from backsource_docs.values import Period

__all__ = ["Days"]

NEGOTIATION = "thr-restructure-option"


class Days(Struct, frozen=True):
    """Reckons one notice with the calendars, terms and days of the diary of its deal."""

    rows: Rows
    library: Library
    kind: Kind
    asking: Asking

    @property
    def received(self) -> datetime.date | None:
        way = next((way for way in self.ways if way.name == self.asking.method), None)
        unlisted = Way(self.asking.method, self.asking.method, "sent" if self.asking.method == "email" else "unknown")
        return self.rows.service.received(way or unlisted, self.asking.served, late=self._late)

    @property
    def _late(self) -> bool:
        return self.rows.late_today and self.asking.served == self.rows.as_of

    @property
    def ways(self) -> tuple[Way, ...]:
        return ways_of(self.rows.deal, self.rows.terms, formal=self.kind.formal)

    def start(self, name: str) -> Start:
        """A day by its name: of the record, of the facts, of this notice, of the Termination Notice, or a key date."""
        if name == "received":
            return Start(self.received, "receipt of this notice")
        if name == "last fact":
            return Start(self.asking.last_fact, "the latest fact", f"write the facts under {self.asking.path}.facts")
        if name == "called":
            return self.rows.starts["received"]
        if name in self.rows.starts:
            return self.rows.starts[name]
        found = next((entry for entry in self.rows.key_dates.entries if entry.name == name), None)
        return Start(found.day, f"“{found.title}”") if found else self.asking.start(name)

    def earliest(self) -> tuple[datetime.date | None, str]:
        """The first day on which the notice can take effect, and how it is found."""
        effect = self.kind.effect
        if effect is None:
            return None, ""
        position = self.position(effect.clause or self.kind.clause)
        text = effect.lead.get(position, "")
        lead = self.asking.notice.length if text == OWN_LENGTH else self.period(text)
        start = self.start(effect.on or effect.after.get(position, "received"))
        if text and lead is None:
            return None, "its length is open"
        if start.day is None or lead is None or self.asking.spared(effect.unless.get(position, ())):
            named = start.words if effect.on else f"the day of {start.words}"
            return start.day, named if start.day else f"{start.words}, which has no date yet"
        return self._counted(start, start.day, lead)

    def _counted(self, start: Start, day: datetime.date, lead: Period) -> tuple[datetime.date, str]:
        effect, agreed = self.kind.effect, self.rows.service.agreed
        found = agreed.after(day, lead) if effect and effect.fixed else agreed.first_reaching(day, lead)
        words = self.rows.words.counted(day, start.words, "plus", lead, found, agreed)
        if effect and effect.lock_in:
            found, why = self.rows.effect(self._convenience, day, lead)
            words = f"{self.shown(day)} ({start.words}) plus {said(lead)}{why}" if why else words
        return found, words

    @property
    def _convenience(self) -> Deadline:
        return next(one for one in deadlines_of(self.library)[0] if one.id == CONVENIENCE)

    def position(self, clause: str) -> str:
        """The position of a clause of the agreement; empty where the agreement does not have it."""
        return self.rows.terms.positions.get(clause, "")

    def period(self, text: str) -> Period | None:
        """A period that a clause states, or one in words."""
        owner, dot, name = text.partition(".")
        return self.rows.terms.period(owner, name) if dot else Period.parse(text) if text else None

    def number(self, text: str) -> int:
        """A number that a clause states; 0 where it states none."""
        owner, _, name = text.partition(".")
        return int(self.rows.terms.parameters.get((owner, name)) or 0)

    @property
    def strict(self) -> bool:
        """Whether the clause on notices has a list of its own for notices of this kind."""
        return self.kind.formal and self.position(NOTICES) == "supplier"

    def counted_from(self, start: Start, lead: Period) -> Due:
        if start.day is None:
            return Due(None, f"{start.words}, which has no date yet", lead)
        agreed = self.rows.service.agreed
        day = agreed.after(start.day, lead)
        return Due(day, self.rows.words.counted(start.day, start.words, "plus", lead, day, agreed), lead)

    def last_day(self) -> Due | None:
        """The last day on which the notice can be received, as the diary or the clause counts it."""
        latest = self.kind.latest
        if latest is None:
            return None
        if latest.deadline:
            called = self.rows.deal.backsourcing.notice
            wanted = latest.otherwise if latest.otherwise and called is None else latest.deadline
            return next((self.rows.due(one) for one in deadlines_of(self.library)[0] if one.id == wanted), None)
        position = self.position(latest.clause or self.kind.clause)
        name = latest.after.get(position, "")
        lead = self.period(latest.lead.get(position, ""))
        if not name or not lead:
            return None
        starts = [self.start(name), *(one for one in map(self.start, latest.or_later) if one.day)]
        due = self.counted_from(max(starts, key=lambda start: start.day or datetime.date.min), lead)
        return self._prolonged(due) if latest.paused else due

    def _prolonged(self, due: Due) -> Due:
        """The last day to which the time leads that does not run while the parties negotiate."""
        pause = self._negotiated
        if due.day is None or pause is None or pause[0] > due.day:
            return due
        first, last = pause
        agreed, clause = self.rows.service.agreed, self.rows.citing.place(NEGOTIATION)
        if due.lead and due.lead.unit == "business day":
            day = agreed.shifted(due.day, agreed.count(first, last))
        else:
            day = due.day + (last - first) + datetime.timedelta(days=1)
        words = f"{due.words}, and the time from {self.shown(first)} to {self.shown(last)} does not count ({clause})"
        return Due(day, f"{words}: {self.shown(day)}", due.lead)

    @property
    def _negotiated(self) -> tuple[datetime.date, datetime.date] | None:
        """The days of the negotiation that the record shows, by the text of the clause on restructuring."""
        supplier = self.position(NEGOTIATION) == "supplier"
        began = self.asking.recorded("intention notice" if supplier else "negotiation began")
        lead = self.period(f"{NEGOTIATION}.{'longest' if supplier else 'negotiation'}")
        if began is None or lead is None:
            return None
        ended = self.asking.recorded("negotiation ended") or self.rows.service.agreed.after(began, lead)
        return began, max(began, ended)

    def shown(self, day: datetime.date) -> str:
        return self.rows.words.shown(day)
