"""Two positions of one clause, limb against limb, word against word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from string import ascii_lowercase, ascii_uppercase
from typing import Literal

from msgspec import Struct

from backsource_docs.library.clause import Clause
from backsource_docs.tree import Block, Bullet, Limb, Paragraph, TableSlot, plain

__all__ = ["ComparedLimb", "Line", "Words", "compared", "likeness", "substance"]

Verdict = Literal["same", "changed", "only left", "only right"]
Words = tuple[tuple[str, bool], ...]
LEAST_LIKE = 0.45  # limbs with fewer words in common than this are two limbs, not one that was changed
_NAMED_ALIKE = 0.35  # what the same anchor adds: authors gave it to what is the same point
_TOKEN = re.compile(r"(?:\{\{[^}]*\}\}|\S)+")
_FIGURES = (ascii_lowercase, ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), ascii_uppercase)
_PLAIN_WORD = re.compile(r"[^\W\d_]+")


class Line(Struct, frozen=True):
    """A sub-limb, or the lead-in of a limb: how deep it stands, its mark, its words and which the other side lacks."""

    depth: int
    mark: str
    words: Words

    @property
    def text(self) -> str:
        return " ".join(filter(None, (self.mark, *(word for word, _ in self.words))))

    @property
    def lacking(self) -> tuple[str, ...]:
        """The stretches of words that the other side lacks."""
        runs = groupby(self.words, key=itemgetter(1))
        return tuple(" ".join(word for word, _ in run) for lacks, run in runs if lacks)


class ComparedLimb(Struct, frozen=True):
    """A limb of the one text beside the limb of the other that answers it, line against line.

    A side is None where nothing answers. `likeness` is the share of words in common, 0 to 1.
    """

    verdict: Verdict
    left_number: str
    right_number: str
    lines: tuple[tuple[Line | None, Line | None], ...]
    likeness: float


class _Point(Struct, frozen=True):
    """What is compared: a limb at the first level with the lines in it, or a line (its mark is its number)."""

    number: str
    anchor: str
    text: str
    depth: int = 0
    lines: tuple[_Point, ...] = ()


Pair = tuple[_Point | None, _Point | None]


def compared(clause: Clause, left: str, right: str) -> tuple[ComparedLimb, ...]:
    """The limbs of two positions that the clause has, paired in order as their names and words suggest."""
    ours, theirs = (tuple(_points(clause.body(position)[0])) for position in (left, right))
    return tuple(_row(one, other) for one, other in _paired(ours, theirs))


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common, figures and marks aside: 0 for none, 1 for all (Dice)."""
    first, second = (Counter(_PLAIN_WORD.findall(text.lower())) for text in (one, other))
    both = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / both if both else 1.0


def substance(rows: Iterable[ComparedLimb]) -> int:
    """In how many limbs two positions differ by more than figures: other words, or no limb that answers."""
    return sum(row.verdict != "same" and (row.likeness < 1 or _moved(row)) for row in rows)


def _moved(row: ComparedLimb) -> bool:
    """Whether the same words stand in another order."""
    sides = zip(*row.lines, strict=True)
    left, right = (_PLAIN_WORD.findall(" ".join(line.text for line in side if line)) for side in sides)
    return left != right


def _points(blocks: Sequence[Block]) -> Iterator[_Point]:
    count = 0
    for block in blocks:
        lines = tuple(_lines(block, 0))
        count += isinstance(block, Limb)
        number, anchor = (str(count), block.anchor) if isinstance(block, Limb) else ("", "")
        yield _Point(number, anchor, " ".join(line.text for line in lines), 0, lines)


def _lines(block: Block, depth: int, mark: str = "") -> Iterator[_Point]:
    if isinstance(block, TableSlot):
        yield _Point(mark, "", f"[table: {block.name}]", depth)
    elif isinstance(block, Limb | Paragraph | Bullet):
        condition = f" [if {block.when}]" if block.when else f" [unless {block.unless}]" if block.unless else ""
        yield _Point(mark, "", f"{plain(block.content)}{condition}", depth)
    if isinstance(block, Limb):
        limb = 0
        for child in block.children:
            limb += isinstance(child, Limb)
            yield from _lines(child, depth + 1, _mark(limb, depth) if isinstance(child, Limb) else "")


def _mark(number: int, depth: int) -> str:
    """The mark of a limb below the first level, as documents print it."""
    figures = _FIGURES[min(depth, len(_FIGURES) - 1)]
    return f"({figures[number - 1] if number <= len(figures) else number})"


def _paired(ours: Sequence[_Point], theirs: Sequence[_Point]) -> list[Pair]:
    """The pairs in order that together are the most alike; what is like nothing stands alone."""
    best = _best(len(ours), len(theirs), lambda row, column: _fit(ours[row], theirs[column]))
    pairs: list[Pair] = []
    row = column = 0
    while row < len(ours) or column < len(theirs):
        total = best[row][column]
        both = row < len(ours) and column < len(theirs)
        fit = _fit(ours[row], theirs[column]) if both else 0.0
        if fit and abs(total - fit - best[row + 1][column + 1]) < 1e-9:
            pairs.append((ours[row], theirs[column]))
            row, column = row + 1, column + 1
        elif row < len(ours) and total == best[row + 1][column]:
            pairs.append((ours[row], None))
            row += 1
        else:
            pairs.append((None, theirs[column]))
            column += 1
    return pairs


def _best(rows: int, columns: int, fit: Callable[[int, int], float]) -> list[list[float]]:
    """For each pair of places how alike the rest can be made, counted from the end."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            taken = fit(row, column)
            together = taken + best[row + 1][column + 1] if taken else 0.0
            best[row][column] = max(together, best[row + 1][column], best[row][column + 1])
    return best


def _fit(one: _Point, other: _Point) -> float:
    """How well two limbs answer each other; 0 where they do not."""
    named = _NAMED_ALIKE if one.anchor and one.anchor == other.anchor else 0.0
    found = likeness(one.text, other.text) + named
    return found if found >= LEAST_LIKE else 0.0


def _row(one: _Point | None, other: _Point | None) -> ComparedLimb:
    pairs = _in_lines(one, other)
    lines = tuple(_marked(*pair) for pair in pairs)
    numbers = one.number if one else "", other.number if other else ""
    if one is None or other is None:
        return ComparedLimb("only left" if one else "only right", *numbers, lines, 0.0)
    same = not any(mark for pair in lines for line in pair if line for _, mark in line.words)
    alike = 1.0 if same else round(likeness(one.text, other.text), 3)
    return ComparedLimb("same" if same else "changed", *numbers, lines, alike)


def _in_lines(one: _Point | None, other: _Point | None) -> list[Pair]:
    """The lines of two limbs that answer each other; the lead-ins always do."""
    if one is None or other is None:
        return [(line, None) for line in one.lines] if one else [(None, line) for line in other.lines] if other else []
    return [(one.lines[0], other.lines[0]), *_paired(one.lines[1:], other.lines[1:])]


def _marked(one: _Point | None, other: _Point | None) -> tuple[Line | None, Line | None]:
    """Two lines word by word, each word with whether the other side lacks it there."""
    left, right = (_TOKEN.findall(point.text) if point else [] for point in (one, other))
    ours, theirs = [True] * len(left), [True] * len(right)
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            ours[block.a + step] = theirs[block.b + step] = False
    return _line(one, left, ours), _line(other, right, theirs)


def _line(point: _Point | None, words: list[str], lacking: list[bool]) -> Line | None:
    return Line(point.depth, point.number, tuple(zip(words, lacking, strict=True))) if point else None
