"""Words found in the library, and what was meant by words that are not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from backsource_docs.library.searching import MOST_SNIPPETS, find, likely_meant
from backsource_docs.library.store import Library

Build = Callable[[Mapping[str, str]], Path]
HEAD = "---\nid: {}\ntitle: {}\nkind: clause\n---\n"
CAP = """## Customer

1. The Supplier's liability is limited to {{ cap }} of the **"Annual Charges"**, as [Set-off](set-off.md) says. {#cap}

## Supplier

1. Liability is limited
   to a sum. {#cap when=hybrid}

## Guidance

Why it matters. A cap turns fear into a price.
"""
SET_OFF = "## Balanced\n\n1. A party may set off a sum; its liability stays.\n"


@pytest.fixture
def library(build_files: Build) -> Library:
    files = {"lia-cap": HEAD.format("lia-cap", "Limits of liability") + CAP}
    files["set-off"] = HEAD.format("set-off", "Set-off") + SET_OFF
    return Library((build_files({f"clauses/all/{name}.md": text for name, text in files.items()}),), ())


def found(library: Library, *words: str) -> list[str]:
    return [hit.clause.id for hit in find(library, words)]


def test_a_text_is_found_by_all_words_wherever_they_stand_and_the_title_counts_most(library: Library) -> None:
    assert found(library, "liability") == ["lia-cap", "set-off"]
    assert found(library, "set-off") == ["set-off", "lia-cap"]
    assert found(library, "liability", "fear") == ["lia-cap"]
    assert found(library, "liability", "dragon") == []
    assert found(library, "lia-cap") == ["lia-cap"]


def test_a_word_finds_what_begins_with_it_in_any_case_and_a_phrase_what_stands_together(library: Library) -> None:
    assert found(library, "LIAB") == ["lia-cap", "set-off"]
    assert found(library, "ability") == []
    assert found(library, "limited to a sum") == ["lia-cap"]
    assert found(library, "sum limited") == []
    assert found(library, "", " ") == []


def test_marks_are_not_words(library: Library) -> None:
    assert found(library, "hybrid") == [] and found(library, "set-off.md") == []


def test_snippets_name_the_position_and_where_the_words_stand(library: Library) -> None:
    (hit,) = find(library, ["limited", "fear"])
    assert [snippet.where for snippet in hit.snippets] == ["customer", "supplier", "guidance"]
    for snippet in hit.snippets:
        words = [snippet.text[start:end].lower() for start, end in snippet.spans]
        assert words and set(words) <= {"limited", "fear"}
    assert "[cap] of the" in hit.snippets[0].text and hit.snippets[1].text == "Liability is limited to a sum."
    assert len(hit.snippets) <= MOST_SNIPPETS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("liabilty", "liability"), ("chagres", "charges"), ("gaurd", ""), ("zzzz", ""), ("liability", ""), ("lia", "")],
)
def test_a_word_that_is_nowhere_has_a_neighbour(library: Library, typed: str, meant: str) -> None:
    assert likely_meant(library, [typed]) == ({typed: meant} if meant else {})


def test_letters_that_were_swapped_are_the_likeliest_slip(build_files: Build) -> None:
    text = HEAD.format("one", "One") + "## Balanced\n\n1. Text, texts and extra words come before the exit.\n"
    library = Library((build_files({"clauses/one.md": text}),), ())
    assert likely_meant(library, ["exti plan"]) == {"exti": "exit"}
