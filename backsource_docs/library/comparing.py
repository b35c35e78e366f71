"""Two positions of one clause, limb against limb, word against word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from backsource_docs.library.clause import Clause
from backsource_docs.tree import Block, Limb, Paragraph, TableSlot, plain

__all__ = ["ComparedLimb", "Words", "compared", "likeness", "substance"]

Verdict = Literal["same", "changed", "only left", "only right"]
Words = tuple[tuple[str, bool], ...]
BREAK = "\n"
LEAST_LIKE = 0.45  # limbs with fewer words in common than this are two limbs, not one that was changed
_NAMED_ALIKE = 0.35  # what the same anchor adds: authors gave it to what is the same point
_TOKEN = re.compile(r"\n *|(?:\{\{[^}]*\}\}|\S)+")
_PLAIN_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class ComparedLimb:
    """A limb of the one text beside the limb of the other that answers it, empty where none does.

    The words come with a mark on those that the other side lacks; a line break is a word of its own, with the
    indentation of the line that follows. `likeness` is the share of words in common, 0 to 1.
    """

    verdict: Verdict
    left_number: str
    right_number: str
    left: Words
    right: Words
    likeness: float


@dataclass(frozen=True, slots=True)
class _Point:
    """A limb at the first level with all that stands in it, as text."""

    number: str
    anchor: str
    text: str


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
    left, right = (_PLAIN_WORD.findall(" ".join(word for word, _ in side)) for side in (row.left, row.right))
    return left != right


def _points(blocks: Sequence[Block]) -> Iterator[_Point]:
    count = 0
    for block in blocks:
        if isinstance(block, Limb):
            count += 1
            yield _Point(str(count), block.anchor, "\n".join(_lines(block, 0)))
        else:
            yield _Point("", "", "\n".join(_lines(block, 0)))


def _lines(block: Block, level: int) -> Iterator[str]:
    indent = "  " * level
    if isinstance(block, Limb):
        condition = f" [if {block.when}]" if block.when else f" [unless {block.unless}]" if block.unless else ""
        yield f"{indent}{plain(block.content)}{condition}"
        count = 0
        for child in block.children:
            lines = list(_lines(child, level + 1))
            if isinstance(child, Limb):
                count += 1
                mark = chr(ord("a") + (count - 1) % 26) if level == 0 else "i" * count if count < 4 else str(count)
                lines[0] = f"{indent}  ({mark}) {lines[0].strip()}"
            yield from lines
    elif isinstance(block, Paragraph):
        yield f"{indent}{plain(block.content)}"
    elif isinstance(block, TableSlot):
        yield f"{indent}[table: {block.name}]"


def _paired(ours: Sequence[_Point], theirs: Sequence[_Point]) -> list[tuple[_Point | None, _Point | None]]:
    """The pairs in order that together are the most alike; what is like nothing stands alone."""
    best = _best(len(ours), len(theirs), lambda row, column: _fit(ours[row], theirs[column]))
    pairs: list[tuple[_Point | None, _Point | None]] = []
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
    if one is None or other is None:
        point = one or other
        assert point is not None
        words = tuple((word, True) for word in _TOKEN.findall(point.text))
        if one:
            return ComparedLimb("only left", point.number, "", words, (), 0.0)
        return ComparedLimb("only right", "", point.number, (), words, 0.0)
    left, right = _marked(_TOKEN.findall(one.text), _TOKEN.findall(other.text))
    same = not any(mark for _, mark in (*left, *right))
    alike = 1.0 if same else round(likeness(one.text, other.text), 3)
    return ComparedLimb("same" if same else "changed", one.number, other.number, left, right, alike)


def _marked(left: list[str], right: list[str]) -> tuple[Words, Words]:
    """The words of both sides, each with whether the other side lacks it there."""
    ours, theirs = [True] * len(left), [True] * len(right)
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            ours[block.a + step] = theirs[block.b + step] = False
    return tuple(zip(left, ours, strict=True)), tuple(zip(right, theirs, strict=True))
