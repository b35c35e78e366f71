"""A selection becomes a draft: conditions decided, values filled, tables built, definitions gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.acting import approver_for, order_of_fallback
from backsource_docs.drafting.defining import gathered, glossary
from backsource_docs.drafting.elsewhere import elsewhere
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.selecting import Pick, Selection
from backsource_docs.drafting.trimming import conditions_of, trimmed
from backsource_docs.drafting.wording import Respell
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.clause import Clause
from backsource_docs.library.recipes import RecipePart
from backsource_docs.library.store import Library
from backsource_docs.tree import (
    Block,
    Bullet,
    Contents,
    Draft,
    Execution,
    Inline,
    Limb,
    Number,
    Paragraph,
    Part,
    Reference,
    Signatory,
    Table,
    TableSlot,
    Term,
    Text,
    walk,
)
from backsource_docs.tree import (
    Clause as ClauseNode,
)

__all__ = ["Composer", "TableMaker"]

TableMaker = Callable[[Filler], Table]


class Composer(Struct, frozen=True):
    """Composes drafts for one deal; `tables` are the tables that texts may ask for, by name.

    `cited` are the numbers of the agreement that a plan or letter cites: empty where the agreement is not ours to
    number, None for a contract. References to the document's `own` clauses and parts stay live.
    `definitions` are those that the draft may print, by default all; `bridge` makes words of references that lead out
    of a document attached to an agreement.
    """

    file: DealFile
    library: Library
    holds: Mapping[str, bool]
    filler: Filler
    respell: Respell
    tables: Mapping[str, TableMaker]
    cited: Mapping[str, Number] | None = None
    own: frozenset[str] = frozenset()
    definitions: tuple[Clause, ...] = ()
    bridge: Callable[[tuple[Block, ...]], tuple[Block, ...]] = tuple
    findings: list[Finding] = field(default_factory=list)

    def draft(self, selection: Selection, cover: Mapping[str, Any]) -> Draft:
        """The draft of the selection; what is wrong is added to `findings`."""
        recipe = selection.recipe
        deal = self.file.deal
        parts = tuple(self._part(part, selection) for part in recipe.parts)
        parts = self._with_definitions(parts, recipe.definitions)
        notes = {name: self._notes(pick) for name, pick in selection.picks.items() if recipe.kind == "contract"}
        title, locale = self.respell(recipe.title), self.filler.locale
        return Draft(recipe.id, title, recipe.kind, recipe.style, locale, _filled(parts), notes, dict(cover), deal.page)

    def _part(self, part: RecipePart, selection: Selection) -> Part:
        blocks = tuple(self._part_blocks(part, selection))
        return Part(part.id, self.respell(part.title), part.numbering, blocks, part.new_page, part.landscape)

    def _part_blocks(self, part: RecipePart, selection: Selection) -> Iterator[Block]:
        for slot in part.clauses:
            if slot.heading:
                yield Paragraph((Text(self.respell(slot.heading)),), "part-heading")
            for name in slot.clauses:
                if name in selection.picks:
                    yield from self._clause(selection.picks[name], part)
        if part.insert == "contents":
            yield Contents()
        if part.insert == "execution":
            yield self._execution()

    def _clause(self, pick: Pick, part: RecipePart) -> Iterator[Block]:
        """The clause under its heading; in parts without clause numbers its blocks alone."""
        blocks = self.composed(pick.clause, pick.position, schedule=part.numbering == "schedule")
        if part.numbering in ("clauses", "schedule", "sections", "annex"):
            yield ClauseNode(pick.id, self.respell(pick.clause.matter.title), blocks)
        else:
            yield from blocks if part.numbering != "none" else map(_unnumbered, blocks)

    def composed(self, clause: Clause, position: str, *, schedule: bool = False) -> tuple[Block, ...]:
        """The text of a clause for this deal, keys and tables included."""
        blocks, findings = clause.body(position)
        self.findings.extend(findings)
        clause = clause.standing_in(position)
        self.findings.extend(self._undeclared(blocks, clause))
        spell = _in_schedule(self.respell) if schedule else self.respell
        return self.bridge(tuple(self._blocks(trimmed(blocks, self.holds), clause, clause.id, spell)))

    def _undeclared(self, blocks: tuple[Block, ...], clause: Clause) -> Iterator[Finding]:
        """Facts that the text asks for and no file declares; they count as not holding."""
        for block in walk(blocks):
            for name in conditions_of(block):
                if name not in self.holds:
                    message = f"The fact {name} is not in facts.yaml."
                    place = Place(clause.file, getattr(block, "line", 0))
                    yield Finding("LB11", Severity.ERROR, message, place, "Declare it or correct the name.")

    def _blocks(self, blocks: tuple[Block, ...], clause: Clause, key: str, spell: Respell) -> Iterator[Block]:
        count = 0
        for block in blocks:
            if isinstance(block, Limb):
                count += 1
                inner = f"{key}/{count}"
                children = tuple(self._blocks(block.children, clause, inner, spell))
                content = self._content(block.content, clause, spell)
                yield Limb(content, children, inner, block.anchor, line=block.line)
            elif isinstance(block, Paragraph):
                yield Paragraph(self._content(block.content, clause, spell), block.style)
            elif isinstance(block, Bullet):
                yield Bullet(self._content(block.content, clause, spell))
            elif isinstance(block, TableSlot):
                table = self._table(block, clause)
                if table:
                    yield table
            else:
                yield block

    def _content(self, content: tuple[Inline, ...], clause: Clause, spell: Respell) -> tuple[Inline, ...]:
        spelled = tuple([_spelled(piece, spell) for piece in content])
        cited = spelled if self.cited is None else tuple(self._cited(piece, self.cited, clause) for piece in spelled)
        return self.filler.filled(cited, clause)

    def _cited(self, piece: Inline, cited: Mapping[str, Number], clause: Clause) -> Inline:
        """In plans and letters, a reference to the agreement becomes the number that it has in this build."""
        if not isinstance(piece, Reference) or piece.target.split("#")[0] in self.own:
            return piece
        number = cited.get(piece.target)
        if number:
            return Text(_citation(number, cited), path=f"agreement.{piece.target}")
        if cited and self.file.deal.agreement.status == "new":
            message = f"{clause.id} cites {piece.title}, which is not in the agreement of this deal."
            self._report(
                "RF02", message, Place(clause.file, piece.line), "Make the words conditional on the same fact."
            )
        return elsewhere(piece, self.file.deal, self.library, self.respell)

    def _table(self, slot: TableSlot, clause: Clause) -> Table | None:
        maker = self.tables.get(slot.name)
        if maker is None:
            message = f"{clause.id} asks for the table {slot.name}, which does not exist."
            known = ", ".join(sorted(self.tables))
            self._report("LB08", message, Place(clause.file, slot.line), f"Tables are {known}.")
            return None
        return _spelled_table(maker(self.filler), self.respell)

    def _with_definitions(self, parts: tuple[Part, ...], home: str) -> tuple[Part, ...]:
        """The parts with the gathered definitions at the end of the clause that is their home."""
        clauses = [block for part in parts for block in part.blocks if isinstance(block, ClauseNode)]
        if not any(clause.key == home for clause in clauses):
            return parts
        law = self.file.deal.law.governing
        available = self.definitions or self.library.clauses("definitions")
        known, findings = glossary(available, law, self.holds, self.respell)
        self.findings.extend(findings)
        entries = gathered(clauses, known, self._definition)
        return tuple(
            replace(part, blocks=tuple(_extended(block, home, entries) for block in part.blocks)) for part in parts
        )

    def _definition(self, clause: Clause) -> tuple[Block, ...]:
        wanted = self.file.deal.position.overall
        position = wanted if wanted in clause.positions else clause.positions[0]
        return self.composed(clause, position)

    def _execution(self) -> Execution:
        deal = self.file.deal
        signatories = tuple(
            Signatory(party.name, role, tuple((person.name or "", person.title or "") for person in party.signatories))
            for party, role in ((deal.customer, "Customer"), (deal.supplier, "Supplier"))
        )
        return Execution(deal.law.governing, signatories)

    def _notes(self, pick: Pick) -> tuple[str, ...]:
        """The internal drafting note of a clause: which text this is and why, then the guidance."""
        note = [f"{pick.id} v{pick.clause.version}, {pick.position} position ({pick.position_reason})."]
        if len(pick.clause.positions) > 1:
            side = self.file.deal.acting_for
            order = ", then ".join(order_of_fallback(pick.clause, side))
            note.append(f"Order of fallback: {order}. Beyond that: {approver_for(pick.clause, side)}.")
        return (*note, *(self.respell(advice.words) for advice in pick.clause.advice if advice.holds(self.holds)))

    def _report(self, code: str, message: str, place: Place, remedy: str) -> None:
        self.findings.append(Finding(code, Severity.ERROR, message, place, remedy))


def _filled(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts that hold anything; a schedule whose clauses all fell out goes too."""
    return tuple(part for part in parts if part.blocks)


