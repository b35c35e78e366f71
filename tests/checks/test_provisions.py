"""The provisions that findings name agree with the rows of requirements that they stand for."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from backsource_docs.checks.provisions import PROVISIONS, cited

REQUIREMENTS = Path(__file__).parents[2] / "clause_library" / "requirements"


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, str]]:
    """Every row of the requirement files, by its id."""
    files = [yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader) for path in REQUIREMENTS.glob("*.yaml")]
    return {name: row for file in files for name, row in file["requirements"].items()}


@pytest.mark.parametrize("name", PROVISIONS)
def test_a_provision_is_marked_as_its_row_is(name: str, rows: dict[str, dict[str, str]]) -> None:
    assert name in rows
    assert PROVISIONS[name].confirmed == (rows[name].get("confirmed") == "yes")


def test_what_nobody_has_read_bears_a_mark() -> None:
    assert cited("da-25-2-g") == "Regulation (EU) 2023/2854, Article 25(2)(g)"
    assert cited("tupe-11", "da-25-2-g").startswith("regulation 11 of TUPE 2006 (unconfirmed) and Regulation")
    assert cited() == ""
