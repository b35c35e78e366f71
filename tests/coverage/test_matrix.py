"""The matrix: as a document, as a part of the agreement and of the plan, as a workbook, as JSON and on the terminal."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from backsource_docs.api import build, check, coverage
from backsource_docs.cli.main import bsdocs
from backsource_docs.drafting.made import Made
from backsource_docs.findings import Severity
from backsource_docs.tree import Reference, Table, inlines_of, plain, walk

DEAL = Path(__file__).parents[2] / "examples" / "homecoming" / "deal.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("matrix") / "out"
    assert [file.name for file in coverage(DEAL, target).files] == ["coverage-matrix.docx", "coverage-matrix.xlsx"]
    return target


def tables(made: Made, name: str) -> list[Table]:
    blocks = walk(tuple(block for part in made.document.draft.parts for block in part.blocks))
    return [block for block in blocks if isinstance(block, Table) and block.name == name]


def live(table: Table) -> set[str]:
    return {piece.target for piece in inlines_of(table) if isinstance(piece, Reference)}


def test_the_matrix_names_the_numbers_of_the_build() -> None:
    result = check(DEAL, only="coverage-matrix")
    assert result.assembly is not None and all(f.severity is not Severity.ERROR for f in result.findings)
    (made,) = result.assembly.made
    (table,) = tables(made, "coverage-rows")
    cells = [plain(cell) for row in table.rows for cell in row.cells]
    assert any("Outsourcing Agreement: " in cell and "clause " in cell for cell in cells) and not live(table)
    assert any(cell.endswith(" †") for cell in cells)


def test_what_is_open_stands_apart_with_what_would_close_it() -> None:
    result = check(DEAL, only="coverage-matrix", position="supplier")
    assert result.assembly is not None
    (made,) = result.assembly.made
    (opened,), (rows,) = tables(made, "coverage-open"), tables(made, "coverage-rows")
    listed = [row for row in opened.rows if len(row.cells) > 1]
    not_full = [row for row in rows.rows if len(row.cells) > 1 and plain(row.cells[2]) != "Full"]
    assert [row.cells[:3] for row in listed] == [row.cells[:3] for row in not_full]
    assert {plain(row.cells[2]) for row in listed} == {"Partial", "None"}
    assert all(plain(row.cells[3]) for row in listed)


def test_the_places_of_a_row_stand_in_the_order_in_which_the_agreement_is_read() -> None:
    found = coverage(DEAL).coverage
    assert found is not None
    for row in found.rows:
        numbers = [place.number for place in row.meetings if place.number.startswith("clause ")]
        assert numbers == sorted(numbers, key=lambda number: int(number.split()[1]))


def test_in_agreement_and_plan_the_references_are_live(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    wish = "coverage: {in_agreement: yes, in_exit_plan: yes}\n"
    deal.write_text(DEAL.read_text(encoding="utf-8") + wish, encoding="utf-8")
    result = check(deal, only=["outsourcing-agreement", "exit-plan"])
    assert result.assembly is not None and all(f.severity is not Severity.ERROR for f in result.findings)
    agreement, plan = result.assembly.made
    (clauses,), (rows,) = tables(agreement, "coverage-clauses"), tables(plan, "coverage-rows")
    assert {"tra-assistance-period", "aud-customer-audit"} <= live(clauses) <= set(agreement.document.numbers)
    assert {"plan-scenarios", "plan-record"} <= live(rows) <= set(plan.document.numbers)


def test_nothing_of_the_coverage_stands_in_documents_that_do_not_ask_for_it() -> None:
    result = check(DEAL, only=["outsourcing-agreement", "exit-plan"])
    assert result.assembly is not None
    assert not any(
        tables(made, name) for made in result.assembly.made for name in ("coverage-rows", "coverage-clauses")
    )


def test_the_agreement_schedule_may_go_out(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text(DEAL.read_text(encoding="utf-8") + "coverage: {in_agreement: yes}\n", encoding="utf-8")
    result = build(deal, tmp_path / "out", only="outsourcing-agreement", outgoing=True)
    assert [made.id for made in result.documents] == ["outsourcing-agreement"], result.findings


def test_the_workbook_filters_and_says_each_status_in_words(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "coverage-matrix.xlsx")
    assert book.sheetnames == ["Summary", "Requirements", "Market practice"]
    sheet = book["Requirements"]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.auto_filter.ref == sheet.dimensions and sheet.freeze_panes == "C2"
    status = heads.index("Status")
    fills = {row[status].value: row[status].fill.fgColor.rgb for row in sheet.iter_rows(min_row=2)}
    assert set(fills) == {"Full", "None", "Not applicable"} and len(set(fills.values())) == 3
    texts = [cell.value for row in book["Summary"].iter_rows() for cell in row if cell.value]
    assert any("qualified lawyer" in str(text) for text in texts) and any("†" in str(text) for text in texts)


def test_the_workbook_is_packed(folder: Path) -> None:
    with zipfile.ZipFile(folder / "coverage-matrix.xlsx") as file:
        assert all(part.compress_type == zipfile.ZIP_DEFLATED for part in file.infolist())


def test_the_workbook_has_the_same_bytes_again(folder: Path, tmp_path: Path) -> None:
    coverage(DEAL, tmp_path / "again")
    assert (tmp_path / "again" / "coverage-matrix.xlsx").read_bytes() == (folder / "coverage-matrix.xlsx").read_bytes()


def test_the_workbook_takes_no_text_for_a_formula(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        'instrument: "=1+1"\nrequirements: {x-1: {citation: "@x", title: "=cmd()", requirement: Do.}}\n',
        encoding="utf-8",
    )
    coverage(DEAL, tmp_path / "out", requirements=[own])
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "out" / "coverage-matrix.xlsx").read_bytes()))
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_json_has_its_shape(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "instrument: House\nrequirements: {house-1: {citation: R1, title: T, requirement: Do it.}}\n", encoding="utf-8"
    )
    result = CliRunner().invoke(bsdocs, ["coverage", str(DEAL), "--json", "--requirements", str(own)])
    data = json.loads(result.stdout)
    assert result.exit_code == 0
    assert set(data) == {"counts", "instruments", "requirements", "market_practice", "files", "findings"}
    by_id = {row["id"]: row for row in data["requirements"]}
    assert by_id["house-1"]["status"] == "none" and by_id["house-1"]["confirmed"] is False
    met = by_id["dora-30-3-f-i"]["met_by"][0]
    assert set(met) == {"document", "clause", "title", "position", "number"} and met["number"].startswith("clause ")
    assert sum(data["counts"].values()) == len(data["requirements"])


def test_the_terminal_groups_by_instrument_and_says_what_closes_a_gap() -> None:
    result = CliRunner().invoke(bsdocs, ["coverage", str(DEAL), "--position", "supplier"])
    assert result.exit_code == 0
    assert "Regulation (EU) 2023/2854 (Data Act): " in result.stdout and "APRA" not in result.stdout
    assert "Use its balanced" in result.stdout and "unconfirmed" in result.stdout
    assert "APRA" in CliRunner().invoke(bsdocs, ["coverage", str(DEAL), "--all"]).stdout


def test_a_missing_file_of_requirements_is_a_finding() -> None:
    result = CliRunner().invoke(bsdocs, ["coverage", str(DEAL), "--requirements", "nowhere.yaml"])
    assert result.exit_code == 1 and "LB22" in result.stderr


def test_the_matrix_is_never_written_over_other_files(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    result = coverage(DEAL, tmp_path)
    assert result.files == () and "OU01" in {finding.code for finding in result.findings}
