"""A whole document as readable plain text, for goldens that a lawyer can review."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.rendering.referring import NumberPiece, Plain, leads, spelled
from backsource_docs.tree import (
    Alignment,
    Blank,
    Block,
    Bullet,
    Clause,
    Content,
    Contents,
    Definition,
    Document,
    Execution,
    Field,
    Limb,
    LineBreak,
    Paragraph,
    Part,
    Signatory,
    Table,
    TableSlot,
    Term,
    Text,
)

__all__ = ["render_text"]

_STEP = "    "
_WIDEST_ALIGNED = 44


class _Place(Struct, frozen=True):
    document: Document
    schedule: str = ""
    clause: str = ""
    level: int = 1
    led: bool = False

    def deeper(self, steps: int = 1) -> _Place:
        return replace(self, level=self.level + steps)

    @property
    def indent(self) -> str:
        return _STEP * (self.level - 1)


def render_text(document: Document) -> str:
    """The document as plain text: numbers, indents, references spelled, tables in rows, blanks visible."""
    lines = [document.draft.title, "=" * len(document.draft.title)]
    for part in document.draft.parts:
        lines += ["", *_part(part, document)]
    return "\n".join(lines) + "\n"


def _part(part: Part, document: Document) -> Iterator[str]:
    place = _Place(document, part.key if part.numbering == "schedule" else "")
    number = document.numbers.get(part.key)
    if number and number.own:
        yield number.own
    if part.title:
        yield part.title
        yield "-" * len(part.title)
    yield from _blocks(part.blocks, place)


def _blocks(blocks: tuple[Block, ...], place: _Place) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, place)


def _block(block: Block, place: _Place) -> Iterator[str]:
    match block:
        case Clause():
            yield from _clause(block, place)
        case Limb():
            yield from _numbered(block.key, block.content, block.children, place)
        case Definition():
            content = (Term(block.term), Text(": "), *block.content)
            yield from _numbered("", content, block.children, place)
        case Table():
            yield from ["", *_table(block, place), ""]
        case Execution():
            for signatory in block.signatories:
                yield from ["", *_signatory(signatory, place)]
        case Paragraph(content=content):
            yield from ["", *_lines(content, place), ""] if place.level == 1 else _lines(content, place)
        case Bullet(content=content):
            yield from _lines((Text("• "), *content), place)
        case TableSlot(name=name):
            yield f"{place.indent}[table: {name}]"
        case Contents():
            pass


def _clause(clause: Clause, place: _Place) -> Iterator[str]:
    heading = f"{_own(clause.key, place)}{clause.title}".strip()
    if heading:
        yield from ["", place.indent + heading]
    steps = 1 if heading else 0
    yield from _blocks(clause.blocks, replace(place, clause=clause.key).deeper(steps))


def _numbered(key: str, content: Content, children: tuple[Block, ...], place: _Place) -> Iterator[str]:
    first, *rest = _words(content, place, place.led).split("\n")
    yield place.indent + _own(key, place) + first
    for line in rest:
        yield place.indent + line
    yield from _blocks(children, replace(place.deeper(), led=leads(content)))


def _own(key: str, place: _Place) -> str:
    number = place.document.numbers.get(key)
    return f"{number.own} " if number and number.own else ""


def _lines(content: Content, place: _Place) -> list[str]:
    return [place.indent + line for line in _words(content, place).split("\n")]


def _words(content: Content, place: _Place, led: bool = False) -> str:
    return "".join(map(_word, spelled(content, place.document, place.clause, place.schedule, led)))


def _word(inline: Plain) -> str:
    match inline:
        case str(text) | Text(text=text):
            return text
        case Term(text=text):
            return f"“{text}”"
        case Blank(label=label):
            return f"[● {label}]"
        case Field(name=name):
            return f"[● {name}]"
        case NumberPiece(label=label):
            return label
        case LineBreak():
            return "\n"


def _table(table: Table, place: _Place) -> Iterator[str]:
    if table.caption:
        yield f"{place.indent}[{table.caption}]"
    heading = [column.title for column in table.columns]
    rows = [[_words(cell, place).replace("\n", " / ") for cell in row.cells] for row in table.rows]
    aligns = [column.align for column in table.columns]
    widths = _widths([heading, *rows], aligns)
    yield place.indent + _row(heading, widths, aligns)
    yield place.indent + _row(["-" * max(width, 1) for width in widths], widths, aligns)
    for row in rows:
        yield place.indent + (_row(row, widths, aligns) if len(row) > 1 else " | ".join(row))


def _widths(rows: list[list[str]], aligns: list[Alignment]) -> list[int]:
    full = [row for row in rows if len(row) == len(aligns)]
    widths = [min(max(map(len, column)), _WIDEST_ALIGNED) for column in zip(*full, strict=True)]
    if aligns[-1] == "left":
        widths[-1] = 0  # spaces after the last word would be noise in a diff
    return widths


def _row(cells: list[str], widths: list[int], aligns: list[Alignment]) -> str:
    return " | ".join(map(_padded, cells, widths, aligns))


def _padded(cell: str, width: int, align: Alignment) -> str:
    match align:
        case "right":
            return cell.rjust(width)
        case "center":
            return cell.center(width)
        case _:
            return cell.ljust(width)


def _signatory(signatory: Signatory, place: _Place) -> Iterator[str]:
    role = f" ({signatory.role})" if signatory.role else ""
    yield f"{place.indent}Signed for and on behalf of {signatory.party or '[● party]'}{role}"
    for name, title in signatory.people or (("", ""),):
        yield f"{place.indent}{_STEP}Name: {name or '[● name]'}; title: {title or '[● title]'}"
