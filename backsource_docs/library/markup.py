"""The closed markup of clause files: text in, tree nodes out, everything else refused by name with its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, Protocol

from msgspec import Struct, field

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.tree import Block, Bullet, Field, Inline, Limb, Paragraph, Reference, TableSlot, Term, Text

__all__ = ["Markup", "parse_markup"]

MAXIMUM_LEVELS = 4
INDENT = 3
_LIMB = re.compile(r"( *)1\. +(.*)")
_BULLET = re.compile(r"- +(.*)")
_FENCE = re.compile(r" *```")
_FOREIGN = {
    "A heading": re.compile(r" *#{1,6} "),
    "A block quote": re.compile(r" *>"),
    "A rule": re.compile(r" *([-*_])(?: *\1){2,} *$"),
    "A limb with another number than 1": re.compile(r" *(?:\d+[.)]|\([a-z0-9]+\)) "),
    "A bullet of another kind": re.compile(r" *[*+] | +- "),
    "A table drawn by hand": re.compile(r" *\|"),
}
_SUSPECT = re.compile(r" *[#>|*+_(\d-]")
_SPECIAL = re.compile(r"[*\[{}<`_\\&]")
# Each alternative begins with its own letter, which lets the search skip everything else quickly.
_MARKS = re.compile(
    r"\*\*(?P<bold>.+?)\*\*"
    r"|\[(?<!!\[)(?P<title>[^\]]*)\]\((?P<href>[^)\s]*)\)"
    r"|\{\{\s*(?P<field>[a-z][\w.]*)\s*\}\}"
    r"|<(?P<html>/?[A-Za-z!][^>]*>)"
    r"|`(?P<code>`*)"
    r"|!(?P<image>\[)"
    r"|\*(?P<emphasis>)"
    r"|_(?P<stress>(?<!\w_)(?=\S)[^_]*_(?!\w))"
    r"|\\(?P<escape>)"
    r"|&(?P<entity>\#?\w+;)"
    r"|\{(?P<value>\{)"
    r"|\}(?P<closing>\})"
    r"|\{(?P<mark>\#|when=|unless=)"
)
_REFUSED = {
    "html": ("HTML", "Write plain text."),
    "code": ("Code", "Write plain text."),
    "image": ("An image", "Write plain text."),
    "emphasis": ("Emphasis", 'Only a term being defined is marked: **"Term"**.'),
    "stress": ("Emphasis", 'Only a term being defined is marked: **"Term"**.'),
    "escape": ("An escape", "Write the character itself."),
    "entity": ("An escape", "Write the character itself."),
    "value": ("A value that is not {{ name }}", "Write a declared name between two pairs of braces."),
    "closing": ("A value that is not {{ name }}", "Write a declared name between two pairs of braces."),
    "mark": ("A mark in the middle of a paragraph", "Move {#name when=fact} to the paragraph's end."),
}
_TAIL = re.compile(r"\s*\{(?:#([a-z][a-z0-9-]*))?\s*(?:(when|unless)=([a-z][a-z0-9_]*))?\s*\}\s*$")
_TARGET = re.compile(r"([a-z0-9./-]+)\.md(?:#([a-z][a-z0-9-]*))?")
_QUOTED = re.compile(r'"([^"]+)"')
_OPENING = re.compile(r"(^|[\s(\[])(['\"])")


class Markup(Protocol):
    """What parses the text of a file that begins on a line, as `parse_markup` does."""

    def __call__(
        self, text: str, file: str, first_line: int, *, prose: bool
    ) -> tuple[tuple[Block, ...], tuple[Finding, ...]]: ...


@lru_cache(maxsize=4096)  # a program that drafts many deals reads the library once
def parse_markup(
    text: str, file: str, first_line: int, *, prose: bool
) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of one position, letter or section; `prose` allows plain paragraphs, bullets and bold words."""
    parser = _Parser(file, prose)
    root = parser.outlined(text, first_line)
    blocks = tuple(parser.blocks(root))
    return blocks, tuple(sorted(parser.findings, key=lambda finding: finding.place))


