"""The spelling of the locale."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


KNOWN = ["licence", "in post", "post", "a post", "sub-licence", "été"]
TEXTS = ["licence", "Licence", "LICENCE", "in", "In Post", "post", "Été", "a", "-", " ", ",", "_", "\n"]


@given(st.sets(st.sampled_from(KNOWN)), st.lists(st.sampled_from(TEXTS)).map("".join))
def test_words_are_found_as_a_search_without_regard_to_case_finds_them(known: set[str], text: str) -> None:
    words = {word: str(number) for number, word in enumerate(sorted(known))}
    with TemporaryDirectory() as folder:
        file = Path(folder, "wording", "en-US.yaml")
        file.parent.mkdir()
        file.write_text("".join(f"{word}: '{figure}'\n" for word, figure in words.items()) or "{}", encoding="utf-8")
        spell, _ = respelling(Library((Path(folder),), ()), "en-US")
    either = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    slowly = re.compile(rf"\b(?:{either})\b" if words else r"(?!)", re.IGNORECASE)
    assert spell(text) == slowly.sub(lambda match: words[match[0].lower()], text)
