"""A finished document into the bytes of a Word file, and the gate that an outgoing copy must pass."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from backsource_docs.checks import blanks_in
from backsource_docs.drafting.made import Made
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.store import Library
from backsource_docs.tree import Document, Draft, Execution

__all__ = ["Order", "Packed", "order_for", "pack", "packed"]


class Order(Struct, frozen=True):
    """A document with all that its file is made of, so that it can be made anywhere.

    `template` are the bytes of the Word template of its style, None where there is none; `executions` those of the
    signature blocks by law, `secrets` the words that must not be found in an outgoing copy.
    """

    document: Document
    template: bytes | None
    executions: Mapping[str, bytes]
    manifest: bytes | None
    outgoing: bool
    secrets: tuple[str, ...]


class Packed(Struct, frozen=True):
    """A Word file, or None where its template cannot be used, what is wrong with it, and its number of open blanks."""

    content: bytes | None
    findings: tuple[Finding, ...] = ()
    blanks: int = 0


def packed(made: Made, library: Library, manifest: bytes | None, *, outgoing: bool) -> Packed:
    """The Word file of a document; for an outgoing copy with a finding for each internal text left in any part."""
    return pack(order_for(made, library, manifest, outgoing=outgoing))


def order_for(made: Made, library: Library, manifest: bytes | None, *, outgoing: bool) -> Order:
    """The order to make the Word file of a document."""
    draft = made.document.draft
    path = library.template("styles", f"{draft.style}.docx")
    template = path.read_bytes() if path else None
    secrets = _secrets(made) if outgoing else ()
    return Order(made.document, template, _executions(draft, library), manifest, outgoing, secrets)


def pack(order: Order) -> Packed:
    """Makes the Word file that was ordered."""
    from backsource_docs.rendering.word import ShellError, find_leaks, render_shell, write_word

    draft = order.document.draft
    shown = f"templates/styles/{draft.style}.docx"
    if order.template is None:
        return Packed(None, (_refusal("OU04", f"There is no Word template {draft.style}.docx.", shown),))
    try:
        shell = render_shell(order.template, draft, order.executions)
    except ShellError as error:
        return Packed(None, (_refusal("OU04", str(error), shown),))
    content = write_word(order.document, shell, outgoing=order.outgoing, manifest=order.manifest)
    leaks = find_leaks(content, order.secrets) if order.outgoing else ()
    wrong = (_refusal("OU03", f"The outgoing copy is not clean. {leak}", shown) for leak in leaks)
    return Packed(content, tuple(wrong), len(list(blanks_in(order.document))))


def _refusal(code: str, message: str, shown: str) -> Finding:
    remedy = "Nothing was written; correct the template or the text."
    return Finding(code, Severity.ERROR, message, Place(shown), remedy)


def _executions(draft: Draft, library: Library) -> Mapping[str, bytes]:
    """The template of signature blocks for each law that the draft is signed under."""
    laws = {block.law for part in draft.parts for block in part.blocks if isinstance(block, Execution)}
    paths = {law: library.template("execution", f"{law}.docx") for law in laws}
    return {law: path.read_bytes() for law, path in paths.items() if path}


def _secrets(made: Made) -> tuple[str, ...]:
    """Words that only the internal copy may hold: the drafting notes and the reasons of positions."""
    notes = [paragraph for note in made.document.draft.notes.values() for paragraph in note]
    choices = (pick.position_reason.partition(": ")[2] for pick in made.selection.picks.values())
    return (*notes, *filter(None, choices))
