"""Tables of the summary for the committee: what the registers still lack, and for the Customer alone cost and risk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from backsource_docs.deal.deal import Deal
from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.planning.listed_tables import typographic
from backsource_docs.planning.money_tables import budget_lines, scored_risks
from backsource_docs.planning.timetable import Timetable
from backsource_docs.tree import Cell, Table, Text

__all__ = ["summary_tables"]

_TOP = 5


def summary_tables(timetable: Timetable) -> Mapping[str, TableMaker]:
    """A maker for each table of the summary that is computed from the deal."""
    return {"summary-state": _state, "summary-cost": _cost, "summary-risks": partial(_risks, timetable)}


def _state(filler: Filler) -> Table:
    """What stands ready and what is open, counted from what the deal lists."""
    columns = [("What a ready exit has", 3.2), ("Ready", 1.2), ("Still open", 4.4)]
    rows: list[tuple[str | Cell, ...]] = [
        (title, f"{len(names) - len(still)} of {len(names)}", _few(still)) for title, names, still in _areas(filler)
    ]
    return table_of("summary-state", "What is ready and what is open", columns, rows)


def _areas(filler: Filler) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each area with the names of its entries, and of those that are not ready."""
    deal = filler.file.deal
    coming = {service.name: service for service in deal.services if service.backsource}
    dated = {stone.service for stone in deal.backsourcing.milestones if stone.date}
    with_data = {data.service for data in deal.data.sets}
    seats = deal.governance.exit_committee.members
    contracts, licences = _moving(deal, deal.third_party_contracts), _moving(deal, deal.licences)
    yield "Functions with an owner", [*coming], [name for name, service in coming.items() if not service.owner]
    yield "Functions with a dated Exit Milestone", [*coming], [name for name in coming if name not in dated]
    yield "Functions with a data set listed", [*coming], [name for name in coming if name not in with_data]
    yield "Seats of the committee with a name", [seat.role for seat in seats], [x.role for x in seats if not x.name]
    if contracts:
        consent = [entry.name for entry in contracts if entry.assignable is not True]
        yield "Contracts that pass without a further consent", [entry.name for entry in contracts], consent
    if licences:
        bought = [entry.software for entry in licences if entry.transferable is not True]
        yield "Software that can be transferred", [entry.software for entry in licences], bought
    assets = _moving(deal, deal.assets)
    if assets:
        shared = [entry.name for entry in assets if entry.kind == "shared"]
        yield "Assets that are not shared with others", [entry.name for entry in assets], shared


def _moving(deal: Deal, entries: Iterable[Any]) -> list[Any]:
    """The entries that no function which stays has for itself."""
    staying = {service.name for service in deal.services if not service.backsource}
    return [entry for entry in entries if entry.service not in staying]


def _few(names: list[str]) -> str:
    shown = "; ".join(names[:3])
    return f"{shown}; {len(names) - 3} more" if len(names) > 3 else shown


def _cost(filler: Filler) -> Table:
    columns = [("Cost", 3.6), ("Sum", 1.9), ("Basis", 3.4)]
    rows = [(title, (inline,), note) for title, inline, note in budget_lines(filler)]
    return table_of("summary-cost", "Cost", columns, rows)


def _risks(timetable: Timetable, filler: Filler) -> Table:
    """The risks with the highest scores; the annex on budget and risks holds all of them."""
    columns = [("Risk", 4.0), ("Score", 0.8), ("Answer", 4.2), ("Owner", 1.7)]
    rows: list[tuple[str | Cell, ...]] = [
        (typographic(cells[0]), (Text(str(score), strong=score >= 12),), typographic(cells[3]), cells[4])
        for score, cells in scored_risks(timetable, filler.file.deal)[:_TOP]
    ]
    return table_of("summary-risks", "The greatest risks", columns, rows)
