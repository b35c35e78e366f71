"""What a clause says in a line: its text at each position in one sentence, with its figures, for those who decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.clause import IN_A_LINE, POSITIONS, Clause
from backsource_docs.library.markup import parse_markup
from backsource_docs.tree import Block, Bullet, Text

__all__ = ["CODE", "summaries_of"]

CODE = "LB40"
Summaries = Mapping[str, tuple[Bullet, ...]]


def summaries_of(clause: Clause) -> tuple[Summaries, tuple[Finding, ...]]:
    """The lines of a clause by position, conditions still on them; none where the clause has no such heading.

    Of the lines of one position those stay whose condition holds.
    """
    text = clause.texts.get(IN_A_LINE)
    if text is None:
        return {}, ()
    file = text.file or clause.file
    blocks, findings = parse_markup(text.text, file, text.line, prose=True)
    found: dict[str, tuple[Bullet, ...]] = {}
    wrong = []
    for block in blocks:
        position, line = _opened(block)
        if line is None:
            wrong.append(_foreign(Place(file, text.line)))
        else:
            found[position] = (*found.get(position, ()), line)
    return found, (*findings, *wrong)


def _opened(block: Block) -> tuple[str, Bullet | None]:
    """The position that a line names at its beginning, and the line without it."""
    if not isinstance(block, Bullet) or not block.content:
        return "", None
    first, *others = block.content
    position, colon, words = first.text.partition(": ") if isinstance(first, Text) else ("", "", "")
    if position not in POSITIONS or not colon:
        return "", None
    content = tuple(_opening(words)) + tuple(others)
    return position, replace(block, content=content)


def _opening(words: str) -> Iterator[Text]:
    if words:
        yield Text(words)


def _foreign(place: Place) -> Finding:
    message = "Under “In a line” stand lines of one position each, and nothing else."
    remedy = "Write for example: - customer: The Customer may leave on {{ notice }} notice."
    return Finding(CODE, Severity.ERROR, message, place, remedy)
