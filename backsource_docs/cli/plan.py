"""`bsdocs plan`."""

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

_MOST = 5


class _WithStatus(click.Command):
    """A command of which some first words are commands of their own."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args[:1] == ["status"]:
            from backsource_docs.cli.status import command as status

            return status.make_context(f"{info_name} status", args[1:], parent, **extra)
        if args[:1] == ["baseline"]:
            from backsource_docs.cli.baseline import command as baseline

            return baseline.make_context(f"{info_name} baseline", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command(
    "plan",
    cls=_WithStatus,
    epilog="Example: bsdocs plan deal.yaml -o out/plan. What was agreed: bsdocs plan baseline --help. What was done: "
    "bsdocs plan status --help.",
)
@deal_argument
@into_folder("Write the plan and exports.")
@scoring_options
@click.option("--runs", type=click.IntRange(0, 1_000_000), default=10_000, show_default=True, help="Runs of the risk.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the runs.")
@click.option("--scenarios", is_flag=True, help="Compare the planned, a partial and a stressed exit.")
@click.option("--critical", is_flag=True, help="Show the critical tasks only.")
@fail_on
@as_json
def command(
    deal: Path,
    output: Path | None,
    as_of: datetime.date | None,
    critical: bool,
    scenarios: bool,
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
        lines = _scenarios(programme) if scenarios else _lines(programme, critical=critical)
        for line in lines if programme else ():
            click.echo(line)
        show_findings(result.findings, at_least=Severity.WARNING)
        for file in result.files:
            click.echo(f"Wrote {file}.")
    exit_status(result.findings, fail_on, ran=programme is not None and bool(result.files or not output))


def _scenarios(programme: Any) -> Iterator[str]:
    """The day on which each function comes home, a column for each scenario."""
    found = programme.scenarios
    if not found:
        yield "Scenarios are compared once a notice has a date."
        return
    names = list(dict.fromkeys(home.function for one in found for home in one.homes))
    days = [{home.function: f"{home.day} ({home.after} days)" for home in one.homes} for one in found]
    shown = [("", *(one.name for one in found))]
    shown += [(name, *(mine.get(name, "stays") for mine in days)) for name in names]
    shown.append(("Tasks, critical", *(f"{len(one.tasks)}, {len(one.critical)}" for one in found)))
    shown.append(("Tasks added", *(str(len(one.added)) for one in found)))
    shown += [("First day", *(str(one.start) for one in found)), ("End of the work", *(str(one.end) for one in found))]
    yield table(shown)
    yield ""
    yield from (f"{one.name}: {one.says}." for one in found)


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
