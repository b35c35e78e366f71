"""Checks YAML data against a pydantic model and turns every mistake into a finding with its line and a remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo

from backsource_docs.findings import Finding, Severity
from backsource_docs.modelling import choices_of, example_at, example_of, field_at, inline, models_in
from backsource_docs.yamlfile import Path, YamlText

__all__ = [
    "Closed",
    "Codes",
    "Mended",
    "dotted",
    "mended",
    "typed",
]

Model = TypeVar("Model", bound=BaseModel)


class Closed(BaseModel):
    """Base of all that files say: frozen, and closed, so that an unknown key is a mistake.

    What reads and prints a model is made when it is first used, and so not for each group inside another.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Codes(Struct, frozen=True):
    """The codes under which a room reports unknown keys, missing values, wrong values and values out of range."""

    unknown: str
    missing: str
    wrong: str
    out_of_range: str


class Mended(Struct, Generic[Model], frozen=True):
    """A model of data with mistakes: each wrong value is left out or replaced by its example, at the paths `wrong`.

    It serves to look for further mistakes, never to draft. `value` is None where the data are beyond mending.
    """

    value: Model | None
    findings: tuple[Finding, ...] = ()
    wrong: frozenset[Path] = frozenset()


_LIMITS = {
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
    "greater_than": ("more than", "gt"),
    "less_than": ("less than", "lt"),
}
_NOT_SO = {
    "int_parsing": "is not a whole number",
    "int_from_float": "is not a whole number",
    "int_parsing_size": "is not a number of a sensible size",
    "bool_parsing": "is neither yes nor no",
}
_GROUP = "this must be a group of keys, each on its own line"
_LIST = "this must be a list, each entry beginning with a dash"
_SHAPES = {
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dict_type": _GROUP,
    "mapping_type": _GROUP,
    "tuple_type": _LIST,
    "list_type": _LIST,
}


def typed(model: type[Model], source: YamlText, codes: Codes) -> tuple[Model | None, tuple[Finding, ...]]:
    """The model filled from the data, or None with a finding for each mistake in it."""
    given = _given(source.data) if _has_gap(source.data) else source.data
    value, details = _validated(model, source, given)
    return None if details else value, tuple(_finding(model, source, codes, detail) for detail in details)


def mended(model: type[Model], source: YamlText, codes: Codes) -> Mended[Model]:
    """The model filled from the data; where values are wrong, from what is right in it, with a finding for each."""
    given = _given(source.data)
    value, details = _validated(model, source, given)
    if not details:
        return Mended(value)
    findings = tuple(_finding(model, source, codes, detail) for detail in details)
    wrong = frozenset(tuple(detail["loc"]) for detail in details)
    if () in wrong:
        return Mended(None, findings, wrong)
    for path in {tuple(detail["loc"]) for detail in details if "input" in detail}:
        _mend(model, given, path)
    try:
        return Mended(model.model_validate(given), findings, wrong)
    except ValidationError:
        return Mended(None, findings, wrong)


def _validated(model: type[Model], source: YamlText, given: Any) -> tuple[Model | None, list[Mapping[str, Any]]]:
    """The model, if it can be filled, and what is wrong: an unknown key is that even without a value."""
    gaps = _valueless(source.data, ()) if given is not source.data else ()
    lone = (path for path in gaps if _strays(model, path))
    strays: list[Mapping[str, Any]] = [{"type": "extra_forbidden", "loc": path} for path in lone]
    try:
        return model.model_validate(given), strays
    except ValidationError as error:
        return None, [*strays, *map(dict, error.errors())]


def _given(data: Any) -> Any:
    """A key without a value is as good as no key: the default or the visible blank stands."""
    if isinstance(data, dict):
        return {name: _given(value) for name, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_given(value) for value in data]
    return {} if data is None else data


def _has_gap(data: Any) -> bool:
    """Whether a key or an entry has no value."""
    if isinstance(data, dict):
        return any(map(_has_gap, data.values()))
    return any(map(_has_gap, data)) if isinstance(data, list) else data is None


