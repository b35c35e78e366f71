"""The negotiated document that a side document speaks of, and its clauses in the words of a reader in a hurry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.acting import Side
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.selecting import Pick
from backsource_docs.drafting.side.guidance import guidance_by_kind
from backsource_docs.drafting.trimming import trimmed
from backsource_docs.drafting.wording import Respell
from backsource_docs.library.clause import Clause
from backsource_docs.library.store import Library
from backsource_docs.library.summaries import Summaries, summaries_of
from backsource_docs.tree import Blank, Block, Bullet, Cell, Content, Inline, Reference, Text

__all__ = ["Subject", "closed", "quoted"]


class Subject(Struct, frozen=True, dict=True):
    """A made document with what it was made of; `filler` fills its values in and keeps its findings to itself."""

    made: Made
    file: DealFile
    library: Library
    holds: Mapping[str, bool]
    filler: Filler
    respell: Respell
    clause_word: str

    @property
    def picks(self) -> Mapping[str, Pick]:
        return self.made.selection.picks

    @cached_property
    def negotiated(self) -> tuple[Pick, ...]:
        """The clauses that have more than one position, in the order of the document."""
        return tuple(pick for pick in self.picks.values() if len(pick.clause.positions) > 1)

    @cached_property
    def summaries(self) -> Mapping[str, Summaries]:
        """The lines of each clause of the document, by its id."""
        return {name: summaries_of(pick.clause)[0] for name, pick in self.picks.items()}

    @property
    def side(self) -> Side:
        """Whom the documents speak for."""
        return self.file.deal.acting_for

    def guidance(self, clause: Clause) -> Mapping[str, str]:
        """The guidance of a clause by kind, as far as it is of use for the deal, spelled for it."""
        return {kind: self.respell(words) for kind, words in guidance_by_kind(clause, self.holds).items()}

    def in_sheets(self, clause: Clause) -> bool:
        """Whether the lines of the clause stand in term sheets, which have room for the weightiest only."""
        return bool(self.summaries[clause.id]) and clause.matter.in_a_line == "everywhere"

    def line(self, clause: Clause, position: str) -> Content:
        """What the clause says at a position in one line, with the figures of the deal; empty where nobody wrote it."""
        kept = trimmed(self.summaries[clause.id].get(position, ()), self.holds)
        return self.words([block for block in kept if isinstance(block, Bullet)], clause)

    def words(self, blocks: Sequence[Bullet], clause: Clause) -> Content:
        """The words of some bullets in a row, spelled and filled in."""
        pieces: list[Inline] = []
        for bullet in blocks:
            pieces += [Text(" ")] * bool(pieces) + [*self.spelled(bullet.content)]
        return self.filler.filled(tuple(pieces), clause)

    def body(self, pick: Pick, position: str = "") -> tuple[Block, ...]:
        """The text of a clause at a position, by default its own, without what does not hold for the deal."""
        return trimmed(pick.clause.body(position or pick.position)[0], self.holds)

    def cited(self, name: str) -> str:
        """The number of a clause in the document: "31", "Schedule 5, 2"; empty where the document lacks it."""
        numbers = self.made.document.numbers
        number = numbers.get(name)
        if number is None:
            return ""
        schedule = numbers.get(number.within)
        return f"Schedule {schedule.label}, {number.label}" if schedule else number.label

    def number_cell(self, name: str) -> Cell:
        """The number of a clause as a cell that says where it comes from."""
        return (Text(self.cited(name), path=f"agreement.{name}"),)

    def reason(self, pick: Pick) -> str:
        """Why the clause has its position; the deal file by its name alone, wherever it lies."""
        file = self.file.source.place(()).file
        return pick.position_reason.replace(file, PurePath(file).name)

    def title(self, clause: Clause) -> str:
        return self.respell(clause.matter.title)

    def spelled(self, content: Content) -> Content:
        """Words of the library in the spelling of the deal; what a value says stays as it is."""
        return tuple(map(self._spelled, content))

    def _spelled(self, piece: Inline) -> Inline:
        match piece:
            case Text(text=text, path=""):
                return replace(piece, text=self.respell(text))
            case Reference(title=title):
                return replace(piece, title=self.respell(title))
        return piece

    @cached_property
    def topics(self) -> Mapping[str, str]:
        """The heading over each clause in the recipe of the document; one for all that stand in schedules."""
        return {name: self.respell(topic) for name, topic in self._topics()}

    def _topics(self) -> Iterator[tuple[str, str]]:
        for part in self.made.selection.recipe.parts:
            schedule = part.numbering == "schedule"
            topic = "Schedules" if schedule else part.title
            for slot in part.clauses:
                topic = slot.heading if slot.heading and not schedule else topic
                yield from ((name, topic) for name in slot.clauses if name in self.picks)


def quoted(words: str, clause: Clause) -> Content:
    """Words of the library that are shown as such, as a value and not as a sentence of the document; empty for none."""
    return (Text(words, path=f"library.{clause.id}"),) if words else ()


def closed(content: Content) -> Content:
    """The content with its blanks as plain words, where nothing is to be filled in."""
    return tuple(Text(f"[{piece.label}]", path=piece.path) if isinstance(piece, Blank) else piece for piece in content)
