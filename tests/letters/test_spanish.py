"""Spanish letters: one form of address, names that change no word before them, and phrases that no letter may say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from example_letters import ROOT, library
from languages_pack import drafted_in, pack_in

from backsource_docs.building import assemble
from backsource_docs.checks import check_documents
from backsource_docs.deal.reading import read_deal
from backsource_docs.drafting.made import Made
from backsource_docs.findings import Finding
from backsource_docs.tree import Paragraph, Text, inlines_of
from backsource_docs.wanting import Wishes

TEXTS = sorted(
    path for room in ("letters", "sections") for path in (ROOT / "clause_library" / room / "es").glob("*.md")
)
# To many: ustedes. To one: usted.
_TO_MANY = re.compile(r"\b(?:ustedes|les rogamos|les pedimos|les solicitamos|pueden dirigirse|escribirles)\b", re.I)
_TO_ONE = re.compile(r"\b(?:usted|le rogamos|le pediremos|puede dirigirse|escribirle)\b", re.I)
# "y" and "o" become "e" and "u" before some names.
_BEFORE_A_NAME = re.compile(r"\b[yoeu] «?\{\{", re.I)
# "de" and "a" contract with an article, with which these values begin or may begin.
_BEFORE_AN_ARTICLE = re.compile(r"\b(?:de|a) \{\{ (?:backsourcing\.|exit\.(?:staying|critical|kind)|letter\.moves)")
_SIGNS = (("¿", "?"), ("¡", "!"), ("«", "»"), ("(", ")"))
GOOD = "Sus cuentas, tarjetas, números de teléfono y acceso en línea siguen igual."


def body_of(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("## Balanced")[2].partition("## Guidance")[0]


def found_with(effect: str) -> tuple[Finding, ...]:
    """What the checks find where the entry for customers says this."""
    text = pack_in("es")
    assert text.count(GOOD) == 1
    file, findings = read_deal(text.replace(GOOD, effect).encode(), "deal.yaml")
    assert file and file.deal.as_of, [str(finding) for finding in findings]
    assembly = assemble(file, library(), file.deal.as_of, Wishes(("letter-customers",)))
    return check_documents(assembly.made, file, library())


def styled(made: Made, style: str) -> str:
    """The words of the first paragraph in a style."""
    blocks = (block for part in made.document.draft.parts for block in part.blocks)
    found = next(block for block in blocks if isinstance(block, Paragraph) and block.style == style)
    return "".join(piece.text for piece in inlines_of(found) if isinstance(piece, Text)).strip()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_keeps_to_one_form_of_address(path: Path) -> None:
    body = body_of(path)
    assert not (_TO_MANY.search(body) and _TO_ONE.search(body))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_name_changes_the_word_before_it(path: Path) -> None:
    assert not _BEFORE_A_NAME.findall(body_of(path))
    assert not _BEFORE_AN_ARTICLE.findall(body_of(path))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_is_opened_is_closed(path: Path) -> None:
    for paragraph in body_of(path).split("\n\n"):
        for opening, closing in _SIGNS:
            assert paragraph.count(opening) == paragraph.count(closing), paragraph


def test_the_subject_comes_first_and_the_marks_are_those_of_spanish_letters() -> None:
    _, assembly = drafted_in("es")
    spoken = [made for made in assembly.made if made.document.draft.id.startswith("letter-")]
    assert len(spoken) > 20
    for made in spoken:
        assert styled(made, "subject").startswith("Asunto: ")
        assert styled(made, "salutation").endswith(":")
        assert styled(made, "closing").endswith(",")


@pytest.mark.parametrize(
    ("effect", "code"),
    [
        ("No habrá despidos.", "CM01"),
        ("Su puesto de trabajo está garantizado.", "CM01"),
        ("El cambio se hará sin interrupciones.", "CM01"),
        ("El proveedor ha incumplido el contrato.", "CM02"),
        ("Lo hacemos por la mala calidad del servicio.", "CM02"),
        ("El servicio ha sido decepcionante.", "CM02"),
        ("Afecta a 118 personas.", "CM03"),
    ],
)
def test_what_no_spanish_letter_may_say(effect: str, code: str) -> None:
    assert code in {finding.code for finding in found_with(effect)}


def test_good_spanish_letters_say_nothing_of_it() -> None:
    file, assembly = drafted_in("es")
    codes = {finding.code for finding in check_documents(assembly.made, file, library())}
    assert not codes & {"CM01", "CM02", "CM03"}
