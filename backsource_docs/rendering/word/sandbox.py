"""The jinja environment of every Word template: plain data in, no code out, nothing left undefined in silence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from backsource_docs.rendering.word.growth import FILTERS, LARGEST, check_call, check_pattern

__all__ = ["Sandbox", "sandbox"]

_GROWING = frozenset({"center", "expandtabs", "ljust", "rjust", "to_bytes", "translate", "zfill"})
_DROPPED_FILTERS = ("center", "indent", "pprint", "random", "urlize", "xmlattr")


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which a template cannot make values without end either."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuses the methods that make a text as long as a number or a table says."""
        if isinstance(obj, str | bytes | int) and attr in _GROWING:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Reckons with numbers of an ordinary size only."""
        if operator == "%" and isinstance(left, str):
            check_pattern(left, "%", right if isinstance(right, tuple) else [right])
            return super().call_binop(context, operator, left, right)
        if not all(isinstance(value, int | float) and abs(value) <= LARGEST for value in (left, right)):
            raise SecurityError(f"{operator} is for numbers up to {LARGEST:,} only")
        if operator == "**" and abs(right) > 10:
            raise SecurityError("a power is at most 10")
        return super().call_binop(context, operator, left, right)

    def call(self, context: Any, called: Any, /, *given: Any, **named: Any) -> Any:
        """Calls what a template calls, unless the text that it makes would be too large."""
        check_call(called, given)
        return super().call(context, called, *given, **named)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """The format method of a text whose widths are stated and ordinary."""
        wrapped = super().wrap_str_format(value)
        return wrapped and partial(_with_narrow, str(value.__self__), wrapped)


def sandbox(finalize: Callable[[object], object] | None = None) -> Sandbox:
    """An environment for templates; `finalize` prepares each value that is printed."""
    made = Sandbox(undefined=StrictUndefined, autoescape=True, finalize=finalize)
    for name in _DROPPED_FILTERS:
        made.filters.pop(name, None)
    made.filters.update(FILTERS)
    made.globals.clear()
    made.globals.update(range=_short_range, dict=dict)
    return made


def _with_narrow(pattern: str, formatted: Callable[..., str], *given: object, **named: object) -> str:
    check_pattern(pattern, "{", [*given, *named.values()])
    return formatted(*given, **named)


def _short_range(*limits: int) -> range:
    made = range(*limits)
    if len(made) > 1000:
        raise SecurityError("a range has at most 1,000 numbers")
    return made
