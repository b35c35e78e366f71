"""References to an agreement in force: by its clause number where the deal gives one, else as a blank."""

from __future__ import annotations

import re

from backsource_docs.deal.deal import Deal
from backsource_docs.drafting.wording import Respell
from backsource_docs.library.store import Library
from backsource_docs.tree import Blank, Inline, Reference, Text

__all__ = ["cited_number", "elsewhere", "topic_of"]

_CLAUSES = {
    "gov-change-control": "change_control",
    "trm-consequences": "consequences",
    "trm-survival": "consequences",
    "blr-notices": "notices",
    "blr-assignment": "assignment",
    "blr-governing-law": "governing_law",
    "dis-forum": "governing_law",
    "schedule-services": "services",
    "schedule-service-levels": "service_levels",
    "schedule-governance": "governance",
    "schedule-charges": "charges",
    "schedule-staff": "staff",
    "schedule-data-processing": "data_protection",
}
_FAMILIES = {
    "definitions": "definitions",
    "term-renewal": "term",
    "scope-services": "services",
    "service-levels": "service_levels",
    "governance-change": "governance",
    "charges-benchmarking": "charges",
    "thresholds-remedies": "remedies",
    "audit-access": "audit",
    "subcontracting-locations": "subcontracting",
    "data-security": "data_protection",
    "business-continuity": "continuity",
    "regulatory": "regulation",
    "ip-licences-escrow": "intellectual_property",
    "staff": "staff",
    "termination-rights": "termination",
    "termination-mechanics": "termination",
    "liability-insurance": "liability",
    "confidentiality-communications": "confidentiality",
    "dispute-resolution": "disputes",
    "boilerplate": "general",
}
_NUMBER = re.compile(r"\d")
_SEVERAL = re.compile(r",| and | to ")


def topic_of(target: str, library: Library) -> str:
    """The key of `agreement.clauses` under which the existing agreement's clause on a reference's target stands."""
    name = target.partition("#")[0]
    if name in _CLAUSES:
        return _CLAUSES[name]
    clause = library.clause(name)
    return _FAMILIES.get(clause.matter.family if clause else "", "exit")


def elsewhere(piece: Reference, deal: Deal, library: Library, respell: Respell) -> Inline:
    """What is printed for a reference to the agreement in force: its clause number, or a blank where none is given."""
    topic = topic_of(piece.target, library)
    number = getattr(deal.agreement.clauses, topic)
    if number and number.lower() != "none":
        return Text(f"{respell(cited_number(number))} ({piece.title})", path=f"agreement.clauses.{topic}")
    return Blank(f"{respell('clause')} number of {piece.title}", f"agreement.{piece.target}")


def cited_number(number: str) -> str:
    """How a number is cited: "clause 31", "clauses 31 and 32"; one with a word ("Schedule 9") stays as it is."""
    if not _NUMBER.match(number):
        return number
    return f"clauses {number}" if _SEVERAL.search(number) else f"clause {number}"
