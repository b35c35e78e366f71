"""What an earlier run has parsed: the same text gives the same data and nodes, and need not be parsed again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from backsource_docs import tree, yamlfile
from backsource_docs.findings import Finding, Place
from backsource_docs.library import markup
from backsource_docs.library.markup import Markup, parse_markup
from backsource_docs.memory import Memory, fingerprinting
from backsource_docs.tree import Block
from backsource_docs.yamlfile import Path as Steps
from backsource_docs.yamlfile import Reader, YamlText, read_yaml

__all__ = ["recalling", "recalling_markup"]


def recalling(memory: Memory) -> Reader:
    """A reader that remembers; what it remembers holds for the same bytes and the same program only."""
    key_of = fingerprinting(Path(yamlfile.__file__).read_bytes(), yaml.__version__.encode())

    def read(content: bytes, file: str) -> tuple[YamlText | None, tuple[Finding, ...]]:
        key = key_of(content)
        match memory.get(key):
            case [data, str(places), int(line)]:
                return YamlText(data, _Places(places, file), Place(file, line, 1)), ()
        source, findings = read_yaml(content, file)
        if source and not findings:
            memory.put(key, [source.data, _written(source.places), source.end.line])
        return source, findings

    return read


def recalling_markup(memory: Memory) -> Markup:
    """A parser that remembers texts without a mistake; it holds for the same text and the same program only."""
    if not memory.lasts:
        return parse_markup
    key_of = fingerprinting(*(Path(str(program.__file__)).read_bytes() for program in (markup, tree)))

    def parse(text: str, file: str, first_line: int, *, prose: bool) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
        key = key_of(text.encode(), b"%d %d" % (first_line, prose))
        kept = memory.get(key)
        known = _blocks(kept) if isinstance(kept, str) else None
        if known is not None:
            return known, ()
        blocks, findings = parse_markup(text, file, first_line, prose=prose)
        if not findings:
            memory.put(key, msgspec.json.encode(blocks).decode())
        return blocks, findings

    return parse


@lru_cache(maxsize=4096)  # a program that drafts many deals reads the library once
def _blocks(written: str) -> tuple[Block, ...] | None:
    with contextlib.suppress(msgspec.DecodeError):
        return msgspec.json.decode(written, type=tuple[Block, ...])
    return None


def _written(places: Mapping[Steps, Place]) -> str:
    return msgspec.json.encode([[path, place.line, place.column] for path, place in places.items()]).decode()


class _Places(Mapping[Steps, Place]):
    """The places of a file, unpacked when somebody asks for one, which only a finding does."""

    def __init__(self, written: str, file: str) -> None:
        self._written = written
        self._file = file
        self._unpacked: dict[Steps, Place] = {}

    @property
    def _places(self) -> dict[Steps, Place]:
        if not self._unpacked:
            entries: list[tuple[list[Any], int, int]] = msgspec.json.decode(self._written)
            self._unpacked = {tuple(path): Place(self._file, line, column) for path, line, column in entries}
        return self._unpacked

    def __getitem__(self, path: Steps) -> Place:
        return self._places[path]

    def __iter__(self) -> Iterator[Steps]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
