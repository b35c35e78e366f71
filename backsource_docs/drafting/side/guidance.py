"""The paragraphs of a clause's guidance by what they are for, told by their first words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backsource_docs.library.clause import Clause
from backsource_docs.library.markup import parse_markup
from backsource_docs.tree import Paragraph, plain

__all__ = ["guidance_by_kind"]

# For each kind a label, which is taken off, or else the first words of a sentence that says the same by itself.
_KINDS: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    kind: (re.compile(rf"(?:{label})\s*"), re.compile(opening))
    for kind, (label, opening) in {
        "why": (r"Why it matters[.:,]", r"Why it matters"),
        "objection": (
            r"What the other side (?:will|may) say[.:,]",
            r"The other side |The Supplier (?:will|may) |What the other",
        ),
        "fallback": (r"Where to fall back[.:,]", r"Fall back|Where to (?:fall|take)"),
        "stop": (r"Where to stop[.:,]|Stop at:", r"Stop "),
        "approval": (
            r"Who may (?:go further|approve[^.:]*)[.:]|Approval:",
            r"Who may|The [A-Z][\w ]+? (?:approves?|decides?|may approve) ",
        ),
        "reading": (r"Enforcement reading\.", r"Read as|Enforce"),
        "verify": (r"(?:What counsel must verify|Counsel (?:must|to) verify)[.:,]", r"What counsel|Counsel "),
    }.items()
}
_INNER = re.compile(r"(?<=\.) (?=Where to stop[.:]|Approval: )")


def guidance_by_kind(clause: Clause, holds: Mapping[str, bool]) -> Mapping[str, str]:
    """The guidance by kind: why, objection, fallback, stop, approval, reading, verify; labels taken off.

    A paragraph of no known kind goes with the one before it; one whose fact does not hold is left out.
    """
    found: dict[str, str] = {}
    last = "why"
    for paragraph in _pieces(clause, holds):
        kind, words = _sorted(paragraph)
        last = kind or last
        words = _read(words[:1].upper() + words[1:])
        found[last] = f"{found[last]} {words}" if last in found else words
    return found


def _pieces(clause: Clause, holds: Mapping[str, bool]) -> Iterator[str]:
    """The paragraphs; one that goes on with where to stop or who approves is taken apart there."""
    for advice in clause.advice:
        if advice.holds(holds):
            yield from _INNER.split(advice.words)


def _read(words: str) -> str:
    """The words as a reader sees them: references by their titles, quotes typographic."""
    blocks, _ = parse_markup(words, "", 1, prose=True)
    return " ".join(plain(block.content) for block in blocks if isinstance(block, Paragraph))


def _sorted(paragraph: str) -> tuple[str, str]:
    for kind, (label, opening) in _KINDS.items():
        match = label.match(paragraph)
        if match or opening.match(paragraph):
            return kind, paragraph[match.end() :] if match else paragraph
    return "", paragraph
