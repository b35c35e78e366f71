"""What a notice must say, and what it may concern, by the clause that gives the right."""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.findings import Finding
from backsource_docs.notices.cases import Case
from backsource_docs.notices.kinds import Fresh, Many
from backsource_docs.planning.reckoning import said

__all__ = ["wanting"]


def wanting(case: Case) -> Iterator[Finding]:
    """What the clause demands and the deal does not state, and what it states beyond the right."""
    notice = case.asking.notice
    if missing := [need for need in case.kind.needs.get(case.at(""), ()) if not getattr(notice, need)]:
        message = f"{case.cited} gives it no effect without {case.named(missing)}, which the deal does not state."
        yield case.refusal("NT07", message, missing[0], f"Write {case.example(missing)} in {case.entry}.")
    yield from _strange(case)
    if case.kind.many:
        yield from _too_few(case.kind.many, case)
        for fresh in case.kind.many.fresh:
            yield from _stale(fresh, case)
    yield from _whole(case)
    yield from _later_than_sent(case)


def _strange(case: Case) -> Iterator[Finding]:
    """Functions that the deal does not have, or that the right does not reach."""
    known = {service.name: service for service in case.rows.deal.services}
    for name in case.asking.notice.functions:
        if name not in known:
            message = f"the deal has no function called {name}."
            yield case.refusal("NT08", message, "functions", f"Write one of: {', '.join(known)}.")
        elif case.kind.cloud and not known[name].cloud:
            message = f"{case.cited} reaches data processing services alone, and {name} is not marked as one."
            cloud = ", ".join(one.name for one in known.values() if one.cloud)
            yield case.refusal("NT08", message, "functions", f"Write one of: {cloud}; or cloud: yes for {name}.")


def _too_few(many: Many, case: Case) -> Iterator[Finding]:
    """Fewer facts than the ground counts, within its period."""
    count = case.number(many.count)
    within, last = case.period(many.within), case.asking.last_fact
    if within and last and count:
        since = case.rows.service.agreed.before(last, within)
        counted = sum(fact.day >= since for fact in case.asking.notice.facts)
        if counted < count:
            message = f"{case.cited} counts {count} breaches within {said(within)}, and the deal states {counted}."
            yield case.refusal("NT07", message, "facts", "State each breach with its day, or take another ground.")


def _stale(fresh: Fresh, case: Case) -> Iterator[Finding]:
    """A repetition that must come some time after a warning, and has not come."""
    last, warned = case.asking.last_fact, case.asking.recorded(fresh.after)
    if not warned or not last or case.at("") not in fresh.positions:
        return
    lead = case.period(fresh.lead)
    free = case.rows.service.agreed.after(warned, lead) if lead else warned
    if last <= free:
        after = f", {said(lead)} after the warning" if lead else ", the day of the warning"
        message = f"{case.cited} asks for a further breach after {case.shown(free)}{after}."
        yield case.refusal("NT07", message, "facts", "State that breach, or wait and see whether it comes.")


def _whole(case: Case) -> Iterator[Finding]:
    """The whole of the agreement where the clause lets the functions concerned end, the whole at most by exception."""
    part, position = case.kind.part, case.at("")
    if part is None or position not in part.limb or case.asking.notice.functions:
        return
    clause = case.rows.citing.place(case.kind.clause, [part.limb[position]])
    remedy = f"Write functions: [{case.rows.deal.services[0].name}] in {case.entry}"
    if position in part.never:
        message = f"{clause} lets the function concerned end, and never the whole of the Agreement."
        yield case.refusal("NT05", message, "functions", f"{remedy}, with the name of each function concerned.")
    else:
        message = f"it ends the whole of the Agreement, which {clause} allows only in the cases that it names."
        yield case.refusal("NT05", message, "functions", f"{remedy}, unless one of those cases is given.", valid=True)


def _later_than_sent(case: Case) -> Iterator[Finding]:
    """A fact that lies after the day on which the notice is sent."""
    if (last := case.asking.last_fact) and last > case.asking.served:
        message = f"it states a fact of {case.shown(last)}, after it is sent."
        yield case.refusal("NT07", message, "facts", "Correct the day of the fact, or send the notice later.")
