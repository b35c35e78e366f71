"""Deadlines made into entries: rows for each way to serve a notice, a row for each step, rows for what today gives."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from backsource_docs.dates.citing import Citing
from backsource_docs.dates.counting import counted, period_of, rolled
from backsource_docs.dates.deadlines import Deadline
from backsource_docs.dates.entries import Asked, Entry, State
from backsource_docs.dates.events import EVENTS, has_gone, recorded
from backsource_docs.dates.serving import NOTICES, Hours, Service, Way, ways_of
from backsource_docs.dates.starting import Start
from backsource_docs.dates.wording import Words, skipped
from backsource_docs.deal.deal import Deal
from backsource_docs.library.figures import Figure
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.reckoning import KeyDates, said
from backsource_docs.planning.terms import ExitTerms
from backsource_docs.values import Period

__all__ = ["Due", "Rows"]

UNCONFIRMED = "unconfirmed"
_DAY = datetime.timedelta(days=1)
CONVENIENCE = "convenience"


class Due(Struct, frozen=True):
    """The day to which a deadline leads, in words, with its period and the figure of the law behind it, if any."""

    day: datetime.date | None
    words: str
    lead: Period | None
    figure: Figure | None = None


class Rows(Struct):
    """Makes the entries of one diary.

    `figures` are those in force by law ("" for the governing one), `found` the days
    of the deadlines so far, from which others are counted.
    """

    deal: Deal
    terms: ExitTerms
    figures: Mapping[str, Mapping[str, Figure]]
    key_dates: KeyDates
    citing: Citing
    service: Service
    hours: Hours
    asked: Asked
    as_of: datetime.date
    starts: Mapping[str, Start]
    found: dict[str, Start] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        return Words(self.deal.locale)

    @property
    def late_today(self) -> bool:
        """Whether the close of Business Hours has passed on the as-of day."""
        return self.asked.hour is not None and self.asked.hour >= self.hours.closing

    def of(self, one: Deadline) -> Iterator[Entry]:
        """The entries of a deadline; one whose event nobody has recorded is supposed to start today, or left out."""
        if one.from_event and self._start(one).day is None:
            yield from [self._supposed(one)] if one.supposed else []
            return
        due = self.due(one)
        self.found[one.id] = Start(due.day, f"the day found for “{one.title}”", self._start(one).remedy)
        if one.group == "notice" and one.start:
            yield from self._served(one, due)
        elif one.start:
            yield self._step(one, due)
        if one.effect and due.lead:
            yield from self._effects(one, due.lead)

    def _supposed(self, one: Deadline) -> Entry:
        """The day to which the deadline would lead if its event fell on the as-of day."""
        due = self.due(one, Start(self.as_of, f"today, taken as {EVENTS[one.after]}"))
        title = f"{one.title}, last day to be received" if one.group == "notice" else one.title
        entry = self._entry(one, due, due.day, f"{due.words}: {self._place(one)}", "open")
        return replace(entry, id=f"{one.id}-supposed", group="today", title=title)

    def due(self, one: Deadline, supposed: Start | None = None) -> Due:
        """The day to which the deadline leads: rolled to a Business Day as the agreement rolls it."""
        lead, figure = self._lead(one)
        start = supposed or self._start(one)
        if lead is None:
            return Due(None, f"the agreement states no period for “{one.title}”", None, figure)
        if not one.start:
            return Due(None, "", lead, figure)
        sign = "minus" if one.before else "plus"
        if start.day is None:
            open_words = f"{said(lead)} {'before' if one.before else 'after'} {start.words}, which has no date yet"
            return Due(None, open_words + (f" ({start.remedy})" if start.remedy else ""), lead, figure)
        calendar = BusinessCalendar(one.calendar, "") if one.calendar else self.service.agreed
        base, named = _base(one, start.day, start.words)
        raw = counted(one, base, lead, calendar)
        day = rolled(one, raw, calendar, fixed=figure is not None)
        words = self.words.counted(base, named, sign, lead, raw, calendar)
        return Due(day, words + self.words.moved(raw, day, calendar), lead, figure)

    def _start(self, one: Deadline) -> Start:
        if one.from_event and (day := recorded(self.deal, one.of, one.after)):
            return Start(day, EVENTS[one.after])
        if one.from_event:
            return self.found.get(one.otherwise) or Start(None, EVENTS[one.after])
        start = self.found.get(one.start) or self.starts.get(one.start) or Start(None, "")
        if one.start in ("sent", "received", "heard_before") and start.day is None and CONVENIENCE in self.found:
            due = self.found[CONVENIENCE]
            return Start(due.day, f"{start.words} at the latest", due.remedy)
        return start

    def _lead(self, one: Deadline) -> tuple[Period | None, Figure | None]:
        position = self.terms.positions.get(one.clause, "balanced")
        text = one.lead.get(position, "")
        owner, _, name = text.partition(".")
        if figure := self.figures[one.law].get(text):
            return period_of(figure.value), figure
        if (owner, name) in self.terms.parameters:
            return self.terms.period(owner, name), None
        return (period_of(text) if text and not name else None), None

    def _served(self, one: Deadline, due: Due) -> Iterator[Entry]:
        """A row for each way: the last day to send, what is lost, what remains."""
        ways = ways_of(self.deal, self.terms, formal=one.formal)
        days = {way.name: self.service.last_to_send(way, due.day) if due.day else None for way in ways}
        if due.day is None:
            yield self._entry(one, due, None, f"{due.words}: {self._place(one)}", "no date")
            return
        early = self.too_early if one.id == CONVENIENCE else ""
        done = self._gone(one)
        remaining = [way for way in ways if not early and self._state(days[way.name], way) in ("open", "today")]
        for way in ways:
            day = days[way.name]
            state: State = "passed" if done else "lost" if early else self._state(day, way)
            instead = "" if state != "lost" else early or self._instead(one, remaining, days)
            words = f"{due.words}, the last day to be received; {self._rule(way, day, due.day)}: {self._places(one)}"
            yield self._entry(one, due, day, words, state, way=way, instead=instead)

    @property
    def floor(self) -> datetime.date | None:
        """The first day on which the lock-in lets the agreement end for convenience, whenever the notice is served."""
        free = self.key_dates.day("lock_in_ends")
        lead = self.terms.period("ter-convenience-customer", "convenience_notice")
        if free is None or lead is None or self.terms.positions.get("ter-convenience-customer") != "supplier":
            return free
        return self.service.agreed.first_reaching(self.service.agreed.on_or_after(free), lead)

    @property
    def _sent(self) -> bool:
        """Whether the notice that the deal states has gone already."""
        sent = self.starts["sent"].day
        return sent is not None and sent <= self.as_of

    def _gone(self, one: Deadline) -> bool:
        """Whether the notice has gone already, as the deal states it."""
        return has_gone(self.deal, one.of, self.as_of) or (one.id == CONVENIENCE and self._sent)

    @property
    def too_early(self) -> str:
        """What is possible where the lock-in rules out the day that a notice for convenience is to bring about."""
        floor, end = self.floor, self.starts["end"].day
        if floor is None or end is None or end >= floor:
            return ""
        return f"The lock-in allows {self.words.shown(floor)} at the soonest."

    def _rule(self, way: Way, day: datetime.date | None, due: datetime.date) -> str:
        """How the way counts, with the holidays that it skips between sending and the last day."""
        received = self.service.received(way, day) if day else None
        names = skipped(self.service.working, day, received) if day and received else ""
        early = "" if received in (None, due) else f", received on {self.words.shown(received)}" if received else ""
        return way.rule + early + (f", {names}" if names else "")

    def _instead(self, one: Deadline, remaining: list[Way], days: Mapping[str, datetime.date | None]) -> str:
        open_ways = [f"{way.words} until {self.words.shown(day)}" for way in remaining if (day := days[way.name])]
        if open_ways:
            return f"Serve {' or '.join(open_ways)}."
        return self._late(one)

    def _late(self, one: Deadline) -> str:
        position = self.terms.positions.get(one.clause, "balanced")
        return one.late.get(position, "")

    def _step(self, one: Deadline, due: Due) -> Entry:
        state = self._state(due.day, None)
        lost = state == "lost"
        if lost and not self._late(one):
            state = "passed"
        source = f"; {due.figure.source}" if due.figure else ""
        words = f"{due.words}{source}: {self._place(one)}"
        return self._entry(one, due, due.day, words, state, instead=self._late(one) if lost else "")

    def _state(self, day: datetime.date | None, way: Way | None) -> State:
        if day is None:
            return "no date"
        if day == self.as_of:
            gone = self.late_today and way is not None
            return "lost" if gone else "today"
        return "open" if day > self.as_of else "lost"

    def _effects(self, one: Deadline, lead: Period) -> Iterator[Entry]:
        """What the notice brings about if it leaves today, ways with the same day together."""
        together: dict[datetime.date, list[tuple[Way, datetime.date]]] = {}
        for way in ways_of(self.deal, self.terms, formal=one.formal):
            received = self.service.received(way, self.as_of, late=self.late_today)
            if received:
                together.setdefault(self.effect(one, received, lead)[0], []).append((way, received))
        for found in together.values():
            ways, received = [way for way, _ in found], found[0][1]
            day, why = self.effect(one, received, lead)
            named = " or ".join(way.words for way in ways)
            sent = f"Sent today {named}, received {self.words.shown(received)} plus {said(lead)}{why}"
            words = f"{sent}: {self._places(one)}"
            name = f"{one.id}-effect-{ways[0].name}"
            title = f"{one.title} sent today {named}: {one.effect}"
            place = self._place(one)
            yield Entry(name, one.id, "today", title, day, words, "open", place, one.clause, who="Customer")

    def effect(self, one: Deadline, received: datetime.date, lead: Period) -> tuple[datetime.date, str]:
        """The first day that the notice can bring about, and what the lock-in does to it."""
        plain = self.service.agreed.first_reaching(received, lead)
        free = self.key_dates.day("lock_in_ends") if one.id == CONVENIENCE else None
        if free and self.terms.positions.get(one.clause) == "supplier" and received < free:
            start = self.service.agreed.on_or_after(free)
            day = self.service.agreed.first_reaching(start, lead)
            return (
                day,
                f"; but a notice within the lock-in has no effect, and one received {self.words.shown(start)} counts",
            )
        if free and free > plain:
            return free, f" is {self.words.shown(plain)}, within the lock-in, which ends then"
        return plain, ""

    def _place(self, one: Deadline) -> str:
        return self.citing.place(one.clause, one.at)

    def _places(self, one: Deadline) -> str:
        return f"{self._place(one)}, served under {self.citing.place(NOTICES, ['served'])}"

    def _entry(
        self, one: Deadline, due: Due, day: datetime.date | None, words: str, state: State, **more: Any
    ) -> Entry:
        way: Way | None = more.pop("way", None)
        source = due.figure.source if due.figure else one.source
        return Entry(
            id=f"{one.id}-{way.name}" if way else one.id,
            deadline=one.id,
            group=one.group,
            title=one.title,
            day=day,
            derivation=words[:1].upper() + words[1:],
            state=state,
            place=self._place(one),
            clause=one.clause,
            method=way.words if way else "",
            until=way.until(self.hours) if way else "",
            who=one.who,
            do=one.do,
            source=source,
            confirmed=UNCONFIRMED not in source,
            **more,
        )


def _base(one: Deadline, day: datetime.date, words: str) -> tuple[datetime.date, str]:
    """The day from which a deadline is counted, and its name."""
    if one.clear:
        return day - _DAY, f"the day before {words}"
    return (day + _DAY, f"the day after {words}") if one.including else (day, words)
