"""Whether a notice can be given: by the clause of this agreement at its position, the record, the calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backsource_docs.dates.rows import Due, Rows
from backsource_docs.dates.serving import NOTICES
from backsource_docs.drafting.facts import failing
from backsource_docs.drafting.selecting import Selection
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.store import Library
from backsource_docs.notices.asking import Asking, series
from backsource_docs.notices.days import Days
from backsource_docs.notices.kinds import First, Kind

__all__ = ["Judge", "Judgement"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A notice weighed: the clause as cited, the days with their derivation, and every reason against it.

    `received` and `effective` are None where nobody can reckon them; `earliest` is the first day that the agreement
    allows for the effect, `refusals` are empty for a notice that can be given.
    """

    kind: Kind
    asking: Asking
    place: str
    received: datetime.date | None
    earliest: datetime.date | None
    effective: datetime.date | None
    derivation: str
    refusals: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.refusals)


@dataclass(frozen=True)
class Judge:
    """Weighs notices for one deal; `selection` is what its agreement has, `holds` the facts of the deal."""

    rows: Rows
    library: Library
    selection: Selection
    holds: Mapping[str, bool]

    def judged(self, kind: Kind, asking: Asking) -> Judgement:
        """The days of a notice and every reason for which it cannot be given as it stands."""
        place = self.rows.citing.place(kind.clause, kind.at)
        case = _Case(self.rows, self.library, kind, asking, place)
        received = case.received
        if reason := self._without_right(kind, asking):
            return Judgement(kind, asking, place, received, None, None, "", (reason,))
        earliest, words = case.earliest()
        own = asking.notice.effective if kind.effect and not (kind.effect.fixed or kind.effect.on) else None
        return Judgement(kind, asking, place, received, earliest, own or earliest, words, tuple(case.refusals()))

    def _without_right(self, kind: Kind, asking: Asking) -> Finding | None:
        """Why the agreement of this deal does not give the right at all."""
        for clause in (kind.clause, *kind.also):
            if clause not in self.selection.picks:
                skip = self.selection.skips.get(clause)
                found = self.library.clause(clause)
                title = found.matter.title if found else clause
                why = f", because {skip.reason}" if skip else ""
                message = f"{kind.title}: the agreement does not have the clause {title}{why}."
                remedy = "Look for another notice with bsdocs notice --list, or agree the clause first."
                return Finding("NT02", Severity.ERROR, message, skip.place if skip else asking.place("kind"), remedy)
        name = failing(kind.when, self.holds)
        if name is None:
            return None
        message = f"{kind.title}: there is nothing to give notice of, because “{self.library.facts[name].says}” fails."
        return Finding("NT02", Severity.ERROR, message, asking.place("kind"), "Check the deal; no notice is needed.")


