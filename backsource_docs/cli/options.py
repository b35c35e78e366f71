"""Options that several commands share."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from backsource_docs.cli.completing import document_names

__all__ = [
    "as_day",
    "as_json",
    "coverage_options",
    "deal_argument",
    "drafting_options",
    "fail_on",
    "into_folder",
    "scoring_options",
]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Command = TypeVar("Command", bound=Callable[..., Any])

deal_argument = click.argument("deal", type=click.Path(path_type=Path))
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
fail_on = click.option(
    "--fail-on",
    type=click.Choice(["info", "warning", "error"]),
    default="error",
    show_default=True,
    help="The least severity that makes the exit status 1.",
)


def into_folder(says: str) -> Callable[[Command], Command]:
    """The option of a folder to write into; `says` what is written."""
    return click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help=says)


def as_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> datetime.date | None:
    """A calendar day, as the deal file writes it."""
    if value is None:
        return None
    wrong = "is not a date"
    if _DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            wrong = "is a day that the calendar does not have"
    raise click.BadParameter(f"{value} {wrong}; write year-month-day, for example 2026-11-23.")


_DRAFTING = (
    click.option(
        "--only",
        multiple=True,
        metavar="DOC",
        shell_complete=document_names,
        help="This document only; may be given several times. A wrong name lists them all.",
    ),
    click.option(
        "--position",
        type=click.Choice(["customer", "balanced", "supplier"]),
        help="Position instead of the deal's overall one.",
    ),
    click.option("--as-of", callback=as_day, metavar="YYYY-MM-DD", help="The day on which the documents speak."),
    click.option("--library", type=click.Path(path_type=Path), metavar="DIR", help="Own clauses, laid over ours."),
    click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="Own templates, laid over ours."),
)


_REQUIREMENTS = click.option(
    "--requirements",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Own requirements, a file or a folder; may be given several times.",
)


def coverage_options(command: Command) -> Command:
    """The options of the commands that hold all documents of a deal against the requirements."""
    for option in (_REQUIREMENTS, *reversed(_DRAFTING[1:])):
        command = option(command)
    return command


def scoring_options(command: Command) -> Command:
    """The options of the commands that look at all documents of a deal together."""
    for option in reversed(_DRAFTING[1:]):
        command = option(command)
    return command


def drafting_options(command: Command) -> Command:
    """The options of every command that drafts."""
    for option in reversed(_DRAFTING):
        command = option(command)
    return command
