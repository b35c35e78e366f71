"""Conditional limbs: what stays reads as if the rest had never been there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.drafting.trimming import trimmed
from backsource_docs.library.markup import parse_markup
from backsource_docs.tree import Block, Bullet, Limb, Paragraph, Text, plain

LIST = "1. It shall:\n   1. one;{a}\n   1. two;{b}\n   1. three; and{c}\n   1. four.{d}\n"
HAND_WRITTEN = {
    "nothing falls": (LIST, "", "It shall: | one; | two; | three; and | four."),
    "the first falls": (LIST, "a", "It shall: | two; | three; and | four."),
    "the last but one falls": (LIST, "c", "It shall: | one; | two; and | four."),
    "the last falls": (LIST, "d", "It shall: | one; | two; and | three."),
    "the last two fall": (LIST, "cd", "It shall: | one; and | two."),
    "one stays": (LIST, "abd", "It shall three."),
    "none stays": ("1. Before.\n" + LIST, "abcd", "Before."),
    "an inner list ends the outer limb": (
        "1. It shall:\n   1. one:\n      1. x; or{a}\n      1. y; and{b}\n   1. two.{c}\n",
        "b",
        "It shall: | one x; and | two.",
    ),
    "an inner list becomes the end": (
        "1. It shall:\n   1. zero;\n   1. one:\n      1. x; or\n      1. y; and\n   1. two.{c}\n",
        "c",
        "It shall: | zero; and | one: | x; or | y.",
    ),
    "a lead-in falls with its list": (
        "1. It shall:\n   1. one;\n   1. two:\n      1. x; or{a}\n      1. y; and{b}\n   1. three.\n",
        "ab",
        "It shall: | one; and | three.",
    ),
    "a closing paragraph follows the joined sentence": (
        "1. It shall:\n   1. one; and{a}\n   1. two,{b}\n\n   at its cost.\n",
        "a",
        "It shall two, | at its cost.",
    ),
    "sub-clauses are sentences": ("1. One.\n1. Two.{a}\n1. Three.\n", "a", "One. | Three."),
    "a value before the end keeps its place": (
        "1. It shall:\n   1. pay {{ sum }}; and{a}\n   1. leave {{ place }}.{b}\n   1. wait.{c}\n",
        "c",
        "It shall: | pay {{ sum }}; and | leave {{ place }}.",
    ),
    "a reference at the very end takes the stop": (
        "1. It shall:\n   1. pay; or{a}\n   1. see [Exit](exit.md); or{b}\n   1. wait.{c}\n",
        "c",
        "It shall: | pay; or | see Exit.",
    ),
}
PROSE = {
    "a paragraph joins its only limb": ("It means:\n\n1. one; or{a}\n1. two.{b}\n", "a", "It means two."),
    "a paragraph falls with its list": ("Before.\n\nIt means:\n\n1. one; or{a}\n1. two.{b}\n", "ab", "Before."),
    "a paragraph keeps a list of two": ("It is:\n\n1. x;{a}\n1. y; or\n1. z.\n", "a", "It is: | y; or | z."),
    "bullets go alone": ("Now:\n\n- one {a}\n- two\n", "a", "Now: | two"),
}


def words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        assert isinstance(block, Limb | Paragraph | Bullet)
        yield plain(block.content)
        yield from words(block.children if isinstance(block, Limb) else ())


def read(text: str, *, prose: bool) -> tuple[Block, ...]:
    """Blocks of a text in which {a} stands for {when=a}."""
    for letter in "abcd":
        text = text.replace(f"{{{letter}}}", f" {{when={letter}}}")
    blocks, findings = parse_markup(text, "f.md", 1, prose=prose)
    assert findings == ()
    return blocks


@pytest.mark.parametrize("name", [*HAND_WRITTEN, *PROSE])
def test_hand_written_cases(name: str) -> None:
    text, fallen, expected = (HAND_WRITTEN | PROSE)[name]
    blocks = trimmed(read(text, prose=name in PROSE), {letter: letter not in fallen for letter in "abcd"})
    assert " | ".join(words(blocks)) == expected


def test_unless_is_the_opposite_and_an_unknown_fact_does_not_hold() -> None:
    blocks, _ = parse_markup("1. A. {unless=x}\n1. B. {when=x}\n1. C. {unless=y}\n1. D. {when=y}", "f", 1, prose=False)
    assert list(words(trimmed(blocks, {"x": True}))) == ["B.", "C."]
    assert list(words(trimmed(blocks, {"x": False}))) == ["A.", "C."]


def test_conditions_are_gone_from_what_stays() -> None:
    blocks = trimmed(read(LIST, prose=False), dict.fromkeys("abcd", True))
    (limb,) = blocks
    assert isinstance(limb, Limb)
    assert [child.when for child in limb.children if isinstance(child, Limb)] == ["", "", "", ""]


FACTS = "pqrs"
conditions = st.sampled_from(["", "", *FACTS])
counter = st.integers(0, 10**6)


@st.composite
def nests(draw: st.DrawFn, levels: int = 3, ending: str = ".") -> Limb:
    """A limb as the rules of style want it: a lead-in with a list of two or more, or plain words."""
    name = f"w{draw(counter)}"
    when, unless = draw(conditions), ""
    if draw(st.booleans()):
        when, unless = "", when
    if levels == 0 or draw(st.booleans()):
        return Limb((Text(f"{name}{ending}"),), when=when, unless=unless)
    size = draw(st.integers(2, 4))
    joint = draw(st.sampled_from(["; and", "; or"]))
    endings = [";"] * (size - 2) + [joint, ending]
    children = tuple(draw(nests(levels - 1, end)) for end in endings)
    return Limb((Text(f"{name}:"),), children, when=when, unless=unless)


def stays(limb: Limb, holds: dict[str, bool]) -> bool:
    return (not limb.when or holds[limb.when]) and (not limb.unless or not holds[limb.unless])


def surviving(limb: Limb, holds: dict[str, bool]) -> list[str]:
    """The words that must stay: those of kept limbs, and of lead-ins that keep something to lead in."""
    if not stays(limb, holds):
        return []
    own = plain(limb.content).rstrip(":;.and or")
    inner = [word for child in limb.children if isinstance(child, Limb) for word in surviving(child, holds)]
    return [own, *inner] if inner or not limb.children else []


def all_limbs(blocks: tuple[Block, ...]) -> Iterator[Limb]:
    for block in blocks:
        if isinstance(block, Limb):
            yield block
            yield from all_limbs(block.children)


def ends_well(limb: Limb, ending: str) -> None:
    """Each list of a limb ends with what stood at the limb's own end, its last but one item with a connective."""
    items = [child for child in limb.children if isinstance(child, Limb)]
    text = plain(limb.content)
    if not items:
        assert text.endswith(ending) and not text.endswith(f";{ending}"), text
        return
    assert text.endswith(":") and len(items) > 1
    joints = {last_words(item)[-5:].lstrip("0123456789w ") for item in items[-2:-1]}
    assert joints <= {"; and", "; or"}, joints
    for item in items[:-2]:
        ends_well(item, ";")
    ends_well(items[-1], ending)


def last_words(limb: Limb) -> str:
    items = [child for child in limb.children if isinstance(child, Limb)]
    return last_words(items[-1]) if items else plain(limb.content)


@given(nests(), st.fixed_dictionaries({fact: st.booleans() for fact in FACTS}))
def test_lists_stay_grammatical_and_no_kept_word_is_lost(limb: Limb, holds: dict[str, bool]) -> None:
    blocks = trimmed((limb,), holds)
    said = " ".join(words(blocks))
    assert [word.rstrip(":;.") for word in said.split() if word.startswith("w")] == surviving(limb, holds)
    for kept in all_limbs(blocks):
        if plain(kept.content).endswith(":"):
            assert len(kept.children) > 1
        if kept.children:
            assert plain(kept.content).endswith(":")
    for top in blocks:
        assert isinstance(top, Limb)
        ends_well(top, ".")
