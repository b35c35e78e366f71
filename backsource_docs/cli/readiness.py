"""`bsdocs readiness`."""

from __future__ import annotations

import datetime
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
_STRONG = {"in place": "green", "largely in place": "green", "in part": "yellow", "open": "red"}
_MOST_NEXT = 5


@click.command("readiness", epilog="Example: bsdocs readiness deal.yaml -o out/readiness")
@deal_argument
@into_folder("Write the board's page into DIR.")
@scoring_options
@click.option("--evidence", is_flag=True, help="Show what each point rests on.")
@fail_on
@as_json
def command(
    deal: Path,
    output: Path | None,
    as_of: datetime.date | None,
    evidence: bool,
    fail_on: str,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Score the ten steps and the closing steps for DEAL, with the evidence and the next best thing to do."""
    from backsource_docs.scorecard import readiness, readiness_data

    result = readiness(deal, output, as_of=as_of, **wishes)
    found = result.readiness
    if as_json:
        data = readiness_data(found) if found else {}
        print_json({**data, "files": list(map(str, result.files)), "findings": as_data(result.findings)})
    else:
        for line in _lines(found, evidence=evidence) if found else ():
            click.echo(line)
        show_findings(result.findings, at_least=Severity.WARNING)
        for file in result.files:
            click.echo(f"Wrote {file}.")
    exit_status(result.findings, fail_on, ran=found is not None and bool(result.files or not output))


def _lines(found: Any, *, evidence: bool) -> Iterator[str]:
    for title, total in found.by_chapter.items():
        yield f"{click.style(title, bold=True)}: {_of(total, ' points')}, {total.state}"
        for step in found.steps:
            if step.chapter == title:
                yield from _step(step, evidence=evidence)
        yield ""
    yield f"Together {_of(found.sum, ' points')}: {found.sum.state} ({found.bands})."
    if found.next_steps:
        yield from ("", click.style("Do next", bold=True))
        for count, (step, best) in enumerate(found.next_steps[:_MOST_NEXT], 1):
            yield _wrapped(f"{count}. {best.next} (+{best.gain}, {step.step.title})", "   ")


def _step(step: Any, *, evidence: bool) -> Iterator[str]:
    number = step.step.id.rpartition("-")[2].lstrip("0")
    total = step.sum
    state = click.style(total.state, fg=_STRONG.get(total.state))
    unjudged = f", {total.unjudged} not judged" if total.unjudged else ""
    points = f"{total.points} of {total.maximum}" if total.maximum else "none"
    yield f"  {number:>2}  {step.step.title:<51}{points:>8}  {state}{unjudged}"
    if evidence:
        for one in step.scored:
            points = f"{one.points}/{one.criterion.points}" if one.judged else f"?/{one.criterion.points}"
            yield _wrapped(f"{points} {one.criterion.says}: {one.evidence}", "          ")
    if step.best:
        yield _wrapped(f"next (+{step.best.gain}): {step.best.next}", "      ")


def _of(total: Any, unit: str) -> str:
    unjudged = f" and {total.unjudged} not judged" if total.unjudged else ""
    return f"{total.points} of {total.maximum}{unit}{unjudged}"


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ")
