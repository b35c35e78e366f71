"""Recipe and deal make a selection: which clauses are in, at which position, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from backsource_docs.deal.deal import ClauseChoice
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import failing
from backsource_docs.drafting.trimming import conditions_of, trimmed
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.clause import Clause
from backsource_docs.library.recipes import Recipe, RecipePart, Slot
from backsource_docs.library.store import Library

__all__ = ["ONE_TEXT", "Pick", "Selection", "Skip", "select"]

# Cheap marks of a text, so that only one that may fall whole is parsed here: where its pieces begin, and a condition.
_PIECE = re.compile(r"^(?=1\. )|\n\s*\n", re.MULTILINE)
_CONDITION = re.compile(r"\b(?:when|unless)=")

ONE_TEXT = "the clause has one text"


class Pick(Struct, frozen=True):
    """A clause that is in: its position, the part it stands in, and the reasons with the lines they come from."""

    clause: Clause
    position: str
    part: str
    reason: str
    position_reason: str
    place: Place

    @property
    def id(self) -> str:
        return self.clause.id


class Skip(Struct, frozen=True):
    """A clause that the recipe names and that is out, and why."""

    id: str
    title: str
    reason: str
    place: Place


class Selection(Struct, frozen=True):
    """What one recipe picks and skips for one deal."""

    recipe: Recipe
    picks: Mapping[str, Pick]
    skips: Mapping[str, Skip]


def select(
    recipe: Recipe, file: DealFile, library: Library, holds: Mapping[str, bool], position: str | None = None
) -> tuple[Selection, tuple[Finding, ...]]:
    """Decides clause by clause; `position` overrides the deal's overall position, not what it says more narrowly."""
    selector = _Selector(recipe, file, library, holds, position)
    for part in recipe.parts:
        for slot in part.clauses:
            selector.fill(part, slot)
    return Selection(recipe, selector.picks, selector.skips), tuple(selector.findings)


class _Selector:
    """Collects picks, skips and findings while it goes through the slots of a recipe."""

    def __init__(
        self, recipe: Recipe, file: DealFile, library: Library, holds: Mapping[str, bool], position: str | None
    ) -> None:
        self.recipe = recipe
        self.file = file
        self.library = library
        self.holds = holds
        self.position = position
        self.picks: dict[str, Pick] = {}
        self.skips: dict[str, Skip] = {}
        self.findings: list[Finding] = []

    def fill(self, part: RecipePart, slot: Slot) -> None:
        taken = [name for name in slot.clauses if self.consider(part, slot, name)]
        if slot.one_of and len(taken) != 1:
            found = f"{' and '.join(taken)} fit" if taken else "none fits"
            message = f"The recipe {self.recipe.id} wants exactly one of {', '.join(slot.one_of)}, but {found}."
            self.report("SL02", Severity.ERROR, message, Place(), "Change the facts of the deal or the conditions.")

    def consider(self, part: RecipePart, slot: Slot, name: str) -> bool:
        clause = self.library.clause(name)
        if clause is None:
            message = f"The recipe {self.recipe.id} names the clause {name}, which the library lacks."
            self.report("SL01", Severity.ERROR, message, Place(), "Write the clause or take it out of the recipe.")
            return False
        out = self.why_out(clause)
        if not out:
            pick = self.pick(part, slot, clause)
            out = self.why_empty(pick)
        if out:
            self.skips[name] = Skip(name, clause.matter.title, *out)
            return False
        self.picks[name] = pick
        return True

    def why_out(self, clause: Clause) -> tuple[str, Place] | None:
        """The reason that keeps a clause out, with the line of the deal it comes from."""
        matter = clause.matter
        law = self.file.deal.law.governing
        choice = self.choice(clause)
        if choice and choice.leave_out:
            because = f": {choice.because}" if choice.because else ""
            return f"left out by the deal{because}", self.file.place(f"position.clauses.{clause.id}")
        if "any" not in matter.laws and law not in matter.laws:
            return f"written for {', '.join(matter.laws)}, not for {law}", self.file.place("law.governing")
        name = failing(matter.when, self.holds)
        if name is None:
            return None
        fact = self.library.facts.get(name)
        if fact is None:
            return f"it asks for {name}, which is not a fact of the library", clause.place
        said = "holds" if name in matter.when.none else "does not hold"
        return f"“{fact.says}” {said}", self.line_of(fact.key.split("[]")[0])

    def why_empty(self, pick: Pick) -> tuple[str, Place] | None:
        """The reason why a clause that fits has nothing to say: each piece of its text hangs on a fact that fails."""
        text = pick.clause.texts[pick.position].text
        if "=" not in text and text.strip():
            return None
        if not all(_CONDITION.search(piece) for piece in _PIECE.split(text) if piece.strip()):
            return None
        blocks, _ = pick.clause.body(pick.position)
        if not blocks or trimmed(blocks, self.holds):
            return None
        asked = (name for block in blocks for name in conditions_of(block))
        facts = [fact for name in asked if (fact := self.library.facts.get(name))]
        said = ", ".join(f"“{fact.says}”" for fact in facts)
        place = self.file.place(facts[0].key.split("[]")[0]) if facts else pick.clause.place
        return f"nothing of its {pick.position} text stays, which hangs on {said or 'other facts'}", place

    def pick(self, part: RecipePart, slot: Slot, clause: Clause) -> Pick:
        facts = [fact for name in clause.matter.when.facts if (fact := self.library.facts.get(name))]
        reason = f"the recipe {self.recipe.id} asks for it"
        if facts:
            reason += " and " + ", ".join(f"“{fact.says}”" for fact in facts) + " fits"
        place = self.line_of(facts[0].key.split("[]")[0] if facts else "documents")
        position, why = self.wanted_position(slot, clause)
        return Pick(clause, self.available_position(clause, position), part.id, reason, why, place)

    def wanted_position(self, slot: Slot, clause: Clause) -> tuple[str, str]:
        positions = self.file.deal.position
        choice = self.choice(clause)
        if slot.position:
            return slot.position, f"set by the recipe: {slot.because}"
        because = f": {choice.because}" if choice and choice.because else ""
        if len(clause.positions) == 1:
            return clause.positions[0], ONE_TEXT + because
        if choice and choice.position:
            return choice.position, self.cited(f"position.clauses.{clause.id}") + because
        if clause.matter.family in positions.families:
            return positions.families[clause.matter.family], self.cited(f"position.families.{clause.matter.family}")
        if self.position:
            return self.position, "set on the command line"
        return positions.overall, self.cited("position.overall")

    def line_of(self, path: str) -> Place:
        """The line that says it, or the group around it; the file alone where it says nothing of either."""
        place = self.file.place(path)
        return place if self.file.states(path.partition(".")[0]) else Place(place.file)

    def cited(self, path: str) -> str:
        return f"{path} in {self.file.place(path)}" if self.file.states(path) else f"the default of {path}"

    def available_position(self, clause: Clause, wanted: str) -> str:
        """The wanted position, or the next in the order of fallback."""
        if wanted in clause.positions:
            return wanted
        order = [position for position in clause.matter.fallback if position in clause.positions]
        found = order[0] if order else clause.positions[0]
        message = f"The clause {clause.id} has no {wanted} position; its {found} position is used."
        self.report("SL03", Severity.WARNING, message, clause.place, "Write the text, or choose another position.")
        return found

    def choice(self, clause: Clause) -> ClauseChoice | None:
        return self.file.deal.position.clauses.get(clause.id)

    def report(self, code: str, severity: Severity, message: str, place: Place, remedy: str) -> None:
        self.findings.append(Finding(code, severity, message, place, remedy))
