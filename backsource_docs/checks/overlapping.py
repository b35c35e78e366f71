"""Two terms differ only in a capital, a plural or a hyphen

“Subcontractor” and “Sub-contractor” look like one term to a reader and are two to a court. A term that begins another
one, as “Exit” begins “Exit Plan”, is fine: the longest term counts.

Bad:
    “Customer Data”: … and “Customer data”: …

Good:
    “Customer Data”: … and “Customer Materials”: …
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.vocabulary import Defined
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "DT04"


def find(bundle: Bundle, readings: Sequence[Reading]) -> Iterator[Finding]:
    """Pairs of different terms that are spelled alike but for case, plural, hyphens and spaces."""
    for reading in readings:
        alike: dict[str, Defined] = {}
        for defined in reading.vocabulary.defined:
            other = alike.setdefault(_core(defined.term), defined)
            if other.term != defined.term:
                message = f"The terms “{other.term}” and “{defined.term}” differ only in their spelling."
                remedy = "Make them one term, or choose names that a reader can tell apart."
                yield reading.found(CODE, Severity.WARNING, message, defined.passage, remedy)


def _core(term: str) -> str:
    words = [_singular(word) for word in term.casefold().split()]
    return re.sub(r"[\s’'-]", "", " ".join(words))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word if word.endswith("ss") else word.removesuffix("s")
