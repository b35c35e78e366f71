"""Homecoming with every audience and every stage of the communications pack."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from example_letters import ROOT, changed

from backsource_docs.deal.reading import DealFile

CASES = ROOT / "tests" / "cases" / "letters"
AUDIENCES = (CASES / "pack-audiences.txt").read_text(encoding="utf-8")
NEWS = (CASES / "pack-news.txt").read_text(encoding="utf-8")
_SPOKESPERSON = "  spokesperson: {name: Helena"
_NEXT = "  next_update: 2028-02-18\n"
_DOCUMENTS = "documents: [outsourcing-agreement, exit-plan, letters]"
PAPERS = (
    "press-statement",
    "questions-and-answers",
    "call-centre-script",
    "intranet-notice",
    "committee-briefing",
    "communications-plan",
)
_SWAPS = (
    (_SPOKESPERSON, AUDIENCES + _SPOKESPERSON),
    (_NEXT, _NEXT + NEWS),
    (_DOCUMENTS, f"documents: [letters, {', '.join(PAPERS)}]"),
)


@cache
def pack() -> DealFile:
    return changed("homecoming", *_SWAPS)


def pack_with(*swaps: tuple[str, str]) -> DealFile:
    """The pack with further words swapped."""
    return changed("homecoming", *_SWAPS, *swaps)


def pack_file(folder: Path, *swaps: tuple[str, str]) -> Path:
    """The pack as a file on the disk."""
    path = folder / "deal.yaml"
    path.write_text(pack_text(*swaps), encoding="utf-8")
    return path


def pack_text(*swaps: tuple[str, str]) -> str:
    """The pack as the text of a deal file."""
    text = (ROOT / "examples" / "homecoming" / "deal.yaml").read_text(encoding="utf-8")
    for old, new in (*_SWAPS, *swaps):
        assert old in text, old
        text = text.replace(old, new)
    return text
