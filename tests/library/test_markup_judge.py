"""Our parser of the closed markup against markdown-it-py, over every text of the shipped library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from backsource_docs.opening import open_library
from backsource_docs.tree import Block, Bullet, Field, Inline, Limb, Paragraph, Reference, Term, Text

ROOT = Path(__file__).parents[2] / "clause_library"
MARKDOWN = MarkdownIt("commonmark", {"html": False})
TAIL = re.compile(r"\s*\{(?:#[a-z0-9-]+)?\s*(?:(?:when|unless)=\w+)?\s*\}$")
Outline = list[tuple[int, str]]


def judged(text: str) -> Outline:
    """The words of each paragraph and the number of lists it stands in, as CommonMark reads them."""
    outline: Outline = []
    depth = 0
    for token in MARKDOWN.parse(text):
        depth += token.type in ("ordered_list_open", "bullet_list_open")
        depth -= token.type in ("ordered_list_close", "bullet_list_close")
        if token.type == "inline":
            words = "".join(" " if inner.type == "softbreak" else inner.content for inner in token.children or [])
            outline.append((depth, plain(TAIL.sub("", words))))
        elif token.type == "fence":
            outline.append((0, token.content.strip()))
    return outline


def plain(words: str) -> str:
    """Words without what the two print differently: quotes, and the spaces in the braces of a value."""
    straight = re.sub("[“”\"‘’']", "", words)
    return re.sub(r"\{\{\s*([\w.]+)\s*\}\}", r"{{\1}}", straight)


def ours(blocks: Iterable[Block], depth: int = 0) -> Iterator[tuple[int, str]]:
    for block in blocks:
        if isinstance(block, Limb):
            yield depth + 1, plain("".join(map(said, block.content)))
            yield from ours(block.children, depth + 1)
        elif isinstance(block, Bullet | Paragraph):
            yield depth + isinstance(block, Bullet), plain("".join(map(said, block.content)))
        else:
            yield 0, getattr(block, "name", "")


def said(piece: Inline) -> str:
    match piece:
        case Text(text=text) | Term(text=text) | Reference(title=text):
            return text
        case Field(name=name):
            return f"{{{{{name}}}}}"
    return ""


@pytest.mark.parametrize("kind", ["clauses", "definitions", "bridges", "letters", "sections"])
def test_both_parsers_read_the_library_alike(kind: str) -> None:
    library, _ = open_library()
    assert library is not None
    seen = 0
    for clause in library.clauses(kind):
        for position in clause.positions:
            blocks, findings = clause.body(position)
            assert findings == (), clause.id
            assert list(ours(blocks)) == judged(clause.texts[position].text), f"{clause.id} {position}"
            seen += 1
    assert seen >= len(list((ROOT / kind).rglob("*.md")))
