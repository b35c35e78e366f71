"""A letter states a figure that is not public

Sums, savings, shares and numbers of posts are the first things that are quoted, and the last that are final. None
stands in a letter unless it has been published; then the letter names the publication and not the figure.

Bad:
    effect: The change saves GBP 4 million and moves 118 people.

Good:
    effect: The service desk keeps its number and its hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.messages import unsaid
from backsource_docs.findings import Finding

__all__ = ["CODE", "find"]

CODE = "CM03"
_FIGURE = re.compile(
    r"\b(?:GBP|USD|EUR|CHF)\s?\d[\d,.]*\d|[£$€]\s?\d[\d,.]*|\b\d+(?:[.,]\d+)?\s?(?:%|per ?cent\b)"
    r"|\b\d[\d,]*\s(?:jobs|posts|people|employees|roles|colleagues|redundancies|layoffs)\b",
    re.IGNORECASE,
)


def find(bundle: Bundle) -> Iterator[Finding]:
    """Sums, shares and numbers of people in letters to people."""
    remedy = "Take the figure out, or name the publication in which it stands."
    yield from unsaid(
        bundle, CODE, _FIGURE, lambda words: f"“{words}” is a figure of the deal, not of a letter.", remedy
    )
