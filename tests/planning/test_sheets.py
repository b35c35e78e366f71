"""The papers beside the exit plan, and the sheets in them that are repeated for each function or data set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from schedule_deals import AS_OF, ROOT, read

from backsource_docs.api import check
from backsource_docs.building import Assembly, assemble
from backsource_docs.findings import Severity
from backsource_docs.library.store import Library
from backsource_docs.rendering.text import render_text
from backsource_docs.tree import Table, plain, walk
from backsource_docs.wanting import Wishes

PAPERS = (
    "operations-audit",
    "knowledge-transfer-plan",
    "security-and-data-transfer-procedure",
    "committee-pack",
    "exit-test-script",
)
EXAMPLES = ("homecoming", "harbour", "nordlicht", "civic", "rescue", "minimal")
# Dates and blanks that an example sets itself are its own affair.
OF_THE_DEAL = ("KD", "BL", "PL")
HEAD = (
    "name: x\ncustomer: {name: A, country: GB}\nsupplier: {name: B, country: GB}\nlaw: {governing: england-and-wales}\n"
)
SHEET = """\
tables: {}
sheets:
  functions:
    caption: By function
    heading: "{{ each.name }}, stop {{ each.tolerance }}"
    columns: [No., Cell, Day]
    widths: [1, 3, 2]
    rows:
      - {cells: ["#", all, "{{ each.done.cut_over }}"]}
      - {cells: ["#", needs both], of: [critical, people]}
      - {cells: ["#", "{{ each.people }}"], of: [people]}
      - {cells: ["#", law], when: {all: [LAW]}}
  sets:
    caption: By data set
    each: data set
    columns: [No., Set]
    widths: [1, 3]
    rows: [{cells: ["#", "{{ each.name }} of {{ each.function }}"]}]
  critical:
    caption: Critical
    only: [critical]
    columns: [Function]
    widths: [1]
    rows: [{cells: ["{{ each.name }}"]}]
