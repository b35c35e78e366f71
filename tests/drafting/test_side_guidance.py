"""The guidance of a clause sorted by what each paragraph is for."""

from __future__ import annotations

import pytest

from backsource_docs.drafting.side.guidance import guidance_by_kind
from backsource_docs.library.clause_file import read_clause

HEAD = "---\nid: x-y\ntitle: X\nkind: clause\n---\n## Balanced\n\n1. One.\n\n## Guidance\n\n"


@pytest.mark.parametrize(
    ("paragraphs", "kinds"),
    [
        ("Why it matters. Money.\n\nWhat the other side will say. No.", {"why": "Money.", "objection": "No."}),
        ("Why it matters: money.", {"why": "Money."}),
        ("Leaving costs money.\n\nThe Supplier will ask for time.", None),
        ("Why. It does.\n\nStop at the cap.\n\nThe General Counsel approves more.", None),
        (
            "Where to fall back. Give time. Where to stop. No cap. Approval: General Counsel.",
            {"fallback": "Give time.", "stop": "No cap.", "approval": "General Counsel."},
        ),
        ("Where to stop. No cap.\n\nAnd no delay.", {"stop": "No cap. And no delay."}),
        ("What counsel must verify. The rate.\n\nCounsel must verify the form.", None),
    ],
)
def test_each_paragraph_goes_under_its_kind_without_its_label(paragraphs: str, kinds: dict[str, str] | None) -> None:
    clause, _ = read_clause((HEAD + paragraphs).encode(), "x-y.md")
    assert clause is not None
    found = dict(guidance_by_kind(clause, {}))
    assert not any(label in words for words in found.values() for label in ("Why it matters", "Where to", "Approval:"))
    if kinds is not None:
        assert found == kinds
    assert sum(len(words.split()) for words in found.values()) <= len(paragraphs.split())


def test_words_without_a_label_are_told_by_how_they_begin() -> None:
    text = (
        "Leaving costs money.\n\nThe Supplier will ask for time.\n\nStop at the cap.\n\nCounsel must verify the rate."
    )
    clause, _ = read_clause((HEAD + text).encode(), "x-y.md")
    assert clause is not None
    assert list(guidance_by_kind(clause, {})) == ["why", "objection", "stop", "verify"]


def test_a_point_of_another_law_is_left_out_and_the_next_one_stays_under_its_kind() -> None:
    text = (
        "Counsel must verify. The rate.\n\nEngland: the Act. {when=english_law}\n\nGermany: the Code. {when=german_law}"
        "\n\nElsewhere: the\ntreaty. {unless=english_law}"
    )
    clause, _ = read_clause((HEAD + text).encode(), "x-y.md")
    assert clause is not None
    assert guidance_by_kind(clause, {"english_law": True})["verify"] == "The rate. England: the Act."
    assert guidance_by_kind(clause, {"german_law": True})["verify"] == (
        "The rate. Germany: the Code. Elsewhere: the treaty."
    )
    assert clause.guidance[1:] == ("England: the Act.", "Germany: the Code.", "Elsewhere: the treaty.")
