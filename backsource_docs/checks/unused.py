"""A defined term is never used

A definition without a use invites the question what it was for: a clause that fell out, or a clause that should have
used the term and does not. The list of definitions shows only terms that are used; a term that a clause defines in its
own text must be used there or elsewhere.

Bad:
    The Supplier shall appoint a manager for the Exit (the “Transition Lead”).

Good:
    The Supplier shall appoint a manager for the Exit (the “Transition Lead”). The Transition Lead shall attend every
    meeting of the Exit Committee.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "DT02"


def find(bundle: Bundle, readings: Sequence[Reading]) -> Iterator[Finding]:
    """Terms that a document defines and uses nowhere outside their own definition."""
    for reading in readings:
        used = set(reading.vocabulary.uses_outside_definitions())
        for defined in reading.vocabulary.defined:
            if defined.term not in used:
                message = f"{reading.title} defines “{defined.term}” and never uses it."
                remedy = "Use the term where it is meant, or delete the definition."
                yield reading.found(CODE, Severity.WARNING, message, defined.passage, remedy)
