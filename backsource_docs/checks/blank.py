"""A value is still open

What the deal does not say stands in the documents as a visible blank, [● label]. That is right in a draft; the list of
blanks is the list of what to ask the client next. A final build refuses them (FI01).

Bad:
    supplier: {name: Corvane Limited}

Good:
    supplier: {name: Corvane Limited, address: "3 Foundry Wharf, Reading RG1 8LS"}
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle, blanks_in
from backsource_docs.checks.phrases import series
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.tree import Blank

__all__ = ["CODE", "find", "open_values", "place_of", "remedy_for"]

CODE = "BL01"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Each open value once, with the number of its blanks in each document."""
    for blank, where in open_values(bundle):
        label = blank.label or "A value"
        message = f"{label[0].upper()}{label[1:]} is open: {where}."
        yield Finding(CODE, Severity.INFO, message, place_of(bundle, blank), remedy_for(blank))


def open_values(bundle: Bundle) -> Iterator[tuple[Blank, str]]:
    """A blank for each open value, and where it stands: "3 blanks in Exit Plan"."""
    counts: dict[str, Counter[str]] = {}
    first: dict[str, Blank] = {}
    for made in bundle.made:
        for blank in blanks_in(made.document):
            name = blank.path or blank.label
            first.setdefault(name, blank)
            counts.setdefault(name, Counter())[made.document.draft.title] += 1
    for name, blank in first.items():
        counted = (f"{count} blank{'s' * (count != 1)} in {title}" for title, count in counts[name].items())
        yield blank, series(counted)


def place_of(bundle: Bundle, blank: Blank) -> Place:
    """Where the deal file would say it: the line of the nearest group that it has."""
    steps = re.findall(r"[^.\[\]]+", blank.path)
    source = bundle.file.source
    return source.place(tuple(int(step) - 1 if step.isdigit() else step for step in steps))


def remedy_for(blank: Blank) -> str:
    """What closes the blank."""
    if not blank.path:
        return "Give it in the deal, or fill it in before signing."
    if blank.path.startswith("exit."):
        return "It follows from dates of the exit that the deal does not give yet."
    if blank.path.startswith("agreement."):
        return "It is known once the agreement is built from this deal."
    return f"Give {blank.path} in the deal, or fill it in before signing."
