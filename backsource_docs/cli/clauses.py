"""`bsdocs clauses`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli import approving, comparing, exporting, searching
from backsource_docs.cli.completing import clause_ids
from backsource_docs.cli.options import as_json, fail_on
from backsource_docs.cli.shelves import clause_of, opened, shelf_options
from backsource_docs.cli.showing import as_data, exit_status, print_json, show_findings, table

__all__ = ["command"]


@click.group("clauses", epilog="Example: bsdocs clauses show tra-assistance-period")
def command() -> None:
    """List, search, compare, approve and check the clause library."""


for _part in (searching.find, comparing.compare, approving.approve, approving.rebase, exporting.export):
    command.add_command(_part)


@command.command("list", short_help="list every clause", epilog="Example: bsdocs clauses list --json")
@shelf_options
@as_json
def listed(library: Path | None, templates: Path | None, as_json: bool) -> None:
    """List every clause with its family, positions and laws."""
    clauses = list(opened(library, templates).clauses("clauses"))
    if as_json:
        print_json([_data(clause) for clause in clauses])
        return
    rows = [("Clause", "Title", "Family", "Positions", "Laws")]
    rows += [
        (clause.id, clause.matter.title, clause.matter.family, " ".join(clause.positions), " ".join(clause.matter.laws))
        for clause in sorted(clauses, key=lambda clause: (clause.matter.family, clause.id))
    ]
    click.echo(table(rows))
    negotiated = sum(len(clause.positions) == 3 for clause in clauses)
    families = len(Counter(clause.matter.family for clause in clauses))
    click.echo(f"\n{len(clauses)} clauses in {families} families, {negotiated} in three positions.")


def _data(clause: Any) -> dict[str, Any]:
    return {
        "id": clause.id,
        "title": clause.matter.title,
        "family": clause.matter.family,
        "positions": list(clause.positions),
        "laws": list(clause.matter.laws),
        "requirements": list(clause.matter.satisfies),
        "version": clause.version,
        "fingerprint": clause.fingerprint,
        "approval": {
            "state": clause.approval,
            **(clause.matter.approved.model_dump() if clause.matter.approved else {}),
        },
    }


@command.command("show", short_help="show a clause in all its positions", epilog="Example: bsdocs clauses show lia-cap")
@click.argument("clause", shell_complete=clause_ids)
@shelf_options
def shown(clause: str, library: Path | None, templates: Path | None) -> None:
    """Show CLAUSE in all its positions, with its guidance and what it uses."""
    from backsource_docs.drafting.describing import described

    shelves = opened(library, templates)
    click.echo(described(clause_of(shelves, clause), shelves))


@command.command(
    "check",
    short_help="check every file of the library",
    epilog="Example: bsdocs clauses check --library house/clauses",
)
@shelf_options
@fail_on
@as_json
def checked(library: Path | None, templates: Path | None, fail_on: str, as_json: bool) -> None:
    """Check every file of the library: names, references, positions, guidance, words."""
    from backsource_docs.checks.library_check import check_library

    findings = check_library(opened(library, templates))
    if as_json:
        print_json({"findings": as_data(findings)})
    else:
        show_findings(findings, err=False)
    exit_status(findings, fail_on)
