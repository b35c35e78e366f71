"""The checks as a whole: on the examples, on values that try to look like markup, and on what they need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from drafting_cases import write_case
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backsource_docs.api import check
from backsource_docs.checks import blanks_in, check_documents
from backsource_docs.drafting.tables.contract import CONTRACT_TABLES
from backsource_docs.findings import Severity
from backsource_docs.tree import Text

EXAMPLES = Path(__file__).parents[2] / "examples"
CASE = {
    "text": '1. {{ customer.name }} gives the Supplier the plan (the **"Exit Plan"**).\n1. The Exit Plan is dated.',
    "exit-plan": "{{ customer.name }} follows the Exit Plan.",
}


@pytest.mark.parametrize("name", ["homecoming", "harbour", "minimal", "nordlicht", "civic", "rescue"])
def test_examples_have_no_errors(name: str) -> None:
    result = check(EXAMPLES / name / "deal.yaml")
    assert result.assembly is not None
    assert [str(finding) for finding in result.findings if finding.severity is Severity.ERROR] == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1).filter(str.strip))
def test_values_of_the_deal_are_never_judged(words: str, tmp_path: Path) -> None:
    written = write_case(CASE | {"deal": {"customer": {"name": f"x {words} hereinafter TODO [[ Exit Fee"}}}, tmp_path)
    assert check_documents(written.made, written.file, written.library) == ()


def test_findings_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    case = {"clauses": {"two": "1. Pursuant to law.\n1. The plan) is dated.", "one": "1. Hereinafter nothing."}}
    written = write_case(case, tmp_path)
    found = check_documents(written.made, written.file, written.library)
    assert [(Path(finding.place.file).name, finding.code) for finding in found] == [
        ("one.md", "WD01"),
        ("two.md", "WD01"),
        ("two.md", "LO01"),
    ]


def test_blanks_are_listed_in_reading_order(tmp_path: Path) -> None:
    written = write_case({"text": "1. {{ supplier.address }}, {{ customer.address }}."}, tmp_path)
    assert [blank.path for blank in blanks_in(written.made[0].document)] == ["supplier.address", "customer.address"]


def test_a_library_without_word_lists_is_checked_without_them(tmp_path: Path) -> None:
    written = write_case({"text": "1. The Customer pays hereinafter."}, tmp_path)
    for path in (tmp_path / "library" / "wording").rglob("*.yaml"):
        path.unlink()
    assert check_documents(written.made, written.file, written.library) == ()


def test_the_room_loads_no_rule_before_a_check_runs() -> None:
    code = "import sys, backsource_docs.checks; print([name for name in sys.modules if 'checks.' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_tables_of_the_contract_keep_the_words_of_the_deal_apart(tmp_path: Path) -> None:
    deal = {"reporting": {"recipients": ["Head of the Programme"]}, "law": {"governing": "new-york"}}
    text = "1. Reports:\n\n   ```table\n   reports\n   ```\n\n   ```table\n   notice-periods\n   ```"
    written = write_case({"text": text, "deal": deal}, tmp_path)
    pieces = {piece.path: piece.text for piece in _cells(written) if isinstance(piece, Text)}
    assert {"reports", "notice-periods"} <= set(CONTRACT_TABLES)
    assert pieces["reporting.recipients"] == "Head of the Programme"
    assert pieces["termination.cure"] == "30 days"


def _cells(written: object) -> list[object]:
    from backsource_docs.checks.passages import passages_of

    return [piece for passage in passages_of(written.made[0]) if passage.cell for piece in passage.content]
