"""A letter states a figure that is not public

Sums, savings, shares and numbers of posts are the first things that are quoted, and the last that are final, whether
they stand in figures or in words. None stands in a letter unless it has been published; then the letter names the
publication and not the figure.

Bad:
    effect: The change saves GBP 4 million and moves 118 people.

Good:
    effect: The service desk keeps its number and its hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.messages import guarded, unsaid, words_of
from backsource_docs.findings import Finding

__all__ = ["CODE", "find"]

CODE = "CM03"
_CURRENCY = r"(?:GBP|USD|EUR|CHF|PLN|[£$€])"
_FIGURE = r"(?<![\d.,])\d(?:[\d.,]*\d)?"
_NO_YEAR = r"(?!(?:19|20)\d\d\b)"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Sums, shares and numbers of people in letters to people."""
    remedy = "Take the figure out, or name the publication in which it stands."
    yield from unsaid(
        bundle,
        CODE,
        lambda language: _figures(bundle, language),
        lambda words: f"“{words}” is a figure of the deal, not of a letter.",
        remedy,
    )


def _figures(bundle: Bundle, language: str) -> re.Pattern[str]:
    """Sums, large numbers, shares and what is counted, in figures and in the words of a language."""
    scales = _one_of([*guarded(bundle, "scales", language), "m", "mn", "bn"])
    large = guarded(bundle, "numbers", language)
    words = _one_of([*large, *guarded(bundle, "small", language)])
    between = _one_of(guarded(bundle, "between", language))
    counted = _one_of([*words_of(bundle, "counted", language), "FTE", "FTEs"])
    further = rf"(?:[ -](?:{words}|{between}|{scales}))*"
    spelt = rf"\b{words}{further}"
    pieces = (
        rf"{_CURRENCY}\s?\d(?:[\d.,]*\d)?(?:\s?{scales}\b)?",
        rf"{_FIGURE}\s?(?:{scales}\s)?(?:€|EUR\b|GBP\b|USD\b|CHF\b|PLN\b|zł\b|%|per ?cent\b)",
        rf"{_FIGURE}\s?{scales}\b",
        rf"{spelt}[ -](?:{scales}|per ?cent)\b",
        rf"(?:{_NO_YEAR}{_FIGURE}|\b{_one_of(large)}{further})\s(?:{between}\s){{0,3}}{counted}\b",
        r"\bheadcount\b\D{0,30}\d+",
        r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d)",
    )
    return re.compile("|".join(pieces), re.IGNORECASE)


def _one_of(words: Iterable[str]) -> str:
    """A group for one of the words; it never matches for none."""
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})"
