"""Numbered lists that begin anew in each of many letters in one file."""

from __future__ import annotations

import re

__all__ = ["Lists"]

_STYLE = re.compile(r'<w:style\b[^>]*?w:styleId="([^"]*)"[^>]*>(.*?)</w:style>', re.DOTALL)
_NUMBER = re.compile(r'<w:numId w:val="(\d+)"/>')
_LEVEL = re.compile(r'<w:ilvl w:val="(\d+)"/>')
_NUM = re.compile(r'<w:num\b[^>]*?w:numId="(\d+)"[^>]*>\s*<w:abstractNumId w:val="(\d+)"/>')
_ABSTRACT = re.compile(r'<w:abstractNum\b[^>]*?w:abstractNumId="(\d+)"[^>]*>(.*?)</w:abstractNum>', re.DOTALL)
_OF_LEVEL = re.compile(r'<w:lvl\b[^>]*?w:ilvl="(\d+)"[^>]*>(.*?)</w:lvl>', re.DOTALL)
_PROPERTIES = re.compile(r"<w:pPr>.*?</w:pPr>", re.DOTALL)
_STYLED = re.compile(r'<w:pStyle w:val="([^"]*)"/>')
_BEFORE = re.compile(r"<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|framePr|widowControl)\b[^>]*/>")


class Lists:
    """The numbered lists of a template, by its styles and its numbering; `numbering` has those of all letters so far.

    The first letter keeps the lists of the template; each later one gets its own, that begin where these begin.
    """

    def __init__(self, styles: str, numbering: str) -> None:
        self._abstract = dict(_NUM.findall(numbering))
        self._levels = {number: _starts(inside) for number, inside in _ABSTRACT.findall(numbering)}
        self._styled = {name: found for name, inside in _STYLE.findall(styles) if (found := self._listed(inside))}
        self._next = max(map(int, self._abstract), default=0) + 1
        self._made: list[str] = []
        self._numbering = numbering if self._abstract else ""

    @property
    def numbering(self) -> str:
        """The part that declares the lists, with those of all letters; empty where the template has none."""
        place = self._numbering.rfind("</w:num>") + len("</w:num>")
        return self._numbering[:place] + "".join(self._made) + self._numbering[place:]

    def restarted(self, inside: str, letter: int) -> str:
        """A letter whose lists begin anew; the first has the lists of the template."""
        if letter == 1 or not self._abstract:
            return inside
        own: dict[str, int] = {}
        return _PROPERTIES.sub(lambda found: self._renumbered(found[0], own), inside)

    def _listed(self, inside: str) -> tuple[str, str] | None:
        """The list and the level of a style that is counted."""
        number, level = _NUMBER.search(inside), _LEVEL.search(inside)
        counted = number and self._levels.get(self._abstract.get(number[1], ""))
        return (number[1], level[1] if level else "0") if number and counted else None

    def _renumbered(self, properties: str, own: dict[str, int]) -> str:
        direct, style = _NUMBER.search(properties), _STYLED.search(properties)
        if direct:
            counted = self._levels.get(self._abstract.get(direct[1], ""))
            return _NUMBER.sub(f'<w:numId w:val="{self._of(direct[1], own)}"/>', properties) if counted else properties
        listed = self._styled.get(style[1]) if style else None
        if listed is None:
            return properties
        place = max(found.end() for found in _BEFORE.finditer(properties))
        number = f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{self._of(listed[0], own)}"/></w:numPr>'
        return properties[:place] + number + properties[place:]

    def _of(self, number: str, own: dict[str, int]) -> int:
        """The number of a list in this letter, declared when it is first met."""
        if number not in own:
            own[number], self._next = self._next, self._next + 1
            abstract = self._abstract[number]
            starts = "".join(
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
                for level, start in self._levels[abstract]
            )
            self._made.append(f'<w:num w:numId="{own[number]}"><w:abstractNumId w:val="{abstract}"/>{starts}</w:num>')
        return own[number]


def _starts(inside: str) -> tuple[tuple[str, str], ...]:
    """Each level with the number that it begins at; none for a list that has bullets only."""
    levels = _OF_LEVEL.findall(inside)
    if all('<w:numFmt w:val="bullet"/>' in level for _, level in levels):
        return ()
    starts = ((number, re.search(r'<w:start w:val="(\d+)"/>', level)) for number, level in levels)
    return tuple((number, start[1] if start else "1") for number, start in starts)
