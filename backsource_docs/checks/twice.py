"""A term is defined twice

Two definitions of one term are two contracts: which of them counts is what the parties will argue about. Define a term
once, in the list of definitions or in the clause that needs it, and refer to it from everywhere else.

Bad:
    In the list: “Exit Plan”: the plan that the Supplier prepares for each Exit.
    In a clause: The Supplier shall deliver a plan for the return of the Services (the “Exit Plan”).

Good:
    In the list: “Exit Plan”: the plan that the Supplier prepares for each Exit.
    In a clause: The Supplier shall deliver the Exit Plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.vocabulary import Defined
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "DT03"
_REMEDY = "Keep one definition, and use the term in the other place."


def find(bundle: Bundle, readings: Sequence[Reading]) -> Iterator[Finding]:
    """Second definitions in a document, and definitions in a clause of a term that the library's list has too."""
    for reading in readings:
        first: dict[str, Defined] = {}
        for defined in reading.vocabulary.defined:
            earlier = first.setdefault(defined.term, defined)
            if earlier is not defined:
                yield _second(reading, defined, _where(reading, earlier))
            elif not defined.listed and defined.term in bundle.glossary.entries:
                yield _second(reading, defined, f"in {bundle.glossary.entries[defined.term].file}")


def _second(reading: Reading, defined: Defined, elsewhere: str) -> Finding:
    message = f"“{defined.term}” is defined here and {elsewhere}."
    return reading.found(CODE, Severity.ERROR, message, defined.passage, _REMEDY)


def _where(reading: Reading, defined: Defined) -> str:
    if defined.listed:
        return "in the list of definitions"
    clause = defined.passage.clause
    return f"in {reading.title_of(clause)}" if clause else "in the opening of the document"
