"""Every pair of position, law, sector and fact builds: no dangling reference, no unknown term, no bad list or file."""

from __future__ import annotations

import datetime
from itertools import combinations

import pytest
import yaml
from pairwise import pairwise
from word_lint import lint

from backsource_docs.building import assemble
from backsource_docs.checks import check_documents
from backsource_docs.deal.reading import read_deal
from backsource_docs.findings import Severity
from backsource_docs.library.store import Library
from backsource_docs.opening import open_library
from backsource_docs.packing import packed
from backsource_docs.wanting import Wishes

FACTORS = {
    "law": ("england-and-wales", "new-york", "germany", "ireland"),
    "position": ("customer", "balanced", "supplier"),
    "sector": ("financial", "public", "other"),
    "country": ("GB", "US", "DE"),
    "basis": ("rate card", "no charge", "cost plus"),
    "payment": ("none", "unamortised costs", "declining percentage"),
    "ground": ("none called", "convenience", "material breach", "expiry"),
    "agreement": ("new", "existing"),
    "people": ("0", "12"),
    "cloud": ("yes", "no"),
    "critical": ("yes", "no"),
    "personal": ("yes", "no"),
    "offshore": ("yes", "no"),
    "hybrid": ("yes", "no"),
    "listed": ("yes", "no"),
    "lists": ("yes", "no"),
}
TRANSFERS = {
    "england-and-wales": "tupe",
    "new-york": "warn",
    "germany": "section-613a",
    "ireland": "irish-regulations",
}
LISTS = {
    "subcontractors": [{"name": "Elm Limited", "key": "yes"}],
    "assets": [{"name": "Storage", "kind": "shared"}],
    "third_party_contracts": [{"name": "Circuits", "counterparty": "Oak plc"}],
    "licences": [{"software": "Scheduler", "licensor": "Ash GmbH"}],
    "customer_obligations": [{"name": "Decide", "description": "decide on requests"}],
    "escrow": {"agreed": "yes"},
}
ROWS = pairwise(FACTORS)
# The Word files are made once for each law: the words differ more than what Word makes of them.
PACKED = list({row["law"]: row for row in ROWS}.values())


@pytest.fixture(scope="module")
def library() -> Library:
    shelves, _ = open_library()
    assert shelves is not None
    return shelves


def deal_of(row: dict[str, str]) -> bytes:
    service = {"critical": row["critical"], "ict": row["cloud"], "cloud": row["cloud"]}
    service |= {"personal_data": row["personal"], "offshore": row["offshore"]}
    customer = {"name": "Alder plc", "country": row["country"], "sector": row["sector"]}
    if row["sector"] == "financial":
        customer |= {"regulator": "the Regulator", "regimes": ["dora"] if row["country"] == "DE" else ["pra"]}
    if row["listed"] == "yes":
        customer |= {"listed": {"market": "Some Market", "regime": "us" if row["country"] == "US" else "uk"}}
    deal = {
        "name": "Any deal",
        "customer": customer,
        "supplier": {"name": "Birch Limited"},
        "law": {"governing": row["law"]},
        "agreement": {"status": row["agreement"], "date": "2026-03-02"},
        "services": [
            {"name": "Hosting", **service, "backsource": "yes"},
            {"name": "Desk", "backsource": "no" if row["hybrid"] == "yes" else "yes"},
        ],
        "term": {"commencement": "2027-03-01"},
        "staff": {"in_scope": row["people"], "regime": TRANSFERS[row["law"]] if row["people"] != "0" else "none"},
        "exit_charges": {"basis": row["basis"], "termination_payment": row["payment"]},
        "position": {"overall": row["position"]},
    }
    if row["lists"] == "yes":
        deal |= LISTS
    if row["ground"] != "none called":
        end = "2032-02-29" if row["ground"] == "expiry" else "2029-06-30"
        notice = {"ground": row["ground"], "served": "2028-06-05", "ends": end}
        facts = "the Service Level was missed" if row["ground"] == "material breach" else None
        deal["backsourcing"] = {"notice": {**notice, "facts": facts}}
    return yaml.safe_dump(deal).encode()


def test_the_rows_cover_every_pair_and_are_few() -> None:
    for one, other in combinations(FACTORS, 2):
        pairs = {(row[one], row[other]) for row in ROWS}
        assert pairs == {(a, b) for a in FACTORS[one] for b in FACTORS[other]}
    assert len(ROWS) <= 30
    assert pairwise(FACTORS) == ROWS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row.values()).replace(" ", "_"))
def test_each_row_builds(row: dict[str, str], library: Library) -> None:
    file, findings = read_deal(deal_of(row), "deal.yaml")
    assert file is not None, [str(finding) for finding in findings]
    assembly = assemble(file, library, datetime.date(2026, 11, 23), Wishes())
    found = [*assembly.findings, *check_documents(assembly.made, file, library)]
    wrong = [str(finding) for finding in found if finding.severity is Severity.ERROR or finding.code.startswith("WD02")]
    assert [line for line in wrong if " KD" not in line] == []
    assert assembly.made
    for made in assembly.made if row in PACKED else ():
        if made.document.draft.kind != "letter":
            file = packed(made, library, b"<m/>", outgoing=False)
            assert file.content is not None and file.findings == () and lint(file.content) == []
