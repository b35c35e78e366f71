"""How wide words are, and where their lines break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.rendering.word.glyphs import EM, Span, line_count, longest_word

WIDTH_OF_A, WIDTH_OF_SPACE = 1139, 569  # of Arial, in units of 2048 to the em


def count(*texts: str | Span, letters: float, bold: bool = False) -> int:
    """The lines on which the words stand, where a line has room for so many letters "a"."""
    return line_count([Span(text) if isinstance(text, str) else text for text in texts], letters * WIDTH_OF_A, bold)


@pytest.mark.parametrize(
    ("text", "letters", "expected"),
    [
        ("", 5, 1),
        ("aaaa aaaa", 8.6, 1),
        ("aaaa aaaa", 8.4, 2),
        ("aaaa aaaa ", 8.6, 1),
        ("aaaa\naaaa\n", 20, 3),
        ("aa aa-aa", 6, 2),
        ("aaaa aa-aa aa", 8, 2),
        ("aaaaaaaaaa", 4.5, 3),
        ("a aaaaaaaaaa a", 4.5, 4),
        ("漢漢", 3, 2),
    ],
)
def test_lines_break_as_late_as_words_fit(text: str, letters: float, expected: int) -> None:
    assert count(text, letters=letters) == expected


def test_a_word_in_two_weights_is_one_word() -> None:
    assert count("aaaa (the “", Span("aaaa", bold=True), "”) aa", letters=11) == 2
    assert count("aaaa ", "aaaa", letters=8.6) == 1


def test_bold_is_wider() -> None:
    assert longest_word([Span("title", bold=True)]) > longest_word([Span("title")])
    assert count("title title", letters=6.5) < count("title title", letters=6.5, bold=True)


def test_the_widest_piece_counts() -> None:
    assert longest_word([Span("a aaa a-aaaa")]) == 4 * WIDTH_OF_A
    assert longest_word([]) == 0
    assert longest_word([Span("漢")]) == EM


@given(st.lists(st.text("abc -", max_size=12), max_size=12), st.floats(2, 40))
def test_more_room_never_makes_more_lines(words: list[str], letters: float) -> None:
    assert count(*words, letters=letters) >= count(*words, letters=letters + 40) >= 1
