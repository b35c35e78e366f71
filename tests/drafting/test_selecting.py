"""Selection: one case holds a deal, a small library and a recipe, and the picks and skips expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.choices import wrong_choices
from backsource_docs.drafting.facts import established
from backsource_docs.drafting.selecting import select
from backsource_docs.library.store import Library
from backsource_docs.opening import open_library

CASES = sorted((Path(__file__).parents[1] / "cases" / "selection").glob("*.yaml"))
EMPTY = (
    "nothing of its balanced text stays, which hangs on “People are in scope”, “No function is listed” (deal.yaml:6:9)"
)


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
    said = [str(finding) for finding in [*library.findings, *findings, *wrong_choices(file, library)]]
    assert {"picks": picks, "skips": skips, "findings": said} == case["expected"]


def test_a_parameter_that_the_clause_lacks_is_a_finding(deal_file: Callable[..., DealFile]) -> None:
    file = deal_file("position: {clauses: {lia-insurance: {parameters: {professional_cov: GBP 5}}}}\n")
    shelves, _ = open_library()
    assert shelves is not None
    (found,) = wrong_choices(file, shelves)
    assert (
        found.code == "SL04"
        and "professional_cov" in found.message
        and found.remedy == "Did you mean professional_cover?"
    )


@pytest.mark.parametrize(
    ("choice", "code", "said"),
    [
        ("clauses: {blr-general: supplier}", "SL07", "the clause has one text, so the position supplier is idle"),
        ("families: {definitions: supplier}", "SL07", "each clause of the family has one text"),
        ("clauses: {lia-insurance: {parameters: {cyber_cover: GBP -5}}}", "SL05", "must not be negative"),
        ("clauses: {lia-insurance: {parameters: {cyber_cover: lots}}}", "SL05", "a currency code and a figure"),
        ("clauses: {lia-insurance: {parameters: {cyber_cover: USD 5}}}", "DL08", "another currency"),
        ("families: {liability: supplier}", "SL04", "no family of that name"),
    ],
)
def test_choices_that_cannot_be_followed_are_findings_at_their_line(
    deal_file: Callable[..., DealFile], choice: str, code: str, said: str
) -> None:
    file = deal_file(f"charges: {{annual: GBP 100}}\nposition:\n  {choice}\n")
    shelves, _ = open_library()
    assert shelves is not None
    (found,) = wrong_choices(file, shelves)
    assert found.code == code and said in found.message, str(found)
    assert found.place.line == 8 and found.remedy


def test_choices_that_can_be_followed_are_no_findings(deal_file: Callable[..., DealFile]) -> None:
    file = deal_file(
        "position: {clauses: {lia-cap: balanced, blr-general: {leave_out: yes}}, families: {staff: supplier}}\n"
    )
    shelves, _ = open_library()
    assert shelves is not None and list(wrong_choices(file, shelves)) == []


WHOLLY_CONDITIONAL = """\
---
id: staff
title: Staff
kind: clause
---
## Balanced

1. The Supplier shall inform the staff. {when=staffed}
1. The Customer shall: {unless=bare}
   1. meet them; and {when=staffed}
   1. hear them. {when=staffed}
"""


@pytest.mark.parametrize(("staff", "taken"), [("0", False), ("3", True)])
def test_a_clause_with_nothing_left_is_skipped_with_its_reason(
    staff: str, taken: bool, build_files: Callable[[Mapping[str, str]], Path], deal_file: Callable[..., DealFile]
) -> None:
    facts = {
        "staffed": {"says": "People are in scope", "path": "staff.in_scope", "at_least": "1"},
        "bare": {"says": "No function is listed", "path": "services", "is": "absent"},
    }
    recipe = {"id": "small", "title": "Small", "kind": "contract", "style": "contract"}
    parts = [{"id": "body", "numbering": "clauses", "clauses": ["staff"]}]
    folder = build_files(
        {
            "clauses/exit/staff.md": WHOLLY_CONDITIONAL,
            "facts.yaml": yaml.safe_dump(facts),
            "documents/small.yaml": yaml.safe_dump({**recipe, "parts": parts}),
        }
    )
    library = Library((folder,), (folder,))
    file = deal_file(f"staff: {{in_scope: {staff}}}\n")
    made = library.recipe("small")
    assert made is not None
    selection, findings = select(made, file, library, established(library.facts, file.deal))
    assert list(selection.picks) == (["staff"] if taken else [])
    reasons = [f"{skip.reason} ({skip.place})" for skip in selection.skips.values()]
    assert reasons == ([] if taken else [EMPTY])
    assert not findings
