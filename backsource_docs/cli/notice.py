"""`bsdocs notice`."""

from __future__ import annotations

import datetime
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
_EPILOG = (
    "Example: bsdocs notice deal.yaml --list, then bsdocs notice deal.yaml termination-for-convenience -o out/notice. "
    "A notice that would be too late, too short, by a barred method, before a step that must come first or without a "
    "record of it is refused with the reason; --force makes it, with the warning on the internal copy only."
)


@click.command("notice", epilog=_EPILOG)
@deal_argument
@click.argument("kind", required=False)
@into_folder("Write the notice into DIR.")
@click.option("--list", "listed", is_flag=True, help="Say for KIND, or for each, whether it can be given, and why not.")
@click.option("--served", callback=as_day, metavar="YYYY-MM-DD", help="The day of sending.")
@click.option(
    "--by",
    "method",
    type=click.Choice(["hand", "courier", "post", "airmail", "email"]),
    help="The method of sending.",
)
@click.option("--force", is_flag=True, help="Make a notice that is refused.")
@click.option("--outgoing", is_flag=True, help="The clean copy for the other side.")
@scoring_options
@fail_on
@as_json
def command(
    deal: Path,
    kind: str | None,
    output: Path | None,
    listed: bool,
    served: datetime.date | None,
    method: str | None,
    force: bool,
    outgoing: bool,
    fail_on: str,
    as_json: bool,
    **options: Any,
) -> None:
    """Make a formal notice of DEAL to the outsourcer, or say which ones can be given now."""
    from backsource_docs.noticing import Options, notice, notices

    if kind and not listed and not output:
        raise click.UsageError("Say where to write it, for example -o out/notice, or ask with --list.")
    said = Options(**options)
    if kind and not listed:
        result = notice(deal, kind, output, said, served=served, method=method, force=force, outgoing=outgoing)
        findings, ran = result.findings, bool(result.files)
    else:
        result = notices(deal, said, kind=kind, served=served, method=method)
        findings, ran = result.findings, bool(result.judgements)
    _show(result, as_json=as_json, full=bool(kind and not listed))
    exit_status(findings, fail_on, ran=ran)


def _show(result: Any, *, as_json: bool, full: bool) -> None:
    from backsource_docs.noticing import notices_data

    if as_json:
        data = {"notices": notices_data(result), "files": list(map(str, result.files))}
        print_json({**data, "findings": as_data(result.findings)})
        return
    for line in _lines(result.judgements, full=full):
        click.echo(line)
    show_findings(result.findings, at_least=Severity.WARNING)
    for file in result.files:
        click.echo(f"Wrote {file}.")


def _lines(judgements: Any, *, full: bool) -> Iterator[str]:
    for one in judgements:
        state = click.style("no   ", fg="red") if one.refused else click.style("yes  ", fg="green")
        yield f"{state}{one.kind.id:<36} {one.place}"
        if one.effective and (full or not one.refused):
            yield _wrapped(f"{one.kind.effect.title}: {one.effective}; {one.derivation}.")
        for reason in () if full else one.refusals:
            yield _wrapped(f"{reason.code} {reason.message.partition(': ')[2]} {reason.remedy}")


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="       ", subsequent_indent="       ")
