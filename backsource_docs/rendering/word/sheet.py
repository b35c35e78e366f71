"""What is written of a document so far: its blocks, their measures, and where each node came to stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, field

from backsource_docs.rendering.word.fields import bookmarked
from backsource_docs.rendering.word.inline import NO_LINE, Line, Pen, spans_of
from backsource_docs.rendering.word.numbering import Started
from backsource_docs.rendering.word.pages import Page, Stretch
from backsource_docs.rendering.word.tables import TableRow

__all__ = ["Heading", "Listed", "Sheet"]

_NO_SPACE_BEFORE = '<w:spacing w:before="0"/>'


class Heading(NamedTuple):
    """A line of the contents: the place of the block it stands for, its number and title; `named`: "Annex A"."""

    block: int
    number: str
    title: str
    level: int
    named: bool = False


class Listed(NamedTuple):
    """The list that a paragraph belongs to, where it is not its style's own."""

    number: int
    level: int


_Look = tuple[str, bool, Listed | None, int, int, bool, bool]


class Sheet(Struct):
    """Grows block by block; `measured`: the estimate of pages needs the measures of its blocks.

    `named` are the nodes that get a bookmark even if nothing refers to them.
    """

    pen: Pen
    styles: Mapping[str, str]
    started: Started
    page: Page
    measured: bool
    blocks: list[str] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    headings: list[Heading] = field(default_factory=list)
    contents: list[int] = field(default_factory=list)
    openings: dict[_Look, str] = field(default_factory=dict)
    new_page: bool = False
    at_top: bool = True

    def add(
        self,
        style: str,
        line: Line,
        keep: bool = False,
        listed: Listed | None = None,
        edge: int = 0,
        hanging: int = 0,
    ) -> None:
        """Writes a paragraph in a style, on a list of its own, at an edge of its own (twips from the margin)."""
        look = (style, keep, listed, edge, hanging, self.at_top, self.new_page)
        opening = self.openings.get(look)
        if opening is None:
            opening = self.openings[look] = self._opening(*look)
        self.blocks.append(f"{opening}{line[0]}</w:p>")
        if self.measured:
            self.stretches.append(Stretch(style, spans_of(line), self.page, keep, self.new_page, (), 1, edge))
        self.new_page = self.at_top = False

    def add_rows(self, xml: str, rows: tuple[TableRow, ...]) -> None:
        """Writes a table."""
        self._turn_page()
        self.blocks.append(xml)
        self.stretches.append(Stretch("Table Text", (), self.page, rows=rows))

    def add_ready(self, xml: str, style: str, paragraphs: int) -> None:
        """Writes paragraphs that were laid out elsewhere."""
        self._turn_page()
        self.blocks.append(xml)
        self.stretches.append(Stretch(style, (), self.page, paragraphs=paragraphs))

    def end_section(self, section: str) -> None:
        """Ends a section of pages with the last paragraph, or with an empty one of its own."""
        last = self.blocks[-1] if self.blocks else ""
        if not last.startswith("<w:p>") or last.count("</w:p>") != 1:
            self.add("After Table", NO_LINE)
        self.blocks[-1] = self.blocks[-1].replace("</w:pPr>", f"{section}</w:pPr>", 1)
        self.new_page, self.at_top = False, True

    def begin_page(self) -> None:
        """The next paragraph begins a page."""
        self.new_page = self.at_top = True

    def stand(self, key: str, always: bool = False) -> None:
        """Notes that the node with this key begins with the next block."""
        if key:
            self.places.setdefault(key, len(self.blocks))
            if always:
                self.named.add(key)

    def bookmark(self, names: Mapping[str, str], first: int) -> int:
        """Puts bookmarks, by key, where their nodes stand; ids count from `first`; the next free id."""
        for key, index in self.places.items():
            if key in names and index < len(self.blocks) and self.blocks[index]:
                self.blocks[index] = bookmarked(self.blocks[index], first, names[key])
                first += 1
        return first

    def _opening(
        self, style: str, keep: bool, listed: Listed | None, edge: int, hanging: int, at_top: bool, new_page: bool
    ) -> str:
        """How a paragraph begins, up to its words."""
        number, before = "", "<w:keepNext/>" if keep else ""
        hung = f' w:hanging="{hanging}"' if hanging else ""
        indent = f'<w:ind w:left="{edge}"{hung}/>' if edge else ""
        if listed:
            number = f'<w:numPr><w:ilvl w:val="{listed.level}"/><w:numId w:val="{listed.number}"/></w:numPr>'
        if at_top:
            before += f'<w:pageBreakBefore w:val="{int(new_page)}"/>'
            indent = f"{_NO_SPACE_BEFORE}{indent}"
        return f'<w:p><w:pPr><w:pStyle w:val="{self.styles[style]}"/>{before}{number}{indent}</w:pPr>'

    def _turn_page(self) -> None:
        if self.new_page:
            self.add("After Table", NO_LINE)
