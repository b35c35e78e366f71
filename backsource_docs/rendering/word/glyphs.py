"""How wide words are in Arial (and in Liberation Sans, which has the same measures), and how many lines they fill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = ["EM", "Span", "line_count", "longest_word"]

EM = 2048
"""The unit: so many to the size of the font."""

_LETTERS = [*range(32, 127), *range(160, 384), *map(ord, "\u2010\u2011–—‘’“”•…€\u2212●")]
_REGULAR = """
    569 569 727 1139 1139 1821 1366 391 682 682 797 1196 569 682 569 569 1139 1139 1139 1139 1139 1139 1139 1139
    1139 1139 569 569 1196 1196 1196 1139 2079 1366 1366 1479 1479 1366 1251 1593 1479 569 1024 1366 1139 1706 1479
    1593 1366 1593 1479 1366 1251 1479 1366 1933 1366 1366 1251 569 569 569 961 1139 682 1139 1139 1024 1139 1139
    569 1139 1139 455 455 1024 455 1706 1139 1139 1139 1139 682 1024 569 1139 1024 1479 1024 1024 1024 684 532 684
    1196 569 682 1139 1139 1139 1139 532 1139 682 1509 758 1139 1196 682 1509 1131 819 1124 682 682 682 1180 1100
    569 682 682 748 1139 1708 1708 1708 1251 1366 1366 1366 1366 1366 1366 2048 1479 1366 1366 1366 1366 569 569 569
    569 1479 1479 1593 1593 1593 1593 1593 1196 1593 1479 1479 1479 1479 1366 1366 1251 1139 1139 1139 1139 1139
    1139 1821 1024 1139 1139 1139 1139 569 569 569 569 1139 1139 1139 1139 1139 1139 1139 1124 1251 1139 1139 1139
    1139 1024 1139 1024 1366 1139 1366 1139 1366 1139 1479 1024 1479 1024 1479 1024 1479 1024 1479 1259 1479 1139
    1366 1139 1366 1139 1366 1139 1366 1139 1366 1139 1593 1139 1593 1139 1593 1139 1593 1139 1479 1139 1479 1139
    569 569 569 569 569 569 569 455 569 569 1505 909 1024 455 1366 1024 1024 1139 455 1139 455 1139 597 1139 684
    1139 455 1479 1139 1479 1139 1479 1139 1237 1481 1139 1593 1139 1593 1139 1593 1139 2048 1933 1479 682 1479 682
    1479 682 1366 1024 1366 1024 1366 1024 1366 1024 1251 569 1251 768 1251 569 1479 1139 1479 1139 1479 1139 1479
    1139 1479 1139 1479 1139 1933 1479 1366 1024 1366 1251 1024 1251 1024 1251 1024 455 682 682 1139 2048 455 455
    682 682 717 2048 1139 1196 1237
