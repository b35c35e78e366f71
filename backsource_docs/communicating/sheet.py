"""The sheet of facts: every value of the deal that a letter states, with the letters that state it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from backsource_docs.drafting.made import Made
from backsource_docs.tree import Block, Row, Table, Text, inlines_of, walk

__all__ = ["Stated", "Wrong", "facts_stated", "now_wrong", "sheet_of"]


class Stated(Struct, frozen=True):
    """A fact: the path in the deal or the name of the computed date, its value as printed, the letters by id."""

    path: str
    value: str
    letters: tuple[str, ...]


class Wrong(Struct, frozen=True):
    """A fact that letters stated and that is different now; `now` is empty where no letter states it any more."""

    path: str
    was: str
    now: str
    letters: tuple[str, ...]


def sheet_of(made: Iterable[Made]) -> tuple[Stated, ...]:
    """Every fact that the documents print, by path."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for one in made:
        for piece in _values(one):
            found.setdefault((piece.path, piece.text), {})[one.document.draft.id] = None
        date = one.document.draft.cover.get("date", "")
        if one.document.draft.kind == "letter":
            found.setdefault(("date of the letter", str(date)), {})[one.document.draft.id] = None
    return tuple(Stated(path, value, tuple(letters)) for (path, value), letters in sorted(found.items()))


def facts_stated(made: Made) -> dict[str, list[str]]:
    """What one document states, as its manifest keeps it: the values as printed, by path."""
    found: dict[str, list[str]] = {}
    for fact in sheet_of((made,)):
        found.setdefault(fact.path, []).append(fact.value)
    return found


def _values(made: Made) -> Iterator[Text]:
    for part in made.document.draft.parts:
        for block in walk(part.blocks):
            yield from (piece for piece in _pieces(block) if isinstance(piece, Text) and piece.path)


def _pieces(block: Block) -> Iterator[object]:
    rows: tuple[Row, ...] = block.rows if isinstance(block, Table) else ()
    yield from (piece for row in rows for cell in row.cells for piece in cell)
    yield from () if rows else inlines_of(block)


def now_wrong(before: Iterable[Stated], after: Iterable[Stated]) -> tuple[Wrong, ...]:
    """The facts of letters that went out before a change of the deal and that are different after it."""
    was, now = _by_letter(before), _by_letter(after)
    changed: dict[tuple[str, str, str], dict[str, None]] = {}
    for (letter, path), values in was.items():
        new = now.get((letter, path), ())
        if values != new:
            changed.setdefault((path, " / ".join(values), " / ".join(new)), {})[letter] = None
    return tuple(Wrong(*key, tuple(letters)) for key, letters in sorted(changed.items()))


def _by_letter(facts: Iterable[Stated]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for fact in facts:
        for letter in fact.letters:
            found[letter, fact.path] = (*found.get((letter, fact.path), ()), fact.value)
    return found
