"""What the Word shells print around the text: cover page, letterhead, header, footer, properties."""

from __future__ import annotations

import datetime
import re
from typing import Any

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.parties import Party
from backsource_docs.drafting.filling import Filler
from backsource_docs.library.recipes import Recipe
from backsource_docs.tree import Inline, plain
from backsource_docs.values import print_date

__all__ = ["DISCLAIMER", "address_lines", "cover_of"]

DISCLAIMER = "Draft for review by a qualified lawyer in its jurisdiction; not legal advice."
CONFIDENTIALITY = "Confidential. Sections marked “Customer only” are not for the Supplier."
_STATE_AND_CODE = re.compile(r"[A-Z]{2} \d{5}(?:-\d{4})?")
_TOWN = {"en-US": "city, state and ZIP code", "en-GB": "town and postcode"}


def cover_of(recipe: Recipe, deal: Deal, as_of: datetime.date, filler: Filler) -> dict[str, Any]:
    """The values of the shell by name, all of them text or lists of text; unknown ones as visible blanks."""
    title = deal.agreement.title if recipe.id == "outsourcing-agreement" else recipe.title
    return {
        "title": title,
        "short_title": _short_title(title, recipe, deal),
        "deal": deal.name,
        "reference": _text(filler.value("reference")),
        "version": deal.agreement.version,
        "date": _dated(recipe, as_of, filler),
        "date_iso": as_of.isoformat(),
        "status_line": DISCLAIMER,
        "confidentiality": CONFIDENTIALITY,
        "status": "Exit called" if deal.backsourcing.notice else "Standing plan, no exit called",
        "creator": "backsource-docs",
        "subject": deal.name,
        "owner": _text(filler.value("governance.customer_exit_manager.name")),
        "parties": [_party(deal.customer, "Customer"), _party(deal.supplier, "Supplier")],
        "sender": _sender(deal.customer, filler),
        "recipient": _recipient(recipe, deal, filler),
    }


def _short_title(title: str, recipe: Recipe, deal: Deal) -> str:
    """The title for headers: a contract with its parties, for the other side reads it; a plan with its project."""
    if recipe.kind == "contract":
        return f"{title} · {deal.customer.known_as} and {deal.supplier.known_as}"
    return f"{title} · {deal.name}" if recipe.kind == "plan" else title


def address_lines(address: str | None) -> list[str]:
    """An address as lines: where it breaks already, else at its commas; an American city keeps its state and code."""
    if not address:
        return []
    parts = address.splitlines() if "\n" in address else address.split(",")
    lines = [part.strip() for part in parts if part.strip()]
    if len(lines) > 1 and _STATE_AND_CODE.fullmatch(lines[-1]):
        lines[-2:] = [f"{lines[-2]}, {lines[-1]}"]
    return lines


def _party(party: Party, role: str) -> dict[str, Any]:
    details = [part for part in (party.registered_in, party.registration_number) if part]
    return {"name": party.name, "role": role, "details": ", ".join(details)}


def _dated(recipe: Recipe, as_of: datetime.date, filler: Filler) -> str:
    """The date that the document bears: of a letter the computed day on which it is sent, else the as-of date."""
    if not recipe.dated:
        return print_date(as_of, filler.locale)
    return _text(filler.shown(filler.extra.get(recipe.dated), "date of the letter", recipe.dated))


def _sender(party: Party, filler: Filler) -> dict[str, Any]:
    return {
        "name": party.name,
        "address_lines": address_lines(party.address) or ["[● registered address]"],
        "details": _registered(party, filler.locale),
        "phone": party.contact.phone or "",
        "email": party.contact.email or "",
        "page": party.contact.page or "",
    }


def _registered(party: Party, locale: str) -> str:
    """What the foot of a letter says of its sender; a British company must state its register, number and office."""
    if locale == "en-US":
        return " · ".join(filter(None, [party.name, party.address]))
    place = f"Registered in {party.registered_in}" if party.registered_in else ""
    number = f"number {party.registration_number}" if party.registration_number else ""
    office = f"Registered office: {party.address}" if party.address else ""
    return ". ".join(filter(None, [", ".join(filter(None, [place, number])), office]))


def _recipient(recipe: Recipe, deal: Deal, filler: Filler) -> dict[str, Any]:
    """Whom the address block names: the outsourcer, all readers at once, or the blanks that a mail merge will fill."""
    if recipe.kind != "letter":
        return {"name": "", "address_lines": []}
    if recipe.audience == "supplier":
        return _outsourcer(deal.supplier)
    if recipe.open_letter:
        return {"name": f"To all {_text(filler.computed('stakeholder.name'))}", "address_lines": []}
    return {"name": "[● recipient]", "address_lines": ["[● address]", f"[● {_TOWN[filler.locale]}]"]}


def _outsourcer(party: Party) -> dict[str, Any]:
    notices = party.notices
    lines = address_lines(notices.address or party.address) or ["[● address for notices]"]
    return {"name": party.name, "address_lines": [notices.attention or "[● person or role for notices]", *lines]}


def _text(inline: Inline) -> str:
    return plain((inline,))
