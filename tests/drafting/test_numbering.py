"""Numbers: computed as Word counts, one for each limb."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.drafting.numbering import numbered
from backsource_docs.tree import (
    Block,
    Clause,
    Definition,
    Document,
    Draft,
    Limb,
    Numbering,
    Paragraph,
    Part,
    Text,
    walk,
)


def limb(key: str, *children: Block, anchor: str = "") -> Limb:
    return Limb((Text(key),), children, key, anchor)


def document(*parts: Part, word: str = "clause") -> Document:
    return numbered(Draft("agreement", "Agreement", "contract", "contract", "en-GB", parts), word)


def part(key: str, numbering: Numbering, *blocks: Block) -> Part:
    return Part(key, key.title(), numbering, blocks)


def labels(made: Document) -> dict[str, str]:
    return {key: number.label for key, number in made.numbers.items()}


def test_clauses_count_on_over_parts_and_sub_clauses_in_each() -> None:
    one = Clause("one", "One", (limb("one/1"), limb("one/2", limb("one/2/1", limb("one/2/1/1", limb("one/2/1/1/1"))))))
    made = document(part("a", "clauses", one), part("b", "clauses", Clause("two", "Two", ())))
    assert labels(made) == {
        "one": "1",
        "one/1": "1.1",
        "one/2": "1.2",
        "one/2/1": "1.2(a)",
        "one/2/1/1": "1.2(a)(i)",
        "one/2/1/1/1": "1.2(a)(i)(A)",
        "two": "2",
    }
    assert made.numbers["one/2/1/1/1"].own == "(A)"
    assert made.numbers["one"].own == "1."


def test_a_lone_sub_clause_takes_the_number_of_its_clause() -> None:
    made = document(part("a", "clauses", Clause("one", "One", (limb("one/1", limb("one/1/1"), limb("one/1/2")),))))
    assert labels(made) == {"one": "1", "one/1": "1", "one/1/1": "1(a)", "one/1/2": "1(b)"}
    assert made.numbers["one/1"].own == ""


def test_schedules_count_afresh_and_their_clauses_are_paragraphs() -> None:
    first = part("s-one", "schedule", Clause("x", "X", (limb("x/1"), limb("x/2", anchor="right"))))
    made = document(
        part("body", "clauses", Clause("c", "C", ())),
        first,
        part("s-two", "schedule", Clause("y", "Y", ())),
        word="Section",
    )
    assert labels(made) == {
        "c": "1",
        "s-one": "1",
        "x": "1",
        "x/1": "1.1",
        "x/2": "1.2",
        "x#right": "1.2",
        "s-two": "2",
        "y": "1",
    }
    assert (made.numbers["c"].word, made.numbers["x"].word, made.numbers["s-one"].word) == (
        "Section",
        "paragraph",
        "Schedule",
    )
    assert (made.numbers["x/2"].within, made.numbers["y"].within, made.numbers["c"].within) == ("s-one", "s-two", "")
    assert made.numbers["x#right"].key == "x/2"


def test_parties_recitals_sections_and_sub_sections() -> None:
    made = document(
        part("parties", "parties", limb("p/1"), limb("p/2")),
        part("background", "recitals", limb("r/1"), limb("r/2")),
        part("plan", "sections", Clause("s", "S", (Clause("s/in", "In", (limb("s/in/1"), limb("s/in/2"))),))),
    )
    assert labels(made) == {
        "p/1": "(1)",
        "p/2": "(2)",
        "r/1": "(A)",
        "r/2": "(B)",
        "s": "1",
        "s/in": "1.1",
        "s/in/1": "1.1(a)",
        "s/in/2": "1.1(b)",
    }
    assert made.numbers["s"].own == "1"


def test_limbs_of_definitions_are_counted_for_each_definition() -> None:
    terms = [Definition(name, (Text(name),), (limb(f"{name}/1"), limb(f"{name}/2"))) for name in ("Exit", "Loss")]
    made = document(part("a", "clauses", Clause("def", "Definitions", (Paragraph((Text("In it:"),)), *terms))))
    assert labels(made) == {"def": "1", "Exit/1": "1(a)", "Exit/2": "1(b)", "Loss/1": "1(a)", "Loss/2": "1(b)"}


def test_letters_go_on_after_z_and_small_figures_are_roman() -> None:
    many = tuple(limb(f"a/1/{n}") for n in range(1, 55))
    few = tuple(limb(f"a/2/1/{n}") for n in range(1, 45))
    clause = Clause("a", "A", (limb("a/1", *many), limb("a/2", limb("a/2/1", *few))))
    numbers = document(part("p", "clauses", clause)).numbers
    assert [numbers[f"a/1/{n}"].own for n in (1, 26, 27, 28, 52, 53)] == ["(a)", "(z)", "(aa)", "(bb)", "(zz)", "(aaa)"]
    roman = ["(i)", "(iv)", "(ix)", "(xiv)", "(xl)", "(xliv)"]
    assert [numbers[f"a/2/1/{n}"].own for n in (1, 4, 9, 14, 40, 44)] == roman


shapes = st.recursive(st.just(()), lambda inner: st.lists(inner, max_size=4).map(tuple), max_leaves=20)


def grown(key: str, shape: tuple[object, ...], level: int) -> Limb:
    children = [grown(f"{key}/{n}", inner, level + 1) for n, inner in enumerate(shape, 1) if isinstance(inner, tuple)]
    return limb(key, *(children if level < 4 else ()))


@given(st.lists(shapes, max_size=5))
def test_each_limb_has_one_number_and_no_two_numbered_limbs_share_one(trees: list[tuple[object, ...]]) -> None:
    blocks = tuple(grown(f"c/{n}", shape, 1) for n, shape in enumerate(trees, 1))
    made = document(part("p", "clauses", Clause("c", "C", blocks)))
    keys = [block.key for block in walk(blocks) if isinstance(block, Limb)]
    assert set(made.numbers) == {"c", *keys}
    shown = [made.numbers[key].label for key in keys if made.numbers[key].own]
    assert len(shown) == len(set(shown))


def test_annexes_are_lettered_on_over_their_parts() -> None:
    made = document(
        part("plan", "sections", Clause("s", "S", ())),
        part(
            "wide", "annex", Clause("a", "Registers", (limb("a/1"), limb("a/2", limb("a/2/1")))), Clause("b", "Map", ())
        ),
        part("upright", "annex", Clause("c", "Letters", ())),
    )
    assert labels(made) == {"s": "1", "a": "A", "a/1": "A.1", "a/2": "A.2", "a/2/1": "A.2(a)", "b": "B", "c": "C"}
    assert [made.numbers[key].own for key in ("a", "b", "c")] == ["Annex A", "Annex B", "Annex C"]
    assert {made.numbers[key].word for key in ("a", "b", "c")} == {"Annex"}
