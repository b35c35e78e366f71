"""Languages of letters: which text an audience gets, and which audience asks for one that the library does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.correspondence import entry_for
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.recipes import Recipe
from backsource_docs.library.store import Library
from backsource_docs.readers import LANGUAGE_NAMES, Language

__all__ = ["editions", "spoken", "unspoken"]

_ENGLISH = ("", "supplier", "committee")


def editions(recipe: Recipe, deal: Deal, library: Library) -> tuple[Recipe, ...]:
    """The document in each language in which the deal has an entry for its audience, as far as the library has it."""
    if recipe.audience in _ENGLISH:
        return (recipe,)
    found = (library.translated(recipe, language) for language in _asked(recipe.audience, deal))
    return tuple(one for one in found if one)


def spoken(recipe: Recipe, file: DealFile) -> bool:
    """Whether a document is in a language that the deal asks for its audience; English where it asks for none."""
    return recipe.audience in _ENGLISH or recipe.language in _asked(recipe.audience, file.deal)


def unspoken(documents: Iterable[Recipe], file: DealFile) -> Iterator[Finding]:
    """A finding for each entry of an audience whose letter is wanted and exists, but not in the entry's language.

    A letter that was asked for by name in a language that no entry has is one, too.
    """
    groups: dict[str, list[Recipe]] = {}
    for recipe in documents:
        if recipe.audience not in _ENGLISH:
            name = f"{recipe.audience}/{recipe.stage}" if recipe.kind == "letter" else recipe.original
            groups.setdefault(name, []).append(recipe)
    lacking: dict[tuple[str, Language], list[str]] = {}
    for recipes in groups.values():
        known = {recipe.language for recipe in recipes}
        if "en" not in known:  # asked for by its name in one language
            yield from (_unasked(recipe, file) for recipe in recipes if not spoken(recipe, file))
            continue
        for language in _asked(recipes[0].audience, file.deal):
            if language not in known:
                lacking.setdefault((recipes[0].audience, language), []).append(recipes[0].id)
    for (audience, language), names in lacking.items():
        yield _lacking(audience, language, names, file)


def _asked(audience: str, deal: Deal) -> tuple[Language, ...]:
    """The languages of the entries for an audience."""
    entries = (entry.language for entry in deal.communications.stakeholders if entry.audience == audience)
    return tuple(dict.fromkeys(entries)) or ("en",)


def _lacking(audience: str, language: Language, names: list[str], file: DealFile) -> Finding:
    number, _ = entry_for(audience, file.deal, language)
    message = f"No text in {LANGUAGE_NAMES[language]} for {audience}: {', '.join(names)} is not made."
    place = file.source.room_for(("communications", "stakeholders", number - 1, "language"))
    remedy = "Add the text to the firm's own library, or write language: en and have it translated."
    return Finding("CM06", Severity.WARNING, message, place, remedy)


def _unasked(recipe: Recipe, file: DealFile) -> Finding:
    name = LANGUAGE_NAMES[recipe.language]
    message = f"{recipe.id} is in {name}, and the deal has no entry for {recipe.audience} in that language."
    place = file.source.room_for(("communications", "stakeholders"))
    remedy = f"Write an entry in {name}: - {{audience: {recipe.audience}, language: {recipe.language}, …}}."
    return Finding("CM06", Severity.WARNING, message, place, remedy)
