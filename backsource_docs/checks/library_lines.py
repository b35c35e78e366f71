"""The lines that sum up a clause fit its texts: each position has one, with no figure that the text lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.clause import IN_A_LINE, Clause
from backsource_docs.library.summaries import CODE, summaries_of
from backsource_docs.tree import Block, Bullet, Content, Field, Text, inlines_of, plain, walk

__all__ = ["LONGEST_LINE", "wrong_lines"]

LONGEST_LINE = 220
_FIGURE = re.compile(r"\d+%?")


def wrong_lines(
    clause: Clause, texts: Mapping[str, tuple[Block, ...]], facts: Mapping[str, object]
) -> Iterator[Finding]:
    """What is wrong under “In a line”, by the texts of the clause and the declared facts."""
    lines, findings = summaries_of(clause)
    yield from findings
    for position in texts if lines else ():
        if position not in lines:
            yield _wrong(clause, f"The {position} text has no line.", "Sum it up as well, in one sentence.")
    for position, bullets in lines.items():
        if position not in texts:
            yield _wrong(clause, f"There is a {position} line and no {position} text.", "Delete the line.")
            continue
        said = tuple(piece for block in walk(texts[position]) for piece in inlines_of(block))
        for bullet in bullets:
            yield from _unfit(clause, position, bullet, said)
            yield from _undeclared(clause, bullet, facts)


def _unfit(clause: Clause, position: str, line: Bullet, said: Content) -> Iterator[Finding]:
    words = plain(line.content)
    if len(words) > LONGEST_LINE or not words.endswith("."):
        message = f"The {position} line is {len(words)} characters long or does not end with a full stop."
        yield _wrong(clause, message, f"Write one sentence of at most {LONGEST_LINE} characters.")
    for name in sorted(_fields(line.content) - _fields(said)):
        message = f"The {position} line asks for {{{{ {name} }}}}, which the {position} text does not use."
        yield _wrong(clause, message, "Name a value that the text has.")
    for figure in sorted(_figures(line.content) - _figures(said)):
        message = f"The {position} line says {figure}, which the {position} text does not say."
        yield _wrong(clause, message, "Write the figure of the text.")


def _undeclared(clause: Clause, line: Bullet, facts: Mapping[str, object]) -> Iterator[Finding]:
    for fact in filter(None, (line.when, line.unless)):
        if fact not in facts:
            message, remedy = f"The fact {fact} is not in facts.yaml.", "Declare it or correct the name."
            yield Finding("LB11", Severity.ERROR, message, _place(clause), remedy)


def _fields(content: Content) -> set[str]:
    return {piece.name for piece in content if isinstance(piece, Field)}


def _figures(content: Content) -> set[str]:
    """The figures typed in the words, not those of fields."""
    return {figure for piece in content if isinstance(piece, Text) for figure in _FIGURE.findall(piece.text)}


def _wrong(clause: Clause, message: str, remedy: str) -> Finding:
    return Finding(CODE, Severity.ERROR, message, _place(clause), remedy)


def _place(clause: Clause) -> Place:
    text = clause.texts[IN_A_LINE]
    return Place(text.file or clause.file, text.line)
