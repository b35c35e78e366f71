"""A step is dated before the employees' body has been heard

Where the law wants a works council heard first, a decision or a notice that comes earlier can be stopped by a court or
cost a penalty, and it spoils the talks. People who hear of the exit before the market does are insiders of a listed
company, so the list of insiders is opened before the talks begin.

Bad:
    staff: {consultation: {body: the works council, ends: 2028-02-11}} and notice: {served: 2028-01-14}

Good:
    staff: {consultation: {body: the works council, ends: 2027-12-10}} and notice: {served: 2028-01-14}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.provisions import cited
from backsource_docs.deal.consultation import Consultation
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import print_date

__all__ = ["CODE", "find"]

CODE = "IX03"
_RULES = {"DE": "cons-de-111", "FR": "cons-fr-cse"}
_BODY = "staff.consultation"
_GUARD = "cnf-inside-information"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Steps that the deal dates before the end of a consultation that must come first, and insiders without a list."""
    consultation = bundle.file.deal.staff.consultation
    if consultation:
        yield from _too_soon(bundle, consultation)
        yield from _open_end(bundle, consultation)
        yield from _insiders(bundle)


def _provision(bundle: Bundle, consultation: Consultation) -> str:
    country = bundle.file.deal.customer.country or ""
    return consultation.provision or cited(_RULES.get(country, "cons-2002-14"))


def _steps(bundle: Bundle, consultation: Consultation) -> Iterator[tuple[str, str, datetime.date]]:
    """The dated steps that wait, by the path of their day and in words; after a decision the notice waits as well."""
    backsourcing, first = bundle.file.deal.backsourcing, consultation.first_before
    notice = backsourcing.notice
    if first == "transfer":
        for number, milestone in enumerate(backsourcing.milestones):
            if milestone.service and milestone.date:
                yield f"backsourcing.milestones.{number}.date", milestone.name, milestone.date
    elif notice:
        if notice.approved_on and first == "decision":
            yield "backsourcing.notice.approved_on", "The decision", notice.approved_on
        if notice.served:
            yield "backsourcing.notice.served", "The notice", notice.served


def _too_soon(bundle: Bundle, consultation: Consultation) -> Iterator[Finding]:
    deal = bundle.file.deal
    for path, words, day in _steps(bundle, consultation):
        if consultation.ends and day <= consultation.ends:
            message = (
                f"{words} is dated {print_date(day, deal.locale)}, but the consultation of"
                f" {consultation.body} ends on {print_date(consultation.ends, deal.locale)} and must come first"
                f" ({_provision(bundle, consultation)})."
            )
            remedy = f"Write a date after {consultation.ends.isoformat()}, or correct {_BODY} in the deal."
            yield Finding(CODE, Severity.ERROR, message, bundle.line(path), remedy)


def _open_end(bundle: Bundle, consultation: Consultation) -> Iterator[Finding]:
    if consultation.ends is None and any(_steps(bundle, consultation)):
        message = (
            f"Nothing says when the consultation of {consultation.body} ends, and the {consultation.first_before} waits"
            f" for it ({_provision(bundle, consultation)})."
        )
        remedy = f"Write ends under {_BODY}, write for example ends: 2027-12-10."
        yield Finding(CODE, Severity.WARNING, message, bundle.line(_BODY), remedy)


def _insiders(bundle: Bundle) -> Iterator[Finding]:
    """A body that hears of what may be inside information, without a list of those who know or a clause on it."""
    deal = bundle.file.deal
    listed = deal.customer.listed
    if not listed or deal.communications.material is False:
        return
    rule = cited("mkt-regfd" if listed.regime == "us" else "mkt-mar18")
    yield from _unlisted(bundle, rule)
    for contract in bundle.agreed.contracts:
        if contract.lacks(_GUARD):
            message = (
                f"{contract.title}: the body of employees hears of the exit before the market does, and"
                f" {contract.named(_GUARD)}, which binds the supplier to silence, is left out ({rule})."
            )
            remedy = f"Take leave_out from {_GUARD} under position.clauses."
            yield Finding(CODE, Severity.WARNING, message, bundle.line(f"position.clauses.{_GUARD}"), remedy)


def _unlisted(bundle: Bundle, rule: str) -> Iterator[Finding]:
    if not bundle.file.deal.communications.insider_list:
        contract = next((one for one in bundle.agreed.contracts if one.has(_GUARD)), None)
        named = f"; {contract.named(_GUARD)} binds the supplier alone" if contract else ""
        message = (
            "The body of employees hears of the exit before the market does, and no list of insiders is kept"
            f" ({rule}){named}."
        )
        remedy = "Open the list before the consultation starts and write insider_list: yes under communications."
        yield Finding(CODE, Severity.WARNING, message, bundle.line("communications.insider_list"), remedy)
