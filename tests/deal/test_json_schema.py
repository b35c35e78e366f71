"""The JSON Schema of the deal file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.json_schema import deal_schema, deal_schema_text
from backsource_docs.deal.reading import CODES
from backsource_docs.modelling import example_of, models_in
from backsource_docs.schema import mended
from backsource_docs.yamlfile import YamlText

EXAMPLES = Path(__file__).parents[2] / "examples"


def groups() -> dict[str, dict[str, Any]]:
    schema = deal_schema()
    return {**schema["$defs"], "Deal": schema}


def models(kind: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if kind not in seen:
        seen.add(kind)
        yield kind
        for found in kind.model_fields.values():
            for inner in models_in(found.annotation):
                yield from models(inner, seen)


def test_the_schema_beside_the_examples_is_the_one_we_print() -> None:
    committed = (EXAMPLES / "deal.schema.json").read_text(encoding="utf-8")
    assert committed == deal_schema_text(), "run: bsdocs schema -o examples/deal.schema.json"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/deal.yaml")), ids=lambda path: path.parent.name)
def test_every_example_names_it(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../deal.schema.json"


@pytest.mark.parametrize("name", list(groups()))
def test_each_group_is_closed_and_each_field_explained(name: str) -> None:
    group = groups()[name]
    assert group["additionalProperties"] is False
    assert group["description"]
    for field, entry in group["properties"].items():
        assert entry["title"], field
        assert entry["description"].endswith("."), field
        assert len(entry["examples"]) == 1, field


@pytest.mark.parametrize("kind", list(models(Deal, set())), ids=lambda kind: kind.__name__)
def test_each_example_is_read_by_its_own_field(kind: type[BaseModel]) -> None:
    data = {name: example_of(found) for name, found in kind.model_fields.items()}
    assert mended(kind, YamlText(data), CODES).findings == ()


def test_the_schema_shows_words_forms_and_what_must_be_given() -> None:
    schema = groups()
    assert schema["Law"]["properties"]["governing"]["enum"] == ["england-and-wales", "new-york", "germany", "ireland"]
    assert schema["Deal"]["required"] == ["name", "customer", "supplier", "law"]
    assert "business day" in schema["Reporting"]["properties"]["due"]["pattern"]
    assert "business day" not in schema["Term"]["properties"]["initial"]["pattern"]
    assert schema["Term"]["properties"]["initial"]["default"] == "60 months"
    assert schema["Service"]["properties"]["critical"]["enum"] == ["yes", "no", True, False]
    assert schema["Service"]["properties"]["wave"]["examples"] == [2]
    assert schema["Deal"]["$schema"].endswith("2020-12/schema")
    assert schema["Deal"]["$id"]
