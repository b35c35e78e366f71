"""One pattern for many phrases, and one finding for a phrase that a file has many times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backsource_docs.checks.frame import Reading
from backsource_docs.checks.passages import Passage
from backsource_docs.drafting.terms import either_of

__all__ = ["any_of", "by_place", "found_in", "places", "series"]


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for whole phrases, the longest first; it never matches for no phrases."""
    either = either_of(phrases)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])" if either else r"(?!)")


def found_in(reading: Reading, phrases: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The whole phrases, the longest first, in the words of a document in small letters, with their offsets."""
    either = either_of(phrases)
    # The letter before a phrase is no assertion but part of what is found: so the search skips the inside of words.
    # A line end is set before the words, so that this letter has the offset of the phrase itself.
    pattern = re.compile(rf"[^\w-]({either})(?![\w-])" if either else r"(?!)()")
    return ((match[1], match.start()) for match in pattern.finditer(f"\n{reading.lowered}"))


def by_place(reading: Reading, found: Iterable[tuple[str, int]]) -> Iterator[tuple[str, Passage, int]]:
    """Each thing found (words and offset) once for each file: the words, the first passage, how often."""
    first: dict[tuple[str, str], Passage] = {}
    count: dict[tuple[str, str], int] = {}
    for words, offset in found:
        passage = reading.passage_at(offset)
        key = (words, passage.home)
        first.setdefault(key, passage)
        count[key] = count.get(key, 0) + 1
    for (words, home), passage in first.items():
        yield words, passage, count[words, home]


def places(count: int) -> str:
    """How often: once, in 3 places."""
    return "once" if count == 1 else f"in {count} places"


def series(words: Iterable[str]) -> str:
    """Words as a list in a sentence: a; a and b; a, b and c."""
    listed = list(words)
    return f"{', '.join(listed[:-1])} and {listed[-1]}" if len(listed) > 1 else "".join(listed)
