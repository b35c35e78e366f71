"""YAML that an earlier run has read: the same bytes give the same data, so they need not be parsed again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from backsource_docs import yamlfile
from backsource_docs.findings import Finding, Place
from backsource_docs.memory import Memory, fingerprinting
from backsource_docs.yamlfile import Path as Steps
from backsource_docs.yamlfile import Reader, YamlText, read_yaml

__all__ = ["recalling"]


def recalling(memory: Memory) -> Reader:
    """A reader that remembers; what it remembers holds for the same bytes and the same program only."""
    key_of = fingerprinting(Path(yamlfile.__file__).read_bytes(), yaml.__version__.encode())

    def read(content: bytes, file: str) -> tuple[YamlText | None, tuple[Finding, ...]]:
        key = key_of(content)
        kept = memory.get(key)
        if kept is not None:
            data, places, line = kept
            return YamlText(data, _Places(places, file), Place(file, line, 1)), ()
        source, findings = read_yaml(content, file)
        if source and not findings:
            memory.put(key, [source.data, _written(source.places), source.end.line])
        return source, findings

    return read


def _written(places: Mapping[Steps, Place]) -> str:
    return json.dumps([[path, place.line, place.column] for path, place in places.items()], separators=(",", ":"))


class _Places(Mapping[Steps, Place]):
    """The places of a file, unpacked when somebody asks for one, which only a finding does."""

    def __init__(self, written: str, file: str) -> None:
        self._written = written
        self._file = file
        self._unpacked: dict[Steps, Place] = {}

    @property
    def _places(self) -> dict[Steps, Place]:
        if not self._unpacked:
            entries: list[tuple[list[Any], int, int]] = json.loads(self._written)
            self._unpacked = {tuple(path): Place(self._file, line, column) for path, line, column in entries}
        return self._unpacked

    def __getitem__(self, path: Steps) -> Place:
        return self._places[path]

    def __iter__(self) -> Iterator[Steps]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
