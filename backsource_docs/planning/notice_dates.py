"""When a notice counts as received, when the agreement may end, and how long assistance lasts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from msgspec import Struct

from backsource_docs.planning.reckoning import Reckoning, said
from backsource_docs.values import Period

__all__ = ["GROUND_CLAUSES", "note_assistance", "note_ending", "note_notice", "ways_to_serve"]

GROUND_CLAUSES: Mapping[str, str] = {
    "expiry": "term-initial",
    "convenience": "ter-convenience-customer",
    "material breach": "ter-material-breach",
    "persistent breach": "ter-persistent-breach",
    "critical service failure": "ter-critical-failure",
    "insolvency": "ter-insolvency",
    "change of control": "ter-change-of-control",
    "regulatory": "ter-regulatory",
    "illegality": "ter-illegality",
    "force majeure": "ter-force-majeure",
}
_GROUND_NOTICES = {
    "convenience": ("ter-convenience-customer", "convenience_notice"),
    "illegality": ("ter-illegality", "notice"),
}


class _Service(Struct, frozen=True):
    """How a method of service counts: the period that the clause leaves open, or its rule in words."""

    words: str
    parameter: str = ""


# The one table of deemed service; its source is the clause blr-notices ("Notices"), whose parameters it reads.
_SERVICE = {
    "hand": _Service("left at the address by hand: served on that day, or on the next Business Day if that is none"),
    "courier": _Service("sent by courier: taken as signed for on the next Business Day"),
    "post": _Service("sent by first-class post", "post_deemed"),
    "certified": _Service("sent by certified mail", "post_deemed"),
    "registered": _Service("sent by registered post", "post_deemed"),
    "airmail": _Service("sent by airmail", "airmail_deemed"),
}
_POST = {"new-york": "certified", "germany": "registered", "ireland": "registered"}
_MAIL = {"new-york": "by certified mail", "germany": "by registered post", "ireland": "by registered post"}


def _deemed(made: Reckoning, sent: datetime.date, method: str) -> tuple[datetime.date, str]:
    """The day of deemed receipt and the rule that gives it."""
    american = made.deal.law.governing == "new-york"
    rule = _SERVICE[_POST.get(made.deal.law.governing, method) if method == "post" else method]
    if method == "hand":
        return made.calendar.on_or_after(sent), rule.words
    if method == "courier":
        return made.calendar.next(sent), rule.words
    period = made.terms.period("blr-notices", rule.parameter) or Period(2 if method == "post" else 5, "business day")
    served = made.calendar.on_or_after(made.calendar.after(sent, period))
    return served, f"{rule.words}: served {said(period)} after {'mailing' if american else 'posting'}"


def ways_to_serve(law: str, position: str) -> tuple[str, ...]:
    """How the agreement lets a notice that ends it be served, by the position of its clause on notices."""
    if position == "supplier":
        return ("by hand", "by a courier that takes a signature on delivery")
    mail = _MAIL.get(law, "by first-class post")
    return ("by hand", "by a courier that records delivery", mail, "by tracked airmail from one country to another")


def note_notice(made: Reckoning) -> None:
    notice = made.notice
    sent = notice.served if notice else None
    made.note(
        "notice_sent",
        "Notice sent",
        sent,
        "stated in the deal" if sent else "no notice has been given",
        "trm-notice-content",
    )
    if notice and sent:
        received, rule = _deemed(made, sent, notice.method)
        made.note("notice_deemed", "Notice received", received, f"{rule} ({made.shown(sent)})", "blr-notices")
    else:
        made.note(
            "notice_deemed", "Notice received", None, "follows from the day and the method of service", "blr-notices"
        )


def note_ending(made: Reckoning) -> None:
    notice = made.notice
    ground = notice.ground if notice else "convenience"
    earliest, rule = _earliest(made, ground)
    clause = GROUND_CLAUSES[ground]
    made.note("earliest_end", "Earliest Termination Date", earliest, rule, clause)
    stated = notice.ends if notice else None
    if stated and earliest:
        floor = f"not before {made.shown(earliest)} ({rule})"
        made.note("ends", "Termination Date", stated, f"stated in the deal; {floor}", clause)
    elif stated:
        made.note("ends", "Termination Date", stated, "stated in the deal", clause)
    else:
        words = "the earliest date, since the deal states none" if earliest and notice else "to be stated in the notice"
        made.note("ends", "Termination Date", earliest if notice else None, words, clause)


def _earliest(made: Reckoning, ground: str) -> tuple[datetime.date | None, str]:
    """The first day on which the agreement may end on the ground, and why."""
    if ground == "expiry":
        return made.day("expiry") if made.notice else None, "the agreement ends on the Expiry Date"
    received = made.day("notice_deemed")
    period = made.terms.period(*_GROUND_NOTICES[ground]) if ground in _GROUND_NOTICES else None
    if received is None:
        return None, f"{said(period)} after receipt of the notice" if period else "receipt of the notice"
    if period is None:
        return received, f"on receipt of the notice, {made.shown(received)}: this ground has no notice period"
    plain = f"received {made.shown(received)} plus {said(period)}"
    day = made.calendar.first_reaching(received, period)
    lock_in = made.day("lock_in_ends")
    supplier = made.terms.positions.get("ter-convenience-customer") == "supplier"
    if ground == "convenience" and supplier and lock_in and received < lock_in:
        first = made.calendar.on_or_after(lock_in)
        words = f"a notice within the lock-in has no effect; received {made.shown(first)} plus {said(period)}"
        return made.calendar.first_reaching(first, period), words
    if ground == "convenience" and lock_in and lock_in > day:
        return lock_in, f"the lock-in ends then; {plain} would be {made.shown(day)}"
    return day, plain


def note_assistance(made: Reckoning) -> None:
    position = made.terms.positions.get("tra-assistance-period", "customer")
    clause = "tra-assistance-period"
    starts, why = _assistance_start(made, position)
    stated = "tra-assistance-notice" if position == "balanced" else clause  # where the time to prepare stands
    made.note("assistance_starts", "Termination Assistance Period starts", starts, why, stated)
    ends, why = _assistance_end(made, position)
    made.note("assistance_ends", "Termination Assistance Period ends", ends, why, clause)
    notice = made.agreed("tra-extension", "extension_notice", made.deal.backsourcing.extension_notice)
    made.counted(
        "extension_by",
        "Last day to extend assistance",
        "assistance_ends",
        notice,
        "the end of assistance",
        "tra-extension",
        back=True,
    )


def _assistance_start(made: Reckoning, position: str) -> tuple[datetime.date | None, str]:
    """The customer's text starts the period on receipt; the others after a time to prepare."""
    received = made.day("notice_deemed")
    if position == "customer":
        return received, "on receipt of the notice"
    clause, name = (
        ("tra-assistance-notice", "start_lead") if position == "balanced" else ("tra-assistance-period", "mobilisation")
    )
    lead = made.terms.period(clause, name)
    if received is None or lead is None:
        return received, "on the day that the Assistance Notice states"
    return made.calendar.after(received, lead), f"{said(lead)} after receipt of the notice ({made.shown(received)})"


def _assistance_end(made: Reckoning, position: str) -> tuple[datetime.date | None, str]:
    """Customer: the later of a length from the start and a tail after the end; the others: a length from the start."""
    length = made.terms.period("tra-assistance-period", "assistance") or made.deal.backsourcing.assistance
    start, end = made.day("assistance_starts"), made.day("ends")
    if start is None or end is None:
        return None, f"{said(length)} after its start, or later as the agreement provides"
    by_length = made.calendar.after(start, length)
    counted = f"{said(length)} after its start ({made.shown(start)})"
    tail = made.terms.period("tra-assistance-period", "tail")
    if position == "customer" and tail:
        by_tail = made.calendar.after(end, tail)
        other = f"{said(tail)} after the Termination Date"
        if by_tail > by_length:
            return by_tail, f"{other} ({made.shown(end)}), later than {said(length)} after its start"
        return by_length, f"{counted}, not earlier than {other} ({made.shown(by_tail)})"
    if position == "balanced" and end > by_length:
        return end, f"the Termination Date, later than {said(length)} after its start"
    return by_length, counted
