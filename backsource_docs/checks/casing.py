"""A defined term is written in the wrong case

“termination date” beside “Termination Date” makes the reader ask whether another date is meant. To keep false alarms
low, the rule looks only at terms of two words and more, only in a clause (or an entry of the list of definitions) that
also uses the term in its right case, never in headings (nor in the words that open a limb as its heading), in values
from the deal, in letters or in documents that speak about an agreement, and not within the definition of the term
itself.

Bad:
    The Supplier shall continue until the Termination Date and return the assets after the termination date.

Good:
    The Supplier shall continue until the Termination Date and return the assets after the Termination Date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.passages import Passage
from backsource_docs.checks.phrases import by_place, found_in, places
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find"]

CODE = "DT05"


def find(bundle: Bundle, readings: Sequence[Reading]) -> Iterator[Finding]:
    """Terms of several words in small letters where the same clause writes them with their capitals."""
    for reading in readings:
        if reading.made.document.draft.kind != "letter" and not reading.made.selection.recipe.beside:
            yield from _in(reading)


def _in(reading: Reading) -> Iterator[Finding]:
    for form, passage, count in by_place(reading, _slips(reading)):
        term = reading.vocabulary.forms[form]
        message = f"The defined term “{term}” is written in small letters here ({places(count)})."
        remedy = f"Write {form}, or say it in other words if the term is not meant."
        yield reading.found(CODE, Severity.WARNING, message, passage, remedy)


def _slips(reading: Reading) -> Iterator[tuple[str, int]]:
    """The right form and the offset of each wrong one."""
    right = {form.lower(): form for form in reading.vocabulary.forms if " " in form}
    met = found_in(reading, right)
    slips = [(found, offset) for found, offset in met if _is_slip(reading, right[found], offset)]
    if not slips:
        return
    terms = {reading.vocabulary.forms[right[found]] for found, _ in slips}
    uses = (use for use in reading.vocabulary.uses if use.term in terms)
    used = {(_unit(reading.passage_at(use.start)), use.term) for use in uses}
    for found, offset in slips:
        passage = reading.passage_at(offset)
        term = reading.vocabulary.forms[right[found]]
        if not _is_heading(passage, found) and passage.entry != term and (_unit(passage), term) in used:
            yield right[found], offset


def _is_slip(reading: Reading, form: str, offset: int) -> bool:
    return not reading.words.startswith(form, offset) and not reading.words[offset : offset + len(form)].isupper()


def _is_heading(passage: Passage, words: str) -> bool:
    return passage.heading or passage.own.lower().startswith(f"{words}.")


def _unit(passage: Passage) -> tuple[str, str]:
    return passage.clause, passage.entry
