"""The defined terms of one document: where they are defined, every form they are written in, every use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from backsource_docs.checks.passages import Passage
from backsource_docs.drafting.defining import Glossary, inflected
from backsource_docs.drafting.terms import TermIndex, TermUse

__all__ = ["Defined", "Vocabulary"]


class Defined(Struct, frozen=True):
    """A term and the passage that defines it."""

    term: str
    passage: Passage

    @property
    def listed(self) -> bool:
        """Whether it stands in the list of definitions rather than in the text of a clause."""
        return self.passage.entry == self.term


class Vocabulary(Struct, frozen=True, dict=True):
    """The terms of a document; `borrowed` are the forms that it takes over from the agreement."""

    passages: tuple[Passage, ...]
    words: str
    glossary: Glossary
    borrowed: Mapping[str, str]
    passage_at: Callable[[int], Passage]

    @cached_property
    def defined(self) -> tuple[Defined, ...]:
        """Each definition of the document, in reading order; entries that only point to a clause are none."""
        return tuple(Defined(term, passage) for passage in self.passages for term in passage.defines)

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """Each form of a term that the document knows, with the term as defined."""
        terms = {defined.term for defined in self.defined}
        inside = {form: term for term in terms - set(self.glossary.entries) for form in inflected(term)}
        listed = {form: term for form, term in self.glossary.forms.items() if term in terms}
        return {**self.borrowed, **inside, **listed}

    @cached_property
    def uses(self) -> tuple[TermUse, ...]:
        """Every use of a known term in the words, from left to right; places are offsets in the words."""
        return tuple(TermIndex(self.forms).uses(self.words))

    def uses_outside_definitions(self) -> Iterator[str]:
        """The terms used, without the uses of a term in its own entry of the list."""
        for use in self.uses:
            if self.passage_at(use.start).entry != use.term:
                yield use.term
