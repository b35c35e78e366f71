"""The closed markup of clause files: text in, tree nodes out, everything else refused by name with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.tree import Block, Bullet, Field, Inline, Limb, Paragraph, Reference, TableSlot, Term, Text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["parse_markup"]

MAXIMUM_LEVELS = 4
_FIELD = re.compile(r"\{\{\s*([a-z][\w.]*)\s*\}\}")
_TAIL = re.compile(r"\s*\{(#[a-z][a-z0-9-]*)?\s*(?:(when|unless)=([a-z][a-z0-9_]*))?\s*\}\s*$")
_MARK = re.compile(r"\{(?:#|when=|unless=)")
_TARGET = re.compile(r"([a-z0-9./-]+)\.md(?:#([a-z][a-z0-9-]*))?")
_QUOTED = re.compile(r'"([^"]+)"')


def parse_markup(
    text: str, file: str, first_line: int, *, prose: bool
) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of one position, letter or section; `prose` allows plain paragraphs, bullets and bold words."""
    parser = _Parser(file, first_line, prose)
    blocks = tuple(parser.blocks(_nested(_markdown().parse(text)), 1))
    return blocks, tuple(parser.findings)


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True, slots=True)
class _Node:
    """A block token with the block tokens inside it."""

    token: Token
    children: tuple[_Node, ...] = field(default=())


def _nested(tokens: Sequence[Token]) -> tuple[_Node, ...]:
    stack: list[tuple[Token | None, list[_Node]]] = [(None, [])]
    for token in tokens:
        if token.nesting == 1:
            stack.append((token, []))
        elif token.nesting == -1:
            opener, inner = stack.pop()
            assert opener is not None
            stack[-1][1].append(_Node(opener, tuple(inner)))
        else:
            stack[-1][1].append(_Node(token))
    return tuple(stack[0][1])


class _Tail(NamedTuple):
    """The mark at the end of a paragraph: a stable name, and a fact on which it stays."""

    anchor: str = ""
    when: str = ""
    unless: str = ""


def _tail(match: re.Match[str] | None) -> _Tail:
    if not match:
        return _Tail()
    anchor = (match[1] or "").removeprefix("#")
    return _Tail(anchor, match[3] if match[2] == "when" else "", match[3] if match[2] == "unless" else "")


