"""What the Word shells print around the text: cover page, letterhead, header, footer, properties."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Any

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.parties import Party
from backsource_docs.drafting.correspondence import entry_for
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.selecting import Selection
from backsource_docs.drafting.speaking import Speech, woven
from backsource_docs.library.letter_words import LetterWords
from backsource_docs.library.recipes import Recipe
from backsource_docs.tree import Blank, Content, Inline, Text, plain
from backsource_docs.values import print_date

__all__ = ["DISCLAIMER", "address_lines", "cover_of"]

DISCLAIMER = "Draft for review by a qualified lawyer in its jurisdiction; not legal advice."
CONFIDENTIALITY = "Confidential. Sections marked “Customer only” are not for the Supplier."
_DRAFT, _MESSAGES = "DRAFT, not approved.", "messages"
_STATE_AND_CODE = re.compile(r"[A-Z]{2} \d{5}(?:-\d{4})?")


def cover_of(recipe: Recipe, deal: Deal, as_of: datetime.date, filler: Filler, selection: Selection) -> dict[str, Any]:
    """The values of the shell by name: text, lists of text or groups of them; unknown ones as visible blanks.

    The entry `blanks` has the field of the deal that closes each blank, by the label of the blank.
    """
    title = deal.agreement.title if recipe.id == "outsourcing-agreement" else recipe.title
    speech = filler.speech
    values = {
        "title": title,
        "short_title": _short_title(title, recipe, deal),
        "deal": deal.name,
        "reference": filler.value("reference"),
        "version": deal.agreement.version,
        "date": _dated(recipe, as_of, filler),
        "date_iso": as_of.isoformat(),
        "status_line": _status_line(recipe, selection, speech.words if speech else None),
        "confidentiality": CONFIDENTIALITY,
        "status": _status(deal, as_of),
        "creator": "backsource-docs",
        "subject": deal.name,
        "owner": filler.value("governance.customer_exit_manager.name"),
        "parties": [_party(deal.customer, "Customer"), _party(deal.supplier, "Supplier")],
        "sender": _sender(deal.customer, filler),
        "recipient": _recipient(recipe, deal, speech),
        "words": dict(speech.words.shell) if speech else {},
    }
    if speech:
        values = {name: _labelled(value, speech) for name, value in values.items()}
    return {**{name: _printed(value) for name, value in values.items()}, "blanks": dict(_blanks(values))}


def _status_line(recipe: Recipe, selection: Selection, words: LetterWords | None) -> str:
    """What the document says of itself: what tells people of the exit is a DRAFT until all its texts are approved.

    An approved letter goes out as it is; a paper stays in the house and keeps the line on the review.
    """
    letter = recipe.kind == "letter"
    disclaimer = words.disclaimer if words else DISCLAIMER
    approved = all(pick.clause.approval == "approved" for pick in selection.picks.values())
    if (letter or recipe.audience or _MESSAGES in recipe.tables) and not approved:
        return f"{words.draft if words else _DRAFT} {disclaimer}"
    return "" if letter else disclaimer


def _printed(value: Any) -> Any:
    """A value of the shell with its inlines as text."""
    if isinstance(value, Text | Blank):
        return plain((value,))
    if isinstance(value, tuple):
        return plain(value)
    if isinstance(value, dict):
        return {name: _printed(inner) for name, inner in value.items()}
    return [_printed(inner) for inner in value] if isinstance(value, list) else value


def _labelled(value: Any, speech: Speech) -> Any:
    """A value of the shell with its blanks labelled in the language of the document."""
    if isinstance(value, dict):
        return {name: _labelled(inner, speech) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_labelled(inner, speech) for inner in value)
    return speech.label(value) if isinstance(value, Blank) else value


def _blanks(value: Any) -> Iterator[tuple[str, str]]:
    """Label and path of each blank in a value of the shell."""
    if isinstance(value, Blank):
        yield value.label, value.path
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _blanks(inner)


def _status(deal: Deal, as_of: datetime.date) -> str:
    """How far the exit has come on the day of the document."""
    notice = deal.backsourcing.notice
    if notice is None:
        return "Standing plan, no exit called"
    return "Exit called" if notice.served and notice.served <= as_of else "Exit in preparation, notice not yet sent"


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
    details = [part for part in (party.registered_in, party.register_number) if part]
    return {"name": party.name, "role": role, "details": ", ".join(details)}


def _dated(recipe: Recipe, as_of: datetime.date, filler: Filler) -> str | Inline:
    """The date that the document bears: of a letter the computed day on which it is sent, else the as-of date."""
    if not recipe.dated:
        return print_date(as_of, filler.locale)
    return filler.shown(filler.extra.get(recipe.dated), "date of the letter", recipe.dated)


def _sender(party: Party, filler: Filler) -> dict[str, Any]:
    return {
        "name": party.name,
        "address_lines": _lines(party.address, "registered address", "customer.address"),
        "details": _registered(party, filler),
        "phone": party.contact.phone or "",
        "email": party.contact.email or "",
        "page": party.contact.page or "",
    }


def _registered(party: Party, filler: Filler) -> Content:
    """What the foot of a letter says of its sender; a British company must state its register, number and office."""
    words = filler.speech.words if filler.speech else None
    if words is None:
        return ()
    if filler.locale.endswith("-US"):
        return (Text(" · ".join(filter(None, [party.name, party.address]))),)
    office = {"address": Text(party.address, path="customer.address")} if party.address else {}
    if party.registration_number and not party.register_number:
        return woven(words.principal_office, **office) if office else ()
    place = filler.shown(party.registered_in, "", "customer.registered_in") if party.registered_in else None
    number = Text(party.register_number, path="customer.register_number") if party.register_number else None
    registered = [
        *([woven(words.registered, register=place)] if place else []),
        *([woven(words.register_number, number=number)] if number else []),
    ]
    sentences = [_joined(registered, ", ")] if registered else []
    return _joined([*sentences, *([woven(words.registered_office, **office)] if office else [])], ". ")


def _joined(runs: Sequence[Content], between: str) -> Content:
    """Runs of inlines as one, with words between them."""
    return tuple(piece for run in runs for piece in (Text(between), *run))[1:]


def _recipient(recipe: Recipe, deal: Deal, speech: Speech | None) -> dict[str, Any]:
    """Whom the address block names: the outsourcer, the one reader whom the deal names, or all readers at once."""
    if recipe.kind != "letter":
        return {"name": "", "address_lines": []}
    if recipe.audience == "supplier":
        return _outsourcer(deal.supplier)
    number, entry = entry_for(recipe.audience, deal, recipe.language)
    path = f"communications.stakeholders[{number}]" if entry else "communications.stakeholders"
    if entry and entry.recipient:
        return {"name": entry.recipient, "address_lines": _lines(entry.address, "address", f"{path}.address")}
    name = entry.name if entry else None
    group = Blank(f"{recipe.audience}: name of the group", f"{path}.name")
    to_all = plain(woven(speech.words.to_all, name=Text(name))) if speech and name else name
    return {"name": to_all or group, "address_lines": []}


def _outsourcer(party: Party) -> dict[str, Any]:
    notices = party.notices
    attention = notices.attention or Blank("person or role for notices", "supplier.notices.attention")
    lines = _lines(notices.address or party.address, "address for notices", "supplier.notices.address")
    return {"name": party.name, "address_lines": [attention, *lines]}


def _lines(address: str | None, label: str, path: str) -> list[str | Inline]:
    """The lines of an address, or one blank."""
    return [*address_lines(address)] if address else [Blank(label, path)]
