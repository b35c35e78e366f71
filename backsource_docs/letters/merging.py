"""One letter from a compiled template and plain values, as the bytes of a Word file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import count
from xml.parsers import expat

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from backsource_docs.letters.bounds import LONGEST_PART
from backsource_docs.letters.compiling import Compiled, Story, compile_template, shared_sandbox
from backsource_docs.letters.fallback import Unmergeable, by_docxtpl
from backsource_docs.letters.squeezing import BULK_LEVEL, crc32, squeezed_part
from backsource_docs.letters.stretches import Stretch, joined_pieces, ready_stretches
from backsource_docs.rendering.word.package import Packed, end_record, headers, pack
from backsource_docs.rendering.word.tags import listed

__all__ = ["Merger", "Unmergeable", "merger_of"]

_READY_LEVEL = 6
_BREAKS = ("\n", "\t", "\a", "\f")
_FORBIDDEN = bytes(set(range(32)) - {9, 10, 13})
_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+(")')
_SPLIT_BRACES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}


class Merger:
    """A compiled template that makes letters; the parts without tags are ready bytes that every letter shares.

    The deflate level is 1 (fast) to 9 (small); it is that of what differs from letter to letter.
    """

    def __init__(self, compiled: Compiled, level: int = BULK_LEVEL) -> None:
        self.compiled = compiled
        self._level = level
        changing = {story.name for story in compiled.stories}
        self._start, self._entries, self._fixed = _ready(
            {name: part for name, part in compiled.parts.items() if name not in changing}
        )
        self._begun, self._begun_crc = hashlib.sha256(self._start), crc32(self._start)
        self._names = [story.name.encode() for story in compiled.stories]
        self._stretches = {story.name: _stretches_of(story) for story in compiled.stories}
        self._globals = dict(shared_sandbox().globals)

    def letter(self, values: Mapping[str, object]) -> bytes:
        """The letter for these values; Unmergeable where a tag has no value or a value does not fit its tag."""
        if self.compiled.slow:
            return by_docxtpl(self.compiled.content, values)
        known = {**self._globals, **values}
        return self._assembled([self._packed(story, known) for story in self.compiled.stories])

    def checked(self, values: Mapping[str, object]) -> bytes:
        """The letter as `letter` makes it, each of its parts parsed once to see that tags tear nothing apart."""
        if not self.compiled.slow:
            parts = self.stories(values)
            for story in self.compiled.stories:
                _parse(story, parts[story.name])
        return self.letter(values)

    def stories(self, values: Mapping[str, object]) -> dict[str, bytes]:
        """The parts of the letter that hold tags, filled, by name; Unmergeable as `letter` has it."""
        known = {**self._globals, **values}
        return {story.name: _finished(story, "".join(_pieces(story, known))) for story in self.compiled.stories}

    def sums(self, letter: bytes) -> tuple[str, int]:
        """The SHA-256 and the CRC of a letter, reckoned on from what all letters begin with."""
        length = len(self._start)
        if not letter.startswith(self._start):
            return hashlib.sha256(letter).hexdigest(), crc32(letter)
        found, rest = self._begun.copy(), memoryview(letter)[length:]
        found.update(rest)
        return found.hexdigest(), crc32(rest, self._begun_crc)

    def _packed(self, story: Story, known: dict[str, object]) -> Packed:
        pieces = _pieces(story, known)
        stretches = self._stretches[story.name]
        quick = joined_pieces(pieces, stretches, self._level) if stretches is not None else None
        return quick or squeezed_part(_finished(story, "".join(pieces)), self._level)

    def _assembled(self, stories: Sequence[Packed]) -> bytes:
        pieces, directory, offset = [self._start], [self._entries], len(self._start)
        for name, packed in zip(self._names, stories, strict=True):
            local, central = headers(name, packed, offset)
            pieces += (local, packed.deflated)
            directory.append(central)
            offset += len(local) + len(packed.deflated)
        entries = b"".join(directory)
        return b"".join([*pieces, entries, end_record(self._fixed + len(stories), len(entries), offset)])


@lru_cache(maxsize=4)
def merger_of(content: bytes, level: int = BULK_LEVEL) -> Merger:
    """The merger of a template that compiles, made once a process; ValueError for one that does not."""
    compiled, findings = compile_template(content, "template")
    if compiled is None:
        raise ValueError(findings[0].message)
    return Merger(compiled, level)


def _parse(story: Story, part: bytes) -> None:
    try:
        expat.ParserCreate().Parse(part, True)
    except expat.ExpatError as error:
        raise Unmergeable(f"its tags leave a paragraph or a table of the {story.kind} open ({error})") from error


def _stretches_of(story: Story) -> Mapping[str, Stretch] | None:
    """The stretches that all letters share; None for a part that needs a slow step whatever the values."""
    slow = story.lines or story.braces or story.grid or story.drawings or story.torn
    return None if slow else ready_stretches(shared_sandbox().parse(story.source))


def _pieces(story: Story, known: dict[str, object]) -> list[str]:
    """What jinja fills, piece by piece; the globals of the environment are among what is known."""
    template, pieces, size = story.template, [], 0
    try:
        for piece in template.root_render_func(template.new_context(known, shared=True)):
            pieces.append(piece)
            size += len(piece)
            if size > LONGEST_PART:
                raise SecurityError(f"its text is longer than {LONGEST_PART:,} letters")
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise Unmergeable(f"{str(error).rstrip('.')}, in the {story.kind}") from error
    except RecursionError as error:
        raise Unmergeable(f"its tags call each other without end, in the {story.kind}") from error
    return pieces


def _finished(story: Story, text: str) -> bytes:
    """What jinja filled, with the slow steps that this part or these values need."""
    if story.torn:
        _parse(story, text.encode("utf-8", "replace"))
    if story.braces:
        for split, whole in _SPLIT_BRACES.items():
            text = text.replace(split, whole)
    if story.kind != "properties" and (story.lines or any(mark in text for mark in _BREAKS)):
        text = listed(text)
    if story.grid:
        from backsource_docs.letters.grids import evened

        text = evened(text)
    if story.drawings:
        numbers = count(1001)
        text = _DRAWING.sub(lambda found: f"{found[1]}{next(numbers)}{found[2]}", text)
    part = text.encode("utf-8", "replace")
    if len(part.translate(None, _FORBIDDEN)) < len(part):
        raise Unmergeable(f"a value holds a control character, in the {story.kind}")
    return part


def _ready(parts: Mapping[str, bytes]) -> tuple[bytes, bytes, int]:
    """The parts that stand first in every letter, their entries in its directory, and how many they are."""
    start, entries, offset = [], [], 0
    for name, part in sorted(parts.items(), key=lambda entry: entry[0] != "[Content_Types].xml"):
        packed = pack(part, _READY_LEVEL)
        local, central = headers(name.encode(), packed, offset)
        start += [local, packed.deflated]
        entries.append(central)
        offset += len(local) + len(packed.deflated)
    return b"".join(start), b"".join(entries), len(parts)
