"""What the library check says of marks in the guidance, and of lines that are for the playbook alone."""

from __future__ import annotations

import pytest

from backsource_docs.checks.library_guidance import wrong_guidance
from backsource_docs.library.clause_file import read_clause

HEAD = "---\nid: x-y\ntitle: X\nkind: clause\n{}---\n## Balanced\n\n1. One.\n\n"


@pytest.mark.parametrize(
    ("matter", "rest", "expected"),
    [
        ("", "## Guidance\n\nEngland: the Act. {when=english_law}\n", []),
        ("", "## Guidance\n\nEngland: the Act. {when=english}\n", ["LB11"]),
        ("", "## Guidance\n\nEngland: the Act. {when=english_law} And so on.\n", ["LB01"]),
        ("in_a_line: playbook\n", "## In a line\n\n- balanced: One.\n", []),
        ("in_a_line: playbook\n", "", ["LB40"]),
    ],
)
def test_marks_beside_the_texts_are_read_or_named(matter: str, rest: str, expected: list[str]) -> None:
    clause, findings = read_clause((HEAD.format(matter) + rest).encode(), "x-y.md")
    assert clause is not None and findings == ()
    found = list(wrong_guidance(clause, {"english_law": True}))
    assert [finding.code for finding in found] == expected
    assert all(finding.place.file == "x-y.md" and finding.remedy for finding in found)


def test_where_lines_are_shown_does_not_change_the_fingerprint_that_was_approved() -> None:
    rest = "## In a line\n\n- balanced: One.\n"
    here, there = (
        read_clause((HEAD.format(matter) + rest).encode(), "x")[0] for matter in ("", "in_a_line: playbook\n")
    )
    assert here is not None and there is not None and here.fingerprint == there.fingerprint
