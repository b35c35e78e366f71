"""Findings of deal files: one case is a deal in tests/cases/deal and the findings expected of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.findings import Finding, Severity
from backsource_docs.modelling import models_in
from backsource_docs.schema import dotted

CASES = sorted((Path(__file__).parents[1] / "cases" / "deal").glob("*.yaml"))
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/deal.yaml"))
LEAKS = re.compile(r"[Ii]nput should|[Vv]alue error|pydantic|valid |[Uu]nable to|None|[Dd]ict|[Tt]uple|str\b|type=")
WRONG: list[Any] = ["", "¿?", "-1", "nonsense text", [], ["x"], {}, {"x": "y"}, [["x"]], [{"x": "y"}], [None], "9" * 40]


def small(**more: Any) -> dict[str, Any]:
    parties = {"customer": {"name": "Alder plc"}, "supplier": {"name": "Birch Limited"}}
    return {"name": "Return", **parties, "law": {"governing": "new-york"}, **more}


def read(data: Any) -> tuple[DealFile | None, tuple[Finding, ...]]:
    """The data as a deal file; JSON on many lines is YAML too."""
    return read_deal(json.dumps(data, ensure_ascii=False, indent=0).encode(), "deal.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_findings_of_a_case(case: Path, expect: Callable[[Path, str], None]) -> None:
    file, findings = read_deal(case.read_bytes(), "deal.yaml")
    refused = any(finding.severity is Severity.ERROR for finding in findings)
    assert (file is None) == refused
    assert findings, "a case without findings belongs to the examples"
    expect(case.with_suffix(".txt"), "".join(f"{finding.severity.word} {finding}\n" for finding in findings))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_examples_are_without_findings(path: Path) -> None:
    assert read_deal(path.read_bytes(), path.name)[1] == ()


def test_the_smallest_example_stays_small() -> None:
    minimal = next(path for path in EXAMPLES if path.parent.name == "minimal")
    assert len(minimal.read_text(encoding="utf-8").splitlines()) <= 25


def places(kind: type, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """The path of every field that a deal can have, through the first entry of each list."""
    for name, found in kind.model_fields.items():
        at = (*path, name)
        yield at
        for inner in models_in(found.annotation):
            if "Mapping" in str(found.annotation):
                yield from places(inner, (*at, "some-clause"))
            else:
                yield from places(inner, (*at, 0) if "tuple" in str(found.annotation) else at)


def put(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """The data with a value at a path; groups on the way are made, with the name that most of them need."""
    step, *rest = path
    if isinstance(step, int):
        return [put({}, tuple(rest), value) if rest else value]
    return {**(data or {}), step: put((data or {}).get(step), tuple(rest), value) if rest else value}


@pytest.mark.parametrize("path", list(places(Deal, ())), ids=dotted)
def test_wrong_values_anywhere_are_told_in_our_words_at_their_line(path: tuple[str | int, ...]) -> None:
    for value in WRONG:
        _, findings = read(put(small(), path, value))
        for finding in findings:
            assert not LEAKS.search(finding.message + finding.remedy), str(finding)
            assert finding.place.line > 0, str(finding)
            assert finding.message[-1] in ".?…", str(finding)


@given(st.text())
def test_any_text_is_a_deal_or_findings(text: str) -> None:
    file, findings = read_deal(text.encode("utf-8", "surrogatepass"), "deal.yaml")
    assert (file is None) <= bool(findings)


@given(st.binary())
def test_any_bytes_are_a_deal_or_findings(content: bytes) -> None:
    file, findings = read_deal(content, "deal.yaml")
    assert (file is None) <= bool(findings)


keys = st.sampled_from([*Deal.model_fields, "metric", "target", "service", "notice", "served", "ends", "initial", "x"])
scalars = st.one_of(
    st.none(), st.sampled_from(["yes", "12 months", "99%", "GBP 5", "2027-03-01", "A", "-1", "4 hours"])
)
nests = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(keys, nests, max_size=6))
def test_any_data_is_a_deal_or_findings(data: dict[str, Any]) -> None:
    file, findings = read(small(**data))
    assert (file is None) <= bool(findings)


def test_findings_come_by_line() -> None:
    for case in CASES:
        findings = read_deal(case.read_bytes(), "deal.yaml")[1]
        assert list(findings) == sorted(findings, key=lambda finding: finding.place)


def test_a_file_knows_what_it_states_and_where() -> None:
    file, _ = read(small(services=[{"name": "Payroll"}]))
    assert file is not None
    assert file.states("services.0.name")
    assert not file.states("term.initial")
    assert file.place("services.0.name").line > file.place("services").line
    assert file.place("services.0.wave") == file.place("services.0")


def test_names_in_any_script_pass_through() -> None:
    for name in ("A & B <Holdings> *Ltd* [[x]] {{y}} {%z%}", "Żółć Sp. z o.o.", "株式会社", "Société Générale"):
        file, findings = read(small(customer={"name": name}))
        assert file is not None and not findings
        assert file.deal.customer.name == name


def test_paths_of_a_deal_lead_to_values_and_nowhere_else() -> None:
    file, _ = read(small(term={"initial": "60 months"}))
    assert file is not None
    assert str(file.deal.value_at("term.initial")) == "60 months"
    assert file.deal.value_at("backsourcing.notice.served") is None
    for path in ("term.nothing", "customer.model_dump", "term.initial.parse"):
        with pytest.raises(KeyError):
            file.deal.value_at(path)


@pytest.mark.parametrize(
    ("law", "country", "locale", "privacy"),
    [
        ("germany", "DE", "en-DE", "eu"),
        ("germany", None, "en-DE", "eu"),
        ("ireland", "GB", "en-IE", "eu"),
        ("england-and-wales", "FR", "en-GB", "eu"),
        ("england-and-wales", "GB", "en-GB", "uk"),
        ("new-york", "DE", "en-US", "us"),
    ],
)
def test_law_and_country_decide_on_language_and_data_protection(
    law: str, country: str | None, locale: str, privacy: str
) -> None:
    file, _ = read(small(customer={"name": "Alder", "country": country}, law={"governing": law}))
    assert file is not None
    assert (file.deal.locale, file.deal.privacy_law) == (locale, privacy)


def test_locale_and_paper_follow_the_law_and_the_country() -> None:
    file, _ = read(small(customer={"name": "Alder", "country": "CA"}, law={"governing": "england-and-wales"}))
    assert file is not None
    assert (file.deal.locale, file.deal.page) == ("en-GB", "letter")
    file, _ = read(small(style={"language": "en-GB", "page": "a4"}))
    assert file is not None
    assert (file.deal.locale, file.deal.page) == ("en-GB", "a4")
