"""What stands beside the texts of a clause fits them: the marks of its guidance, and where its lines are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backsource_docs.findings import Finding, Severity
from backsource_docs.library.clause import IN_A_LINE, Clause
from backsource_docs.library.summaries import CODE

__all__ = ["wrong_guidance"]

_UNREAD = ("{when=", "{unless=")


def wrong_guidance(clause: Clause, facts: Mapping[str, object]) -> Iterator[Finding]:
    """Marks of the guidance that no program reads, facts that nobody declared, and a place for lines that are not."""
    for advice in clause.advice:
        for fact in filter(None, (advice.when, advice.unless)):
            if fact not in facts:
                message, remedy = f"The fact {fact} is not in facts.yaml.", "Declare it or correct the name."
                yield Finding("LB11", Severity.ERROR, message, clause.place, remedy)
        if any(mark in advice.words for mark in _UNREAD):
            message = "A mark stands in the middle of a paragraph of the guidance."
            remedy = "Begin a paragraph of its own for that law and write the mark at its end."
            yield Finding("LB01", Severity.ERROR, message, clause.place, remedy)
    if clause.matter.in_a_line == "playbook" and IN_A_LINE not in clause.texts:
        message = f"{clause.id} says that its lines are for the playbook alone, and has none."
        yield Finding(CODE, Severity.ERROR, message, clause.place, "Write ## In a line, or delete in_a_line.")
