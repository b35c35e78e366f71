"""A letter of a deal as a template for many, and the command that makes and merges it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from word_templates import by_docxtpl, canonical, paragraph, parts_of, word_file, words_in

from backsource_docs.cli.letters import bar_line
from backsource_docs.cli.main import bsdocs
from backsource_docs.letters.compiling import compile_template
from backsource_docs.letters.fields import fields_of
from backsource_docs.letters.merging import Merger
from backsource_docs.mailing import letter_template

ROOT = Path(__file__).parents[2]
HOMECOMING = ROOT / "examples" / "homecoming" / "deal.yaml"
READER = {"name": "Ann & Bo", "salutation": "Dear Ann & Bo", "address_lines": ["1 Quay", "Bath BA1 4XX"]}
LETTERS = ("letter-customers", "letter-partners", "letter-vendors", "letter-own-staff", "letter-investors")


def template_of(letter: str, deal: Path = HOMECOMING) -> bytes:
    content, findings = letter_template(deal, letter)
    assert content, [str(finding) for finding in findings]
    return content


def words(word: bytes) -> str:
    return "\n".join(words_in(parts_of(word)["word/document.xml"]))


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_to_stakeholders_is_a_template_that_docxtpl_fills_alike(letter: str) -> None:
    template = template_of(letter)
    compiled, findings = compile_template(template, letter)
    assert compiled and not findings and not compiled.slow
    assert fields_of(compiled) == {"name", "salutation", "address_lines"}
    made = parts_of(Merger(compiled).checked(READER))
    assert canonical(made["word/document.xml"]) == canonical(by_docxtpl(template, READER)["word/document.xml"])


def test_the_letter_says_what_the_deal_says_to_the_reader_it_names() -> None:
    compiled, _ = compile_template(template_of("letter-customers"), "x")
    assert compiled
    text = words(Merger(compiled).letter(READER))
    assert text.index("1 Quay") < text.index("Bath BA1 4XX") < text.index("Dear Ann & Bo,")
    assert "between 14 July 2028 and 13 October 2028" in text.replace("\u00a0", " ")
    assert "To all" not in text


def test_what_looks_like_a_tag_in_a_deal_prints_as_it_is(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    old = "Your accounts, cards, telephone numbers and online access stay the same."
    text = HOMECOMING.read_text("utf-8")
    assert old in text
    deal.write_text(text.replace(old, "'{{ name }} {% if x %} {# y #} {_{ 50% }'"), encoding="utf-8")
    compiled, findings = compile_template(template_of("letter-customers", deal), "x")
    assert compiled, findings
    shown = words(Merger(compiled).letter(READER)).replace("\u2060", "")
    assert "{{ name }} {% if x %} {# y #}" in shown


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(bsdocs, ["letters", *map(str, arguments)])
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("title,first_name,last_name,street,city\nMs,Ann,Bell,1 Quay,Bath\n,Bo,Cho,2 Lane,Ely\n", "utf-8")
    return path


def test_a_single_letter_is_counted_as_one(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,street,city\nAnn Bell,1 Quay,Bath\n", "utf-8")
    _, said = run(HOMECOMING, "letter-customers", "--to", people, "-o", tmp_path / "out")
    assert said.startswith(f"1 letter in {tmp_path / 'out'}.")


def test_the_command_makes_the_letters_and_says_where(tmp_path: Path, people: Path) -> None:
    status, said = run(HOMECOMING, "letter-customers", "--to", people, "-o", tmp_path / "out")
    assert status == 0
    assert f"2 letters in {tmp_path / 'out'}. Their list: {tmp_path / 'out' / 'index.csv'}" in said
    files = sorted((tmp_path / "out").rglob("*.docx"))
    assert ["Dear Ms Bell," in words(files[0].read_bytes()), "Dear Bo Cho," in words(files[1].read_bytes())] == [
        True
    ] * 2
    with (tmp_path / "out" / "index.csv").open(encoding="utf-8") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Ann Bell", "Bo Cho"]


def test_an_edited_template_merges_as_well(tmp_path: Path, people: Path) -> None:
    path = tmp_path / "letter.docx"
    assert run("template", HOMECOMING, "letter-customers", "-o", path)[0] == 0
    assert run("template", HOMECOMING, "letter-customers", "-o", path)[0] == 2
    path.write_bytes(word_file(paragraph("{{ salutation }} of {{ city }}")))
    status, said = run(HOMECOMING, "--template", path, "--to", people, "-o", tmp_path / "out", "--zip", "--json")
    assert status == 0
    assert json.loads(said)["letters"] == 2
    assert (tmp_path / "out" / "letters.zip").exists()


def test_a_preview_names_its_files(tmp_path: Path, people: Path) -> None:
    status, said = run(HOMECOMING, "letter-customers", "--to", people, "-o", tmp_path / "out", "--preview", "1")
    assert status == 0 and said.startswith(str(tmp_path / "out" / "preview" / "000001-Ann-Bell.docx"))


@pytest.mark.parametrize(
    ("arguments", "words_said"),
    [
        (["letter-nobody"], "There is no letter letter-nobody. Write one of letter-business-customers"),
        (["backsourcing-notice"], "ML15 error: backsourcing-notice does not go to many readers"),
        ([], "Name a letter, for example letter-customers"),
        (["letter-customers", "--column", "name"], "name is no pair"),
        (["letter-customers", "--column", "name=Whoo"], "There is no column Whoo for name"),
        (["--template", "missing.docx"], "missing.docx cannot be read"),
    ],
)
def test_the_command_says_what_is_wrong(tmp_path: Path, people: Path, arguments: list[str], words_said: str) -> None:
    status, said = run(HOMECOMING, *arguments, "--to", people, "-o", tmp_path / "out")
    assert status == 2
    assert words_said in said
    assert not (tmp_path / "out").exists()


def test_a_letter_with_open_values_is_previewed_and_not_sent(tmp_path: Path, people: Path) -> None:
    deal = tmp_path / "deal.yaml"
    text = HOMECOMING.read_text("utf-8")
    line = next(line for line in text.splitlines() if "0800 496 0199" in line)
    deal.write_text(text.replace(line, ""), encoding="utf-8")
    status, said = run(deal, "letter-customers", "--to", people, "-o", tmp_path / "out")
    assert status == 2 and "ML16" in said
    status, said = run(deal, "letter-customers", "--to", people, "-o", tmp_path / "out", "--preview", "2")
    assert status == 0 and "ML16 warning" in said


def test_the_bar_counts_the_rate_of_this_run_only() -> None:
    assert bar_line(0, 10, 0, 0.0) == f"[{' ' * 30}] 0 of 10"
    assert bar_line(3_000, 4_000, 1_000, 2.0) == f"[{'#' * 22}{' ' * 8}] 3,000 of 4,000 · 500/s · 2 s left "
