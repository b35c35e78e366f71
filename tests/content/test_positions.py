"""Positions of one clause differ in substance: in the words that carry it, not only in a figure or a phrase.

The measure: two positions are set limb against limb. `substance` counts the limbs with other words than their
answer, or without one; what is new in these limbs is measured in words that those of the other do not have at all.
What a law dictates stands in all positions alike, and is no part of the second measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

import pytest

from backsource_docs.library.clause import Clause
from backsource_docs.library.comparing import ComparedLimb, compared, substance
from backsource_docs.opening import open_library

LEAST_SHARE = 0.4  # of the limbs differ
LEAST_OWN = 0.25  # of the different words of the limbs that differ stand in one position only
WORD = re.compile(r"[^\W\d_]+")


def own_share(rows: Sequence[ComparedLimb]) -> float:
    """Of the different words in limbs that differ the share that stands on one side only."""
    said: tuple[set[str], set[str]] = (set(), set())
    for row in rows:
        for side, words in zip(zip(*row.lines, strict=True), said, strict=True):
            if row.verdict != "same":
                words.update(word.lower() for line in side if line for word in WORD.findall(line.text))
    return len(said[0] ^ said[1]) / len(said[0] | said[1])


@pytest.fixture(scope="module")
def negotiated() -> list[Clause]:
    library, _ = open_library()
    assert library is not None
    return [clause for clause in library.clauses("clauses") if len(clause.positions) > 1]


def test_two_positions_differ_in_substance(negotiated: list[Clause]) -> None:
    alike = []
    for clause in negotiated:
        for left, right in combinations(clause.positions, 2):
            rows = compared(clause, left, right)
            share, own = substance(rows) / len(rows), own_share(rows)
            if share < LEAST_SHARE or own < LEAST_OWN:
                alike.append(f"{clause.id}, {left} and {right}: {share:.0%} of the limbs, {own:.0%} of the words")
    assert alike == []


def test_most_clauses_differ_in_most_of_their_limbs_from_end_to_end(negotiated: list[Clause]) -> None:
    rows = [compared(clause, clause.positions[0], clause.positions[-1]) for clause in negotiated]
    shares = sorted(substance(limbs) / len(limbs) for limbs in rows)
    assert shares[len(shares) // 2] > 0.9
