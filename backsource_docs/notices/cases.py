"""One notice under its clause: what every reason against it is weighed with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backsource_docs.deal.notices import Notice
from backsource_docs.findings import Finding, Severity
from backsource_docs.notices.asking import series
from backsource_docs.notices.days import Days
from backsource_docs.notices.kinds import Need

__all__ = ["Case"]

_EXAMPLES: Mapping[str, str] = {
    "functions": "functions: [Service desk]",
    "duty": "duty: the duty to …",
    "facts": "facts: [{day: YYYY-MM-DD, fact: what happened}]",
    "asks": "asks: what is asked for",
    "people": "people: who acts",
    "length": "length: 3 months",
    "enclosures": "enclosures: [the revised timetable]",
}


class Case(Days, frozen=True):
    """One notice, which the draft cites by `cited`."""

    cited: str

    def refusal(self, code: str, message: str, key: str, remedy: str, *, valid: bool = False) -> Finding:
        """A reason against the notice at the line of a key; `valid` for one that leaves it valid."""
        severity = Severity.WARNING if valid else Severity.ERROR
        return Finding(code, severity, f"{self.kind.title}: {message}", self.asking.place(key), remedy)

    def clause_of(self, clause: str) -> str:
        """How the draft cites a clause; the one that gives the right where none is named."""
        return self.rows.citing.place(clause) if clause else self.cited

    def at(self, clause: str) -> str:
        """The position of a clause, of the one that gives the right where none is named."""
        return self.position(clause or self.kind.clause)

    def named(self, needs: Sequence[Need]) -> str:
        """The fields of the notice in words: "the duty that was broken and the dated facts"."""
        return series([self.kind.words.get(need) or f"the {Notice.model_fields[need].title}" for need in needs])

    def example(self, needs: Sequence[Need]) -> str:
        """How the fields are written: "duty: the duty to …, asks: the Assets chosen"."""
        return ", ".join(
            f"{need}: {self.kind.words[need]}"
            if need in ("asks", "people") and need in self.kind.words
            else _EXAMPLES[need]
            for need in needs
        )

    @property
    def entry(self) -> str:
        """Where in the deal the notice stands, or what to write so that it stands there."""
        return self.asking.path if self.asking.number else f"an entry under notices with kind: {self.kind.id}"