class _Parser:
    """Walks the tokens of one text and collects what it refuses."""

    def __init__(self, file: str, first_line: int, prose: bool) -> None:
        self.file = file
        self.first_line = first_line
        self.prose = prose
        self.findings: list[Finding] = []

    def refuse(self, line: int, what: str, instead: str) -> None:
        place = Place(self.file, line)
        self.findings.append(Finding("LB01", Severity.ERROR, f"{what} is not part of the markup.", place, instead))

    def line(self, node: _Node) -> int:
        return self.first_line + (node.token.map[0] if node.token.map else 0)

    def blocks(self, nodes: Sequence[_Node], level: int) -> Iterator[Block]:
        for node in nodes:
            kind = node.token.type
            if kind == "ordered_list_open":
                yield from self.limbs(node, level)
            elif kind == "fence" and node.token.info.strip() == "table":
                yield TableSlot(node.token.content.strip(), self.line(node))
            elif kind == "paragraph_open" and (self.prose or level > 1):
                content, tail = self.content(node.children[0], self.line(node))
                yield Paragraph(content, when=tail.when, unless=tail.unless)
            elif kind == "bullet_list_open" and self.prose:
                yield from (self.bullet(item) for item in node.children)
            else:
                self.refuse(self.line(node), _name(node.token), "Write numbered limbs, each beginning with 1.")

    def limbs(self, node: _Node, level: int) -> Iterator[Limb]:
        if int(node.token.attrGet("start") or 1) != 1:
            self.refuse(
                self.line(node), "A limb with another number than 1.", "Write every limb as 1.; the program counts."
            )
        if level > MAXIMUM_LEVELS:
            self.refuse(self.line(node), f"A list deeper than {MAXIMUM_LEVELS} levels", "Divide the limb.")
        for item in node.children:
            yield self.limb(item, level)

    def limb(self, item: _Node, level: int) -> Limb:
        line = self.line(item)
        if not item.children or item.children[0].token.type != "paragraph_open":
            self.refuse(line, "A limb without words", "Write its text directly after 1.")
            return Limb((), line=line)
        first, *rest = item.children
        content, tail = self.content(first.children[0], line)
        children = tuple(self.blocks(rest, level + 1))
        return Limb(content, children, anchor=tail.anchor, when=tail.when, unless=tail.unless, line=line)

    def bullet(self, item: _Node) -> Bullet:
        if len(item.children) != 1 or item.children[0].token.type != "paragraph_open":
            self.refuse(
                self.line(item), "A bullet with lists or paragraphs inside", "Write one sentence for each bullet."
            )
            return Bullet(())
        content, tail = self.content(item.children[0].children[0], self.line(item))
        return Bullet(content, tail.when, tail.unless)

    def content(self, node: _Node, line: int) -> tuple[tuple[Inline, ...], _Tail]:
        """The inlines of a paragraph, and the mark at its end (anchor, condition)."""
        pieces = list(self.inlines(node.token.children or [], line))
        last = pieces[-1] if pieces else None
        match = _TAIL.search(last.text) if isinstance(last, Text) else None
        if match and isinstance(last, Text):
            pieces[-1] = Text(last.text[: match.start()])
        self.check_marks(pieces, line)
        return tuple(_typographic(piece for piece in pieces if piece != Text(""))), _tail(match)

    def inlines(self, tokens: Sequence[Token], line: int) -> Iterator[Inline]:
        """Text runs are joined over soft line breaks, so that marks at the end of a limb are found whole."""
        held = ""
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type in ("text", "text_special"):
                held += token.content
            elif token.type == "softbreak":
                held += " "
                line += 1
            else:
                yield from self.fields(held, line)
                held = ""
                length, inline = self.marked(tokens[position:], line)
                position += length
                if inline:
                    yield inline
            position += 1
        yield from self.fields(held, line)

    def marked(self, tokens: Sequence[Token], line: int) -> tuple[int, Inline | None]:
        """The inline that begins with tokens[0], and how many tokens follow it until it ends."""
        token = tokens[0]
        length = next((i for i, other in enumerate(tokens) if i and other.level == token.level), len(tokens) - 1)
        inner = "".join(other.content or " " * (other.type == "softbreak") for other in tokens[1:length])
        if token.type == "strong_open":
            quoted = _QUOTED.fullmatch(inner)
            if quoted:
                return length, Term(quoted[1])
            if self.prose:
                return length, Text(inner, strong=True)
            self.refuse(line, f"The bold text {inner!r}", 'Only a term being defined is bold: **"Term"**.')
            return length, Text(inner)
        if token.type == "link_open":
            return length, self.reference(str(token.attrGet("href")), inner, line)
        self.refuse(line, _name(token), "Write plain text.")
        return (length if token.nesting == 1 else 0), Text(inner)

    def reference(self, href: str, title: str, line: int) -> Inline:
        match = _TARGET.fullmatch(href)
        if not match:
            self.refuse(line, f"The link to {href}", "Refer to a clause: [Title](id.md) or [Title](id.md#anchor).")
            return Text(title)
        target = PurePosixPath(match[1]).name
        return Reference(f"{target}#{match[2]}" if match[2] else target, title, line)

    def fields(self, text: str, line: int) -> Iterator[Inline]:
        start = 0
        for match in _FIELD.finditer(text):
            if match.start() > start:
                yield Text(text[start : match.start()])
            yield Field(match[1], line)
            start = match.end()
        if "{{" in text[start:] or "}}" in text[start:]:
            self.refuse(line, "A value that is not {{ name }}", "Write a declared name between two pairs of braces.")
        if text[start:]:
            yield Text(text[start:])

    def check_marks(self, pieces: Sequence[Inline], line: int) -> None:
        """A mark in the middle of a paragraph would be printed; it belongs to the end."""
        if any(isinstance(piece, Text) and _MARK.search(piece.text) for piece in pieces):
            self.refuse(line, "A mark in the middle of a paragraph", "Move {#name when=fact} to the paragraph's end.")


def _name(token: Token) -> str:
    return token.type.removesuffix("_open").replace("_", " ").capitalize()


def _typographic(pieces: Iterator[Inline]) -> Iterator[Inline]:
    """Straight quotes become typographic ones, by the character before them."""
    before = " "
    for piece in pieces:
        if isinstance(piece, Text):
            text = (
                re.sub(r"(^|[\s(\[])'", r"\1‘", piece.text)
                if before.isspace()
                else re.sub(r"([\s(\[])'", r"\1‘", piece.text)
            )
            text = re.sub(r"(^|[\s(\[])\"" if before.isspace() else r"([\s(\[])\"", r"\1“", text)
            text = text.replace("'", "’").replace('"', "”")
            yield Text(text, piece.strong, piece.emphasis)
            before = text[-1]
        else:
            yield piece
            before = "x"
