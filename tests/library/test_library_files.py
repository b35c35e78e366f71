"""Clause files, facts, figures, recipes and overlays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from backsource_docs.checks.library_check import check_library
from backsource_docs.library.clause_file import read_clause
from backsource_docs.library.store import Library

Build = Callable[[Mapping[str, str]], Path]
ROOT = Path(__file__).parents[2]
HEAD = "---\nid: lia-cap\ntitle: Cap\nkind: clause\n---\n"
TEXTS = "## Customer\n\n1. One.\n\n## Supplier\n\n1. Two.\n\n## Guidance\n\nWhy it\nmatters.\n\nStop here.\n"
FACTS = "hybrid: {says: Some functions stay, path: name, is: present}\n"


def said(content: bytes) -> list[tuple[str, int]]:
    made, findings = read_clause(content, "lia-cap.md")
    assert (made is None) <= bool(findings)
    return [(finding.code, finding.place.line) for finding in findings]


def test_a_clause_file_has_its_matter_texts_guidance_and_version() -> None:
    history = "\n## History\n\n- v1, 2026-01-01: first.\n- v12, 2026-02-01: later.\n"
    made, findings = read_clause((HEAD + TEXTS + history).encode(), "lia-cap.md")
    assert made is not None and findings == ()
    assert (made.id, made.positions, made.version) == ("lia-cap", ("customer", "supplier"), 12)
    assert made.guidance == ("Why it matters.", "Stop here.")
    (limb,), wrong = made.body("supplier")
    assert wrong == () and getattr(limb, "line", 0) == 12


def test_a_heading_begins_its_line() -> None:
    text = HEAD + "## Customer\n\n1. See ## Supplier\n## Guidance\nWhy.\n"
    made, findings = read_clause(text.encode(), "lia-cap.md")
    assert made is not None and findings == ()
    assert (made.positions, made.guidance, made.texts["guidance"].line) == (("customer",), ("Why.",), 10)


def test_the_fingerprint_follows_meaning_and_not_spacing_guidance_or_line_ends() -> None:
    def fingerprint(text: str) -> str:
        made, _ = read_clause(text.encode(), "lia-cap.md")
        assert made is not None
        return made.fingerprint

    whole = fingerprint(HEAD + TEXTS)
    assert fingerprint((HEAD + TEXTS).replace("\n", "\r\n")) == whole
    assert fingerprint(HEAD + TEXTS.replace("One.", "One. ").replace("matters", "counts")) == whole
    assert fingerprint(HEAD + TEXTS.replace("One.", "Once.")) != whole


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"## Customer\n", [("LB03", 1)]),
        (b"---\nid: x\n", [("LB03", 1)]),
        (b"---\nid: x\nid: y\n---\n", [("YM06", 3)]),
        (b"---\nid: Lia Cap\ntitle: x\nkind: clause\ncolour: red\n---\n", [("LB04", 2), ("LB02", 5)]),
        (HEAD.encode() + b"Words.\n\n## Customer\n\n1. One.\n", [("LB01", 6)]),
        (HEAD.encode() + b"## Customer\n\n1. One.\n\n## Buyer\n\n1. Two.\n## Customer\n", [("LB01", 10), ("LB01", 13)]),
        (HEAD.encode() + b"## Customer\n\n1. Soci\xe9t\xe9.\n", [("YM02", 8)]),
        (HEAD.encode() + b"## Customer\n\n1. A\x07.\n", [("YM02", 8)]),
    ],
)
def test_what_is_wrong_in_a_file_is_told_by_line(content: bytes, expected: list[tuple[str, int]]) -> None:
    assert sorted(said(content), key=lambda entry: entry[1]) == expected


def clause(name: str, words: str, when: str = "") -> str:
    condition = f"when: {{all: [{when}]}}\n" if when else ""
    return f"---\nid: {name}\ntitle: {name.title()}\nkind: clause\n{condition}---\n## Balanced\n\n1. {words}\n"


def test_a_second_folder_replaces_and_adds(build_files: Build) -> None:
    ours = build_files({"clauses/exit/one.md": clause("one", "Ours."), "clauses/exit/two.md": clause("two", "Ours.")})
    own = build_files(
        {
            "clauses/exit/one.md": clause("one", "Theirs."),
            "clauses/own/three.md": clause("three", "Theirs."),
            "facts.yaml": FACTS,
        }
    )
    library = Library((ours, own), ())
    assert library.ids("clauses") == ("one", "three", "two")
    texts = {made.id: made.texts["balanced"].text.strip() for made in library.clauses("clauses")}
    assert texts == {"one": "1. Theirs.", "two": "1. Ours.", "three": "1. Theirs."}
    assert list(library.facts) == ["hybrid"]
    assert library.clause("four") is None
    assert library.findings == []


def test_recipes_and_templates_come_from_the_last_folder_that_has_them(build_files: Build) -> None:
    recipe = "id: small\ntitle: {}\nkind: contract\nstyle: contract\nparts: [{{id: body, clauses: [one]}}]\n"
    ours = build_files(
        {"documents/small.yaml": recipe.format("Ours"), "documents/other.yaml": recipe, "styles/a.docx": ""}
    )
    own = build_files({"documents/small.yaml": recipe.format("Theirs")})
    library = Library((), (ours, own))
    made = library.recipe("small")
    assert made is not None and made.title == "Theirs"
    assert library.recipes == ("other", "small")
    assert library.template("styles", "a.docx") == ours / "styles" / "a.docx"
    assert library.template("styles", "b.docx") is None


def test_facts_that_nobody_declared_are_findings_where_they_are_asked_for(build_files: Build) -> None:
    folder = build_files(
        {
            "facts.yaml": FACTS,
            "clauses/exit/one.md": clause("one", "Words.", when="hybird"),
            "documents/small.yaml": "id: small\ntitle: x\nkind: contract\nstyle: x\nwhen: [lost]\nparts: []\n",
        }
    )
    library = Library((folder,), (folder,))
    assert library.clause("one") is not None
    assert library.recipe("small") is None
    assert [(finding.code, finding.place.line) for finding in library.findings] == [("LB11", 5), ("LB11", 5)]


def test_a_name_that_differs_from_the_id_is_a_finding(build_files: Build) -> None:
    library = Library((build_files({"clauses/exit/two.md": clause("one", "Words.")}),), ())
    library.clause("two")
    assert [finding.code for finding in library.findings] == ["LB05"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ("hybrid: {says: x, path: name}", "LB04"),
        ("hybrid: {says: x, path: name, is: a, contains: b}", "LB04"),
        ("hybrid: {says: x, path: name, iz: a}", "LB02"),
        ("hybrid: {path: name, is: a}", "LB03"),
        ("- hybrid", "LB04"),
    ],
)
def test_a_fact_is_one_test_of_one_place(build_files: Build, facts: str, code: str) -> None:
    library = Library((build_files({"facts.yaml": facts}),), ())
    assert "hybrid" not in library.facts
    assert code in [finding.code for finding in library.findings]


def test_figures_are_dated_and_sourced(build_files: Build) -> None:
    text = "pay:\n  days: {unit: days, values: {2026-01-01: {is: 30, source: s. 4}}}\n  rate: {unit: percent}\n"
    library = Library((build_files({"law/new-york/pay.yaml": text}),), ())
    (figure,) = library.figures("new-york")
    assert (figure.name, figure.value, figure.since.isoformat(), figure.source) == (
        "pay.days",
        "30",
        "2026-01-01",
        "s. 4",
    )
    assert [(finding.code, finding.place.line) for finding in library.findings] == [("LB04", 3)]
    assert library.figures("england-and-wales") == ()


def test_the_governing_law_has_its_own_figure_of_a_name(build_files: Build) -> None:
    one = "pay:\n  days: {unit: days, values: {2026-01-01: {is: 30, source: s. 4}}}\n"
    files = {"law/new-york/pay.yaml": one, "law/england-and-wales/pay.yaml": one.replace("30", "14")}
    library = Library((build_files(files),), ())
    assert [figure.value for figure in library.figures("england-and-wales")] == ["14"]
    assert [figure.value for figure in library.figures("new-york")] == ["30"]


def test_a_figure_of_another_law_is_borrowed_only_where_the_place_of_work_decides(build_files: Build) -> None:
    def figure(name: str, more: str = "") -> str:
        return f"topic:\n  {name}: {{unit: days{more}, values: {{2020-01-01: {{is: 5 days, source: a law}}}}}}\n"

    work = ", follows: place of work"
    files = {
        "law/eu/a.yaml": figure("of_the_union"),
        "law/germany/a.yaml": figure("plain") + figure("at_work", work).removeprefix("topic:\n"),
        "law/germany/b.yaml": "other:\n" + figure("shared", work).removeprefix("topic:\n"),
        "law/ireland/b.yaml": "other:\n" + figure("shared", work).removeprefix("topic:\n"),
    }
    library = Library((build_files(files),), ())
    assert {one.name for one in library.figures("new-york")} == {"topic.of_the_union", "topic.at_work"}
    assert "other.shared" in {one.name for one in library.figures("ireland")}
    assert library.findings == []


def test_a_figure_follows_the_place_of_work_or_nothing(build_files: Build) -> None:
    text = "topic:\n  name: {unit: days, follows: the moon, values: {2020-01-01: {is: 5 days, source: a law}}}\n"
    library = Library((build_files({"law/ireland/a.yaml": text}),), ())
    assert library.figures("ireland") == ()
    assert [finding.code for finding in library.findings] == ["LB04"]


def test_the_check_reads_the_tasks_of_the_plan_too(tmp_path: Path) -> None:
    (tmp_path / "tasks").mkdir()
    task = "{id: own, name: Own, owner: Us, after: [nowhere]}"
    (tmp_path / "tasks" / "house.yaml").write_text(f"phase: House\norder: 11\npurpose: ours\ntasks:\n  - {task}\n")
    shipped = Library((ROOT / "clause_library",), (ROOT / "templates",))
    found = check_library(Library((*shipped.folders, tmp_path), shipped.templates))
    assert [finding.code for finding in found if "house.yaml" in finding.place.file] == ["KD07"]
