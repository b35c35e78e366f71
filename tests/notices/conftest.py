"""A deal with a notice of every kind, and the notices of deals as tests ask for them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EVERY_KIND = ROOT / "tests" / "cases" / "notices" / "every-kind.yaml"
NoticeDeal = Callable[..., Path]
DAY = datetime.date(2028, 1, 10)


@pytest.fixture
def notice_deal(tmp_path: Path) -> NoticeDeal:
    """The homecoming deal with the notices of a text, by default one of every kind, and words of it replaced."""

    def write(*swaps: tuple[str, str], notices: str = "") -> Path:
        example = (ROOT / "examples" / "homecoming" / "deal.yaml").read_text(encoding="utf-8")
        text = f"{example}\n{notices or EVERY_KIND.read_text(encoding='utf-8')}"
        for old, new in swaps:
            assert old in text, old
            text = text.replace(old, new)
        path = tmp_path / "deal.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
