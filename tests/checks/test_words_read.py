"""Documents in which the rules on words found nothing are not read again, and nothing else is remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from backsource_docs import check
from backsource_docs.checks import style

DEAL = Path(__file__).parents[2] / "examples" / "minimal" / "deal.yaml"
Build = Callable[[Mapping[str, str]], Path]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "backsource-docs" / "memory.txt"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that the rule on style reads."""
    titles: list[str] = []
    find = style.find
    monkeypatch.setattr(
        style, "find", lambda bundle, readings: titles.extend(one.title for one in readings) or find(bundle, readings)
    )
    return titles


def codes(deal: Path = DEAL, library: Path | None = None) -> list[str]:
    return [finding.code for finding in check(deal, library=library).findings]


def test_a_document_without_a_fault_is_read_once(read: list[str]) -> None:
    first = codes()
    known = list(read)
    assert known and codes() == first
    assert read == known


def test_other_names_and_days_change_no_word(read: list[str], tmp_path: Path) -> None:
    codes()
    known = list(read)
    other = tmp_path / "deal.yaml"
    other.write_text(
        DEAL.read_text("utf-8").replace("Brackenfield Foods", "Thornfield Mills").replace("99.5%", "99.9%"),
        encoding="utf-8",
    )
    assert other.read_text("utf-8") != DEAL.read_text("utf-8")
    codes(other)
    assert read == known


def test_other_clauses_are_read(read: list[str], tmp_path: Path) -> None:
    codes()
    known = len(read)
    other = tmp_path / "deal.yaml"
    other.write_text(f"{DEAL.read_text('utf-8')}\nposition: {{overall: supplier}}\n", encoding="utf-8")
    codes(other)
    assert len(read) > known


def test_a_word_that_a_firm_does_not_want_is_found_although_the_document_was_read(build_files: Build) -> None:
    own = build_files({"wording/style.yaml": "reasonable: something better\n"})
    assert "WD01" not in codes()
    assert "WD01" in codes(library=own)
    assert "WD01" in codes(library=own)
    assert "WD01" not in codes()


def test_a_damaged_memory_is_as_good_as_none(cache: Path, read: list[str]) -> None:
    first = codes()
    known = len(read)
    cache.write_bytes(cache.read_bytes().replace(b" true\n", b" \xff\n").replace(b'[["Limb"', b'[["Lamb"'))
    assert codes() == first
    assert len(read) == 2 * known
