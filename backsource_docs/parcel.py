"""The files of a build, ready to be written: each document as a Word file, and its entry in the manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from importlib import import_module
from types import TracebackType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.beside import Standby
from backsource_docs.building import Assembly
from backsource_docs.drafting.made import Made
from backsource_docs.findings import Finding
from backsource_docs.manifest import document_entry, embedded, opaque_entry
from backsource_docs.outputs import TOOL, sha256
from backsource_docs.packing import Order, Packed, order_for, pack

__all__ = ["Parcel", "Writer", "parcel_of"]

Entry = dict[str, Any]


class Parcel(Struct, frozen=True):
    """The files of a build by name, their entries in the manifest, and what was wrong with them.

    `blanks` are the open blanks of each document, by the name of its file.
    """

    contents: dict[str, bytes]
    entries: list[Entry]
    findings: tuple[Finding, ...] = ()
    blanks: Mapping[str, int] = {}

    def with_file(self, name: str, content: bytes, called: str) -> Parcel:
        """The same with a file of another kind, and the id by which the manifest calls it."""
        entry = {"id": called, "file": name, "sha256": sha256(content), "outgoing": False}
        return replace(self, contents={**self.contents, name: content}, entries=[*self.entries, entry])


def parcel_of(assembly: Assembly, version: str, *, outgoing: bool) -> Parcel:
    """Writes every document of the assembly; the manifest names the version of the tool."""
    desk = _Desk(assembly, version, outgoing)
    ordered = [desk.ordered(made) for made in assembly.made]
    return _parcelled(((entry, pack(order)) for entry, order in ordered), outgoing=outgoing)


class Writer:
    """Writes the documents of a build in a copy of the process, each as soon as it is drafted.

    The copy is made when the first assembly comes, be it empty, so that all is ready in it for the first document.
    """

    def __init__(self, version: str, *, outgoing: bool) -> None:
        self._version = version
        self._outgoing = outgoing
        self._entries: list[Entry] = []
        self._copy: Standby[Order, Packed] | None = None

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._copy:
            self._copy.__exit__(kind, error, trace)

    def take(self, assembly: Assembly) -> None:
        """Takes the documents of an assembly to write."""
        if self._copy is None:
            self._copy = Standby(pack, Order, Packed, partial(_open_shells, assembly))
        desk = _Desk(assembly, self._version, self._outgoing)
        for made in assembly.made:
            entry, order = desk.ordered(made)
            self._entries.append(entry)
            self._copy.give(order)

    def parcel(self) -> Parcel:
        """The files of all that was taken; to be asked for once."""
        written = self._copy.results() if self._copy else ()
        return _parcelled(zip(self._entries, written, strict=True), outgoing=self._outgoing)


class _Desk(Struct, frozen=True, dict=True):
    """Where documents are made ready to be written."""

    assembly: Assembly
    version: str
    outgoing: bool

    @cached_property
    def common(self) -> dict[str, str]:
        """What all documents were made of, by name: the deal, the tool, the day."""
        return {
            "deal": sha256(self.assembly.file.deal.model_dump_json().encode()),
            "tool": f"{TOOL} {self.version}",
            "as_of": self.assembly.as_of.isoformat(),
        }

    def ordered(self, made: Made) -> tuple[Entry, Order]:
        """The entry of a document in the manifest that stands beside it, and the order to write it."""
        from backsource_docs.rendering.word.fields import bookmark_name

        inputs = {**self.common, "library": _clauses_of(made)}
        entry = document_entry(made, f"{made.document.draft.id}.docx", bookmark_name)
        manifest = embedded(entry, inputs, outgoing=self.outgoing)
        shown = opaque_entry(entry) if self.outgoing else {**entry, "inputs": inputs}
        return shown, order_for(made, self.assembly.library, manifest, outgoing=self.outgoing)


def _parcelled(written: Iterable[tuple[Entry, Packed]], *, outgoing: bool) -> Parcel:
    contents: dict[str, bytes] = {}
    entries: list[Entry] = []
    findings: list[Finding] = []
    blanks: dict[str, int] = {}
    for entry, done in written:
        findings += done.findings
        blanks[entry["file"]] = done.blanks
        if done.content is not None:
            contents[entry["file"]] = done.content
            entries.append({**entry, "sha256": sha256(done.content), "outgoing": outgoing})
    return Parcel(contents, entries, tuple(findings), blanks)


def _open_shells(assembly: Assembly) -> None:
    """Loads what writes, and takes the usual templates apart, which is kept."""
    from backsource_docs.rendering.word import open_shell

    import_module("backsource_docs.rendering.word.writing")
    for style in ("contract", "plan", "letter"):
        if path := assembly.library.template("styles", f"{style}.docx"):
            open_shell(path.read_bytes(), assembly.file.deal.locale)


def _clauses_of(made: Made) -> str:
    """One hash for the texts of all clauses that the document was made of."""
    return sha256("\n".join(pick.clause.fingerprint for pick in made.selection.picks.values()).encode())
