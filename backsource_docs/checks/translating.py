"""A translation prints what its English text prints: the same values, under the same conditions, in its own marks."""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.findings import Finding, Severity
from backsource_docs.library.clause import Clause
from backsource_docs.library.letter_words import letter_words
from backsource_docs.library.store import Library
from backsource_docs.readers import LANGUAGE_NAMES
from backsource_docs.tree import Bullet, Field, Limb, Paragraph, inlines_of, walk

__all__ = ["CODE", "wrong_translation"]

CODE = "LB44"


def wrong_translation(clause: Clause, library: Library) -> Iterator[Finding]:
    """Values, conditions and positions that only one of the two texts has, and straight quotation marks."""
    original = library.clause(clause.matter.translates) if clause.matter.translates else None
    if original is None:
        return
    yield from letter_words(library, clause.matter.language)[1]
    for position in original.positions:
        if position not in clause.positions:
            remedy = f"Write it under ## {position.title()}."
            yield _wrong(clause, f"lacks the {position} text of {original.id}", remedy)
            continue
        told, due = _asked(clause, position), _asked(original, position)
        for what in sorted(due - told):
            yield _wrong(clause, f"lacks {what}, which {original.id} has", "Write it where the English text has it.")
        for what in sorted(told - due):
            yield _wrong(clause, f"has {what}, which {original.id} lacks", "Take it out, or change the English text.")
        if '"' in clause.texts[position].text:
            name = LANGUAGE_NAMES[clause.matter.language]
            yield _wrong(clause, "has straight quotation marks", f"Type the quotation marks of {name}.")


def _asked(clause: Clause, position: str) -> set[str]:
    """The values that a text prints and the conditions it hangs on, as they are written."""
    found: set[str] = set()
    for block in walk(clause.body(position)[0]):
        found.update(f"{{{{ {piece.name} }}}}" for piece in inlines_of(block) if isinstance(piece, Field))
        if isinstance(block, Paragraph | Bullet | Limb):
            found.update({f"{{when={block.when}}}"} if block.when else set())
            found.update({f"{{unless={block.unless}}}"} if block.unless else set())
    return found


def _wrong(clause: Clause, what: str, remedy: str) -> Finding:
    return Finding(CODE, Severity.ERROR, f"{clause.id} {what}.", clause.place, remedy)
