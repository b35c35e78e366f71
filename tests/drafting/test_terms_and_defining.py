"""Defined terms: found, the longest first; gathered with those that they use; sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from backsource_docs.drafting.defining import Glossary, gathered, glossary
from backsource_docs.drafting.terms import TermIndex, terms_used_in
from backsource_docs.library.clause import Clause
from backsource_docs.library.markup import parse_markup
from backsource_docs.library.store import Library
from backsource_docs.tree import Block, Definition, Paragraph, Reference, Text
from backsource_docs.tree import Clause as ClauseNode

Build = Callable[[Mapping[str, str]], Path]
FORMS = {
    "Service": "Service",
    "Services": "Service",
    "Service Level": "Service Level",
    "Exit": "Exit",
    "Exit Plan": "Exit Plan",
}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The Service Level and the Services", ["Service Level", "Service"]),
        ("Service Levels", ["Service"]),
        ("the Exit Plan's date, Exit-Plan", ["Exit Plan", "Exit"]),
        ("exit, Exits, eService, ReExit, Exit.", ["Exit"]),
        ("", []),
    ],
)
def test_the_longest_declared_form_is_found(text: str, terms: list[str]) -> None:
    assert [use.term for use in TermIndex(FORMS).uses(text)] == terms


def test_a_form_may_begin_with_any_capital_letter() -> None:
    index = TermIndex({**FORMS, "Übergabe Plan": "Übergabe Plan"})
    assert [use.term for use in index.uses("die Übergabe Plan, the Exit; ReÜbergabe Plan")] == ["Übergabe Plan", "Exit"]


def test_uses_know_their_place_and_values_of_the_deal_are_none() -> None:
    (use,) = TermIndex(FORMS).uses("An Exit Plan.")
    assert (use.form, use.start, use.end) == ("Exit Plan", 3, 12)
    blocks = (Paragraph((Text("Services Limited", path="supplier.name"), Text(" performs the Services"))),)
    assert list(terms_used_in(blocks, TermIndex(FORMS))) == ["Service"]


def definition(title: str, text: str, *, plural: str = "", laws: str = "any", when: str = "") -> str:
    name = title.lower().replace(" ", "-").replace("é", "e")
    more = f"plural: {plural}\n" * bool(plural) + f"when: {{all: [{when}]}}\n" * bool(when)
    return f"---\nid: {name}\ntitle: {title}\nkind: definition\nlaws: [{laws}]\n{more}---\n## Balanced\n\n{text}\n"


def library(build_files: Build, *texts: str) -> Library:
    files = {f"definitions/{n}/{text.split()[2]}.md": text for n, text in enumerate(texts)}
    return Library((build_files({**files, "facts.yaml": "hybrid: {says: x, path: name, is: present}\n"}),), ())


def compose(clause: Clause) -> tuple[Block, ...]:
    blocks, findings = clause.body("balanced")
    assert findings == ()
    return blocks


def clause(key: str, text: str) -> ClauseNode:
    blocks, findings = parse_markup(text, f"{key}.md", 1, prose=False)
    assert findings == ()
    return ClauseNode(key, key.title(), blocks)


def entries(shelf: Library, *clauses: ClauseNode, law: str = "new-york") -> tuple[Definition, ...]:
    known, findings = glossary(shelf.clauses("definitions"), law, {"hybrid": False}, lambda text: text)
    assert findings == () and shelf.findings == []
    return gathered(clauses, known, compose)


def test_terms_that_are_used_and_those_that_they_use_sorted_without_accents(build_files: Build) -> None:
    shelf = library(
        build_files,
        definition("Zone", "a place of an Élan."),
        definition("Élan", "a thing with an Arm and a Zone."),
        definition("Arm", "a limb."),
        definition("Fork", "a thing that nobody uses."),
    )
    assert [entry.term for entry in entries(shelf, clause("one", "1. The Zone opens."))] == ["Arm", "Élan", "Zone"]


def test_plurals_count_only_where_they_are_declared(build_files: Build) -> None:
    shelf = library(build_files, definition("Body", "a body.", plural="Bodies"), definition("Loss", "a loss."))
    made = entries(shelf, clause("one", "1. The Bodies bear Losses."))
    assert [entry.term for entry in made] == ["Body"]


def test_laws_and_facts_choose_among_definitions(build_files: Build) -> None:
    shelf = library(
        build_files,
        definition("Day", "an English day.", laws="england-and-wales"),
        definition("Day", "a day in New York.", laws="new-york").replace("id: day", "id: day-of-new-york"),
        definition("Rest", "what stays.", when="hybrid"),
    )
    (made,) = entries(shelf, clause("one", "1. One Day and the Rest."))
    assert (made.term, made.key) == ("Day", "day-of-new-york")


def test_two_definitions_of_one_term_are_a_finding(build_files: Build) -> None:
    one = definition("Day", "one.")
    shelf = library(build_files, one, one.replace("id: day", "id: other-day"))
    _, findings = glossary(shelf.clauses("definitions"), "new-york", {}, lambda text: text)
    assert [finding.code for finding in findings] == ["DT03"]
    assert "day and other-day both define “Day”" in findings[0].message


def test_a_term_defined_in_a_clause_gets_an_entry_that_points_there_if_another_clause_uses_it() -> None:
    home = clause("home", '1. Notice (a **"Warning"**, with a **"Copy"**) is given. The Copy is kept.')
    nothing = Glossary({}, {})
    (entry,) = gathered((home, clause("one", "1. After two Warnings it may end.")), nothing, compose)
    assert (entry.term, entry.key) == ("Warning", "defined/Warning")
    assert Reference("home") in entry.content
    assert gathered((home,), nothing, compose) == ()
