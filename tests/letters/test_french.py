"""French letters: spaces that hold, no elision before a name, and phrases that no letter may say."""

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
    path for room in ("letters", "sections") for path in (ROOT / "clause_library" / room / "fr").glob("*.md")
)
NO_BREAK = "\u00a0"
_BARE = re.compile(rf"[^{NO_BREAK}][:;?!»]|«[^{NO_BREAK}]|\d jours")
# Before a name these words would have to become d', qu' … or du, des: a sentence that holds none fits every name.
_BEFORE_A_NAME = re.compile(
    r"\b(?:de|que|jusque|lorsque|puisque|quoique|ne|se|le|la|je|si|à|du|des|au|aux) \{\{ (?P<name>[\w.]+) \}\}",
    re.IGNORECASE,
)
_DAYS = re.compile(r"exit\.(?!staying|critical|kind)|news\.day|agreement\.date")
GOOD = "Vos comptes, vos cartes, vos numéros de téléphone et votre accès en ligne restent les mêmes."


def found_with(effect: str) -> tuple[Finding, ...]:
    """What the checks find where the entry for customers says this."""
    text, quoted = pack_in("fr"), effect.replace("'", "''")
    assert text.count(f"'{GOOD}'") == 1
    file, findings = read_deal(text.replace(GOOD, quoted).encode(), "deal.yaml")
    assert file and file.deal.as_of, [str(finding) for finding in findings]
    assembly = assemble(file, library(), file.deal.as_of, Wishes(("letter-customers",)))
    return check_documents(assembly.made, file, library())


def test_no_line_ends_before_a_sign_or_a_unit() -> None:
    _, assembly = drafted_in("fr")
    french = [made for made in assembly.made if made.document.draft.id.endswith("-fr")]
    assert len(french) > 20
    for made in french:
        assert not _BARE.findall(words(made)), made.document.draft.id


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_word_before_a_name_would_have_to_change(path: Path) -> None:
    text = path.read_text(encoding="utf-8").partition("## Guidance")[0]
    before = {match["name"] for match in _BEFORE_A_NAME.finditer(text)}
    assert not {name for name in before if not _DAYS.match(name)}


@pytest.mark.parametrize(
    ("effect", "code"),
    [
        ("Votre emploi n'est pas menacé.", "CM01"),
        ("Il n’y aura aucune suppression de postes.", "CM01"),
        ("La continuité des services est garantie.", "CM01"),
        ("Le prestataire n'a pas tenu ses engagements.", "CM02"),
        ("La qualité insuffisante du service nous y oblige.", "CM02"),
        ("Les équipes en place étaient incompétentes.", "CM02"),
        ("Cela concerne 118 salariés.", "CM03"),
    ],
)
def test_what_no_french_letter_may_say(effect: str, code: str) -> None:
    assert code in {finding.code for finding in found_with(effect)}


def test_good_french_letters_say_nothing_of_it() -> None:
    file, assembly = drafted_in("fr")
    codes = {finding.code for finding in check_documents(assembly.made, file, library())}
    assert not codes & {"CM01", "CM02", "CM03"}
