"""Tables with a row for each function that comes back or stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.services import Service, ServiceLevel
from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.tree import Cell, Table

__all__ = ["FUNCTION_TABLES"]

Cells = Callable[[Service, Filler], tuple[str | Cell, ...]]


def _per_function(
    name: str, caption: str, columns: tuple[tuple[str, float], ...], cells: Cells, only_coming: bool, filler: Filler
) -> Table:
    services = [service for service in filler.file.deal.services if service.backsource or not only_coming]
    rows = [cells(service, filler) for service in sorted(services, key=_order)]
    return table_of(name, caption, columns, rows)


def _order(service: Service) -> tuple[bool, int]:
    return (not service.backsource, service.wave)


def _shown(filler: Filler, entry: Service | ServiceLevel, field: str, label: str) -> Cell:
    """A field of a function or of a service level, with the place in the deal where it stands."""
    name = "services" if isinstance(entry, Service) else "service_levels"
    number = next(count for count, other in enumerate(getattr(filler.file.deal, name), 1) if other is entry)
    return (filler.shown(getattr(entry, field), label, f"{name}[{number}].{field}"),)


def _names(items: Iterable[Any], service: Service, field: str) -> str:
    """The entries of a list of the deal that belong to the function, or "none listed"."""
    return "; ".join(str(getattr(item, field)) for item in items if item.service == service.name) or "none listed"


def _scope(service: Service, filler: Filler) -> tuple[str | Cell, ...]:
    wave = f"wave {service.wave}" if service.backsource else "stays"
    return (
        service.name,
        _shown(filler, service, "description", "description of the function"),
        "yes" if service.critical else "no",
        wave,
        _shown(filler, service, "owner", "function owner"),
    )


def _target(service: Service, filler: Filler) -> tuple[str | Cell, ...]:
    return (service.name, service.target, _shown(filler, service, "owner", "function owner"))


def _reasons(service: Service, filler: Filler) -> tuple[str | Cell, ...]:
    return (
        service.name,
        _shown(filler, service, "outsourced_because", "reason for outsourcing"),
        service.way_back,
        _shown(filler, service, "way_back_notes", "obstacles on the way back"),
    )


def _impact(service: Service, filler: Filler) -> tuple[str | Cell, ...]:
    return (
        service.name,
        "yes" if service.critical else "no",
        _shown(filler, service, "tolerance", "longest interruption"),
        _shown(filler, service, "annual_charge", "annual charge"),
        _shown(filler, service, "locations", "locations"),
    )


def _take_back(service: Service, filler: Filler) -> tuple[str | Cell, ...]:
    deal = filler.file.deal
    stones = [stone.date for stone in deal.backsourcing.milestones if stone.service == service.name and stone.date]
    people = sum(group.headcount or 0 for group in deal.staff.groups if group.service == service.name)
    return (
        str(service.wave),
        service.name,
        (filler.shown(max(stones, default=None), "date of the milestone", "backsourcing.milestones"),),
        str(people) if people else "none listed",
        _moves(deal, service),
    )


def _moves(deal: Deal, service: Service) -> str:
    """What moves with a function: data, assets, contracts and software that the deal lists for it."""
    lists = (
        (deal.data.sets, "name"),
        (deal.assets, "name"),
        (deal.third_party_contracts, "name"),
        (deal.licences, "software"),
    )
    found = [str(getattr(item, field)) for items, field in lists for item in items if item.service == service.name]
    return "; ".join(found) or "nothing listed yet"


def _knowledge(service: Service, filler: Filler) -> tuple[str | Cell, ...]:
    deal = filler.file.deal
    givers = _names(deal.staff.groups, service, "role")
    topics = []
    if service.critical:
        topics.append("recovery and failover")
    if service.cloud or service.ict:
        topics.append("configuration and releases")
    if service.personal_data:
        topics.append("handling of personal data")
    return (
        service.name,
        "; ".join(topics) or "none beyond those for all",
        givers,
        _shown(filler, service, "owner", "function owner"),
        "",
    )


def _technology(service: Service, filler: Filler) -> tuple[str | Cell, ...]:
    deal = filler.file.deal
    shared = "; ".join(asset.name for asset in deal.assets if asset.service == service.name and asset.kind == "shared")
    return (
        service.name,
        _shown(filler, service, "locations", "locations"),
        _names(deal.licences, service, "software"),
        shared or "none listed",
        "",
    )


def _baseline(filler: Filler) -> Table:
    """The service levels of the functions that come back, as the level to hold during the exit."""
    deal = filler.file.deal
    coming = {service.name for service in deal.services if service.backsource}
    levels = [level for level in deal.service_levels if level.service is None or level.service in coming]
    rows: list[tuple[str | Cell, ...]] = [
        (
            level.metric,
            level.service or "all",
            _shown(filler, level, "target", "target"),
            _shown(filler, level, "critical", "critical threshold"),
            "",
            "",
        )
        for level in levels
    ]
    columns = [
        ("Metric", 3.2),
        ("Function", 2.0),
        ("Service Level", 1.3),
        ("Critical", 1.2),
        ("Average of last 12 months", 1.7),
        ("After cut-over", 1.5),
    ]
    return table_of("level-baseline", "Baseline of Service Levels", columns, rows)


def _thresholds(filler: Filler) -> Table:
    """Every level with its three thresholds, without the definitions that the agreement holds."""
    stages = (
        ("target", "service level"),
        ("early_warning", "early-warning threshold"),
        ("critical", "critical threshold"),
        ("termination", "termination threshold"),
    )
    rows: list[tuple[str | Cell, ...]] = [
        (
            level.metric,
            level.service or "all",
            *(_shown(filler, level, stage, label) for stage, label in stages),
        )
        for level in filler.file.deal.service_levels
    ]
    columns = [
        ("Metric", 3.2),
        ("Function", 2.0),
        ("Service Level", 1.2),
        ("Early warning", 1.2),
        ("Critical", 1.1),
        ("Termination", 1.3),
    ]
    return table_of("thresholds", "Thresholds", columns, rows)


def _roles(filler: Filler) -> Table:
    """The people of the exit whom the deal names, by role."""
    people = (
        ("Executive sponsor", "executive_sponsor"),
        ("Exit Manager of the Customer", "customer_exit_manager"),
        ("Exit Manager of the Supplier", "supplier_exit_manager"),
        ("Relationship Manager of the Customer", "customer_relationship_manager"),
        ("Relationship Manager of the Supplier", "supplier_relationship_manager"),
    )
    fields = ("name", "title", "email", "phone")
    rows: list[tuple[str | Cell, ...]] = [
        (role, *((filler.value(f"governance.{path}.{field}"),) for field in fields)) for role, path in people
    ]
    columns = [("Role", 2.2), ("Name", 1.7), ("Title", 2.0), ("Email", 2.3), ("Telephone", 1.6)]
    return table_of("exit-roles", "Who leads the exit", columns, rows)


def _triggers(filler: Filler) -> Table:
    triggers = filler.file.deal.backsourcing.triggers
    rows: list[tuple[str | Cell, ...]] = [(trigger[:1].upper() + trigger[1:], "") for trigger in triggers]
    rows = rows or [("", "")]
    return table_of(
        "triggers", "Triggers", [("Trigger", 5.0), ("Last considered, by whom, with what result", 4.0)], rows
    )


_PER_FUNCTION: Mapping[str, tuple[str, tuple[tuple[str, float], ...], Cells, bool]] = {
    "scope-functions": (
        "Functions in scope",
        (("Function", 1.8), ("What it does", 4.0), ("Critical", 1.2), ("Comes back", 1.1), ("Owner", 1.8)),
        _scope,
        False,
    ),
    "target-state": (
        "Target state of each function",
        (("Function", 2.4), ("Performed afterwards by", 2.4), ("Owner at the Customer", 2.8)),
        _target,
        False,
    ),
    "sourcing-reasons": (
        "Why each function was outsourced, and how hard it is to take back",
        (("Function", 1.8), ("Why it was outsourced", 2.8), ("Way back", 1.0), ("Obstacles", 3.2)),
        _reasons,
        False,
    ),
    "impact": (
        "Business impact",
        (("Function", 2.0), ("Critical", 1.2), ("Longest outage", 1.3), ("Annual charge", 1.7), ("Locations", 2.4)),
        _impact,
        False,
    ),
    "take-back": (
        "Take-back by wave",
        (("Wave", 1.0), ("Function", 2.0), ("Live in-house", 1.7), ("People", 1.1), ("What moves with it", 4.2)),
        _take_back,
        True,
    ),
    "knowledge-topics": (
        "Topics of knowledge",
        (
            ("Function", 1.7),
            ("Further topics", 2.8),
            ("Given by", 1.9),
            ("Received by the team of", 1.7),
            ("Accepted on", 1.1),
        ),
        _knowledge,
        True,
    ),
    "technology": (
        "Technology of each function",
        (("Function", 1.8), ("Where it runs", 2.2), ("Software", 2.2), ("Shared with others", 2.2), ("New home", 1.4)),
        _technology,
        True,
    ),
}

FUNCTION_TABLES: Mapping[str, TableMaker] = {
    **{name: partial(_per_function, name, *rest) for name, rest in _PER_FUNCTION.items()},
    "level-baseline": _baseline,
    "thresholds": _thresholds,
    "exit-roles": _roles,
    "triggers": _triggers,
}
