"""The library as the commands under `bsdocs clauses` open it, and a clause that was asked for by its id."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from backsource_docs.cli.showing import show_findings

__all__ = ["clause_of", "no_clause", "opened", "shelf_options"]

_FOLDERS = (
    click.option("--library", type=click.Path(path_type=Path), metavar="DIR", help="Own clauses, laid over ours."),
    click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="Own templates, laid over ours."),
)


def shelf_options(command: Any) -> Any:
    """The options that lay a firm's own folders over ours."""
    for option in _FOLDERS:
        command = option(command)
    return command


def opened(library: Path | None, templates: Path | None) -> Any:
    """The library with the firm's own folders; the process ends where they do not exist."""
    from backsource_docs.opening import open_library

    shelves, findings = open_library(None, library, templates)
    if shelves is None:
        show_findings(findings)
        sys.exit(2)
    click.get_current_context().call_on_close(shelves.memory.keep)
    return shelves


def clause_of(shelves: Any, name: str) -> Any:
    """The clause of that id; the process ends with the nearest id where there is none."""
    found = shelves.clause(name)
    if found is None:
        no_clause(shelves, name)
    return found


def no_clause(shelves: Any, name: str) -> NoReturn:
    """Ends the process because no clause of that id can be read."""
    import difflib

    if shelves.findings and name in shelves.files:
        show_findings(shelves.findings)
        sys.exit(2)
    close = difflib.get_close_matches(name, list(shelves.files), 1)
    hint = f" Did you mean {close[0]}?" if close else " See bsdocs clauses list."
    click.echo(f"There is no clause {name}.{hint}", err=True)
    sys.exit(2)
