"""How words are set: apostrophes, quotation marks, and spaces at which no line ends."""

from __future__ import annotations

import re

import pytest
from by_hand import clause, document, limb
from hypothesis import given
from hypothesis import strategies as st
from word_features import build
from word_lint import parts_of

from backsource_docs.rendering.word.typography import NO_BREAK, typeset
from backsource_docs.tree import Part, Reference, Text


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ("on 1 March 2027 or 16 Sept 2028", "on 1~March~2027 or 16~Sept~2028"),
        ("le 1. März 2027", "le 1.~März~2027"),
        ("by March 1, 2027.", "by March~1,~2027."),
        ("GBP 1,200,000 a year", "GBP~1,200,000 a year"),
        ("call +44 20 7946 0000 or 0800 496 0199", "call +44~20~7946~0000 or 0800~496~0199"),
        ("or (555) 010-0199 now", "or (555)~010-0199 now"),
        ("clause 5.2 and paragraph 2.1 of Schedule 3", "clause~5.2 and paragraph~2.1 of Schedule~3"),
        ("Schedule 5, 7", "Schedule~5,~7"),
        ("under Schedule 5, 12 months later", "under Schedule~5, 12~months later"),
        ("Articles 28 and 30 of Regulation", "Articles~28 and 30 of Regulation"),
        ("within 10 Business Days, 98.5 % of 2 hours", "within 10~Business Days, 98.5~% of 2~hours"),
        ("20 people in 3 towns", "20 people in 3 towns"),
        ("no figure at all in March", "no figure at all in March"),
    ],
)
def test_what_belongs_together_stays_on_one_line(given: str, held: str) -> None:
    assert typeset(given).replace(NO_BREAK, "~") == held
    assert typeset(given, bound=False) == given


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("the Customer's data, the parties' wishes", "the Customer’s data, the parties’ wishes"),
        ("O'Neill & Sons'", "O’Neill & Sons’"),
        ("'twice' and the parties'", "'twice' and the parties'"),
        ("write to o'neill@acme.example or https://acme.example/o'neill", None),
        ("6' by 4'", None),
    ],
)
def test_an_apostrophe_is_set_within_a_word_and_behind_an_s(given: str, expected: str | None) -> None:
    assert typeset(given) == (expected or given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('a "follow the sun" desk ("FTS")', "a “follow the sun” desk (“FTS”)"),
        ('a 19" rack and a 2" pipe', None),
        ('an open " mark', None),
        ('""', None),
    ],
)
def test_quotation_marks_of_prose_are_set_and_those_of_names_left(given: str, expected: str | None) -> None:
    assert typeset(given, quotes=True) == (expected or given)
    assert typeset(given) == given


@given(st.text("abs's\"' 019,.GBPMarch%+()@/", max_size=60))
def test_setting_changes_no_letter_and_is_done_once(text: str) -> None:
    made = typeset(text, quotes=True)
    assert typeset(made, quotes=True) == made
    folded = made.replace(NO_BREAK, " ").replace("’", "'").replace("“", '"').replace("”", '"')
    assert folded == text


def test_values_of_the_deal_are_prose_unless_they_are_names() -> None:
    firm = Text('OOO "Romashka"', path="supplier.name")
    service = Text('the "night" desk', path="services[1].description")
    shown = words_of(limb(firm, " runs ", service, " within 2 hours, see ", Reference("two"), "."), limb("x"))
    assert f'OOO "Romashka" runs the “night” desk within 2{NO_BREAK}hours, see clause{NO_BREAK}2 (Fees).' in shown


def words_of(*limbs: object) -> str:
    made = document(Part("t", "", "clauses", (clause("one", "Supply", *limbs), clause("two", "Fees", limb("y")))))
    xml = parts_of(build(made))["word/document.xml"].decode()
    return re.sub("<[^>]*>", "", re.sub("<w:instrText.*?</w:instrText>", "", xml))