def _unnumbered(block: Block) -> Block:
    """Where nothing is numbered, a limb without limbs of its own is a paragraph."""
    return Paragraph(block.content) if isinstance(block, Limb) and not block.children else block


def _extended(block: Block, home: str, entries: tuple[Block, ...]) -> Block:
    if isinstance(block, ClauseNode) and block.key == home:
        return replace(block, blocks=(*block.blocks, *entries))
    return block


def _spelled(piece: Inline, spell: Respell) -> Inline:
    if isinstance(piece, Text):
        spelled = piece.text if piece.path else spell(piece.text)
        return piece if spelled is piece.text else Text(spelled, piece.strong, piece.emphasis)
    if isinstance(piece, Term):
        return Term(spell(piece.text))
    if isinstance(piece, Reference):
        return Reference(piece.target, spell(piece.title), piece.line)
    return piece


def _citation(number: Number, numbers: Mapping[str, Number]) -> str:
    """How another document cites a clause of the agreement: "paragraph 2 (Exit Plan) of Schedule 5".

    The name of its document, which a number may end with, stays last: "paragraph 2 (Exit Plan) of the Exit Schedule".
    """
    schedule = numbers.get(number.within)
    within = f" of Schedule {schedule.label}" if schedule else ""
    label, of, name = number.label.partition(" of ")
    return f"{number.word} {label} ({number.title}){of}{name}{within}"


def _spelled_table(table: Table, spell: Respell) -> Table:
    columns = tuple(replace(column, title=spell(column.title)) for column in table.columns)
    rows = tuple(
        replace(row, cells=tuple([tuple([_spelled(piece, spell) for piece in cell]) for cell in row.cells]))
        for row in table.rows
    )
    return replace(table, caption=spell(table.caption), columns=columns, rows=rows)


def _in_schedule(spell: Respell) -> Respell:
    """A clause that stands in a schedule calls itself a paragraph."""
    return lambda text: spell(text.replace("this clause", "this paragraph").replace("This clause", "This paragraph"))
