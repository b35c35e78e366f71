"""Any deal builds or reports: random facts and positions never leave a dangling reference or an undefined term."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backsource_docs.building import assemble
from backsource_docs.checks import check_documents
from backsource_docs.deal.reading import read_deal
from backsource_docs.findings import Severity
from backsource_docs.library.store import Library
from backsource_docs.opening import open_library
from backsource_docs.rendering.text import render_text
from backsource_docs.wanting import Wishes

FAMILIES = sorted(path.name for path in (Path(__file__).parents[2] / "clause_library" / "clauses").iterdir())
POSITIONS = st.sampled_from(["customer", "balanced", "supplier"])
YES_NO = st.sampled_from(["yes", "no"])
SERVICE = st.fixed_dictionaries(
    {
        "critical": YES_NO,
        "ict": YES_NO,
        "cloud": YES_NO,
        "personal_data": YES_NO,
        "offshore": YES_NO,
        "backsource": YES_NO,
    }
)
DEALS = st.fixed_dictionaries(
    {
        "name": st.just("Any deal"),
        "customer": st.fixed_dictionaries(
            {"name": st.just("Alder plc"), "sector": st.sampled_from(["financial", "public", "other"])},
            optional={
                "regulator": st.just("the Regulator of Things"),
                "regimes": st.just(["dora", "pra"]),
                "listed": st.just({"market": "Some Market", "regime": "uk"}),
            },
        ),
        "supplier": st.just({"name": "Birch Limited"}),
        "law": st.fixed_dictionaries(
            {"governing": st.sampled_from(["england-and-wales", "new-york", "germany", "ireland"])}
        ),
        "services": st.lists(SERVICE, min_size=0, max_size=3),
        "staff": st.fixed_dictionaries(
            {
                "in_scope": st.sampled_from(["0", "12"]),
                "regime": st.sampled_from(["none", "tupe", "warn", "section-613a", "irish-regulations"]),
                "hire_right": YES_NO,
            }
        ),
        "escrow": st.fixed_dictionaries({"agreed": YES_NO}),
        "exit_charges": st.fixed_dictionaries(
            {
                "basis": st.sampled_from(["no charge", "rate card", "cost plus"]),
                "termination_payment": st.sampled_from(["none", "unamortised costs", "declining percentage"]),
            },
            optional={"holdback": st.just("5%")},
        ),
        "position": st.fixed_dictionaries(
            {"overall": POSITIONS, "families": st.dictionaries(st.sampled_from(FAMILIES), POSITIONS, max_size=8)}
        ),
    },
    optional={
        "term": st.just({"commencement": "2027-03-01", "renewal": "12 months", "automatic_renewal": "yes"}),
        "termination": st.fixed_dictionaries(
            {
                "grounds": st.lists(st.sampled_from(["convenience", "material breach", "insolvency"]), unique=True).map(
                    lambda grounds: ["expiry", *grounds]
                )
            }
        ),
        "backsourcing": st.just({"notice": {"ground": "convenience", "served": "2028-06-05", "ends": "2029-06-30"}}),
        "charges": st.just({"annual": "GBP 100,000", "minimum_commitment": "40%", "indexation": "an index"}),
        "subcontractors": st.just([{"name": "Elm Limited", "key": "yes"}]),
    },
)


@pytest.fixture(scope="module")
def library() -> Library:
    shelves, _ = open_library()
    assert shelves is not None
    return shelves


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(deal=DEALS)
def test_any_deal_drafts_without_dangling_references_or_missing_terms(
    library: Library, deal: dict[str, object]
) -> None:
    for number, service in enumerate(deal["services"], 1):  # type: ignore[arg-type]
        service["name"] = f"Function {number}"
    file, findings = read_deal(yaml.safe_dump(deal).encode(), "deal.yaml")
    if file is None:
        assert {finding.code for finding in findings if finding.severity is Severity.ERROR} == {"DL13"}
        return
    assembly = assemble(file, library, datetime.date(2026, 11, 23), Wishes())
    found = [*assembly.findings, *check_documents(assembly.made, file, library)]
    errors = [str(finding) for finding in found if finding.severity is Severity.ERROR]
    assert [line for line in errors if " KD" not in line] == []
    for made in assembly.made:
        text = render_text(made.document)
        assert "missing reference" not in text and "{{" not in text and "{#" not in text
