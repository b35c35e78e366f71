"""A word that our style replaces

Old lawyers' words, doublets and vague times cost the reader effort and give nothing back. The words and what to write
instead stand in clause_library/wording/style.yaml; a firm's own library may bring its own list. Values from the deal
are never judged, nor is a sentence that has the word between quotation marks.

Bad:
    The Supplier shall forthwith return any and all Customer Data.

Good:
    The Supplier shall return all Customer Data within 5 Business Days after receipt of the request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.passages import Passage
from backsource_docs.checks.phrases import by_place, found_in, places
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "WD01"


def find(bundle: Bundle, readings: Sequence[Reading]) -> Iterator[Finding]:
    """Phrases of the style list in the library's own words."""
    instead = _instead(bundle)
    for reading in readings:
        found = found_in(reading, instead)
        meant = ((phrase, offset) for phrase, offset in found if not _spoken_of(reading.passage_at(offset), phrase))
        for phrase, passage, count in by_place(reading, meant):
            message = f"“{phrase}” stands here {places(count)}."
            yield reading.found(CODE, Severity.WARNING, message, passage, f"Write {instead[phrase]}.")


def _spoken_of(passage: Passage, phrase: str) -> bool:
    """A passage that has the word between quotation marks says what it means and does not use it."""
    return f"“{phrase.partition(' ')[0]}”" in passage.own


def _instead(bundle: Bundle) -> Mapping[str, str]:
    """For each phrase, in small letters and with typographic apostrophes, what to write instead."""
    data = bundle.wording("style").data
    return {phrase.lower().replace("'", "’"): said for phrase, said in data.items() if isinstance(said, str)}
