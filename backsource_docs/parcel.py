"""The files of a build, ready to be written: each document as a Word file, and its entry in the manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.beside import beside
from backsource_docs.building import Assembly
from backsource_docs.checks import check_words
from backsource_docs.drafting.made import Made
from backsource_docs.findings import Finding
from backsource_docs.manifest import document_entry, embedded, opaque_entry
from backsource_docs.outputs import TOOL, sha256
from backsource_docs.packing import packed

__all__ = ["EarlyParcel", "Parcel", "parcel_of", "parcel_of_exports"]


class Parcel(Struct, frozen=True):
    """The files of a build by name, their entries in the manifest, and what was wrong with them."""

    contents: dict[str, bytes]
    entries: list[dict[str, Any]]
    findings: tuple[Finding, ...] = ()

    def with_other(self, other: Parcel) -> Parcel:
        """The files of both."""
        contents, entries = {**self.contents, **other.contents}, [*self.entries, *other.entries]
        return Parcel(contents, entries, (*self.findings, *other.findings))


def parcel_of(assembly: Assembly, version: str, *, outgoing: bool, progress: Callable[[str], None]) -> Parcel:
    """Writes every document of the assembly; the manifest names the version of the tool."""
    from backsource_docs.rendering.word.fields import bookmark_name

    common = _inputs(assembly, version)
    contents: dict[str, bytes] = {}
    entries: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for made in assembly.made:
        progress(f"writing {made.document.draft.id}")
        name = f"{made.document.draft.id}.docx"
        inputs = {**common, "library": _clauses_of(made)}
        entry = document_entry(made, name, bookmark_name)
        manifest = embedded(entry, inputs, outgoing=outgoing)
        content, wrong = packed(made, assembly.library, manifest, outgoing=outgoing)
        findings += wrong
        if content is not None:
            contents[name] = content
            shown = opaque_entry(entry) if outgoing else {**entry, "inputs": inputs}
            entries.append({**shown, "sha256": sha256(content), "outgoing": outgoing})
    return Parcel(contents, entries, tuple(findings))


def parcel_of_exports(exports: Mapping[str, bytes]) -> Parcel:
    """Files of other kinds that are written with the documents, by name."""
    entries = [
        {"id": name.replace(".", "-"), "file": name, "sha256": sha256(content), "outgoing": False}
        for name, content in exports.items()
    ]
    return Parcel(dict(exports), entries)


class EarlyParcel:
    """The files of a build of which the first are written in a copy of the process, while the others are drafted.

    There their words are checked too: `read` are the ids of these documents.
    """

    def __init__(self, version: str, *, outgoing: bool) -> None:
        self._parcel_of = partial(parcel_of, version=version, outgoing=outgoing)
        self._finished: Callable[[], tuple[Parcel, tuple[Finding, ...]]] = lambda: (Parcel({}, []), ())
        self.read: frozenset[str] = frozenset()

    def begin(self, assembly: Assembly) -> None:
        """Begins with the documents that are drafted already."""
        import_module("backsource_docs.rendering.word.sandbox")  # once, and not in the copy and here
        self.read = frozenset(made.document.draft.id for made in assembly.made)
        self._finished = beside(lambda: (self._parcel_of(assembly, progress=lambda step: None), _words_of(assembly)))

    def others(self, assembly: Assembly, progress: Callable[[str], None]) -> Parcel:
        """The files of the documents that were not begun with."""
        others = tuple(made for made in assembly.made if made.document.draft.id not in self.read)
        return self._parcel_of(replace(assembly, made=others), progress=progress)

    def first(self) -> tuple[Parcel, tuple[Finding, ...]]:
        """The files of those that were, and what is wrong in their words; to be asked for once."""
        return self._finished()


def _words_of(assembly: Assembly) -> tuple[Finding, ...]:
    return check_words(assembly.made, assembly.file, assembly.library)


def _inputs(assembly: Assembly, version: str) -> dict[str, str]:
    """What all documents were made of, by name: the deal, the tool, the day."""
    return {
        "deal": sha256(assembly.file.deal.model_dump_json().encode()),
        "tool": f"{TOOL} {version}",
        "as_of": assembly.as_of.isoformat(),
    }


def _clauses_of(made: Made) -> str:
    """One hash for the texts of all clauses that the document was made of."""
    return sha256("\n".join(pick.clause.fingerprint for pick in made.selection.picks.values()).encode())
