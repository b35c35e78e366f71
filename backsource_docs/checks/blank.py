"""A value is still open

What the deal does not say stands in the documents as a visible blank, [● label]. That is right in a draft; the list of
blanks is the list of what to ask the client next. A final build refuses them (FI01).

Bad:
    supplier: {name: Corvane Limited}

Good:
    supplier: {name: Corvane Limited, address: "3 Foundry Wharf, Reading RG1 8LS"}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle, blanks_in
from backsource_docs.checks.phrases import series
from backsource_docs.checks.remedy import is_one_value, place_of, remedy_for
from backsource_docs.findings import Finding, Severity
from backsource_docs.tree import Blank

__all__ = ["CODE", "find", "open_values"]

CODE = "BL01"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Each open value once, with the number of its blanks in each document."""
    for blank, where in open_values(bundle):
        label = blank.label or "A value"
        message = f"{label[0].upper()}{label[1:]} is open: {where}."
        yield Finding(CODE, Severity.INFO, message, place_of(bundle, blank), remedy_for(bundle, blank))


def open_values(bundle: Bundle) -> Iterator[tuple[Blank, str]]:
    """A blank for each open value, and where it stands: "3 blanks in Exit Plan"."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    first: dict[tuple[str, str], Blank] = {}
    for made in bundle.made:
        for blank in blanks_in(made.document):
            name = (blank.path or blank.label, "" if is_one_value(blank, bundle.file) else blank.label)
            first.setdefault(name, blank)
            counts.setdefault(name, Counter())[made.document.draft.title] += 1
    for name, blank in first.items():
        counted = (f"{count} blank{'s' * (count != 1)} in {title}" for title, count in counts[name].items())
        yield blank, series(counted)
