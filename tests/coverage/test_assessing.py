"""Statuses: what a small library with a few requirements says about small deals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from backsource_docs.checks.library_check import check_library
from backsource_docs.coverage.assessing import Drafted, coverage_of
from backsource_docs.coverage.rows import Coverage, CoveredRow
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import established
from backsource_docs.drafting.selecting import select
from backsource_docs.library.store import Library

FACTS = {
    "personal_data": {"says": "Personal data are processed", "path": "services[].personal_data", "is": "yes"},
    "staff": {"says": "People are in scope", "path": "staff.in_scope", "at_least": "1"},
    "escrow": {"says": "Escrow is agreed", "path": "escrow.agreed", "is": "yes", "choice": "yes"},
}
INSTRUMENT = {
    "instrument": "House rules on outsourcing",
    "requirements": {
        "rule-1": {"citation": "Rule 1", "title": "Two clauses", "requirement": "Have both.", "confirmed": "yes"},
        "rule-2": {"citation": "Rule 2", "title": "Escrow", "requirement": "Have escrow."},
        "rule-3": {
            "citation": "Rule 3",
            "title": "Data",
            "requirement": "Protect data.",
            "applies": {"all": ["personal_data"]},
        },
        "rule-4": {"citation": "Rule 4", "title": "Unanswered", "requirement": "Do what no clause does."},
        "rule-5": {"citation": "Rule 5", "title": "Staff", "requirement": "Consult staff."},
    },
}
CLAUSES: dict[str, dict[str, Any]] = {
    "one": {"satisfies": ["rule-1"]},
    "two": {
        "satisfies": ["rule-1"],
        "falls_short": {"supplier": ["rule-1"]},
        "positions": ["customer", "balanced", "supplier"],
    },
    "deposit": {"satisfies": ["rule-2"], "when": {"all": ["escrow"]}},
    "privacy": {"satisfies": ["rule-3"], "when": {"all": ["personal_data"]}},
    "people": {"satisfies": ["rule-5"], "when": {"all": ["staff"]}},
    "custom": {},
}


def clause_text(name: str, matter: Mapping[str, Any]) -> str:
    front = {key: value for key, value in matter.items() if key != "positions"}
    positions = matter.get("positions", ["balanced"])
    head = yaml.safe_dump(
        {"id": name, "title": name.title(), "kind": "clause", "family": "exit", "fallback": positions, **front}
    )
    texts = "".join(f"## {position.title()}\n\n1. Words of the {position} side.\n\n" for position in positions)
    return f"---\n{head}---\n{texts}## Guidance\n\nWhy.\n"


@pytest.fixture
def small_library(build_files: Callable[[Mapping[str, str]], Path]) -> Callable[..., Library]:
    def build(clauses: Mapping[str, Mapping[str, Any]] = CLAUSES, own: Mapping[str, Any] | None = None) -> Library:
        recipe = {
            "id": "outsourcing-agreement",
            "title": "Agreement",
            "kind": "contract",
            "style": "contract",
            "parts": [{"id": "body", "numbering": "clauses", "clauses": list(clauses)}],
        }
        files = {f"clauses/exit/{name}.md": clause_text(name, matter) for name, matter in clauses.items()}
        files["facts.yaml"] = yaml.safe_dump(FACTS)
        files["requirements/house.yaml"] = yaml.safe_dump(INSTRUMENT, sort_keys=False)
        files["documents/outsourcing-agreement.yaml"] = yaml.safe_dump(recipe)
        files["own.yaml"] = yaml.safe_dump(own or {})
        folder = build_files(files)
        return Library((folder,), (folder,), own_requirements=(folder / "own.yaml",) if own else ())

    return build


def covered(library: Library, file: DealFile, *, position: str | None = None, drafted: bool = True) -> Coverage:
    holds = established(library.facts, file.deal)
    recipe = library.recipe("outsourcing-agreement")
    assert recipe is not None
    selection, _ = select(recipe, file, library, holds, position)
    coverage = coverage_of(file, library, holds, [Drafted(selection)] if drafted else [])
    assert library.findings == []
    return coverage


def row(coverage: Coverage, id: str) -> CoveredRow:
    return next(row for row in coverage.rows if row.requirement.id == id)


def test_all_texts_in_is_full(small_library: Callable[..., Library], deal_file: Callable[..., DealFile]) -> None:
    found = row(covered(small_library(), deal_file()), "rule-1")
    assert found.status == "full" and found.gaps == ()
    assert [(meeting.clause, meeting.position) for meeting in found.meetings] == [
        ("one", "balanced"),
        ("two", "customer"),
    ]


def test_a_position_that_falls_short_does_not_count(
    small_library: Callable[..., Library], deal_file: Callable[..., DealFile]
) -> None:
    found = row(covered(small_library(), deal_file(), position="supplier"), "rule-1")
    assert found.status == "partial"
    assert found.remedy == "Two (two): its supplier position falls short. Use its balanced position."


def test_a_clause_that_the_deal_drops_is_missed(
    small_library: Callable[..., Library], deal_file: Callable[..., DealFile]
) -> None:
    deal = deal_file("position: {clauses: {one: {leave_out: yes, because: agreed}}}\n")
    found = row(covered(small_library(), deal), "rule-1")
    assert found.status == "partial" and "left out by the deal: agreed" in found.remedy


def test_a_choice_that_was_not_made_is_missed_and_named(
    small_library: Callable[..., Library], deal_file: Callable[..., DealFile]
) -> None:
    found = row(covered(small_library(), deal_file()), "rule-2")
    assert found.status == "none"
    assert "“Escrow is agreed” does not hold" in found.remedy and "escrow.agreed" in found.remedy
    agreed = covered(small_library(), deal_file("escrow: {agreed: yes}\n"))
    assert row(agreed, "rule-2").status == "full"


def test_a_requirement_applies_on_its_facts(
    small_library: Callable[..., Library], deal_file: Callable[..., DealFile]
) -> None:
    found = row(covered(small_library(), deal_file()), "rule-3")
    assert (found.status, found.why) == ("not applicable", "“Personal data are processed” does not hold.")
    data = deal_file("services: [{name: Payroll, personal_data: yes}]\n")
    assert row(covered(small_library(), data), "rule-3").status == "full"


def test_a_circumstance_closes_a_row_only_where_nothing_else_could(
    small_library: Callable[..., Library], deal_file: Callable[..., DealFile]
) -> None:
    found = row(covered(small_library(), deal_file()), "rule-5")
    assert found.status == "none" and "“People are in scope” does not hold" in found.remedy


def test_nothing_answers(small_library: Callable[..., Library], deal_file: Callable[..., DealFile]) -> None:
    found = row(covered(small_library(), deal_file()), "rule-4")
    assert (found.status, found.gaps) == ("none", ()) and "No text of the library" in found.why


def test_a_document_that_is_not_made_is_the_remedy(
    small_library: Callable[..., Library], deal_file: Callable[..., DealFile]
) -> None:
    found = row(covered(small_library(), deal_file(), drafted=False), "rule-1")
    assert found.status == "none" and "Add outsourcing-agreement to the documents." in found.remedy


def test_an_agreement_in_force_is_looked_at_and_not_made_anew(
    small_library: Callable[..., Library], deal_file: Callable[..., DealFile]
) -> None:
    deal = deal_file("agreement: {status: existing}\n")
    found = row(covered(small_library(), deal, drafted=False), "rule-1")
    assert found.status == "none" and "agreement in force" in found.remedy and "Look there." in found.remedy
    assert "outsourcing-agreement" not in found.remedy


def test_clauses_that_answer_nothing_are_market_practice(
    small_library: Callable[..., Library], deal_file: Callable[..., DealFile]
) -> None:
    coverage = covered(small_library(), deal_file())
    assert [clause.clause for clause in coverage.practice] == ["custom"]


def test_an_unconfirmed_row_is_marked(
    small_library: Callable[..., Library], deal_file: Callable[..., DealFile]
) -> None:
    coverage = covered(small_library(), deal_file())
    assert (row(coverage, "rule-1").citation, row(coverage, "rule-2").citation) == ("Rule 1", "Rule 2 †")


def test_own_requirements_join_in_and_replace(
    small_library: Callable[..., Library], deal_file: Callable[..., DealFile]
) -> None:
    own = {
        "instrument": "Group policy",
        "requirements": {
            "group-1": {"citation": "Policy 1", "title": "New", "requirement": "Do more.", "confirmed": "yes"},
            "rule-1": {"citation": "Policy 2", "title": "Replaced", "requirement": "Have both.", "confirmed": "yes"},
        },
    }
    coverage = covered(small_library(own=own), deal_file())
    assert row(coverage, "group-1").status == "none"
    assert (row(coverage, "rule-1").status, row(coverage, "rule-1").citation) == ("full", "Policy 2")
    assert set(coverage.by_instrument) == {"House rules on outsourcing", "Group policy"}


@pytest.mark.parametrize(
    ("matter", "code", "words"),
    [
        ({"satisfies": ["rule-9"]}, "LB20", "There is no requirement rule-9."),
        ({"satisfies": ["rule-1"], "falls_short": {"supplier": ["rule-1"]}}, "LB21", "the supplier position"),
        ({"satisfies": ["rule-1"], "falls_short": {"balanced": ["rule-2"]}}, "LB21", "rule-2"),
    ],
)
def test_the_library_check_reads_the_relation(
    small_library: Callable[..., Library], matter: Mapping[str, Any], code: str, words: str
) -> None:
    found = [finding for finding in check_library(small_library({"wrong": matter})) if finding.code == code]
    assert len(found) == 1 and words in found[0].message and found[0].place.line > 1


def test_mistakes_in_requirements_are_findings_with_their_lines(
    build_files: Callable[[Mapping[str, str]], Path],
) -> None:
    text = (
        "instrument: House rules\nrequirements:\n"
        "  rule-1: {citation: R 1, title: One, requirement: Do it., applies: {all: [moonlight]}}\n"
        "  rule-2: {citation: R 2, titel: Two, requirement: Do it.}\n"
    )
    folder = build_files({"requirements/house.yaml": text.replace("titel", "title"), "other.yaml": text})
    library = Library((folder,), (folder,), own_requirements=(folder / "other.yaml",))
    assert set(library.requirements) == {"rule-1", "rule-2"}
    assert sorted({(finding.code, finding.place.line) for finding in library.findings}) == [
        ("LB02", 4),
        ("LB03", 4),
        ("LB11", 3),
    ]
