"""`bsdocs plan baseline`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.options import as_json, deal_argument, fail_on, scoring_options
from backsource_docs.cli.showing import as_data, exit_status, print_json, show_findings
from backsource_docs.findings import Severity

__all__ = ["command"]


@click.command("baseline", epilog="Example: bsdocs plan baseline deal.yaml -o baseline.json --as-of 2028-04-28")
@deal_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    required=True,
    help="The file for the agreed days; it must not exist yet.",
)
@scoring_options
@fail_on
@as_json
def command(deal: Path, output: Path, as_of: datetime.date | None, fail_on: str, as_json: bool, **wishes: Any) -> None:
    """Keep the days of the plan of DEAL as they are agreed, so that plan status can count slips from them later."""
    from backsource_docs.progressing import plan_baseline

    result = plan_baseline(deal, output, as_of=as_of, **wishes)
    if as_json:
        tasks = len(result.baseline.tasks) if result.baseline else 0
        file = str(result.file) if result.file else None
        print_json({"tasks": tasks, "file": file, "findings": as_data(result.findings)})
    else:
        show_findings(result.findings, at_least=Severity.WARNING)
        if result.file and result.baseline:
            click.echo(f"Wrote {result.file}: {len(result.baseline.tasks)} tasks, ending on {result.baseline.end}.")
    exit_status(result.findings, fail_on, ran=result.file is not None)
