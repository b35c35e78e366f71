"""A reference leads to a clause that is out, or to a place that the chosen position lacks

The printed document would have a hole where the number should stand. A clause drops out because of a fact of the deal
or because the deal leaves it out; a named limb may be missing because another position of the clause was chosen.

Bad:
    1. The Supplier shall keep the Assigned Employees in place under [Staff transfer](stf-automatic-transfer.md).
       (In a deal without staff, that clause is out.)

Good:
    1. The Supplier shall keep the Assigned Employees in place under [Staff transfer](stf-automatic-transfer.md).
       {when=staff_in_scope}
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.passages import Passage
from backsource_docs.findings import Finding, Severity
from backsource_docs.tree import Reference

__all__ = ["CODE", "find"]

CODE = "RF01"


def find(bundle: Bundle) -> Iterator[Finding]:
    """References without a number in their document."""
    for reading in bundle.readings:
        numbers = reading.made.document.numbers
        for passage in reading.passages:
            for piece in passage.content:
                if isinstance(piece, Reference) and piece.target not in numbers:
                    yield _finding(reading, passage, piece)


def _finding(reading: Reading, passage: Passage, reference: Reference) -> Finding:
    source = reading.title_of(passage.home) if passage.home else reading.title
    message = f"“{source}” refers to {_missing(reading, reference)}"
    remedy = "Put these words under the same condition, or name the limb in every position."
    return Finding(CODE, Severity.ERROR, message, reading.place_in(passage.home, reference.line), remedy)


def _missing(reading: Reading, reference: Reference) -> str:
    """What is missing, with the reason where the selection knows one."""
    target, _, anchor = reference.target.partition("#")
    title = reference.title or reading.title_of(target)
    selection = reading.made.selection
    if target in reading.made.document.numbers:
        pick = selection.picks.get(target)
        chosen = f", of which the {pick.position} text is chosen" if pick else ""
        return f"the limb {anchor} of “{title}”{chosen}; this draft has no such limb."
    if target in selection.skips:
        return f"“{title}”, which is out: {selection.skips[target].reason}."
    return f"“{title}” ({target}), which {reading.title} does not have."
