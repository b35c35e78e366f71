"""A finished document into the bytes of a Word file, and the gate that an outgoing copy must pass."""

from __future__ import annotations

from collections.abc import Mapping

from backsource_docs.drafting.made import Made
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.store import Library
from backsource_docs.tree import Draft, Execution

__all__ = ["packed"]


def packed(
    made: Made, library: Library, manifest: bytes | None, *, outgoing: bool
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The Word file of a document, or None where its template cannot be used.

    For an outgoing copy there is a finding for each internal text that is left in any part.
    """
    from backsource_docs.rendering.word import ShellError, find_leaks, render_shell, write_word

    draft = made.document.draft
    path = library.template("styles", f"{draft.style}.docx")
    shown = f"templates/styles/{draft.style}.docx"
    if path is None:
        return None, (_refusal("OU04", f"There is no Word template {draft.style}.docx.", shown),)
    try:
        shell = render_shell(path.read_bytes(), draft, _executions(draft, library))
    except ShellError as error:
        return None, (_refusal("OU04", str(error), shown),)
    content = write_word(made.document, shell, outgoing=outgoing, manifest=manifest)
    leaks = find_leaks(content, _secrets(made)) if outgoing else ()
    return content, tuple(_refusal("OU03", f"The outgoing copy is not clean. {leak}", shown) for leak in leaks)


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
