"""Two clauses, or a clause and a schedule, have the same title

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
from backsource_docs.tree import Clause, Part, walk

__all__ = ["CODE", "find"]

CODE = "NU01"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Second clauses or parts of one title in a document."""
    for reading in bundle.readings:
        seen: dict[str, str] = {}
        for key, title in _titled(reading.made.document.draft.parts):
            earlier = seen.setdefault(title.casefold(), key)
            if earlier != key:
                message = f"{reading.title} has two headings called “{title}”: {earlier} and {key}."
                place = reading.place_in(key, 1)
                remedy = "Give one of them a title that says what is special."
                yield Finding(CODE, Severity.WARNING, message, place, remedy)


def _titled(parts: tuple[Part, ...]) -> Iterator[tuple[str, str]]:
    """Key and title of each part that has one, and of each clause; parts first, so that the clause is to blame."""
    yield from ((part.key, part.title) for part in parts if part.title)
    blocks = (block for part in parts for block in walk(part.blocks))
    yield from ((block.key, block.title) for block in blocks if isinstance(block, Clause))
