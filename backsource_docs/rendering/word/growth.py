"""What makes much of little in a template, held to a size before it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import Environment, pass_context, pass_environment, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import (
    do_batch,
    do_format,
    do_replace,
    do_tojson,
    do_wordwrap,
    sync_do_join,
    sync_do_map,
    sync_do_slice,
)
from jinja2.nodes import EvalContext
from jinja2.runtime import Context

__all__ = ["FILTERS", "LARGEST", "check_call", "check_pattern", "light", "weight"]

LARGEST = 1_000_000
"""So many letters a text has at most, and so many items and letters together a list."""

_MOST_PARTS = 1_000
_DEEPEST_INDENT = 20
_WIDE = re.compile(r"\d{4}|\*|\{[^}]*\{")


def weight(value: object) -> int:
    """The letters of a text, or of all texts in a list and its items; what is more than LARGEST is not counted out."""
    total, waiting = 0, [value]
    while waiting and total <= LARGEST:
        one = waiting.pop()
        if isinstance(one, str | bytes):
            total += len(one)
        elif isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple):
            waiting += one
        total += 1
    return total


def light(value: Any) -> Any:
    """The value as it is; SecurityError for one that is too large."""
    _hold(weight(value))
    return value


def check_call(called: object, given: Sequence[Any]) -> None:
    """SecurityError for a method of a text that would make too large a text of these values."""
    owner, name = getattr(called, "__self__", None), getattr(called, "__name__", "")
    if isinstance(owner, str | bytes) and name == "replace" and len(given) > 1:
        _hold(owner.count(given[0]) * len(given[1]))
    elif isinstance(owner, str | bytes) and name == "join" and given:
        _hold(len(owner) * weight(given[0]))


def check_pattern(pattern: str, mark: str, values: Iterable[object]) -> str:
    """The pattern of a format; SecurityError where what it makes may be too large."""
    if _WIDE.search(pattern):
        raise SecurityError("a width in a format is stated and has at most three figures")
    _hold(pattern.count(mark) * (1_000 + max(map(weight, values), default=0)))
    return pattern


def _hold(size: int) -> None:
    if size > LARGEST:
        raise SecurityError(f"a value is larger than {LARGEST:,} letters")


def _formatted(pattern: str, *given: object, **named: object) -> str:
    return do_format(check_pattern(str(pattern), "%", [*given, *named.values()]), *given, **named)


@pass_eval_context
def _replaced(settings: EvalContext, text: str, old: str, new: str, count: int | None = None) -> str:
    _hold(str(text).count(str(old)) * len(str(new)))
    return do_replace(settings, text, old, new, count)


@pass_eval_context
def _joined(settings: EvalContext, values: Iterable[Any], mark: str = "", attribute: str | int | None = None) -> str:
    held = light(list(values))
    _hold(len(held) * len(str(mark)))
    return sync_do_join(settings, held, mark, attribute)


@pass_context
def _mapped(context: Context, values: Iterable[Any], *given: Any, **named: Any) -> Iterator[Any]:
    total = 0
    for value in sync_do_map(context, values, *given, **named):
        total += weight(value)
        _hold(total)
        yield value


@pass_environment
def _broken(
    environment: Environment,
    text: str,
    width: int = 79,
    break_long_words: bool = True,
    wrapstring: str | None = None,
    break_on_hyphens: bool = True,
) -> str:
    _hold((len(text) + 1) * len(wrapstring or ""))
    return do_wordwrap(environment, text, width, break_long_words, wrapstring, break_on_hyphens)


@pass_eval_context
def _as_json(settings: EvalContext, value: Any, indent: int | None = None) -> str:
    if indent is not None and not 0 <= indent <= _DEEPEST_INDENT:
        raise SecurityError(f"an indent is at most {_DEEPEST_INDENT}")
    return do_tojson(settings, light(value), indent)


def _batched(values: Iterable[Any], count: int, filling: Any = None) -> Iterator[list[Any]]:
    return do_batch(values, _parts(count), filling)


def _sliced(values: Iterable[Any], count: int, filling: Any = None) -> Iterator[list[Any]]:
    return sync_do_slice(list(values), _parts(count), filling)


def _parts(count: int) -> int:
    if count > _MOST_PARTS:
        raise SecurityError(f"a list is divided into at most {_MOST_PARTS:,} at a time")
    return count


FILTERS: Mapping[str, Callable[..., Any]] = {
    "batch": _batched,
    "format": _formatted,
    "join": _joined,
    "map": _mapped,
    "replace": _replaced,
    "slice": _sliced,
    "tojson": _as_json,
    "wordwrap": _broken,
}
"""The filters of jinja that can make much of little, each held to LARGEST."""
