"""`bsdocs explain`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.completing import clause_ids
from backsource_docs.cli.options import deal_argument, drafting_options
from backsource_docs.cli.showing import exit_status, show_findings

__all__ = ["command"]


@click.command("explain", epilog="Example: bsdocs explain deal.yaml tra-assistance-period")
@deal_argument
@click.argument("clause", shell_complete=clause_ids)
@drafting_options
def command(deal: Path, clause: str, as_of: datetime.date | None, **wishes: Any) -> None:
    """Say why CLAUSE is in or out of the documents of DEAL, at which position, by which line, which version."""
    from backsource_docs.api import check

    result = check(deal, as_of=as_of, **wishes)
    if result.assembly is None:
        show_findings(result.findings)
        exit_status(result.findings, "error", ran=False)
        return
    told = [line for made in result.assembly.made for line in _told(made, clause)]
    if not told:
        click.echo(_unknown(result.assembly, clause), err=True)
        exit_status((), "error", ran=False)
    click.echo("\n".join(told))


def _unknown(assembly: Any, clause: str) -> str:
    """Why there is nothing to say of a clause: it is misspelled, or no document that is made asks for it."""
    import difflib

    library = assembly.library
    if clause in library.files:
        made = ", ".join(made.document.draft.title for made in assembly.made) or "none"
        return f"{clause} is in the library, but no document of this run asks for it. The documents are: {made}."
    selections = [made.selection for made in assembly.made]
    near = [name for selection in selections for name in (*selection.picks, *selection.skips)]
    close = difflib.get_close_matches(clause, [*near, *library.files], 1)
    hint = f"Did you mean {close[0]}?" if close else "See bsdocs clauses list."
    return f"There is no clause {clause}. {hint}"


def _position(pick: Any) -> str:
    if len(pick.clause.positions) == 1:
        return f"  position: none to choose, because {pick.position_reason}"
    return f"  position: {pick.position}, by {pick.position_reason}"


def _told(made: Any, clause: str) -> list[str]:
    document, selection = made.document, made.selection
    title = document.draft.title
    if clause in selection.skips:
        skip = selection.skips[clause]
        return [f"{clause} ({skip.title}) is out of {title}: {skip.reason} ({skip.place})."]
    if clause not in selection.picks:
        return []
    pick = selection.picks[clause]
    number = document.numbers.get(clause)
    return [
        f"{clause} ({pick.clause.matter.title}) is in {title}"
        + (f" as {number.word} {number.label}" if number else ""),
        f"  why: {pick.reason} ({pick.place})",
        _position(pick),
        f"  positions: {', '.join(pick.clause.positions)}; "
        f"fallback: {', '.join(pick.clause.matter.fallback) or 'none'}",
        f"  version: {pick.clause.version}, fingerprint {pick.clause.fingerprint}, file {pick.clause.file}",
    ]
