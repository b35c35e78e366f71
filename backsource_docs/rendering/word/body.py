"""The blocks of a document as paragraphs and tables of the body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from backsource_docs.rendering.referring import leads
from backsource_docs.rendering.word.inline import NO_LINE, Line, plain_line
from backsource_docs.rendering.word.metrics import Metrics
from backsource_docs.rendering.word.sheet import Heading, Listed, Sheet
from backsource_docs.rendering.word.styles import FAMILIES, Family, role_style
from backsource_docs.rendering.word.tables import Frame, write_table
from backsource_docs.tree import (
    Blank,
    Block,
    Bullet,
    Clause,
    Content,
    Contents,
    Definition,
    Execution,
    Limb,
    Number,
    Paragraph,
    Part,
    Table,
    TableSlot,
    Term,
    Text,
)

__all__ = ["Body"]

_BULLET_INDENT = 425
_WIDEST_INDENTED = 5  # columns; a wider table begins at the margin
_LED = (Limb, Bullet, Table, Execution)  # what must not be parted from the words that lead to it


class _Place(NamedTuple):
    """Where blocks stand: the styles of their numbering, the level of their limbs, the style of plain text."""

    family: Family
    text: str
    level: int
    clause: str = ""
    schedule: str = ""
    listed: int = 0
    led: bool = False


class Body(Struct, frozen=True):
    """Writes the parts of a document onto a sheet; `executions` are the signature blocks, already laid out."""

    sheet: Sheet
    numbers: Mapping[str, Number]
    metrics: Mapping[str, Metrics]
    executions: Mapping[Execution, str]

    def write_part(self, part: Part, first_of_kind: bool) -> None:
        """Writes a part: its heading, then its blocks."""
        family = FAMILIES[part.numbering]
        listed = 0
        if part.numbering == "schedule" or (family.lone and not first_of_kind):
            listed = self._begin(family.limbs[family.first])
        elif part.numbering == "sections":
            listed = self.sheet.started.shared(self.sheet.styles[family.headings[1]])
        self._part_heading(part)
        schedule = part.key if part.numbering == "schedule" else ""
        self._blocks(part.blocks, _Place(family, family.text, family.first, "", schedule, listed))

    def _part_heading(self, part: Part) -> None:
        self.sheet.stand(part.key, always=part.numbering == "schedule")
        number = self.numbers.get(part.key)
        if part.numbering == "schedule" and number and number.own:
            self._schedule_heading(part, number)
        elif part.title:
            contents = bool(part.blocks) and isinstance(part.blocks[0], Contents)
            style = "TOC Heading" if contents else "Part Heading"
            self.sheet.add(style, plain_line(part.title))

    def _schedule_heading(self, part: Part, number: Number) -> None:
        heading = Heading(len(self.sheet.blocks), number.own, part.title, 1, named=True)
        self.sheet.headings.append(heading)
        words = plain_line(f"\n{part.title}" if part.title else "")
        self.sheet.add("Schedule Heading", words)

    def _blocks(self, blocks: tuple[Block, ...], place: _Place) -> None:
        if place.family.afresh and place.level == place.family.first and any(map(self._is_numbered, blocks)):
            place = place._replace(listed=self._begin(place.family.limbs[place.level]))
        for index, block in enumerate(blocks, start=1):
            if isinstance(block, Limb):
                self._limb(block, place)
            else:
                self._block(block, place, blocks[index : index + 2])

    def _block(self, block: Block, place: _Place, following: tuple[Block, ...]) -> None:
        match block:
            case Paragraph(content=content, style=role):
                style = place.text if role_style(role) == "Normal" else role_style(role)
                self.sheet.add(style, self._line(content, place), _leads_to(following))
            case Clause():
                self._clause(block, place)
            case Definition():
                self._definition(block, place)
            case Table():
                self._table(block, place)
            case Bullet(content=content):
                self._bullet(content, place, _last_of_list(following))
            case Execution():
                xml = self.executions[block]
                self.sheet.add_ready(xml, "Signature Text", xml.count("<w:p>") + xml.count("<w:p "))
            case TableSlot(name=name):
                self.sheet.add(place.text, self._line((Blank(f"table: {name}"),), place))
            case Contents():
                self.sheet.contents.append(len(self.sheet.blocks))
                self.sheet.add_ready("", "toc 1", 1)

    def _clause(self, clause: Clause, place: _Place) -> None:
        self.sheet.stand(clause.key, always=True)
        if clause.title:
            self._clause_heading(clause, place)
        inner = place._replace(clause=clause.key)
        if place.clause and clause.key not in self.numbers:
            inner = _Place(FAMILIES["paragraphs"], FAMILIES["paragraphs"].text, 1, clause.key)
        self._blocks(clause.blocks, inner)

    def _clause_heading(self, clause: Clause, place: _Place) -> None:
        number = self.numbers.get(clause.key)
        words = plain_line(clause.title)
        if not number or not number.own:
            self.sheet.add("Unnumbered Heading", words)
            return
        style = place.family.headings[number.level]
        if not place.schedule:
            named = not number.own[0].isdigit()
            self.sheet.headings.append(Heading(len(self.sheet.blocks), number.own, clause.title, number.level, named))
        listed = Listed(place.listed, 0) if place.schedule else None
        self.sheet.add(style, words, listed=listed)

    def _limb(self, limb: Limb, place: _Place) -> None:
        sheet, family, number, children = self.sheet, place.family, self.numbers.get(limb.key), limb.children
        level = number.level if number and family.first > 1 else place.level
        shown = number is not None and number.own != ""
        sheet.stand(limb.key)
        line = sheet.pen.write(limb.content, place.clause, place.schedule, led=place.led)
        listed = Listed(place.listed, level - 1) if shown and place.listed else None
        keep = bool(children) and isinstance(children[0], _LED)
        sheet.add(family.limbs[level] if shown else place.text, line, keep, listed)
        if children:
            self._blocks(children, _inside(place, level, shown, leads(limb.content)))

    def _definition(self, definition: Definition, place: _Place) -> None:
        self.sheet.stand(definition.key)
        family = FAMILIES["definition"]
        within = place._replace(family=family, text=family.text, level=family.first, led=True)
        keep = bool(definition.children) and isinstance(definition.children[0], _LED)
        words = (Term(definition.term), Text(": "), *definition.content)
        self.sheet.add("Definition", self._line(words, place), keep)
        if definition.children:
            self._blocks(definition.children, within)

    def _bullet(self, content: Content, place: _Place, keep: bool) -> None:
        edge = self.metrics[place.text].left
        edge, hanging = (edge + _BULLET_INDENT, _BULLET_INDENT) if edge else (0, 0)
        self.sheet.add("List Bullet", self._line(content, place), keep, edge=edge, hanging=hanging)

    def _table(self, table: Table, place: _Place) -> None:
        edge = self.metrics[place.text].left if place.clause and len(table.columns) <= _WIDEST_INDENTED else 0
        if table.caption:
            self.sheet.add("caption", plain_line(table.caption), edge=edge)
        letter = self.metrics["Table Text"].size * 20
        frame = Frame(edge, self.sheet.page.width - edge, letter, place.clause, place.schedule)
        written = write_table(table, self.sheet.pen, self.sheet.styles, frame)
        self.sheet.add_rows(written.xml, written.rows)
        self.sheet.add("After Table", NO_LINE)

    def _is_numbered(self, block: Block) -> bool:
        number = self.numbers.get(block.key) if isinstance(block, Limb) else None
        return bool(number and number.own)

    def _line(self, content: Content, place: _Place) -> Line:
        return self.sheet.pen.write(content, place.clause, place.schedule)

    def _begin(self, style: str) -> int:
        return self.sheet.started.begin(self.sheet.styles[style])


def _leads_to(following: tuple[Block, ...]) -> bool:
    """Whether a paragraph must not be parted from what follows: a list, a table, the closing of a letter."""
    if not following:
        return False
    block = following[0]
    return isinstance(block, _LED) or (isinstance(block, Paragraph) and block.style == "closing")


def _last_of_list(following: tuple[Block, ...]) -> bool:
    """Whether one point of the list follows, and no more: it must not stand alone on a page."""
    return [isinstance(block, Bullet) for block in following] in ([True], [True, False])


def _inside(place: _Place, level: int, numbered: bool, led: bool) -> _Place:
    """Where the children of a limb stand."""
    text = place.family.inside[level] if numbered else place.text
    if place.family.lone:
        family = FAMILIES["definition"]
        return _Place(family, text, family.first, place.clause, place.schedule, 0, led)
    deeper = level if place.family.afresh and not numbered else level + 1
    return _Place(place.family, text, deeper, place.clause, place.schedule, place.listed, led)
