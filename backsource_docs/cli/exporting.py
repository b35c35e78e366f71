"""`bsdocs clauses export`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from backsource_docs.cli.options import as_day
from backsource_docs.cli.shelves import opened, shelf_options
from backsource_docs.cli.showing import exit_status, refuse, show_findings

__all__ = ["export"]


@click.command(
    "export", short_help="write the library as one Word book", epilog="Example: bsdocs clauses export -o library.docx"
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", required=True, help="The Word file.")
@click.option("--as-of", callback=as_day, metavar="YYYY-MM-DD", help="The day that the book bears; today if left out.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@shelf_options
def export(
    output: Path, as_of: datetime.date | None, force: bool, library: Path | None, templates: Path | None
) -> None:
    """Write the whole library as one Word book, with guidance, parameters, contents and an index of terms."""
    from backsource_docs.keeping import export as exported

    if output.exists() and not force:
        refuse("OU01", f"{output} exists already.", output, "Name another file with -o, or write over it with --force.")
    content, findings = exported(opened(library, templates), as_of)
    if content is None:
        show_findings(findings)
        exit_status(findings, "error", ran=False)
        return
    output.write_bytes(content)
    click.echo(f"{output}: {len(content) // 1024 + 1} KB.")
