"""Approval and the text beneath, recorded in clause files: one key, and every other byte as it was."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from backsource_docs.checks.library_check import check_library
from backsource_docs.keeping import approve, rebase
from backsource_docs.library.approving import approval_of, with_approval
from backsource_docs.library.clause_file import read_clause
from backsource_docs.library.store import Library

Build = Callable[[Mapping[str, str]], Path]
DAY = datetime.date(2026, 11, 23)
CLAUSE = """---
id: lia-cap
title: Cap   # the comment stays
kind: clause
---
## Balanced

1. Pay.
"""


def approved(content: bytes, by: str = "A. Osei") -> bytes:
    made, _ = read_clause(content, "lia-cap.md")
    assert made is not None
    return with_approval(content, approval_of(made, by, DAY))


@pytest.mark.parametrize("text", [CLAUSE, CLAUSE.replace("\n", "\r\n"), CLAUSE + "\n## History\n\n---\n"])
def test_one_line_is_added_and_the_rest_stays_byte_for_byte(text: str) -> None:
    content = text.encode()
    written = approved(content)
    before, after = content.splitlines(keepends=True), written.splitlines(keepends=True)
    assert after[:4] + after[5:] == before and after[4].startswith(b"approved: {version: 1, by: ")
    assert after[4].endswith(b"\r\n") == before[0].endswith(b"\r\n")
    made, findings = read_clause(written, "lia-cap.md")
    assert made is not None and findings == () and made.approval == "approved"


def test_a_later_approval_takes_the_place_of_the_former_one() -> None:
    block = "approved:\n  version: 1\n  by: B. Ash\n  date: 2026-01-01\n  text: abc\nkind: clause\n"
    content = CLAUSE.replace("kind: clause\n", block).encode()
    made, _ = read_clause(content, "lia-cap.md")
    assert made is not None and made.approval == "approval lapsed"
    once = approved(content)
    assert b"B. Ash" not in once and b"\nkind: clause\n" in once
    assert approved(once) == once


@given(some.text(some.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co", "Cf")), min_size=1))
def test_any_name_is_read_back_as_it_was_given(name: str) -> None:
    made, findings = read_clause(approved(CLAUSE.encode(), name), "lia-cap.md")
    assert findings == () and made is not None and made.matter.approved is not None
    assert made.matter.approved.by == name


def test_words_end_an_approval_and_spacing_guidance_and_history_do_not() -> None:
    written = approved(CLAUSE.encode()).decode()
    for old, new, state in (
        ("1. Pay.", "1.  Pay.\n", "approved"),
        ("1. Pay.", "1. Pay.\n\n## Guidance\n\nWhy.\n\n## History\n\n- v1, 2026-11-23: first text.", "approved"),
        ("1. Pay.", "1. Pay more.", "approval lapsed"),
        ("title: Cap", "title: Other cap", "approval lapsed"),
    ):
        made, _ = read_clause(written.replace(old, new).encode(), "lia-cap.md")
        assert made is not None and made.approval == state, (old, new)


def shelves(build_files: Build) -> tuple[Path, Path]:
    return build_files({"clauses/liability/lia-cap.md": CLAUSE}), build_files({"README.md": ""})


def test_of_our_text_the_firm_gets_a_file_that_changes_nothing(build_files: Build) -> None:
    ours, own = shelves(build_files)
    before = (ours / "clauses/liability/lia-cap.md").read_bytes()
    (kept,) = approve(Library((ours, own), ()), ["lia-cap", "lia-cap"], "A. Osei", DAY, own)
    assert kept.file == own / "clauses/liability/lia-cap.md"
    assert (ours / "clauses/liability/lia-cap.md").read_bytes() == before
    library = Library((ours, own), ())
    cap = library.clause("lia-cap")
    assert cap is not None and cap.approval == "approved" and cap.fingerprint == kept.fingerprint
    assert [finding.code for finding in check_library(library) if finding.place.file.endswith("lia-cap.md")] == []

    (ours / "clauses/liability/lia-cap.md").write_text(CLAUSE.replace("Pay.", "Pay twice."))
    library = Library((ours, own), ())
    found = [finding.code for finding in check_library(library) if finding.place.file.endswith("lia-cap.md")]
    assert sorted(found) == ["LB31", "LB33"]


def test_without_a_folder_the_file_of_the_text_records_it(build_files: Build) -> None:
    ours, _ = shelves(build_files)
    (kept,) = approve(Library((ours,), ()), ["lia-cap"], "A. Osei", DAY)
    assert kept.file == ours / "clauses/liability/lia-cap.md" and b"approved:" in kept.file.read_bytes()


def test_an_unknown_id_stops_everything_before_anything_is_written(build_files: Build) -> None:
    ours, own = shelves(build_files)
    with pytest.raises(ValueError, match="lia-kap"):
        approve(Library((ours, own), ()), ["lia-cap", "lia-kap"], "A. Osei", DAY, own)
    assert [path.name for path in own.rglob("*") if path.is_file()] == ["README.md"]


def test_rebase_records_the_text_beneath_and_nothing_else(build_files: Build) -> None:
    ours = build_files({"clauses/liability/lia-cap.md": CLAUSE})
    text = CLAUSE.replace("---\n##", 'based_on: "0000"\n---\n##').replace("Pay.", "Pay in gold.")
    own = build_files({"clauses/liability/lia-cap.md": text, "clauses/own.md": CLAUSE.replace("lia-cap", "own")})
    library = Library((ours, own), ())
    (kept,) = rebase(library, ["lia-cap"])
    beneath = Library((ours,), ()).clause("lia-cap")
    assert beneath is not None and (kept.former, kept.fingerprint) == ("0000", beneath.fingerprint)
    assert kept.file.read_text("utf-8") == text.replace("0000", beneath.fingerprint)
    with pytest.raises(ValueError, match="own lies over nothing"):
        rebase(library, ["own"])
