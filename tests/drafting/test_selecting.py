"""Selection: one case holds a deal, a small library and a recipe, and the picks and skips expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import established
from backsource_docs.drafting.selecting import select
from backsource_docs.library.store import Library

CASES = sorted((Path(__file__).parents[1] / "cases" / "selection").glob("*.yaml"))


def clause_text(name: str, matter: dict[str, Any]) -> str:
    positions = matter.pop("positions", ["balanced"])
    head = yaml.safe_dump({"id": name, "title": name.title(), "kind": "clause", **matter})
    return f"---\n{head}---\n" + "".join(f"## {position.title()}\n\n1. Words.\n\n" for position in positions)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases(
    path: Path, build_files: Callable[[Mapping[str, str]], Path], deal_file: Callable[..., DealFile]
) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    files = {
        f"clauses/{matter.get('family', 'exit')}/{name}.md": clause_text(name, matter)
        for name, matter in case["clauses"].items()
    }
    recipe = {"id": "small", "title": "Small", "kind": "contract", "style": "contract", "parts": case["parts"]}
    folder = build_files(
        {**files, "facts.yaml": yaml.safe_dump(case["facts"]), "documents/small.yaml": yaml.safe_dump(recipe)}
    )
    library = Library((folder,), (folder,))
    file = deal_file(case.get("deal", ""))
    made = library.recipe("small")
    assert made is not None and library.findings == []
    selection, findings = select(made, file, library, established(library.facts, file.deal), case.get("position"))
    picks = {
        name: f"{pick.position} in {pick.part}; {pick.reason}; {pick.position_reason}"
        for name, pick in selection.picks.items()
    }
    skips = {name: f"{skip.reason} ({skip.place})" for name, skip in selection.skips.items()}
    said = [str(finding) for finding in [*library.findings, *findings]]
    assert {"picks": picks, "skips": skips, "findings": said} == case["expected"]


def test_a_parameter_that_the_clause_lacks_is_a_finding(deal_file: Callable[..., DealFile]) -> None:
    from backsource_docs.api import open_library
    from backsource_docs.drafting.facts import established as facts_of

    file = deal_file("position: {clauses: {lia-insurance: {parameters: {professional_cov: GBP 5}}}}\n")
    shelves, _ = open_library()
    assert shelves is not None
    recipe = shelves.recipe("outsourcing-agreement")
    assert recipe is not None
    _, findings = select(recipe, file, shelves, facts_of(shelves.facts, file.deal))
    (found,) = [finding for finding in findings if finding.code == "SL04"]
    assert "professional_cov" in found.message and found.remedy == "Did you mean professional_cover?"
