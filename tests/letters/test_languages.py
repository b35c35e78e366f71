"""Letters in German, French, Spanish and Polish: whole, in one language, and blank where the deal lacks a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import hypothesis
import pytest
import yaml
from communications_pack import PAPERS, pack, pack_file, pack_text, pack_with
from dateutil.parser import parse
from example_letters import ROOT, example, library, without
from hypothesis import given
from hypothesis import strategies as st
from languages_pack import SPOKEN, drafted_in, pack_in
from msgspec.structs import replace

from backsource_docs.api import build
from backsource_docs.building import assemble
from backsource_docs.checks import check_documents, refusals_of_final
from backsource_docs.checks.library_check import check_library
from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.deal.terms import Ground
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.speaking import Speech, bound_in, locale_of, speech_of
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.letter_words import letter_words
from backsource_docs.library.store import Library
from backsource_docs.mailing import Options, letters
from backsource_docs.readers import LANGUAGES, Language
from backsource_docs.rendering.text import render_text
from backsource_docs.rendering.word.package import unpack
from backsource_docs.rendering.word.typography import NO_BREAK, typeset
from backsource_docs.tree import Blank, Text, inlines_of, walk
from backsource_docs.values import print_date
from backsource_docs.wanting import Wishes

GOLDEN = ROOT / "tests" / "golden" / "languages"
ENGLISH = re.compile(r"\b(?:the|and|your|you|with|this|that|are|please|yours|dear|draft|shall|missing)\b", re.I)
IN_ENGLISH = ("Outsourcing Agreement", "Aldermoor Change Desk", "Project Homecoming")
NOT_PEOPLE = ("", "supplier", "committee")
AS_OF = date(2026, 11, 23)
FOREIGN: tuple[Language, ...] = tuple(language for language in LANGUAGES if language != "en")
CUSTOMERS = "    - {audience: customers, name: customers,"
GERMANS = "    - {audience: customers, language: de, name: Kundinnen und Kunden, contact: hier, effect: Nichts.}\n"
NEXT = "  next_update: 2028-02-18\n"
REASON = "we want the people who run our most important services to be our own"


def text_of(made: Made) -> str:
    """Everything that a reader sees: the text, and what the template prints around it."""
    cover = made.document.draft.cover
    around = [cover[name] for name in ("title", "date", "status_line", "sender", "recipient")]
    return f"{render_text(made.document)}\n{around}\n{list(cover['words'].values())}"


def made_of(file: DealFile, *only: str, shelves: Library | None = None) -> tuple[dict[str, Made], list[Finding]]:
    """The documents of a deal by their ids, and all findings."""
    assembly = assemble(file, shelves or library(), AS_OF, Wishes(only))
    findings = [*assembly.findings, *check_documents(assembly.made, file, library())]
    return {one.document.draft.id: one for one in assembly.made}, findings


def both(effect: str = "Nichts.", more: tuple[str, str] = (NEXT, NEXT)) -> DealFile:
    """The pack with customers who read German beside those who read English."""
    return pack_with((CUSTOMERS, GERMANS.replace("effect: Nichts.", f"effect: {effect}") + CUSTOMERS), more)


def coded(findings: list[Finding], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def by_id(language: str) -> dict[str, Made]:
    return {made.document.draft.id: made for made in drafted_in(language)[1].made}


@cache
def english_ids() -> frozenset[str]:
    """The letters and papers of the pack that people read."""
    recipes = (one.selection.recipe for one in assemble(pack(), library(), AS_OF, Wishes(("letters", *PAPERS))).made)
    return frozenset(recipe.id for recipe in recipes if recipe.audience not in NOT_PEOPLE)


def translations() -> Iterator[str]:
    for kind in ("letters", "sections"):
        yield from (clause.id for clause in library().clauses(kind) if clause.matter.translates)


@pytest.mark.parametrize("language", SPOKEN)
def test_every_letter_and_paper_exists_in_the_language(language: str) -> None:
    made = by_id(language)
    assert {f"{name}-{language}" for name in english_ids()} <= set(made)
    foreign = {name: one for name, one in made.items() if one.selection.recipe.audience not in NOT_PEOPLE}
    assert {one.selection.recipe.language for one in foreign.values()} == {language}
    assert {one.document.draft.locale.partition("-")[0] for one in foreign.values()} == {language}


@pytest.mark.parametrize("language", SPOKEN)
def test_a_deal_with_all_texts_has_nothing_to_find(language: str) -> None:
    file, assembly = drafted_in(language)
    assert [str(finding) for finding in assembly.findings] == []
    assert [str(finding) for finding in check_documents(assembly.made, file, library())] == []


@pytest.mark.parametrize("language", SPOKEN)
def test_no_english_word_is_left(language: str) -> None:
    foreign = [made for made in by_id(language).values() if made.foreign]
    for made in foreign:
        text = re.sub("|".join(IN_ENGLISH), "", text_of(made))
        text = re.sub(r"'\w+': ", "", text)
        assert ENGLISH.findall(text) == [], made.document.draft.id
        assert "[●" not in text


@pytest.mark.parametrize("language", SPOKEN)
def test_no_furniture_of_the_english_letter_is_left(language: str) -> None:
    english, _ = letter_words(library(), "en-GB")
    assert english
    furniture = [english.disclaimer, english.draft, english.contact.split("}")[1], "Yours sincerely", "Dear "]
    for made in by_id(language).values():
        if made.foreign:
            assert [words for words in furniture if words.strip("{ ") in text_of(made)] == []


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("name", ["letter-customers", "letter-vendors", "letter-regulator", "questions-and-answers"])
def test_letters_read_as_accepted(language: str, name: str, expect: Callable[[Path, str], None]) -> None:
    expect(GOLDEN / f"{name}-{language}.txt", render_text(by_id(language)[f"{name}-{language}"].document) + "\n")


@pytest.mark.parametrize("language", FOREIGN)
def test_the_words_of_every_language_are_complete(language: Language) -> None:
    english = yaml.safe_load((ROOT / "clause_library/wording/letters/en.yaml").read_text(encoding="utf-8"))
    words, findings = letter_words(library(), language)
    assert words and findings == ()
    assert set(words.shell) == set(english["shell"])
    assert set(words.values) >= {*get_args(Ground), "an ordinary Exit", "an Emergency Exit"}


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("name", ["promise", "blame", "counted"])
def test_every_language_says_what_must_not_be_said(language: Language, name: str) -> None:
    phrases = yaml.safe_load((ROOT / f"clause_library/wording/messages/{language}.yaml").read_text(encoding="utf-8"))
    assert len(phrases[name]) > 5


def test_every_letter_to_people_is_translated_whole() -> None:
    names = [clause.id for kind in ("letters", "sections") for clause in library().clauses(kind)]
    assert {name.removesuffix("-de") for name in names if name.endswith("-de")} == {
        clause.matter.translates for clause in map(library().clause, translations()) if clause
    }


def flaws(folder: Path) -> list[Finding]:
    """What the library check says of a firm's folder over ours."""
    shelves = Library((ROOT / "clause_library", folder), (ROOT / "templates",))
    return [finding for finding in check_library(shelves) if finding.code in ("LB04", "LB41", "LB42", "LB43", "LB44")]


