"""References that lead out of an attached document become words that read well where they stand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from backsource_docs.drafting.attaching import Bridge
from backsource_docs.drafting.terms import TermIndex
from backsource_docs.library.recipes import Attachment
from backsource_docs.tree import Blank, Block, Inline, Limb, Number, Paragraph, Reference, Text, plain

ATTACHED = Attachment.model_validate(
    {
        "to": "the Main Agreement",
        "itself": "this Annex",
        "instead": {"schedule-exit": "this Annex", "schedule-services": "functions"},
    }
)


def unknown(reference: Reference) -> Inline:
    return Blank(f"clause number of {reference.title}")


def bridge(numbers: Mapping[str, Number] | None = None, given: Inline | None = None) -> Bridge:
    return Bridge(
        ATTACHED,
        frozenset({"own", "functions"}),
        numbers or {},
        {"schedule-charges": "Charges"},
        TermIndex({form: form for form in ("Exit Plan", "Charges")}),
        (lambda reference: given) if given else unknown,
        lambda text: text,
    )


def limb(*content: Inline, children: tuple[Block, ...] = ()) -> Limb:
    return Limb(content, children)


def words(block: Block) -> str:
    assert isinstance(block, Limb | Paragraph)
    return plain(block.content)


@pytest.mark.parametrize(
    ("target", "title", "expected"),
    [
        ("lia-cap", "Limits of liability", "under the clause of the Main Agreement on limits of liability."),
        ("lia-cap#floor", "Limits of liability", "under the clause of the Main Agreement on limits of liability."),
        ("exp-plan", "Exit Plan", "under the clause of the Main Agreement on Exit Plan."),
        ("schedule-charges", "Charges", "under the schedule of the Main Agreement on Charges."),
        ("schedule-exit", "Exit", "under this Annex."),
    ],
)
def test_what_stands_elsewhere_is_called_by_its_subject(target: str, title: str, expected: str) -> None:
    (made,) = bridge()((limb(Text("under "), Reference(target, title), Text(".")),))
    assert words(made) == expected


def test_references_within_the_document_stay_live() -> None:
    content = (Reference("own#limb", "Own"), Text(" and "), Reference("schedule-services", "Services"))
    (made,) = bridge()((limb(*content),))
    assert isinstance(made, Limb)
    assert [piece.target for piece in made.content if isinstance(piece, Reference)] == ["own#limb", "functions"]


def test_a_sentence_begins_with_a_capital_and_a_listed_item_does_not() -> None:
    reference = Reference("lia-cap", "Limits of liability")
    inner = limb(reference, Text("."))
    outer = limb(reference, Text(" applies. "), reference, Text(" lists:"), children=(inner,))
    (made,) = bridge()((outer,))
    assert words(made).startswith("The clause of the Main Agreement on limits of liability applies. The clause of")
    assert isinstance(made, Limb)
    assert words(made.children[0]) == "the clause of the Main Agreement on limits of liability."


def test_a_definition_goes_on_from_its_term() -> None:
    (made,) = bridge()((Paragraph((Reference("lia-cap", "Limits of liability"), Text("."))),))
    assert words(made).startswith("the clause")


def test_numbers_of_the_agreement_come_first_then_those_of_the_deal() -> None:
    content = limb(Text("see "), Reference("ast-price", "Price"))
    numbers = {
        "ast-price": Number("4", "4.", 1, "paragraph", "Price", "schedule-exit"),
        "schedule-exit": Number("5", "Schedule 5", 0, "Schedule", "Exit"),
    }
    (ours,) = bridge(numbers)((content,))
    assert words(ours) == "see paragraph 4 (Price) of Schedule 5 of the Main Agreement"
    (theirs,) = bridge(given=Text("clause 31 (Price)"))((content,))
    assert words(theirs) == "see clause 31 (Price) of the Main Agreement"
