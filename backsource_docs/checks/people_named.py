"""A letter names people of the other side, or tells of one person's life

A letter to many readers names those who sign it and those who answer questions, and nobody else. The name, the address
or the number of a person who may transfer, or of a manager of the outsourcer, is personal data and a target; what a
person earns or suffers from is nobody's business at all. The words are in wording/guarded, a file for each language.

Bad:
    effect: Devan Rao and the team in Leeds will join us.

Good:
    effect: The service desk keeps its number and its hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.messages import free_text, guarded, said, unsaid
from backsource_docs.deal.deal import Deal
from backsource_docs.deal.parties import Person
from backsource_docs.findings import Finding

__all__ = ["CODE", "find"]

CODE = "CM08"
_OURS = ("customer", "end users")
_SHORTEST = 3


def find(bundle: Bundle) -> Iterator[Finding]:
    """Names and addresses of the outsourcer's people in letters, and words on one person's life in what is typed."""
    deal = bundle.file.deal
    yield from _found(bundle, said(_full_names(deal)), typed=False)
    yield from _found(bundle, _surnames(deal), typed=True)
    yield from _titled(bundle)
    yield from _private(bundle)


def _found(bundle: Bundle, pattern: re.Pattern[str], *, typed: bool) -> Iterator[Finding]:
    yield from unsaid(
        bundle,
        CODE,
        lambda language: pattern,
        lambda name: f"{name} is named, whose data these readers do not need.",
        "Leave the name out; write the role, or the contact that answers questions.",
        free_text if typed else lambda piece: True,
    )


def _full_names(deal: Deal) -> list[str]:
    """Names, addresses and numbers of the people of the outsourcer, its suppliers and partners."""
    managers = (deal.governance.supplier_exit_manager, deal.governance.supplier_relationship_manager)
    reached = (value for person in managers for value in (person.email, person.phone))
    return sorted({value for value in (*_names(deal), *reached) if value})


def _names(deal: Deal) -> Iterator[str | None]:
    yield from (person.name for person in deal.staff.key_personnel)
    governance = deal.governance
    yield from (governance.supplier_exit_manager.name, governance.supplier_relationship_manager.name)
    yield from (member.name for member in governance.exit_committee.members if member.side not in _OURS)


def _surnames(deal: Deal) -> re.Pattern[str]:
    """Their surnames alone, as written; not one that a party, a function or one of our own people bears as well."""
    ours = " ".join(filter(None, (*_our_names(deal), deal.customer.name, deal.supplier.name)))
    ours += " ".join(service.name for service in deal.services)
    split = {tuple(name.rsplit(maxsplit=1)) for name in _names(deal) if name and " " in name.strip()}
    told = sorted(pair for pair in split if len(pair[1]) >= _SHORTEST and pair[1] not in ours)
    alone = "|".join(rf"(?<!{re.escape(first)} ){re.escape(last)}" for first, last in told)
    return re.compile(rf"(?<![\w@.])(?:(?:[A-Z]\.\s?)+)?(?:{alone})(?![\w@])" if alone else r"(?!)")


def _our_names(deal: Deal) -> Iterator[str | None]:
    governance = deal.governance
    people: tuple[Person, ...] = (
        governance.executive_sponsor,
        governance.customer_exit_manager,
        governance.customer_relationship_manager,
        deal.communications.spokesperson,
        *deal.customer.signatories,
    )
    yield from (person.name for person in people)
    yield from (member.name for member in governance.exit_committee.members if member.side in _OURS)


def _titled(bundle: Bundle) -> Iterator[Finding]:
    """Somebody with a title before the name, who is none of our own people, in what is typed for readers."""
    deal = bundle.file.deal
    told = {name.split()[-1] for name in (*_our_names(deal), *_names(deal)) if name}
    known = "|".join(map(re.escape, sorted(told))) or "(?!)"

    def pattern_in(language: str) -> re.Pattern[str]:
        titles = "|".join(map(re.escape, guarded(bundle, "honorifics", language))) or "(?!)"
        return re.compile(rf"(?<!\w)(?:{titles})\.? (?!(?:\w+ )?(?:{known})\b)[^\W\d_a-z]\w+")

    yield from unsaid(
        bundle,
        CODE,
        pattern_in,
        lambda name: f"{name} is named, who neither signs the letter nor answers questions.",
        "Leave the name out; write the role, or the contact that answers questions.",
        free_text,
    )


def _private(bundle: Bundle) -> Iterator[Finding]:
    yield from unsaid(
        bundle,
        CODE,
        lambda language: said(guarded(bundle, "private", language)),
        lambda words: f"“{words}” tells of one person's life or pay.",
        "Leave it out; say to that person alone what concerns that person alone.",
        free_text,
    )
