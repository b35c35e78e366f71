"""`bsdocs plan`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.options import as_json, deal_argument, fail_on, scoring_options
from backsource_docs.cli.showing import as_data, exit_status, print_json, show_findings, table
from backsource_docs.findings import Severity

__all__ = ["command"]

_MOST = 5


@click.command("plan", epilog="Example: bsdocs plan deal.yaml -o out/plan")
@deal_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Write the plan and exports.")
@scoring_options
@click.option("--runs", type=click.IntRange(0, 1_000_000), default=10_000, show_default=True, help="Runs of the risk.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the runs.")
@click.option("--critical", is_flag=True, help="Show the critical tasks only.")
@fail_on
@as_json
def command(
    deal: Path,
    output: Path | None,
    as_of: datetime.date | None,
    critical: bool,
    fail_on: str,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Schedule the exit of DEAL: days, slack, critical path, roles, risk; with -o the plan and its exports.

    Without a date for the notice the days are T+n, in business days from its receipt.
    """
    from backsource_docs.timetabling import plan, plan_data

    result = plan(deal, output, as_of=as_of, **wishes)
    programme = result.programme
    if as_json:
        data = plan_data(programme) if programme else {}
        print_json({**data, "files": list(map(str, result.files)), "findings": as_data(result.findings)})
    else:
        for line in _lines(programme, critical=critical) if programme else ():
            click.echo(line)
        show_findings(result.findings, at_least=Severity.WARNING)
        for file in result.files:
            click.echo(f"Wrote {file}.")
    exit_status(result.findings, fail_on, ran=programme is not None and bool(result.files or not output))


def _lines(programme: Any, *, critical: bool) -> Iterator[str]:
    from backsource_docs.programme.cells import days_of

    rows = programme.critical if critical else programme.rows
    shown = [("No.", "Task", "Owner", "Start", "Finish", "Slack")]
    for row in rows:
        task, entry = row.task, row.entry
        days = map(str, days_of(row, programme))
        shown.append((task.number, task.name, task.owner, *days, f"{entry.slack}{' !' if entry.critical else ''}"))
    yield table(shown)
    yield ""
    yield f"{len(programme.rows)} tasks, {len(programme.critical)} of them critical (!); slack in business days."
    if programme.relative:
        yield "No notice has a date: T+0 is the day of its receipt, T+n lies n business days after it."
    if programme.risk:
        yield from _risk(programme.risk)


def _risk(risk: Any) -> Iterator[str]:
    ends = ", ".join(f"P{level} {day}" for level, day in risk.ends.items())
    yield f"Work that needs assistance ends on {risk.planned} as planned; in {risk.runs:,} runs {ends}."
    if risk.chance is not None:
        yield f"Chance of ending within the assistance, by {risk.assistance_ends}: {risk.chance:.0%}."
    if risk.overrun and risk.extension_cost:
        yield f"Overrun on average {risk.overrun:.0f} days, {risk.extension_cost} at the running charges."
    if risk.term:
        yield f"Length of assistance that holds 80% of the runs: {risk.term}."
    for driver in risk.drivers[:_MOST]:
        yield f"  drives the end in {driver.on_chain:.0%} of the runs: {driver.number} {driver.name}"
