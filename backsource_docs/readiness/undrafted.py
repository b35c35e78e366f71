"""A clause that no draft of the deal holds: why it is out, whether the agreement in force has it, how it comes in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from backsource_docs.deal.deal import Deal
from backsource_docs.drafting.elsewhere import cited_number, topic_of
from backsource_docs.drafting.made import Made
from backsource_docs.library.readiness import Criterion
from backsource_docs.library.store import Library
from backsource_docs.readiness.scores import Scored

__all__ = ["undrafted"]

NONE = "none"
IN_FORCE = "the agreement in force"


def undrafted(
    criterion: Criterion, deal: Deal, library: Library, contracts: Sequence[Made], holds: Mapping[str, bool]
) -> Scored:
    """The score of a criterion none of whose clauses is in a draft."""
    name = criterion.clause[0]
    title = _title(name, library)
    skip = next((made.selection.skips[name] for made in contracts if name in made.selection.skips), None)
    if deal.agreement.status == "existing":
        read = _read(criterion, deal, library)
        if read or not skip:
            return read or _unread(criterion, title, getattr(deal.agreement.clauses, topic_of(name, library)))
    if skip:
        following = criterion.next or f"Bring in {title}; it is out, because {skip.reason}."
        return Scored(criterion, 0, f"{title} is in no draft: {skip.reason}", next=following)
    home = next(_homes(name, library, holds), "a document that holds it")
    following = criterion.next or f"Add {home} to the documents of the deal, for {title}."
    return Scored(criterion, 0, f"{title} is in no draft: no contract among the documents holds it", next=following)


def _title(name: str, library: Library) -> str:
    clause = library.clause(name)
    return clause.matter.title if clause else name


def _read(criterion: Criterion, deal: Deal, library: Library) -> Scored | None:
    """What a reading of the agreement in force has found; None where nobody has read it for this."""
    found = {name: deal.agreement.found[name] for name in criterion.clause if name in deal.agreement.found}
    numbers = [(name, number) for name, number in found.items() if number.lower() != NONE]
    if numbers:
        name, number = numbers[0]
        place = f"{cited_number(number)} of {IN_FORCE}"
        return Scored(criterion, criterion.points, f"{place} ({_title(name, library)}), as the deal states", place)
    title = _title(criterion.clause[0], library)
    topic = topic_of(criterion.clause[0], library)
    if found or (getattr(deal.agreement.clauses, topic) or "").lower() == NONE:
        following = criterion.next or f"Agree {title} in an amendment; {IN_FORCE} has none."
        return Scored(criterion, 0, f"{title}: {IN_FORCE} has none", next=following)
    return None


def _unread(criterion: Criterion, title: str, number: str | None) -> Scored:
    """`number` is where the agreement in force deals with the topic, as far as the deal tells."""
    place = cited_number(number) if number else "the agreement"
    words = f"not judged: {title} may stand in {IN_FORCE}, which was not drafted here"
    return Scored(criterion, 0, words, next=f"Read {place} for {title}.", judged=False)


def _homes(name: str, library: Library, holds: Mapping[str, bool]) -> Iterator[str]:
    """The contracts that fit the deal and name the clause."""
    recipes = (recipe for id in library.recipes if (recipe := library.recipe(id)) and recipe.kind == "contract")
    fitting = (recipe for recipe in recipes if all(holds.get(fact) for fact in recipe.when))
    yield from (recipe.id for recipe in fitting if any(name in slot.clauses for slot in recipe.slots))
