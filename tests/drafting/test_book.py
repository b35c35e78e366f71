"""The library as one book: every text, in words, with what a lawyer asks of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from word_lint import lint

from backsource_docs.drafting.book import library_book
from backsource_docs.keeping import export
from backsource_docs.library.store import Library
from backsource_docs.opening import open_library
from backsource_docs.tree import Block, Clause, Document, Field, Reference, Table, TableSlot, inlines_of, plain, walk

Build = Callable[[Mapping[str, str]], Path]
DAY = datetime.date(2026, 11, 23)
CAP = """---
id: lia-cap
title: Cap
kind: clause
family: liability-insurance
laws: [new-york]
when: {all: [hybrid]}
fallback: [customer, supplier]
approver: The board
parameters:
  sum: {label: Highest sum, type: money, default: "GBP 1,000", between: ["GBP 500", "GBP 2,000"]}
introduces: [Sum]
satisfies: [steps-05]
---
## Customer

1. Pay {{ sum }} (the **"Sum"**), as [Date](one.md) says, and tell {{ customer.name }}:
   1. soon; and {when=hybrid}
   1. often.
   ```table
   thresholds
   ```

## Supplier

1. Pay no Sum.

## In a line

- customer: Pay {{ sum }}.
- supplier: Pay nothing.

## Guidance

Why it matters. It does.
"""
ONE = "---\nid: {}\ntitle: Date\nkind: clause\nfamily: exit-planning\n---\n## Balanced\n\n1. Words.\n"
TERM = "---\nid: fee\ntitle: Fee\nkind: definition\nlaws: [germany]\n---\n## Balanced\n\nwhat is paid\n"
FILES = {
    "facts.yaml": "hybrid: {says: Some functions stay, path: name, is: present}\n",
    "sections/families.yaml": "liability-insurance: Liability and insurance\n",
    "clauses/a/lia-cap.md": CAP,
    "clauses/b/one.md": ONE.format("one"),
    "clauses/b/two.md": ONE.format("two"),
    "definitions/fee.md": TERM,
    "bridges/bridge-fee.md": TERM.replace("id: fee", "id: bridge-fee").replace("is paid", "was paid"),
}


@pytest.fixture
def small(build_files: Build) -> Document:
    return library_book(Library((build_files(FILES),), ()), DAY)


@pytest.fixture(scope="module")
def shipped() -> Library:
    library, _ = open_library()
    assert library is not None
    return library


def blocks_of(document: Document) -> Iterator[Block]:
    for part in document.draft.parts:
        yield from walk(part.blocks)


def words_of(document: Document, key: str) -> list[str]:
    (found,) = (block for block in blocks_of(document) if isinstance(block, Clause) and block.key == key)
    return [plain(tuple(inlines_of(block))) for block in walk((found,)) if not isinstance(block, Clause)]


def test_a_clause_has_its_facts_parameters_texts_and_guidance(small: Document) -> None:
    words = words_of(small, "lia-cap")
    assert words[:4] == [
        "lia-cap, version 1; written for new-york; not approved.",
        "In, if all of this holds: Some functions stay.",
        "Order of fallback: customer, then supplier; beyond that: The board.",
        "Requirements: steps-05.",
    ]
    assert words[4] == "Highest sumGBP 1,000GBP 500 to GBP 2,000position.clauses.lia-cap"
    assert words_of(small, "lia-cap/guidance") == ["Why it matters. It does."]


def test_values_conditions_and_tables_are_said_in_words(small: Document) -> None:
    assert words_of(small, "lia-cap/customer") == [
        "In a line: Pay [Highest sum].",
        "Pay [Highest sum] (the Sum), as Date says, and tell [customer.name]:",
        "soon; and [if: Some functions stay]",
        "often.",
        "[table: thresholds]",
    ]
    assert not any(isinstance(block, TableSlot) for block in blocks_of(small))


def test_families_bear_their_names_and_equal_titles_their_ids(small: Document) -> None:
    titles = {block.key: block.title for block in blocks_of(small) if isinstance(block, Clause)}
    assert titles["family/liability-insurance"] == "Liability and insurance"
    assert titles["family/exit-planning"] == "Exit planning"
    assert (titles["lia-cap"], titles["one"], titles["two"]) == ("Cap", "Date (one)", "Date (two)")


def test_terms_stand_with_their_laws_and_apart_by_their_home(small: Document) -> None:
    assert words_of(small, "family/definitions-used") == ["what is paid [germany]"]
    assert words_of(small, "family/bridges") == ["what was paid [germany]"]


def test_the_index_says_where_a_term_is_defined_and_used(small: Document) -> None:
    (index,) = (block for block in blocks_of(small) if isinstance(block, Table) and block.name == "index_of_terms")
    rows = {plain(row.cells[0]): tuple(plain(cell) for cell in row.cells[1:]) for row in index.rows}
    number = small.numbers["lia-cap"].label
    assert rows["Sum"] == (number, number)
    assert rows["Fee"] == (small.numbers["family/definitions-used"].label, "none")


def test_the_book_of_the_whole_library_has_every_text_and_no_open_mark(shipped: Library) -> None:
    book = library_book(shipped, DAY)
    keys = {block.key for block in blocks_of(book) if isinstance(block, Clause)}
    for kind in ("clauses", "sections", "letters"):
        for clause in shipped.clauses(kind):
            assert {clause.id, *(f"{clause.id}/{position}" for position in clause.positions)} <= keys
    pieces = [piece for block in blocks_of(book) for piece in inlines_of(block)]
    assert not any(isinstance(piece, Field) for piece in pieces)
    assert {piece.target for piece in pieces if isinstance(piece, Reference)} <= keys


def test_the_word_file_is_sound_and_the_same_on_the_same_day(shipped: Library) -> None:
    content, findings = export(shipped, DAY)
    assert content is not None and findings == () and lint(content) == []
    assert export(shipped, DAY)[0] == content
