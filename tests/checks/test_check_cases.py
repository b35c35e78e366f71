"""Each rule passes and fails on the cases of its file in tests/cases/checks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from drafting_cases import write_case

from backsource_docs.checks import check_documents, refusals_of_final
from backsource_docs.checks.registry import BUILD_RULES, FINAL_RULES, WORD_RULES
from backsource_docs.rules import manual_page

CASES = Path(__file__).parents[1] / "cases" / "checks"
MODULES = [*WORD_RULES, *BUILD_RULES, *FINAL_RULES]


def cases_of(code: str) -> dict[str, Any]:
    path = CASES / f"{code}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}


def every_case() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for name, case in cases_of(path.stem).items():
            yield pytest.param(path.stem, case, id=f"{path.stem} {name}")


@pytest.mark.parametrize(("code", "case"), list(every_case()))
def test_case(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    written = write_case(case, tmp_path)
    check = refusals_of_final if code.startswith("FI") else check_documents
    found = [finding for finding in check(written.made, written.file, written.library) if finding.code == code]
    wanted = case["finds"]
    assert len(found) == len(wanted), [str(finding) for finding in found]
    for finding, words in zip(found, wanted, strict=True):
        assert words in str(finding)
        assert finding.remedy.endswith(".")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.CODE)
def test_every_rule_has_cases_that_pass_and_fail(module: Any) -> None:
    cases = cases_of(module.CODE).values()
    assert any(case["finds"] for case in cases)
    assert any(not case["finds"] for case in cases)


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} == {module.CODE for module in MODULES}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.CODE)
def test_every_rule_has_a_manual_page(module: Any) -> None:
    page = manual_page(module)
    assert page.code == module.CODE
    assert page.title and page.why and page.bad and page.good and page.bad != page.good


def test_codes_are_unique() -> None:
    codes = [module.CODE for module in MODULES]
    assert len(codes) == len(set(codes))
