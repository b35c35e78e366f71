"""A date forgets that a notice counts as received later than it is sent

The notice period runs from deemed receipt: a courier on the next business day, post two business days later, never on
a weekend. What the supplier is to take part in cannot be dated before it has the notice, nobody outside is told
earlier, and a termination date without room for one failed delivery makes the whole notice void.

Bad:
    notice: {served: 2028-01-14, method: courier, ends: 2028-07-17} with 6 months' notice

Good:
    notice: {served: 2028-01-14, method: courier, ends: 2028-07-31} with 6 months' notice
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.values import print_date

__all__ = ["CODE", "find"]

CODE = "IX09"
_NOTICES = "blr-notices"
_ENDS = "backsourcing.notice.ends"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Days of joint work and of letters before the notice is received, and a termination date that is too close."""
    received = bundle.agreed.dates.day("notice_deemed")
    if received:
        yield from _before_receipt(bundle, received)
        yield from _close(bundle, received)


def _before_receipt(bundle: Bundle, received: datetime.date) -> Iterator[Finding]:
    for path, words, day in _days(bundle):
        if day and day < received:
            message = (
                f"{words} is dated {_shown(bundle, day)}, but the supplier has the notice only on"
                f" {_shown(bundle, received)} {_rule(bundle)}."
            )
            remedy = f"Write {received.isoformat()} or later, or serve the notice earlier."
            yield _found(bundle, message, bundle.line(path), remedy)


def _days(bundle: Bundle) -> Iterator[tuple[str, str, datetime.date | None]]:
    """What needs the supplier, or tells people who are told after it, by path, in words, with its day."""
    deal = bundle.file.deal
    yield "governance.next_meeting", "The first meeting of the exit committee", deal.governance.next_meeting
    for number, milestone in enumerate(deal.backsourcing.milestones):
        yield f"backsourcing.milestones.{number}.date", f"The milestone {milestone.name}", milestone.date
    for number, group in enumerate(deal.communications.stakeholders):
        if group.audience not in ("regulator", "employee representatives"):
            path = f"communications.stakeholders.{number}.told_on"
            yield path, f"The letter to {group.name or group.audience}", group.told_on


def _close(bundle: Bundle, received: datetime.date) -> Iterator[Finding]:
    dates, notice = bundle.agreed.dates, bundle.file.deal.backsourcing.notice
    ends, earliest = dates.day("ends"), dates.day("earliest_end")
    if notice is None or notice.ends is None or ends is None or earliest is None or notice.ground == "expiry":
        return
    counted = f"received on {_shown(bundle, received)}, the notice ends the agreement on {_shown(bundle, earliest)}"
    if ends < earliest and all(made.document.draft.kind == "contract" for made in bundle.made):
        message = f"The termination date {_shown(bundle, ends)} is too early: {counted} at the soonest {_rule(bundle)}."
        remedy = f"Write ends: {earliest.isoformat()} or later, or serve sooner."
        yield _found(bundle, message, bundle.line(_ENDS), remedy, Severity.ERROR)
    elif notice.method != "hand" and earliest <= ends < bundle.agreed.calendar.shifted(earliest, 1):
        message = (
            f"The termination date {_shown(bundle, ends)} leaves no room for a delivery that fails once: {counted}"
            f" at the soonest {_rule(bundle)}."
        )
        remedy = "Serve it by hand, serve earlier, or write a date under ends that is some business days later."
        yield _found(bundle, message, bundle.line(_ENDS), remedy)


def _rule(bundle: Bundle) -> str:
    """The clause on notices where this build has it, and what it rests on."""
    named = [contract.named(_NOTICES) for contract in bundle.agreed.contracts if contract.has(_NOTICES)]
    return f"({'; '.join([*named[:1], cited('ntc-deemed')])})"


def _shown(bundle: Bundle, day: datetime.date) -> str:
    return print_date(day, bundle.file.deal.locale)


def _found(bundle: Bundle, message: str, place: Place, remedy: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(CODE, severity, message, place, remedy)
