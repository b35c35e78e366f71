"""How wide words are in Arial (and in Liberation Sans, which has the same measures), and how many lines they fill."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
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


class _Letters(dict[int, str]):
    """The width of each letter, as the letter of that number: so str.translate measures a whole word at once."""

    def __missing__(self, letter: int) -> str:
        return chr(EM if letter >= _FIRST_WIDE else _UNKNOWN)


class _Widths(dict[str, int]):
    """The width of each word asked for so far, with the space behind it."""

    def __init__(self, letters: str) -> None:
        super().__init__()
        self._letters = _Letters(zip(_LETTERS, map(chr, map(int, letters.split())), strict=True))

    def __missing__(self, word: str) -> int:
        width = sum(map(ord, word.translate(self._letters)), _SPACE)
        if len(self) < _KEPT:
            self[word] = width
        return width


_SPACE = 569  # in both weights
_KEPT = 50_000
_WIDTHS = {False: _Widths(_REGULAR), True: _Widths(_BOLD)}


def line_count(spans: Sequence[Span], room: float, bold: bool = False) -> int:
    """How many lines of this width the words fill, broken as Word breaks them: as late as they fit."""
    if len(spans) == 1 and "\n" not in spans[0].text:
        words = spans[0].text.split(" ")
        return _lines(words, list(map(_WIDTHS[bold or spans[0].bold].__getitem__, words)), room)
    return sum(_lines(words, widths, room) for words, widths in _stretches(spans, bold))


def longest_word(spans: Iterable[Span]) -> int:
    """The width of the widest piece of words that no line end may part."""
    pieces = (_WIDTHS[bold][word] - _SPACE for text, bold in spans for word in _unparted(text))
    return max(pieces, default=0)


def _unparted(text: str) -> list[str]:
    return text.replace("-", "- ").replace("\n", " ").split(" ")


def _stretches(spans: Sequence[Span], bold: bool) -> Iterator[tuple[list[str], list[int]]]:
    """The words between two line ends and their widths; a word may go on from one span to the next."""
    words, widths = [""], [_SPACE]
    for text, strong in spans:
        known = _WIDTHS[bold or strong]
        for count, stretch in enumerate(text.split("\n")):
            if count:
                yield words, widths
                words, widths = [""], [_SPACE]
            first, *others = stretch.split(" ")
            words[-1] += first
            widths[-1] += known[first] - _SPACE
            words += others
            widths += map(known.__getitem__, others)
    yield words, widths


def _lines(words: Sequence[str], widths: Sequence[int], room: float) -> int:
    if sum(widths) <= room + _SPACE:
        return 1
    ends = list(accumulate(widths))
    lines, start, place, limit = 1, 0.0, 0, room + _SPACE
    while (place := bisect_right(ends, start + limit, place)) < len(words):
        more, used = _broken(words[place], widths[place], ends[place] - widths[place] - start, room)
        lines, start = lines + more, ends[place] - used
        place += 1
    return lines


def _broken(word: str, width: int, used: float, room: float) -> tuple[int, float]:
    """How many lines a word adds that does not fit on this one, and what is used of the last one then."""
    if not word:
        return 0, used
    head, hyphen, tail = word.rpartition("-")
    known = _WIDTHS[False]
    if hyphen and tail and used + known[f"{head}-"] <= room + _SPACE:
        return 1, known[tail]
    begun = 1 if used else 0
    if width - _SPACE <= room:
        return begun, width
    return begun + int((width - _SPACE) // room), (width - _SPACE) % room + _SPACE
