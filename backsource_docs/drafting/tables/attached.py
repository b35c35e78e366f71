"""The tables of documents that are attached to an agreement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.contract import CONTRACT_TABLES
from backsource_docs.drafting.tables.letters import LETTER_TABLES
from backsource_docs.drafting.tables.listing import Listed, Listing
from backsource_docs.tree import Table

__all__ = ["ATTACHED_TABLES"]

_SWITCHABLE = Listing(
    "Switchable Services",
    "services",
    (
        Listed("Service Function", "name", 2),
        Listed("Description", "description", 3.6),
        Listed("Places of processing", "locations", 2.4),
        Listed("Personal Data", "personal_data", 1.1),
    ),
    lambda service: service.cloud,
)

ATTACHED_TABLES: Mapping[str, Callable[[Filler], Table]] = {
    **LETTER_TABLES,
    **CONTRACT_TABLES,
    "switchable-services": partial(_SWITCHABLE.build, "switchable-services"),
}
