"""Languages of letters: which text an audience gets, and which audience asks for one that the library does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.correspondence import entry_for
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.recipes import Recipe

__all__ = ["spoken", "unspoken"]

_NAMES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "pl": "Polish"}


def spoken(recipe: Recipe, file: DealFile) -> bool:
    """Whether a document is in the language that the deal asks for its audience; letters alone are asked for one."""
    if recipe.kind != "letter" or recipe.audience == "supplier":
        return True
    _, entry = entry_for(recipe.audience, file.deal)
    return recipe.language == (entry.language if entry else "en")


def unspoken(letters: Iterable[Recipe], file: DealFile) -> Iterator[Finding]:
    """A finding for each audience whose letter is wanted and exists, but not in the language that the deal asks for."""
    groups: dict[str, list[Recipe]] = {}
    for recipe in letters:
        if recipe.kind == "letter":
            groups.setdefault(f"{recipe.audience}/{recipe.stage}", []).append(recipe)
    missing = [group[0] for group in groups.values() if not any(spoken(recipe, file) for recipe in group)]
    for audience in dict.fromkeys(recipe.audience for recipe in missing):
        number, entry = entry_for(audience, file.deal)
        if entry:
            names = ", ".join(recipe.id for recipe in missing if recipe.audience == audience)
            message = f"No text in {_NAMES[entry.language]} for {audience}: {names} is not made."
            place = file.source.room_for(("communications", "stakeholders", number - 1, "language"))
            remedy = "Add the text to the firm's own library, or write language: en and have it translated."
            yield Finding("CM06", Severity.WARNING, message, place, remedy)
