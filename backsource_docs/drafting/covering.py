"""What the Word shells print around the text: cover page, letterhead, header, footer, properties."""

from __future__ import annotations

import datetime
from typing import Any

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.parties import Party
from backsource_docs.drafting.filling import Filler
from backsource_docs.library.recipes import Recipe
from backsource_docs.tree import Inline, plain
from backsource_docs.values import print_date

__all__ = ["DISCLAIMER", "address_lines", "cover_of"]

DISCLAIMER = "Draft for review by a qualified lawyer in its jurisdiction; not legal advice."


def cover_of(recipe: Recipe, deal: Deal, as_of: datetime.date, filler: Filler) -> dict[str, Any]:
    """The values of the shell by name, all of them text or lists of text; unknown ones as visible blanks."""
    title = deal.agreement.title if recipe.id == "outsourcing-agreement" else recipe.title
    return {
        "title": title,
        "short_title": f"{title} · {deal.name}" if recipe.kind != "letter" else title,
        "deal": deal.name,
        "reference": _text(filler.value("reference")),
        "version": deal.agreement.version,
        "date": print_date(as_of, deal.locale),
        "date_iso": as_of.isoformat(),
        "status_line": DISCLAIMER,
        "creator": "backsource-docs",
        "subject": deal.name,
        "owner": _text(filler.value("governance.customer_exit_manager.name")),
        "parties": [_party(deal.customer, "Customer"), _party(deal.supplier, "Supplier")],
        "sender": _sender(deal.customer, filler),
        "recipient": {"name": "", "address_lines": []},
    }


def address_lines(address: str | None) -> list[str]:
    """An address as lines: where it breaks already, else at its commas."""
    if not address:
        return []
    parts = address.splitlines() if "\n" in address else address.split(",")
    return [part.strip() for part in parts if part.strip()]


def _party(party: Party, role: str) -> dict[str, Any]:
    details = [part for part in (party.registered_in, party.registration_number) if part]
    return {"name": party.name, "role": role, "details": ", ".join(details)}


def _sender(party: Party, filler: Filler) -> dict[str, Any]:
    return {
        "name": party.name,
        "address_lines": address_lines(party.address) or ["[● registered address]"],
        "details": _registered(party),
        "phone": party.contact.phone or "",
        "email": party.contact.email or "",
        "page": party.contact.page or "",
    }


def _registered(party: Party) -> str:
    place = f"Registered in {party.registered_in}" if party.registered_in else ""
    number = f"number {party.registration_number}" if party.registration_number else ""
    return ", ".join(filter(None, [party.name, place, number, party.address]))


def _text(inline: Inline) -> str:
    return plain((inline,))
