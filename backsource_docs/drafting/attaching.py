"""A document that is attached to an agreement: what it takes from there is called by words, or by number if known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.deal.deal import Deal
from backsource_docs.drafting.elsewhere import elsewhere
from backsource_docs.drafting.terms import TermIndex
from backsource_docs.drafting.wording import Respell
from backsource_docs.library.clause import Clause
from backsource_docs.library.recipes import Attachment, Recipe
from backsource_docs.library.store import Library
from backsource_docs.tree import Block, Content, Inline, Limb, Number, Paragraph, Reference, Text, plain

__all__ = ["Bridge", "bridge_of", "definitions_for", "in_paragraphs"]

_ENDS = (".", "?", "!")


def definitions_for(recipe: Recipe, library: Library) -> tuple[Clause, ...]:
    """The definitions that a document may print; in an attached one the bridging definitions replace their like."""
    usual = tuple(library.clauses("definitions"))
    if recipe.attached is None:
        return usual
    bridging = tuple(library.clauses("bridges"))
    bridged = {clause.matter.title for clause in bridging}
    return (*bridging, *(clause for clause in usual if clause.matter.title not in bridged))


def in_paragraphs(recipe: Recipe, spell: Respell) -> Respell:
    """How the document spells; the clauses of an attached schedule are its paragraphs."""
    if recipe.attached is None or not recipe.attached.paragraphs:
        return spell
    return lambda text: spell(text.replace("this clause", "this paragraph").replace("This clause", "This paragraph"))


class Bridge(Struct, frozen=True):
    """Turns the references of composed blocks that lead out of the document into words.

    `own` are the clauses and parts of the document, whose references stay live; `numbers` are those of the agreement,
    empty where it is not ours to number; `titles` are the headings of the agreement's schedules by part.
    `given` is the number that the deal gives for the target of a reference, if it gives one.
    """

    attached: Attachment
    own: frozenset[str]
    numbers: Mapping[str, Number]
    titles: Mapping[str, str]
    terms: TermIndex
    given: Callable[[Reference], Inline]
    respell: Respell

    def __call__(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks with no reference left that leads out of the document."""
        return tuple(self._blocks(blocks, led=False))

    def _blocks(self, blocks: Iterable[Block], *, led: bool) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Limb):
                content = self._content(block.content, led=led)
                children = tuple(self._blocks(block.children, led=_leads(content)))
                yield replace(block, content=content, children=children)
            elif isinstance(block, Paragraph):
                content = self._content(block.content, led=True)
                led = _leads(content)
                yield replace(block, content=content)
            else:
                yield block

    def _content(self, content: Content, *, led: bool) -> Content:
        made: list[Inline] = []
        for piece in content:
            made.append(self._piece(piece, opens=not led if not made else _ends(made[-1])))
        return tuple(made)

    def _piece(self, piece: Inline, *, opens: bool) -> Inline:
        if not isinstance(piece, Reference):
            return piece
        target = piece.target.partition("#")[0]
        if target in self.own:
            return piece
        instead = self.attached.instead.get(target, "")
        if instead in self.own:
            return Reference(instead, line=piece.line)
        words = instead or self._words(piece, target)
        return Text(words[:1].upper() + words[1:] if opens else words, path=f"principal.{target}")

    def _words(self, reference: Reference, target: str) -> str:
        """The place in the agreement: its number, or else the subject of the clause or schedule."""
        number = self.numbers.get(reference.target) or self.numbers.get(target)
        if number:
            schedule = self.numbers.get(number.within)
            within = f" of Schedule {schedule.label}" if schedule else ""
            return f"{number.word} {number.label} ({number.title}){within} of {self.attached.to}"
        given = self.given(reference)
        if isinstance(given, Text):
            return f"{given.text} of {self.attached.to}"
        kind = "schedule" if target in self.titles else self.respell("clause")
        return f"the {kind} of {self.attached.to} on {self._subject(reference.title)}"

    def _subject(self, title: str) -> str:
        """A heading within a sentence: its first letter is small unless a defined term begins there."""
        defined = next(self.terms.uses(title), None)
        return title if defined and defined.start == 0 else title[:1].lower() + title[1:]


def bridge_of(
    recipe: Recipe, deal: Deal, library: Library, own: frozenset[str], numbers: Mapping[str, Number], respell: Respell
) -> Callable[[tuple[Block, ...]], tuple[Block, ...]]:
    """What is done with the references of a document's blocks: nothing, unless it is attached to an agreement."""
    if recipe.attached is None:
        return tuple
    principal = library.recipe(recipe.cites)
    titles = {part.id: part.title for part in principal.parts} if principal else {}
    matters = [clause.matter for clause in definitions_for(recipe, library)]
    forms = {form for matter in matters for form in (matter.title, matter.plural, *matter.also) if form}
    terms = TermIndex({form: form for form in forms})
    given = partial(elsewhere, deal=deal, library=library, respell=respell)
    return Bridge(recipe.attached, own, numbers, titles, terms, given, respell)


def _leads(content: Content) -> bool:
    return not plain(content).rstrip().endswith(_ENDS)


def _ends(piece: Inline) -> bool:
    """Whether a sentence ends with this piece, so that the next one begins with a capital."""
    return isinstance(piece, Text) and piece.text.endswith(tuple(f"{end} " for end in _ENDS))
