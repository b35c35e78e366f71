"""The deal file read, typed and checked, with every mistake in one run."""

from __future__ import annotations

from dataclasses import dataclass

from backsource_docs.deal.deal import Deal
from backsource_docs.findings import Finding, Place, in_reading_order
from backsource_docs.schema import Codes, typed
from backsource_docs.yamlfile import YamlText, read_yaml

__all__ = ["DealFile", "read_deal"]

CODES = Codes("DL01", "DL02", "DL03", "DL04")


@dataclass(frozen=True, slots=True)
class DealFile:
    """A deal and where each of its values stands in the file."""

    deal: Deal
    source: YamlText

    def place(self, path: str) -> Place:
        """The place of a dotted path, or of the nearest group above it."""
        return self.source.place(tuple(path.split(".")))

    def states(self, path: str) -> bool:
        """Whether the file itself gives the value, rather than a default."""
        return tuple(path.split(".")) in self.source.places


def read_deal(content: bytes, file: str) -> tuple[DealFile | None, tuple[Finding, ...]]:
    """Reads a deal file; no value where any mistake makes one impossible, and a finding for each."""
    source, findings = read_yaml(content, file)
    if source is None:
        return None, findings
    deal, wrong = typed(Deal, source, CODES)
    if deal is None or findings:
        return None, in_reading_order([*findings, *wrong])
    return DealFile(deal, source), ()
