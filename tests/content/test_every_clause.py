"""Every clause of the library drafts in every position, under every law that it is written for, for every example."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from backsource_docs.building import assemble
from backsource_docs.checks import check_documents
from backsource_docs.deal.reading import read_deal
from backsource_docs.findings import Severity
from backsource_docs.library.clause import POSITIONS, Clause
from backsource_docs.library.recipes import Recipe
from backsource_docs.library.store import Library
from backsource_docs.opening import open_library
from backsource_docs.wanting import Wishes

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent.name for path in ROOT.glob("examples/*/deal.yaml"))
LAWS = ("england-and-wales", "new-york", "germany", "ireland")
AGREEMENT = "outsourcing-agreement"
DATES = ("KD", "IX09")  # the dates of an example were chosen for its own law and position
EXCUSES = ("nothing of its", "“")  # every limb hangs on a fact; one of several, chosen by its facts


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library laid over by an agreement that asks for every clause, and by clauses that no fact keeps out."""
    folder = tmp_path_factory.mktemp("everything")
    shipped, _ = open_library()
    assert shipped is not None
    recipe = shipped.recipe(AGREEMENT)
    assert recipe is not None
    chosen = {name for slot in recipe.slots if slot.one_of for name in slot.one_of}
    standing = {name for slot in recipe.slots for name in slot.clauses}
    elsewhere = {name for other in _others(shipped) for slot in other.slots for name in slot.clauses} - standing
    wanted = [clause for clause in shipped.clauses("clauses") if clause.id not in elsewhere]
    for clause in wanted:
        if clause.matter.when.facts and clause.id not in chosen:
            (folder / "clauses").mkdir(exist_ok=True)
            path = folder / "clauses" / f"{clause.id}.md"
            path.write_text(f"---\nid: {clause.id}\nextends: yes\nwhen:\n---\n", encoding="utf-8")
    added = [f"  - {{use: {clause.id}, after: blr-general}}" for clause in wanted if clause.id not in standing]
    lines = [f"id: {AGREEMENT}", "extends: yes", *(["add:", *added] if added else [])]
    (folder / "documents").mkdir()
    (folder / "documents" / f"{AGREEMENT}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    library, _ = open_library(None, folder, folder)
    assert library is not None
    return library


def _others(library: Library) -> list[Recipe]:
    """The contracts that stand beside the agreement or join one: their clauses draft in their own frame."""
    recipes = (library.recipe(name) for name in library.recipes if name != AGREEMENT)
    return [recipe for recipe in recipes if recipe and recipe.kind == "contract"]


def fits(clause: Clause, law: str, position: str) -> bool:
    laws = clause.matter.laws
    return position in clause.positions and ("any" in laws or law in laws)


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_every_clause_drafts(example: str, law: str, everything: Library) -> None:
    text = (ROOT / "examples" / example / "deal.yaml").read_text(encoding="utf-8")
    text = re.sub(r"governing: [\w-]+", f"governing: {law}", text)
    text = re.sub(r"(?m)^ *subdivision: .*\n|(?<=place: )\w+ and \w+", "", text)
    text = re.sub(r"(?m)^position:\n(?: .*\n|\n)*", "", text)
    file, findings = read_deal(text.encode(), "deal.yaml")
    assert file is not None, [str(finding) for finding in findings]
    position = POSITIONS[(EXAMPLES.index(example) + LAWS.index(law)) % len(POSITIONS)]
    for wanted in POSITIONS if law == LAWS[0] else (position,):
        wishes = Wishes(only=(AGREEMENT,), position=wanted)
        assembly = assemble(file, everything, datetime.date(2026, 11, 23), wishes)
        (made,) = assembly.made
        found = [*assembly.findings, *check_documents(assembly.made, file, everything)]
        wrong = [finding for finding in found if finding.severity is Severity.ERROR or finding.code == "WD02"]
        assert [str(finding) for finding in wrong if not finding.code.startswith(DATES)] == []
        skips = made.selection.skips.values()
        lost = [skip for skip in skips if (clause := everything.clause(skip.id)) and fits(clause, law, wanted)]
        assert [f"{skip.id}: {skip.reason}" for skip in lost if not skip.reason.startswith(EXCUSES)] == []
