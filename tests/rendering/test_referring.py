"""How references are spelled, in text and in Word alike."""

from __future__ import annotations

import re

import pytest
from by_hand import clause, document, limb, words
from word_features import build
from word_lint import parts_of

from backsource_docs.rendering.referring import NumberPiece, Plain, begins_sentence, spelled
from backsource_docs.rendering.text import render_text
from backsource_docs.tree import (
    Blank,
    Clause,
    Content,
    Definition,
    Document,
    LineBreak,
    Paragraph,
    Part,
    Reference,
    Text,
)


def sample(content: Content) -> tuple[Part, ...]:
    one = clause("one", "Supply", limb("First."), limb(*content), limb("Third.", anchor="third"))
    two = clause("two", "Charges", limb("Pay:", children=(limb("monthly;"), limb("in arrears."))), limb("Interest."))
    lone = clause("lone", "Notices", limb("Notices go:", children=(limb("by post;", anchor="post"), limb("by hand."))))
    exit_plan = clause("plan", "Exit Plan", limb("Keep it.", anchor="keep"), limb(*content))
    other = clause("other", "Return of data")
    return (
        Part("terms", "", "clauses", (one, two, lone)),
        Part("exit", "Exit", "schedule", (exit_plan, other)),
        Part("sections", "", "sections", (clause("sec", "Roles", clause("sub", "Owners")),)),
        Part("annexes", "", "annex", (clause("reg", "Registers"),)),
    )


def said(target: str, before: str = "x ", clause_key: str = "one", schedule_key: str = "") -> str:
    made = document(*sample(()))
    pieces = spelled(words(before, Reference(target, "Fallback")), made, clause_key, schedule_key)
    return "".join(map(shown, pieces))[len(before) :]


def shown(piece: Plain) -> str:
    match piece:
        case Blank(label=label):
            return f"[● {label}]"
        case str(words) | Text(text=words) | NumberPiece(label=words):
            return words
    raise ValueError(piece)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("two", "clause 2 (Charges)"),
        ("two/1/2", "clause 2.1(b) (Charges)"),
        ("one#third", "clause 1.3"),
        ("lone#post", "clause 3(a) (Notices)"),
        ("plan#keep", "paragraph 1.1 (Exit Plan) of Schedule 1"),
        ("exit", "Schedule 1 (Exit)"),
        ("sub", "section 4.1 (Owners)"),
        ("reg", "Annex A (Registers)"),
        ("gone#limb", "[● missing reference: Fallback]"),
    ],
)
def test_spelling_from_a_clause(target: str, expected: str) -> None:
    assert said(target) == expected


@pytest.mark.parametrize(
    ("target", "clause_key", "expected"),
    [
        ("plan#keep", "plan", "paragraph 1.1"),
        ("plan#keep", "other", "paragraph 1.1 (Exit Plan)"),
        ("other", "plan", "paragraph 2 (Return of data)"),
        ("two", "plan", "clause 2 (Charges)"),
    ],
)
def test_spelling_inside_a_schedule(target: str, clause_key: str, expected: str) -> None:
    assert said(target, clause_key=clause_key, schedule_key="exit") == expected


@pytest.mark.parametrize(("before", "capital"), [("", True), ("Stop. ", True), ("Stop.", False), ("see ", False)])
def test_a_capital_begins_a_sentence(before: str, capital: bool) -> None:
    assert said("two", before).startswith("Clause" if capital else "clause")
    assert begins_sentence(before) is capital


def test_a_sentence_may_begin_across_pieces_and_lines() -> None:
    content = (Text("Stop."), Text(" "), Reference("two"), LineBreak(), Reference("two"), Text(" "), Reference("two"))
    text = render_text(document(Part("t", "", "none", (Paragraph(content),)), *sample(())))
    assert "Stop. Clause 2 (Charges)\nClause 2 (Charges) clause 2 (Charges)" in text


def test_a_limb_below_a_lead_in_goes_on_with_its_sentence() -> None:
    starting = (Reference("two"), " applies. ", Reference("two"), " too.")
    listed = limb(*starting, children=(limb(*starting),))
    defined = Definition("Exit", words("if:"), (limb(*starting),))
    one = clause("one", "One", limb("Whether:", children=(limb("x: ", children=(listed,)),)), defined)
    two = clause("two", "", limb(*starting), limb("These hold.", children=(limb(*starting),)))
    made = document(Part("t", "", "clauses", (one, two)))
    lower, upper = "clause 2 applies. Clause 2 too.", "Clause 2 applies. Clause 2 too."
    in_two = ("2.1 Clause 2", "(a) Clause 2")
    for said in (render_text(made), shown_in_word(made)):
        assert said.count(lower) == 2, said
        assert said.count(upper) == 3, said
    assert all(start in render_text(made) for start in in_two)


def shown_in_word(made: Document) -> str:
    xml = parts_of(build(made))["word/document.xml"].decode()
    return re.sub("<[^>]*>", "", re.sub("<w:instrText.*?</w:instrText>", "", xml)).replace("\u00a0", " ")


def test_an_unknown_title_is_left_out() -> None:
    made = document(Part("t", "", "clauses", (clause("a", ""), clause("b", "B", limb("x ", Reference("a"), ".")))))
    assert isinstance(made.draft.parts[0].blocks[1], Clause)
    assert "x clause 1." in render_text(made)