@dataclass(frozen=True)
class _Case(Days):
    """One notice under its clause, which the draft cites so."""

    cited: str

    def refusals(self) -> Iterator[Finding]:
        """Each reason against the notice as it stands."""
        yield from self._unfounded()
        yield from self._wrong_way()
        yield from self._missing()
        for first in self.kind.first:
            yield from self._before(first)
        yield from self._too_late()
        yield from self._wrong_day()

    def _refusal(self, code: str, message: str, key: str, remedy: str, *, valid: bool = False) -> Finding:
        severity = Severity.WARNING if valid else Severity.ERROR
        return Finding(code, severity, f"{self.kind.title}: {message}", self.asking.place(key), remedy)

    def _unfounded(self) -> Iterator[Finding]:
        """A notice under an agreement that is not made yet, or that presupposes one that has not gone yet."""
        made = self.rows.deal.agreement.date
        if made and made > self.asking.served:
            message = f"the agreement is dated {self.shown(made)}, after it is sent."
            yield self._refusal("NT02", message, "served", "Send it later, or say --as-of DATE to look at a later day.")
        called = self.rows.starts["sent"].day
        if self.kind.follows and (called is None or called > self.asking.served):
            message = f"{self.cited} presupposes a Termination Notice or Backsourcing Notice that was sent before."
            yield self._refusal("NT06", message, "served", "State the earlier one under backsourcing.notice.")

    def _wrong_way(self) -> Iterator[Finding]:
        """A way that the clause on notices does not allow."""
        names = [way.name for way in self.ways]
        if self.asking.method not in names:
            clause = self.rows.citing.place(NOTICES, ["methods"])
            message = f"{clause} does not let it go by {self.asking.method}."
            yield self._refusal("NT03", message, "method", f"Write method: {' or '.join(names)}.")

    def _missing(self) -> Iterator[Finding]:
        """What the clause demands and the deal does not state."""
        notice = self.asking.notice
        if missing := [need for need in self.kind.needs if not getattr(notice, need)]:
            named = series(missing)
            message = f"{self.cited} gives it no effect without {named}, which the deal does not state."
            yield self._refusal("NT07", message, missing[0], f"Write {named} under {self._entry}.")
        known = {service.name for service in self.rows.deal.services}
        for name in (name for name in notice.functions if name not in known):
            message = f"the deal has no function called {name}."
            yield self._refusal("NT08", message, "functions", "Write the name of a function under services.")
        yield from self._too_few()

    def _too_few(self) -> Iterator[Finding]:
        """Fewer facts than the ground counts, within its period."""
        if self.kind.many is None:
            return
        count = self._count(self.kind.many.count)
        within, last = self.period(self.kind.many.within), self.asking.last_fact
        if within and last and count:
            since = self.rows.service.agreed.before(last, within)
            counted = sum(fact.day >= since for fact in self.asking.notice.facts)
            if counted < count:
                message = f"{self.cited} counts {count} breaches within {within}, and the deal states {counted}."
                yield self._refusal("NT07", message, "facts", "State each breach with its day, or take another ground.")
        yield from self._stale()

    def _stale(self) -> Iterator[Finding]:
        """A repetition that must come some time after a warning, and has not come."""
        fresh, last = self.kind.many.fresh if self.kind.many else None, self.asking.last_fact
        lead = self.period(fresh.lead) if fresh else None
        warned = self.asking.recorded(fresh.after) if fresh else None
        if fresh and lead and warned and last and self.position(self.kind.clause) in fresh.positions:
            free = self.rows.service.agreed.after(warned, lead)
            if last <= free:
                message = f"{self.cited} asks for a further breach after {self.shown(free)}, {lead} after the warning."
                yield self._refusal("NT07", message, "facts", "State that breach, or wait and see whether it comes.")

    @property
    def _entry(self) -> str:
        return self.asking.path if self.asking.number else f"an entry under notices with kind: {self.kind.id}"

    def _count(self, text: str) -> int:
        """A number that a clause states; 0 where it states none."""
        owner, _, name = text.partition(".")
        return int(self.rows.terms.parameters.get((owner, name)) or 0)

    def _before(self, first: First) -> Iterator[Finding]:
        """A step that must come first and is not in the record, or came too early or too late."""
        position = self.position(first.clause or self.kind.clause)
        if position not in first.positions or self.asking.spared(first.unless):
            return
        clause = self.rows.citing.place(first.clause) if first.clause else self.cited
        done = self.asking.recorded(first.step)
        if done is None and not self._waited(first):
            message = f"{clause} asks for the step “{first.step}” before it, and the record does not have it."
            remedy = f"Take the step, then write it with its day in the record of {self._entry}.{self._after(first)}"
            yield self._refusal("NT06", message, "record", remedy)
        elif done and done > self.asking.served:
            message = f"the step “{first.step}” of {self.shown(done)} comes after it is sent."
            yield self._refusal("NT06", message, "record", f"Send it on {self.shown(done)} or later.")
        elif done and (due := self._due(first, first.lead)) and due.day and done < due.day:
            message = f"the step “{first.step}” cannot be of {self.shown(done)}: {due.words} ({clause})."
            yield self._refusal("NT06", message, "record", f"Wait until {self.shown(due.day)} has passed.")

    def _waited(self, first: First) -> bool:
        """Whether the time has passed that does instead of the step."""
        due = self._due(first, first.or_after)
        return bool(due and due.day and due.day <= self.asking.served)

    def _after(self, first: First) -> str:
        """The earliest valid day, where an earlier step gives one."""
        due = self._due(first, first.or_after or first.lead)
        return f" The earliest valid day follows from {due.words}." if due and due.day else ""

    def _due(self, first: First, text: str) -> Due | None:
        """The day a period after the earlier step, if both are known."""
        lead = self.period(text)
        start = self.asking.start(first.since) if first.since else None
        return self.counted_from(start, lead) if start and lead else None

    def _too_late(self) -> Iterator[Finding]:
        latest, due = self.kind.latest, self.last_day()
        if latest and due and due.day and (self.received or self.asking.served) > due.day:
            clause = self.rows.citing.place(latest.clause) if latest.clause else self.cited
            message = f"it would be too late. {due.words[:1].upper()}{due.words[1:]}, the last day to be received"
            remedy = "It is still valid, but the other side may need longer." if latest.late else self._instead(due.day)
            yield self._refusal("NT04", f"{message} ({clause}).", "served", remedy, valid=latest.late)

    def _instead(self, day: datetime.date) -> str:
        """What remains: a quicker way while there is time, else the diary."""
        sent = [(way, self.rows.service.last_to_send(way, day)) for way in self.ways]
        open_ways = [f"{way.words} until {self.shown(last)}" for way, last in sent if last and last >= self.rows.as_of]
        if open_ways:
            return f"Send it {' or '.join(open_ways)}."
        return "Look for another ground; bsdocs dates shows what is still open."

    def _wrong_day(self) -> Iterator[Finding]:
        """A day of effect or a length outside what the clause allows."""
        effect, notice = self.kind.effect, self.asking.notice
        earliest, words = self.earliest()
        if effect and not effect.fixed and notice.effective and earliest and notice.effective < earliest:
            message = f"{effect.title} {self.shown(notice.effective)} is too early: {words} ({self.cited})."
            yield self._refusal("NT05", message, "effective", f"Write effective: {earliest} or a later day.")
        free = self.rows.key_dates.day("lock_in_ends")
        locked = effect and effect.lock_in and self.position(effect.clause or self.kind.clause) == "supplier"
        if locked and free and self.received and self.received < free:
            message = f"within the lock-in, which ends on {self.shown(free)}, it has no effect ({self.cited})."
            yield self._refusal("NT05", message, "served", f"Let it be received on {self.shown(free)} or later.")
        yield from self._too_long()

    def _too_long(self) -> Iterator[Finding]:
        effect, notice, agreed = self.kind.effect, self.asking.notice, self.rows.service.agreed
        position = self.position(self.kind.clause)
        longest = self.period(effect.longest.get(position, "")) if effect else None
        if longest and self.received and notice.effective and notice.effective > agreed.after(self.received, longest):
            last = agreed.after(self.received, longest)
            message = f"{self.shown(notice.effective)} is too late; the latest is {longest} after receipt."
            yield self._refusal("NT05", message, "effective", f"Write effective: {last} or an earlier day.")
        most = self.period(self.kind.at_most)
        if most and notice.length and notice.length.minutes > most.minutes:
            message = f"{notice.length} is longer than the {most} that {self.cited} allows."
            yield self._refusal("NT05", message, "length", f"Write length: {most} or less.")
