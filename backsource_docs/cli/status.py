"""`bsdocs plan status`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.options import as_json, deal_argument, fail_on, into_folder, scoring_options
from backsource_docs.cli.showing import as_data, exit_status, print_json, show_findings, table
from backsource_docs.findings import Severity

__all__ = ["command"]

_MOST = 20


@click.command("status", epilog="Example: bsdocs plan status deal.yaml --actuals actuals.csv --as-of 2028-05-05")
@deal_argument
@click.option(
    "--actuals",
    type=click.Path(path_type=Path),
    metavar="CSV",
    required=True,
    help="What was done: task, started, finished, percent, expected, note.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The agreed plan that slips are counted from, as plan baseline wrote it; else the plan of the deal.",
)
@into_folder("Write the report and a table.")
@scoring_options
@fail_on
@as_json
def command(
    deal: Path,
    actuals: Path,
    output: Path | None,
    as_of: datetime.date | None,
    fail_on: str,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Forecast the exit of DEAL from what was done: slips against the plan, and what they do to the end.

    A task is named by its id or number; days are written year-month-day. With -o the report to the committee.
    """
    from backsource_docs.progressing import plan_status, status_data

    result = plan_status(deal, actuals, output, as_of=as_of, **wishes)
    if as_json:
        data = status_data(result.status) if result.status else {}
        print_json({**data, "files": list(map(str, result.files)), "findings": as_data(result.findings)})
    else:
        for line in _lines(result.status) if result.status else ():
            click.echo(line)
        show_findings(result.findings, at_least=Severity.WARNING)
        for file in result.files:
            click.echo(f"Wrote {file}.")
    exit_status(result.findings, fail_on, ran=result.status is not None and bool(result.files or not output))


def _lines(status: Any) -> Iterator[str]:
    from backsource_docs.planning.status_tables import late_words

    yield f"As of {status.as_of}: work that needs assistance ends on {status.end}, {late_words(status.slip)}."
    against = f" by the baseline of {status.baseline}" if status.baseline else ""
    ends = status.assistance_ends or "a day not known"
    yield f"Planned{against} was {status.planned_end}; assistance ends on {ends}."
    stones = [(stone.name, str(stone.planned), str(stone.forecast), late_words(stone.slip)) for stone in status.stones]
    yield table([("Milestone", "Promised", "Forecast", "Slip"), *stones])
    yield ""
    slips = [_slip(row, late_words(row.slip)) for row in status.slipped[:_MOST]]
    if slips:
        yield table([("No.", "Task", "State", "Planned", "Forecast", "Ends", "End moves"), *slips])
    states = ("done", "running", "overdue", "to come")
    yield ", ".join(f"{len(status.of_state(state))} {state}" for state in states) + "."


def _slip(row: Any, words: str) -> tuple[str, ...]:
    effect = "" if row.effect is None else f"{row.effect:+d}"
    days = str(row.planned.finish), str(row.forecast.finish)
    return row.planned.task.number, row.planned.task.name, row.state, *days, words, effect
