"""YAML as the whole project reads it: bounded, every scalar as text, every value knows its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml
from msgspec import Struct, field

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.yamlsyntax import slip_of

__all__ = ["Path", "Reader", "YamlText", "read_yaml", "unreadable"]

MAXIMUM_BYTES = 1_000_000
MAXIMUM_DEPTH = 60
MAXIMUM_ALIASES = 50
MAXIMUM_NODES = 100_000
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
_LOADER = getattr(yaml, "CLoader", yaml.Loader)

_WRITE_OUT = "Write the values out, as few as the deal needs."

Path = tuple[str | int, ...]


class YamlText(Struct, frozen=True):
    """Plain data (mappings, lists, text, None) with the place of each path in the file, and of the file's end.

    `places` are by the path in the whole file; `under` is where the data stand in it, where they are a part of it.
    """

    data: Any
    places: Mapping[Path, Place] = field(default_factory=dict)
    end: Place = field(default_factory=Place)
    under: Path = ()

    def place(self, path: Path) -> Place:
        """The place of a path, or of the nearest path above it that the file has."""
        path = self.under + path
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, Place())

    def room_for(self, path: Path) -> Place:
        """The place of a path; where the file lacks it, of the group it belongs into, else the end of the file."""
        lacking = self.end.line and not any(path[:depth] in self.places for depth in range(1, len(path) + 1))
        return self.end if lacking else self.place(path)

    def part(self, name: str) -> YamlText:
        """What stands under a key of the mapping."""
        return YamlText(self.data[name], self.places, self.end, (*self.under, name))


Reader = Callable[[bytes, str], tuple[YamlText | None, tuple[Finding, ...]]]


def read_yaml(content: bytes, file: str) -> tuple[YamlText | None, tuple[Finding, ...]]:
    """Reads YAML text; hostile or broken text gives no value and a finding that says why."""
    problem = unreadable(content, file)
    if problem:
        return None, (problem,)
    text = content.decode("utf-8-sig")
    builder = _Builder(file, yaml.parse(text, Loader=_LOADER))
    try:
        data = builder.document()
    except _Refused as refused:
        return None, (*builder.findings, refused.finding)
    except yaml.MarkedYAMLError as error:
        return None, (*builder.findings, _syntax(error, file, text))
    except (yaml.YAMLError, ValueError) as error:
        return None, (_refusal("YM03", f"The file is not readable as YAML: {error}.", Place(file)),)
    lines = text.rstrip().count("\n") + 2
    return YamlText(data, builder.places, Place(file, lines, 1)), tuple(builder.findings)


def _refusal(code: str, message: str, place: Place, remedy: str = "") -> Finding:
    return Finding(code, Severity.ERROR, message, place, remedy)


def unreadable(content: bytes, file: str) -> Finding | None:
    """Why bytes are no text that we read: too many, not UTF-8, or with control characters; None where they are."""
    if len(content) > MAXIMUM_BYTES:
        message = f"The file is larger than the {MAXIMUM_BYTES:,} bytes that are read."
        return _refusal("YM01", message, Place(file), "Divide it, or take out what is not about the deal.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _refusal("YM02", "The file is not UTF-8 text.", Place(file, line), "Save it with the encoding UTF-8.")
    match = _control_in(text)
    if match:
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        return _control(match[0], Place(file, line, column))
    return None


def _control_in(text: str) -> re.Match[str] | None:
    """The first control character; where all can be printed but the line ends, the pattern need not even be made."""
    return None if text.replace("\n", "").isprintable() else re.search(_CONTROL, text)


def _control(character: str, place: Place) -> Finding:
    if character == "\0":
        remedy = "Save it as plain text with the encoding UTF-8."
        return _refusal("YM02", "The file is not UTF-8 text; it holds the byte zero.", place, remedy)
    message = f"The file holds the control character U+{ord(character):04X}."
    return _refusal("YM02", message, place, "Delete it, or type the text anew.")


def _marked(file: str, mark: Any) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def _syntax(error: yaml.MarkedYAMLError, file: str, text: str) -> Finding:
    slip = slip_of(error, text)
    place = Place(file, slip.line + 1, slip.column + 1)
    return _refusal("YM03", f"The file is not readable here: {slip.wrong}.", place, slip.remedy)


class _Refused(Exception):
    """Ends the reading of a file that is more than any deal needs, or less than a deal must be."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Builder:
    """Makes plain data of YAML events and notes where each path stands; bounds are kept on the way, not afterwards."""

    def __init__(self, file: str, events: Iterator[Any]) -> None:
        self.file = file
        self.events = events
        self.places: dict[Path, Place] = {}
        self.findings: list[Finding] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._size = 0
        self._aliases = 0

    def document(self) -> Any:
        """The data of the only document of the file; None for an empty file."""
        data = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse("YM03", "The file holds more than one document.", event, "Take out the line ---.")
                data = self.value(next(self.events), ())
        return data

    def value(self, event: Any, path: Path) -> Any:
        """The value that begins with an event, read to its end."""
        place = _marked(self.file, event.start_mark)
        self.places.setdefault(path, place)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        self.check(event, path)
        before = self._size
        self.grow(1, event)
        if isinstance(event, yaml.ScalarEvent):
            data: Any = self.scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            data = [self.value(inner, (*path, index)) for index, inner in enumerate(self.inner(yaml.SequenceEndEvent))]
        else:
            data = self.mapping(path)
        if event.anchor:
            self._anchors[event.anchor] = (data, self._size - before)
        return data

    def scalar(self, event: Any) -> str | None:
        """The text of a scalar, None where nothing or null is written plain."""
        text = self.clean(event)
        return None if event.implicit[0] and text in ("", "~", "null") else text

    def clean(self, event: Any) -> str:
        """The text of an event; an escape in quotes is no way around the characters that are refused."""
        match = _control_in(event.value)
        if match:
            self.findings.append(_control(match[0], _marked(self.file, event.start_mark)))
        return str(event.value)

    def mapping(self, path: Path) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for event in self.inner(yaml.MappingEndEvent):
            place = _marked(self.file, event.start_mark)
            if not isinstance(event, yaml.ScalarEvent):
                self.value(event, (*path, "?"))
                self.value(next(self.events), (*path, "?"))
                self.findings.append(_refusal("YM07", "A key must be a plain word.", place, "Write name: value."))
                continue
            name = self.clean(event)
            if name in made:
                message = f"The key {name} stands twice in the same place."
                self.findings.append(_refusal("YM06", message, place, "Keep one of the two."))
            self.places[(*path, name)] = place
            made[name] = self.value(next(self.events), (*path, name))
        return made

    def inner(self, end: type) -> Iterator[Any]:
        while not isinstance(event := next(self.events), end):
            yield event

    def alias(self, event: Any) -> Any:
        """What the anchor holds; it counts as if it were written out, so that aliases cannot explode."""
        self._aliases += 1
        data, size = self._anchors.get(event.anchor, (None, 0))
        if not size or self._aliases > MAXIMUM_ALIASES:
            self.refuse("YM04", "An alias is unknown, stands inside itself, or there are too many.", event, _WRITE_OUT)
        self.grow(size, event)
        return data

    def check(self, event: Any, path: Path) -> None:
        if len(path) > MAXIMUM_DEPTH:
            self.refuse("YM04", f"The file is nested deeper than {MAXIMUM_DEPTH} levels.", event, "Write it flatter.")
        if event.tag and event.tag not in ("!", "tag:yaml.org,2002:str"):
            self.refuse("YM05", f"The tag {event.tag} is not allowed.", event, "Write the plain value without a tag.")

    def grow(self, size: int, event: Any) -> None:
        self._size += size
        if self._size > MAXIMUM_NODES:
            self.refuse("YM04", f"The file has more than {MAXIMUM_NODES:,} values.", event, _WRITE_OUT)

    def refuse(self, code: str, message: str, event: Any, remedy: str) -> None:
        raise _Refused(_refusal(code, message, _marked(self.file, event.start_mark), remedy))