"""
_BOLD = """
    569 682 971 1139 1139 1821 1479 487 682 682 797 1196 569 682 569 569 1139 1139 1139 1139 1139 1139 1139 1139
    1139 1139 682 682 1196 1196 1196 1251 1997 1479 1479 1479 1479 1366 1251 1593 1479 569 1139 1479 1251 1706 1479
    1593 1366 1593 1479 1366 1251 1479 1366 1933 1366 1366 1251 682 569 682 1196 1139 682 1139 1251 1139 1251 1139
    682 1251 1251 569 569 1139 569 1821 1251 1251 1251 1251 797 1139 682 1251 1139 1593 1139 1139 1024 797 573 797
    1196 569 682 1139 1139 1139 1139 573 1139 682 1509 758 1139 1196 682 1509 1131 819 1124 682 682 682 1180 1139
    569 682 682 748 1139 1708 1708 1708 1251 1479 1479 1479 1479 1479 1479 2048 1479 1366 1366 1366 1366 569 569 569
    569 1479 1479 1593 1593 1593 1593 1593 1196 1593 1479 1479 1479 1479 1366 1366 1251 1139 1139 1139 1139 1139
    1139 1821 1139 1139 1139 1139 1139 569 569 569 569 1251 1251 1251 1251 1251 1251 1251 1124 1251 1251 1251 1251
    1251 1139 1251 1139 1479 1139 1479 1139 1479 1139 1479 1139 1479 1139 1479 1139 1479 1139 1479 1472 1479 1251
    1366 1139 1366 1139 1366 1139 1366 1139 1366 1139 1593 1251 1593 1251 1593 1251 1593 1251 1479 1251 1479 1251
    569 569 569 569 569 569 569 569 569 569 1607 1139 1139 569 1479 1139 1139 1251 569 1251 569 1251 789 1251 981
    1251 569 1479 1251 1479 1251 1479 1251 1451 1481 1251 1593 1251 1593 1251 1593 1251 2048 1933 1479 797 1479 797
    1479 797 1366 1139 1366 1139 1366 1139 1366 1139 1251 682 1251 981 1251 682 1479 1251 1479 1251 1479 1251 1479
    1251 1479 1251 1479 1251 1933 1593 1366 1139 1366 1251 1024 1251 1024 1251 1024 569 682 682 1139 2048 569 569
    1024 1024 717 2048 1139 1196 1237
"""
_UNKNOWN = 1139  # a letter that the table lacks is as wide as an "a"
_FIRST_WIDE = 0x1100  # from here on scripts are as wide as they are high


class Span(NamedTuple):
    """Words in one weight; a line end in them is one on paper."""

    text: str
    bold: bool = False


class _Widths(dict[str, int]):
    """The width of each word asked for so far."""

    def __init__(self, letters: str) -> None:
        super().__init__()
        self._letters = dict(zip(_LETTERS, map(int, letters.split()), strict=True))

    def __missing__(self, word: str) -> int:
        known = self._letters
        width = sum(known.get(ord(letter)) or (EM if ord(letter) >= _FIRST_WIDE else _UNKNOWN) for letter in word)
        if len(self) < _KEPT:
            self[word] = width
        return width


_KEPT = 50_000
_WIDTHS = {False: _Widths(_REGULAR), True: _Widths(_BOLD)}
_SPACE = _WIDTHS[False][" "]


def line_count(spans: Sequence[Span], room: float, bold: bool = False) -> int:
    """How many lines of this width the words fill, broken as Word breaks them: as late as they fit."""
    lines, used, word = 1, 0.0, 0.0
    for text, strong in spans:
        widths = _WIDTHS[bold or strong]
        for count, stretch in enumerate(text.split("\n")):
            if count:
                more, used = _put(word, "", used, room, widths)
                lines, used, word = lines + more + 1, 0.0, 0.0
            first, *others = stretch.split(" ")
            word += widths[first]
            last = first
            for other in others:
                if used + word <= room:
                    used += word + _SPACE
                else:
                    more, used = _put(word, last, used, room, widths)
                    lines, used = lines + more, used + _SPACE
                word, last = widths[other], other
    return lines + _put(word, "", used, room, _WIDTHS[bold])[0]


def longest_word(spans: Iterable[Span], breaks: str = " \n") -> int:
    """The width of the widest word."""
    widest = 0
    for text, bold in spans:
        for mark in breaks:
            text = text.replace(mark, "\n")
        widest = max(widest, *(_WIDTHS[bold][word] for word in text.split("\n")))
    return widest


def _put(word: float, text: str, used: float, room: float, widths: _Widths) -> tuple[int, float]:
    """How many lines a word adds, and what is used of the last one then."""
    if used + word <= room:
        return 0, used + word
    head, hyphen, tail = text.rpartition("-")
    if hyphen and tail and used + widths[f"{head}-"] <= room:
        return 1, widths[tail]
    if word <= room:
        return (1 if used else 0), word
    begun = 1 if used else 0
    return begun + int(word // room), word % room
