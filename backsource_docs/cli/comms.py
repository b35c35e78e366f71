"""`bsdocs comms`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.options import as_json, deal_argument, fail_on, into_folder, scoring_options
from backsource_docs.cli.showing import as_data, exit_status, print_json, show_findings
from backsource_docs.findings import Severity

__all__ = ["command"]

_WIDTH = 110
_INDENT = " " * 19
_COLOURS = {"may go": "green", "held": "red", "waits": "yellow", "no date": "cyan"}
_EPILOG = (
    "Example: bsdocs comms deal.yaml --as-of 2028-01-24 --facts. --json prints deal, as_of, messages (id, title, "
    "document, day, hour, not_before, after, owner, approver, channel, state, reasons), may_go, facts, wrong, files "
    "and findings."
)


@click.command("comms", epilog=_EPILOG)
@deal_argument
@into_folder("Write the communications plan and its calendar file into DIR.")
@click.option("--facts", is_flag=True, help="Also show each fact with the letters that state it.")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help="An earlier file of the deal, or the folder or manifest.json of a former build: show which letters made then "
    "are wrong now, and by which fact.",
)
@scoring_options
@fail_on
@as_json
def command(deal: Path, output: Path | None, facts: bool, fail_on: str, as_json: bool, **wishes: Any) -> None:
    """Show who is told what and when in DEAL, which letters may go now, and what holds the others back."""
    from backsource_docs.messaging import messages, messages_data

    result = messages(deal, output, facts=facts, **wishes)
    if as_json:
        files = list(map(str, result.files))
        print_json({**messages_data(result), "files": files, "findings": as_data(result.findings)})
    else:
        for line in _lines(result) if result.sequence else ():
            click.echo(line)
        show_findings(result.findings, at_least=Severity.WARNING)
        for file in result.files:
            click.echo(f"Wrote {file}.")
    exit_status(result.findings, fail_on, ran=result.sequence is not None and bool(result.files or not output))


def _lines(result: Any) -> Iterator[str]:
    sequence = result.sequence
    ready = ", ".join(step.title for step in sequence.ready) or "none"
    yield f"{sequence.name}, as known on {sequence.as_of}. May go now: {ready}."
    for step in sequence.steps:
        yield from _step(step)
    if result.facts:
        yield from ("", click.style("Facts and the letters that state them", bold=True))
        yield from (line for fact in result.facts for line in _fact(fact.path, fact.value, fact.letters))
    if result.compared:
        yield from ("", click.style("Letters that are wrong now", bold=True))
        yield from _wrong(result.wrong)


def _step(step: Any) -> Iterator[str]:
    day = step.day.isoformat() if step.day else "no date"
    state = click.style(step.state, fg=_COLOURS[step.state])
    yield f"  {day:<10} {step.hour}  {step.title}  [{state}]"
    after = f" After: {'; '.join(step.after)}." if step.after else ""
    yield _wrapped(f"{step.owner}, approved by {step.approver}; {step.channel}.{after}")
    yield from (_wrapped(reason) for reason in step.reasons)


def _wrong(wrong: Any) -> Iterator[str]:
    if not wrong:
        yield "  None: every letter states what it stated."
    for one in wrong:
        yield from _fact(one.path, f"{one.was} is now {one.now or 'not stated'}", one.letters)


def _fact(path: str, value: str, letters: Any) -> Iterator[str]:
    yield textwrap.fill(f"{path}: {value}", _WIDTH, initial_indent="  ", subsequent_indent="    ")
    yield _wrapped(", ".join(letters))


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False)
