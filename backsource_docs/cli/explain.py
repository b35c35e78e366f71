"""`bsdocs explain`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.options import deal_argument, drafting_options
from backsource_docs.cli.showing import exit_status, show_findings

__all__ = ["command"]


@click.command("explain", epilog="Example: bsdocs explain deal.yaml tra-assistance-period")
@deal_argument
@click.argument("clause")
@drafting_options
def command(deal: Path, clause: str, as_of: datetime.datetime | None, **wishes: Any) -> None:
    """Say why CLAUSE is in or out of the documents of DEAL, at which position, by which line, which version."""
    from backsource_docs.api import check

    result = check(deal, as_of=as_of.date() if as_of else None, **wishes)
    if result.assembly is None:
        show_findings(result.findings)
        exit_status(result.findings, "error", ran=False)
        return
    told = [line for made in result.assembly.made for line in _told(made, clause)]
    if not told:
        click.echo(f"No document of this deal knows a clause {clause}. See bsdocs clauses list.", err=True)
        exit_status((), "error", ran=False)
    click.echo("\n".join(told))


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
        f"  position: {pick.position}, by {pick.position_reason}",
        f"  positions: {', '.join(pick.clause.positions)}; "
        f"fallback: {', '.join(pick.clause.matter.fallback) or 'none'}",
        f"  version: {pick.clause.version}, fingerprint {pick.clause.fingerprint}, file {pick.clause.file}",
    ]
