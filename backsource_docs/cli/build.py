"""`bsdocs build`."""

from __future__ import annotations

import datetime
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.options import as_json, deal_argument, drafting_options, fail_on
from backsource_docs.cli.showing import as_data, exit_status, print_json, show_findings, table
from backsource_docs.findings import Severity

__all__ = ["command"]

WIDTH = 60


@click.command("build", epilog="Example: bsdocs build deal.yaml -o out/deal --only exit-plan")
@deal_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT",
              help="Folder for the documents; out/NAME of the deal if left out.")  # fmt: skip
@drafting_options
@click.option("--outgoing", is_flag=True, help="Clean copies for the other side, nothing internal in any part.")
@click.option("--final", is_flag=True, help="Refuse blanks and unapproved clauses.")
@fail_on
@as_json
@click.option("--quiet", is_flag=True, help="Show errors only.")
def command(
    deal: Path,
    output: Path | None,
    as_of: datetime.date | None,
    fail_on: str,
    as_json: bool,
    quiet: bool,
    **wishes: Any,
) -> None:
    """Build the documents of DEAL into a folder, whole or not at all."""
    from backsource_docs.api import build

    with _progress(silent=quiet or as_json) as step:
        result = build(deal, output, as_of=as_of, progress=step, **wishes)
    if as_json:
        print_json({"folder": str(result.folder), "documents": _data(result), "findings": as_data(result.findings)})
    else:
        if not quiet:
            _show(result, deal)
        show_findings(result.findings, at_least=Severity.ERROR if quiet else Severity.WARNING, count=not quiet)
        if not quiet and result.documents:
            _next_command(result, deal)
    exit_status(result.findings, fail_on, ran=bool(result.documents))


@contextmanager
def _progress(*, silent: bool) -> Iterator[Callable[[str], None]]:
    """A line on a terminal that is rewritten with each step once a second has passed, and cleared at the end."""
    began = time.monotonic()
    shown = False

    def step(words: str) -> None:
        nonlocal shown
        if not silent and sys.stderr.isatty() and time.monotonic() - began > 1:
            click.echo(f"\r{words} …".ljust(WIDTH), nl=False, err=True)
            shown = True

    try:
        yield step
    finally:
        if shown:
            click.echo("\r" + " " * WIDTH + "\r", nl=False, err=True)


def _show(result: Any, deal: Path) -> None:
    if not result.documents:
        click.echo(f"Nothing was written for {deal}.", err=True)
        return
    rows = [("Document", "File", "Clauses", "Blanks", "Size")]
    rows += [
        (made.title, str(made.file), str(made.clauses), str(made.blanks), f"{made.size // 1024 + 1} KB")
        for made in result.documents
    ]
    click.echo(table(rows))
    click.echo()


def _data(result: Any) -> list[dict[str, Any]]:
    return [
        {"id": made.id, "title": made.title, "file": str(made.file), "clauses": made.clauses, "blanks": made.blanks}
        for made in result.documents
    ]


def _next_command(result: Any, deal: Path) -> None:
    first = shlex.quote(str(result.documents[0].file))
    following = f"bsdocs check {shlex.quote(str(deal))}"
    click.echo(f"\nOpen {first} in Word. Next: {following}, for every open blank by its line.")
