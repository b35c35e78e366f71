"""The lists of a template, and the new lists that a document begins on them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field

__all__ = ["ListLevel", "Lists", "Started", "read_lists"]

_ABSTRACT = re.compile(r'<w:abstractNum\b[^>]*w:abstractNumId="(\d+)".*?</w:abstractNum>', re.DOTALL)
_LEVEL = re.compile(r'<w:lvl\b[^>]*w:ilvl="(\d)".*?</w:lvl>', re.DOTALL)
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_NUM = re.compile(r'<w:num\b[^>]*w:numId="(\d+)"[^>]*>\s*<w:abstractNumId w:val="(\d+)"')
_START = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


class ListLevel(Struct, frozen=True):
    """Where a style stands: the abstract list, and the level within it counted from 0."""

    abstract: int
    level: int


class Lists(Struct, frozen=True):
    """The numbering part of a template: its text around the end of its lists, its levels by style id.

    `own` is the first list of each abstract one, `highest` the highest number of a list.
    """

    head: str
    tail: str
    levels: Mapping[str, ListLevel]
    own: Mapping[int, int]
    highest: int


def read_lists(numbering: str) -> Lists:
    """Reads word/numbering.xml: which style stands on which level of which list."""
    levels = {
        style[1]: ListLevel(int(abstract[1]), int(level[1]))
        for abstract in _ABSTRACT.finditer(numbering)
        for level in _LEVEL.finditer(abstract[0])
        if (style := _STYLE.search(level[0]))
    }
    end = _end_of_numbers(numbering)
    own: dict[int, int] = {}
    highest = 0
    for number, abstract in _NUM.findall(numbering):
        own.setdefault(int(abstract), int(number))
        highest = max(highest, int(number))
    return Lists(numbering[:end], numbering[end:], levels, own, highest)


class Started(Struct):
    """The lists that a document began so far."""

    lists: Lists
    numbers: list[str] = field(default_factory=list)

    def shared(self, style_id: str) -> int:
        """The template's own list that the style belongs to."""
        return self.lists.own[self.lists.levels[style_id].abstract]

    def begin(self, style_id: str) -> int:
        """Begins a new list, counted from 1, on the one that the style belongs to; its number."""
        number = self.lists.highest + len(self.numbers) + 1
        abstract = self.lists.levels[style_id].abstract
        shown = f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{_START}</w:num>'
        self.numbers.append(shown)
        return number

    def xml(self) -> str:
        """The numbering part with the new lists."""
        return "".join([self.lists.head, *self.numbers, self.lists.tail])


def _end_of_numbers(numbering: str) -> int:
    last = numbering.rfind("</w:num>")
    return last + len("</w:num>") if last >= 0 else numbering.rindex("</w:numbering>")
