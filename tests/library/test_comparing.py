"""Two positions of one clause beside each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from backsource_docs.library.clause import Clause
from backsource_docs.library.clause_file import read_clause
from backsource_docs.library.comparing import LEAST_LIKE, ComparedLimb, compared, likeness, substance

HEAD = "---\nid: one\ntitle: One\nkind: clause\n---\n"
CUSTOMER = """## Customer

1. The Supplier shall deliver the records within {{ days }} after the request. {#records}
1. The Supplier shall:
   1. keep the people;
   1. keep the premises warm, dry and safe; and
   1. pay for both.
1. Nothing in this clause limits the right to an injunction.
"""
SUPPLIER = """## Supplier

1. The Supplier shall deliver the records within {{ days }} after the request. {#records}
1. A question that nobody asked is not answered.
1. The Supplier shall:
   1. keep the premises warm, dry and safe; and
   1. send a bill. {when=hybrid}
"""


def clause(*texts: str) -> Clause:
    made, findings = read_clause((HEAD + "\n".join(texts)).encode(), "one.md")
    assert made is not None and findings == ()
    return made


def rows(left: str, right: str) -> tuple[ComparedLimb, ...]:
    return compared(clause(left, right), "customer", "supplier")


def test_limbs_are_paired_by_their_words_and_keep_their_numbers() -> None:
    found = [(row.verdict, row.left_number, row.right_number) for row in rows(CUSTOMER, SUPPLIER)]
    assert sorted(found) == [
        ("changed", "2", "3"),
        ("only left", "3", ""),
        ("only right", "", "2"),
        ("same", "1", "1"),
    ]
    assert [number for _, number, _ in found if number] == ["1", "2", "3"]
    assert [number for _, _, number in found if number] == ["1", "2", "3"]


def test_lines_within_a_limb_stand_beside_the_line_that_answers_them() -> None:
    (changed,) = (row for row in rows(CUSTOMER, SUPPLIER) if row.verdict == "changed")
    shown = [(one.text if one else "", other.text if other else "") for one, other in changed.lines]
    assert shown[0] == ("The Supplier shall:", "The Supplier shall:")
    assert ("(b) keep the premises warm, dry and safe; and", "(a) keep the premises warm, dry and safe; and") in shown
    assert ("(a) keep the people;", "") in shown and ("", "(b) send a bill. [if hybrid]") in shown
    (pair,) = (pair for pair in changed.lines if pair[0] and pair[0].mark == "(b)")
    assert pair[0] and pair[1] and pair[0].lacking == pair[1].lacking == () and pair[0].depth == 1


def test_words_that_the_other_side_lacks_are_told() -> None:
    one, other = (
        f"## {side}\n\n1. The Supplier shall {words} keep the records for 3 years.\n" for side, words in SIDES
    )
    (row,) = rows(one, other)
    ((left, right),) = row.lines
    assert left and right and left.lacking == ("at its cost",) and right.lacking == ("on request",)
    assert 0.5 < row.likeness < 1


SIDES = (("Customer", "at its cost"), ("Supplier", "on request"))


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [
        ("1. Pay in 5 days.", "1. Pay in 9 days.", 0),
        ("1. Pay in 5 days.", "1. Pay in 5 days.", 0),
        ("1. Pay in 5 days.", "1. Pay in 5 days if asked.", 1),
        ("1. Ann pays Bob.", "1. Bob pays Ann.", 1),
        ("1. Pay.\n1. Go.", "1. Pay.", 1),
    ],
)
def test_figures_alone_are_no_difference_in_substance(left: str, right: str, differ: int) -> None:
    found = rows(f"## Customer\n\n{left}\n", f"## Supplier\n\n{right}\n")
    assert substance(found) == differ


WORDS = some.lists(
    some.sampled_from(["keep", "pay", "send", "warm", "dry", "records", "people", "5", "12"]), min_size=1, max_size=6
)
LIMBS = some.lists(WORDS.map(" ".join), min_size=1, max_size=6)


@given(LIMBS, LIMBS)
def test_every_limb_of_both_sides_appears_once_in_order(left: list[str], right: list[str]) -> None:
    def text(side: str, limbs: list[str]) -> str:
        return f"## {side}\n\n" + "".join(f"1. {words}.\n" for words in limbs)

    found = rows(text("Customer", left), text("Supplier", right))
    for side, limbs in ((0, left), (1, right)):
        lines = [row.lines[0][side] for row in found]
        assert [line.text for line in lines if line] == [f"{words}." for words in limbs]
    for row in found:
        assert row.verdict.startswith("only") or row.likeness >= LEAST_LIKE
        assert (row.verdict == "same") == (row.lines[0][0] == row.lines[0][1])


@given(LIMBS.map(" ".join), LIMBS.map(" ".join))
def test_likeness_is_a_share_and_the_same_from_both_sides(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
    assert likeness(one, one) == 1
