"""The exit plan for the other side: what is the Customer's own is in no part of the file."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from schedule_deals import AS_OF, ROOT, read

from backsource_docs.api import build
from backsource_docs.building import assemble
from backsource_docs.library.store import Library
from backsource_docs.tree import Clause, Document, inlines_of, plain, walk
from backsource_docs.wanting import Wishes

EXAMPLES = ("homecoming", "harbour", "minimal", "nordlicht", "civic")
PLAIN = str.maketrans({"\u00a0": " ", "\u2011": "-", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


@cache
def plan(name: str, outgoing: bool) -> Document:
    library = Library((ROOT / "clause_library",), (ROOT / "templates",))
    file = read(Path(ROOT, "examples", name, "deal.yaml").read_bytes())
    assembly = assemble(file, library, AS_OF, Wishes(only=("exit-plan",), outgoing=outgoing))
    assert [str(finding) for finding in assembly.findings if finding.code == "RF02"] == []
    (made,) = assembly.made
    return made.document


def clauses(document: Document) -> dict[str, Clause]:
    return {block.key: block for part in document.draft.parts for block in part.blocks if isinstance(block, Clause)}


def words(clause: Clause) -> set[str]:
    """The sentences and cells of a section that are long enough to be told apart."""
    cells = {plain((piece,)) for block in walk(clause.blocks) for piece in inlines_of(block)}
    return {cell.strip().translate(PLAIN) for cell in cells if len(cell.strip()) > 15}


def read_parts(file: Path) -> str:
    with zipfile.ZipFile(file) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    text = "\n".join(re.sub(r"<[^>]+>", "", part) + "\n" + " ".join(re.findall(r'="([^"]*)"', part)) for part in parts)
    return unescape(text).translate(PLAIN)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_shared_sections_have_the_same_numbers_in_both_copies(name: str) -> None:
    inside, outside = plan(name, False), plan(name, True)
    assert set(clauses(inside)) - set(clauses(outside)) == {key for key in clauses(inside) if key.startswith("own-")}
    assert {key: inside.numbers[key] for key in outside.numbers} == outside.numbers


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_shared_sections_say_the_same_in_both_copies(name: str) -> None:
    inside, outside = clauses(plan(name, False)), clauses(plan(name, True))
    assert all(inside[key] == outside[key] for key in outside)


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_words_of_the_customers_own_parts_are_in_any_part_of_the_file(name: str, tmp_path: Path) -> None:
    result = build(Path(ROOT, "examples", name, "deal.yaml"), tmp_path / "out", only="exit-plan", outgoing=True)
    assert [document.id for document in result.documents] == ["exit-plan"]
    sent = read_parts(tmp_path / "out" / "exit-plan.docx")
    inside = clauses(plan(name, False))
    shared = set().union(*(words(clause) for key, clause in inside.items() if not key.startswith("own-")))
    own = set().union(*(words(clause) for key, clause in inside.items() if key.startswith("own-"))) - shared
    assert len(own) > 40
    public = {word for word in own if any(word in other for other in shared)}
    assert [word for word in sorted(own - public) if word in sent] == []
    assert "Customer only" not in sent
    assert "own-budget" not in sent


def test_sums_reasons_and_the_approval_of_homecoming_stay_inside(tmp_path: Path) -> None:
    build(Path(ROOT, "examples/homecoming/deal.yaml"), tmp_path / "out", only="exit-plan", outgoing=True)
    sent = read_parts(tmp_path / "out" / "exit-plan.docx")
    for secret in ("11,500,000", "1,650,000", "no platform engineers", "16 December 2027", "insider", "Board of"):
        assert secret not in sent
    assert "Payments operations" in sent
