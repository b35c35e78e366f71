"""A firm's files laid over ours: replaced, extended, added, and told when the text beneath has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from backsource_docs.checks.library_check import check_library
from backsource_docs.library.clause import Clause
from backsource_docs.library.store import Library

Build = Callable[[Mapping[str, str]], Path]
CAP = """---
id: lia-cap
title: Cap
kind: clause
family: liability-insurance
laws: [any]
fallback: [customer, supplier]
parameters:
  sum:
    label: Sum
    type: money
    default: GBP 1,000
  time:
    label: Time
    type: period
    default: 5 business days
---
## Customer

1. Pay {{ sum }} within {{ time }}.

## Supplier

1. Pay nothing.

## Guidance

Ours.

## History

- v3, 2026-11-23: third text.
"""
RECIPE = """id: small
title: Small
kind: contract
style: contract
parts:
  - {id: body, numbering: clauses, clauses: [one, {use: two}, {one_of: [three, four]}]}
"""
EXTENDS = "---\nid: lia-cap\nextends: yes\n{}---\n{}"


@pytest.fixture
def laid(build_files: Build) -> Callable[[str], Library]:
    """The library of one clause with a firm's file of the same name over it."""

    def over(text: str) -> Library:
        ours = build_files({"clauses/liability/lia-cap.md": CAP})
        return Library((ours, build_files({"clauses/house/lia-cap.md": text})), ())

    return over


def cap_of(library: Library) -> Clause:
    found = library.clause("lia-cap")
    assert found is not None, [str(finding) for finding in library.findings]
    return found


def codes(library: Library) -> list[str]:
    return [finding.code for finding in library.findings]


def test_a_file_that_extends_takes_everything_that_it_does_not_say(laid: Callable[[str], Library]) -> None:
    text = EXTENDS.format("title: House cap\n", "## Supplier\n\n1. Pay a little.\n")
    library = laid(text)
    cap = cap_of(library)
    assert (cap.matter.title, cap.matter.family, cap.version) == ("House cap", "liability-insurance", 3)
    assert cap.positions == ("customer", "supplier") and cap.guidance == ("Ours.",)
    assert cap.texts["supplier"].text.strip() == "1. Pay a little."
    assert "house" in cap.file_of("supplier") and "liability" in cap.file_of("customer")
    assert codes(library) == []


def test_parameters_are_replaced_one_by_one(laid: Callable[[str], Library]) -> None:
    own = "parameters:\n  sum: {label: Sum, type: money, default: 'GBP 9,000'}\n"
    parameters = cap_of(laid(EXTENDS.format(own, ""))).matter.parameters
    assert {name: parameter.default for name, parameter in parameters.items()} == {
        "sum": "GBP 9,000",
        "time": "5 business days",
    }


def test_guidance_alone_leaves_the_fingerprint_and_words_change_it(laid: Callable[[str], Library]) -> None:
    ours = laid(EXTENDS.format("", "")).beneath("lia-cap")
    assert ours is not None
    for matter, texts, same in (
        ("approver: The partners\n", "## Guidance\n\nTheirs.\n", True),
        ("", "## Customer\n\n1. Pay {{ sum }} in {{ time }}.\n", False),
        ("when: {all: [hybrid]}\n", "", False),
    ):
        assert (cap_of(laid(EXTENDS.format(matter, texts))).fingerprint == ours.fingerprint) is same


def test_a_whole_file_replaces_and_takes_nothing(laid: Callable[[str], Library]) -> None:
    cap = cap_of(laid("---\nid: lia-cap\ntitle: Own\nkind: clause\n---\n## Balanced\n\n1. Own words.\n"))
    assert cap.positions == ("balanced",) and cap.guidance == () and cap.matter.parameters == {}


def test_a_file_that_extends_nothing_says_so(build_files: Build) -> None:
    text = EXTENDS.format("", "").replace("lia-cap", "lia-kap")
    library = Library((build_files({}), build_files({"clauses/house/lia-kap.md": text})), ())
    assert library.clause("lia-kap") is None and codes(library) == ["LB30"]
    assert library.findings[0].place.line == 3


def test_a_text_that_changed_beneath_is_told_with_what_to_do(laid: Callable[[str], Library]) -> None:
    ours = laid(EXTENDS.format("", "")).beneath("lia-cap")
    assert ours is not None
    library = laid(EXTENDS.format(f"based_on: '{ours.fingerprint}'\n", "## Guidance\n\nTheirs.\n"))
    assert cap_of(library) and codes(library) == []
    library = laid(EXTENDS.format("based_on: '0123456789abcdef'\n", "## Guidance\n\nTheirs.\n"))
    cap_of(library)
    (finding,) = library.findings
    assert finding.code == "LB31" and finding.place.line == 4
    assert "has changed since (version 3 now)" in finding.message and "clauses rebase lia-cap" in finding.remedy


def test_the_check_asks_for_a_record_of_the_text_beneath(laid: Callable[[str], Library]) -> None:
    found = check_library(laid(EXTENDS.format("", "")))
    assert "LB32" in [finding.code for finding in found]


def test_three_folders_lie_over_each_other_in_turn(build_files: Build) -> None:
    guidance = EXTENDS.format("", "## Guidance\n\nThe group's.\n")
    title = EXTENDS.format("title: The branch's\n", "")
    folders = [build_files({"clauses/a/lia-cap.md": text}) for text in (CAP, guidance, title)]
    cap = cap_of(Library(tuple(folders), ()))
    assert (cap.matter.title, cap.guidance) == ("The branch's", ("The group's.",))


def recipe(build_files: Build, own: str) -> tuple[list[object], list[str]]:
    ours = build_files({"documents/small.yaml": RECIPE})
    library = Library((), (ours, build_files({"documents/small.yaml": f"id: small\nextends: yes\n{own}"})))
    found = library.recipe("small")
    return [slot.clauses for slot in found.slots] if found else [], codes(library)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("add: [{use: own, after: two}]\n", [("one",), ("two",), ("own",), ("three", "four")]),
        ("add: [{use: own, before: four}]\n", [("one",), ("two",), ("own",), ("three", "four")]),
        (
            "add: [{use: own, after: one}, {use: more, after: own}]\n",
            [("one",), ("own",), ("more",), ("two",), ("three", "four")],
        ),
        ("leave_out: [two]\n", [("one",), ("three", "four")]),
    ],
)
def test_a_recipe_that_extends_adds_and_leaves_out(build_files: Build, own: str, expected: list[object]) -> None:
    assert recipe(build_files, own) == (expected, [])


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("add: [{use: own, after: too}]\n", "LB34"),
        ("leave_out: [too]\n", "LB34"),
        ("add: [{use: own}]\n", "LB04"),
        ("parts: []\n", "LB02"),
    ],
)
def test_a_recipe_change_that_has_no_place_is_a_finding(build_files: Build, own: str, code: str) -> None:
    assert recipe(build_files, own)[1] == [code]


def test_a_recipe_that_extends_nothing_says_so(build_files: Build) -> None:
    library = Library((), (build_files({"documents/own.yaml": "id: own\nextends: yes\n"}),))
    assert library.recipe("own") is None and codes(library) == ["LB30"]
