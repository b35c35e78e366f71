"""The deal file read, typed and checked, with every mistake in one run."""

from __future__ import annotations

from dataclasses import dataclass

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.doubting import doubts
from backsource_docs.deal.ordering import disorder
from backsource_docs.findings import Finding, Place, Severity, in_reading_order, worst
from backsource_docs.schema import Codes, mended
from backsource_docs.yamlfile import Path, YamlText, read_yaml

__all__ = ["DealFile", "read_deal"]

CODES = Codes("DL01", "DL02", "DL03", "DL04")


@dataclass(frozen=True, slots=True)
class DealFile:
    """A deal and where each of its values stands in the file."""

    deal: Deal
    source: YamlText

    def place(self, path: str) -> Place:
        """The place of a dotted path, or of the nearest group above it."""
        return self.source.place(_steps(path))

    def states(self, path: str) -> bool:
        """Whether the file itself gives the value, rather than a default."""
        return _steps(path) in self.source.places


def _steps(path: str) -> Path:
    return tuple(int(step) if step.isdigit() else step for step in path.split("."))


def read_deal(content: bytes, file: str) -> tuple[DealFile | None, tuple[Finding, ...]]:
    """Reads a deal file; no value where any mistake makes one impossible, and a finding for each, by line."""
    source, findings = read_yaml(content, file)
    if source is None:
        return None, findings
    if source.data is None:
        remedy = "Write a starter file with bsdocs new -o deal.yaml."
        return None, (Finding("DL02", Severity.ERROR, "The deal file is empty.", Place(file, 1), remedy),)
    result = mended(Deal, source, CODES)
    deal = result.value
    further = (*disorder(deal, source, result.wrong), *doubts(deal, source, result.wrong)) if deal else ()
    found = in_reading_order([*findings, *result.findings, *further])
    if deal is None or worst(found) is Severity.ERROR:
        return None, found
    return DealFile(deal, source), found