def german(more: str = "", **changes: str) -> str:
    """The German letter to customers with lines of its front matter changed."""
    path = ROOT / "clause_library/letters/de/customer-letter-de.md"
    text = path.read_text(encoding="utf-8")
    for name, value in changes.items():
        text = re.sub(rf"^{name}: .*$", f"{name}: {value}", text, count=1, flags=re.MULTILINE)
    return text.replace("## Guidance", f"{more}\n\n## Guidance", 1)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (german(of="2"), "LB41", "was made from v2 of customer-letter, and it is v1 now"),
        (german(translates="customer-note"), "LB04", "it is called after its text"),
        (german(language="it"), "LB04", "language"),
        (german(language="en"), "LB04", "a translation names three things"),
        (german("{{ letter.moves }}"), "LB44", "has {{ letter.moves }}, which customer-letter lacks"),
        (german("Dies. {when=hybrid}"), "LB44", "has {when=hybrid}, which customer-letter lacks"),
        (german('Das ist "gut".'), "LB44", "has straight quotation marks"),
        (german().replace("{{ letter.span }}", "bald"), "LB44", "lacks {{ letter.span }}, which customer-letter has"),
        (german().replace(" {when=personal_data}", ""), "LB44", "lacks {when=personal_data}"),
    ],
)
def test_a_translation_that_does_not_fit_is_told(text: str, code: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "customer-letter-de.md").write_text(text, encoding="utf-8")
    found = flaws(tmp_path)
    assert any(finding.code == code and words in finding.message for finding in found), found
    assert all(finding.place.line and finding.remedy.endswith(".") for finding in found)


