"""An ordinary notice would make an emergency exit

Notice of six months or more, or expiry, is an ordinary exit; a shorter one starts the emergency plan, with daily calls
and a first copy of the data within days. Where the threshold lies above six months, or above the notice period that the
agreement itself gives, each exit becomes an emergency. Where the exit that is called is one, its dates must bear it.

Bad:
    termination: {convenience_notice: 3 months} and backsourcing: {emergency_threshold: 6 months}

Good:
    termination: {convenience_notice: 6 months} and backsourcing: {emergency_threshold: 6 months}
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.agreed import Contract, exceeds
from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import Period, print_date

__all__ = ["CODE", "find"]

CODE = "NM09"
_EMERGENCY, _CONVENIENCE = "exp-emergency-exit", "ter-convenience-customer"
_ORDINARY = Period(6, "month")
_THRESHOLD = "backsourcing.emergency_threshold"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Thresholds that make ordinary notices emergencies, and a called exit with a shorter notice."""
    for contract in bundle.agreed.contracts:
        threshold = contract.period(_EMERGENCY, "emergency_threshold")
        if threshold:
            yield from _too_high(bundle, contract, threshold)
            yield from _each_one(bundle, contract, threshold)
            yield from _called(bundle, contract, threshold)


def _too_high(bundle: Bundle, contract: Contract, threshold: Period) -> Iterator[Finding]:
    if exceeds(threshold, _ORDINARY, bundle.agreed.calendar):
        message = (
            f"{contract.title}: under {contract.named(_EMERGENCY)} a notice shorter than {threshold} makes an"
            f" emergency, although {_ORDINARY} are an ordinary notice ({cited('msc-emergency')})."
        )
        remedy = f"Write emergency_threshold: {_ORDINARY} or less under backsourcing."
        yield Finding(CODE, Severity.WARNING, message, bundle.line(_THRESHOLD), remedy)


def _each_one(bundle: Bundle, contract: Contract, threshold: Period) -> Iterator[Finding]:
    notice = contract.period(_CONVENIENCE, "convenience_notice")
    if notice and exceeds(threshold, notice, bundle.agreed.calendar):
        message = (
            f"{contract.title}: {contract.named(_CONVENIENCE)} gives {notice} of notice, shorter than the"
            f" {threshold} of {contract.named(_EMERGENCY)}, so each exit for convenience is an emergency"
            f" ({cited('msc-emergency')})."
        )
        remedy = "Write a longer convenience_notice under termination, or a shorter emergency_threshold."
        yield Finding(CODE, Severity.WARNING, message, bundle.line("termination.convenience_notice"), remedy)


def _called(bundle: Bundle, contract: Contract, threshold: Period) -> Iterator[Finding]:
    deal, dates = bundle.file.deal, bundle.agreed.dates
    notice, received = deal.backsourcing.notice, dates.day("notice_deemed")
    ordinary = bundle.agreed.calendar.after(received, threshold) if received else None
    if notice and notice.ends and ordinary and notice.ground != "expiry" and notice.ends < ordinary:
        message = (
            f"{contract.title}: an end on {print_date(notice.ends, deal.locale)} is less than {threshold} after receipt"
            f" of the notice, so {contract.named(_EMERGENCY)} applies ({cited('msc-emergency')})."
        )
        remedy = f"Write ends: {ordinary.isoformat()} or later, or keep the date and plan for an emergency exit."
        yield Finding(CODE, Severity.WARNING, message, bundle.line("backsourcing.notice.ends"), remedy)