"""
RECIPE = """\
id: papers
title: Papers
kind: plan
style: plan
cites: outsourcing-agreement
listings: papers.yaml
parts: [{id: sections, numbering: sections, clauses: [papers-all]}]
"""
SECTION = (
    "---\nid: papers-all\ntitle: All\nkind: section\n---\n## Balanced\n\n"
    + "\n\n".join(f"```table\n{name}\n```" for name in ("functions", "sets", "critical"))
    + "\n\n## History\n\n- v1, 2026-11-23: first text.\n"
)


@pytest.fixture
def papers(build_files: Callable[[dict[str, str]], Path]) -> Callable[..., Assembly]:
    """The sheets of a small library laid over ours, made for a small deal."""

    def made(more: str, sheet: str = SHEET.replace("LAW", "english_law")) -> Assembly:
        folder = build_files(
            {"sections/papers.yaml": sheet, "sections/papers-all.md": SECTION, "documents/papers.yaml": RECIPE}
        )
        library = Library((ROOT / "clause_library", folder), (ROOT / "templates", folder))
        return assemble(read((HEAD + more).encode()), library, AS_OF, Wishes(only=("papers",)))

    return made


def tables(assembly: Assembly) -> dict[str, list[list[str]]]:
    """The rows of each table of the one document, as words."""
    blocks = [block for part in assembly.made[0].document.draft.parts for block in walk(part.blocks)]
    found = [block for block in blocks if isinstance(block, Table)]
    return {table.caption: [[plain(cell) for cell in row.cells] for row in table.rows] for table in found}


DEAL = (
    "services:\n  - {name: Ledger, wave: 2}\n  - {name: Desk, critical: yes, tolerance: 4 hours}\n"
    "  - {name: Print, backsource: no}\n"
    "staff: {groups: [{role: Agents, headcount: 7, service: Desk}]}\n"
    "data: {sets: [{name: Bills, service: Ledger}, {name: Stamps, service: Print}, {name: Map}]}\n"
)


def test_functions_stand_in_the_order_of_their_waves_with_the_rows_that_their_traits_ask_for(
    papers: Callable[..., Assembly],
) -> None:
    rows = tables(papers(DEAL))["By function"]
    assert [row[:2] for row in rows if len(row) > 1] == [
        ["A1", "all"],
        ["A2", "needs both"],
        ["A3", "Agents (7)"],
        ["A4", "law"],
        ["B1", "all"],
        ["B2", "law"],
    ]
    headings = [row[0] for row in rows if len(row) == 1]
    assert headings == ["A. Desk, stop 4 hours", "B. Ledger, stop [● longest interruption]"]


def test_days_of_tasks_are_not_called_before_a_notice(papers: Callable[..., Assembly]) -> None:
    assert [row[2] for row in tables(papers(DEAL))["By function"] if row[1:2] == ["all"]] == ["not called"] * 2


def test_data_sets_of_what_stays_are_left_out(papers: Callable[..., Assembly]) -> None:
    assert tables(papers(DEAL))["By data set"] == [["1", "Map of several functions"], ["2", "Bills of Ledger"]]


def test_a_sheet_without_a_subject_says_so(papers: Callable[..., Assembly]) -> None:
    found = tables(papers("services: [{name: Desk}]\n"))
    assert found["Critical"] == [["no function in scope"]]
    assert found["By data set"][0][0] == "no data set in scope"


def test_an_unknown_fact_in_a_sheet_is_a_finding_with_its_line(papers: Callable[..., Assembly]) -> None:
    assembly = papers(DEAL, SHEET.replace("LAW", "englsh_law"))
    (finding,) = [finding for finding in assembly.findings if finding.code == "KD07"]
    assert "englsh_law" in finding.message and finding.place.line == 12


def test_an_unknown_trait_is_a_finding(papers: Callable[..., Assembly]) -> None:
    assembly = papers(DEAL, SHEET.replace("critical, people", "critcal"))
    assert any("critcal" in finding.message or "critcal" in finding.remedy for finding in assembly.findings)


@pytest.mark.parametrize("name", PAPERS)
def test_papers_read_as_accepted(name: str, expect: Callable[[Path, str], None]) -> None:
    result = check(ROOT / "examples" / "homecoming" / "deal.yaml", only=name)
    assert result.assembly is not None
    expect(
        ROOT / "tests" / "golden" / "homecoming" / f"{name}.txt", render_text(result.assembly.made[0].document) + "\n"
    )


@pytest.mark.parametrize("outgoing", [False, True])
@pytest.mark.parametrize("name", EXAMPLES)
def test_papers_fit_every_deal_without_a_finding_of_their_own(name: str, outgoing: bool) -> None:
    result = check(ROOT / "examples" / name / "deal.yaml", only=PAPERS, outgoing=outgoing)
    assert result.assembly is not None and len(result.assembly.made) == len(PAPERS)
    serious = [str(finding) for finding in result.findings if finding.severity is not Severity.INFO]
    assert [finding for finding in serious if not any(f" {code}" in finding for code in OF_THE_DEAL)] == []


def test_what_goes_to_the_other_side_has_the_same_numbers_and_nothing_internal() -> None:
    deal = ROOT / "examples" / "homecoming" / "deal.yaml"
    inside, outside = (check(deal, only=PAPERS, outgoing=outgoing).assembly for outgoing in (False, True))
    assert inside is not None and outside is not None
    for own, theirs in zip(inside.made, outside.made, strict=True):
        text = render_text(theirs.document)
        assert "Customer only" not in text and "11,500,000" not in text and "1,650,000" not in text
        assert "Customer only" in render_text(own.document)
        assert {key: own.document.numbers[key] for key in theirs.document.numbers} == dict(theirs.document.numbers)


def test_the_summary_names_what_is_open_and_keeps_the_money_inside() -> None:
    deal = ROOT / "examples" / "homecoming" / "deal.yaml"
    result = check(deal, only="exit-plan", outgoing=False)
    assert result.assembly is not None
    text = render_text(result.assembly.made[0].document)
    front = text.partition("Document control")[0]
    assert "9 of 10" in front and "Card scheme liaison" in front
    assert "GBP 1,815,000" in front.replace("\u00a0", " ")