def test_a_translation_of_nothing_is_told_and_makes_no_letter(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    text = german(id="gone-letter-de", translates="gone-letter")
    (tmp_path / "letters" / "gone-letter-de.md").write_text(text, encoding="utf-8")
    assert [finding.code for finding in flaws(tmp_path)] == ["LB42"]


def test_a_firms_own_english_text_leaves_our_translation_behind(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    english = (ROOT / "clause_library/letters/customer-letter.md").read_text(encoding="utf-8")
    (tmp_path / "letters" / "customer-letter.md").write_text(english, encoding="utf-8")
    assert flaws(tmp_path) == []
    own = english.replace("Thank you for your trust.", "Thank you.")
    (tmp_path / "letters" / "customer-letter.md").write_text(own, encoding="utf-8")
    behind = [finding for finding in flaws(tmp_path) if finding.code == "LB41"]
    assert {finding.message.split(" ")[0] for finding in behind} == {f"customer-letter-{name}" for name in SPOKEN}
    assert all("another file lies over it now" in finding.message for finding in behind)


def test_readers_of_two_languages_have_a_letter_in_each() -> None:
    file = both()
    made, _ = made_of(file, "letter-customers")
    assert list(made) == ["letter-customers", "letter-customers-de"]
    assert "Sehr geehrte Damen und Herren," in text_of(made["letter-customers-de"])
    assert "Your accounts" in text_of(made["letter-customers"])
    assert "Your accounts" not in text_of(made["letter-customers-de"])


def test_the_day_of_an_audience_holds_for_its_letters_in_every_language() -> None:
    told = CUSTOMERS.replace("name:", "told_on: 2028-01-26, name:")
    for entries in (GERMANS + told, told, GERMANS.replace("name:", "told_on: 2028-01-26, name:") + CUSTOMERS):
        made, findings = made_of(pack_with((CUSTOMERS, entries)), "letter-customers")
        days = {name: one.document.draft.cover["date"] for name, one in made.items()}
        assert set(days.values()) <= {"26 January 2028", "26. Januar 2028"}, days
        assert coded(findings, "CM05") == []


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (CUSTOMERS.replace("name:", "effect: Nothing., name:").replace("name: customers,", "name: a}\n"), "before it"),
        (GERMANS.replace("name:", "told_on: 2028-01-29, name:"), "before it says nothing"),
    ],
)
def test_entries_for_one_audience_that_disagree_are_told(entries: str, words: str) -> None:
    partners = "    - {audience: partners,"
    _, findings = read_deal(pack_text((partners, entries + partners)).encode(), "deal.yaml")
    (found,) = [finding for finding in findings if finding.code == "DL19"]
    assert words in found.message and found.place.line and found.severity is Severity.WARNING


def test_a_letter_is_asked_for_in_one_language_by_its_name() -> None:
    file = both()
    made, findings = made_of(file, "letter-customers-de")
    assert list(made) == ["letter-customers-de"] and coded(findings, "CM06") == []


def test_a_language_that_no_entry_has_is_told() -> None:
    made, findings = made_of(pack(), "letter-customers-de")
    (found,) = coded(findings, "CM06")
    assert made == {}
    assert (
        found.message == "letter-customers-de is in German, and the deal has no entry for customers in that language."
    )
    assert found.place.line and "language: de" in found.remedy


def test_each_language_that_lacks_a_text_is_told() -> None:
    file = both()
    made, findings = made_of(file, "letter-customers", shelves=without("customer-letter-de"))
    assert list(made) == ["letter-customers"]
    (found,) = coded(findings, "CM06")
    assert found.message == "No text in German for customers: letter-customers is not made."
    assert found.severity is Severity.WARNING and found.place.line


