"""Whole documents as text, for lawyers to review as differences; pytest --accept rewrites them after a look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from backsource_docs.api import check
from backsource_docs.rendering.text import render_text

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("deal", ["homecoming", "harbour", "minimal", "nordlicht", "civic", "rescue"])
def test_documents_read_as_accepted(deal: str, expect: Callable[[Path, str], None]) -> None:
    result = check(EXAMPLES / deal / "deal.yaml")
    assert result.assembly is not None
    (GOLDEN / deal).mkdir(parents=True, exist_ok=True)
    for made in result.assembly.made:
        expect(GOLDEN / deal / f"{made.document.draft.id}.txt", render_text(made.document) + "\n")
