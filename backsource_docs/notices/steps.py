"""What must come before a notice: steps that stand in the record, times to wait, an earlier notice, a hearing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from backsource_docs.dates.rows import Due
from backsource_docs.dates.starting import Start
from backsource_docs.findings import Finding
from backsource_docs.notices.cases import Case
from backsource_docs.notices.kinds import First, Wait

__all__ = ["too_soon"]

_DAY = datetime.timedelta(days=1)


def too_soon(case: Case) -> Iterator[Finding]:
    """Each thing that must come first and has not come, or not for long enough."""
    yield from _unheard(case)
    yield from _not_called(case)
    wanted = [first for first in case.kind.first if _wanted(first, case)]
    open_still = [first for first in wanted if case.asking.recorded(first.step) is None and not _waited(first, case)]
    missing = list({first.step: first for first in reversed(open_still)}.values())[::-1]
    for first in wanted:
        if first in missing:
            yield _missing(first, case, last=first is missing[-1])
        elif done := case.asking.recorded(first.step):
            yield from _out_of_time(first, done, case)
    for wait in case.kind.waits:
        yield from _waiting(wait, case)


def _wanted(first: First, case: Case) -> bool:
    return case.at(first.clause) in first.positions and not case.asking.spared(first.unless)


def _missing(first: First, case: Case, *, last: bool) -> Finding:
    clause = case.clause_of(first.clause)
    message = f"{clause} asks for the step “{first.step}” before it, and the record does not have it."
    remedy = f"Take the step, then write {{step: {first.step}, day: YYYY-MM-DD}} in the record of {case.entry}."
    return case.refusal("NT06", message, "record", remedy + (_soonest(case) if last else ""))


def _out_of_time(first: First, done: datetime.date, case: Case) -> Iterator[Finding]:
    due = _due(first, first.lead, case)
    if done > case.asking.served:
        message = f"the step “{first.step}” of {case.shown(done)} comes after it is sent."
        yield case.refusal("NT06", message, "record", f"Send it on {case.shown(done)} or later.")
    elif due and due.day and done < due.day:
        clause = case.clause_of(first.clause)
        message = f"the step “{first.step}” cannot be of {case.shown(done)}: {due.words} ({clause})."
        yield case.refusal("NT06", message, "record", f"Wait until {case.shown(due.day)} has passed.")
    late = _due(first, first.within, case)
    if late and late.day and done > late.day:
        message = f"the step “{first.step}” of {case.shown(done)} came too late: {late.words}, the last day for it"
        remedy = "Rest the notice on another fact or ground, or agree in writing that the step counts."
        yield case.refusal("NT04", f"{message} ({case.clause_of(first.clause)}).", "record", remedy)


def _waited(first: First, case: Case) -> bool:
    """Whether the time has passed that does instead of the step."""
    due = _due(first, first.or_after, case)
    return bool(due and due.day and due.day <= case.asking.served)


def _due(first: First, text: str, case: Case) -> Due | None:
    """The day a period after the earlier step, if both are known."""
    lead = case.period(text)
    starts = [case.start(name) for name in (first.since, *first.or_later) if name]
    known = [start for start in starts if start.day] or starts[:1]
    return case.counted_from(max(known, key=_day), lead) if known and lead else None


def _day(start: Start) -> datetime.date:
    return start.day or datetime.date.min


def _soonest(case: Case) -> str:
    """The earliest day to send the notice, if every step that is still open begins on the as-of day."""
    today = case.rows.as_of
    days: dict[str, datetime.date] = {}
    for first in case.kind.first:
        if _wanted(first, case):
            lead = case.period(first.lead) or case.period(first.or_after)
            since = (case.start(first.since).day if first.since else None) or days.get(first.since)
            after = case.rows.service.agreed.after(since, lead) if since and lead else since or today
            days[first.step] = case.asking.recorded(first.step) or max(after, today)
    day = max([today, *days.values()])
    return f" If what is open begins on {case.shown(today)}, the earliest day to send it is {case.shown(day)}."


def _waiting(wait: Wait, case: Case) -> Iterator[Finding]:
    """A time that runs still on the day of sending."""
    start, lead = case.start(wait.since), case.period(wait.lead)
    ended = case.asking.recorded(wait.until) if wait.until else None
    spared = case.at(wait.clause) not in wait.positions or case.asking.spared(wait.unless)
    if spared or lead is None or start.day is None or (ended and ended <= case.asking.served):
        return
    due = case.counted_from(start, lead)
    if due.day and start.day <= case.asking.served <= due.day:
        message = f"it would be too soon: {due.words}, and it may be given only after that day"
        remedy = f"Send it on {case.shown(case.rows.service.working.on_or_after(due.day + _DAY))} or later."
        yield case.refusal("NT06", f"{message} ({case.clause_of(wait.clause)}).", "served", remedy)


def _not_called(case: Case) -> Iterator[Finding]:
    """A notice that presupposes one that has not gone yet."""
    called = case.rows.starts["sent"].day
    if case.at("") in case.kind.follows and (called is None or called > case.asking.served):
        message = f"{case.cited} presupposes a Termination Notice or Backsourcing Notice that was sent before."
        remedy = "State the earlier one under backsourcing.notice"
        remedy += f", or send this one on {case.shown(called)} or later." if called else "."
        yield case.refusal("NT06", message, "served", remedy)


def _unheard(case: Case) -> Iterator[Finding]:
    """A notice that ends something before the body of employees has been heard that must be heard first."""
    consultation = case.rows.deal.staff.consultation
    if not case.kind.ends or consultation is None or consultation.first_before == "transfer":
        return
    rule = f" ({consultation.provision})" if consultation.provision else ""
    body, ended = consultation.body, consultation.ends
    if ended is None:
        message = f"{body} must be heard first{rule}, and nothing says when the consultation ends."
        remedy = "Hear them, then write ends: YYYY-MM-DD under staff.consultation; the day after it is the earliest."
        yield case.refusal("NT06", message, "served", remedy)
    elif case.asking.served <= ended:
        message = f"the consultation of {body} ends on {case.shown(ended)} and must come first{rule}."
        yield case.refusal("NT06", message, "served", f"Send it on {case.shown(ended + _DAY)} or later.")
