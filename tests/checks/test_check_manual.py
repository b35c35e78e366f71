"""Every code that the package reports has a manual page, and `bsdocs rules` shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import backsource_docs
from backsource_docs.cli.rules import command
from backsource_docs.findings import Rule
from backsource_docs.rules import all_rules, manual_page, rooms

PACKAGE = Path(backsource_docs.__file__).parent
CODE = re.compile(r'"([A-Z]{2}\d{2})"')


def codes_in_package() -> set[str]:
    sources = [path for path in PACKAGE.rglob("*.py") if path.name != "rules.py"]
    return {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_has_a_manual_page_and_every_page_a_code() -> None:
    assert set(all_rules()) == codes_in_package()


def test_no_code_has_two_pages() -> None:
    codes = [rule.code for room in rooms() for rule in room.rules]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_pages_are_complete(rule: Rule) -> None:
    assert rule.title[0].isupper() and not rule.title.endswith(".")
    assert rule.why.endswith((".", "?"))
    assert rule.bad and rule.good and rule.bad != rule.good


def test_a_docstring_without_examples_is_no_page() -> None:
    class Module:
        """Only a title."""

        CODE = "XX01"

    with pytest.raises(ValueError, match="XX01 is no manual page"):
        manual_page(Module)


def test_listing_groups_codes_by_room() -> None:
    result = CliRunner().invoke(command, [])
    assert result.exit_code == 0
    assert "The finished documents\n  DT01  A capitalised phrase is no defined term\n" in result.output
    assert "The deal\n  DL00" in result.output


@pytest.mark.parametrize("code", ["DT01", "dt01"])
def test_a_page_is_printed_in_either_case(code: str) -> None:
    result = CliRunner().invoke(command, [code])
    assert result.exit_code == 0
    assert result.output.startswith("DT01: A capitalised phrase is no defined term\n\nA capital tells")
    assert "\nBad:\n    The Customer shall pay the Exit Fee." in result.output
    assert "\nGood:\n    " in result.output


@pytest.mark.parametrize(("code", "hint"), [("DT91", "Did you mean DT01?"), ("9", "See bsdocs rules for the list.")])
def test_an_unknown_code_names_the_nearest(code: str, hint: str) -> None:
    result = CliRunner().invoke(command, [code])
    assert result.exit_code == 2
    assert f"There is no rule {code}. {hint}" in result.stderr