def test_what_the_deal_lacks_in_the_language_is_a_blank_with_its_line() -> None:
    file, _ = read_deal(pack_in("de").replace(f"    - {{of: {REASON},", "    - {of: 'Gone',").encode(), "deal.yaml")
    assert file
    made, findings = made_of(file, "letter-customers")
    text = text_of(made["letter-customers-de"])
    assert "[● fehlt: backsourcing.notice.public_reason]" in text and REASON not in text
    (found,) = coded(findings, "CM10")
    line = next(number for number, words in enumerate(pack_in("de").splitlines(), 1) if "public_reason:" in words)
    assert (found.place.file, found.place.line) == ("deal.yaml", line)
    assert f'- {{of: "{REASON}", de: …}}' in found.remedy
    (open_value,) = coded(findings, "BL01")
    assert "communications.translations" in open_value.remedy
    refused = refusals_of_final(tuple(made.values()), file, library())
    assert "FI01" in {finding.code for finding in refused}


def test_only_what_is_printed_is_asked_for() -> None:
    made, findings = made_of(both(), "letter-customers-de")
    asked = {re.findall("“(.*?)”", finding.message)[0] for finding in coded(findings, "CM10")}
    assert asked == {REASON, "Chief Operating Officer", "England and Wales"}
    assert "Service desk" not in text_of(made["letter-customers-de"])


def printed_by(made: Made) -> dict[str, str]:
    """What a letter prints from the deal and the plan, by path."""
    blocks = (block for part in made.document.draft.parts for block in walk(part.blocks))
    pieces = (piece for block in blocks for piece in inlines_of(block) if isinstance(piece, Text) and piece.path)
    return {re.sub(r"\[\d+\]\.(?=name|effect|action|contact)", ".", piece.path): piece.text for piece in pieces}


def test_letters_in_two_languages_state_the_same_days_and_names() -> None:
    letters_made, _ = made_of(example("nordlicht"), "letter-investors")
    english, german = (printed_by(letters_made[name]) for name in ("letter-investors", "letter-investors-de"))
    assert set(english) - set(german) == {"communications.stakeholders.name"}  # the greeting of the group
    assert set(german) <= set(english)
    days = {path: parse(text).date() for path, text in english.items() if re.fullmatch(r"\d+ [A-Z][a-z]+ \d{4}", text)}
    assert len(days) > 4
    assert {path: german[path] for path in days} == {path: print_date(day, "de-DE") for path, day in days.items()}
    assert {path for path in english if path.endswith("known_as") and english[path] != german[path]} == set()


def test_names_and_addresses_stay_as_they_are() -> None:
    text = text_of(by_id("de")["letter-vendors-de"])
    for name in ("Aldermoor Bank plc", "Corvane", "Larkhill Leasing plc", "7 Larkhill Road", "Nadia Fenn"):
        assert name in text


def test_a_translation_of_a_text_that_the_deal_lacks_is_told() -> None:
    text = pack_in("de").replace("{of: Service desk,", "{of: Servicedesk,")
    _, findings = read_deal(text.encode(), "deal.yaml")
    (found,) = [finding for finding in findings if finding.code == "DL18"]
    assert "the deal does not say “Servicedesk”" in found.message and found.remedy == "Did you mean “Service desk”?"


@pytest.mark.parametrize(
    ("country", "language", "locale"),
    [("AT", "de", "de-AT"), ("BE", "fr", "fr-BE"), ("GB", "de", "de-DE"), ("US", "es", "es-US"), ("GB", "pl", "pl-PL")],
)
def test_dates_and_spelling_are_those_of_language_and_country(country: str, language: Language, locale: str) -> None:
    assert (
        locale_of(language, pack_with(("  country: GB\n  notices", f"  country: {country}\n  notices")).deal) == locale
    )


def test_word_checks_the_spelling_of_the_language(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    path.write_text(pack_in("de"), encoding="utf-8")
    result = build(path, tmp_path / "out", only=["letter-customers"], as_of=AS_OF)
    parts = unpack((tmp_path / "out" / "letter-customers-de.docx").read_bytes())
    assert [finding for finding in result.findings if finding.severity is Severity.ERROR] == []
    assert b'w:val="de-DE"' in parts["word/styles.xml"]
    footers = b"".join(parts[name] for name in ("word/footer1.xml", "word/footer2.xml")).decode()
    assert "Seite " in footers and "Entwurf zur anwaltlichen Prüfung" in footers and "Page" not in footers
    assert "Unser Zeichen:" in parts["word/document.xml"].decode()


def test_american_spelling_leaves_a_translation_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "customer-letter-de.md").write_text(german("Das programme, das centre."), encoding="utf-8")
    shelves = Library((ROOT / "clause_library", tmp_path), (ROOT / "templates",))
    file = both(more=("position:\n  overall", "style: {language: en-US}\nposition:\n  overall"))
    made, _ = made_of(file, "letter-customers-de", shelves=shelves)
    assert "Das programme, das centre." in text_of(made["letter-customers-de"])


