"""The files of a build, ready to be written: each document as a Word file, and its entry in the manifest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from backsource_docs.building import Assembly
from backsource_docs.findings import Finding
from backsource_docs.manifest import document_entry, embedded, opaque_entry
from backsource_docs.outputs import TOOL, sha256
from backsource_docs.packing import packed

__all__ = ["Parcel", "parcel_of"]


@dataclass(frozen=True, slots=True)
class Parcel:
    """The files of a build by name, their entries in the manifest, and what was wrong with them."""

    contents: dict[str, bytes]
    entries: list[dict[str, Any]]
    findings: tuple[Finding, ...] = ()


def parcel_of(assembly: Assembly, version: str, *, outgoing: bool, progress: Callable[[str], None]) -> Parcel:
    """Writes every document of the assembly; the manifest names the version of the tool."""
    from backsource_docs.rendering.word.fields import bookmark_name

    inputs = _inputs(assembly, version)
    contents: dict[str, bytes] = {}
    entries: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for made in assembly.made:
        progress(f"writing {made.document.draft.id}")
        name = f"{made.document.draft.id}.docx"
        entry = document_entry(made.document, made.selection, name, bookmark_name)
        manifest = embedded(entry, inputs, outgoing=outgoing)
        content, wrong = packed(made, assembly.library, manifest, outgoing=outgoing)
        findings += wrong
        if content is not None:
            contents[name] = content
            shown = opaque_entry(entry) if outgoing else {**entry, "inputs": inputs}
            entries.append({**shown, "sha256": sha256(content), "outgoing": outgoing})
    return Parcel(contents, entries, tuple(findings))


def _inputs(assembly: Assembly, version: str) -> dict[str, str]:
    """What the documents were made of, by name: the deal, the clauses, the tool, the day."""
    deal = assembly.file.deal.model_dump_json()
    library = [made.selection.picks[name].clause.fingerprint for made in assembly.made for name in made.selection.picks]
    return {
        "deal": sha256(deal.encode()),
        "library": sha256("\n".join(library).encode()),
        "tool": f"{TOOL} {version}",
        "as_of": assembly.as_of.isoformat(),
    }
