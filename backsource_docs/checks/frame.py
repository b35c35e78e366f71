"""What every check looks at: the documents of one build, read once as passages, and the deal they came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from backsource_docs.checks.agreed import Agreed
from backsource_docs.checks.passages import Passage, passages_of
from backsource_docs.checks.vocabulary import Vocabulary
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.defining import Glossary, glossary
from backsource_docs.drafting.facts import established
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.terms import in_small_letters
from backsource_docs.drafting.wording import respelling
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.store import Library
from backsource_docs.tree import Blank, Document, inlines_of, walk
from backsource_docs.yamlfile import YamlText

__all__ = ["Bundle", "Reading", "blanks_in"]

_COVER_BLANK = re.compile(r"\[● ([^\]]+)\]")
_PRINTED_BY_COVER = {"contract": ("reference",), "plan": ("owner", "reference")}
_PRINTED_BY_LETTERHEAD = ("reference", "date", "sender", "recipient")


class Reading(Struct, frozen=True, dict=True):
    """One document as passages, and all their words in one text, so that a rule searches once.

    `borrowed` are the forms of the terms that a plan or a letter takes over from the agreement.
    """

    made: Made
    library: Library
    glossary: Glossary
    borrowed: Mapping[str, str]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage of the document, in reading order."""
        return tuple(passages_of(self.made))

    @cached_property
    def words(self) -> str:
        """The library's words of all passages, one line for each."""
        return "\n".join(passage.own for passage in self.passages)

    @cached_property
    def lowered(self) -> str:
        """The words in lower case, letter for letter."""
        return in_small_letters(self.words)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The terms of the document, and where its words use them."""
        return Vocabulary(self.passages, self.words, self.glossary, self.borrowed, self.passage_at)

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for passage in self.passages:
            starts.append(position)
            position += len(passage.own) + 1
        return starts

    def passage_at(self, offset: int) -> Passage:
        """The passage that the letter of `words` at the offset belongs to."""
        return self.passages[bisect_right(self._starts, offset) - 1]

    def place(self, passage: Passage) -> Place:
        """The library file and line of a passage; the document itself for words that no file holds."""
        return self.place_in(passage.home, passage.line)

    def place_in(self, home: str, line: int = 0) -> Place:
        """The file of a clause or definition by its id; the document itself where there is none."""
        clause = self.library.clause(home) if home else None
        if clause is None:
            return Place(f"{self.made.document.draft.id}.docx")
        pick = self.made.selection.picks.get(home)
        position = pick.position if pick else next(iter(clause.positions), "")
        return Place(clause.file_of(position) if line and position in clause.texts else clause.file, line)

    @property
    def title(self) -> str:
        return self.made.document.draft.title

    def title_of(self, key: str) -> str:
        """The heading of a clause or schedule as printed, else as the library has it, else its id."""
        number = self.made.document.numbers.get(key)
        if number and number.title:
            return number.title
        clause = self.library.clause(key)
        return clause.matter.title if clause else key

    def found(self, code: str, severity: Severity, message: str, passage: Passage, remedy: str) -> Finding:
        """A finding at a passage."""
        return Finding(code, severity, message, self.place(passage), remedy)


class Bundle(Struct, frozen=True, dict=True):
    """The documents of one build, with the deal and the library they come from."""

    made: tuple[Made, ...]
    file: DealFile
    library: Library

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Every document, read; the agreement first, if there is one.

        Plans and letters know the terms of the agreement. One that is in force has the usual terms of the library too,
        beyond those that the document which joins it shows.
        """
        first = () if self.agreement is None else (self.agreement,)
        in_force = self.file.deal.agreement.status == "existing"
        borrowed = {} if self.agreement is None else self.agreement.vocabulary.forms
        borrowed = {**self.glossary.forms, **borrowed} if in_force else borrowed
        others = (made for made in self.made if self.agreement is None or made is not self.agreement.made)
        return first + tuple(
            Reading(made, self.library, self.glossary, {} if made.document.draft.kind == "contract" else borrowed)
            for made in others
        )

    @cached_property
    def agreed(self) -> Agreed:
        """What the contracts of the build agree, and the dates that follow."""
        return Agreed(self.made, self.file, self.library)

    def line(self, path: str) -> Place:
        """The line of the deal that gives a value; where it gives none, the group around it or the end of the file."""
        return self.file.source.room_for(tuple(int(step) if step.isdigit() else step for step in path.split(".")))

    @cached_property
    def agreement(self) -> Reading | None:
        """The contract of the build, if it has one."""
        contracts = (made for made in self.made if made.document.draft.kind == "contract")
        return next((Reading(made, self.library, self.glossary, {}) for made in contracts), None)

    @cached_property
    def glossary(self) -> Glossary:
        """The definitions of the library that fit the deal."""
        facts = established(self.library.facts, self.file.deal)
        respell, _ = respelling(self.library, self.file.deal.locale)
        known, _ = glossary(self.library.clauses("definitions"), self.file.deal.law.governing, facts, respell)
        return known

    def wording(self, name: str) -> YamlText:
        """A word list of the library (`wording/<name>.yaml`), empty where no library has it."""
        return self.library.table("wording", f"{name}.yaml") or YamlText({})


def _words_of(value: object) -> str:
    """The words of a field of the cover, or of all that a group of fields has, one to a line."""
    fields = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return "\n".join(map(_words_of, fields)) if fields else str(value)


def blanks_in(document: Document) -> Iterator[Blank]:
    """The open blanks of a document in reading order, those of its cover page or letterhead first."""
    draft = document.draft
    paths = draft.cover.get("blanks", {})
    for name in _PRINTED_BY_COVER.get(draft.kind, _PRINTED_BY_LETTERHEAD):
        labels = _COVER_BLANK.findall(_words_of(draft.cover.get(name, "")))
        yield from (Blank(label, paths.get(label, "")) for label in labels)
    for part in draft.parts:
        for block in walk(part.blocks):
            yield from (piece for piece in inlines_of(block) if isinstance(piece, Blank))
