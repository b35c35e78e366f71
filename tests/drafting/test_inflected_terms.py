"""The forms in which a term that a clause defines is recognised."""

from __future__ import annotations

import pytest

from backsource_docs.drafting.defining import inflected


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("Exit Plan", "Exit Plans"),
        ("Asset Registers", "Asset Register"),
        ("Protected Duties", "Protected Duty"),
        ("Remedy", "Remedies"),
        ("Survey", "Surveys"),
        ("Core Business", "Core Business"),
    ],
)
def test_the_other_number_of_a_term(term: str, other: str) -> None:
    assert inflected(term) == (term, other)
