"""The markup of clause files: what it means, what it refuses, and that reading undoes printing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from backsource_docs.library.markup import parse_markup
from backsource_docs.tree import (
    Block,
    Bullet,
    Content,
    Field,
    Inline,
    Limb,
    Paragraph,
    Reference,
    TableSlot,
    Term,
    Text,
)

CASES = sorted((Path(__file__).parents[1] / "cases" / "markup").glob("*.md"))


def fixtures(path: Path) -> list[tuple[str, str, str]]:
    """Title, text and expected outline of each fixture; the three are divided by lines with a dot."""
    parts = re.split(r"^\.\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [(parts[n].strip(), parts[n + 1], parts[n + 2]) for n in range(0, len(parts) - 2, 3)]


def outlined(blocks: tuple[Block, ...], indent: str = "") -> Iterator[str]:
    for block in blocks:
        kind = {Limb: "limb", Paragraph: "paragraph", Bullet: "bullet", TableSlot: "table"}[type(block)]
        if isinstance(block, TableSlot):
            yield f"{indent}table: {block.name}"
        elif isinstance(block, Limb | Paragraph | Bullet):
            tail = f" #{block.anchor}" if isinstance(block, Limb) and block.anchor else ""
            tail += f" when={block.when}" if block.when else f" unless={block.unless}" if block.unless else ""
            yield f"{indent}{kind}{tail}: {''.join(map(shown, block.content))}"
        if isinstance(block, Limb):
            yield from outlined(block.children, f"{indent}  ")


def shown(piece: Inline) -> str:
    match piece:
        case Field(name=name):
            return f"{{{name}}}"
        case Term(text=text):
            return f"«{text}»"
        case Reference(target=target, title=title):
            return f"→{target}({title})"
        case Text(text=text, strong=strong):
            return f"*{text}*" if strong else text
    raise AssertionError(piece)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_fixtures(path: Path, expect: Callable[[Path, str], None]) -> None:
    made = []
    for title, text, _ in fixtures(path):
        blocks, findings = parse_markup(text, "f.md", 1, prose="(prose)" in title)
        lines = [f"! {finding.place.line}: {finding.message} {finding.remedy}".rstrip() for finding in findings]
        outline = "".join(f"{line}\n" for line in lines or outlined(blocks))
        assert bool(lines) == (path.stem == "refused"), title
        made.append(f"{title}\n.\n{text}.\n{outline}.\n")
    expect(path, "\n".join(made))


words = st.from_regex(r"[a-z]{1,8}(?:[,;:]? [A-Za-z]{1,8}){0,3}", fullmatch=True)
names = st.from_regex(r"[a-z]{1,5}(?:_[a-z]{1,5})?", fullmatch=True)
marks = st.one_of(
    st.builds(Field, names),
    st.builds(Term, words),
    st.builds(Reference, st.sampled_from(["tra-exit", "lia-cap#anchor"]), words),
)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Words and marks in turn, as reading gives them: no two runs of words side by side."""
    pieces: list[Inline] = [Text(draw(words))]
    for mark in draw(st.lists(marks, max_size=2)):
        last = pieces[-1]
        assert isinstance(last, Text)
        pieces[-1] = replace(last, text=f"{last.text} ")
        pieces += [mark, Text(f" {draw(words)}.")]
    return tuple(pieces)


facts = st.sampled_from(["", "english_law", "hybrid"])
tables = st.builds(TableSlot, st.sampled_from(["services", "rate-card"]))
paragraphs = st.builds(Paragraph, contents(), when=facts)


def limbs(levels: int) -> st.SearchStrategy[Limb]:
    inner: st.SearchStrategy[list[Block]] = st.just([])
    if levels > 1:
        inner = st.lists(limbs(levels - 1), max_size=2).flatmap(
            lambda first: st.lists(paragraphs | tables, max_size=1).map(lambda last: [*first, *last])
        )
    plain = st.builds(Limb, contents(), inner.map(tuple), st.just(""), st.sampled_from(["", "here"]), facts)
    return plain | st.builds(Limb, contents(), unless=facts)


def printed(blocks: tuple[Block, ...], indent: str = "") -> Iterator[str]:
    """The markup of a tree, as an author would write it."""
    for block in blocks:
        if isinstance(block, TableSlot):
            yield from (f"{indent}```table", f"{indent}{block.name}", f"{indent}```")
        elif isinstance(block, Limb):
            yield f"{indent}1. {words_of(block.content)}{tail_of(block)}"
            yield from printed(block.children, f"{indent}   ")
        elif isinstance(block, Paragraph | Bullet):
            yield from ("", f"{indent}{'- ' * isinstance(block, Bullet)}{words_of(block.content)}{tail_of(block)}", "")


def words_of(content: Content) -> str:
    return "".join(map(markup_of, content))


def markup_of(piece: Inline) -> str:
    match piece:
        case Field(name=name):
            return f"{{{{ {name} }}}}"
        case Term(text=text):
            return f'**"{text}"**'
        case Reference(target=target, title=title):
            name, _, anchor = target.partition("#")
            return f"[{title}]({name}.md{'#' * bool(anchor)}{anchor})"
        case Text(text=text):
            return text
    raise AssertionError(piece)


def tail_of(block: Limb | Paragraph | Bullet) -> str:
    anchor = f"#{block.anchor}" if isinstance(block, Limb) and block.anchor else ""
    fact = f"when={block.when}" if block.when else f"unless={block.unless}" if block.unless else ""
    return f" {{{' '.join(filter(None, [anchor, fact]))}}}" if anchor or fact else ""


def without_lines(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(bare(block) for block in blocks)


def bare(block: Block) -> Block:
    if isinstance(block, TableSlot):
        return replace(block, line=0)
    assert isinstance(block, Limb | Paragraph | Bullet)
    block = replace(block, content=tuple(unplaced(piece) for piece in block.content))
    return replace(block, children=without_lines(block.children), line=0) if isinstance(block, Limb) else block


def unplaced(piece: Inline) -> Inline:
    return replace(piece, line=0) if isinstance(piece, Field | Reference) else piece


@given(st.lists(limbs(4), min_size=1, max_size=3).map(tuple))
def test_reading_undoes_printing(blocks: tuple[Block, ...]) -> None:
    read, findings = parse_markup("\n".join(printed(blocks)), "f.md", 1, prose=False)
    assert findings == ()
    assert without_lines(read) == blocks


@given(st.lists(paragraphs | st.builds(Bullet, contents(), facts), max_size=4).map(tuple))
def test_reading_undoes_printing_of_prose(blocks: tuple[Block, ...]) -> None:
    read, findings = parse_markup("\n".join(printed(blocks)), "f.md", 1, prose=True)
    assert findings == ()
    assert without_lines(read) == blocks


@given(st.text(), st.booleans())
def test_any_text_is_read_or_refused_by_line(text: str, prose: bool) -> None:
    _, findings = parse_markup(text, "f.md", 7, prose=prose)
    assert all(finding.place.line >= 7 and finding.code == "LB01" for finding in findings)


def test_marks_know_their_lines() -> None:
    (limb,), _ = parse_markup("1. One {{ a }}\n   two\n   {{ b }} [C](c.md).", "f.md", 10, prose=False)
    assert isinstance(limb, Limb)
    lines = [(type(piece).__name__, piece.line) for piece in limb.content if isinstance(piece, Field | Reference)]
    assert lines == [("Field", 10), ("Field", 12), ("Reference", 12)]
