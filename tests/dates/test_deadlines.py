"""The list of deadlines: true to the clauses that it cites, and checked by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from backsource_docs.dates.deadlines import Deadline, deadlines_of, facts_of_deadlines, wrong_deadlines
from backsource_docs.library.store import Library
from backsource_docs.tree import Limb, plain, walk

ROOT = Path(__file__).parents[2]
LIBRARY = Library((ROOT / "clause_library",), (ROOT / "templates",))
DEADLINES = deadlines_of(LIBRARY)[0]
STATED = [
    (one, position, lead)
    for one in DEADLINES
    for position, lead in one.lead.items()
    if "." not in lead and position in one.positions and not one.source
]
LIST = """\
deadlines:
  - {{id: review, title: Review, group: term, clause: {clause}, at: [start], lead: {lead}, before: {before}, {more}}}
"""


def texts(clause: str, position: str) -> str:
    known = LIBRARY.clause(clause)
    assert known is not None
    held = position if position in known.positions else "balanced"
    blocks = known.body(held)[0]
    return " ".join(plain(block.content) for block in walk(blocks) if isinstance(block, Limb)).lower()


@pytest.mark.parametrize(("one", "position", "lead"), STATED, ids=lambda part: getattr(part, "id", str(part)))
def test_a_period_in_words_stands_in_the_clause(one: Deadline, position: str, lead: str) -> None:
    assert lead in texts(one.clause, position)


@pytest.mark.parametrize("one", DEADLINES, ids=lambda one: one.id)
def test_the_limbs_that_are_cited_exist(one: Deadline) -> None:
    clause = LIBRARY.clause(one.clause)
    assert clause is not None
    anchors: set[str] = set()
    for position in clause.positions:
        limbs = (block for block in walk(clause.body(position)[0]) if isinstance(block, Limb))
        anchors |= {name for limb in limbs for name in limb.anchor.split()}
    assert set(one.at) <= anchors


def test_the_list_names_nothing_unknown_and_each_thing_once() -> None:
    laws = ("england-and-wales", "new-york", "germany", "ireland")
    figures = {figure.name for law in laws for figure in LIBRARY.figures(law)}
    assert list(wrong_deadlines(LIBRARY, figures.__contains__)) == []
    assert len({one.id for one in DEADLINES}) == len(DEADLINES) > 30
    assert "consultation_first" in facts_of_deadlines(LIBRARY)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"clause": "term-gate"}, "names the clause term-gate"),
        ({"lead": "term-review-gate.review_led"}, "names the period term-review-gate.review_led"),
        ({"before": "expiration"}, "names the day expiration"),
        ({"more": "when: {all: [nobody]}"}, "names the fact nobody"),
    ],
)
def test_a_wrong_name_is_told(wrong: dict[str, str], told: str, tmp_path: Path) -> None:
    right = {"clause": "term-review-gate", "lead": "term-review-gate.review_lead", "before": "expiry", "more": ""}
    (tmp_path / "deadlines.yaml").write_text(LIST.format(**right | wrong), encoding="utf-8")
    library = Library((ROOT / "clause_library", tmp_path), (ROOT / "templates",))
    found = list(wrong_deadlines(library, lambda name: False))
    assert [finding.code for finding in found] == ["LB51"] and told in found[0].message


@pytest.mark.parametrize(
    ("more", "told"),
    [("after: end", "one day"), ("late: {buyer: x}", "buyer is no position"), ("colour: red", "colour")],
)
def test_a_deadline_of_another_shape_is_refused(more: str, told: str, tmp_path: Path) -> None:
    right = {"clause": "term-review-gate", "lead": "30 days", "before": "expiry", "more": more}
    (tmp_path / "deadlines.yaml").write_text(LIST.format(**right), encoding="utf-8")
    deadlines, findings = deadlines_of(Library((ROOT / "clause_library", tmp_path), (ROOT / "templates",)))
    assert deadlines == () and told in str(findings[0])
