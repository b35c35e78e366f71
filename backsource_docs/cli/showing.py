"""How commands show findings, and the exit status that follows from them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from backsource_docs.findings import Finding, Place, Severity, worst

__all__ = ["as_data", "exit_status", "print_json", "refuse", "show_findings", "table"]

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def show_findings(
    findings: Sequence[Finding], *, at_least: Severity = Severity.INFO, count: bool = True, err: bool = True
) -> None:
    """Prints the findings, one each, and (`count`) how many of each severity there are.

    They go to standard error (`err`) unless they are what the command was asked for.
    """
    for finding in findings:
        if finding.severity >= at_least:
            click.echo(_line(finding), err=err)
    if not count:
        return
    counts = [(severity, sum(f.severity is severity for f in findings)) for severity in reversed(Severity)]
    said = ", ".join(f"{number} {severity.word}{'s' * (number != 1)}" for severity, number in counts if number)
    click.echo(f"Findings: {said or 'none'}.", err=err)


def _line(finding: Finding) -> str:
    severity = click.style(finding.severity.word, fg=_COLOURS[finding.severity])
    place = f"{finding.place} " if str(finding.place) else ""
    return f"{place}{finding.code} {severity}: {' '.join(filter(None, [finding.message, finding.remedy]))}"


def as_data(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """The findings as plain data for --json."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity.word,
            "message": finding.message,
            "remedy": finding.remedy,
            "file": finding.place.file,
            "line": finding.place.line,
            "column": finding.place.column,
        }
        for finding in findings
    ]


def refuse(code: str, message: str, file: Path, remedy: str) -> NoReturn:
    """Ends the process without having done anything, and says why."""
    show_findings([Finding(code, Severity.ERROR, message, Place(str(file)), remedy)])
    sys.exit(2)


def print_json(data: Any) -> None:
    """Prints data as JSON on standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def exit_status(findings: Iterable[Finding], fail_on: str, *, ran: bool = True) -> None:
    """Ends the process: 2 where the command could not run, 1 with findings at or above the level, else 0."""
    gravest = worst(findings)
    if not ran:
        sys.exit(2)
    sys.exit(1 if gravest is not None and gravest >= Severity[fail_on.upper()] else 0)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as columns of plain text, the first row underlined."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
