"""The tables of agreements that are no lists of the deal: people, reports, notices, periods, processing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backsource_docs.deal.parties import Party
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.tree import Cell, Inline, Table, Text

__all__ = ["DETAIL_TABLES"]


def _person(filler: Filler, path: str) -> tuple[Cell, ...]:
    fields = ("name", "title", "email", "phone")
    return tuple((filler.value(f"{path}.{name}"),) for name in fields)


def _people(filler: Filler, name: str, caption: str, kind: str) -> Table:
    """Customer's and supplier's holders of one post."""
    rows: list[tuple[str | Cell, ...]] = []
    for side in ("customer", "supplier"):
        path = f"governance.{side}_{kind}"
        rows.append((side.capitalize(), *_person(filler, path)))
    columns = [("For the", 1.0), ("Name", 1.8), ("Title", 2.2), ("Email", 2.2), ("Telephone", 1.6)]
    return table_of(name, caption, columns, rows)


def _reports(filler: Filler) -> Table:
    reporting = filler.file.deal.reporting
    due: Cell = (filler.value("reporting.frequency"), Text(", within "), filler.value("reporting.due"))
    recipients: Cell = (Text(", to "), filler.value("reporting.recipients")) if reporting.recipients else ()
    rows: list[tuple[str | Cell, ...]] = [
        (
            "Service Report",
            (*due, Text(" after the end of the period"), *recipients),
            "Service Levels, thresholds, credits, incidents, changes",
        ),
        (
            "Exit readiness report",
            "with each update of the Exit Plan",
            "state of the Registers, Documentation, Exit Plan",
        ),
        ("Security report", "quarterly", "Security Incidents, tests, open remedial work"),
        ("Financial report", "quarterly", "Charges, Service Credits, Disputed Sums, forecast"),
    ]
    if reporting.automated:
        interval: Cell = (Text("at intervals of at most "), filler.value("reporting.feed_interval"))
        rows.insert(0, ("Automated feed", interval, "raw and calculated measurements of each Service Level"))
    columns = [("Report", 1.6), ("When", 2.2), ("Content", 4.0)]
    return table_of("reports", "Catalogue of reports", columns, rows)


def _notice_details(filler: Filler) -> Table:
    rows = [_notice_row(filler, side, party) for side, party in _parties(filler)]
    columns = [("Party", 1.0), ("Marked for", 1.8), ("Address", 2.8), ("Email", 2.0), ("Copy to", 2.0)]
    return table_of("notice-details", "Details for notices", columns, rows)


def _parties(filler: Filler) -> tuple[tuple[str, Party], tuple[str, Party]]:
    deal = filler.file.deal
    return (("customer", deal.customer), ("supplier", deal.supplier))


def _notice_row(filler: Filler, side: str, party: Party) -> tuple[str | Cell, ...]:
    path = f"{side}.notices"
    address = f"{path}.address" if party.notices.address else f"{side}.address"
    copy: Cell = (filler.shown(party.notices.copy_to or "none", "recipient of copies", f"{path}.copy_to"),)
    return (
        side.capitalize(),
        (filler.value(f"{path}.attention"),),
        (filler.value(address),),
        (filler.value(f"{path}.email"),),
        copy,
    )


def _notice_periods(filler: Filler) -> Table:
    """The notice and cure periods of the grounds that the agreement has."""
    grounds = filler.file.deal.termination.grounds
    periods = {
        "convenience": ("Termination for convenience", "convenience_notice"),
        "material breach": ("Material Breach, Cure Period", "cure"),
        "change of control": ("Change of Control, time in which notice may be given", "change_of_control_window"),
        "force majeure": ("Prolonged force majeure, duration of the event", "force_majeure"),
    }
    named = [period for ground, period in periods.items() if ground in grounds]
    named.append(("Non-payment by the Customer, age of the debt", "nonpayment_overdue"))
    named.append(("Non-payment by the Customer, final notice", "nonpayment_final_notice"))
    rows: list[tuple[str | Cell, ...]] = [(words, (filler.value(f"termination.{name}"),)) for words, name in named]
    return table_of("notice-periods", "Notice and cure periods", [("Ground", 4.0), ("Period", 2.0)], rows)


def _agreed_triggers(filler: Filler) -> Table:
    """The events on which the parties have agreed, one in a row, since their words hold commas of their own."""
    events = filler.file.deal.backsourcing.triggers
    rows: list[tuple[str | Cell, ...]] = [
        (str(number), (Text(event, path=f"backsourcing.triggers[{number}]"),)) for number, event in enumerate(events, 1)
    ]
    rows = rows or [("1", (filler.value("backsourcing.triggers"),))]
    return table_of("agreed-triggers", "Further events", [("No.", 0.6), ("Event", 7.0)], rows)


def _transfers(filler: Filler) -> Inline:
    """The ground for transfers, which is not asked for where both parties and all functions are in one country."""
    deal = filler.file.deal
    home, other = deal.customer.country, deal.supplier.country
    at_home = home is not None and home == other and not any(service.offshore for service in deal.services)
    return Text("none planned") if at_home and not deal.data.transfers else filler.value("data.transfers")


def _processing(filler: Filler) -> Table:
    rows: list[tuple[str | Cell, ...]] = [
        ("Subject matter and purpose", (filler.value("data.purpose"),)),
        ("Nature of the processing", "collection, storage, use, disclosure to the Customer, return and erasure"),
        ("Duration", "the Term, the Termination Assistance Period and the Retrieval Period, until erasure"),
        ("Data Subjects", (filler.value("data.subjects"),)),
        ("Categories of Personal Data", (filler.value("data.categories"),)),
        ("Transfers abroad", (_transfers(filler),)),
        ("Security standards", (filler.value("data.standards"),)),
    ]
    return table_of("processing-details", "Details of the processing", [("Item", 2.0), ("Details", 5.0)], rows)


DETAIL_TABLES: Mapping[str, Callable[[Filler], Table]] = {
    "relationship-managers": lambda filler: _people(
        filler, "relationship-managers", "Relationship Managers", "relationship_manager"
    ),
    "exit-managers": lambda filler: _people(filler, "exit-managers", "Exit Managers", "exit_manager"),
    "reports": _reports,
    "notice-details": _notice_details,
    "notice-periods": _notice_periods,
    "processing-details": _processing,
    "agreed-triggers": _agreed_triggers,
}
