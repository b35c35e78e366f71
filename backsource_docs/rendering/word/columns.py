"""The widths of a table's columns: by share, but no narrower than the longest word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from backsource_docs.rendering.word.glyphs import EM, Span, longest_word
from backsource_docs.rendering.word.typography import typeset
from backsource_docs.tree import Column, Row, Text, plain

__all__ = ["ColumnWidth", "column_widths"]

_SPARE = 20  # twips, for the rounding of those who lay the page out


class ColumnWidth(NamedTuple):
    """A width in twips; `bound`: it has room for words that no line end may part, such as a date."""

    width: int
    bound: bool = True


def column_widths(
    columns: Sequence[Column], rows: Sequence[Row], width: int, letter: float, margins: int
) -> list[ColumnWidth]:
    """Whole twips that add up to `width`; `letter` is the font's size and `margins` those of a cell, in twips."""

    def needed(bound: bool) -> list[float]:
        return [margins + _SPARE + letter * word / EM for word in _longest_words(columns, rows, bound)]

    bound = needed(bound=True)
    needs = bound if sum(bound) <= width else _lowered(needed(bound=False), width)
    widths = _whole(_widened([column.width for column in columns], needs, width), width)
    return [ColumnWidth(each, need <= each + _SPARE) for each, need in zip(widths, bound, strict=True)]


def _longest_words(columns: Sequence[Column], rows: Sequence[Row], bound: bool) -> list[int]:
    return [
        longest_word([Span(typeset(words, bound=bound), bold) for words, bold in _words_in(column, rows, index)])
        for index, column in enumerate(columns)
    ]


def _lowered(needs: Sequence[float], width: float) -> Sequence[float]:
    """The needs, the greatest of them lowered until all fit: then a very long word, such as an address, breaks."""
    if sum(needs) <= width:
        return needs
    left = width
    for count, need in enumerate(sorted(needs)):
        ceiling = left / (len(needs) - count)
        if need > ceiling:
            break
        left -= need
    return [min(need, ceiling) for need in needs]


def _widened(shares: Sequence[float], needs: Sequence[float], width: float) -> list[float]:
    """The shares of the width, where those that fall short of their need get it at the others' expense."""
    short: set[int] = set()
    while True:
        left = width - sum(needs[index] for index in short)
        open_shares = sum(share for index, share in enumerate(shares) if index not in short)
        widths = [needs[index] if index in short else left * share / open_shares for index, share in enumerate(shares)]
        more = {index for index, need in enumerate(needs) if widths[index] < need} - short
        if len(short | more) == len(needs):
            return list(needs)
        if not more:
            return widths
        short |= more


def _whole(widths: Sequence[float], width: int) -> list[int]:
    edges = [round(sum(widths[:count])) for count in range(len(widths))]
    return [right - left for left, right in zip(edges, [*edges[1:], width], strict=True)]


def _words_in(column: Column, rows: Sequence[Row], index: int) -> dict[tuple[str, bool], None]:
    """The words of a column and whether they are bold, its heading first; what stands in many cells only once."""
    found: dict[tuple[str, bool], None] = {(column.title, True): None}
    for row in rows:
        if index < len(row.cells) > 1:
            for piece in row.cells[index]:
                strong = row.strong or bool(getattr(piece, "strong", False))
                found[piece.text if isinstance(piece, Text) else plain((piece,)), strong] = None
    return found
