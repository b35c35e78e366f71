"""The tables of the formal notice: what comes back and when, and the form that proves service."""

from __future__ import annotations

from backsource_docs.drafting.correspondence import Move, moves_of
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.tree import Cell, Table, Text

__all__ = ["LETTER_TABLES"]

_SUCCESSORS = {"in-house": "In-house Team", "replacement supplier": "Replacement Supplier"}
_NEITHER = "to be stated"
_PROOF = (
    "Dispatched on (date and time)",
    "Dispatched or carried by (name and signature)",
    "Carrier and tracking number",
    "Delivered on (date and time)",
    "Received by (name, role and signature)",
    "Copies sent on (date, time and method)",
    "Day of service under the Agreement",
    "Record kept by (name, date and signature)",
)


def _transferring(filler: Filler) -> Table:
    """The functions that come back, with places, planned date and successor, as an Assistance Notice states them."""
    columns = (
        ("Service Function", 2.0),
        ("Service Locations", 2.0),
        ("Planned Transfer Date", 1.6),
        ("Successor", 1.4),
    )
    rows = (_transfer(move, filler) for move in moves_of(filler.file.deal))
    return table_of("transferring-services", "Transferring Services", columns, rows)


def _transfer(move: Move, filler: Filler) -> tuple[Cell, ...]:
    service = move.service
    return (
        (Text(service.name, path=f"{move.path}.name"),),
        (filler.shown(service.locations, "locations", f"{move.path}.locations"),),
        (filler.shown(move.day, move.label, move.day_path),),
        (Text(_SUCCESSORS.get(service.target, _NEITHER), path=f"{move.path}.target"),),
    )


def _proof_of_service(filler: Filler) -> Table:
    """A form with two columns: what the deal knows is filled in, the rest is for pen and ink."""
    known: list[tuple[str | Cell, ...]] = [
        ("Document", _named(filler)),
        ("Recipient", (Text(filler.file.deal.supplier.name, path="supplier.name"),)),
        ("Marked for", (filler.value("supplier.notices.attention"),)),
        ("Address", (filler.computed("letter.address"),)),
        ("Method", (filler.computed("letter.method"),)),
    ]
    columns = (("Item", 2.4), ("Entry", 4.0))
    return table_of("proof-of-service", "Record of service", columns, [*known, *((item, "") for item in _PROOF)])


def _named(filler: Filler) -> Cell:
    """Which paper was served: its title where it is one of many of a deal, and the reference."""
    if "letter.title" not in filler.extra:
        return (filler.value("reference"),)
    return (filler.computed("letter.title"), Text(", "), filler.value("reference"))


LETTER_TABLES = {
    "transferring-services": _transferring,
    "proof-of-service": _proof_of_service,
}
