"""`bsdocs dates`."""

from __future__ import annotations

import contextlib
import datetime
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from backsource_docs.cli.options import as_day, as_json, deal_argument, fail_on, into_folder, scoring_options
from backsource_docs.cli.showing import as_data, exit_status, print_json, show_findings
from backsource_docs.findings import Severity

__all__ = ["command"]

_WIDTH = 110
_COLOURS = {"today": "yellow", "lost": "red", "no date": "cyan"}
_INDENT = " " * 14
_HOUR = re.compile(r"\d{2}:\d{2}", re.ASCII)
_EPILOG = (
    "Example: bsdocs dates deal.yaml --wish 2028-10-31 --as-of 2028-01-14. Each day stands with its derivation; a lost "
    "one with what to do instead. --json prints deal, as_of, asked, answer, groups of entries (id, deadline, title, "
    "day, until, method, state, derivation, agreement, clause, who, do, instead, source, confirmed), rules, files and "
    "findings."
)


def _hour(ctx: click.Context, parameter: click.Parameter, value: str | None) -> datetime.time | None:
    """An hour of the day; what is none is refused with an example."""
    if value is None:
        return None
    if _HOUR.fullmatch(value):
        with contextlib.suppress(ValueError):
            return datetime.time.fromisoformat(value)
    raise click.BadParameter(f"{value} is not an hour; write hours and minutes, for example 16:30.")


@click.command("dates", epilog=_EPILOG)
@deal_argument
@into_folder("Write the Word schedule and the calendar file into DIR.")
@click.option("--wish", callback=as_day, metavar="YYYY-MM-DD", help="The wished day: by when must what be served?")
@click.option(
    "--for",
    "aim",
    type=click.Choice(["termination", "cut-over"]),
    default="termination",
    show_default=True,
    help="What is to happen on the wished day.",
)
@click.option("--at", "hour", callback=_hour, metavar="HH:MM", help="The hour; after business hours today is lost.")
@scoring_options
@fail_on
@as_json
def command(
    deal: Path,
    output: Path | None,
    wish: datetime.date | None,
    aim: Any,
    hour: datetime.time | None,
    fail_on: str,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Show the last day to serve each notice of DEAL by each permitted method, and what must come first."""
    from backsource_docs.dates.entries import Asked
    from backsource_docs.diary import dates, dates_data

    result = dates(deal, output, asked=Asked(wish, aim, hour), **wishes)
    found = result.diary
    if as_json:
        data = dates_data(found) if found else {}
        print_json({**data, "files": list(map(str, result.files)), "findings": as_data(result.findings)})
    else:
        for line in _lines(found) if found else ():
            click.echo(line)
        show_findings(result.findings, at_least=Severity.WARNING)
        for file in result.files:
            click.echo(f"Wrote {file}.")
    exit_status(result.findings, fail_on, ran=found is not None and bool(result.files or not output))


def _lines(diary: Any) -> Iterator[str]:
    from backsource_docs.dates.entries import GROUPS

    yield f"{diary.name}, as known on {diary.as_of}"
    yield textwrap.fill(diary.answer if diary.asked.wish else f"Next: {diary.answer}", _WIDTH)
    for group, entries in diary.by_group.items():
        yield from ("", click.style(GROUPS[group], bold=True))
        yield from _group(entries)
    yield from ("", click.style("How days are counted", bold=True))
    for rule in diary.rules:
        yield textwrap.fill(rule, _WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _group(entries: Any) -> Iterator[str]:
    """The ways to serve one notice under its name, every other day on a line of its own."""
    seen = ""
    for entry in entries:
        if entry.method and entry.deadline != seen:
            yield f"  {entry.title}"
        seen = entry.deadline
        yield from _entry(entry)


def _entry(entry: Any) -> Iterator[str]:
    day = entry.day.isoformat() if entry.day else "no date"
    state = "" if entry.state in ("open", "no date") else click.style(entry.state, fg=_COLOURS.get(entry.state))
    what = entry.method or entry.title
    until = f", {entry.until}" if entry.until else ""
    yield f"  {day:<10}  {what}{until}" + (f"  [{state}]" if state else "")
    yield _wrapped(f"{entry.derivation}.")
    if entry.do:
        yield _wrapped(entry.do)
    if not entry.confirmed:
        yield _wrapped("The figure of the law is unconfirmed: counsel to check.")
    if entry.instead:
        yield _wrapped(f"Instead: {entry.instead}")


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
