"""What all tests share: small files, small deals, and --accept for expectations that a person has looked at."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from backsource_docs.deal.reading import DealFile, read_deal

SMALL_DEAL = """\
name: Project Return
as_of: 2026-11-23
customer: {name: Alder plc, country: GB}
supplier: {name: Birch Limited, country: GB}
law: {governing: england-and-wales}
"""

# Drafts are many small objects without cycles: to look for cycles among them takes a fifth of the time.
gc.set_threshold(10_000, 10, 5)

settings.register_profile("quick", deadline=None, max_examples=60)
settings.load_profile("quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite expectations; look at the difference afterwards")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def expect(accept: bool) -> Callable[[Path, str], None]:
    """Compares text with an expectation on disk, or writes it there with --accept."""

    def compare(path: Path, text: str) -> None:
        if accept:
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} is missing: look at what pytest --accept writes"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def build_files(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Writes files by their relative names into a fresh folder and returns the folder."""
    made = iter(range(100))

    def build(files: Mapping[str, str]) -> Path:
        folder = tmp_path / f"files{next(made)}"
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return build


@pytest.fixture
def deal_file() -> Callable[..., DealFile]:
    """A deal read from the small deal and further YAML; it must be without mistakes."""

    def read(more: str = "", base: str = SMALL_DEAL) -> DealFile:
        file, findings = read_deal((base + more).encode(), "deal.yaml")
        assert file is not None, [str(finding) for finding in findings]
        return file

    return read