def test_an_approval_holds_for_the_words_of_the_translation(tmp_path: Path) -> None:
    clause = library().clause("customer-letter-de")
    assert clause
    approval = f"approved: {{version: 1, by: A. Osei, date: 2026-11-23, text: {clause.fingerprint}}}\n---\n## Balanced"
    for folder, text in (("as", german()), ("changed", german("Ein Satz mehr."))):
        (tmp_path / folder / "letters").mkdir(parents=True)
        path = tmp_path / folder / "letters" / "customer-letter-de.md"
        path.write_text(text.replace("---\n## Balanced", approval, 1), encoding="utf-8")
    lines = {}
    for folder in ("as", "changed"):
        shelves = Library((ROOT / "clause_library", tmp_path / folder), (ROOT / "templates",))
        made, _ = made_of(both(), "letter-customers-de", shelves=shelves)
        lines[folder] = made["letter-customers-de"].document.draft.cover["status_line"]
    assert lines["as"] == ""
    assert lines["changed"].startswith("ENTWURF, nicht freigegeben.")


@pytest.mark.parametrize(
    ("effect", "code", "words"),
    [
        ("Ihr Arbeitsplatz ist sicher.", "CM01", "“Ihr Arbeitsplatz ist sicher” promises"),
        ("Corvane hat versagt.", "CM02", "“versagt” blames"),
        ("Die unzuverlässigen Leistungen enden.", "CM02", "“unzuverlässigen” blames"),
        ("Es gehen 120 Stellen über.", "CM03", "“120 Stellen” is a figure"),
        ("Your accounts and your cards stay the same.", "CM11", "reads as English"),
    ],
)
def test_what_must_not_be_said_is_found_in_the_language_of_the_letter(effect: str, code: str, words: str) -> None:
    file = both(effect)
    _, findings = made_of(file, "letter-customers-de")
    (found,) = coded(findings, code)
    assert words in found.message and found.place.file.endswith(".yaml") and found.place.line


def test_english_phrases_are_not_sought_in_a_german_letter() -> None:
    file = both("Das Produkt We promise bleibt.")
    assert coded(made_of(file, "letter-customers-de")[1], "CM01") == []


def test_spaces_at_which_no_line_may_end() -> None:
    assert bound_in("de")("nach § 613a BGB") == f"nach §{NO_BREAK}613a BGB"
    assert (
        bound_in("fr")("« Oui » : non ; si ?") == f"«{NO_BREAK}Oui{NO_BREAK}»{NO_BREAK}: non{NO_BREAK}; si{NO_BREAK}?"
    )
    assert bound_in("fr")("sous 5 jours, en 10 journées") == f"sous 5{NO_BREAK}jours, en 10 journées"
    assert bound_in("pl")("w dniu i z nami") == f"w{NO_BREAK}dniu i{NO_BREAK}z{NO_BREAK}nami"
    assert bound_in("es")("¿Cuándo? Pronto.") == "¿Cuándo? Pronto."


@pytest.mark.parametrize(
    ("locale", "printed"),
    [("de-DE", "1. März 2027"), ("fr-FR", "1er mars 2027"), ("es-ES", "1 de marzo de 2027"), ("pl-PL", "1 marca 2027")],
)
def test_dates_are_printed_as_the_language_writes_them_and_stay_on_one_line(locale: str, printed: str) -> None:
    assert print_date(date(2027, 3, 1), locale) == printed
    assert " " not in typeset(printed)
    assert print_date(date(2027, 3, 11), "fr-FR") == "11 mars 2027"


def test_straight_quotation_marks_of_the_deal_become_those_of_the_language() -> None:
    made, _ = made_of(both("'Die \"Karte\" bleibt.'"), "letter-customers-de")
    assert "Die „Karte“ bleibt." in text_of(made["letter-customers-de"])


PEOPLE = """\
name,title,last_name,street,postcode,city,language
Anna Adler,Frau,Adler,Weg 1,20457,Hamburg,de
Ben Baker,Mr,Baker,Road 2,LS1 1AA,Leeds,English
Cora Cole,,,Road 3,LS1 1AA,Leeds,
"""


