"""Which documents a run makes: as asked on the command line, else by the deal; what is not made is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from backsource_docs.communicating.languages import editions, spoken, unspoken
from backsource_docs.dates.entries import Asked
from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.facts import Fact
from backsource_docs.library.recipes import Recipe
from backsource_docs.library.store import Library

if TYPE_CHECKING:
    from backsource_docs.planning.baseline import Baseline
    from backsource_docs.planning.forecasting import Actual

__all__ = ["LETTERS", "Wanted", "Wishes", "meant_document", "unknown_documents"]

LETTERS = "letters"


class Wishes(Struct, frozen=True):
    """What one run asks for beyond the deal: some documents only, a position, which copy, more documents, a day.

    `actuals` are what was reported as done, for the report to the committee, `baseline` the plan it is held against.
    """

    only: tuple[str, ...] = ()
    position: Literal["customer", "balanced", "supplier"] | None = None
    outgoing: bool = False
    also: tuple[str, ...] = ()
    asked: Asked = field(default_factory=Asked)
    actuals: tuple[Actual, ...] = ()
    baseline: Baseline | None = None


class Wanted(Struct, frozen=True):
    """What a run is asked to make of a deal; `holds` are the facts of the deal."""

    file: DealFile
    library: Library
    holds: Mapping[str, bool]
    wishes: Wishes

    def recipes(self) -> tuple[tuple[Recipe, ...], tuple[Finding, ...]]:
        """The recipes to make, and a finding for each document that is asked for and not made."""
        names = (*(self.wishes.only or self.file.deal.documents), *self.wishes.also)
        unknown = tuple(unknown_documents(self.file, self.library, self.wishes.only))
        fitting = self.fitting(names)
        made = tuple(recipe for recipe in fitting if recipe.outgoing or not self.wishes.outgoing)
        findings = [*unknown, *([] if names else [self._empty()])]
        findings += [self._kept(recipe.id, fatal=not made) for recipe in fitting if recipe not in made]
        silent = tuple(unspoken(self._asked(names), self.file))
        findings += silent or self._unfit(names, fatal=not fitting and not unknown)
        return tuple(recipe.shared for recipe in made) if self.wishes.outgoing else made, tuple(findings)

    def fitting(self, names: Iterable[str]) -> tuple[Recipe, ...]:
        """The recipes that the names mean and that fit the deal, each once."""
        named = {recipe.id: recipe for name in names for recipe in self._named(name)}
        return tuple(filter(self._fits, named.values()))

    def letters(self) -> tuple[Recipe, ...]:
        """The letters that the deal asks for and that fit it."""
        return tuple(recipe for recipe in self.fitting(self.file.deal.documents) if recipe.kind == "letter")

    def _asked(self, names: Iterable[str]) -> Iterator[Recipe]:
        """The documents that the names mean and whose facts hold, in whatever language."""
        named = {recipe.id: recipe for name in names for recipe in self._named(name)}
        return (recipe for recipe in named.values() if all(self.holds[fact] for fact in recipe.when))

    def _fits(self, recipe: Recipe) -> bool:
        return all(self.holds[fact] for fact in recipe.when) and spoken(recipe, self.file)

    def _named(self, name: str) -> tuple[Recipe, ...]:
        """The recipes that a name of a document means, each in the languages that the deal asks for.

        All letters for “letters”, none for an unknown name; a name in a language means that one alone.
        """
        names = self.library.recipes if name == LETTERS else (name,)
        found = (self.library.recipe(other) for other in names)
        named = [recipe for recipe in found if recipe and (name != LETTERS or recipe.kind == "letter")]
        translated = (
            edition
            for recipe in named
            if recipe.language == "en"
            for edition in editions(recipe, self.file.deal, self.library)
        )
        return (*named, *translated)

    def _empty(self) -> Finding:
        place, remedy = self.file.place("documents"), "Name a document, write for example [outsourcing-agreement]."
        return Finding("BU04", Severity.ERROR, "The list of documents is empty: nothing is made.", place, remedy)

    def _kept(self, name: str, *, fatal: bool) -> Finding:
        message = f"{name} is not made as an outgoing copy: it is not for the other side."
        remedy = "Build it without --outgoing; what is for the Customer only is in it."
        place = Place() if self.wishes.only else self.file.source.room_for(("documents",))
        return Finding("BU03", Severity.ERROR if fatal else Severity.INFO, message, place, remedy)

    def _unfit(self, names: Sequence[str], *, fatal: bool) -> Iterator[Finding]:
        """The documents that were asked for and do not fit the deal; letters only where there is nothing else."""
        for name in names:
            group = self._named(name)
            if group and (fatal or name != LETTERS) and not any(map(self._fits, group)):
                fact = self.library.facts[next(fact for fact in group[0].when if not self.holds[fact])]
                what = "No letter fits" if name == LETTERS else f"The document {name} does not fit"
                section, _, field = fact.key.partition("[].")
                place = self.file.source.room_for(tuple(section.split(".")))
                where = f" under {section}" if field else ""
                remedy = f"{_to_write(fact, field or section)}{where} in the deal or leave it out."
                severity = Severity.ERROR if fatal else Severity.WARNING
                yield Finding("BU02", severity, f"{what} this deal: “{fact.says}” does not hold.", place, remedy)


def _to_write(fact: Fact, key: str) -> str:
    """What makes a fact hold, as far as one value does."""
    stated = fact.equals if fact.equals not in (None, "present") and not fact.given_by else None
    return f"Write {key}: {stated}" if stated else f"Give {key}"


def unknown_documents(file: DealFile, library: Library, only: Sequence[str] = ()) -> Iterator[Finding]:
    """A finding for each document that is asked for, on the command line or else by the deal, and has no recipe."""
    known = (*library.recipes, LETTERS)
    for number, name in enumerate(only or file.deal.documents):
        if name not in known and library.recipe(name) is None:
            place = Place() if only else file.source.place(("documents", number))
            asked = f"--only {name}" if only else f"documents[{number + 1}]: {name}"
            message = f"{asked}: there is no document of that name."
            yield Finding("BU01", Severity.ERROR, message, place, meant_document(name, library))


def meant_document(name: str, library: Library) -> str:
    """What to write instead of a name that no document has: those with that word, the nearest one, or all of them."""
    import difflib

    known = [*library.recipes, LETTERS]
    parts = [other for other in known if name.strip().lower() in other.split("-")]
    if parts:
        return f"Did you mean {' or '.join(parts)}?"
    close = difflib.get_close_matches(name.strip().lower().replace("_", "-"), known, 1, cutoff=0.5)
    return f"Did you mean {close[0]}?" if close else f"Known are {', '.join(known)}."
