"""Recipe and deal make a selection: which clauses are in, at which position, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backsource_docs.deal.deal import ClauseChoice
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import failing
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.clause import Clause
from backsource_docs.library.recipes import Recipe, RecipePart, Slot
from backsource_docs.library.store import Library

__all__ = ["Pick", "Selection", "Skip", "select"]


@dataclass(frozen=True, slots=True)
class Pick:
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


@dataclass(frozen=True, slots=True)
class Skip:
    """A clause that the recipe names and that is out, and why."""

    id: str
    title: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Selection:
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
    findings = (*selector.findings, *_unknown_choices(file, library))
    return Selection(recipe, selector.picks, selector.skips), findings


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
        if out:
            self.skips[name] = Skip(name, clause.matter.title, *out)
            return False
        self.picks[name] = self.pick(part, slot, clause)
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
        return f"“{fact.says}” {said}", self.file.place(fact.path.split("[]")[0])

    def pick(self, part: RecipePart, slot: Slot, clause: Clause) -> Pick:
        facts = [fact for name in clause.matter.when.facts if (fact := self.library.facts.get(name))]
        reason = f"the recipe {self.recipe.id} asks for it"
        if facts:
            reason += " and " + ", ".join(f"“{fact.says}”" for fact in facts) + " fits"
        place = self.file.place(facts[0].path.split("[]")[0]) if facts else self.file.place("documents")
        position, why = self.wanted_position(slot, clause)
        return Pick(clause, self.available_position(clause, position), part.id, reason, why, place)

    def wanted_position(self, slot: Slot, clause: Clause) -> tuple[str, str]:
        positions = self.file.deal.position
        choice = self.choice(clause)
        if slot.position:
            return slot.position, f"set by the recipe: {slot.because}"
        if choice and choice.position:
            because = f": {choice.because}" if choice.because else ""
            return choice.position, self.cited(f"position.clauses.{clause.id}") + because
        if clause.matter.family in positions.families:
            return positions.families[clause.matter.family], self.cited(f"position.families.{clause.matter.family}")
        if self.position:
            return self.position, "set on the command line"
        return positions.overall, self.cited("position.overall")

    def cited(self, path: str) -> str:
        return f"{path} in {self.file.place(path)}" if self.file.states(path) else f"the default of {path}"

    def available_position(self, clause: Clause, wanted: str) -> str:
        """The wanted position, the one text of a clause that has but one, or the next in the order of fallback."""
        if wanted in clause.positions:
            return wanted
        if len(clause.positions) == 1:
            return clause.positions[0]
        order = [position for position in clause.matter.fallback if position in clause.positions]
        found = order[0] if order else clause.positions[0]
        message = f"The clause {clause.id} has no {wanted} position; its {found} position is used."
        self.report("SL03", Severity.WARNING, message, clause.place, "Write the text, or choose another position.")
        return found

    def choice(self, clause: Clause) -> ClauseChoice | None:
        return self.file.deal.position.clauses.get(clause.id)

    def report(self, code: str, severity: Severity, message: str, place: Place, remedy: str) -> None:
        self.findings.append(Finding(code, severity, message, place, remedy))


def _unknown_choices(file: DealFile, library: Library) -> Iterator[Finding]:
    """Positions that the deal states for clauses or families that do not exist."""
    import difflib

    families = sorted({path.parent.name for path in library.files.values()})
    known = {"clauses": sorted(library.files), "families": families}
    for group, names in known.items():
        for name in getattr(file.deal.position, group):
            if name not in names:
                close = difflib.get_close_matches(name, names, 1)
                remedy = f"Did you mean {close[0]}?" if close else "See bsdocs clauses list."
                place = file.source.place(("position", group, name))
                message = f"position.{group}.{name}: there is nothing of that name in the library."
                yield Finding("SL04", Severity.ERROR, message, place, remedy)
    for name, choice in file.deal.position.clauses.items():
        clause = library.clause(name)
        if clause:
            yield from _unknown_parameters(clause, choice, file)


def _unknown_parameters(clause: Clause, choice: ClauseChoice, file: DealFile) -> Iterator[Finding]:
    """Parameters that the deal states and the clause does not have."""
    import difflib

    known = list(clause.matter.parameters)
    for name in choice.parameters:
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            listed = f"Parameters are {', '.join(known)}." if known else "The clause has none."
            place = file.source.place(("position", "clauses", clause.id, "parameters", name))
            message = f"position.clauses.{clause.id}.parameters.{name}: the clause has no such parameter."
            remedy = f"Did you mean {close[0]}?" if close else listed
            yield Finding("SL04", Severity.ERROR, message, place, remedy)
