"""`bsdocs coverage`."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.options import as_json, coverage_options, deal_argument, fail_on, into_folder
from backsource_docs.cli.showing import as_data, exit_status, print_json, show_findings
from backsource_docs.findings import Severity

__all__ = ["command"]

_COLOURS = {"full": "green", "partial": "yellow", "none": "red"}
_WIDTH = 110
_PLACES = 3


@click.command("coverage", epilog="Example: bsdocs coverage deal.yaml -o out/coverage")
@deal_argument
@into_folder("Write the matrix into DIR.")
@coverage_options
@click.option("--all", "everything", is_flag=True, help="Show requirements that do not apply, too.")
@fail_on
@as_json
def command(
    deal: Path,
    output: Path | None,
    as_of: datetime.date | None,
    everything: bool,
    fail_on: str,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Show, requirement by requirement, what in the documents of DEAL meets it and what is missing."""
    from backsource_docs.api import coverage
    from backsource_docs.proof import coverage_data

    result = coverage(deal, output, as_of=as_of, **wishes)
    if as_json:
        data = coverage_data(result.coverage) if result.coverage else {}
        print_json({**data, "files": list(map(str, result.files)), "findings": as_data(result.findings)})
    else:
        for line in _lines(result.coverage, everything=everything) if result.coverage else ():
            click.echo(line)
        show_findings(result.findings, at_least=Severity.WARNING)
        for file in result.files:
            click.echo(f"Wrote {file}.")
    exit_status(result.findings, fail_on, ran=result.coverage is not None and bool(result.files or not output))


def _lines(coverage: Any, *, everything: bool) -> Iterator[str]:
    from backsource_docs.coverage.rows import UNCONFIRMED, counted

    for name, rows in coverage.by_instrument.items():
        shown = [row for row in rows if everything or row.status != "not applicable"]
        if shown:
            counts = ", ".join(f"{number} {status}" for status, number in counted(rows).items() if number)
            yield click.style(f"{name}: {counts}", bold=True)
            for row in shown:
                yield from _row(row)
            yield ""
    total = counted(coverage.rows)
    yield ", ".join(f"{number} {status}" for status, number in total.items()) + f"; {UNCONFIRMED} unconfirmed rows."
    yield f"{len(coverage.practice)} clauses of the draft are market practice that answers no requirement."


def _row(row: Any) -> Iterator[str]:
    status = click.style(row.status.ljust(8), fg=_COLOURS.get(row.status))
    places = list(dict.fromkeys(meeting.number or meeting.title for meeting in row.meetings))
    where = ", ".join(places[:_PLACES]) + (f" and {len(places) - _PLACES} more" if len(places) > _PLACES else "")
    yield f"  {status}  {row.citation.ljust(22)}  {row.requirement.title}" + (f": {where}" if where else "")
    for words in map(str, row.gaps) if row.gaps else [row.why] * (row.status != "full"):
        yield textwrap.fill(words, _WIDTH, initial_indent=" " * 12, subsequent_indent=" " * 12)
