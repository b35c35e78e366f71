"""The widths of a table's columns: by share, but no narrower than the longest word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backsource_docs.tree import Column, Content, Row, plain

__all__ = ["column_widths"]

_BREAKS = re.compile(r"[\s-]+")
_LETTER_WIDTH, _BOLD_LETTER_WIDTH = 0.5, 0.56  # of the font's size
_CAPITAL = 0.6  # what a capital may need beyond that
_LONGEST = 32  # letters; a longer word, such as a web address, may break


def column_widths(columns: Sequence[Column], rows: Sequence[Row], width: int, letter: float, margins: int) -> list[int]:
    """Whole twips that add up to `width`; `letter` is the font's size and `margins` those of a cell, in twips."""
    words = [
        max(_BOLD_LETTER_WIDTH * _longest(column.title), _LETTER_WIDTH * _longest_in(rows, index))
        for index, column in enumerate(columns)
    ]
    needs = [margins + letter * (word + _CAPITAL) for word in words]
    shares = [column.width for column in columns]
    return _whole(_widened(shares, needs, width), width)


def _widened(shares: Sequence[float], needs: Sequence[float], width: float) -> list[float]:
    """The shares of the width, where those that fall short of their need get it at the others' expense."""
    if sum(needs) > width:
        return [width * share / sum(shares) for share in shares]
    short: set[int] = set()
    while True:
        left = width - sum(needs[index] for index in short)
        open_shares = sum(share for index, share in enumerate(shares) if index not in short)
        widths = [needs[index] if index in short else left * share / open_shares for index, share in enumerate(shares)]
        more = {index for index, need in enumerate(needs) if widths[index] < need} - short
        if not more:
            return widths
        short |= more


def _whole(widths: Sequence[float], width: int) -> list[int]:
    edges = [round(sum(widths[:count])) for count in range(len(widths))]
    return [right - left for left, right in zip(edges, [*edges[1:], width], strict=True)]


def _longest_in(rows: Sequence[Row], index: int) -> int:
    cells = (row.cells[index] for row in rows if index < len(row.cells) > 1)
    return max((_longest_of(cell) for cell in cells), default=0)


def _longest_of(cell: Content) -> int:
    return _longest(plain(cell))


def _longest(text: str) -> int:
    return min(max(map(len, _BREAKS.split(text))), _LONGEST)
