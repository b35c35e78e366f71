"""The spelling of the locale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from backsource_docs.drafting.wording import Respell, respelling
from backsource_docs.library.store import Library

Build = Callable[[Mapping[str, str]], Path]
WORDS = "licence: license\nlicences: licenses\nthis clause: this Section\nprogramme: program\n"


@pytest.fixture
def american(build_files: Build) -> Respell:
    spell, findings = respelling(Library((build_files({"wording/en-US.yaml": WORDS}),), ()), "en-US")
    assert findings == ()
    return spell


@pytest.mark.parametrize(
    ("british", "expected"),
    [
        ("a licence, Licences and LICENCE", "a license, Licenses and LICENSE"),
        ("under this clause; This clause", "under this Section; This Section"),
        ("sublicence programmed", "sublicence programmed"),
        ("", ""),
    ],
)
def test_whole_words_change_and_keep_their_case(american: Respell, british: str, expected: str) -> None:
    assert american(british) == expected


@pytest.mark.parametrize("name", ["standard contractual clauses", "Standard contractual clauses", "model clauses"])
def test_names_of_instruments_keep_their_clauses(name: str) -> None:
    library = Library((Path(__file__).parents[2] / "clause_library",), ())
    spell, _ = respelling(library, "en-US")
    assert spell(f"{name} under this clause") == f"{name} under this Section"


def test_without_a_list_nothing_changes(build_files: Build) -> None:
    spell, findings = respelling(Library((build_files({}),), ()), "en-GB")
    assert (spell("a licence"), findings) == ("a licence", ())


def test_a_list_in_place_of_a_word_is_a_finding(build_files: Build) -> None:
    folder = build_files({"wording/en-US.yaml": "licence: [license]\ncentre: center\n"})
    spell, (finding,) = respelling(Library((folder,), ()), "en-US")
    assert (finding.code, finding.place.line) == ("LB04", 1)
    assert spell("licence centre") == "licence center"
