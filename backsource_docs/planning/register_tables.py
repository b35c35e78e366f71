"""Registers ready to fill: what the deal lists, with open columns for what the exit finds and decides."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import Listed, Listing
from backsource_docs.tree import Cell, Column, Row, Table, Text

__all__ = ["REGISTER_TABLES"]

_SPARE_ROWS = 1
_EMPTY: Cell = (Text(""),)


class _Register(Struct, frozen=True):
    """A list of the deal with columns that people fill in during the exit."""

    prefix: str
    listing: Listing
    open_columns: tuple[tuple[str, float], ...]

    def build(self, name: str, filler: Filler) -> Table:
        made = self.listing.build(name, filler)
        listed = bool(filler.file.deal.value_at(self.listing.path))
        spare = Row((_EMPTY,) * len(made.columns))
        rows = [*(made.rows if listed else ()), *([spare] * _SPARE_ROWS)]
        opened = tuple(Column(title, width) for title, width in self.open_columns)
        columns = (Column("No.", 0.7), *made.columns, *opened)
        numbered = (self._extended(row, count) for count, row in enumerate(rows, 1))
        return replace(made, columns=columns, rows=tuple(numbered))

    def _extended(self, row: Row, count: int) -> Row:
        number: Cell = (Text(f"{self.prefix}{count}"),)
        return replace(row, cells=(number, *row.cells, *((_EMPTY,) * len(self.open_columns))))


_REGISTERS: Mapping[str, _Register] = {
    "register-assets": _Register(
        "A",
        Listing(
            "Asset Register",
            "assets",
            (
                Listed("Asset", "name", 2.8),
                Listed("Function", "service", 1.8),
                Listed("Kind", "kind", 1.1),
                Listed("Location", "location", 1.8),
                Listed("Net Book Value", "book_value", 1.6, right=True),
            ),
        ),
        (("Condition found", 1.6), ("Take over, share, replace", 1.7), ("Done on", 1.1)),
    ),
    "register-contracts": _Register(
        "C",
        Listing(
            "Contract Register",
            "third_party_contracts",
            (
                Listed("Contract", "name", 2.2),
                Listed("Counterparty", "counterparty", 2.0),
                Listed("Function", "service", 1.6),
                Listed("Ends", "expires", 1.5),
                Listed("Assignable", "assignable", 1.2),
                Listed("Shared", "shared", 1.0),
            ),
        ),
        (("Assign, novate, split, replace", 1.8), ("Consent and its cost", 1.5), ("Done on", 1.0)),
    ),
    "register-software": _Register(
        "S",
        Listing(
            "Software Register",
            "licences",
            (
                Listed("Software", "software", 2.4),
                Listed("Licensor", "licensor", 2.0),
                Listed("Function", "service", 1.8),
                Listed("Holder", "holder", 1.1),
                Listed("Transferable", "transferable", 1.4),
            ),
        ),
        (("Metric and quantity", 1.5), ("Transfer, buy, replace", 1.6), ("Done on", 1.0)),
    ),
    "register-staff": _Register(
        "P",
        Listing(
            "Staff Register, by group and without names",
            "staff.groups",
            (
                Listed("Role", "role", 2.6),
                Listed("Number", "headcount", 0.9, right=True),
                Listed("Function", "service", 2.0),
                Listed("Location", "location", 1.8),
            ),
        ),
        (("Rare skills", 1.6), ("Settled on", 1.1)),
    ),
    "people-decisions": _Register(
        "P",
        Listing(
            "Decisions on people, by group and without names",
            "staff.groups",
            (
                Listed("Role", "role", 2.6),
                Listed("Number", "headcount", 0.9, right=True),
                Listed("Function", "service", 2.0),
            ),
        ),
        (("Transfer, offer, stay", 1.8), ("Reason", 2.4), ("Posts to fill from outside", 1.6)),
    ),
    "register-data": _Register(
        "D",
        Listing(
            "Data Register",
            "data.sets",
            (
                Listed("Data set", "name", 2.6),
                Listed("Function", "service", 1.8),
                Listed("Format", "format", 2.0),
                Listed("Volume", "volume", 1.4),
                Listed("Personal data", "personal", 1.0),
            ),
        ),
        (("System and keys", 1.5), ("Rehearsed on", 1.1), ("Confirmed on", 1.1)),
    ),
    "register-subcontractors": _Register(
        "U",
        Listing(
            "Subcontractors",
            "subcontractors",
            (
                Listed("Subcontractor", "name", 2.6),
                Listed("Work", "work", 2.6),
                Listed("Location", "location", 1.6),
                Listed("Key", "key", 0.8),
            ),
        ),
        (("Needed after the exit", 1.6), ("Settled on", 1.1)),
    ),
}


def _register(name: str, register: _Register) -> TableMaker:
    return partial(register.build, name)


# Lists of the agreement that a plan shows with empty lines, where the agreement shows blanks.
_LISTS: Mapping[str, Listing] = {
    "people-groups": Listing(
        "Groups of people",
        "staff.groups",
        (
            Listed("Role", "role", 3),
            Listed("Number", "headcount", 1, right=True),
            Listed("Location", "location", 2),
            Listed("Function", "service", 2),
        ),
    ),
    "returned-data": Listing(
        "Data sets that come home",
        "data.sets",
        (
            Listed("Data set", "name", 2.4),
            Listed("Format", "format", 2),
            Listed("Volume", "volume", 1.8),
            Listed("Personal Data", "personal", 1.1),
            Listed("Function", "service", 1.8),
        ),
    ),
}


def _listed(name: str, listing: Listing, filler: Filler) -> Table:
    made = listing.build(name, filler)
    return (
        made if filler.file.deal.value_at(listing.path) else replace(made, rows=(Row((_EMPTY,) * len(made.columns)),))
    )


REGISTER_TABLES: Mapping[str, TableMaker] = {
    **{name: _register(name, held) for name, held in _REGISTERS.items()},
    **{name: partial(_listed, name, listing) for name, listing in _LISTS.items()},
}
