"""A final document has a clause that nobody approved, or that was changed since

A firm signs off its texts one by one: the front matter of a clause names who approved which version and the fingerprint
of its words. Where the words have changed since, the approval no longer covers them. This code appears only with
--final.

Bad:
    approved: {version: 1, by: A. Osei, date: "2026-11-23", text: 0f3a…} (and the text has a new sentence since)

Good:
    approved: {version: 2, by: A. Osei, date: "2026-12-01", text: 77c1…} (the fingerprint of the text as it is)
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.clause import Clause

__all__ = ["CODE", "find", "texts_in"]

CODE = "FI02"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Each clause and definition of the documents once, unless its present text is approved."""
    for clause in texts_in(bundle):
        approved = clause.matter.approved
        if approved is None:
            yield _finding(clause, "has not been approved.")
        elif clause.approval == "approval lapsed":
            changed = f"was changed after {approved.by} approved it on {approved.date}. Its approval lapsed."
            yield _finding(clause, changed)


def texts_in(bundle: Bundle) -> tuple[Clause, ...]:
    """The library's texts that stand in the documents, once each: clauses, sections, letters and definitions."""
    return tuple({clause.id: clause for reading in bundle.readings for clause in _used(reading)}.values())


def _used(reading: Reading) -> Iterator[Clause]:
    yield from (pick.clause for pick in reading.made.selection.picks.values())
    for home in dict.fromkeys(passage.home for passage in reading.passages if passage.entry):
        definition = reading.library.clause(home)
        if definition:
            yield definition


def _finding(clause: Clause, what: str) -> Finding:
    message = f"“{clause.matter.title}” ({clause.id}) {what}"
    command = f"bsdocs clauses approve {clause.id} --by NAME"
    remedy = f"Have it approved ({command}): its fingerprint is {clause.fingerprint}."
    return Finding(CODE, Severity.ERROR, message, clause.place, remedy)
