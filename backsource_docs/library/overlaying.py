"""A firm's file laid over one of ours: it holds only what it changes and says which text of ours it was written for."""

from __future__ import annotations

import difflib
from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field, model_validator

from backsource_docs.findings import Finding, Severity
from backsource_docs.schema import Closed, Codes, typed
from backsource_docs.yamlfile import YamlText

__all__ = ["extended_recipe", "extends", "extends_nothing", "laid_over"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
_OWN = ("extends", "based_on")
_YES = ("yes", "true", "on", "1")


class _Addition(Closed):
    """A clause that a firm adds to a recipe of ours, after or before one that stands there."""

    use: str = Field(examples=["house-clause"])
    after: str = ""
    before: str = ""

    @model_validator(mode="after")
    def _one_place(self) -> _Addition:
        if bool(self.after) == bool(self.before):
            raise ValueError("an added clause has one place, write for example after: tra-extension")
        return self

    @property
    def neighbour(self) -> str:
        return self.after or self.before


class _RecipeChange(Closed):
    """What a recipe with `extends: yes` may say: other words for the document, clauses to add and to leave out."""

    id: str
    extends: bool
    title: str | None = None
    says: str | None = None
    style: str | None = None
    add: tuple[_Addition, ...] = ()
    leave_out: tuple[str, ...] = ()


def extends(source: YamlText) -> bool:
    """Whether a file holds only what it changes in the file of the same name beneath it."""
    data = source.data
    return isinstance(data, dict) and str(data.get("extends", "")).lower() in _YES


def laid_over(base: YamlText, own: YamlText) -> YamlText:
    """The front matter beneath with the keys of the firm's own; parameters are replaced one by one."""
    kept = {name: value for name, value in base.data.items() if name not in _OWN}
    merged = {**kept, **own.data}
    beneath, above = kept.get("parameters"), own.data.get("parameters")
    if isinstance(beneath, dict) and isinstance(above, dict):
        merged["parameters"] = {**beneath, **above}
    return YamlText(merged, ChainMap(dict(own.places), dict(base.places)), own.end)


def extends_nothing(own: YamlText, what: str) -> Finding:
    """The finding that nothing of that name lies beneath a file that holds only changes."""
    message = f"The file extends a {what}, but no folder beneath has a readable {what} of that name."
    remedy = f"Name the file as the {what} is called, or write the whole {what} and leave extends: out."
    return Finding("LB30", Severity.ERROR, message, own.place(("extends",)), remedy)


def extended_recipe(base: YamlText | None, own: YamlText) -> tuple[YamlText | None, tuple[Finding, ...]]:
    """The recipe beneath with the firm's additions; a place that the recipe lacks is a finding."""
    if base is None:
        return None, (extends_nothing(own, "recipe"),)
    change, findings = typed(_RecipeChange, own, CODES)
    if change is None:
        return None, findings
    words = change.model_dump(include={"title", "says", "style"}, exclude_none=True)
    parts = [dict(part) for part in base.data["parts"]]
    wrong = list(_out(parts, change, own))
    for number, addition in enumerate(change.add):
        wrong += _added(parts, addition, own, number)
    return YamlText({**base.data, **words, "parts": parts}, base.places, base.end), tuple(wrong)


def _out(parts: list[dict[str, Any]], change: _RecipeChange, own: YamlText) -> Iterator[Finding]:
    for number, name in enumerate(change.leave_out):
        if name not in _names(parts):
            yield _nowhere(name, parts, own, ("leave_out", number))
    for part in parts:
        if "clauses" in part:
            part["clauses"] = [slot for slot in part["clauses"] if not _stands(slot, change.leave_out)]


def _added(parts: list[dict[str, Any]], addition: _Addition, own: YamlText, number: int) -> Iterator[Finding]:
    for part in parts:
        slots = part.get("clauses") or []
        for place, slot in enumerate(slots):
            if _stands(slot, (addition.neighbour,)):
                at = place + bool(addition.after)
                part["clauses"] = [*slots[:at], addition.use, *slots[at:]]
                return
    yield _nowhere(addition.neighbour, parts, own, ("add", number))


def _stands(slot: Any, names: tuple[str, ...]) -> bool:
    return any(name in names for name in _slot_names(slot))


def _slot_names(slot: Any) -> tuple[str, ...]:
    """The ids that a slot of a recipe names, before it is typed."""
    if isinstance(slot, str):
        return (slot,)
    if not isinstance(slot, Mapping):
        return ()
    return (*filter(None, [slot.get("use")]), *(slot.get("one_of") or ()))


def _names(parts: list[dict[str, Any]]) -> list[str]:
    return [name for part in parts for slot in part.get("clauses") or () for name in _slot_names(slot)]


def _nowhere(name: str, parts: list[dict[str, Any]], own: YamlText, path: tuple[str | int, ...]) -> Finding:
    close = difflib.get_close_matches(name, _names(parts), 1)
    remedy = f"Did you mean {close[0]}?" if close else "Name a clause that the recipe beneath has."
    message = f"The recipe beneath does not name the clause {name}."
    return Finding("LB34", Severity.ERROR, message, own.place(path), remedy)
