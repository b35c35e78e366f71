"""The dates that govern an exit, each computed from the deal with a line that says how."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping

from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Severity
from backsource_docs.planning.calendar import BusinessCalendar
from backsource_docs.planning.notice_dates import note_assistance, note_ending, note_notice
from backsource_docs.planning.reckoning import KeyDates, Reckoning, said
from backsource_docs.planning.terms import ExitTerms
from backsource_docs.values import Period

__all__ = ["key_dates_of"]


def key_dates_of(file: DealFile, terms: ExitTerms, calendar: BusinessCalendar) -> tuple[KeyDates, tuple[Finding, ...]]:
    """The key dates of the deal; dates that hang on a notice stay open while none is called."""
    reckoning = Reckoning(file, terms, calendar)
    for step in _STEPS:
        step(reckoning)
    return KeyDates(tuple(reckoning.entries)), tuple(_wrong(reckoning))


_Lead = tuple[str, str, Period | None, str]


def _term(made: Reckoning) -> None:
    term = made.deal.term
    made.note("commencement", "Commencement Date", term.commencement, "stated in the deal", "term-initial")
    # Counted here and not by the deal, because a term in Business Days needs a calendar.
    end = made.calendar.after(term.commencement, term.initial) if term.commencement else None
    last = end - datetime.timedelta(days=1) if end else None
    made.note("expiry", "Expiry Date", last, f"last day of the Initial Term of {said(term.initial)}", "term-initial")
    lead = "the Expiry Date"
    review = made.agreed("term-review-gate", "review_lead", term.review_lead)
    made.counted("review_date", "Sourcing Review starts", "expiry", review, lead, "term-review-gate", back=True)
    if term.renewal:
        title = "Last day to refuse renewal" if term.automatic_renewal else "Last day for a Renewal Notice"
        notice = made.agreed("term-renewal", "renewal_notice", term.renewal_notice)
        made.counted("renewal_notice_by", title, "expiry", notice, lead, "term-renewal", back=True, act=True)
    due = made.agreed("exp-exit-plan-obligation", "plan_due", made.deal.backsourcing.plan_due)
    made.counted(
        "plan_due",
        "First draft Exit Plan due",
        "commencement",
        due,
        "the Commencement Date",
        "exp-exit-plan-obligation",
    )
    lock_in = made.agreed("ter-convenience-customer", "lock_in", made.deal.termination.convenience_not_before)
    if "convenience" in made.deal.termination.grounds:
        title = "Earliest Termination Date for convenience"
        if made.terms.positions.get("ter-convenience-customer") == "supplier":
            title = "First day for a Termination Notice for convenience"
        made.counted(
            "lock_in_ends", title, "commencement", lock_in, "the Commencement Date", "ter-convenience-customer"
        )


def _data(made: Reckoning) -> None:
    data = made.deal.data
    base = "ends" if _later(made.day("ends"), made.day("assistance_ends")) else "assistance_ends"
    words = "the Termination Date" if base == "ends" else "the end of assistance"
    retrieval = made.agreed("dat-retrieval-period", "retrieval", data.retrieval)
    made.counted("retrieval_ends", "Retrieval Period ends", base, retrieval, words, "dat-retrieval-period")
    words = "the end of the Retrieval Period"
    erasure = made.agreed("dat-erasure", "erasure", data.erasure)
    backups = made.agreed("dat-erasure", "backup_cycle", data.backup_cycle)
    made.counted("erasure_due", "Erasure of Customer Data due", "retrieval_ends", erasure, words, "dat-erasure")
    made.counted("backups_erased", "Last backup overwritten", "retrieval_ends", backups, words, "dat-erasure")


def _later(one: datetime.date | None, other: datetime.date | None) -> bool:
    return bool(one and other and one > other)


_AFTER_RECEIPT = (
    ("committee_formed_by", "Exit Committee to be formed by", "gov-exit-committee", "formed_within"),
    ("assistance_from", "Earliest start that an Assistance Notice may state", "tra-assistance-notice", "start_lead"),
    ("registers_due", "Current Registers due", "exp-registers", "notice_time"),
    ("exit_information_due", "Exit Information due", "exp-exit-information", "information_time"),
    ("audit_starts", "Audit of current operations to start by", "aud-exit-audit", "audit_start"),
    ("estimate_due", "Exit Estimate due", "xch-estimate-cap", "estimate_period"),
    ("knowledge_plan_due", "Knowledge Transfer Plan due", "knt-plan", "plan_time"),
    ("documentation_due", "Documentation due", "knt-documentation", "delivery_time"),
    ("security_plan_due", "Exit Security Plan due", "dpx-exit-security", "plan_time"),
    ("plan_version_due", "Exit Plan for this Exit due", "exp-exit-plan-update", "post_notice_time"),
)


def _first_weeks(made: Reckoning) -> None:
    for name, title, clause, parameter in _AFTER_RECEIPT:
        made.counted(
            name, title, "notice_deemed", made.terms.period(clause, parameter), "receipt of the notice", clause
        )


def _moves(made: Reckoning) -> None:
    moves = [
        (milestone.date, milestone.name)
        for milestone in made.deal.backsourcing.milestones
        if milestone.service and milestone.date
    ]
    for name, title, found in (
        ("first_move", "First function comes home", min(moves, default=None)),
        ("last_move", "Last function comes home", max(moves, default=None)),
    ):
        day, words = (found[0], f"milestone: {found[1]}") if found else (None, "no milestone of a function has a date")
        made.note(name, title, day, words, "tra-acceptance")
    window = made.terms.period("tra-parallel-running", "rollback_window")
    made.counted(
        "rollback_ends", "Last time for rollback ends", "last_move", window, "the last move", "tra-parallel-running"
    )
    query = made.terms.period("knt-post-exit-queries", "query_period")
    made.counted(
        "questions_end", "Time for questions ends", "last_move", query, "the last move", "knt-post-exit-queries"
    )


def _by_regime(terms: ExitTerms) -> Mapping[str, tuple[_Lead, ...]]:
    """What must be done before the first transfer, by the rules that move the people: name, title, lead, clause."""
    personal = terms.period("stf-staff-information", "transfer_data_lead")
    information = ("information_due", "Information on each person due", personal, "stf-staff-information")
    return {
        "tupe": (
            (
                "information_due",
                "Employee Liability Information due",
                terms.figure("tupe.liability_information_days"),
                "stf-staff-information",
            ),
        ),
        "section-613a": (
            information,
            (
                "employees_informed_by",
                "Last day to inform each employee, so that the time to object ends before the transfer",
                terms.figure("employee_transfer.objection"),
                "stf-inform-consult",
            ),
        ),
        "irish-regulations": (
            information,
            (
                "employees_informed_by",
                "Last day to inform the representatives",
                terms.figure("employee_transfer.information"),
                "stf-inform-consult",
            ),
        ),
        "warn": (
            ("layoff_notice_due", "Last day for layoff notices", terms.figure("warn.notice_days"), "stf-us-warn"),
        ),
    }


def _people(made: Reckoning) -> None:
    staff = made.deal.staff
    if not staff.in_scope:
        return
    for name, title, lead, clause in _by_regime(made.terms).get(staff.regime, ()):
        if staff.regime == "section-613a" and name == "employees_informed_by":
            _informed(made, title, lead, clause)
        else:
            made.counted(name, title, "first_move", lead, "the first transfer", clause, back=True)


def _informed(made: Reckoning, title: str, lead: Period | None, clause: str) -> None:
    """The time to object has to run out before the day of the transfer, so it is counted from the day before."""
    move = made.day("first_move")
    last = move - datetime.timedelta(days=1) if move else None
    day = made.calendar.before(last, lead) if last and lead else None
    words = f"{said(lead)} before the day before the first transfer" if lead else "the law of the deal has no such time"
    shown = f" ({made.shown(last)})" if last else ""
    made.note("employees_informed_by", title, day, f"{words}{shown}", clause)


def _close(made: Reckoning) -> None:
    days = [day for name in ("ends", "assistance_ends") if (day := made.day(name))]
    account = made.terms.period("xch-final-account", "account_period")
    due = made.calendar.after(max(days), account) if len(days) == 2 and account else None
    words = "the later of the Termination Date and the end of assistance"
    derivation = f"{said(account)} after {words}" if account else f"the agreement states no period after {words}"
    made.note("final_account_due", "Final Account due", due, derivation, "xch-final-account")


_STEPS: tuple[Callable[[Reckoning], None], ...] = (
    _term,
    note_notice,
    note_ending,
    note_assistance,
    _first_weeks,
    _moves,
    _people,
    _data,
    _close,
)


def _wrong(made: Reckoning) -> Iterator[Finding]:
    yield from _too_early(made)
    yield from _locked_in(made)
    yield from _announced_first(made)


def _too_early(made: Reckoning) -> Iterator[Finding]:
    ends, earliest = made.day("ends"), made.day("earliest_end")
    if ends and earliest and ends < earliest:
        received = made.day("notice_deemed")
        basis = f"the notice counts as received on {made.shown(received)}" if received else "of the Expiry Date"
        message = f"The termination date {made.shown(ends)} is too early, because {basis}."
        remedy = (
            f"The earliest valid date is {made.shown(earliest)}; write ends: {earliest.isoformat()} or serve sooner."
        )
        yield Finding("KD01", Severity.ERROR, message, made.file.place("backsourcing.notice.ends"), remedy)


def _locked_in(made: Reckoning) -> Iterator[Finding]:
    ends, free = made.day("ends"), made.day("lock_in_ends")
    convenience = made.notice is not None and made.notice.ground == "convenience"
    if convenience and made.terms.positions.get("ter-convenience-customer") == "supplier":
        yield from _served_in_lock_in(made)
    elif convenience and ends and free and ends < free:
        message = f"The termination date {made.shown(ends)} lies within the lock-in, which ends on {made.shown(free)}."
        remedy = f"Write ends: {free.isoformat()} or later, shorten the lock-in, or use another ground."
        yield Finding("KD02", Severity.ERROR, message, made.file.place("backsourcing.notice.ends"), remedy)


def _served_in_lock_in(made: Reckoning) -> Iterator[Finding]:
    """In the supplier text the lock-in bars the notice itself, not only the day that it brings about."""
    received, free = made.day("notice_deemed"), made.day("lock_in_ends")
    if received and free and received < free:
        message = (
            f"The notice for convenience counts as received on {made.shown(received)}, within the lock-in, and has no "
            f"effect: the supplier text allows it from {made.shown(free)} on."
        )
        remedy = f"Write served: {made.calendar.on_or_after(free).isoformat()} or later, or use another ground."
        yield Finding("KD11", Severity.ERROR, message, made.file.place("backsourcing.notice.served"), remedy)


def _announced_first(made: Reckoning) -> Iterator[Finding]:
    announced = made.notice.announcement if made.notice else None
    received = made.day("notice_deemed")
    if announced and received and announced < received:
        message = (
            f"The announcement on {made.shown(announced)} comes before the outsourcer has the notice "
            f"on {made.shown(received)}."
        )
        remedy = f"Announce on {received.isoformat()} or later, or serve the notice by hand."
        yield Finding("KD05", Severity.WARNING, message, made.file.place("backsourcing.notice.announcement"), remedy)
