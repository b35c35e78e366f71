"""The deal file read, typed and checked, with every mistake in one run."""

from __future__ import annotations

from msgspec import Struct

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.doubting import doubts
from backsource_docs.deal.ordering import disorder
from backsource_docs.findings import Finding, Place, Severity, in_reading_order, worst
from backsource_docs.schema import Codes, mended
from backsource_docs.yamlfile import Path, YamlText, read_yaml

__all__ = ["DealFile", "Inspection", "inspected", "read_deal"]

CODES = Codes("DL01", "DL02", "DL03", "DL04")


class DealFile(Struct, frozen=True):
    """A deal and where each of its values stands in the file."""

    deal: Deal
    source: YamlText

    def place(self, path: str) -> Place:
        """The place of a dotted path, or of the nearest group above it."""
        return self.source.place(_steps(path))

    def states(self, path: str) -> bool:
        """Whether the file itself gives the value, rather than a default."""
        return _steps(path) in self.source.places


class Inspection(Struct, frozen=True):
    """A deal file as far as it can be read, and what is wrong in it.

    Where there is an error (not `sound`) the file holds what is right, and examples in place of the rest, at the paths
    `wrong`: it serves to look for further mistakes, never to draft.
    """

    file: DealFile | None
    findings: tuple[Finding, ...]
    wrong: frozenset[Path] = frozenset()

    @property
    def sound(self) -> bool:
        return self.file is not None and worst(self.findings) is not Severity.ERROR


def _steps(path: str) -> Path:
    return tuple(int(step) if step.isdigit() else step for step in path.split("."))


def read_deal(content: bytes, file: str) -> tuple[DealFile | None, tuple[Finding, ...]]:
    """Reads a deal file; no value where any mistake makes one impossible, and a finding for each, by line."""
    inspection = inspected(content, file)
    return inspection.file if inspection.sound else None, inspection.findings


def inspected(content: bytes, file: str) -> Inspection:
    """Reads a deal file as far as it goes, with a finding for each mistake, by line."""
    source, findings = read_yaml(content, file)
    if source is None:
        return Inspection(None, findings)
    if source.data is None:
        remedy = "Write a starter file with bsdocs new -o deal.yaml."
        empty = Finding("DL02", Severity.ERROR, "The deal file is empty.", Place(file, 1), remedy)
        return Inspection(None, (empty,))
    result = mended(Deal, source, CODES)
    deal = result.value
    further = (*disorder(deal, source, result.wrong), *doubts(deal, source, result.wrong)) if deal else ()
    found = in_reading_order([*findings, *result.findings, *further])
    return Inspection(DealFile(deal, source) if deal else None, found, result.wrong)
