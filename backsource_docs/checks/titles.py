"""Two clauses have the same title

References name the clause: “clause 31 (Exit Plan)”. With two clauses of one title the reader must look up the number to
know which is meant, and after a renumbering nobody can tell.

Bad:
    12. Audit … 47. Audit

Good:
    12. Audit … 47. Audit at Exit
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.findings import Finding, Severity
from backsource_docs.tree import Clause, walk

__all__ = ["CODE", "find"]

CODE = "NU01"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Second clauses of one title in a document."""
    for reading in bundle.readings:
        seen: dict[str, str] = {}
        blocks = (block for part in reading.made.document.draft.parts for block in walk(part.blocks))
        for clause in (block for block in blocks if isinstance(block, Clause)):
            earlier = seen.setdefault(clause.title.casefold(), clause.key)
            if earlier != clause.key:
                message = f"{reading.title} has two clauses called “{clause.title}”: {earlier} and {clause.key}."
                place = reading.place_in(clause.key, 1)
                remedy = "Give one of them a title that says what is special."
                yield Finding(CODE, Severity.WARNING, message, place, remedy)
