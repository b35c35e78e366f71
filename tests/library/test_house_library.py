"""The example of a firm's own library: what it replaces, adds and changes shows in the documents."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from backsource_docs import api
from backsource_docs.checks.library_check import check_library
from backsource_docs.drafting.made import Made
from backsource_docs.keeping import rebase
from backsource_docs.library.store import Library
from backsource_docs.tree import Clause, Document, Limb, plain, walk

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "examples" / "house-library"
MINIMAL = ROOT / "examples" / "minimal" / "deal.yaml"
AGREEMENT = "outsourcing-agreement"


def laid(folder: Path = HOUSE) -> Library:
    library, _ = api.open_library(None, folder, folder)
    assert library is not None
    return library


@pytest.fixture(scope="module")
def made() -> Made:
    assembly = api.check(MINIMAL, only=AGREEMENT, position="balanced", library=HOUSE, templates=HOUSE).assembly
    assert assembly is not None
    return assembly.made[0]


def words_of(document: Document, clause: str) -> str:
    (found,) = (
        block
        for part in document.draft.parts
        for block in walk(part.blocks)
        if isinstance(block, Clause) and block.key == clause
    )
    return " ".join(plain(limb.content) for limb in walk((found,)) if isinstance(limb, Limb))


def test_the_library_is_in_step_with_ours() -> None:
    found = [str(finding) for finding in check_library(laid()) if finding.place.file.startswith("house-library")]
    assert found == []


def test_a_clause_is_replaced_whole(made: Made) -> None:
    words = words_of(made.document, "blr-further-assurance")
    assert "within 5 Business Days after a request" in words and "attorney" not in words


def test_a_clause_is_added_where_the_recipe_of_the_firm_says(made: Made) -> None:
    order = list(made.selection.picks)
    assert order[order.index("knt-shadowing") + 1] == "hse-recorded-sessions"
    assert "record each session of training" in words_of(made.document, "hse-recorded-sessions")


def test_one_position_is_the_firms_and_the_others_are_ours(made: Made) -> None:
    words = words_of(made.document, "knt-post-exit-queries")
    assert "Up to 40 hours are included" in words and "named individuals" not in words
    shipped, _ = api.open_library()
    assert shipped is not None
    for position in ("customer", "supplier"):
        ours, theirs = (library.clause("knt-post-exit-queries") for library in (shipped, laid()))
        assert ours is not None and theirs is not None and ours.texts[position] == theirs.texts[position]


def test_guidance_approver_and_default_are_changed_and_the_texts_stay() -> None:
    shipped, _ = api.open_library()
    assert shipped is not None
    ours, theirs = shipped.clause("tra-extension"), laid().clause("tra-extension")
    assert ours is not None and theirs is not None
    assert all(ours.texts[position] == theirs.texts[position] for position in ours.positions)
    assert theirs.guidance[0].endswith("covers them all.") and theirs.guidance != ours.guidance
    assert theirs.matter.approver == "Partner in charge"
    assert theirs.matter.parameters["extension"].default == "3 months"


def test_the_requirement_of_the_firm_is_met_by_its_clause() -> None:
    result = api.coverage(MINIMAL, position="balanced", library=HOUSE, templates=HOUSE)
    assert result.coverage is not None
    (row,) = (row for row in result.coverage.rows if row.requirement.id == "hse-kt-recordings")
    assert row.status == "full"
    assert "hse-recorded-sessions" in [meeting.clause for meeting in row.meetings]


def test_the_style_of_the_firm_is_used(tmp_path: Path) -> None:
    built = api.build(MINIMAL, tmp_path / "out", only=AGREEMENT, templates=HOUSE)
    with ZipFile(built.documents[0].file) as file:
        styles = file.read("word/styles.xml")
    assert b'w:val="5B2333"' in styles and b'w:val="1F3864"' not in styles


def test_a_text_of_ours_that_changed_is_told_until_somebody_looked(tmp_path: Path) -> None:
    folder = tmp_path / "house"
    shutil.copytree(HOUSE, folder)
    path = folder / "clauses" / "knowledge-transfer" / "knt-post-exit-queries.md"
    before = path.read_bytes()
    beneath = laid().beneath("knt-post-exit-queries")
    assert beneath is not None
    path.write_bytes(before.replace(beneath.fingerprint.encode(), b"0123456789abcdef"))
    changed = [finding for finding in check_library(laid(folder)) if finding.code == "LB31"]
    assert [finding.place.line for finding in changed] == [10]
    rebase(laid(folder), ["knt-post-exit-queries"])
    assert path.read_bytes() == before
