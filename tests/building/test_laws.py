"""German and Irish documents: whole at every position, and free of what belongs to another law."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from backsource_docs.building import assemble
from backsource_docs.checks import check_documents
from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.findings import Severity
from backsource_docs.opening import open_library
from backsource_docs.rendering.text import render_text
from backsource_docs.wanting import Wishes

NORDLICHT = (Path(__file__).parents[2] / "examples" / "nordlicht" / "deal.yaml").read_text(encoding="utf-8")
IRISH = (
    ("  governing: germany\n  place: Hamburg\n  subdivision: HH\n", "  governing: ireland\n  place: Dublin\n"),
    ("regime: section-613a", "regime: irish-regulations"),
    ("terms_law: Germany", "terms_law: Ireland"),
)
DEALS: Mapping[str, tuple[tuple[str, str], ...]] = {"germany": (), "ireland": IRISH}
POSITIONS = ("customer", "balanced", "supplier")
ENGLISH_OR_AMERICAN = re.compile(
    r"TUPE|UK GDPR|Great Britain|England|English law|Bank of England|title guarantee|Unfair Contract Terms"
    r"|Contracts \(Rights of Third Parties\)|Insolvency Act 1986|Companies Act 2006|Bribery Act|Modern Slavery"
    r"|Sale of Goods Act 1979|Services Act 1982|Limitation Act|Powers of Attorney Act 1971|Data Protection Act 2018"
    r"|first-class post|New York|N\.Y\.|U\.S\.C\.|U\.C\.C\.|certified mail|Section \d+\.\d"
)
OTHER = {
    "germany": re.compile(r"\bdeed\b|\bequitable|beneficial owner|S\.I\. No\.|Irish|estoppel|repudiation"),
    "ireland": re.compile(r"German (?:Civil|Commercial|Criminal|Code|Act)|Insolvenzordnung|StaRUG|BetrVG|613a"),
}


@cache
def texts(law: str, position: str) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The documents of the deal under the law as text, and the findings above an info."""
    data = NORDLICHT
    for old, new in DEALS[law]:
        assert old in data
        data = data.replace(old, new)
    if law == "ireland":
        data = re.sub(r"  consultation:\n(?:    .*\n)+", "", data)
    file, findings = read_deal(data.encode(), "deal.yaml")
    assert isinstance(file, DealFile), findings
    library, _ = open_library()
    assert library is not None and file.deal.as_of is not None
    assembly = assemble(file, library, file.deal.as_of, Wishes(position=position))
    found = [*findings, *assembly.findings, *check_documents(assembly.made, file, library)]
    said = tuple(str(finding) for finding in found if finding.severity is not Severity.INFO)
    return {made.document.draft.id: render_text(made.document) for made in assembly.made}, said


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("law", DEALS)
def test_all_documents_are_made_without_findings(law: str, position: str) -> None:
    made, findings = texts(law, position)
    assert findings == ()
    staff = "letter-own-staff-de" if "letter-own-staff-de" in made else "letter-own-staff"
    assert {"outsourcing-agreement", "exit-plan", "backsourcing-notice", staff} <= set(made)


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("law", DEALS)
def test_no_word_of_another_law_is_left(law: str, position: str) -> None:
    for name, text in texts(law, position)[0].items():
        assert (name, [*ENGLISH_OR_AMERICAN.findall(text), *OTHER[law].findall(text)]) == (name, [])


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize(
    ("law", "expected"),
    [
        ("germany", "the law of the Federal Republic of Germany"),
        ("germany", "the courts that have jurisdiction for Hamburg decide each Dispute"),
        ("germany", r"section 276\(3\) of the German Civil Code"),
        ("germany", "injury to life, body or health"),
        ("germany", "9 percentage points a year above the base rate"),
        ("germany", "who objects in writing within 1 month"),
        ("germany", "flat-rate reduction of the Charges"),
        ("germany", "good cause under sections 314 and 648a"),
        (
            "germany",
            "right from this Agreement under section 328|right of their own to those provisions under section 328",
        ),
        ("germany", "sections 103 to 119 of the Insolvency Code"),
        ("germany", "negotiated the provisions of this Agreement one by one"),
        ("germany", "a public holiday in Hamburg"),
        ("ireland", "are governed by the law of Ireland"),
        ("ireland", "the courts of Ireland have exclusive jurisdiction"),
        ("ireland", "8 percentage points a year above the main refinancing rate"),
        ("ireland", r"S\.I\. No\. 131 of 2003"),
        ("ireland", "section 520A of the Companies Act 2014"),
        ("ireland", "genuine estimate, made beforehand"),
        ("ireland", "on trust for the persons"),
    ],
)
def test_the_agreement_says_what_its_law_asks_for(law: str, expected: str, position: str) -> None:
    assert re.search(expected, " ".join(texts(law, position)[0]["outsourcing-agreement"].split()))


def test_the_plan_counts_the_time_to_object_before_the_first_transfer() -> None:
    plan = " ".join(texts("germany", "customer")[0]["exit-plan"].split())
    assert "Each employee has a letter in text form by 26 June 2029 at the latest" in plan
    assert "The information on each person for the first transfer is due by 27 April 2029" in plan


def test_the_irish_plan_informs_representatives_thirty_days_before() -> None:
    plan = " ".join(texts("ireland", "customer")[0]["exit-plan"].split())
    assert "are informed by 27 June 2029 at the latest, 30 days before the first transfer" in plan


def test_the_union_gdpr_stands_alone_for_a_customer_in_the_union_under_english_law() -> None:
    for country, kingdom in (("DE", False), ("GB", True)):
        deal = f"name: R\ncustomer: {{name: Alder, country: {country}}}\nsupplier: {{name: Birch}}\n"
        deal += "law: {governing: england-and-wales}\nservices: [{name: Desk, personal_data: yes}]\n"
        file, _ = read_deal((deal + "documents: [outsourcing-agreement]\nas_of: 2026-11-23\n").encode(), "deal.yaml")
        library, _ = open_library()
        assert file is not None and library is not None and file.deal.as_of is not None
        (made,) = assemble(file, library, file.deal.as_of, Wishes()).made
        assert ("UK GDPR" in render_text(made.document)) is kingdom
