"""How a derivation cites the agreement: by the numbers of this build, or by those of the agreement in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from backsource_docs.deal.deal import Deal
from backsource_docs.drafting.elsewhere import elsewhere
from backsource_docs.drafting.wording import Respell, respelling
from backsource_docs.library.store import Library
from backsource_docs.tree import Number, Reference, Text

__all__ = ["Citing"]


class Citing(Struct, frozen=True, dict=True):
    """Cites clauses of the agreement; `numbers` are those of the draft, empty where it is not ours to number."""

    deal: Deal
    library: Library
    numbers: Mapping[str, Number]

    def place(self, clause: str, limbs: Iterable[str] = ()) -> str:
        """ "clause 31.2", "paragraph 4 of Schedule 5"; the title alone where nobody has given a number."""
        targets = [f"{clause}#{limb}" for limb in limbs if f"{clause}#{limb}" in self.numbers]
        number = self.numbers.get(targets[0] if targets else clause)
        if number:
            schedule = self.numbers.get(number.within)
            return f"{number.word} {number.label}" + (f" of Schedule {schedule.label}" if schedule else "")
        return self._elsewhere(clause)

    @cached_property
    def _respell(self) -> Respell:
        return respelling(self.library, self.deal.locale)[0]

    def _elsewhere(self, clause: str) -> str:
        known = self.library.clause(clause)
        title = known.matter.title if known else clause
        piece = elsewhere(Reference(clause, title), self.deal, self.library, self._respell)
        if isinstance(piece, Text):
            return piece.text.removesuffix(f" ({title})")
        return f"the clause on {title}"
