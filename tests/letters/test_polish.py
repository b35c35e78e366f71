"""Polish letters: names that need no ending, years and small words that hold, and phrases that no letter may say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from example_letters import ROOT, library, words
from languages_pack import drafted_in, pack_in

from backsource_docs.building import assemble
from backsource_docs.checks import check_documents
from backsource_docs.deal.reading import read_deal
from backsource_docs.findings import Finding
from backsource_docs.wanting import Wishes

TEXTS = sorted(
    path for room in ("letters", "sections") for path in (ROOT / "clause_library" / room / "pl").glob("*.md")
)
NO_BREAK = "\u00a0"
# After one of these words a name would have to take another ending; a firm named after "firma" in any case need not.
_ASKS_FOR_AN_ENDING = re.compile(
    r"\b(?:a|bez|dla|do|ku|między|na|nad|o|od|po|pod|poza|przed|przez|przy|spoza|u|w|we|wobec|z|za|ze|wraz|oraz|"
    r"zespół|zespoły|pracownicy|pracownikom|pracowników|umowa|umowę|organizację|rzecz|imieniu|strony|firm) "
    r"„?\{\{ (?P<name>[\w.]+) \}\}"
)
_DAYS = re.compile(r"(?:exit\.(?!staying|critical|kind)|news\.day|agreement\.date|letter\.span)")
_DAY = re.compile(
    r"\b\d{1,2}\s(?:stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|paźdz|listop|grud)\w+\s\d{4}(?P<after>.{3})"
)
_TYPED_DAY = re.compile(r"\{\{ (?:exit\.(?!staying|critical|kind)\w+|news\.day|agreement\.date) \}\}(?P<after>.{3})")
GOOD = "Państwa rachunki, karty, numery telefonów i dostęp internetowy pozostają bez zmian."


def found_with(effect: str) -> set[str]:
    """The codes of what the checks find where the entry for customers says this."""
    text = pack_in("pl")
    assert text.count(GOOD) == 1
    file, findings = read_deal(text.replace(GOOD, effect).encode(), "deal.yaml")
    assert file and file.deal.as_of, [str(finding) for finding in findings]
    assembly = assemble(file, library(), file.deal.as_of, Wishes(("letter-customers-pl",)))
    assert [made for made in assembly.made if made.document.draft.id == "letter-customers-pl"]
    return {finding.code for finding in check_documents(assembly.made, file, library())}


def findings_of_the_pack() -> tuple[Finding, ...]:
    file, assembly = drafted_in("pl")
    return check_documents(assembly.made, file, library())


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_name_stands_where_it_would_need_an_ending(path: Path) -> None:
    text = path.read_text(encoding="utf-8").partition("## Guidance")[0]
    assert not [found[0] for found in _ASKS_FOR_AN_ENDING.finditer(text) if not _DAYS.match(found["name"])]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_day_is_followed_by_its_bound_abbreviation_of_year(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {found["after"] for found in _TYPED_DAY.finditer(text)} <= {f"{NO_BREAK}r."}


def test_days_in_letters_end_in_one_full_stop() -> None:
    _, assembly = drafted_in("pl")
    polish = [words(made) for made in assembly.made if made.document.draft.id.endswith("-pl")]
    days = [found["after"] for text in polish for found in _DAY.finditer(text)]
    assert len(polish) > 20 and len(days) > 50
    assert set(days) == {f"{NO_BREAK}r."}
    assert not [text for text in polish if re.search(r"r\.[.,;:]", text)]


def test_the_pack_in_polish_has_nothing_to_find() -> None:
    assert [str(finding) for finding in findings_of_the_pack()] == []


@pytest.mark.parametrize(
    ("effect", "code"),
    [
        ("Nikt nie straci pracy.", "CM01"),
        ("Państwa usługi będą świadczone bez żadnych przerw.", "CM01"),
        ("Gwarantujemy ciągłość usług.", "CM01"),
        ("Nie przewidujemy zwolnień.", "CM01"),
        ("Dostawca nie wywiązał się ze swoich obowiązków.", "CM02"),
        ("Powodem jest niska jakość usług.", "CM02"),
        ("Firma zawiodła naszych klientów.", "CM02"),
        ("Zmiana obejmie 118 pracowników.", "CM03"),
    ],
)
def test_what_no_polish_letter_may_say(effect: str, code: str) -> None:
    assert code in found_with(effect)


def test_an_innocent_sentence_is_not_reported() -> None:
    assert not found_with("Numer telefonu pozostaje bez zmian.") & {"CM01", "CM02", "CM03"}
