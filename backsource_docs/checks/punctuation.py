"""The punctuation of a list is not regular

A list is one sentence: a lead-in that ends in a colon, items that end in semicolons, “; and” or “; or” before the last,
a full stop after it. The connective says whether all items must be true or one of them, so it may not be missing.

Bad:
    The Supplier shall
    (a) return the assets.
    (b) vacate the premises.

Good:
    The Supplier shall:
    (a) return the assets; and
    (b) vacate the premises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.findings import Finding, Severity
from backsource_docs.tree import Block, Clause, Content, Definition, Limb, Paragraph, plain

__all__ = ["CODE", "find"]

CODE = "WD02"
_CONNECTED = re.compile(r"; (?:and|or|and/or|then)$")


def find(bundle: Bundle) -> Iterator[Finding]:
    """Lists whose lead-in or items end otherwise than a list does, and sub-clauses without a full stop."""
    for reading in bundle.readings:
        for part in reading.made.document.draft.parts:
            for block in part.blocks:
                if isinstance(block, Clause):
                    yield from (slip.finding(reading) for slip in _slips(block))


class _Slip(Struct, frozen=True):
    """Words whose ending is wrong, and the ending that belongs there."""

    home: str
    line: int
    content: Content
    wanted: str

    def finding(self, reading: Reading) -> Finding:
        words = " ".join(plain(self.content).split())
        shown = words if len(words) <= 60 else f"…{words[-57:]}"
        message = f"“{shown}” should end in {self.wanted}."
        return Finding(CODE, Severity.WARNING, message, reading.place_in(self.home, self.line), "Correct the ending.")


def _slips(clause: Clause) -> Iterator[_Slip]:
    for block in clause.blocks:
        if isinstance(block, Limb) and not block.children and not _ends(block.content).endswith((".", ":")):
            yield _Slip(clause.key, block.line, block.content, "a full stop")
        if isinstance(block, Limb):
            yield from _in_list(block, block.key.partition("/")[0], ends=True)
        elif isinstance(block, Definition):
            yield from _in_list(block, block.key, ends=True)


def _in_list(lead: Limb | Definition, home: str, *, ends: bool) -> Iterator[_Slip]:
    """The slips of a list and of the lists inside it; `ends` says whether the sentence ends with the list."""
    items = [child for child in lead.children if isinstance(child, Limb)]
    if not items:
        return
    if not _ends(lead.content).endswith(":"):
        yield _Slip(home, lead.line, lead.content, "a colon")
    for place, item in enumerate(items, 1 - len(items)):
        wanted = _wanted(place, _last_words(item), lead.children) if place or ends else ""
        if wanted:
            yield _Slip(home, item.line, item.content, wanted)
        yield from _in_list(item, home, ends=False)


def _wanted(place: int, ending: str, siblings: Sequence[Block]) -> str:
    """The ending that an item lacks, by its place counted from the last (0); empty where it ends well."""
    connected = bool(_CONNECTED.search(ending))
    if place == 0:
        goes_on = bool(siblings) and isinstance(siblings[-1], Paragraph)
        return "" if ending.endswith(".") or goes_on else "a full stop"
    if place == -1:
        return "" if connected else "“; and” or “; or”"
    return "" if ending.endswith(";") or connected else "a semicolon"


def _last_words(item: Limb) -> str:
    """How an item ends, a list inside it included."""
    if not item.children:
        return _ends(item.content)
    last = item.children[-1]
    return _last_words(last) if isinstance(last, Limb) else _ends(getattr(last, "content", ()))


def _ends(content: Content) -> str:
    return plain(content[-2:]).rstrip()