class _Item(Struct):
    """A limb, paragraph, bullet or table as the lines show it; the starts of its lines within the joined text."""

    kind: str
    line: int
    text: str = ""
    starts: list[int] = field(default_factory=lambda: [0])
    children: list[_Item] = field(default_factory=list)

    def go_on(self, words: str) -> None:
        self.starts.append(len(self.text) + 1)
        self.text = f"{self.text} {words}"


class _Tail(NamedTuple):
    """The mark at the end of a paragraph: a stable name, and a fact on which it stays."""

    anchor: str = ""
    when: str = ""
    unless: str = ""


class _Parser:
    """Outlines the lines of one text, then reads the words; collects what it refuses."""

    def __init__(self, file: str, prose: bool) -> None:
        self.file = file
        self.prose = prose
        self.findings: list[Finding] = []

    def refuse(self, line: int, what: str, instead: str) -> None:
        place = Place(self.file, line)
        self.findings.append(Finding("LB01", Severity.ERROR, f"{what} is not part of the markup.", place, instead))

    def outlined(self, text: str, first_line: int) -> _Item:
        """The items of the text, nested by their indentation."""
        root = _Item("root", first_line)
        open_limbs = [root]
        last: _Item | None = None
        lines = iter(enumerate(text.split("\n"), first_line))
        for number, line in lines:
            if not line.strip():
                last = None
                continue
            if "```" in line and _FENCE.match(line):
                last = self.fenced(line, number, lines, open_limbs)
            else:
                last = self.item(line, number, last, open_limbs)
        return root

    def item(self, line: str, number: int, last: _Item | None, open_limbs: list[_Item]) -> _Item:
        """The item that a line begins or goes on with."""
        limb = _LIMB.fullmatch(line)
        if limb:
            return self.opened_limb(limb, number, open_limbs)
        bullet = _BULLET.fullmatch(line)
        if _SUSPECT.match(line):
            self.check_line(line, number)
        if last is not None and last.kind != "table" and not bullet:
            last.go_on(line.strip())
            return last
        depth = min((len(line) - len(line.lstrip())) // INDENT, len(open_limbs) - 1)
        del open_limbs[depth + 1 :]
        item = _Item("bullet", number, bullet[1]) if bullet else _Item("paragraph", number, line.strip())
        open_limbs[-1].children.append(item)
        return item

    def check_line(self, line: str, number: int) -> None:
        foreign = next((what for what, pattern in _FOREIGN.items() if pattern.match(line)), None)
        if foreign:
            self.refuse(number, foreign, "Write numbered limbs, each beginning with 1. and a space.")

    def opened_limb(self, limb: re.Match[str], number: int, open_limbs: list[_Item]) -> _Item:
        depth, odd = divmod(len(limb[1]), INDENT)
        if odd or depth >= len(open_limbs):
            self.refuse(number, "A limb indented by other than three spaces a level", "Count three spaces a level.")
            depth = min(depth, len(open_limbs) - 1)
        if depth >= MAXIMUM_LEVELS:
            self.refuse(number, f"A list deeper than {MAXIMUM_LEVELS} levels", "Divide the limb.")
        del open_limbs[depth + 1 :]
        item = _Item("limb", number, limb[2].strip())
        open_limbs[-1].children.append(item)
        open_limbs.append(item)
        return item

    def fenced(self, line: str, number: int, lines: Iterator[tuple[int, str]], open_limbs: list[_Item]) -> _Item:
        """The table slot between two fences."""
        inside = []
        for _, inner in lines:
            if _FENCE.match(inner):
                break
            inside.append(inner.strip())
        name = " ".join(filter(None, inside))
        if line.strip() != "```table" or not name:
            self.refuse(number, "A code block", "Only ```table with the name of one table inside is allowed.")
        depth = min((len(line) - len(line.lstrip())) // INDENT, len(open_limbs) - 1)
        del open_limbs[depth + 1 :]
        item = _Item("table", number, name)
        open_limbs[-1].children.append(item)
        return item

    def blocks(self, parent: _Item) -> Iterator[Block]:
        for item in parent.children:
            if item.kind == "table":
                yield TableSlot(item.text, item.line)
                continue
            if not self.prose and (item.kind == "bullet" or (item.kind == "paragraph" and parent.kind == "root")):
                self.refuse(item.line, f"A {item.kind} outside a limb", "Write numbered limbs, each beginning with 1.")
            content, tail = self.content(item)
            if item.kind == "limb":
                yield Limb(content, tuple(self.blocks(item)), "", tail.anchor, tail.when, tail.unless, item.line)
            elif item.kind == "bullet":
                yield Bullet(content, tail.when, tail.unless)
            else:
                yield Paragraph(content, when=tail.when, unless=tail.unless)

    def content(self, item: _Item) -> tuple[tuple[Inline, ...], _Tail]:
        """The inlines of an item, and the mark at its end (anchor, condition)."""
        text = item.text
        match = _TAIL.match(text, _before_last_brace(text)) if text.endswith("}") else None
        if match:
            text = text[: match.start()]
        if not text:
            self.refuse(item.line, f"A {item.kind} without words", "Write its text.")
        return tuple(self.inlines(text, item)), _tail(match)

    def inlines(self, text: str, item: _Item) -> Iterator[Inline]:
        end = 0
        if not _SPECIAL.search(text):
            yield Text(_typographic(text, after_mark=False))
            return
        for match in _MARKS.finditer(text):
            if match.start() > end:
                yield Text(_typographic(text[end : match.start()], after_mark=end > 0))
            end = match.end()
            yield self.marked(match, item.line + bisect_right(item.starts, match.start()) - 1)
        if end < len(text):
            yield Text(_typographic(text[end:], after_mark=end > 0))

    def marked(self, match: re.Match[str], line: int) -> Inline:
        """The inline that a mark stands for; what is no mark of ours is refused and kept as text."""
        kind = match.lastgroup or ""
        if kind == "field":
            return Field(match["field"], line)
        if kind == "href":
            return self.reference(match["href"], match["title"], line)
        if kind == "bold":
            return self.bold(match["bold"], line)
        self.refuse(line, *_REFUSED[kind])
        return Text(match[0])

    def bold(self, words: str, line: int) -> Inline:
        quoted = _QUOTED.fullmatch(words)
        if quoted:
            return Term(quoted[1])
        if not self.prose:
            self.refuse(line, f"The bold text {words!r}", 'Only a term being defined is bold: **"Term"**.')
        if _MARKS.search(words):
            self.refuse(line, "A mark within bold words", "Make only plain words bold.")
        return Text(_typographic(words, after_mark=False), strong=True)

    def reference(self, href: str, title: str, line: int) -> Inline:
        match = _TARGET.fullmatch(href)
        if not match:
            self.refuse(line, f"The link to {href}", "Refer to a clause: [Title](id.md) or [Title](id.md#anchor).")
            return Text(title)
        target = match[1].rpartition("/")[2]
        return Reference(f"{target}#{match[2]}" if match[2] else target, _typographic(title, after_mark=False), line)


def _before_last_brace(text: str) -> int:
    """Where a mark at the end of the text would begin, the spaces before it included."""
    return len(text[: text.rfind("{")].rstrip())


def _tail(match: re.Match[str] | None) -> _Tail:
    if not match:
        return _Tail()
    fact = match[3] or ""
    return _Tail(match[1] or "", fact if match[2] == "when" else "", fact if match[2] == "unless" else "")


def _typographic(text: str, *, after_mark: bool) -> str:
    """Straight quotes become typographic ones, by the character before them; directly after a mark they close."""
    if "'" not in text and '"' not in text:
        return text
    head = "x" if after_mark else ""
    text = _OPENING.sub(lambda match: match[1] + ("‘" if match[2] == "'" else "“"), head + text)
    return text[len(head) :].replace("'", "’").replace('"', "”")
