"""Looks into pydantic models: the field that a path leads to, the words that it allows, an example of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from backsource_docs.yamlfile import Path

__all__ = [
    "choices_of",
    "example_at",
    "example_of",
    "field_at",
    "inline",
    "is_list",
    "models_in",
    "shown_example",
]


def field_at(model: type[BaseModel], path: Path) -> FieldInfo | None:
    """The field that a path leads to, through lists, free keys and nested models; None where there is none."""
    found: FieldInfo | None = None
    kinds: tuple[type[BaseModel], ...] = (model,)
    free_key = False
    for step in path:
        if isinstance(step, int) or free_key:
            free_key = False
            continue
        found = next((kind.model_fields[step] for kind in kinds if step in kind.model_fields), None)
        if found is None:
            return None
        kinds = models_in(found.annotation)
        free_key = get_origin(found.annotation) in (Mapping, dict)
    return found


def models_in(annotation: Any) -> tuple[type[BaseModel], ...]:
    """The models that an annotation speaks of, inside optionals, lists and mappings."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (annotation,)
    return tuple(model for argument in get_args(annotation) for model in models_in(argument))


def is_list(annotation: Any) -> bool:
    """Whether an annotation asks for a list, optional or not."""
    return get_origin(annotation) in (tuple, list) or any(map(is_list, get_args(annotation)))


def choices_of(annotation: Any) -> tuple[str, ...]:
    """The words that an annotation allows, where it allows certain words only."""
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    return tuple(word for argument in get_args(annotation) for word in choices_of(argument))


def example_of(found: FieldInfo) -> Any:
    """The first example of a field as plain data; for groups without one, made of the examples of what they need."""
    if found.examples:
        return found.examples[0]
    models = models_in(found.annotation)
    if not models:
        return None
    fields = models[0].model_fields
    needed = {name: inner for name, inner in fields.items() if inner.is_required()} or dict([*fields.items()][:1])
    made = {name: example_of(inner) for name, inner in needed.items()}
    return [made] if is_list(found.annotation) else made


def example_at(model: type[BaseModel], path: Path) -> Any:
    """The example for a path: as the example of the group around it has it, else the field's own."""
    for depth in range(1, len(path)):
        around = field_at(model, path[:depth])
        example = around.examples[0] if around and around.examples else None
        for step in path[depth:]:
            example = example.get(step) if isinstance(example, dict) else None
        if example is not None:
            return example
    found = field_at(model, path)
    example = example_of(found) if found else None
    return example[0] if isinstance(example, list) and isinstance(path[-1], int) else example


def shown_example(model: type[BaseModel], path: Path) -> str:
    """An example for what stands at the path, as a file would have it; empty where there is none."""
    example = example_at(model, path)
    return "" if example is None or isinstance(example, dict | list) else inline(example)


def inline(example: Any) -> str:
    """An example in the flow style of YAML."""
    if isinstance(example, dict):
        return "{" + ", ".join(f"{name}: {inline(value)}" for name, value in example.items()) + "}"
    if isinstance(example, list):
        return "[" + ", ".join(map(inline, example)) + "]"
    return str(example)
