"""What a build was made from: beside the documents as JSON, inside each of them as a custom XML part."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from backsource_docs.communicating.sheet import facts_stated
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.selecting import Pick
from backsource_docs.rendering.word.escaping import attribute
from backsource_docs.tree import Document

__all__ = ["NAMESPACE", "document_entry", "embedded", "opaque", "opaque_entry"]

NAMESPACE = "urn:backsource-docs:manifest:1"
Bookmark = Callable[[str], str]


def opaque(text: str) -> str:
    """A name from which nothing can be read: the first half of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def document_entry(made: Made, file: str, bookmark: Bookmark) -> dict[str, Any]:
    """The manifest's entry for one document: each clause with its position, version, number, bookmark and reason.

    What is written for an audience also has the facts that it states, for `bsdocs comms --against`.
    """
    document, selection = made.document, made.selection
    entry = {
        "id": document.draft.id,
        "file": file,
        "title": document.draft.title,
        "clauses": [_clause(pick, document, bookmark) for pick in selection.picks.values()],
        "left_out": [{"id": skip.id, "reason": skip.reason} for skip in selection.skips.values()],
    }
    return {**entry, "facts": facts_stated(made)} if selection.recipe.audience else entry


def _clause(pick: Pick, document: Document, bookmark: Bookmark) -> dict[str, Any]:
    number = document.numbers.get(pick.id)
    return {
        "id": pick.id,
        "position": pick.position,
        "version": pick.clause.version,
        "fingerprint": pick.clause.fingerprint,
        "number": number.label if number else "",
        "schedule": number.within if number else "",
        "bookmark": bookmark(pick.id),
        "reason": pick.reason,
        "position_reason": pick.position_reason,
        "place": str(pick.place),
    }


def opaque_entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry as it stands beside outgoing copies: nothing of positions, reasons or fallbacks may be read in it."""
    clauses = [{"bookmark": clause["bookmark"], "id": _opaque_id(clause)} for clause in entry["clauses"]]
    return {"id": entry["id"], "file": entry["file"], "title": entry["title"], "clauses": clauses}


def embedded(entry: Mapping[str, Any], inputs: Mapping[str, str], *, outgoing: bool) -> bytes:
    """The part that travels in the file; in an outgoing copy opaque names and hashes alone."""
    clauses = "".join(_opaque_clause(clause) if outgoing else _open_clause(clause) for clause in entry["clauses"])
    build = opaque("\n".join(f"{name}={value}" for name, value in sorted(inputs.items())))
    said = f"build={_quoted(build)}"
    if not outgoing:
        said += "".join(f" {name}={_quoted(value)}" for name, value in inputs.items())
        said += f" document={_quoted(entry['id'])}"
    return f'<manifest xmlns="{NAMESPACE}" {said}>{clauses}</manifest>'.encode()


def _quoted(value: str) -> str:
    return f'"{attribute(value)}"'


def _open_clause(clause: Mapping[str, Any]) -> str:
    names = ("id", "position", "version", "fingerprint", "number", "bookmark", "reason", "position_reason")
    return f"<clause {' '.join(f'{name}={_quoted(str(clause[name]))}' for name in names)}/>"


def _opaque_clause(clause: Mapping[str, Any]) -> str:
    return f"<clause bookmark={_quoted(clause['bookmark'])} id={_quoted(_opaque_id(clause))}/>"


def _opaque_id(clause: Mapping[str, Any]) -> str:
    return opaque(clause["id"] + clause["fingerprint"])