def _valueless(data: Any, path: Path) -> Iterator[Path]:
    """The paths of the keys that have no value."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, inner in entries:
        if inner is None and isinstance(step, str):
            yield (*path, step)
        yield from _valueless(inner, (*path, step))


def _strays(model: type[BaseModel], path: Path) -> bool:
    """Whether a key is unknown where the group around it is known."""
    return field_at(model, path) is None and (len(path) == 1 or field_at(model, path[:-1]) is not None)


def _mend(model: type[BaseModel], data: Any, path: Path) -> None:
    """Replaces what stands at the path by its example where something must stand there, else deletes it."""
    holder = data
    for depth, step in enumerate(path[:-1], 1):
        inner = holder[step] if isinstance(step, int) else holder.get(step)
        if not isinstance(inner, dict | list):
            _mend(model, data, path[:depth])
            return
        holder = inner
    last, found = path[-1], field_at(model, path)
    if found is None or (isinstance(holder, dict) and not found.is_required()):
        holder.pop(last, None)
    else:
        example = example_of(found)
        holder[last] = example[0] if isinstance(last, int) and isinstance(example, list) else example


def _finding(model: type[BaseModel], source: YamlText, codes: Codes, detail: Mapping[str, Any]) -> Finding:
    path = tuple(detail["loc"])
    kind = str(detail["type"])
    place = source.place(path)
    name = dotted(path)
    if kind == "extra_forbidden":
        return Finding(codes.unknown, Severity.ERROR, f"{name}: this key is not known.", place, _nearest(model, path))
    if kind == "missing":
        return Finding(codes.missing, Severity.ERROR, f"{name}: this must be given.", place, _remedy(model, path))
    code = codes.out_of_range if kind in (*_LIMITS, "range") else codes.wrong
    what = "this entry is empty" if detail["input"] == {} and path and isinstance(path[-1], int) else None
    message = f"{name}: {what or _wrong(kind, detail)}."
    return Finding(code, Severity.ERROR, message, place, _remedy(model, path, kind, detail["input"]))


def _wrong(kind: str, detail: Mapping[str, Any]) -> str:
    """What is wrong with a value, in our words: pydantic's own are about Python."""
    shown, context = _shown(detail["input"]), detail.get("ctx", {})
    if not shown:
        return "the text is empty"
    if kind in _LIMITS:
        words, limit = _LIMITS[kind]
        return f"{shown} is out of range; it must be {words} {context[limit]}"
    if kind == "range":
        return f"{shown} is out of range; {context['why']}"
    if kind == "value_error":
        return f"{shown} is not readable: {context['error']}"
    if kind == "literal_error" and isinstance(detail["input"], str):
        return f"{shown} is not one of {context['expected'].replace(chr(39), '')}"
    if kind == "string_pattern_mismatch":
        return f"{shown} does not have the form that is wanted here"
    if kind in _NOT_SO and isinstance(detail["input"], str):
        return f"{shown} {_NOT_SO[kind]}"
    return _SHAPES.get(kind, "this must be a single value, not a list or a group of keys")


def _shown(value: Any) -> str:
    if not isinstance(value, str | int):
        return "a list" if isinstance(value, list) else "a group of keys"
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:57]}…"


def dotted(path: Path) -> str:
    """A path as people write it: service_levels[2].target, entries counted from 1."""
    text = ""
    for step in path:
        name = f"[{step + 1}]" if isinstance(step, int) else step or '""'
        text += name if isinstance(step, int) or not text else f".{name}"
    return text or "the file"


def _nearest(model: type[BaseModel], path: Path) -> str:
    holder = field_at(model, path[:-1])
    known = models_in(holder.annotation) if holder else (model,)
    names = [name for kind in known for name in kind.model_fields]
    if str(path[-1]).isdecimal():
        return "Put quotation marks around a figure with commas that stands between brackets."
    close = difflib.get_close_matches(str(path[-1]), names, 1)
    if close:
        return f"Did you mean {close[0]}?"
    return f"Known here: {', '.join(names)}." if names else "Delete it."


def _remedy(model: type[BaseModel], path: Path, kind: str = "", value: Any = None) -> str:
    if not path:
        name, first = next(iter(model.model_fields.items()))
        return f"Write for example {name}: {inline(example_of(first))}."
    found = field_at(model, path)
    if found is None or kind == "value_error":
        return ""
    if kind == "literal_error" and isinstance(value, str):
        return _meant(found, value)
    example = example_at(model, path)
    return f"Write for example {inline(example)}." if example is not None else ""


def _meant(found: FieldInfo, value: str) -> str:
    words = choices_of(found.annotation)
    begun = [word for word in words if value.lower() in word.replace(" ", "-").split("-")]
    close = begun or difflib.get_close_matches(value.lower(), words, 1)
    return f"Did you mean {close[0]}?" if close else "Write one of these words."
