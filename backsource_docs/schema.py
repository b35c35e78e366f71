"""Checks YAML data against a pydantic model and turns every mistake into a finding with its line and a remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from backsource_docs.findings import Finding, Severity
from backsource_docs.yamlfile import Path, YamlText

__all__ = ["Codes", "dotted", "field_at", "typed"]

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes under which a room reports unknown keys, missing values, wrong values and values out of range."""

    unknown: str
    missing: str
    wrong: str
    out_of_range: str


_RANGES = {
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
    "greater_than": ("more than", "gt"),
    "less_than": ("less than", "lt"),
}
_KINDS = {
    "int_parsing": "is not a whole number",
    "bool_parsing": "is neither yes nor no",
    "date_from_datetime_parsing": "is not a date",
    "date_parsing": "is not a date",
    "model_type": "must be a group of keys, each on its own line",
    "dict_type": "must be a group of keys, each on its own line",
    "mapping_type": "must be a group of keys, each on its own line",
    "tuple_type": "must be a list, each entry beginning with a dash",
    "list_type": "must be a list, each entry beginning with a dash",
    "string_type": "must be plain text",
}


def typed(model: type[Model], source: YamlText, codes: Codes) -> tuple[Model | None, tuple[Finding, ...]]:
    """The model filled from the data, or None with a finding for each mistake in it."""
    data = source.data if source.data is not None else {}
    try:
        return model.model_validate(_without_absent(data)), ()
    except ValidationError as error:
        return None, tuple(_finding(model, source, codes, detail) for detail in error.errors())


def _without_absent(data: Any) -> Any:
    """A key without a value is as good as no key: the default or the visible blank stands."""
    if isinstance(data, dict):
        return {name: _without_absent(value) for name, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_absent(value) for value in data]
    return data


def _finding(model: type[BaseModel], source: YamlText, codes: Codes, detail: Mapping[str, Any]) -> Finding:
    path = tuple(step for step in detail["loc"] if _is_step(step, source.data, detail["loc"]))
    kind = str(detail["type"])
    place = source.place(path)
    name = dotted(path)
    if kind == "extra_forbidden":
        return Finding(codes.unknown, Severity.ERROR, f"{name}: this key is not known.", place, _nearest(model, path))
    example = "" if kind == "value_error" else _example(model, path)
    if kind == "missing":
        return Finding(codes.missing, Severity.ERROR, f"{name}: this must be given.", place, example)
    if kind in _RANGES:
        words, limit = _RANGES[kind]
        message = f"{name}: {detail['input']} is out of range; it must be {words} {detail['ctx'][limit]}."
        return Finding(codes.out_of_range, Severity.ERROR, message, place, example)
    return Finding(codes.wrong, Severity.ERROR, f"{name}: {_wrong(kind, detail)}.", place, example)


def _is_step(step: str | int, data: Any, whole: Path) -> bool:
    """Pydantic puts names of union members into its paths; they are no steps of the file."""
    return isinstance(step, int) or not step.startswith(("function-", "tuple[", "lax-or-strict", "is-instance"))


def _wrong(kind: str, detail: Mapping[str, Any]) -> str:
    shown = _shown(detail["input"])
    if kind == "value_error":
        return f"{shown} is not readable: {detail['ctx']['error']}"
    if kind == "literal_error":
        return f"{shown} is not one of {str(detail['ctx']['expected']).replace(chr(39), '')}"
    if kind == "string_too_short":
        return "the text is empty"
    reason = _KINDS.get(kind)
    if reason is None:
        return f"{shown} does not fit: {detail['msg']}"
    return f"{shown} {reason}" if reason.startswith("is") else f"this {reason}"


def _shown(value: Any) -> str:
    text = str(value) if isinstance(value, str | int) else "the value"
    return text if len(text) <= 60 else f"{text[:57]}…"


def dotted(path: Path) -> str:
    """A path as people write it: service_levels[2].target, entries counted from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text or "the file"


def _nearest(model: type[BaseModel], path: Path) -> str:
    holder = field_at(model, path[:-1])
    known = list(_models_in(holder.annotation if holder else model))
    names = [name for kind in known for name in kind.model_fields]
    close = difflib.get_close_matches(str(path[-1]), names, 1)
    if close:
        return f"Did you mean {close[0]}?"
    return f"Known here: {', '.join(names)}." if names else "Delete it."


def _example(model: type[BaseModel], path: Path) -> str:
    found = field_at(model, path)
    if not found or not found.examples:
        return ""
    example = found.examples[0]
    if isinstance(path[-1], int) and isinstance(example, list):
        example = example[0]
    return f"Write for example {example}." if isinstance(example, str | int) else ""


def field_at(model: type[BaseModel], path: Path) -> FieldInfo | None:
    """The field that a path leads to, through lists and nested models; None where there is none."""
    found: FieldInfo | None = None
    kinds: tuple[type[BaseModel], ...] = (model,)
    for step in path:
        if isinstance(step, int):
            continue
        found = next((kind.model_fields[step] for kind in kinds if step in kind.model_fields), None)
        if found is None:
            return None
        kinds = tuple(_models_in(found.annotation))
    return found


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, UnionType, Annotated, tuple, list, dict) or get_args(annotation):
        for argument in get_args(annotation):
            yield from _models_in(argument)
