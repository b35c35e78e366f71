"""A mark of the workshop is left in the text

Braces, stars, square brackets and notes to oneself are for the people who draft. A reader who finds one wonders what
else was not finished. Brackets and quotation marks must come in pairs.

Bad:
    The Supplier shall deliver the plan within [30] days (TBC by {{ someone.

Good:
    The Supplier shall deliver the plan within 30 days after receipt of the Exit Notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.passages import Passage, said
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "LO01"
_REMEDY = "Finish the words, or take the mark out."
# Each pattern begins with a few possible letters, which lets the search skip everything else quickly.
_MARKS = (
    re.compile(r"[\[\]{}*`]+|--+"),
    re.compile(r"(?:TODO|FIXME|TB[ACD]|XX+)\b"),
    re.compile(r"[,;.:](?:(?<= [,;.])(?=\s)| ?[,;]|\.(?!\.))"),
)
_PAIRS = (("(", ")", "bracket"), ("“", "”", "quotation mark"))


def find(bundle: Bundle) -> Iterator[Finding]:
    """Marks of templates and notes, doubled punctuation, and brackets or quotation marks without a partner."""
    for reading in bundle.readings:
        for mark, offset in _marks(reading.words):
            message = f"“{mark}” is left over in “{_around(reading.words, offset)}”."
            yield reading.found(CODE, Severity.ERROR, message, reading.passage_at(offset), _REMEDY)
        for passage in reading.passages:
            for mark in _lonely(passage):
                message = f"{mark} has no partner in “{_short(said(passage.own))}”."
                yield reading.found(CODE, Severity.ERROR, message, passage, "Close the pair, or take the mark out.")


def _marks(words: str) -> Iterator[tuple[str, int]]:
    for pattern in _MARKS:
        yield from ((match[0].strip(), match.start()) for match in pattern.finditer(words))


def _lonely(passage: Passage) -> Iterator[str]:
    for opening, closing, name in _PAIRS:
        if opening in passage.own or closing in passage.own:
            depth = _depth(passage.own, opening, closing)
            if depth:
                yield f"An opening {name}" if depth > 0 else f"A closing {name}"


def _depth(text: str, opening: str, closing: str) -> int:
    """How many marks stay open at the end; less than 0 where one closes that nobody opened."""
    depth = 0
    for letter in text:
        depth += (letter == opening) - (letter == closing)
        if depth < 0:
            break
    return depth


def _around(words: str, offset: int) -> str:
    start = words.rfind("\n", 0, offset) + 1
    end = words.find("\n", offset)
    line = words[start : end if end >= 0 else None]
    return said(line[max(0, offset - start - 30) : offset - start + 30])


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
