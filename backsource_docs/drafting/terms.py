"""Defined terms: where a text uses them, the longest match first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from backsource_docs.tree import Block, Term, Text, inlines_of, walk

__all__ = ["TermIndex", "TermUse", "either_of", "in_small_letters", "terms_defined_in", "terms_used_in"]

# What stands first lets the search skip the rest, and a plain range more quickly than a class of letters.
_WORD = re.compile(r"[^\W\d_a-z](?<!\w\w)\w*")
_PLAIN_WORD = re.compile(r"[A-Z](?<!\w\w)\w*")


class TermUse(NamedTuple):
    """A use of a term: the term as defined, the form in the text, where it starts and ends."""

    term: str
    form: str
    start: int
    end: int


class TermIndex:
    """Finds the uses of known terms; `forms` maps each form (singular, plural) to the term as defined."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        self.forms = dict(forms)
        lengths: dict[str, set[int]] = {}
        for form in self.forms:
            lengths.setdefault(_first_word(form), set()).add(len(form))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}
        plain = all("A" <= word[:1] <= "Z" for word in self._lengths)
        self._word = _PLAIN_WORD if plain else _WORD

    def uses(self, text: str) -> Iterator[TermUse]:
        """The uses in a text, from left to right, without overlaps."""
        position = 0
        known, forms = self._lengths, self.forms
        for match in self._word.finditer(text):
            lengths = known.get(match[0])
            if lengths and (start := match.start()) >= position:
                for length in lengths:
                    form, end = text[start : start + length], start + length
                    if form in forms and not text[end : end + 1].isalnum():
                        position = end
                        yield TermUse(forms[form], form, start, end)
                        break


def _first_word(form: str) -> str:
    match = _WORD.match(form)
    return match[0] if match else form.split()[0]


def terms_used_in(blocks: Iterable[Block], index: TermIndex) -> Iterator[str]:
    """The terms that the library's own words in the blocks use; values from the deal are no uses."""
    pieces = (piece for block in walk(tuple(blocks)) for piece in inlines_of(block))
    words = "\n".join([piece.text for piece in pieces if isinstance(piece, Text) and not piece.path])
    return (use.term for use in index.uses(words))


def terms_defined_in(blocks: Iterable[Block]) -> Iterator[str]:
    """The terms that the blocks define in their text."""
    for block in walk(tuple(blocks)):
        yield from (piece.text for piece in inlines_of(block) if isinstance(piece, Term))


def either_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first; empty for none."""
    # Grouped by first letter, a place in the text is tried against a few phrases and not against all.
    groups: dict[str, list[str]] = {}
    for phrase in sorted(filter(None, phrases), key=len, reverse=True):
        groups.setdefault(phrase[0], []).append(re.escape(phrase[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in groups.items())


def in_small_letters(text: str) -> str:
    """The text in lower case, letter for letter: no letter changes its place."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(letter.lower()[0] for letter in text)
