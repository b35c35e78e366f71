"""`bsdocs check`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.options import as_json, deal_argument, drafting_options, fail_on
from backsource_docs.cli.showing import as_data, exit_status, print_json, show_findings

__all__ = ["command"]


@click.command("check", epilog="Example: bsdocs check deal.yaml --fail-on warning")
@deal_argument
@drafting_options
@fail_on
@as_json
def command(deal: Path, as_of: datetime.date | None, fail_on: str, as_json: bool, **wishes: Any) -> None:
    """Report everything in DEAL and its documents that wants a look; write nothing."""
    from backsource_docs.api import check

    result = check(deal, as_of=as_of, **wishes)
    if as_json:
        print_json({"findings": as_data(result.findings)})
    else:
        show_findings(result.findings, err=False)
    exit_status(result.findings, fail_on, ran=result.assembly is not None)
