"""Few rows in which every value of every factor meets every value of every other one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

Choice = tuple[str, str]


def pairwise(factors: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Rows that cover every pair of values of two factors, the same ones in every run."""
    open_pairs = {
        frozenset([(one, a), (other, b)])
        for one, other in combinations(factors, 2)
        for a in factors[one]
        for b in factors[other]
    }
    rows = []
    while open_pairs:
        first = min(open_pairs, key=sorted)
        row = dict(first)
        for name in factors:
            if name not in row:
                row[name] = max(factors[name], key=lambda value, name=name: _gain((name, value), row, open_pairs))
        open_pairs -= {frozenset(pair) for pair in combinations(row.items(), 2)}
        rows.append({name: row[name] for name in factors})
    return rows


def _gain(choice: Choice, row: Mapping[str, str], open_pairs: set[frozenset[Choice]]) -> int:
    return sum(frozenset([choice, other]) in open_pairs for other in row.items())
