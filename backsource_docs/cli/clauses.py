"""`bsdocs clauses`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.completing import clause_ids
from backsource_docs.cli.options import as_json, fail_on
from backsource_docs.cli.showing import as_data, exit_status, print_json, show_findings, table

__all__ = ["command"]

_FOLDERS = (
    click.option("--library", type=click.Path(path_type=Path), metavar="DIR", help="Own clauses, laid over ours."),
    click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="Own templates, laid over ours."),
)


def _folders(command: Any) -> Any:
    for option in _FOLDERS:
        command = option(command)
    return command


def _library(library: Path | None, templates: Path | None) -> Any:
    from backsource_docs.api import open_library

    shelves, findings = open_library(None, library, templates)
    if shelves is None:
        show_findings(findings)
        exit_status(findings, "error", ran=False)
    return shelves


@click.group("clauses", epilog="Example: bsdocs clauses show tra-assistance-period")
def command() -> None:
    """List, show and check the clause library."""


@command.command("list", epilog="Example: bsdocs clauses list --json")
@_folders
@as_json
def listed(library: Path | None, templates: Path | None, as_json: bool) -> None:
    """List every clause with its family, positions and laws."""
    clauses = list(_library(library, templates).clauses("clauses"))
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
    }


@command.command("show", epilog="Example: bsdocs clauses show lia-cap")
@click.argument("clause", shell_complete=clause_ids)
@_folders
def shown(clause: str, library: Path | None, templates: Path | None) -> None:
    """Show CLAUSE in all its positions, with its guidance and what it uses."""
    from backsource_docs.drafting.describing import described

    shelves = _library(library, templates)
    found = shelves.clause(clause)
    if found is None:
        import difflib

        close = difflib.get_close_matches(clause, list(shelves.files), 1)
        hint = f" Did you mean {close[0]}?" if close else " See bsdocs clauses list."
        click.echo(f"There is no clause {clause}.{hint}", err=True)
        exit_status((), "error", ran=False)
    click.echo(described(found, shelves))


@command.command("check", epilog="Example: bsdocs clauses check --library house/clauses")
@_folders
@fail_on
@as_json
def checked(library: Path | None, templates: Path | None, fail_on: str, as_json: bool) -> None:
    """Check every file of the library: names, references, positions, guidance, words."""
    from backsource_docs.checks.library_check import check_library

    findings = check_library(_library(library, templates))
    if as_json:
        print_json({"findings": as_data(findings)})
    else:
        show_findings(findings, err=False)
    exit_status(findings, fail_on)