def mixed(folder: Path, people: str = PEOPLE) -> tuple[Path, Path]:
    """A deal with customers who read English and German, and a table of them."""
    texts = yaml.safe_load((ROOT / "tests/cases/letters/pack-de.yaml").read_text(encoding="utf-8"))["translations"]
    more = f"{NEXT}  translations: {yaml.safe_dump(texts, default_flow_style=True, width=100_000, allow_unicode=True)}"
    german = GERMANS.replace("effect: Nichts.", "effect: Nichts., action: Nichts.")
    deal = pack_file(folder, (CUSTOMERS, CUSTOMERS), (NEXT, more))
    text = deal.read_text(encoding="utf-8")
    deal.write_text(
        text.replace("    - {audience: partners,", f"{german}    - {{audience: partners,", 1), encoding="utf-8"
    )
    to = folder / "people.csv"
    to.write_text(people, encoding="utf-8")
    return deal, to


def test_each_recipient_gets_the_letter_in_their_language(tmp_path: Path) -> None:
    deal, to = mixed(tmp_path)
    result = letters(deal, "letter-customers", to, tmp_path / "out", Options(workers=1), as_of=AS_OF)
    assert [str(one) for one in result.findings if one.severity is Severity.ERROR] == []
    assert (result.ran, result.letters, result.rejected) == (True, 3, 0)
    german, english = (sorted((tmp_path / "out" / name).rglob("*.docx")) for name in ("de", "en"))
    assert [path.name for path in german] == ["000001-Anna-Adler.docx"]
    assert [path.name for path in english] == ["000001-Ben-Baker.docx", "000002-Cora-Cole.docx"]
    text = unpack(german[0].read_bytes())["word/document.xml"].decode()
    assert "Sehr geehrte Frau Adler" in text and "Ihre Konten" not in text and "Mit freundlichen" in text


def test_a_table_in_one_language_has_no_folder_for_it(tmp_path: Path) -> None:
    deal, to = mixed(tmp_path, "\n".join(PEOPLE.splitlines()[:2]))
    result = letters(deal, "letter-customers", to, tmp_path / "out", Options(workers=1), as_of=AS_OF)
    assert result.letters == 1 and not (tmp_path / "out" / "de").exists()


def test_a_row_in_a_language_without_a_letter_is_faulty_and_nothing_is_made(tmp_path: Path) -> None:
    deal, to = mixed(tmp_path, f"{PEOPLE}Zoé Zut,Mme,Zut,Rue 3,75001,Paris,fr\n")
    result = letters(deal, "letter-customers", to, tmp_path / "out", Options(workers=1), as_of=AS_OF)
    assert not result.ran and not (tmp_path / "out").exists()
    (found,) = coded([*result.findings], "ML13")
    assert "it asks for the language fr, and there is a text in en and de only" in found.message
    assert found.place.line == 5


WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=60).filter(str.strip)


@cache
def german_speech() -> Speech:
    recipe = library().recipe("letter-customers-de")
    assert recipe
    speech, _ = speech_of(recipe, pack(), library())
    assert speech
    return speech


@given(WORDS)
def test_prose_is_said_in_the_language_or_not_at_all(text: str) -> None:
    said = german_speech().said(text, "backsourcing.notice.public_reason")
    assert isinstance(said, Blank) or text in german_speech().words.values


@given(WORDS)
def test_a_list_lacks_what_one_of_its_texts_lacks(text: str) -> None:
    speech = replace(german_speech(), texts={"a": "ein A"}, lacking={}, findings=[])
    assert speech.series(("a", "a"), "exit.staying") == Text("ein A und ein A", path="exit.staying")
    assert isinstance(speech.series(("a", f"b {text}"), "exit.staying"), Blank)
    assert speech.lacking == {"exit.staying": (f"b {text}",)}


@given(WORDS)
@hypothesis.example("change of control")  # our own words have a translation, and a party may be called so
def test_a_name_is_said_as_it_is(text: str) -> None:
    named = german_speech().said(text, "customer.name")
    assert named == Text(text, path="customer.name")


@given(WORDS, WORDS)
def test_a_translation_is_found_whatever_the_words(text: str, translated: str) -> None:
    speech = replace(german_speech(), texts={" ".join(text.split()): translated})
    said = speech.said(text, "services[1].name")
    assert isinstance(said, Text) and said.text.replace("„", '"').replace("“", '"') == re.sub("[„“]", '"', translated)
