"""The number of a clause is typed instead of referred to

A typed number is right until a clause is added or dropped, and nobody is told when it becomes wrong. A reference is a
live field in Word and is checked here. Numbers of provisions of a statute are not meant, nor what the program writes
into the cells of tables.

Bad:
    as described in clause 5.2 and in Schedule 3

Good:
    as described in [Step-in](thr-step-in.md#trigger) and in [Governance](schedule-governance.md)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.passages import said
from backsource_docs.checks.phrases import by_place
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "RF03"
_TYPED = re.compile(
    r"[CcSsPpARr](?<!\w\w)"
    r"(?:lauses?|ub-?clauses?|aragraphs?|ections?|chedules?|nnex(?:es)?|ppend(?:ix|ices)|ecitals?)"
    r" (?:\d+[\d.]*(?:\([a-z]+\))*|[A-Z]\b|\([a-z]+\))"
)
_OF_STATUTE = re.compile(
    r"(?:[^.;\n]{0,60}?)\b(?:of|to|under|in)\b[^.;\n]{0,80}?\b(?:Acts?|Regulations?|Law|Code|Directive|Convention|Rules|Order)\b"
    r"|,? of (?:Title|the N)"
)


def find(bundle: Bundle, readings: Sequence[Reading]) -> Iterator[Finding]:
    """Words such as “clause 5.2” in the library's own text."""
    for reading in readings:
        for words, passage, _ in by_place(reading, _typed(reading)):
            message = f"“{words}” is typed; the number will be wrong as soon as a clause moves."
            remedy = "Refer to it: [Title](id.md), or [Title](id.md#limb)."
            yield reading.found(CODE, Severity.WARNING, message, passage, remedy)


def _typed(reading: Reading) -> Iterator[tuple[str, int]]:
    for match in _TYPED.finditer(reading.words):
        passage = reading.passage_at(match.start())
        if not passage.cell and not passage.heading and not _OF_STATUTE.match(reading.words, match.end()):
            yield said(match[0]).rstrip("."), match.start()
