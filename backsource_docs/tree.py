"""A document as a small closed tree of frozen nodes, without behaviour; numbers live beside it.

Keys: a clause's key is its id, a limb's key is the clause's key and the limb's path ("tra-scope/2/1"),
so that numbers, bookmarks and the manifest can be kept beside the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct, field

__all__ = [
    "Blank",
    "Block",
    "Bullet",
    "Cell",
    "Clause",
    "Column",
    "Contents",
    "Definition",
    "Document",
    "Draft",
    "Execution",
    "Field",
    "Inline",
    "Limb",
    "LineBreak",
    "Number",
    "Numbering",
    "Paragraph",
    "Part",
    "Reference",
    "Row",
    "Shade",
    "Signatory",
    "Table",
    "TableSlot",
    "Term",
    "Text",
    "inlines_of",
    "plain",
    "walk",
]

Numbering = Literal["none", "clauses", "schedule", "sections", "annex", "parties", "recitals", "paragraphs"]
Alignment = Literal["left", "right", "center"]


class _Node(Struct, frozen=True, tag=True, array_like=True):
    """Base of all that is told apart by its kind, so that a tree can be kept as text: its kind and its fields."""


class Text(_Node, frozen=True):
    """Words; `path` names the field of the deal or the parameter that a filled value came from."""

    text: str
    strong: bool = False
    emphasis: bool = False
    path: str = ""


class Field(_Node, frozen=True):
    """A value that the library asks for and drafting has yet to fill."""

    name: str
    line: int = 0


class Blank(_Node, frozen=True):
    """A value that nobody has given: printed as a visible blank with its label."""

    label: str
    path: str = ""


class Term(_Node, frozen=True):
    """A defined term at the one place that defines it."""

    text: str


class Reference(_Node, frozen=True):
    """A cross-reference to a clause, or to a limb of it by its anchor (`id#anchor`)."""

    target: str
    title: str = ""
    line: int = 0


class LineBreak(_Node, frozen=True):
    """A new line within a paragraph."""


Inline = Text | Field | Blank | Term | Reference | LineBreak
Content = tuple[Inline, ...]


class Paragraph(_Node, frozen=True):
    """An unnumbered paragraph; `style` is a role that the renderer maps to a Word style.

    `when` and `unless` name facts on which the paragraph stays; they are empty in a draft.
    """

    content: Content
    style: str = "body"
    when: str = ""
    unless: str = ""


class Bullet(_Node, frozen=True):
    """An item of an unnumbered list; `when` and `unless` as for paragraphs."""

    content: Content
    when: str = ""
    unless: str = ""


class TableSlot(_Node, frozen=True):
    """The place of a table that drafting builds from the deal."""

    name: str
    line: int = 0


class Column(Struct, frozen=True):
    """A column: its heading, its share of the width (any unit, shares are relative), its alignment."""

    title: str
    width: float = 1.0
    align: Alignment = "left"


Cell = Content
Shade = Literal["", "urgent", "calm", "summary"]


class Row(Struct, frozen=True):
    """A row of cells, one for each column; a lone cell spans the table as a sub-heading; `shades` as many as cells."""

    cells: tuple[Cell, ...]
    strong: bool = False
    shades: tuple[Shade, ...] = ()


class Table(_Node, frozen=True):
    """A table with a heading row that repeats; `caption` is also its description for screen readers."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Limb(_Node, frozen=True):
    """A numbered piece of a clause; `children` are limbs, tables or closing paragraphs.

    `when` and `unless` name facts on which the limb stays; they are empty in a draft. A limb that was joined to its
    lead-in keeps the anchors of both, divided by a space.
    """

    content: Content
    children: tuple[Block, ...] = ()
    key: str = ""
    anchor: str = ""
    when: str = ""
    unless: str = ""
    line: int = 0


class Definition(_Node, frozen=True):
    """An entry in the list of definitions: the term, its meaning, limbs that belong to it."""

    term: str
    content: Content
    children: tuple[Block, ...] = ()
    key: str = ""
    line: int = 0


class Clause(_Node, frozen=True):
    """A numbered heading with what stands under it; in plans, clauses nest as sub-sections."""

    key: str
    title: str
    blocks: tuple[Block, ...]


class Contents(_Node, frozen=True):
    """The table of contents; it stands directly in a part."""


class Signatory(Struct, frozen=True):
    """One party's signature block."""

    party: str
    role: str
    people: tuple[tuple[str, str], ...] = ()


class Execution(_Node, frozen=True):
    """The signature blocks, laid out by a template that belongs to the law."""

    law: str
    signatories: tuple[Signatory, ...]


_HOLDING = (Limb, Definition)
_WORDED = (Limb, Definition, Paragraph, Bullet)
Block = Paragraph | Bullet | TableSlot | Table | Limb | Definition | Clause | Contents | Execution


class Part(Struct, frozen=True):
    """A stretch of a document with one numbering: front matter, the clauses, a schedule.

    A schedule (and every part with `new_page`) begins a page. A part of numbering "clauses" goes on
    counting from the part before; "schedule" counts afresh; in parts of numbering "annex" each clause is an annex.
    """

    key: str
    title: str
    numbering: Numbering
    blocks: tuple[Block, ...]
    new_page: bool = False
    landscape: bool = False


class Number(Struct, frozen=True, array_like=True):
    """The number that a node shows: `label` in full context ("5.2(b)"), `own` as printed ("(b)").

    `word` is how references call it ("clause", "paragraph", "Schedule"); `within` is the key of the
    schedule that the number belongs to, if any; `title` is the heading that references repeat; `key` is
    the key of the node that carries the number (a number is also kept under aliases, such as "id#anchor").
    """

    label: str
    own: str
    level: int
    word: str
    title: str = ""
    within: str = ""
    key: str = ""


class Draft(Struct, frozen=True):
    """Words in order, not yet numbered.

    `notes` are internal drafting notes by clause key; `cover` are the values that the Word shell prints
    (title, parties, reference, version, date and the like).
    """

    id: str
    title: str
    kind: Literal["contract", "plan", "letter"]
    style: str
    locale: str
    parts: tuple[Part, ...]
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cover: Mapping[str, Any] = field(default_factory=dict)
    page: Literal["a4", "letter"] = "a4"


class Document(Struct, frozen=True):
    """A draft with its numbers, by key; only this can be rendered."""

    draft: Draft
    numbers: Mapping[str, Number]


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Each block, then the blocks inside it, in reading order."""
    waiting = [*reversed(blocks)]
    while waiting:
        block = waiting.pop()
        yield block
        if isinstance(block, _HOLDING):
            waiting += reversed(block.children)
        elif isinstance(block, Clause):
            waiting += reversed(block.blocks)


def inlines_of(block: Block) -> Iterator[Inline]:
    """The inlines of one block itself, without those of the blocks inside it."""
    if isinstance(block, _WORDED):
        return iter(block.content)
    if isinstance(block, Table):
        return (piece for row in block.rows for cell in row.cells for piece in cell)
    return iter(())


def plain(content: Content) -> str:
    """The words of inlines; references as their titles, blanks in brackets, line breaks as spaces."""
    return "".join(map(_words, content))


def _words(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Term(text=text):
            return text
        case Field(name=name):
            return f"{{{{ {name} }}}}"
        case Blank(label=label):
            return f"[● {label}]"
        case Reference(title=title):
            return title
        case LineBreak():
            return " "
