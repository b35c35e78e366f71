"""`bsdocs clauses approve` and `bsdocs clauses rebase`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.completing import clause_ids
from backsource_docs.cli.options import as_day
from backsource_docs.cli.shelves import no_clause, opened
from backsource_docs.cli.showing import show_findings, table

__all__ = ["approve", "rebase"]


@click.command(
    "approve",
    short_help="record that texts were approved",
    epilog='Example: bsdocs clauses approve lia-cap --by "A. Osei" --library house',
)
@click.argument("clauses", nargs=-1, shell_complete=clause_ids)
@click.option(
    "--used-in", type=click.Path(path_type=Path), metavar="DEAL", help="Every text that the documents of DEAL print."
)
@click.option("--by", required=True, metavar="NAME", help="Who approves.")
@click.option("--as-of", callback=as_day, metavar="YYYY-MM-DD", help="The day of the approval; today if left out.")
@click.option("--library", type=click.Path(path_type=Path), metavar="DIR", help="The firm's folder, which records it.")
def approve(
    clauses: tuple[str, ...], used_in: Path | None, by: str, as_of: datetime.date | None, library: Path | None
) -> None:
    """Record in the files of CLAUSES that their texts, as they are now, were approved."""
    from backsource_docs.keeping import approve as approved_in

    if not by.strip():
        raise click.BadParameter("an approval needs the name of a person.", param_hint="--by")
    names = (*clauses, *(_texts_of(used_in, library) if used_in else ()))
    if not names:
        raise click.UsageError("Name the clauses, or the deal whose documents were read, with --used-in.")
    shelves = _with(library, names)
    kept = approved_in(shelves, names, by.strip(), as_of, library)
    rows = [("Clause", "Title", "Version", "Fingerprint", "File")]
    rows += [(entry.id, entry.title, str(entry.version), entry.fingerprint, str(entry.file)) for entry in kept]
    click.echo(table(rows))
    click.echo(f"\n{len(kept)} text{'s' * (len(kept) != 1)} approved by {by.strip()}.")


@click.command(
    "rebase",
    short_help="record that a firm's texts were read against ours",
    epilog="Example: bsdocs clauses rebase lia-cap --library house",
)
@click.argument("clauses", nargs=-1, required=True, shell_complete=clause_ids)
@click.option("--library", type=click.Path(path_type=Path), metavar="DIR", required=True, help="The firm's folder.")
def rebase(clauses: tuple[str, ...], library: Path) -> None:
    """Record that CLAUSES of the firm's folder were read against our texts as they are now."""
    from backsource_docs.keeping import rebase as rebased_in

    shelves = _with(library, clauses)
    for name in clauses:
        if shelves.beneath(name) is None:
            message = f"{name} lies over nothing: it is not a file in {library} that replaces or extends one of ours."
            click.echo(message, err=True)
            sys.exit(2)
    rows = [("Clause", "Title", "Written for", "Now", "File")]
    for entry in rebased_in(shelves, clauses):
        rows.append((entry.id, entry.title, entry.former or "not stated", entry.fingerprint, str(entry.file)))
    click.echo(table(rows))


def _texts_of(deal: Path, library: Path | None) -> tuple[str, ...]:
    """The ids of the texts in the documents of a deal; the process ends where it cannot be drafted."""
    from backsource_docs.api import check
    from backsource_docs.checks import texts_used

    checked = check(deal, library=library)
    if checked.assembly is None:
        show_findings(checked.findings)
        sys.exit(2)
    return texts_used(checked.assembly.made, checked.assembly.file, checked.assembly.library)


def _with(library: Path | None, clauses: tuple[str, ...]) -> Any:
    """The library, if it has all the clauses."""
    shelves = opened(library, None)
    for name in clauses:
        if shelves.clause(name) is None:
            no_clause(shelves, name)
    return shelves
