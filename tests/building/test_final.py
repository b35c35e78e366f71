"""A final build: refused for each blank and each text that nobody approved, made when both are in order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from backsource_docs import api
from backsource_docs.cli.main import bsdocs
from backsource_docs.deal.deal import Deal
from backsource_docs.modelling import example_of, field_at

MINIMAL = Path(__file__).parents[2] / "examples" / "minimal" / "deal.yaml"
STEP = re.compile(r"([\w-]+)|\[(\d+)\]")
ASKED = re.compile(r"Give ([\w.\[\]-]+) in the deal")
ROUNDS = 4
SAMPLES = {"money": "GBP 5,000,000", "text": "Tallyhouse Group plc", "period": "20 business days"}
# What the examples of single fields cannot know of each other.
AGREED = {
    "service_levels[1].early_warning": "99.4%",
    "service_levels[1].critical": "99.0%",
    "service_levels[1].termination": "98.0%",
    "data.sets": [{"name": "Payroll records", "service": "Payroll"}],
    "governance.exit_committee.name": "Exit Committee",
    "backsourcing.milestones": [{"name": "Payroll live in-house", "date": "2032-02-11", "service": "Payroll"}],
    "backsourcing.phases": [{"name": "Prepare", "purpose": "plan the way", "start": "2031-01-06", "end": "2031-06-27"}],
}


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(bsdocs, list(arguments))
    return result.exit_code, result.output


def steps_of(path: str) -> list[str | int]:
    return [int(number) - 1 if number else name for name, number in STEP.findall(path)]


def put(deal: dict[str, Any], path: str, value: Any) -> None:
    *above, last = steps_of(path)
    holder: Any = deal
    for step in above:
        holder = holder[step] if isinstance(step, int) else holder.setdefault(step, {})
    holder[last] = value


def sample(path: str) -> Any:
    """A value for what a blank asks for: the example of the field, or one of the type of the clause's parameter."""
    steps = steps_of(path)
    library, _ = api.open_library()
    if steps[:2] == ["position", "clauses"] and library is not None:
        clause = library.clause(str(steps[2]))
        assert clause is not None
        return SAMPLES[clause.matter.parameters[str(steps[-1])].type]
    found = field_at(Deal, tuple(steps))
    assert found is not None, path
    return example_of(found)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The minimal deal with each blank filled as its finding says; other findings must not arise from that."""
    deal = yaml.load(MINIMAL.read_text(encoding="utf-8"), yaml.BaseLoader)
    for path, value in AGREED.items():
        put(deal, path, value)
    file = tmp_path / "deal.yaml"
    for _ in range(ROUNDS):
        file.write_text(yaml.safe_dump(deal), encoding="utf-8")
        checked = api.check(file)
        assert checked.assembly is not None, [str(finding) for finding in checked.findings]
        open_blanks = [finding for finding in checked.findings if finding.code == "BL01"]
        for finding in open_blanks:
            asked = ASKED.search(finding.remedy)
            assert asked, str(finding)
            put(deal, asked[1], sample(asked[1]))
        if not open_blanks:
            return file
    raise AssertionError("blanks stay open although each was filled as asked")


def test_a_deal_is_final_when_its_blanks_are_filled_and_its_texts_approved(filled: Path, tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    status, output = run("build", str(filled), "--final", "-o", str(tmp_path / "out"), "--library", str(house))
    refused = re.findall(r"\(([a-z0-9-]+)\) has not been approved", output)
    assert status == 2 and len(refused) == len(set(refused)) > 100 and "FI01" not in output
    assert not (tmp_path / "out").exists()

    who = ("--by", "R. Orme", "--library", str(house))
    status, output = run("clauses", "approve", "--used-in", str(filled), *who)
    assert status == 0 and f"{len(refused)} texts approved by R. Orme." in output
    assert {path.stem for path in house.rglob("*.md")} == set(refused)
    status, output = run("build", str(filled), "--final", "-o", str(tmp_path / "out"), "--library", str(house))
    assert status == 0, output
    assert sorted(path.name for path in (tmp_path / "out").glob("*.docx")) == [
        "exit-plan.docx",
        "outsourcing-agreement.docx",
    ]

    cap = next(house.rglob("lia-cap.md"))
    cap.write_text(cap.read_text("utf-8") + "\n## Balanced\n\n1. There is no limit.\n", encoding="utf-8")
    status, output = run("build", str(filled), "--final", "-o", str(tmp_path / "again"), "--library", str(house))
    assert status == 2 and "(lia-cap) was changed after R. Orme approved it" in output
    assert "Its approval lapsed." in output and not (tmp_path / "again").exists()
