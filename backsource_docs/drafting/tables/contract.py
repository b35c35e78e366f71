"""The tables of agreements: what the schedules list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from backsource_docs.deal.backsourcing import Milestone
from backsource_docs.deal.services import CustomerObligation, ServiceLevel
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.amendments import AMENDMENT_TABLES
from backsource_docs.drafting.tables.details import DETAIL_TABLES
from backsource_docs.drafting.tables.listing import Listed, Listing
from backsource_docs.tree import Table

__all__ = ["CONTRACT_TABLES"]


def _metric(level: ServiceLevel) -> str:
    definition = f": {level.definition}" if level.definition else ""
    better = "higher is better" if level.higher_is_better else "lower is better"
    return f"{level.metric}{definition} ({better})"


def _function(entry: ServiceLevel | CustomerObligation | Milestone) -> str:
    return entry.service or "all the Services"


_LISTINGS: Mapping[str, Listing] = {
    "services": Listing(
        "Service Functions",
        "services",
        (
            Listed("Service Function", "name", 2),
            Listed("Description", "description", 3.6),
            Listed("Critical", "critical", 1),
            Listed("Personal Data", "personal_data", 1.1),
            Listed("Longest interruption", "tolerance", 1.4),
            Listed("Owner at the Customer", "owner", 1.8),
        ),
    ),
    "retained-functions": Listing(
        "Functions and their way back",
        "services",
        (
            Listed("Service Function", "name", 2),
            Listed("Reason for outsourcing", "outsourced_because", 3.4),
            Listed("Way back", "way_back", 1.1),
            Listed("After Exit", "target", 1.8),
        ),
    ),
    "service-locations": Listing(
        "Service Locations",
        "services",
        (
            Listed("Service Function", "name", 2),
            Listed("Locations of performance and of Customer Data", "locations", 4),
            Listed("Outside the Customer's country", "offshore", 1.5),
        ),
    ),
    "subcontractors": Listing(
        "Approved Subcontractors",
        "subcontractors",
        (
            Listed("Subcontractor", "name", 2),
            Listed("Work", "work", 3),
            Listed("Location", "location", 1.5),
            Listed("Key Subcontractor", "key", 1.2),
        ),
    ),
    "service-levels": Listing(
        "Service Levels and thresholds",
        "service_levels",
        (
            Listed("Metric and how it is measured", _metric, 3.4),
            Listed("Service Function", _function, 1.6),
            Listed("Measurement Period", "window", 1.4),
            Listed("Service Level", "target", 1.2, right=True),
            Listed("Early Warning", "early_warning", 1.2, right=True),
            Listed("Critical", "critical", 1.1, right=True),
            Listed("Termination", "termination", 1.4, right=True),
        ),
    ),
    "service-credits": Listing(
        "Service Credits",
        "service_levels",
        (
            Listed("Metric", "metric", 3),
            Listed("Service Function", _function, 2),
            Listed("Service Credit, share of the monthly Charges", "credit", 2, right=True),
        ),
        lambda level: level.credit is not None,
    ),
    "customer-obligations": Listing(
        "Customer Obligations",
        "customer_obligations",
        (
            Listed("Customer Obligation", "name", 2),
            Listed("What the Customer does", "description", 3.5),
            Listed("When", "due", 2),
            Listed("Service Function", _function, 1.6),
        ),
    ),
    "governance-bodies": Listing(
        "Governance Bodies",
        "governance.bodies",
        (
            Listed("Governance Body", "name", 2),
            Listed("Purpose", "purpose", 3),
            Listed("Meets", "frequency", 1.2),
            Listed("Chair", "chair", 2),
        ),
    ),
    "exit-committee": Listing(
        "Members of the Exit Committee",
        "governance.exit_committee.members",
        (
            Listed("Role", "role", 2.4),
            Listed("Member", "name", 2),
            Listed("Speaks for", "side", 1.4),
            Listed("Oversaw the original outsourcing", "oversaw_outsourcing", 1.6),
        ),
    ),
    "charges-by-function": Listing(
        "Charges by Service Function",
        "services",
        (Listed("Service Function", "name", 3), Listed("Annual charge", "annual_charge", 2, right=True)),
    ),
    "rate-card": Listing(
        "Rate Card",
        "exit_charges.rate_card",
        (Listed("Role", "role", 3), Listed("Rate", "rate", 1.5, right=True), Listed("Per", "per", 1)),
    ),
    "key-personnel": Listing(
        "Key Personnel", "staff.key_personnel", (Listed("Name", "name", 2), Listed("Role", "title", 3))
    ),
    "staff-groups": Listing(
        "Groups of people assigned to the Services",
        "staff.groups",
        (
            Listed("Role", "role", 3),
            Listed("Number", "headcount", 1, right=True),
            Listed("Location", "location", 2),
            Listed("Service Function", "service", 2),
        ),
    ),
    "assets": Listing(
        "Assets",
        "assets",
        (
            Listed("Asset", "name", 3),
            Listed("Kind", "kind", 1.2),
            Listed("Location", "location", 2),
            Listed("Net Book Value", "book_value", 1.6, right=True),
            Listed("Service Function", "service", 1.8),
        ),
    ),
    "third-party-contracts": Listing(
        "Third Party Contracts",
        "third_party_contracts",
        (
            Listed("Contract", "name", 2.4),
            Listed("Counterparty", "counterparty", 2.4),
            Listed("Expires", "expires", 1.6),
            Listed("Assignable", "assignable", 1.1),
            Listed("Shared", "shared", 0.9),
            Listed("Service Function", "service", 1.6),
        ),
    ),
    "licences": Listing(
        "Third Party Software",
        "licences",
        (
            Listed("Software", "software", 2.4),
            Listed("Licensor", "licensor", 2.4),
            Listed("Holder", "holder", 1.1),
            Listed("Transferable", "transferable", 1.3),
            Listed("Service Function", "service", 1.6),
        ),
    ),
    "data-sets": Listing(
        "Exportable Data",
        "data.sets",
        (
            Listed("Data set", "name", 2.4),
            Listed("Format", "format", 2),
            Listed("Volume", "volume", 1.8),
            Listed("Personal Data", "personal", 1.1),
            Listed("Service Function", "service", 1.8),
        ),
    ),
    "exit-phases": Listing(
        "Phases of Exit",
        "backsourcing.phases",
        (
            Listed("Phase", "name", 1.6),
            Listed("Purpose", "purpose", 4),
            Listed("Starts", "start", 1.6),
            Listed("Ends", "end", 1.6),
        ),
    ),
    "exit-milestones": Listing(
        "Exit Milestones",
        "backsourcing.milestones",
        (
            Listed("Exit Milestone", "name", 3.5),
            Listed("Service Function", _function, 2),
            Listed("Date", "date", 1.6),
        ),
    ),
}


CONTRACT_TABLES: Mapping[str, Callable[[Filler], Table]] = {
    **{name: partial(listing.build, name) for name, listing in _LISTINGS.items()},
    **DETAIL_TABLES,
    **AMENDMENT_TABLES,
}
