"""Tables of recipients are read as people save them, and what cannot be used is told by its line."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import Workbook

from backsource_docs.letters.columns import field_name
from backsource_docs.letters.recipients import Recipient, Recipients, Rejected, open_recipients
from backsource_docs.letters.salutations import greeting, language_of
from backsource_docs.letters.tables import open_table

PEOPLE = "name;city;note\nZoë Müller;Köln;„quoted“\nJan Kowalski;Kraków;x\n"


def recipients(
    path: Path, given: dict[str, str] | None = None, *, language: str = "en", only: bool = False
) -> Recipients:
    table, findings = open_table(path)
    assert table, [str(finding) for finding in findings]
    found, findings = open_recipients(table, given or {}, language, only=only)
    assert found, [str(finding) for finding in findings]
    return found


def saved(folder: Path, content: str | bytes, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(folder: Path, content: str | bytes) -> list[Recipient]:
    return list(recipients(saved(folder, content)))


def refused(folder: Path, content: str | bytes) -> str:
    table, findings = open_table(saved(folder, content))
    if table:
        found, findings = open_recipients(table, {}, "en", only=False)
        assert found is None
    return str(findings[0])


def rejected(folder: Path, content: str | bytes) -> list[tuple[int, str]]:
    rows = recipients(saved(folder, content)).rows()
    return [(row.line, row.reason) for row in rows if isinstance(row, Rejected)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_that_show_themselves_are_read(tmp_path: Path, encoding: str) -> None:
    people = read(tmp_path, PEOPLE.encode(encoding))
    assert [(person.name, person.values["city"]) for person in people] == [
        ("Zoë Müller", "Köln"),
        ("Jan Kowalski", "Kraków"),
    ]


def test_a_file_of_old_windows_is_read_and_said_so(tmp_path: Path) -> None:
    path = saved(tmp_path, "name,city\nZoë Müller,Köln\n".encode("cp1252"))
    table, findings = open_table(path)
    assert table and [finding.code for finding in findings] == ["ML11"]
    found, _ = open_recipients(table, {}, "en", only=False)
    assert found and next(iter(found)).name == "Zoë Müller"


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    path = saved(tmp_path, "name\nŁukasz Żak\n".encode("cp1250"))
    table, findings = open_table(path, "cp1250")
    assert table and not findings
    found, _ = open_recipients(table, {}, "en", only=False)
    assert found and next(iter(found)).name == "Łukasz Żak"
    assert "There is no encoding klingon" in str(open_table(path, "klingon")[1][0])
    assert "is not ascii" in str(open_table(path, "ascii")[1][0])


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen_in_the_heading(tmp_path: Path, mark: str) -> None:
    (person,) = read(tmp_path, f'name{mark}"city, or; town"{mark}note\nAnn{mark}Bath{mark}x\n')
    assert person.values["city_or_town"] == "Bath"


def test_quoted_lines_quotes_and_delimiters_stay_in_their_cell(tmp_path: Path) -> None:
    first, second = read(tmp_path, 'name,address\r\n"Ann ""A"" Bell","1 Quay\r\nBath, Avon"\r\n\r\nBo,2 Lane\r\n')
    assert first.name == 'Ann "A" Bell'
    assert first.values["address_lines"] == ["1 Quay", "Bath, Avon"]
    assert (first.line, second.line) == (2, 5)
    assert (first.number, second.number) == (1, 2)


def test_a_workbook_reads_as_people_see_it(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active
    book.active.append(["Name", "Account no.", "Since", "Rate"])
    book.active.append(["Ann", 4711, datetime.date(2027, 3, 1), 1.5])
    book.save(tmp_path / "people.xlsx")
    (person,) = recipients(tmp_path / "people.xlsx")
    assert {key: person.values[key] for key in ("name", "account_no", "since", "rate")} == {
        "name": "Ann", "account_no": "4711", "since": "2027-03-01", "rate": "1.5",
    }  # fmt: skip


def test_columns_are_known_by_other_names_and_by_what_the_user_says(tmp_path: Path) -> None:
    (person,) = read(tmp_path, "Anrede;Vorname;Nachname;Straße;PLZ;Ort\nFrau;Eva;Groß;Weg 1;50667;Köln\n")
    assert person.name == "Eva Groß"
    assert person.values["title"] == "Frau"
    assert person.values["address_lines"] == ["Weg 1", "Köln 50667"]
    (german,) = recipients(tmp_path / "people.csv", language="de")
    assert german.values["address_lines"] == ["Weg 1", "50667 Köln"]
    (mapped,) = recipients(saved(tmp_path, "who,x\nAnn,1\n"), {"name": "Who"})
    assert mapped.name == "Ann"


def test_numbered_address_columns_make_lines_in_their_order(tmp_path: Path) -> None:
    (person,) = read(tmp_path, "name,address_2,address_1,company\nAnn,Bath,1 Quay,Bell Ltd\n")
    assert person.values["address_lines"] == ["Bell Ltd", "1 Quay", "Bath"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ("name,,x\n", "Column 2 has no name"),
        ("name,Name\n", "Two columns are called Name"),
        ("a,b\n1,2\n", "No column holds the name of the recipient; the columns are a, b"),
        ('"name\nAnn\n', "column names cannot be read: it opens a quotation mark that is never closed"),
        (b"PK\x03\x04 no workbook", "is refused"),
    ],
)
def test_a_table_that_cannot_be_used_is_told(tmp_path: Path, content: str | bytes, words: str) -> None:
    assert words in refused(tmp_path, content)


def test_a_wrong_mapping_names_the_nearest_heading(tmp_path: Path) -> None:
    table, _ = open_table(saved(tmp_path, "name,account\nAnn,1\n"))
    assert table
    _, findings = open_recipients(table, {"number": "acount"}, "en", only=False)
    assert "There is no column acount for number. Did you mean account?" in str(findings[0])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Ann,x,y", "it has 3 cells under 2 headings; quote a cell that holds the delimiter"),
        ("Ann", "it has 1 cells under 2 headings"),
        (",x", "it names nobody"),
        ("An\x00n,x", "it holds the invisible or forbidden character U+0000"),
        ("An\u202en,x", "it holds the invisible or forbidden character U+202E"),
        ("An\u2066n,x", "it holds the invisible or forbidden character U+2066"),
        (f"Ann,{'x' * 1_000_001}", "it has a cell of more than 1,000,000 letters"),
        (f"Ann,{'x' * 6_000}", "it has a cell of more than 5,000 letters"),
        ('An"n"",x', None),
        ('"Ann"x,y', "a quotation mark stands within a cell that is not wholly quoted; double it, or quote the cell"),
    ],
)
def test_a_faulty_row_is_told_by_its_line_and_the_others_stay(tmp_path: Path, row: str, reason: str | None) -> None:
    content = f"name,note\nFirst,a\n{row}\nLast,b\n"
    assert rejected(tmp_path, content) == ([(3, reason)] if reason else [])
    names = [person.name for person in recipients(tmp_path / "people.csv")]
    assert names[0] == "First" and names[-1] == "Last"


def test_a_language_without_a_text_is_told_and_never_mixed_in(tmp_path: Path) -> None:
    path = saved(tmp_path, "name,language\nAnn,\nEva,German\nBo,en-US\nX,Klingon\n")
    rows = list(recipients(path, only=True).rows())
    assert [row.reason for row in rows if isinstance(row, Rejected)] == [
        "it asks for the language de, and there is a text in en only",
        "the language “Klingon” is none of en, de, fr, es, pl",
    ]


@pytest.mark.parametrize(
    ("language", "title", "last", "name", "said"),
    [
        ("en", "Ms", "Harper", "Jo Harper", "Dear Ms Harper"),
        ("en", "Prof Dr", "Li", "Wei Li", "Dear Prof Dr Li"),
        ("en", "", "Harper", "Jo Harper", "Dear Jo Harper"),
        ("de", "Frau", "Groß", "Eva Groß", "Sehr geehrte Frau Groß"),
        ("de", "Herrn Dr.", "Groß", "Ulf Groß", "Sehr geehrter Herr Dr. Groß"),
        ("de", "", "Groß", "Kim Groß", "Guten Tag Kim Groß"),
        ("de", "", "", "", "Sehr geehrte Damen und Herren"),
        ("fr", "Mme", "Roy", "Léa Roy", "Madame"),
        ("fr", "", "Roy", "Dominique Roy", "Madame, Monsieur"),
        ("es", "Sra.", "Paz", "Ana Paz", "Estimada señora Paz"),
        ("es", "", "Paz", "Ana Paz", "Buenos días, Ana Paz"),
        ("pl", "Pan", "Żak", "Jan Żak", "Szanowny Panie"),
        ("pl", "Pan Prezes", "Żak", "Jan Żak", "Szanowny Panie"),
        ("pl", "", "Żak", "Jan Żak", "Szanowni Państwo"),
    ],
)
def test_greetings(language: str, title: str, last: str, name: str, said: str) -> None:
    assert greeting(language, title, last, name) == said


def test_languages_are_known_by_code_locale_and_name() -> None:
    assert [language_of(text) for text in ("de", "DE_at", "Deutsch", "fr-CA", "Polish", "xx", "")] == [
        "de", "de", "de", "fr", "pl", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "name"), [("Account no.", "account_no"), (" Größe (cm)", "grosse_cm"), ("2nd line", "column_2nd_line")]
)
def test_a_heading_becomes_the_name_of_a_field(heading: str, name: str) -> None:
    assert field_name(heading) == name


@given(some.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = saved(tmp_path_factory.mktemp("bytes"), content)
    table, findings = open_table(path)
    if table is None:
        assert findings
        return
    found, findings = open_recipients(table, {}, "en", only=False)
    assert found is None or all(isinstance(row, Recipient | Rejected) for row in found.rows())
    assert found or findings
