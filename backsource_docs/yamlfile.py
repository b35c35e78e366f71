"""YAML as the whole project reads it: bounded, every scalar as text, every value knows its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from backsource_docs.findings import Finding, Place, Severity

__all__ = ["Path", "YamlText", "read_yaml"]

MAXIMUM_BYTES = 1_000_000
MAXIMUM_DEPTH = 60
MAXIMUM_ALIASES = 50
MAXIMUM_NODES = 100_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_LOADER = getattr(yaml, "CLoader", yaml.Loader)

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlText:
    """Plain data (mappings, lists, text, None) with the place of each path in the file."""

    data: Any
    places: Mapping[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """The place of a path, or of the nearest path above it that the file has."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, Place())


def read_yaml(content: bytes, file: str) -> tuple[YamlText | None, tuple[Finding, ...]]:
    """Reads YAML text; hostile or broken text gives no value and a finding that says why."""
    problem = _unreadable(content, file)
    if problem:
        return None, (problem,)
    text = content.decode("utf-8-sig")
    try:
        problem = _too_much(text, file)
        if problem:
            return None, (problem,)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        return None, (_syntax(error, file),)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return None, (_refusal("YM03", f"The file is not readable as YAML: {error}.", Place(file)),)
    reader = _Reader(file)
    data = reader.value(node, ()) if node is not None else None
    return YamlText(data, reader.places), tuple(reader.findings)


def _refusal(code: str, message: str, place: Place, remedy: str = "") -> Finding:
    return Finding(code, Severity.ERROR, message, place, remedy)


def _unreadable(content: bytes, file: str) -> Finding | None:
    if len(content) > MAXIMUM_BYTES:
        message = f"The file has {len(content):,} bytes, more than the {MAXIMUM_BYTES:,} that are read."
        return _refusal("YM01", message, Place(file), "Divide it, or take out what is not about the deal.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _refusal("YM02", "The file is not UTF-8 text.", Place(file, line), "Save it with the encoding UTF-8.")
    match = _CONTROL.search(text)
    if match:
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        message = f"The file holds the control character U+{ord(match[0]):04X}."
        return _refusal("YM02", message, Place(file, line, column), "Delete it.")
    return None


def _too_much(text: str, file: str) -> Finding | None:
    """Bounds on nesting, aliases and tags, checked on the event stream before anything is composed."""
    depth = aliases = 0
    for nodes, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        place = _marked(file, event.start_mark)
        if depth > MAXIMUM_DEPTH:
            return _refusal("YM04", f"The file is nested deeper than {MAXIMUM_DEPTH} levels.", place)
        if aliases > MAXIMUM_ALIASES or nodes > MAXIMUM_NODES:
            return _refusal("YM04", "The file has more aliases or values than any deal needs.", place)
        tag = getattr(event, "tag", None)
        if tag and tag not in ("!", "tag:yaml.org,2002:str"):
            return _refusal("YM05", f"The tag {tag} is not allowed.", place, "Write the plain value without a tag.")
    return None


def _marked(file: str, mark: Any) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def _syntax(error: yaml.MarkedYAMLError, file: str) -> Finding:
    place = _marked(file, error.problem_mark or error.context_mark)
    said = " ".join(filter(None, [error.context, error.problem]))
    remedy = "Check the indentation and put quotes around text that holds a colon followed by a space."
    return _refusal("YM03", f"The file is not readable as YAML here: {said}.", place, remedy)


class _Reader:
    """Turns composed nodes into plain data and notes where each path stands."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[Path, Place] = {}
        self.findings: list[Finding] = []
        self._open: set[int] = set()
        self._made = 0

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.places.setdefault(path, self._place(node))
        self._made += 1
        if id(node) in self._open or self._made > MAXIMUM_NODES:
            self._endless(node)
            return None
        self._open.add(id(node))
        try:
            return self._kinds[type(node)](self, node, path)
        finally:
            self._open.discard(id(node))

    def _endless(self, node: yaml.Node) -> None:
        if not any(finding.code == "YM04" for finding in self.findings):
            message = "Aliases repeat themselves without end."
            self.findings.append(_refusal("YM04", message, self._place(node), "Write the values out."))

    def _place(self, node: yaml.Node) -> Place:
        return _marked(self.file, node.start_mark)

    def _scalar(self, node: yaml.ScalarNode, path: Path) -> str | None:
        empty = not node.style and node.value in ("", "~", "null")
        return None if empty else str(node.value)

    def _sequence(self, node: yaml.SequenceNode, path: Path) -> list[Any]:
        return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, key_node, value_node in self._entries(node):
            if name in made:
                message = f"The key {name} stands twice in the same place."
                self.findings.append(_refusal("YM06", message, self._place(key_node), "Keep one of the two."))
            self.places[(*path, name)] = self._place(key_node)
            made[name] = self.value(value_node, (*path, name))
        return made

    def _entries(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        for key_node, value_node in node.value:
            if isinstance(key_node, yaml.ScalarNode):
                yield str(key_node.value), key_node, value_node
            else:
                message = "A key must be a plain word."
                self.findings.append(_refusal("YM07", message, self._place(key_node), "Write name: value."))

    _kinds: Mapping[type[yaml.Node], Callable[..., Any]] = {
        yaml.ScalarNode: _scalar,
        yaml.SequenceNode: _sequence,
        yaml.MappingNode: _mapping,
    }
