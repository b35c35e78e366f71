"""The plain text of a document, as goldens show it."""

from __future__ import annotations

from by_hand import clause, document, limb, text, words
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.rendering.text import render_text
from backsource_docs.tree import (
    Blank,
    Bullet,
    Column,
    Contents,
    Definition,
    Document,
    Execution,
    Field,
    LineBreak,
    Part,
    Reference,
    Row,
    Signatory,
    Table,
    TableSlot,
    Term,
)

EXPECTED = """\
Agreement
=========


Parties
-------
(1) Acme (the “Customer”).

Agreed terms
------------

1. Definitions
    In this Agreement:
    “Exit Date”: the day in clause 2.1 (Supply), or:
        (a) earlier; or
        (b) later.

2. Supply
    2.1 From [● start].
    2.2 The Supplier shall:
        (a) act;
            (i) now; and
        (b) report.
    • in writing

Schedule 1
Levels
------

1. Table
    1.1 They are:

        [Levels]
        Level        | Target
        ------------ | ------
        Finance
        On time / up |   98 %
        [● x]        |

    1.2 See [● missing reference: Gone] and [table: t].

Execution
---------

[● sign here]


Signed for and on behalf of Acme (Customer)
    Name: [● name]; title: [● title]

Signed for and on behalf of [● party]
    Name: Jane; title: CFO
"""


def sample() -> Document:
    supply = limb("The Supplier shall:", children=(limb("act;", children=(limb("now; and"),)), limb("report.")))
    ends = Definition(
        "Exit Date", words("the day in ", Reference("sup/1"), ", or:"), (limb("earlier; or"), limb("later."))
    )
    table = Table(
        "t",
        "Levels",
        (Column("Level"), Column("Target", align="right")),
        (
            Row((words("Finance"),)),
            Row((words("On time", LineBreak(), "up"), words("98 %"))),
            Row((words(Field("x")), ())),
        ),
    )
    signatories = (Signatory("Acme", "Customer"), Signatory("", "", (("Jane", "CFO"),)))
    return document(
        Part("c", "", "none", (Contents(),)),
        Part("p", "Parties", "parties", (limb("Acme (the ", Term("Customer"), ")."),)),
        Part("t", "Agreed terms", "clauses", (
            clause("def", "Definitions", limb("In this Agreement:"), ends),
            clause("sup", "Supply", limb("From ", Blank("start"), "."), supply, Bullet(words("in writing"))),
        )),
        Part("s", "Levels", "schedule", (
            clause("lev", "Table", limb("They are:", children=(table,)),
                   limb("See ", Reference("gone", "Gone"), " and [table: t].")),
        )),
        Part("e", "Execution", "none", (text(Blank("sign here")), Execution("x", signatories))),
        title="Agreement",
    )  # fmt: skip


def test_a_whole_document() -> None:
    assert "\n".join(line.rstrip() for line in render_text(sample()).split("\n")) == EXPECTED


def test_a_slot_that_nobody_filled_is_named() -> None:
    assert "[table: charges]" in render_text(document(Part("p", "", "none", (TableSlot("charges"),))))


@given(st.text(st.characters(exclude_characters="\n"), min_size=1))
def test_values_are_untouched(value: str) -> None:
    assert f"2.1 {value}\n" in render_text(
        document(Part("t", "", "clauses", (clause("a", "A"), clause("b", "B", limb(value), limb("x")))))
    )
