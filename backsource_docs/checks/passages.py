"""A document read as passages: words that stand together, with the library's own words told from the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from backsource_docs.drafting.made import Made
from backsource_docs.tree import (
    Block,
    Clause,
    Content,
    Definition,
    Inline,
    Limb,
    LineBreak,
    Part,
    Reference,
    Table,
    Term,
    Text,
    inlines_of,
)

__all__ = ["Passage", "passages_of", "said"]

VALUE, BLANK, REFERENCE, TERM = "\ue000", "\ue001", "\ue002", "\ue003"
_MARKS: Mapping[type[Inline], str] = {Reference: REFERENCE, Term: TERM, LineBreak: " "}


class Passage(NamedTuple):
    """Words that stand together: a limb, a paragraph, an entry of a list, a heading or a cell.

    `clause` is the key of the clause around it, `home` the id of the library file that its words come from; `own` are
    the library's words alone, with one mark (VALUE, BLANK, REFERENCE, TERM) in the place of everything else. `entry` is
    the term whose entry in the list of definitions this is part of; `defines` are the terms that are defined here.
    """

    content: Content
    own: str
    clause: str
    home: str
    line: int = 0
    heading: bool = False
    cell: bool = False
    entry: str = ""
    defines: tuple[str, ...] = ()


def passages_of(made: Made) -> Iterator[Passage]:
    """Every passage of the document, in reading order."""
    for part in made.document.draft.parts:
        yield from _of_part(part, made)


def said(own: str) -> str:
    """Words as a message quotes them: marks as an ellipsis, spaces made single."""
    return " ".join(re.sub(f"[{VALUE}-{TERM}]", "…", own).split())


def _own(piece: Inline) -> str:
    if isinstance(piece, Text):
        return VALUE if piece.path else piece.text
    return _MARKS.get(type(piece), BLANK)


def _passage(content: Content, clause: str, home: str, *, defines: tuple[str, ...] = (), **others: Any) -> Passage:
    own = "".join([_own(piece) for piece in content])
    inside = tuple([piece.text for piece in content if isinstance(piece, Term)]) if TERM in own else ()
    return Passage(content, own, clause, home, defines=defines + inside, **others)


def _of_part(part: Part, made: Made) -> Iterator[Passage]:
    picks = [pick.id for pick in made.selection.picks.values() if pick.part == part.key]
    home = picks[0] if len(picks) == 1 else ""
    if part.title:
        yield _passage((Text(part.title),), "", "", heading=True)
    for block in part.blocks:
        yield from _of_block(block, "", home, "")


def _of_block(block: Block, clause: str, home: str, entry: str) -> Iterator[Passage]:
    reader = _READERS.get(type(block))
    if reader:
        yield from reader(block, clause, home, entry)
    else:
        content = tuple(inlines_of(block))
        if content:
            yield _passage(content, clause, home, entry=entry, heading=getattr(block, "style", "") == "part-heading")


def _of_clause(block: Clause, clause: str, home: str, entry: str) -> Iterator[Passage]:
    yield _passage((Text(block.title),), block.key, block.key, heading=True)
    for inner in block.blocks:
        yield from _of_block(inner, block.key, block.key, entry)


def _of_limb(block: Limb, clause: str, home: str, entry: str) -> Iterator[Passage]:
    source = home or block.key.partition("/")[0]
    yield _passage(block.content, clause, source, line=block.line, entry=entry)
    for inner in block.children:
        yield from _of_block(inner, clause, source, entry)


def _of_definition(block: Definition, clause: str, home: str, entry: str) -> Iterator[Passage]:
    points = block.key.startswith("defined/")
    source = home if points else block.key
    defines = () if points else (block.term,)
    yield _passage(block.content, clause, source, line=block.line, entry=block.term, defines=defines)
    for inner in block.children:
        yield from _of_block(inner, clause, source, block.term)


def _of_table(block: Table, clause: str, home: str, entry: str) -> Iterator[Passage]:
    for title in (block.caption, *(column.title for column in block.columns)):
        yield _passage((Text(title),), clause, home, heading=True)
    for row in block.rows:
        yield from (_passage(cell, clause, home, cell=True) for cell in row.cells if cell)


_READERS: Mapping[type[Block], Callable[[Any, str, str, str], Iterator[Passage]]] = {
    Clause: _of_clause,
    Limb: _of_limb,
    Definition: _of_definition,
    Table: _of_table,
}
