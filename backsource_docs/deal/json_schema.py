"""The JSON Schema of the deal file, for editors: generated from the models, so that it says what they accept."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from backsource_docs.deal.deal import Deal

__all__ = ["deal_schema", "deal_schema_text"]

ID = "urn:backsource-docs:deal"
YES_OR_NO = ["yes", "no", True, False]


class _ForEditors(GenerateJsonSchema):
    """YAML's plain scalars as editors type them: yes and no may be text, text may look like a number."""

    def bool_schema(self, schema: core_schema.BoolSchema) -> dict[str, Any]:
        return {"enum": YES_OR_NO}

    def str_schema(self, schema: core_schema.StringSchema) -> dict[str, Any]:
        return super().str_schema(schema) | {"type": ["string", "number"]}

    def encode_default(self, dft: Any) -> Any:
        if isinstance(dft, bool):
            return "yes" if dft else "no"
        return dft if isinstance(dft, str | int | tuple | dict | None) else str(dft)


def deal_schema() -> dict[str, Any]:
    """The schema as plain data (JSON Schema 2020-12): each field with title, description and an example."""
    schema = Deal.model_json_schema(schema_generator=_ForEditors, mode="validation")
    definitions = schema["$defs"]
    for group in (*definitions.values(), schema):
        for entry in group["properties"].values():
            entry["examples"] = [_example(entry, definitions)]
            if entry.get("default", "") is None:
                del entry["default"]
    head = {"$schema": _ForEditors.schema_dialect, "$id": ID, "title": "Deal file of bsdocs"}
    return head | {name: value for name, value in schema.items() if name != "title"}


def deal_schema_text() -> str:
    """The schema as bsdocs prints it."""
    return json.dumps(deal_schema(), ensure_ascii=False, indent=2) + "\n"


def _example(entry: dict[str, Any], definitions: dict[str, Any]) -> Any:
    """The stated example as the schema types it; for a group without one, made of the examples of what it needs."""
    if "examples" in entry:
        stated = entry["examples"][0]
        return int(stated) if entry.get("type") == "integer" or _wants_integer(entry) else stated
    if "items" in entry:
        return [_example(entry["items"], definitions)]
    group = definitions[_reference(entry).rpartition("/")[2]]
    fields = group["properties"]
    needed = group.get("required") or list(fields)[:1]
    return {name: _example(fields[name], definitions) for name in needed}


def _wants_integer(entry: dict[str, Any]) -> bool:
    return any(choice.get("type") == "integer" for choice in entry.get("anyOf", ()))


def _reference(entry: dict[str, Any]) -> str:
    choices = (entry, *entry.get("anyOf", ()))
    return str(next(choice["$ref"] for choice in choices if "$ref" in choice))
