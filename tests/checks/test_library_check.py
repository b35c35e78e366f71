"""What the check of the library finds: one small wrong file for each code, and the same file put right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from backsource_docs.checks.library_check import MAXIMUM_FRONT_MATTER, check_library
from backsource_docs.library.store import Library

Build = Callable[[Mapping[str, str]], Path]
HEAD = "---\nid: one\ntitle: One\nkind: clause\n{}---\n"
BODY = "## Balanced\n\n1. Words. {#words}\n"
OTHER = "---\nid: other\ntitle: Other\nkind: clause\n---\n## Balanced\n\n1. Words of the other. {#here}\n"
FACTS = "hybrid: {says: Some functions stay, path: name, is: present}\n"
PARAMETER = "parameters:\n  time: {label: Time, type: period, default: 5 business days}\n"
POSITIONS = "## Customer\n\n{}\n## Supplier\n\n{}\n## Guidance\n\nWhy.\n"
SAME = "1. Pay within {{ time }} as [Other](other.md) says. {#one}\n"


def said(build_files: Build, matter: str, body: str) -> list[str]:
    files = {"facts.yaml": FACTS, "clauses/a/one.md": HEAD.format(matter) + body, "clauses/a/other.md": OTHER}
    found = check_library(Library((build_files(files),), ()))
    return [finding.code for finding in found if finding.place.file.endswith("one.md")]


@pytest.mark.parametrize(
    ("code", "matter", "body", "better_matter", "better_body"),
    [
        ("LB06", "", "1. Pay {{ time }}.\n", PARAMETER, "1. Pay {{ time }}.\n"),
        ("LB06", "", "1. Ask {{ customer.nam }}.\n", "", "1. Ask {{ customer.name }}.\n"),
        ("LB09", "laws: [ruritania]\n", "1. Words.\n", "laws: [ireland]\n", "1. Words.\n"),
        ("LB10", "also:\n" + "- x\n" * MAXIMUM_FRONT_MATTER, "1. Words.\n", "also:\n- x\n", "1. Words.\n"),
        ("LB11", "", "1. Words. {when=hybird}\n", "", "1. Words. {when=hybrid}\n"),
        ("LB12", "", "", "", "1. Words.\n"),
        ("LB13", "", "1. See [Other](othr.md).\n", "", "1. See [Other](other.md).\n"),
        ("LB13", "", "1. See [Other](other.md#there).\n", "", "1. See [Other](other.md#here).\n"),
        ("LB14", PARAMETER, "1. Words.\n", PARAMETER, "1. Pay {{ time }}.\n"),
        ("LB16", "", "1. See [Others](other.md).\n", "", "1. See [Other](other.md).\n"),
        ("LB19", "introduces: [Sum]\n", "1. Words.\n", "introduces: [Sum]\n", '1. A **"Sum"** is paid.\n'),
    ],
)
def test_each_mistake_has_its_code(
    build_files: Build, code: str, matter: str, body: str, better_matter: str, better_body: str
) -> None:
    assert said(build_files, matter, f"## Balanced\n\n{body}") == [code]
    assert said(build_files, better_matter, f"## Balanced\n\n{better_body}") == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (SAME, ["LB18"]),
        ("\n" + SAME.replace("as [", "as   [").replace("{#one}", "{#another}"), ["LB18"]),
        (SAME.replace("Pay", "Pay nothing"), []),
        ("1. Pay within {{ customer.name }} as [Other](other.md) says.\n", []),
    ],
)
def test_two_positions_with_the_same_words_are_one(build_files: Build, other: str, expected: list[str]) -> None:
    matter = PARAMETER + "fallback: [customer, supplier]\n"
    assert said(build_files, matter, POSITIONS.format(SAME, other)) == expected


def test_positions_need_an_order_of_fallback_and_guidance(build_files: Build) -> None:
    body = POSITIONS.format("1. One.\n", "1. Two.\n").partition("## Guidance")[0]
    assert said(build_files, "", body) == ["LB17", "LB17"]
