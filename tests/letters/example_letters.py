"""The letters of the examples, drafted once for each process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from backsource_docs.building import assemble
from backsource_docs.checks.frame import blanks_in
from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.drafting.made import Made
from backsource_docs.findings import Finding
from backsource_docs.library.store import Library
from backsource_docs.opening import open_deal, open_library
from backsource_docs.tree import Blank, Block, Paragraph, Table, inlines_of, plain, walk
from backsource_docs.wanting import Wishes

ROOT = Path(__file__).parents[2]


@cache
def library() -> Library:
    found, _ = open_library()
    assert found
    return found


def without(*names: str) -> Library:
    """The library as it would be without some of its letters."""
    found, _ = open_library()
    assert found
    kept = {name: path for name, path in found.kinds["letters"].items() if name not in names}
    found.__dict__["kinds"] = {**found.kinds, "letters": kept}
    return found


@cache
def example(name: str) -> DealFile:
    file, _ = open_deal(ROOT / "examples" / name / "deal.yaml")
    assert file
    return file


@cache
def letters(name: str, position: str | None = None) -> Mapping[str, Made]:
    return drafted(example(name), position)[0]


def changed(name: str, *swaps: tuple[str, str]) -> DealFile:
    """The example with words of its file swapped; each must be there."""
    text = (ROOT / "examples" / name / "deal.yaml").read_text()
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new)
    file, findings = read_deal(text.encode(), f"{name}.yaml")
    assert file, [str(finding) for finding in findings]
    return file


def drafted(file: DealFile, position: str | None = None) -> tuple[Mapping[str, Made], tuple[Finding, ...]]:
    """The letters of a deal by id, and the findings of the run."""
    assembly = assemble(file, library(), file.deal.as_of, Wishes(("letters",), position))
    return {made.document.draft.id: made for made in assembly.made}, assembly.findings


def words(made: Made) -> str:
    """The running text of a letter, its cells included, with a space between blocks."""
    blocks = (block for part in made.document.draft.parts for block in walk(part.blocks))
    return " ".join(piece for block in blocks for piece in _pieces(block))


def _pieces(block: Block) -> list[str]:
    if isinstance(block, Table):
        return [plain(cell) for row in block.rows for cell in row.cells]
    return [plain(tuple(inlines_of(block)))]


def paragraphs(made: Made, style: str) -> list[str]:
    """The paragraphs of a role, line breaks as spaces and trimmed."""
    blocks = (block for part in made.document.draft.parts for block in part.blocks)
    found = (block for block in blocks if isinstance(block, Paragraph) and block.style == style)
    return [plain(block.content).strip() for block in found]


@cache
def plan_words(name: str) -> str:
    """The running text of the exit plan of an example, for what letters and plan both say."""
    file = example(name)
    return words(assemble(file, library(), file.deal.as_of, Wishes(("exit-plan",))).made[0])


def blanks(made: Made) -> list[Blank]:
    """Every open value of a letter, those of its letterhead included."""
    return list(blanks_in(made.document))
