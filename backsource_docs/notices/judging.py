"""Whether a notice can be given: by the clause of this agreement at its position, the record, the calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from msgspec import Struct

from backsource_docs.dates.rows import Rows
from backsource_docs.dates.serving import NOTICES, Way
from backsource_docs.drafting.facts import failing
from backsource_docs.drafting.selecting import Selection
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.store import Library
from backsource_docs.notices.asking import Asking
from backsource_docs.notices.cases import Case
from backsource_docs.notices.content import wanting
from backsource_docs.notices.kinds import Kind
from backsource_docs.notices.steps import too_soon
from backsource_docs.planning.reckoning import said

__all__ = ["Judge", "Judgement"]

NOTICE_PERIODS = "trm-notice-periods"


class Judgement(Struct, frozen=True):
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


class Judge(Struct, frozen=True):
    """Weighs notices for one deal; `selection` is what its agreement has, `holds` the facts of the deal."""

    rows: Rows
    library: Library
    selection: Selection
    holds: Mapping[str, bool]

    def judged(self, kind: Kind, asking: Asking) -> Judgement:
        """The days of a notice and every reason for which it cannot be given as it stands."""
        place = self.rows.citing.place(kind.clause, kind.at)
        case = Case(self.rows, self.library, kind, asking, place)
        received = case.received
        if reason := self._without_right(kind, asking):
            return Judgement(kind, asking, place, received, None, None, "", (reason,))
        earliest, words = case.earliest()
        own = asking.notice.effective if kind.effect and not (kind.effect.fixed or kind.effect.on) else None
        return Judgement(kind, asking, place, received, earliest, own or earliest, words, tuple(_refusals(case)))

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
        fact = self.library.facts[name]
        why = f"“{fact.says}” {'does not hold' if name in kind.when.all else 'holds'}"
        message = f"{kind.title}: there is nothing to give notice of, because {why}."
        return Finding("NT02", Severity.ERROR, message, asking.place("kind"), "Check the deal; no notice is needed.")


def _refusals(case: Case) -> Iterator[Finding]:
    """Each reason against the notice as it stands."""
    yield from _unfounded(case)
    yield from _wrong_way(case)
    yield from wanting(case)
    yield from too_soon(case)
    yield from _too_late(case)
    yield from _wrong_day(case)
    yield from _too_long(case)
    yield from _too_often(case)


def _unfounded(case: Case) -> Iterator[Finding]:
    """A notice under an agreement that is not made yet."""
    made = case.rows.deal.agreement.date
    if made and made > case.asking.served:
        message = f"the agreement is dated {case.shown(made)}, after it is sent."
        yield case.refusal(
            "NT02", message, "served", f"Send it on {case.shown(made)} or later; see served and --served."
        )


def _wrong_way(case: Case) -> Iterator[Finding]:
    """A way that the clause on notices does not allow."""
    names = [way.name for way in case.ways]
    if case.asking.method not in names:
        clause = case.rows.citing.place(NOTICES, ["formal" if case.strict else "methods"])
        message = f"{clause} does not let it go by {case.asking.method}."
        days = [f"{way.name} ({_counts(way, case)})" for way in case.ways]
        yield case.refusal("NT03", message, "method", f"Write method: {' or '.join(days)}.")


def _counts(way: Way, case: Case) -> str:
    """When a notice that goes another way counts as received."""
    day = case.rows.service.received(way, case.asking.served)
    return f"received on {case.shown(day)}" if day else "received when the receipt is signed"


def _too_late(case: Case) -> Iterator[Finding]:
    latest, due = case.kind.latest, case.last_day()
    if latest and due and due.day and (case.received or case.asking.served) > due.day:
        clause = case.clause_of(latest.clause)
        message = f"it would be too late. {due.words[:1].upper()}{due.words[1:]}, the last day to be received"
        late = case.at(latest.clause) in latest.late
        remedy = "It is still valid, but less of it may be left." if late else _instead(case, due.day)
        yield case.refusal("NT04", f"{message} ({clause}).", "served", remedy, valid=late)


def _instead(case: Case, day: datetime.date) -> str:
    """What remains: a quicker way while there is time, else the diary."""
    sent = [(way, case.rows.service.last_to_send(way, day)) for way in case.ways]
    open_ways = [f"{way.words} until {case.shown(last)}" for way, last in sent if last and last >= case.rows.as_of]
    if open_ways:
        return f"Send it {' or '.join(open_ways)}."
    return "No day is left for it: look for another ground; bsdocs dates shows what is still open."


def _wrong_day(case: Case) -> Iterator[Finding]:
    """A day of effect that the clause does not allow yet."""
    effect, notice = case.kind.effect, case.asking.notice
    earliest, words = case.earliest()
    if effect and not effect.fixed and notice.effective and earliest and notice.effective < earliest:
        message = f"{effect.title} {case.shown(notice.effective)} is too early: {words} ({case.cited})."
        yield case.refusal("NT05", message, "effective", f"Write effective: {earliest} or a later day.")
    free = case.rows.key_dates.day("lock_in_ends")
    locked = effect and effect.lock_in and case.at(effect.clause) == "supplier"
    if locked and free and case.received and case.received < free:
        message = f"within the lock-in, which ends on {case.shown(free)}, it has no effect ({case.cited})."
        yield case.refusal("NT05", message, "served", f"Let it be received on {case.shown(free)} or later.")


def _too_long(case: Case) -> Iterator[Finding]:
    """A day of effect or a length beyond what the clause allows."""
    effect, notice, agreed = case.kind.effect, case.asking.notice, case.rows.service.agreed
    position = case.at("")
    longest = case.period(effect.longest.get(position, "")) if effect else None
    if longest and case.received and notice.effective and notice.effective > agreed.after(case.received, longest):
        last = agreed.after(case.received, longest)
        clause = case.rows.citing.place(NOTICE_PERIODS, ["date", "longer"])
        message = f"{case.shown(notice.effective)} is too late; the latest is {said(longest)} after receipt ({clause})."
        yield case.refusal("NT05", message, "effective", f"Write effective: {last} or an earlier day.")
    most = case.period(case.kind.at_most)
    if most and notice.length and notice.length.minutes > most.minutes:
        message = f"{said(notice.length)} is longer than the {said(most)} that {case.cited} allows."
        yield case.refusal("NT05", message, "length", f"Write length: {most} or less.")
    if notice.length and position in case.kind.whole_months and notice.length.unit not in ("month", "year"):
        message = f"{case.cited} counts whole months, and {said(notice.length)} are none."
        yield case.refusal("NT05", message, "length", "Write length: 1 month, or another number of months.")


def _too_often(case: Case) -> Iterator[Finding]:
    """One more notice of the kind than the clause allows, as the deal lists them."""
    most = case.number(case.kind.times) if case.kind.times else None
    if most is not None and case.asking.earlier >= most:
        times = "once" if most == 1 else f"{most} times" if most else "not at all"
        message = f"{case.cited} allows it {times}, and {case.asking.earlier} went before."
        remedy = (
            "Take the others out of notices if they never went; one that the other side made necessary may not count."
        )
        yield case.refusal("NT05", message, "kind", remedy, valid=case.asking.earlier > 0)
