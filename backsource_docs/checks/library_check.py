"""The library's own check: every file readable, every name known, every position complete and different."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec.structs import replace

from backsource_docs.checks.library_guidance import wrong_guidance
from backsource_docs.checks.library_lines import wrong_lines
from backsource_docs.checks.requirement_check import facts_of_requirements, unknown_in_recipes, wrong_requirements
from backsource_docs.checks.translating import wrong_translation
from backsource_docs.communicating.messages import facts_of_messages
from backsource_docs.dates.deadlines import facts_of_deadlines, wrong_deadlines
from backsource_docs.deal.deal import Deal
from backsource_docs.findings import Finding, Place, Severity, in_reading_order
from backsource_docs.library.clause import Clause
from backsource_docs.library.readiness import facts_of_readiness, wrong_names
from backsource_docs.library.recipes import Recipe
from backsource_docs.library.store import Library
from backsource_docs.modelling import field_at
from backsource_docs.notices.kinds import facts_of_kinds, wrong_kinds
from backsource_docs.planning.further_tables import facts_of_further_tables
from backsource_docs.planning.listings import listed_facts
from backsource_docs.planning.tasks import phases_of
from backsource_docs.tree import (
    Block,
    Bullet,
    Content,
    Field,
    Inline,
    Limb,
    Paragraph,
    Reference,
    Term,
    inlines_of,
    plain,
    walk,
)

__all__ = ["check_library"]

LAWS = ("england-and-wales", "new-york", "germany", "ireland")
COMPUTED = ("exit.", "stakeholder.", "letter.", "news.", "document.", "notice.")
MAXIMUM_FRONT_MATTER = 60
_WORD = re.compile(r"\w+")


def check_library(library: Library) -> tuple[Finding, ...]:
    """Reads every file of the library and reports what is wrong in it, in the order of the files."""
    recipes = [recipe for name in library.recipes if (recipe := library.recipe(name))]
    inspection = _Inspection(library, recipes)
    clauses = (clause for kind in library.kinds for clause in library.clauses(kind))
    findings = [finding for clause in clauses for finding in inspection.of(clause)]
    findings += inspection.of_recipes()
    findings += inspection.of_plan()
    findings += inspection.of_facts()
    return in_reading_order([*library.findings, *findings])


class _Inspection:
    """What the whole library knows, and which facts its clauses have used."""

    def __init__(self, library: Library, recipes: list[Recipe]) -> None:
        self.library = library
        self.recipes = recipes
        self.schedules = {part.id: part.title for recipe in recipes for part in recipe.parts}
        self.figures = {law: {figure.name for figure in library.figures(law)} for law in LAWS}
        self.used: set[str] = {fact for recipe in recipes for fact in recipe.when}
        self.used |= facts_of_requirements(library)

    def of(self, clause: Clause) -> Iterator[Finding]:
        yield from self.front_matter(clause)
        texts: dict[str, tuple[Block, ...]] = {}
        for position in clause.positions:
            texts[position], findings = clause.body(position)
            yield from findings
            yield from _in_its_file(self.text(clause, position, texts[position]), clause, position)
        pieces = {position: _pieces(blocks) for position, blocks in texts.items()}
        every = [piece for found in pieces.values() for piece in found]
        yield from self.parameters(clause, every)
        yield from _positions(clause, pieces)
        yield from _introduced(clause, every)
        yield from wrong_requirements(clause, self.library)
        yield from wrong_lines(clause, texts, self.library.facts)
        yield from wrong_guidance(clause, self.library.facts)
        yield from wrong_translation(clause, self.library)

    def of_plan(self) -> Iterator[Finding]:
        """What is wrong in the tasks of the exit plan, and the facts that its tasks and tables use."""
        phases, findings = phases_of(self.library)
        yield from findings
        self.used.update(fact for phase in phases for entry in phase.tasks for fact in entry.when.facts)
        self.used.update(listed_facts(self.library))
        self.used |= facts_of_further_tables(self.recipes, self.library) | facts_of_readiness(self.library)
        yield from wrong_names(self.library, _is_deal_path)
        self.used |= facts_of_deadlines(self.library) | facts_of_messages(self.library)
        known = {name for figures in self.figures.values() for name in figures}
        yield from wrong_deadlines(self.library, known.__contains__)
        self.used |= facts_of_kinds(self.library)
        yield from wrong_kinds(self.library)

    def front_matter(self, clause: Clause) -> Iterator[Finding]:
        matter = clause.matter
        self.used.update(matter.when.facts)
        for fact in matter.when.facts:
            if fact not in self.library.facts:
                yield from self.fact(clause, fact, clause.places.place(("when",)).line)
        yield from self.laid_over(clause)
        for law in matter.laws:
            if law not in ("any", *LAWS):
                yield _error("LB09", clause, f"The law {law} is not known.", f"Laws are any, {', '.join(LAWS)}.")
        lines = clause.places.end.line - 1
        if lines > MAXIMUM_FRONT_MATTER:
            yield _error("LB10", clause, f"The front matter has {lines} lines.", "Move words into the texts.")

    def laid_over(self, clause: Clause) -> Iterator[Finding]:
        """What became of the text beneath and of the approval since the file was written."""
        if not clause.matter.based_on and self.library.beneath(clause.id):
            message = f"{clause.id} lies over a text of the same name and does not say which one it was written for."
            remedy = f"Record it: bsdocs clauses rebase {clause.id} --library …"
            yield Finding("LB32", Severity.WARNING, message, clause.place, remedy)
        approved = clause.matter.approved
        if approved and clause.approval == "approval lapsed":
            message = f"{clause.id}: approval lapsed; the text was changed after {approved.by} approved it"
            message += f" on {approved.date}."
            remedy = f"Have it approved anew: bsdocs clauses approve {clause.id} --by NAME"
            yield Finding("LB33", Severity.WARNING, message, clause.places.place(("approved",)), remedy)

    def fact(self, clause: Clause, name: str, line: int) -> Iterator[Finding]:
        if name not in self.library.facts:
            message = f"The fact {name} is not in facts.yaml."
            yield Finding("LB11", Severity.ERROR, message, Place(clause.file, line), "Declare it or correct the name.")

    def text(self, clause: Clause, position: str, blocks: tuple[Block, ...]) -> Iterator[Finding]:
        if not blocks:
            yield _error("LB12", clause, f"The {position} text is empty.", "Write it or delete the heading.")
        for block in walk(blocks):
            line = block.line if isinstance(block, Limb) else 0
            for fact in _conditions(block):
                self.used.add(fact)
                yield from self.fact(clause, fact, line)
            for piece in inlines_of(block):
                if isinstance(piece, Reference):
                    yield from self.reference(clause, piece)
                elif isinstance(piece, Field):
                    yield from self.field(clause, piece)

    def reference(self, clause: Clause, reference: Reference) -> Iterator[Finding]:
        target, _, anchor = reference.target.partition("#")
        place = Place(clause.file, reference.line)
        if target in self.schedules:
            yield from _title(place, reference, self.schedules[target])
            return
        found = self.library.clause(target)
        if found is None:
            message = f"The reference to {target} leads nowhere."
            yield Finding("LB13", Severity.ERROR, message, place, "Name a clause or a schedule of the library.")
            return
        yield from _title(place, reference, found.matter.title)
        if anchor:
            yield from _anchor(place, found, anchor)

    def field(self, clause: Clause, piece: Field) -> Iterator[Finding]:
        name = piece.name
        if name in clause.matter.parameters or name.startswith(COMPUTED) or _is_deal_path(name):
            return
        figure = name.removeprefix("figures.")
        if figure != name and any(figure in names for names in self.figures.values()):
            return
        message = f"{{{{ {name} }}}} is neither a parameter of {clause.id} nor a field of the deal."
        place = Place(clause.file, piece.line)
        yield Finding("LB06", Severity.ERROR, message, place, "Declare it or correct the name.")

    def parameters(self, clause: Clause, pieces: Sequence[Inline]) -> Iterator[Finding]:
        asked = {piece.name for piece in pieces if isinstance(piece, Field)}
        for name, parameter in clause.matter.parameters.items():
            if name not in asked:
                yield _error("LB14", clause, f"The parameter {name} is never used.", "Use it or delete it.")
            if parameter.deal and not _is_deal_path(parameter.deal):
                message = f"The parameter {name} is set by {parameter.deal}, which no deal has."
                yield _error("LB06", clause, message, "Correct the path.")

    def of_recipes(self) -> Iterator[Finding]:
        yield from unknown_in_recipes(self.recipes, self.library)
        for recipe in self.recipes:
            place = Place(f"templates/documents/{recipe.id}.yaml")
            for slot in recipe.slots:
                for name in slot.clauses:
                    if self.library.clause(name) is None:
                        message = f"The recipe {recipe.id} names the clause {name}, which the library lacks."
                        yield Finding("SL01", Severity.ERROR, message, place, "Write it or take it out.")

    def of_facts(self) -> Iterator[Finding]:
        for name, fact in self.library.facts.items():
            place = Place("clause_library/facts.yaml")
            if name not in self.used:
                message = f"The fact {name} is never used."
                yield Finding("LB15", Severity.WARNING, message, place, "Use it or delete it.")
            if not _is_deal_path(fact.path.replace("[]", "")):
                message = f"The fact {name} looks at {fact.path}, which no deal has."
                yield Finding("LB06", Severity.ERROR, message, place, "Correct the path.")


def _in_its_file(findings: Iterable[Finding], clause: Clause, position: str) -> Iterator[Finding]:
    """The findings with the file that the text of the position stands in."""
    file = clause.file_of(position)
    for finding in findings:
        elsewhere = finding.place.file == clause.file != file
        yield replace(finding, place=replace(finding.place, file=file)) if elsewhere else finding


def _error(code: str, clause: Clause, message: str, remedy: str) -> Finding:
    return Finding(code, Severity.ERROR, message, clause.place, remedy)


def _conditions(block: Block) -> Iterator[str]:
    if isinstance(block, Limb | Paragraph | Bullet):
        yield from filter(None, (block.when, block.unless))


def _is_deal_path(path: str) -> bool:
    """Whether a deal has a field or a computed property at the dotted path."""
    *above, last = path.split(".")
    if field_at(Deal, (*above, last)):
        return True
    holder = field_at(Deal, tuple(above))
    kind = holder.annotation if holder else (Deal if not above else None)
    return isinstance(kind, type) and isinstance(getattr(kind, last, None), property)


def _title(place: Place, reference: Reference, title: str) -> Iterator[Finding]:
    if reference.title.replace("’", "'") != title:
        message = f"The reference to {reference.target} calls it {reference.title}; its title is {title}."
        yield Finding("LB16", Severity.ERROR, message, place, "Write the exact title.")


def _anchor(place: Place, clause: Clause, anchor: str) -> Iterator[Finding]:
    for position in clause.positions:
        blocks, _ = clause.body(position)
        if not any(isinstance(block, Limb) and block.anchor == anchor for block in walk(blocks)):
            message = f"{clause.id} has no limb named {anchor} in its {position} text."
            yield Finding("LB13", Severity.ERROR, message, place, "Name the limb in every position.")


def _pieces(blocks: tuple[Block, ...]) -> Content:
    return tuple(piece for block in walk(blocks) for piece in inlines_of(block))


def _positions(clause: Clause, texts: Mapping[str, Content]) -> Iterator[Finding]:
    if not texts:
        yield _error("LB12", clause, "The clause has no text.", "Write at least ## Balanced.")
    if len(texts) < 2:
        return
    matter = clause.matter
    if not matter.fallback:
        yield _error("LB17", clause, "The clause has positions but no order of fallback.", "Write fallback: [...].")
    if not clause.guidance:
        yield _error("LB17", clause, "A negotiated clause needs guidance.", "Write it under ## Guidance.")
    words = {position: _WORD.findall(plain(pieces)) for position, pieces in texts.items()}
    for one, other in combinations(texts, 2):
        if words[one] == words[other]:
            message = f"The {one} and the {other} text are the same."
            yield _error("LB18", clause, message, "Keep one balanced text, or let them differ in substance.")


def _introduced(clause: Clause, pieces: Sequence[Inline]) -> Iterator[Finding]:
    """Terms defined in the text and terms declared must be the same."""
    if clause.matter.kind != "clause":
        return
    defined = {piece.text for piece in pieces if isinstance(piece, Term)}
    for term in sorted(defined ^ set(clause.matter.introduces)):
        said = "is defined but not declared" if term in defined else "is declared but not defined"
        yield _error("LB19", clause, f"The term “{term}” {said}.", "Let introduces: list what the text defines.")
